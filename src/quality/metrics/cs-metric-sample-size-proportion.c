/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-numbers.h"
#include "cs-sampling.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cdf.h>

#define ROUNDING 1e-9 /* what comes out whole stays whole */

double
cs_sample_size_proportion (double p, double margin, double confidence, gint64 population)
{
  double z = gsl_cdf_ugaussian_Pinv ((1 + confidence) / 2);
  double n = z * z * p * (1 - p) / (margin * margin);
  return population > 0 ? n / (1 + (n - 1) / (double)population) : n;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  static const char *const roundings[] = { "up", "nearest", NULL };
  double p = 0, margin = 0, confidence = 0;
  gint64 population = 0;
  guint rounding = 0;
  if (!cs_metric_read_share (input, "input", "p", &p, error) ||
      !cs_metric_read_share (input, "input", "margin", &margin, error) ||
      !cs_metric_read_confidence (params, &confidence, error) ||
      (cs_metric_has (params, "population") &&
       !cs_metric_read_count (params, "params", "population", 1, CS_JSON_MAX_INT, &population,
                              error)) ||
      !cs_metric_read_word (params, "rounding", roundings, &rounding, error))
    return FALSE;
  double n = cs_sample_size_proportion (p, margin, confidence, population);
  double whole = rounding == 0 ? ceil (n - ROUNDING) : rint (n);
  if (!(whole <= (double)CS_JSON_MAX_INT)) {
    cs_metric_put_undefined (answer, N_ ("the sample were too large to be counted"));
    return TRUE;
  }
  cs_metric_put_real (answer, "n_exact", n);
  cs_json_put_int (answer, "n", MAX (1, (gint64)whole));
  return TRUE;
}

const CsMetric cs_metric_sample_size_proportion = {
  .name = "sample_size_proportion",
  .summary = "Items to look at so that a share is known within a margin",
  .input = "p: the share that is expected|margin: half the width of the interval",
  .params = "confidence: 0.95|population: items there are; without end where absent|rounding: up "
            "or nearest",
  .compute = compute,
};
