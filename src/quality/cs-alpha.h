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
