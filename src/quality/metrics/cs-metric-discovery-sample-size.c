/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-numbers.h"
#include "cs-sampling.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cdf.h>

#define MOST 1000000000
#define MOST_TOLERATED 1000
#define ROUNDING 1e-9 /* what comes out whole stays whole */

/* P (at most TOLERATED are found in N). */
static double
missed (gint64 n, double rate, gint64 tolerated, gint64 population, gint64 errors)
{
  if (population > 0)
    return gsl_cdf_hypergeometric_P ((guint)tolerated, (guint)errors, (guint)(population - errors),
                                     (guint)n);
  return gsl_cdf_binomial_P ((guint)tolerated, rate, (guint)n);
}

gint64
cs_discovery_sample_size (double rate, double confidence, gint64 tolerated, gint64 population,
                          const char **ret_why)
{
  gint64 errors = (gint64)ceil (rate * (double)population - ROUNDING);
  gint64 low = 0, high = population > 0 ? population : MOST;
  double risk = (1 - confidence) * (1 + ROUNDING);
  *ret_why = NULL;
  if (population > 0 && errors <= tolerated)
    *ret_why = N_ ("the population has no more errors than are tolerated");
  else if (!(missed (high, rate, tolerated, population, errors) <= risk))
    *ret_why = N_ ("the sample were above 1,000,000,000 items");
  if (*ret_why != NULL)
    return 0;
  while (high - low > 1) {
    gint64 middle = low + (high - low) / 2;
    if (missed (middle, rate, tolerated, population, errors) <= risk)
      high = middle;
    else
      low = middle;
  }
  return high;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  double rate = 0, confidence = 0;
  gint64 tolerated = 0, population = 0;
  const char *why = NULL;
  if (!cs_metric_read_share (input, "input", "max_error_rate", &rate, error) ||
      !cs_metric_read_confidence (params, &confidence, error) ||
      (cs_metric_has (params, "population") &&
       !cs_metric_read_count (params, "params", "population", 1, MOST, &population, error)) ||
      (cs_metric_has (params, "defects_tolerated") &&
       !cs_metric_read_count (params, "params", "defects_tolerated", 0, MOST_TOLERATED, &tolerated,
                              error)))
    return FALSE;
  gint64 n = cs_discovery_sample_size (rate, confidence, tolerated, population, &why);
  if (why != NULL)
    cs_metric_put_undefined (answer, why);
  else
    cs_json_put_int (answer, "n", n);
  return TRUE;
}

const CsMetric cs_metric_discovery_sample_size = {
  .name = "discovery_sample_size",
  .summary = "Items to look at so that an error rate would not stay hidden",
  .input = "max_error_rate: the rate that is to be found",
  .params = "confidence: 0.95|population: items there are; without end where absent|"
            "defects_tolerated: errors that may be found, 0",
  .compute = compute,
};
