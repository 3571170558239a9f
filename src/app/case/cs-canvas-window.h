/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window of its own for what a case page shows of pictures and texts, on a second monitor. Its
 * keys, and the actions of what lies in it, are those of the page and of the page's window. Main
 * thread. */
#pragma once

#include <gtk/gtk.h>

#define CS_TYPE_CANVAS_WINDOW (cs_canvas_window_get_type ())
G_DECLARE_FINAL_TYPE (CsCanvasWindow, cs_canvas_window, CS, CANVAS_WINDOW, GtkWindow)

/* PAGE outlives it. */
CsCanvasWindow *cs_canvas_window_new (GtkWidget *page);
GtkWidget *cs_canvas_window_page (CsCanvasWindow *self);
/* Full screen on a monitor that the page is not on, where there is one. */
void cs_canvas_window_show (CsCanvasWindow *self);
