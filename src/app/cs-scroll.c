/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-scroll.h"

void
cs_scroll_show (GtkScrolledWindow *scrolled, GtkWidget *content, GtkWidget *row)
{
  graphene_rect_t bounds;
  if (gtk_widget_compute_bounds (row, content, &bounds))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (scrolled), bounds.origin.y,
                               bounds.origin.y + bounds.size.height);
}

void
cs_scroll_rest (GtkScrollable *view)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (view);
  if (adjustment != NULL)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment));
}
