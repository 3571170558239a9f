/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On which side of the picture the pane stands; the tools stand on the other. */
#include "cs-case-page-private.h"
#include "cs-settings.h"

static void
follow (CsCasePage *self)
{
  gboolean left =
      g_str_equal (cs_profile_get_word (cs_settings_profile (), CS_PROFILE_PANE), "left");
  GtkWidget *pane = GTK_WIDGET (self->pane), *rail = GTK_WIDGET (self->rail);
  GtkWidget *first = left ? pane : rail, *last = left ? rail : pane;
  gtk_box_reorder_child_after (GTK_BOX (self->body), first, NULL);
  gtk_box_reorder_child_after (GTK_BOX (self->body), self->stage, first);
  gtk_box_reorder_child_after (GTK_BOX (self->body), last, self->stage);
  (left ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->body, "cs-pane-left");
  gtk_button_set_icon_name (GTK_BUTTON (self->pane_button),
                            left ? "sidebar-show-symbolic" : "sidebar-show-right-symbolic");
}

void
cs_case_page_init_side (CsCasePage *self)
{
  g_signal_connect_object (cs_settings_get_default (), "changed", G_CALLBACK (follow), self,
                           G_CONNECT_SWAPPED);
  follow (self);
}
