/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tooltip of a menu's button is away while the menu is open: it would lie over the first entry.
 * Main thread. */
#pragma once

#include <gtk/gtk.h>

void cs_menu_tip (GtkWidget *menu_button);
/* Each time the menu opens its rows say the keys in force: the toolkit knows only those that the
 * menu itself would hear. */
void cs_menu_keys (GtkWidget *menu_button);
