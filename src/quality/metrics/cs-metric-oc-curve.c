/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-numbers.h"
#include "cs-sampling.h"

#include <gsl/gsl_cdf.h>

double
cs_accept_probability (gint64 n, gint64 accept, double rate, gint64 population)
{
  if (accept >= n)
    return 1;
  if (population <= 0)
    return gsl_cdf_binomial_P ((guint)accept, rate, (guint)n);
  gint64 errors = (gint64)rint (rate * (double)population);
  return gsl_cdf_hypergeometric_P ((guint)accept, (guint)errors, (guint)(population - errors),
                                   (guint)n);
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  static const char *const models[] = { "binomial", "hypergeometric", NULL };
  g_autofree double *rates = NULL;
  gint64 n = 0, accept = 0, population = 0;
  guint n_rates = 0, model = 0;
  if (!cs_metric_read_word (params, "model", models, &model, error) ||
      !cs_metric_read_count (input, "input", "n", 1, CS_BINOMIAL_MOST, &n, error) ||
      !cs_metric_read_count (input, "input", "accept", 0, n, &accept, error) ||
      !cs_metric_read_numbers (input, "error_rates", &rates, &n_rates, error) ||
      (model == 1 &&
       !cs_metric_read_count (input, "input", "population", n, G_MAXINT32, &population, error)))
    return FALSE;
  for (guint i = 0; i < n_rates; i++) {
    if (rates[i] < 0 || rates[i] > 1)
      return cs_fail (error, CS_ERROR_INVALID, "input.error_rates[%u]: not from 0 to 1", i);
    rates[i] = cs_accept_probability (n, accept, rates[i], population);
  }
  cs_metric_put_reals (answer, "p_accept", rates, n_rates);
  return TRUE;
}

const CsMetric cs_metric_oc_curve = {
  .name = "oc_curve",
  .summary = "How likely a lot passes a sampling plan, by its error rate",
  .input = "n: items looked at|accept: errors that pass|error_rates: of lots|population: items of "
           "the lot (hypergeometric)",
  .params = "model: binomial or hypergeometric",
  .compute = compute,
};
