/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Krippendorff's alpha: alpha = 1 - D_o / D_e over the coincidences of units with two values or
 * more (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability). Any thread.
 *
 * With m_u values in unit u, n of all of them, n_c of category c:
 *   D_o = sum_u sum_(c,k in u) d2_ck / (m_u - 1) / n,   D_e = sum_ck n_c n_k d2_ck / (n (n - 1)).
 * Levels: nominal 0 or 1; ordinal the square of the difference of mean ranks; interval (c - k)^2;
 * ratio ((c - k) / (c + k))^2, 0 for 0 and 0. No unit. Undefined: no unit with two values; all
 * values are one, for then reliability cannot be shown. */
#pragma once

#include "cs-estimate.h"
#include "cs-ratings.h"

typedef enum {
  CS_LEVEL_NOMINAL,
  CS_LEVEL_ORDINAL,
  CS_LEVEL_INTERVAL,
  CS_LEVEL_RATIO,
} CsLevel;

/* Most categories at the level of ratios, where every pair of them is looked at. */
#define CS_ALPHA_RATIO_MOST 20000

gboolean cs_level_from_nick (const char *nick, CsLevel *ret_level);

/* VALUES of the categories; not looked at for nominal, and for ordinal nothing but their order,
 * which is that of the categories. N is the units that count. */
CsEstimate cs_krippendorff_alpha (const CsRatingPatterns *patterns, CsLevel level,
                                  const double *values);
/* The same with a distance of one's own, DISTANCES[c * n_categories + k], symmetrical, 0 for c = k.
 */
CsEstimate cs_krippendorff_alpha_by (const CsRatingPatterns *patterns, const double *distances);

/* --- uncertainty --- */

/* d2 of the categories, [c * n_categories + k]; caller frees. What CS_LEVEL_ORDINAL says depends on
 * how often each was used. */
double *cs_alpha_distances (const CsRatingPatterns *patterns, CsLevel level, const double *values);
/* alpha with Gwet's linearised standard error (Handbook of Inter-Rater Reliability, 4th edition,
 * chapter 5) and an interval by t with one degree of freedom less than there are items with a
 * rating, cut at 1; with distances as above. One unit has no interval. */
CsEstimate cs_krippendorff_alpha_linearised (const CsRatingPatterns *patterns,
                                             const double *distances, double confidence);

typedef struct {
  CsEstimate estimate;                /* se: standard deviation of the replicates */
  guint replicates, undefined;        /* of them without variation, which count nowhere */
  double below_tentative, below_firm; /* shares of the others below 0.667 and 0.8 */
} CsAlphaBootstrap;

/* Fewer items than these are not drawn from: two make two samples, of which one has no value. */
#define CS_ALPHA_LEAST_DRAWN 3

/* alpha with the percentile interval of REPLICATES samples of units, drawn with replacement from
 * those that count. Replicate r draws from SplitMix64 seeded by SEED and r, so that it does not
 * matter in which order or by how many threads they are made. Percentiles interpolate between
 * neighbours. No interval where fewer than half of them have a value, and none of fewer than
 * CS_ALPHA_LEAST_DRAWN units. */
void cs_krippendorff_alpha_bootstrap (const CsRatingPatterns *patterns, CsLevel level,
                                      const double *values, guint replicates, guint64 seed,
                                      double confidence, CsAlphaBootstrap *ret_result);
