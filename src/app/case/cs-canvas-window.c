/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-canvas-window.h"
#include "cs-actions.h"
#include "cs-case-page.h"
#include "cs-main-window.h"

struct _CsCanvasWindow {
  GtkWindow parent_instance;
  GtkWidget *page;
};

G_DEFINE_FINAL_TYPE (CsCanvasWindow, cs_canvas_window, GTK_TYPE_WINDOW)

GtkWidget *
cs_canvas_window_page (CsCanvasWindow *self)
{
  return self->page;
}

/* --- actions --- */

static void
hand_on_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_widget_activate_action_variant (CS_CANVAS_WINDOW (widget)->page, name, target);
}

static void
fullscreen_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  GtkWindow *window = GTK_WINDOW (widget);
  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
}

/* What widgets of TYPE do themselves; not what they have from the toolkit. */
static void
hand_on (GtkWidgetClass *klass, GType type)
{
  g_autoptr (GTypeClass) from = g_type_class_ref (type);
  const char *name = NULL, *property = NULL;
  const GVariantType *parameter = NULL;
  GType owner = G_TYPE_INVALID;
  for (guint i = 0; gtk_widget_class_query_action (GTK_WIDGET_CLASS (from), i, &owner, &name,
                                                   &parameter, &property);
       i++)
    if (owner == type && !g_str_equal (name, "win.fullscreen")) {
      g_autofree char *words = parameter != NULL ? g_variant_type_dup_string (parameter) : NULL;
      gtk_widget_class_install_action (klass, name, words, hand_on_cb);
    }
}

/* --- where it is shown --- */

/* NULL when there is one monitor. Caller unrefs. */
static GdkMonitor *
other_monitor (GtkWidget *page)
{
  GdkDisplay *display = gtk_widget_get_display (page);
  GtkNative *native = gtk_widget_get_native (page);
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;
  GdkMonitor *here = surface != NULL ? gdk_display_get_monitor_at_surface (display, surface) : NULL;
  GListModel *monitors = gdk_display_get_monitors (display);
  for (guint i = 0; here != NULL && i < g_list_model_get_n_items (monitors); i++) {
    g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
    if (monitor != here)
      return g_steal_pointer (&monitor);
  }
  return NULL;
}

void
cs_canvas_window_show (CsCanvasWindow *self)
{
  g_autoptr (GdkMonitor) monitor = other_monitor (self->page);
  if (monitor != NULL)
    gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), monitor);
  gtk_window_present (GTK_WINDOW (self));
}

/* --- life --- */

static void
cs_canvas_window_class_init (CsCanvasWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  hand_on (widget_class, CS_TYPE_CASE_PAGE);
  hand_on (widget_class, CS_TYPE_MAIN_WINDOW);
  gtk_widget_class_install_action (widget_class, "win.fullscreen", NULL, fullscreen_cb);
  cs_actions_bind (widget_class, CS_ACTION_CASE);
}

static void
cs_canvas_window_init (CsCanvasWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), 1100, 800);
  gtk_widget_add_css_class (GTK_WIDGET (self), "cs-canvas");
  cs_actions_capture (GTK_WIDGET (self), CS_ACTION_CASE_FIRST);
}

CsCanvasWindow *
cs_canvas_window_new (GtkWidget *page)
{
  CsCanvasWindow *self = g_object_new (CS_TYPE_CANVAS_WINDOW, NULL);
  GtkWindow *main_window = GTK_WINDOW (cs_main_window_of (page));
  self->page = page;
  gtk_window_set_application (GTK_WINDOW (self), gtk_window_get_application (main_window));
  return self;
}
