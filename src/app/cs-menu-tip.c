/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-menu-tip.h"

/* Only the toggle inside tells, before GTK 4.10. */
void
cs_menu_tip (GtkWidget *menu_button)
{
  GtkWidget *toggle = gtk_widget_get_first_child (menu_button);
  g_object_bind_property (toggle, "active", menu_button, "has-tooltip", G_BINDING_INVERT_BOOLEAN);
}
