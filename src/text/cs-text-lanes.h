/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which line below the text a range is drawn on, so that ranges that overlap do not meet. Pure; any
 * thread. */
#pragma once

#include <glib.h>

typedef struct {
  gint64 start, end; /* code points, [start, end) */
  guint64 id;        /* tells equal ranges apart */
} CsTextRange;

/* The lane of each of COUNT ranges, 0 next to the text; RET_LANES, which may be NULL, is how many
 * there are. What lies within another range lies nearer to the text. Ranges that only touch share a
 * lane. The order in which they come does not matter, and a range that overlaps nothing moves
 * nothing. Free with g_free. */
guint *cs_text_lanes_new (const CsTextRange *ranges, guint count, guint *ret_lanes);
