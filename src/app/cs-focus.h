/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going on from part to part with Tab, for a container that says itself where its focus is to be
 * grabbed: the toolkit would grab that again instead of leaving. Main thread. */
#pragma once

#include <gtk/gtk.h>

/* The `focus` of such a class. */
gboolean cs_focus_within (GtkWidget *widget, GtkDirectionType direction);
