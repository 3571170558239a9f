/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agreement on measurements. Any thread; sums run in the order of the items. "undefined" is NULL or
 * the reason, and then every number is CS_UNKNOWN; an interval that there is not is CS_UNKNOWN
 * too. Undefined besides what is said below: a value that is infinite or no number. */
#pragma once

#include "cs-estimate.h"

typedef enum {
  CS_ICC_1_1, /* every item has raters of its own */
  CS_ICC_2_1, /* the raters stand for others: absolute agreement */
  CS_ICC_3_1, /* these raters and no others: consistency */
  CS_ICC_1_K, /* the same of the mean of k raters */
  CS_ICC_2_K,
  CS_ICC_3_K,
} CsIccForm;

/* VALUES[item * n_raters + rater], all there. With mean squares of the items B, within items W, of
 * the raters J and of the rest E, n items and k raters (Shrout & Fleiss 1979):
 *   (1,1) (B - W) / (B + (k - 1) W),   (1,k) (B - W) / B
 *   (2,1) (B - E) / (B + (k - 1) E + k (J - E) / n),   (2,k) (B - E) / (B + (J - E) / n)
 *   (3,1) (B - E) / (B + (k - 1) E),   (3,k) (B - E) / B
 * Interval by F, that of (2,.) by Satterthwaite's degrees of freedom (McGraw & Wong 1996); none
 * where raters differ by nothing but a constant, or not at all. No unit. Undefined: one item, one
 * rater, no variation; (2,k) where what it is divided by is below 0. */
CsEstimate cs_icc (const double *values, guint n_items, guint n_raters, CsIccForm form,
                   double confidence);

/* 2 s_xy / (s_x^2 + s_y^2 + (mean x - mean y)^2), moments divided by n (Lin 1989); interval by
 * Fisher's z with Lin's variance as corrected in 2000. No unit. Undefined: fewer than two pairs;
 * neither varies and both are the same. No interval: fewer than three pairs, no correlation, or a
 * perfect one. */
CsEstimate cs_lin_ccc (const double *x, const double *y, guint n, double confidence);

typedef struct {
  double bias;                /* mean of x - y */
  double sd;                  /* of x - y, with n - 1 */
  double low, high;           /* limits of agreement: bias -+ multiplier sd */
  double bias_low, bias_high; /* interval of the bias, by t */
  double limit_reach; /* interval of a limit: -+ t sd sqrt (1 / n + multiplier^2 / (2 (n - 1))) */
  guint n;
  const char *undefined;
} CsBlandAltman;

/* In the unit of the values (Bland & Altman 1986; the error of the limits by Bland & Altman 1999,
 * which for 1.96 and many pairs is about sd sqrt (3 / n)). Undefined: fewer than two pairs. */
CsBlandAltman cs_bland_altman (const double *x, const double *y, guint n, double multiplier,
                               double confidence);
