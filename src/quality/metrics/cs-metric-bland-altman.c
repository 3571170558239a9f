/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-numbers.h"
#include "cs-numeric.h"
#include "cs-statistics.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cdf.h>

CsBlandAltman
cs_bland_altman (const double *x, const double *y, guint n, double multiplier, double confidence)
{
  double bias = 0, squares = 0;
  for (guint i = 0; i < n; i++)
    bias += (x[i] - y[i]) / n;
  for (guint i = 0; i < n; i++)
    squares += (x[i] - y[i] - bias) * (x[i] - y[i] - bias);
  double sd = n > 1 ? sqrt (squares / (n - 1.0)) : CS_UNKNOWN;
  const char *why = n > 1 ? cs_why_not_finite (x, n) : N_ ("there are fewer than two pairs");
  why = why != NULL ? why : cs_why_not_finite (y, n);
  if (!isfinite (sd))
    return (CsBlandAltman){
      CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN,
      CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN,
      CS_UNKNOWN, n,          why != NULL ? why : N_ ("the values are too far apart")
    };
  double t = gsl_cdf_tdist_Pinv ((1 + confidence) / 2, n - 1.0), reach = t * sd / sqrt (n);
  double spread = sd * sqrt (1.0 / n + multiplier * multiplier / (2 * (n - 1.0)));
  return (CsBlandAltman){ bias,
                          sd,
                          bias - multiplier * sd,
                          bias + multiplier * sd,
                          bias - reach,
                          bias + reach,
                          t * spread,
                          n,
                          NULL };
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_autofree double *x = NULL, *y = NULL;
  double confidence = 0, multiplier = 1.96;
  guint n = 0;
  if (!cs_metric_read_pairs (input, "x", "y", &x, &y, &n, error) ||
      !cs_metric_read_confidence (params, &confidence, error) ||
      (cs_metric_has (params, "multiplier") &&
       !cs_metric_read_number (params, "params", "multiplier", 0, 100, &multiplier, error)))
    return FALSE;
  CsBlandAltman found = cs_bland_altman (x, y, n, multiplier, confidence);
  if (!cs_metric_put_n (answer, n, found.undefined))
    return TRUE;
  double reach = found.limit_reach;
  cs_metric_put_real (answer, "bias", found.bias);
  cs_metric_put_real (answer, "sd", found.sd);
  cs_metric_put_real (answer, "loa_low", found.low);
  cs_metric_put_real (answer, "loa_high", found.high);
  cs_metric_put_pair (answer, "bias_ci", found.bias_low, found.bias_high);
  cs_metric_put_pair (answer, "loa_low_ci", found.low - reach, found.low + reach);
  cs_metric_put_pair (answer, "loa_high_ci", found.high - reach, found.high + reach);
  return TRUE;
}

const CsMetric cs_metric_bland_altman = {
  .name = "bland_altman",
  .summary = "Bland and Altman: bias and limits of agreement of two raters, in their unit",
  .input = "x: numbers of the first rater|y: of the second, in the same order",
  .params = "multiplier: of the standard deviation, 1.96|confidence: of the intervals, 0.95",
  .compute = compute,
};
