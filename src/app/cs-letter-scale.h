/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much larger than usual letters are, by the desktop and by the preferences: what holds words
 * has to be as much larger. In the style sheet lengths in pt follow by themselves. Main thread. */
#pragma once

#include <gtk/gtk.h>

/* 1 for usual letters. */
double cs_letter_scale (GtkWidget *widget);
/* PIXELS for usual letters. */
int cs_letter_scaled (GtkWidget *widget, int pixels);
/* CALLBACK (OBJECT) whenever letters become larger or smaller, as long as OBJECT lives. */
void cs_letter_scale_watch (gpointer object, GCallback callback);
