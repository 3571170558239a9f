/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tooltip of a menu's button is away while the menu is open: it would lie over the first entry.
 * Main thread. */
#pragma once

#include <gtk/gtk.h>

void cs_menu_tip (GtkWidget *menu_button);
