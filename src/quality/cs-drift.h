/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far one window of labels or features is from another. Any thread; sums run in the order of
 * the bins or values. Counts are of K bins, the same in both windows; p_k and q_k are their shares
 * in the reference and in the current window. "undefined" is NULL or the reason, and then every
 * number is CS_UNKNOWN. Undefined: a window without a count or a value; a value that is infinite or
 * no number. */
#pragma once

#include "cs-estimate.h"

/* sum_k (q_k - p_k) ln (q_k / p_k), from 0 on, in nats: the Kullback-Leibler divergences both ways
 * (population stability index; Siddiqi 2006). Where a bin of either is empty, 0.0001 is added to
 * every share, and the shares are made to add up to 1 again. N is the counts of both. Without any
 * drift it is about (K - 1) (1 / n + 1 / m), so that small windows say nothing. */
CsEstimate cs_psi (const gint64 *reference, const gint64 *current, guint n_bins);

/* KL (p | m) / 2 + KL (q | m) / 2 with m the mean of both, in bits, 0 to 1 (Lin 1991); its root is
 * a distance. Empty bins add nothing. */
CsEstimate cs_jensen_shannon (const gint64 *reference, const gint64 *current, guint n_bins);

typedef struct {
  double statistic, p_value;
  double cramers_v;      /* root of statistic / n, 0 to 1 */
  double small_expected; /* share of cells that expect less than 5: above 0.2 pool bins */
  gint64 n;
  guint df; /* bins that were used, less one */
  const char *undefined;
} CsChiSquare;

/* Pearson's chi-square of a table of two rows, without correction. Undefined besides: one bin is
 * used. */
CsChiSquare cs_chi_square_homogeneity (const gint64 *reference, const gint64 *current,
                                       guint n_bins);

typedef struct {
  double statistic; /* largest distance of the two distribution functions, 0 to 1 */
  double p_value;   /* of both sides */
  gboolean exact;
  const char *undefined;
} CsKolmogorovSmirnov;

typedef enum {
  CS_KS_BY_SIZE, /* exact where both have fewer than 30 values */
  CS_KS_ASYMPTOTIC,
  CS_KS_EXACT,
} CsKsMode;

/* Most pairs of values that the exact p value looks at. */
#define CS_KS_EXACT_MOST 100000000

/* The exact p value counts paths (Hodges 1958), and is too large where values are tied; the
 * asymptotic one is Kolmogorov's for n m / (n + m) values, rounded. */
CsKolmogorovSmirnov cs_ks_two_sample (const double *a, guint n_a, const double *b, guint n_b,
                                      CsKsMode mode);

/* Area between the two distribution functions, in the unit of the values (earth mover's). */
CsEstimate cs_wasserstein_1 (const double *a, guint n_a, const double *b, guint n_b);

/* What P values of N features say together: RET_ADJUSTED [i] is the smallest rate of false
 * discoveries at which i is one of them, min over k >= rank of n p_(k) / k, at most 1 (Benjamini &
 * Hochberg 1995). A value that is CS_UNKNOWN is no feature. How many features there are. */
guint cs_benjamini_hochberg (const double *p_values, guint n, double *ret_adjusted);

/* --- for the files of the family --- */

/* NULL: both have a count. */
const char *cs_drift_totals (const gint64 *reference, const gint64 *current, guint n_bins,
                             double *ret_reference, double *ret_current);
