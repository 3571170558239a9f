/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the benches of the window share. Main thread. */
#pragma once

#include <gtk/gtk.h>

/* The first widget of TYPE at or below WIDGET, seen or not; or NULL. */
GtkWidget *cs_bench_find (GtkWidget *widget, GType type);
/* The first of them that is on the screen. */
GtkWidget *cs_bench_find_seen (GtkWidget *widget, GType type);
/* Milliseconds that the main thread has computed: other programs do not count. */
double cs_bench_computed (void);
