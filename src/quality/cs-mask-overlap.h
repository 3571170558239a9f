/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What two masks or two polygons have in common, as pure functions. Any thread.
 *
 * A mask is the runs over a whole grid, zeros and ones in turn, zeros first (the first may be 0);
 * both masks of a pair go over the grid in the same order. They are never expanded, so the time is
 * that of the runs. IoU = |A n B| / |A u B| (Jaccard 1912), Dice = 2 |A n B| / (|A| + |B|) (Dice
 * 1945) = 2 IoU / (1 + IoU), without a unit; one empty: 0; both empty: undefined. */
#pragma once

#include "cs-estimate.h"

/* --- masks --- */

/* Runs (GArray of gint64) of N pixels; any byte but 0 is set. No run is 0 but the first one; none
 * for no pixels. */
GArray *cs_runs_new (const guint8 *pixels, gsize n);
/* The pixels of both, or of either; without zero runs but the first. Caller unrefs. */
GArray *cs_runs_both (const GArray *a, const GArray *b);
GArray *cs_runs_either (const GArray *a, const GArray *b);
gint64 cs_runs_area (const GArray *runs);
/* The pixels that more than half of N masks, one or more, have, and under RET_OPEN those that
 * exactly half of them have. Time is that of the places where any of them changes, by N. Caller
 * unrefs. */
void cs_runs_majority (const GArray *const *masks, guint n, GArray **ret_majority,
                       GArray **ret_open);

typedef struct {
  double area_a, area_b, both;
} CsOverlap;

/* In pixels. */
CsOverlap cs_runs_overlap (const GArray *a, const GArray *b);
/* N is 1: one pair. */
CsEstimate cs_overlap_iou (const CsOverlap *overlap);
CsEstimate cs_overlap_dice (const CsOverlap *overlap);

/* --- polygons --- */

typedef struct {
  CsOverlap overlap;
  double perimeter_a, perimeter_b; /* of the rings as they are given */
} CsPolygonOverlap;

/* Exact, by clipping the vectors (GEOS). POINTS x, y of a ring, N of them, three or more, closed by
 * itself; where a ring crosses itself inside is what is crossed an odd number of times. Areas in
 * square units of the points. FAILED where GEOS gives up, with its words;
 * INVALID and LIMIT for what is no number, or becomes none; LIMIT where edges, of one ring or of
 * both, cross more than 4000 times, which would take minutes. */
gboolean cs_polygon_overlap (const double *a, guint n_a, const double *b, guint n_b,
                             CsPolygonOverlap *ret_overlap, GError **error);
