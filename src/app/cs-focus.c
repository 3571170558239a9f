/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-focus.h"

gboolean
cs_focus_within (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean back =
      direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP || direction == GTK_DIR_LEFT;
  GtkWidget *child = gtk_widget_get_focus_child (widget);
  if (child == NULL)
    child = back ? gtk_widget_get_last_child (widget) : gtk_widget_get_first_child (widget);
  while (child != NULL) {
    if (gtk_widget_get_mapped (child) && gtk_widget_child_focus (child, direction))
      return TRUE;
    child = back ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child);
  }
  return FALSE;
}

gboolean
cs_focus_tab (GtkWidget *widget, guint key, GdkModifierType held)
{
  if ((key != GDK_KEY_Tab && key != GDK_KEY_ISO_Left_Tab) || (held & ~GDK_SHIFT_MASK) != 0)
    return FALSE;
  g_signal_emit_by_name (gtk_widget_get_root (widget), "move-focus",
                         held & GDK_SHIFT_MASK ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
  return TRUE;
}

static gboolean
over_cb (gpointer widget)
{
  return G_SOURCE_REMOVE;
}

void
cs_focus_outlive (GtkWidget *widget)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, over_cb, g_object_ref (widget), g_object_unref);
}
