/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agreement on where units of one category begin and end on a continuum: alpha_U = 1 - D_o / D_e
 * (Krippendorff 1995, Sociological Methodology 25; D_e with the sign of 2004, Content Analysis, 2nd
 * edition, chapter 11). Any thread.
 *
 * On a continuum of length L that m raters marked, over ordered pairs of raters: units that overlap
 * differ by the squares of the differences of their starts and of their ends, a unit in a gap by
 * the square of its length; D_o = their sum / (m (m - 1) L^2). D_e is what N units of these lengths
 * in any order would give:
 *   2 / L sum_u ((N - 1) / 3 (2 l^3 - 3 l^2 + l) + l^2 sum_(gaps g, l_g >= l) (l_g - l + 1)) /
 *   (m L (m L - 1) - sum_u l (l - 1)).
 * No unit. Undefined: fewer than two raters; no units; nothing could differ (D_e = 0). */
#pragma once

#include "cs-estimate.h"

/* Half open, START < END. */
typedef struct {
  double start, end;
} CsUnit;

/* Most units of all raters, for every two are looked at. */
#define CS_UNITS_MOST 20000

typedef struct {
  CsEstimate alpha;          /* n: units */
  double observed, expected; /* unknown where they have no value */
} CsUnitAlpha;

/* UNITS of rater r are those from STARTS[r] to before STARTS[r + 1], in their order, within 0 to
 * LENGTH, and do not overlap one another. */
CsUnitAlpha cs_unit_alpha (const CsUnit *units, const guint *starts, guint n_raters, double length);
