/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-cautions.h"
#include "cs-metric-numbers.h"
#include "cs-numeric.h"
#include "cs-statistics.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cdf.h>

/* Of the value, with correlation R and SHIFT, the difference of the means by the root of the
 * standard deviations. */
static void
put_interval (CsEstimate *found, double r, double shift, double confidence)
{
  double p = found->value, n = (double)found->n, u2 = shift * shift;
  double variance = ((1 - r * r) * p * p * (1 - p * p) / (r * r) +
                     2 * p * p * p * (1 - p) * u2 / r - p * p * p * p * u2 * u2 / (2 * r * r)) /
                    (n - 2);
  double reach =
      gsl_cdf_ugaussian_Pinv ((1 + confidence) / 2) * sqrt (MAX (0, variance)) / (1 - p * p);
  found->se = sqrt (MAX (0, variance));
  found->low = tanh (atanh (p) - reach);
  found->high = tanh (atanh (p) + reach);
}

CsEstimate
cs_lin_ccc (const double *x, const double *y, guint n, double confidence)
{
  double mean_x = cs_mean (x, n), mean_y = cs_mean (y, n), xx = 0, yy = 0, xy = 0;
  if (n < 2)
    return cs_estimate_undefined (n, N_ ("there are fewer than two pairs"));
  const char *why = cs_why_not_finite (x, n), *other = cs_why_not_finite (y, n);
  if (why != NULL || other != NULL)
    return cs_estimate_undefined (n, why != NULL ? why : other);
  for (guint i = 0; i < n; i++) {
    xx += (x[i] - mean_x) * (x[i] - mean_x) / n;
    yy += (y[i] - mean_y) * (y[i] - mean_y) / n;
    xy += (x[i] - mean_x) * (y[i] - mean_y) / n;
  }
  double shift = mean_x - mean_y, below = xx + yy + shift * shift;
  if (!(below > 0) || !isfinite (below))
    return cs_estimate_undefined (n, below > 0 ? N_ ("the values are too far apart")
                                               : N_ ("no variation: all values are the same"));
  CsEstimate found = { 2 * xy / below, CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN, n, NULL };
  double r = xy / (sqrt (xx) * sqrt (yy));
  if (n > 2 && isfinite (r) && r != 0 && fabs (found.value) < 1)
    put_interval (&found, r, shift / sqrt (sqrt (xx) * sqrt (yy)), confidence);
  return found;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_autofree double *x = NULL, *y = NULL;
  double confidence = 0;
  guint n = 0;
  if (!cs_metric_read_pairs (input, "x", "y", &x, &y, &n, error) ||
      !cs_metric_read_confidence (params, &confidence, error))
    return FALSE;
  CsEstimate found = cs_lin_ccc (x, y, n, confidence);
  cs_metric_put_estimate (answer, &found);
  if (found.undefined == NULL && isnan (found.low))
    cs_metric_put_no_interval (answer, n < 3 ? N_ ("there are fewer than three pairs")
                                             : cs_metric_nothing_varies);
  if (found.undefined == NULL)
    cs_metric_warn_few (answer, found.n);
  return TRUE;
}

const CsMetric cs_metric_lin_ccc = {
  .name = "lin_ccc",
  .summary = "Lin's concordance correlation: measurements of two raters",
  .input = "x: numbers of the first rater|y: of the second, in the same order",
  .params = "confidence: of the interval, 0.95",
  .fixed = "ci: Fisher z",
  .compute = compute,
};
