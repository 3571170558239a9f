/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-numbers.h"
#include "cs-monitoring.h"

#include <float.h>
#include <glib/gi18n.h>
#include <gsl/gsl_cdf.h>

#define REACHED 0.95

const char *const cs_benchmarks[CS_BENCHMARKS] = {
  N_ ("Almost Perfect"), N_ ("Substantial"), N_ ("Moderate"),
  N_ ("Fair"),           N_ ("Slight"),      N_ ("Poor"),
};
static const double lowest[CS_BENCHMARKS] = { 0.8, 0.6, 0.4, 0.2, 0, -1 };

/* P (FROM < z < TO), in the tail that does not cancel. */
static double
between (double from, double to)
{
  return from > 0 ? gsl_cdf_ugaussian_Q (from) - gsl_cdf_ugaussian_Q (to)
                  : gsl_cdf_ugaussian_P (to) - gsl_cdf_ugaussian_P (from);
}

guint
cs_benchmark_level (double value, double se, double *ret_membership, double *ret_cumulative)
{
  double all = between ((-1 - value) / se, (1 - value) / se), sum = 0;
  guint level = CS_BENCHMARKS;
  for (guint i = 0; i < CS_BENCHMARKS; i++) {
    double highest = i > 0 ? lowest[i - 1] : 1;
    ret_membership[i] = between ((lowest[i] - value) / se, (highest - value) / se) / all;
    sum += ret_membership[i];
    ret_cumulative[i] = sum;
    if (level == CS_BENCHMARKS && sum >= REACHED)
      level = i;
  }
  return MIN (level, CS_BENCHMARKS - 1);
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  static const char *const scales[] = { "Landis & Koch", NULL };
  double value = 0, se = 0, membership[CS_BENCHMARKS], cumulative[CS_BENCHMARKS];
  guint scale = 0;
  if (!cs_metric_read_word (params, "scale", scales, &scale, error) ||
      !cs_metric_read_number (input, "input", "value", -1, 1, &value, error) ||
      !cs_metric_read_number (input, "input", "se", 0, DBL_MAX, &se, error))
    return FALSE;
  guint level = se > 0 ? cs_benchmark_level (value, se, membership, cumulative) : 0;
  if (se <= 0 || !isfinite (cumulative[CS_BENCHMARKS - 1])) {
    cs_metric_put_undefined (answer, se > 0 ? N_ ("the standard error is too large")
                                            : N_ ("there is no standard error"));
    return TRUE;
  }
  cs_json_put_string (answer, "level", cs_benchmarks[level]);
  cs_metric_put_reals (answer, "membership", membership, CS_BENCHMARKS);
  cs_metric_put_reals (answer, "cumulative", cumulative, CS_BENCHMARKS);
  return TRUE;
}

const CsMetric cs_metric_benchmark_level = {
  .name = "benchmark_level",
  .summary = "The word for a coefficient that 95 % of its distribution bear out (Gwet)",
  .input = "value: of the coefficient|se: its standard error",
  .params = "scale: Landis & Koch",
  .fixed = "rule: first level, best to worst, whose cumulative membership probability reaches 0.95",
  .compute = compute,
};
