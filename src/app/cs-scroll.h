/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scrolling that several views share. Main thread. */
#pragma once

#include <gtk/gtk.h>

/* Moves CONTENT, the child of SCROLLED, no further than is needed to show ROW. */
void cs_scroll_show (GtkScrolledWindow *scrolled, GtkWidget *content, GtkWidget *row);

/* Ends a movement under way where it is. For the `unmap` of what holds a GtkTextView, before it is
 * chained up: GTK 4.8 ends the movement itself when the view is put away, by jumping to its end;
 * a text that lays out lines on that jump sets the value again, and then the movement is taken off
 * the frame clock twice. */
void cs_scroll_rest (GtkScrollable *view);

/* What is only as wide as it has room for lets the wheel move what it stands in: GTK 4.8 keeps each
 * turn for itself, whatever its scrollbars are. */
void cs_scroll_hand_on (GtkScrolledWindow *inner);
