/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agreement on boxes, points and instances of two raters, as pure functions over plain arrays. Any
 * thread; sums run in the order of the first rater's.
 *
 * IoU = |A n B| / |A u B| (Jaccard 1912), without a unit; undefined where the union has no area.
 * Pairs are one to one, the best ones of all (cs-assignment.h). Intervals come from a bootstrap
 * over items, which is not done here. */
#pragma once

#include "cs-estimate.h"

/* Real edges: a box from 1 with the width 2 ends at 3. Width and height are 0 or more. */
typedef struct {
  double x, y, width, height;
} CsBox;

/* CS_UNKNOWN where both have no area. */
double cs_box_iou (const CsBox *a, const CsBox *b);
/* [i * n_b + k]; caller frees. */
double *cs_box_ious (const CsBox *a, guint n_a, const CsBox *b, guint n_b);

typedef struct {
  guint n_matched, only_a, only_b;
  double f1;             /* 2 matched / (n_a + n_b) */
  double mean;           /* of the matched: IoU, or distance; CS_UNKNOWN where there is none */
  double panoptic;       /* sum of IoU / (matched + only_a / 2 + only_b / 2), Kirillov 2019 */
  const char *undefined; /* as in CsEstimate: nobody marked anything */
} CsMatches;

/* IOUS[i * n_b + k] of objects of any kind, CS_UNKNOWN never matches. Pairs below THRESHOLD, above
 * 0, are forbidden; of the others those of the largest total IoU. */
CsMatches cs_instance_matches (const double *ious, guint n_a, guint n_b, double threshold);
/* The largest total IoU of pairs / max (n_a, n_b): what has no partner counts 0. N is that number.
 * Undefined where nobody marked anything. */
CsEstimate cs_mean_best_iou (const double *ious, guint n_a, guint n_b);
/* Points x, y in the unit of RADIUS, above 0. Of the pairs that are RADIUS apart at most as many as
 * can be, and of those choices the one with the least total distance. PANOPTIC is CS_UNKNOWN. */
CsMatches cs_point_matches (const double *a, guint n_a, const double *b, guint n_b, double radius);

/* Most raters whose boxes are grouped: a bit each. */
#define CS_BOX_GROUPS_MOST_RATERS 64

/* Boxes of one thing: pairs of different raters with an IoU of THRESHOLD or more, the largest first
 * (the same ones in the order of the boxes), join their groups unless somebody would be in it
 * twice. RET_GROUPS [box] counts from 0 in the order of the boxes; how many groups there are.
 * RATERS [box] are below CS_BOX_GROUPS_MOST_RATERS. Looks at all pairs. */
guint cs_box_groups (const CsBox *boxes, const guint *raters, guint n, double threshold,
                     guint *ret_groups);
/* Left, top, right and bottom edge are the median of the edges each (the mean of both middle ones).
 * N is 1 or more. */
CsBox cs_box_median (const CsBox *boxes, guint n);

/* --- points --- */

/* Most points, as all pairs are looked at. */
#define CS_GEOMETRIC_MEDIAN_MOST 10000

typedef struct {
  double x, y;
  double mean_distance; /* to the points, in their unit */
  guint rounds;
  const char *undefined; /* there are no points */
} CsGeometricMedian;

/* The place with the least sum of distances to POINTS x, y. Weiszfeld's iteration (1937) with what
 * Vardi & Zhang (2000) do at a point of the data: it begins at the best of them, which is the
 * answer where the pull of the others does not exceed its own, else a step along that pull leads
 * away for good, as sums only fall. Points on one line have their median on it, of an even number
 * the middle of both middle ones. At most CS_GEOMETRIC_MEDIAN_MOST. */
CsGeometricMedian cs_geometric_median (const double *points, guint n);

/* What is left when WEIGHTS (0: never) are paired; MEAN is that of VALUES[i * n_b + k]. */
CsMatches cs_region_match (const double *weights, const double *values, guint n_a, guint n_b);
