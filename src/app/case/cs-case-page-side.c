/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the case lies in its window: as the window is wide and high, and on which side of the picture
 * the pane stands; the tools stand on the other. In a window that is higher than wide it lies below
 * both. */
#include "cs-case-page-private.h"
#include "cs-letter-scale.h"
#include "cs-settings.h"

/* Of the window, for usual letters. */
#define WIDE 1600 /* from this width on, list and rule are seen together */
#define TIGHT 800 /* below it, what can be had elsewhere leaves the action bar */

/* A child has one parent: it is taken out of the place it was in before it is put in the other. */
static void
put_pane (CsCasePage *self)
{
  GtkWidget *pane = GTK_WIDGET (self->pane), *column = gtk_widget_get_parent (self->body);
  GtkWidget *wanted = self->portrait ? column : self->body;
  if (gtk_widget_get_parent (pane) == wanted)
    return;
  GtkRoot *root = gtk_widget_get_root (pane);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean held = focus != NULL && gtk_widget_is_ancestor (focus, pane);
  g_object_ref (pane);
  if (held)
    gtk_root_set_focus (root, NULL);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (pane)), pane);
  gtk_box_insert_child_after (GTK_BOX (wanted), pane, self->portrait ? self->body : self->stage);
  if (held)
    gtk_widget_grab_focus (pane);
  g_object_unref (pane);
}

void
cs_case_page_place_pane (CsCasePage *self)
{
  gboolean left =
      g_str_equal (cs_profile_get_word (cs_settings_profile (), CS_PROFILE_PANE), "left");
  GtkWidget *pane = GTK_WIDGET (self->pane), *rail = GTK_WIDGET (self->rail);
  put_pane (self);
  gtk_box_reorder_child_after (GTK_BOX (self->body), rail, left ? self->stage : NULL);
  gtk_box_reorder_child_after (GTK_BOX (self->body), self->stage, left ? NULL : rail);
  if (!self->portrait)
    gtk_box_reorder_child_after (GTK_BOX (self->body), pane, left ? NULL : self->stage);
  (left ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->body, "cs-pane-left");
  (self->portrait ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (pane, "cs-pane-low");
  gtk_button_set_icon_name (GTK_BUTTON (self->pane_button),
                            left ? "sidebar-show-symbolic" : "sidebar-show-right-symbolic");
}

void
cs_case_page_init_side (CsCasePage *self)
{
  g_signal_connect_object (cs_settings_get_default (), "changed",
                           G_CALLBACK (cs_case_page_place_pane), self, G_CONNECT_SWAPPED);
  cs_case_page_place_pane (self);
}

/* Never while sizes are being given out. */
static gboolean
arrange_cb (gpointer data)
{
  CsCasePage *self = data;
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  self->arranging = 0;
  if (self->surface == NULL || !GTK_IS_WINDOW (window))
    return G_SOURCE_REMOVE;
  self->room = gdk_surface_get_width (self->surface);
  self->high = gdk_surface_get_height (self->surface);
  self->portrait = self->high > self->room;
  self->narrow = self->portrait || self->room < cs_letter_scaled (GTK_WIDGET (self), WIDE);
  self->tight = self->room < cs_letter_scaled (GTK_WIDGET (self), TIGHT);
  self->full = gtk_window_is_fullscreen (GTK_WINDOW (window));
  self->full_pane &= self->full;
  cs_case_page_arrange (self);
  return G_SOURCE_REMOVE;
}

void
cs_case_page_room_changed (CsCasePage *self)
{
  if (self->arranging == 0 && self->surface != NULL)
    self->arranging = g_idle_add_full (GTK_PRIORITY_RESIZE - 5, arrange_cb, self, NULL);
}
