/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Focus that goes on from part to part, and widgets that are taken away by losing it. Main thread.
 */
#pragma once

#include <gtk/gtk.h>

/* The `focus` of a class that says itself where its focus is to be grabbed: the toolkit would grab
 * that again with Tab instead of leaving. */
gboolean cs_focus_within (GtkWidget *widget, GtkDirectionType direction);
/* Tab and Shift+Tab go on as they do everywhere, also where they mean something else around it.
 * FALSE when KEY with the modifiers HELD is none of them. */
gboolean cs_focus_tab (GtkWidget *widget, guint key, GdkModifierType held);
/* WIDGET is about to be taken away, and may be on the way of the event that does it: it lives until
 * that is over. */
void cs_focus_outlive (GtkWidget *widget);
