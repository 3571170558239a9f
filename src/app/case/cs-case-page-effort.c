/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a hand does while a case is open, heard by whole windows before anything answers it. */
#include "cs-case-page-private.h"
#include "cs-effort-meter.h"

/* The field that KEY writes into; NULL for keys that do something else. */
static GtkWidget *
field_of (GtkWidget *area, guint key, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (area));
  gboolean writes = GTK_IS_TEXT (focus) || (GTK_IS_TEXT_VIEW (focus) &&
                                            gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)));
  if (!writes || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return NULL;
  return key == GDK_KEY_BackSpace || key == GDK_KEY_Delete || gdk_keyval_to_unicode (key) >= ' '
             ? focus
             : NULL;
}

static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, CsCasePage *self)
{
  GtkWidget *area = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  if (self->model == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;
  CsEffortMeter *meter = cs_case_model_effort (self->model);
  gint64 now = cs_case_page_now (self);
  switch (gdk_event_get_event_type (event)) {
  case GDK_KEY_PRESS:
    if (!gdk_key_event_is_modifier (event))
      cs_effort_meter_key (
          meter, now, gdk_key_event_get_keycode (event),
          field_of (area, gdk_key_event_get_keyval (event), gdk_event_get_modifier_state (event)));
    break;
  case GDK_KEY_RELEASE:
    cs_effort_meter_key_up (meter, now);
    break;
  case GDK_BUTTON_PRESS:
  case GDK_TOUCH_BEGIN:
    cs_effort_meter_press (meter, now);
    break;
  case GDK_SCROLL:
    cs_effort_meter_turn (meter, now);
    break;
  case GDK_MOTION_NOTIFY:
  case GDK_BUTTON_RELEASE:
    cs_effort_meter_sign (meter, now);
    break;
  default:
    return FALSE;
  }
  cs_case_model_effort_soon (self->model);
  return FALSE;
}

#define COUNTS "cs-case-page-effort"

/* AREA has its own events: a window, or a popover, whose keys no window hears. */
static void
hear (CsCasePage *self, GtkWidget *area)
{
  if (g_object_get_data (G_OBJECT (area), COUNTS) != NULL)
    return;
  GtkEventController *controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (event_cb), self, 0);
  gtk_widget_add_controller (area, controller);
  g_object_set_data (G_OBJECT (area), COUNTS, controller);
}

static void
focus_cb (GtkWindow *window, GParamSpec *pspec, CsCasePage *self)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  GtkWidget *native = focus != NULL ? GTK_WIDGET (gtk_widget_get_native (focus)) : NULL;
  if (GTK_IS_POPOVER (native))
    hear (self, native);
}

void
cs_case_page_count_in (CsCasePage *self, GtkWidget *window)
{
  hear (self, window);
  g_signal_connect_object (window, "notify::focus-widget", G_CALLBACK (focus_cb), self, 0);
}

void
cs_case_page_stop_counting (CsCasePage *self, GtkWidget *window)
{
  g_signal_handlers_disconnect_by_func (window, focus_cb, self);
  gtk_widget_remove_controller (window, g_object_steal_data (G_OBJECT (window), COUNTS));
}
