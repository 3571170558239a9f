/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Raters over time, and against reference items. Any thread; sums run in the order of the points.
 * A reason is a static sentence; where there is one, the numbers are CS_UNKNOWN. */
#pragma once

#include "cs-estimate.h"

/* --- p-chart --- */

typedef struct {
  double low, high;   /* limits, cut at 0 and 1; CS_UNKNOWN for a point without items */
  double z;           /* CS_UNKNOWN the same, and where all or none have it */
  gboolean out;       /* |z| > sigma */
  gboolean small;     /* fewer than 5 are expected: the limits are rough there */
  gboolean out_exact; /* of a small one: rarer by the binomial than a normal tail beyond sigma */
} CsPChartPoint;

/* X[i] of N[i] items: centre p = sum x / sum n, limits p -+ sigma sqrt (p (1 - p) / n_i)
 * (Shewhart; Montgomery, Introduction to Statistical Quality Control). RET_POINTS has N_POINTS
 * places. NULL, or the reason: no items. */
const char *cs_p_chart (const gint64 *x, const gint64 *n, guint n_points, double sigma,
                        double *ret_centre, CsPChartPoint *ret_points);

/* --- CUSUM --- */

typedef struct {
  double upper, lower;
  gboolean out; /* one of them is above h */
} CsCusumPoint;

/* Tabular, both sides (Page 1954): upper = max (0, upper + x - target - k), lower = max (0, lower +
 * target - k - x). K and H in the unit of the values, all of them finite. It goes on after a
 * signal. */
void cs_cusum (const double *x, guint n, double target, double k, double h,
               CsCusumPoint *ret_points);

/* --- times --- */

/* Median of ln seconds, and CONSTANT times the median distance from it (1.4826: the standard
 * deviation of normal values); out where ln is more than CUT of that away. Seconds are positive.
 * NULL, or the reason: no values, one that is infinite or no number, or no spread. */
const char *cs_outliers_by_mad (const double *seconds, guint n, double constant, double cut,
                                double *ret_median, double *ret_mad, gboolean *ret_out);
/* Tukey's fences: out where it is 1.5 (q3 - q1) and more beyond a quartile (type 7), in the unit of
 * the values. The same reasons. */
const char *cs_outliers_by_quartiles (const double *values, guint n, double *ret_q1, double *ret_q3,
                                      gboolean *ret_out);

/* --- a rater against reference items --- */

typedef struct {
  CsEstimate sensitivity, specificity; /* interval by Wilson */
  double balanced_accuracy;            /* CS_UNKNOWN where one of them is */
  double mcc; /* Matthews' correlation; CS_UNKNOWN where a row or a column is empty */
} CsRaterSkill;

/* Of items that have it by the reference TP were found and FN missed; of the others FP were called
 * so and TN not. */
CsRaterSkill cs_rater_skill (gint64 tp, gint64 fn, gint64 fp, gint64 tn, double confidence);

/* --- words for a coefficient --- */

#define CS_BENCHMARKS 6
/* Landis & Koch (1977), from the best: Almost Perfect, Substantial, Moderate, Fair, Slight, Poor.
 */
extern const char *const cs_benchmarks[CS_BENCHMARKS];

/* Gwet's rule: the share of a normal distribution round VALUE (-1 to 1) with standard error SE
 * (more than 0), cut to -1 to 1, that lies in each level; the level is the first, from the best, at
 * which their sum reaches 0.95. RET lists have CS_BENCHMARKS places. */
guint cs_benchmark_level (double value, double se, double *ret_membership, double *ret_cumulative);
