/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas of a case in a window of its own: pane and bar stay. */
#include "cs-case-page-private.h"
#include "cs-case-hanging.h"
#include "cs-main-window.h"

/* --- where the keys are --- */

GtkWidget *
cs_case_page_key_focus (CsCasePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  if (self->apart != NULL && gtk_window_is_active (self->apart))
    root = GTK_ROOT (self->apart);
  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

void
cs_case_page_present (CsCasePage *self, GtkWidget *area)
{
  GtkRoot *root = gtk_widget_get_root (area);
  if (self->apart != NULL && root != NULL && !gtk_window_is_active (GTK_WINDOW (root)))
    gtk_window_present (GTK_WINDOW (root));
}

/* --- what is remembered, of each person --- */

static char *
apart_key (CsCasePage *self)
{
  const char *handle = cs_session_facts (cs_case_model_session (self->model))->handle;
  return g_strdup_printf ("canvas-apart-%s", handle != NULL ? handle : "");
}

static void
remember (CsCasePage *self, gboolean apart)
{
  g_autofree char *key = apart_key (self);
  cs_preferences_set_int (cs_main_window_preferences (cs_main_window_of (GTK_WIDGET (self))), key,
                          apart);
}

/* --- there and back --- */

static void
move_views (CsCasePage *self, GtkWindow *window)
{
  g_autoptr (GtkWidget) views = g_object_ref (self->views);
  if (window != NULL) {
    gtk_box_remove (GTK_BOX (self->stage), views);
    gtk_window_set_child (window, views);
  } else {
    gtk_window_set_child (self->apart, NULL);
    gtk_box_prepend (GTK_BOX (self->stage), views);
  }
  gtk_widget_set_visible (self->away, window != NULL);
}

static void
bring_back (CsCasePage *self)
{
  GtkWindow *window = self->apart;
  if (window == NULL)
    return;
  gboolean active = gtk_window_is_active (window);
  move_views (self, NULL);
  self->apart = NULL;
  if (active && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_window_present (GTK_WINDOW (cs_main_window_of (GTK_WIDGET (self))));
  cs_case_page_stop_listening (self, GTK_WIDGET (window));
  gtk_window_destroy (window);
}

static gboolean
close_cb (GtkWindow *window, CsCasePage *self)
{
  cs_case_page_set_apart (self, FALSE);
  return TRUE;
}

static void
take_apart (CsCasePage *self)
{
  const char *title = cs_case_model_view (self->model)->row->title;
  if (self->apart != NULL) {
    gtk_window_set_title (self->apart, title);
    return;
  }
  CsCanvasWindow *window = cs_canvas_window_new (GTK_WIDGET (self));
  self->apart = GTK_WINDOW (window);
  gtk_window_set_title (self->apart, title);
  g_signal_connect (window, "close-request", G_CALLBACK (close_cb), self);
  cs_case_page_listen (self, GTK_WIDGET (window));
  move_views (self, self->apart);
  cs_canvas_window_show (window);
}

static gboolean
has_picture (CsCasePage *self)
{
  return self->model != NULL && cs_case_hanging_of (self->model)->n > 0;
}

void
cs_case_page_set_apart (CsCasePage *self, gboolean apart)
{
  if (!has_picture (self) || apart == (self->apart != NULL))
    return;
  remember (self, apart);
  if (apart)
    take_apart (self);
  else
    bring_back (self);
  cs_case_page_focus (self);
}

void
cs_case_page_window_set (CsCasePage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.canvas-apart", has_picture (self));
  if (!has_picture (self)) {
    bring_back (self);
    return;
  }
  g_autofree char *key = apart_key (self);
  CsMainWindow *window = cs_main_window_of (GTK_WIDGET (self));
  if (cs_preferences_int (cs_main_window_preferences (window), key, FALSE))
    take_apart (self);
  else
    bring_back (self);
}

static void
apart_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  cs_case_page_set_apart (self, self->apart == NULL);
}

void
cs_case_page_install_window (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "case.canvas-apart", NULL, apart_cb);
}
