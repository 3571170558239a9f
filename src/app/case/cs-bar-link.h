/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words on an action bar that lead to what they count: what holds the case has a mark before them,
 * what only informs is dim. Main thread. */
#pragma once

#include "cs-case-model.h"

#include <gtk/gtk.h>

/* WORDS, in which "%u" becomes COUNT; hidden while that is 0. LINK is a button of the class
 * cs-link. */
void cs_bar_link_show (GtkWidget *link, gint64 count, const char *words, gboolean blocks);
/* What of the case was not shown, where the project asks for it. */
void cs_bar_link_show_unseen (GtkWidget *link, CsCaseModel *model);
/* How many marks are hidden. */
void cs_bar_link_show_hidden (GtkWidget *link, CsCaseModel *model);
/* The first of LINKS that is shown and holds the case, and its words, which the caller frees; or
 * NULL. */
GtkWidget *cs_bar_link_first (GtkWidget *const *links, guint n, char **ret_words);
