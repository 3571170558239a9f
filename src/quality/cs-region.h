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

/* What is left when WEIGHTS (0: never) are paired; MEAN is that of VALUES[i * n_b + k]. */
CsMatches cs_region_match (const double *weights, const double *values, guint n_a, guint n_b);
