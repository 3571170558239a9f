/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-numbers.h"
#include "cs-monitoring.h"
#include "cs-quality-defaults.h"
#include "cs-statistics.h"

#include <glib/gi18n.h>

#define FENCE 1.5
#define LEAST_FACTOR 0.001
#define MOST_FACTOR 1000

static const char *const none = N_ ("there are no values");
static const char *const no_spread = N_ ("no spread: half of the values or more are the same");

const char *
cs_outliers_by_mad (const double *seconds, guint n, double constant, double cut, double *ret_median,
                    double *ret_mad, gboolean *ret_out)
{
  if (n == 0)
    return none;
  g_autofree double *logs = g_new (double, n), *off = g_new (double, n);
  for (guint i = 0; i < n; i++)
    logs[i] = log (seconds[i]);
  if (cs_why_not_finite (logs, n) != NULL)
    return N_ ("a time is not above 0, or has no end");
  g_autofree double *sorted = cs_sorted (logs, n);
  double median = cs_quantile (sorted, n, 0.5);
  for (guint i = 0; i < n; i++)
    off[i] = fabs (logs[i] - median);
  g_autofree double *sorted_off = cs_sorted (off, n);
  double mad = constant * cs_quantile (sorted_off, n, 0.5);
  if (mad <= 0)
    return no_spread;
  for (guint i = 0; i < n; i++)
    ret_out[i] = off[i] > cut * mad;
  *ret_median = median;
  *ret_mad = mad;
  return NULL;
}

const char *
cs_outliers_by_quartiles (const double *values, guint n, double *ret_q1, double *ret_q3,
                          gboolean *ret_out)
{
  if (n == 0)
    return none;
  const char *why = cs_why_not_finite (values, n);
  if (why != NULL)
    return why;
  g_autofree double *sorted = cs_sorted (values, n);
  double q1 = cs_quantile (sorted, n, 0.25), q3 = cs_quantile (sorted, n, 0.75);
  double reach = FENCE * (q3 - q1);
  if (reach <= 0)
    return no_spread;
  if (!isfinite (reach))
    return N_ ("the values are too far apart");
  for (guint i = 0; i < n; i++)
    ret_out[i] = values[i] < q1 - reach || values[i] > q3 + reach;
  *ret_q1 = q1;
  *ret_q3 = q3;
  return NULL;
}

static gboolean
read_seconds (const CsJson *input, double **ret_seconds, guint *ret_n, GError **error)
{
  if (!cs_metric_read_numbers (input, "seconds", ret_seconds, ret_n, error))
    return FALSE;
  for (guint i = 0; i < *ret_n; i++)
    if ((*ret_seconds)[i] <= 0)
      return cs_fail (error, CS_ERROR_INVALID, "input.seconds[%u]: not more than 0", i);
  return TRUE;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  static const char *const methods[] = { "median", "tukey", NULL };
  static const char *const keys[][2] = { { "median_log", "mad_log" }, { "q1", "q3" } };
  g_autofree double *seconds = NULL;
  double constant = CS_OUTLIER_CONSTANT, cut = CS_OUTLIER_CUT, first = 0, second = 0;
  guint n = 0, method = 0;
  if (!cs_metric_read_word (params, "method", methods, &method, error) ||
      (cs_metric_has (params, "constant") &&
       !cs_metric_read_number (params, "params", "constant", LEAST_FACTOR, MOST_FACTOR, &constant,
                               error)) ||
      (cs_metric_has (params, "cut") &&
       !cs_metric_read_number (params, "params", "cut", LEAST_FACTOR, MOST_FACTOR, &cut, error)) ||
      !read_seconds (input, &seconds, &n, error))
    return FALSE;
  g_autofree gboolean *out = g_new0 (gboolean, MAX (n, 1));
  const char *why = method == 0
                        ? cs_outliers_by_mad (seconds, n, constant, cut, &first, &second, out)
                        : cs_outliers_by_quartiles (seconds, n, &first, &second, out);
  if (why != NULL) {
    cs_metric_put_undefined (answer, why);
    return TRUE;
  }
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < n; i++)
    if (out[i])
      cs_json_append (list, cs_json_new_int (i));
  cs_metric_put_real (answer, keys[method][0], first);
  cs_metric_put_real (answer, keys[method][1], second);
  cs_json_put (answer, "outliers", list);
  return TRUE;
}

const CsMetric cs_metric_robust_outliers = {
  .name = "robust_outliers",
  .summary = "Times on task that stand out, counted from 0",
  .input = "seconds: a time an item",
  .params = "method: median (of logarithms, and median distance) or tukey (fences)|constant: of "
            "the distance, 1.4826|cut: 3.5",
  .compute = compute,
};
