/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-scroll.h"

#include <math.h>

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

static gboolean
hand_on_cb (GtkEventControllerScroll *controller, double dx, double dy, gpointer unused)
{
  GtkEventController *event = GTK_EVENT_CONTROLLER (controller);
  GtkWidget *inner = gtk_event_controller_get_widget (event);
  GtkWidget *outer =
      gtk_widget_get_ancestor (gtk_widget_get_parent (inner), GTK_TYPE_SCROLLED_WINDOW);
  gboolean sideways = (gtk_event_controller_get_current_event_state (event) & GDK_SHIFT_MASK) != 0;
  if (outer == NULL || sideways || fabs (dy) <= fabs (dx))
    return FALSE;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (outer));
  /* A turn of the wheel is as far as anywhere in the toolkit. */
  double unit = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL
                    ? pow (gtk_adjustment_get_page_size (adjustment), 2.0 / 3.0)
                    : 1;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + dy * unit);
  return TRUE;
}

void
cs_scroll_hand_on (GtkScrolledWindow *inner)
{
  GtkEventController *controller =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "scroll", G_CALLBACK (hand_on_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (inner), controller);
}
