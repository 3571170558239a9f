/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many units of A have to be put in, left out or replaced to get B (Levenshtein 1966). Any
 * thread. */
#pragma once

#include <glib.h>

/* Most units of a text that a metric takes, for the time grows with the length times the edits. */
#define CS_EDITS_MOST 100000

/* In units, 0 or more; units are code points, words by number, or what you like. */
gint64 cs_edit_distance (const guint32 *a, gsize n_a, const guint32 *b, gsize n_b);

/* TEXT without what does not change what is read: NFC, case folded, white space at the ends gone
 * and one space elsewhere. NULL where it is not UTF-8; caller frees. No compatibility forms: 10 to
 * the power of 2 is not 102. */
char *cs_text_plain (const char *text);
