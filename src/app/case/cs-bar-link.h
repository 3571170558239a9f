/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words on an action bar that lead to what they count: what holds the case has a mark before them,
 * what only informs is dim. Main thread. */
#pragma once

#include <gtk/gtk.h>

/* WORDS with "%u" for COUNT; hidden while that is 0. LINK is a button of the class cs-link. */
void cs_bar_link_show (GtkWidget *link, gint64 count, const char *words, gboolean blocks);
/* Presses the first of LINKS that is shown and holds the case; returns its words, or NULL. Caller
 * frees. */
char *cs_bar_link_press_first (GtkWidget *const *links, guint n);
