/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys of a case that the whole window hears: which are held down, and those that reach nothing
 * else, as what had the focus went away or is a button that was pressed. */
#include "cs-case-page-private.h"
#include "cs-text-view.h"
#include "cs-view-grid.h"

#define REPEATS_WITHIN (5 * G_USEC_PER_SEC / 2) /* a key that is held down comes again before */

/* --- what is held --- */

static gboolean
is_enter (guint key)
{
  return key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;
}

/* Heard by the whole window: what had the focus may be gone, or another page be shown, by the time
 * the key is let go of. */
static void
key_up_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
           CsCasePage *self)
{
  cs_case_page_undo_key (self, 0);
  cs_case_page_adjudicate_key_up (self, key, code);
}

/* A chord that is held down finishes one case, not a queue of them. */
static gboolean
key_down_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
             CsCasePage *self)
{
  cs_case_page_undo_key (self, code);
  if (cs_case_page_look_key (self, key, state))
    return TRUE;
  if (!is_enter (key) || !(state & GDK_CONTROL_MASK) || self->model == NULL)
    return FALSE;
  /* Another window may have heard that it was let go of. */
  gint64 now = cs_case_page_now (self);
  gboolean repeated = self->key_repeats && now - self->finish_pressed < REPEATS_WITHIN;
  self->finish_pressed = now;
  return repeated;
}

static void
active_cb (CsCasePage *self)
{
  cs_case_page_undo_key (self, 0); /* the window above hears it now */
  cs_case_page_adjudicate_key_up (self, 0, 0);
}

/* --- what reaches nothing else --- */

/* Keys that go from button to button, and press them. */
static gboolean
is_of_buttons (guint key)
{
  return key == GDK_KEY_space || key == GDK_KEY_KP_Space || is_enter (key) || key == GDK_KEY_Left ||
         key == GDK_KEY_Right || key == GDK_KEY_Up || key == GDK_KEY_Down ||
         key == GDK_KEY_KP_Left || key == GDK_KEY_KP_Right || key == GDK_KEY_KP_Up ||
         key == GDK_KEY_KP_Down;
}

/* FOCUS has heard the key, or what is written there is its own; the pane hands on by itself. */
static gboolean
is_heard (CsCasePage *self, GtkWidget *focus)
{
  return CS_IS_CANVAS (focus) || GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus) ||
         GTK_IS_POPOVER (gtk_widget_get_native (focus)) ||
         gtk_widget_is_ancestor (focus, GTK_WIDGET (self->pane));
}

static gboolean
stray_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
          CsCasePage *self)
{
  GtkRoot *root = GTK_ROOT (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));
  GtkWidget *focus = gtk_root_get_focus (root);
  if (self->model == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) || key == GDK_KEY_Tab ||
      key == GDK_KEY_ISO_Left_Tab ||
      (focus != NULL && (is_heard (self, focus) || is_of_buttons (key))))
    return FALSE;
  if (focus == NULL) /* what had it is gone */
    cs_case_page_focus (self);
  gboolean inside = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
  GtkWidget *canvas = cs_case_page_canvas (self);
  return (canvas != NULL && gtk_event_controller_key_forward (controller, canvas)) ||
         (!inside && gtk_event_controller_key_forward (controller, GTK_WIDGET (self)));
}

/* What is held has to be let go of as well. */
static void
stray_up_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
             CsCasePage *self)
{
  stray_cb (controller, key, code, state, self);
}

/* --- where it listens --- */

#define KEYS "cs-case-page-keys"
#define STRAY "cs-case-page-stray"

void
cs_case_page_listen (CsCasePage *self, GtkWidget *window)
{
  cs_case_page_count_in (self, window);
  GtkEventController *keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_down_cb), self);
  g_signal_connect (keys, "key-released", G_CALLBACK (key_up_cb), self);
  gtk_widget_add_controller (window, keys);
  g_object_set_data (G_OBJECT (window), KEYS, keys);
  GtkEventController *stray = gtk_event_controller_key_new ();
  g_signal_connect (stray, "key-pressed", G_CALLBACK (stray_cb), self);
  g_signal_connect (stray, "key-released", G_CALLBACK (stray_up_cb), self);
  gtk_widget_add_controller (window, stray);
  g_object_set_data (G_OBJECT (window), STRAY, stray);
  g_signal_connect_swapped (window, "notify::is-active", G_CALLBACK (active_cb), self);
}

void
cs_case_page_stop_listening (CsCasePage *self, GtkWidget *window)
{
  gtk_widget_remove_controller (window, g_object_steal_data (G_OBJECT (window), KEYS));
  gtk_widget_remove_controller (window, g_object_steal_data (G_OBJECT (window), STRAY));
  cs_case_page_stop_counting (self, window);
  g_signal_handlers_disconnect_by_func (window, active_cb, self);
}
