/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs over a whole grid, and the turning of them on their side. A grid has LINES lines of LENGTH
 * pixels; runs go along the lines. Private to src/marks; one thread. */
#pragma once

#include "cs-mark.h"

/* Pixels [start, end) of one line. */
typedef struct {
  guint line, start, end;
} CsMaskSegment;

/* Segments in order from runs over the grid (zeros first; zero runs are passed over). INVALID when
 * the runs do not fill the grid, LIMIT beyond what a mask may hold. */
GArray *cs_mask_segments (const gint64 *runs, guint n_runs, guint length, guint lines,
                          GError **error);
/* Runs (GArray of gint64) from sorted, disjoint segments; no zero run but the first. */
GArray *cs_mask_runs (const CsMaskSegment *segments, guint count, guint length, guint lines);
/* The segments of the grid on its side: lines become columns. LIMIT beyond what a mask may hold. */
GArray *cs_mask_transpose (const CsMaskSegment *segments, guint count, guint length, guint lines,
                           GError **error);
