/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-numbers.h"
#include "cs-sampling.h"
#include "cs-statistics.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cdf.h>

/* Wilson, and Agresti and Coull with the same middle. */
static void
put_score (CsEstimate *found, double n, CsProportionMethod method, double tail)
{
  double z = gsl_cdf_ugaussian_Pinv (tail), p = found->value, all = n + z * z;
  double middle = (p * n + z * z / 2) / all;
  double reach = method == CS_PROPORTION_WILSON ? z * sqrt (n * p * (1 - p) + z * z / 4) / all
                                                : z * sqrt (middle * (1 - middle) / all);
  found->low = MAX (0, middle - reach);
  found->high = MIN (1, middle + reach);
}

CsEstimate
cs_proportion_interval (gint64 x, gint64 n, CsProportionMethod method, double confidence)
{
  double tail = (1 + confidence) / 2, with = (double)x, without = (double)(n - x);
  if (n <= 0)
    return cs_estimate_undefined (0, N_ ("there are no items"));
  CsEstimate found = { with / (double)n, CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN, n, NULL };
  switch (method) {
  case CS_PROPORTION_WILSON:
  case CS_PROPORTION_AGRESTI_COULL:
    put_score (&found, (double)n, method, tail);
    break;
  case CS_PROPORTION_CLOPPER_PEARSON:
    found.low = x == 0 ? 0 : cs_beta_quantile (1 - tail, with, without + 1);
    found.high = x == n ? 1 : cs_beta_quantile (tail, with + 1, without);
    break;
  case CS_PROPORTION_JEFFREYS:
    found.low = cs_beta_quantile (1 - tail, with + 0.5, without + 0.5);
    found.high = cs_beta_quantile (tail, with + 0.5, without + 0.5);
    break;
  }
  if (method == CS_PROPORTION_WILSON && x == 0)
    found.low = 0;
  if (method == CS_PROPORTION_WILSON && x == n)
    found.high = 1;
  return found;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  static const char *const methods[] = { "wilson", "clopper_pearson", "agresti_coull", "jeffreys",
                                         NULL };
  gint64 x = 0, n = 0;
  guint method = 0;
  double confidence = 0;
  if (!cs_metric_read_word (params, "method", methods, &method, error) ||
      !cs_metric_read_confidence (params, &confidence, error))
    return FALSE;
  gboolean sums = method == CS_PROPORTION_CLOPPER_PEARSON || method == CS_PROPORTION_JEFFREYS;
  if (!cs_metric_read_count (input, "input", "n", 0, sums ? CS_BINOMIAL_MOST : CS_JSON_MAX_INT, &n,
                             error) ||
      !cs_metric_read_count (input, "input", "x", 0, n, &x, error))
    return FALSE;
  CsEstimate found = cs_proportion_interval (x, n, (CsProportionMethod)method, confidence);
  cs_metric_put_estimate (answer, &found);
  if (found.undefined == NULL) {
    cs_metric_put_real (answer, "low", found.low);
    cs_metric_put_real (answer, "high", found.high);
  }
  return TRUE;
}

const CsMetric cs_metric_proportion_interval = {
  .name = "proportion_interval",
  .summary = "Interval of a share, such as an error rate",
  .input = "x: items that have it|n: all items",
  .params = "method: wilson, clopper_pearson, agresti_coull or jeffreys|confidence: 0.95",
  .compute = compute,
};
