/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at earlier states: what was there is drawn dashed behind what is there now. */
#include "cs-case-page-private.h"
#include "cs-main-window.h"
#include "cs-text-view.h"
#include "cs-view-grid.h"

static void
shown_cb (CsPastBar *bar, CsCasePage *self)
{
  g_autoptr (CsMarkSet) set = NULL;
  g_autofree char *words = NULL;
  if (cs_past_bar_state (bar, &set, &words))
    cs_case_page_show_before (self, set, words);
}

static void
past_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->model == NULL)
    return;
  if (cs_past_bar_is_on (self->past)) {
    cs_case_page_leave_past (self);
    return;
  }
  cs_case_page_leave_compare (self);
  cs_past_bar_begin (self->past, self->model, cs_case_model_selected (self->model));
  gtk_stack_set_visible_child_name (GTK_STACK (self->bars), "past");
  cs_past_bar_focus (self->past);
}

static void
close_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_case_page_leave_past (CS_CASE_PAGE (widget));
}

gboolean
cs_case_page_leave_past (CsCasePage *self)
{
  if (!cs_past_bar_is_on (self->past))
    return FALSE;
  cs_past_bar_begin (self->past, NULL, 0);
  cs_case_page_show_present (self);
  cs_case_page_focus (self);
  return TRUE;
}

static void
motion_cb (GtkEventControllerMotion *motion, double x, double y, CsCasePage *self)
{
  CsCanvas *canvas = cs_view_grid_canvas (CS_VIEW_GRID (self->image));
  double column = 0, row = 0;
  if (cs_past_bar_is_on (self->past) &&
      gtk_widget_translate_coordinates (self->image, GTK_WIDGET (canvas), x, y, &x, &y) &&
      cs_canvas_to_picture (canvas, x, y, &column, &row))
    cs_past_bar_point (self->past, column, row);
}

static void
motion_on_text_cb (GtkEventControllerMotion *motion, double x, double y, CsCasePage *self)
{
  CsTextCanvas *canvas = cs_text_view_canvas (CS_TEXT_VIEW (self->text));
  guint32 position = 0;
  if (cs_past_bar_is_on (self->past) &&
      gtk_widget_translate_coordinates (self->text, GTK_WIDGET (canvas), x, y, &x, &y) &&
      cs_text_canvas_character_at (canvas, x, y, &position))
    cs_past_bar_point_word (self->past, position);
}

void
cs_case_page_install_past (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "case.past", NULL, past_cb);
  gtk_widget_class_install_action (klass, "past.close", NULL, close_cb);
}

static void
follow_pointer (CsCasePage *self, GtkWidget *view, GCallback callback)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  g_signal_connect (motion, "motion", callback, self);
  gtk_widget_add_controller (view, motion);
}

void
cs_case_page_init_past (CsCasePage *self)
{
  self->past = g_object_new (CS_TYPE_PAST_BAR, NULL);
  gtk_stack_add_named (GTK_STACK (self->bars), GTK_WIDGET (self->past), "past");
  g_signal_connect (self->past, "shown", G_CALLBACK (shown_cb), self);
  follow_pointer (self, self->image, G_CALLBACK (motion_cb));
  follow_pointer (self, self->text, G_CALLBACK (motion_on_text_cb));
}
