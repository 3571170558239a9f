/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-numbers.h"
#include "cs-monitoring.h"
#include "cs-quality-defaults.h"

#include <float.h>
#include <glib/gi18n.h>

void
cs_cusum (const double *x, guint n, double target, double k, double h, CsCusumPoint *ret_points)
{
  double upper = 0, lower = 0;
  for (guint i = 0; i < n; i++) {
    upper = MAX (0, upper + (x[i] - target - k));
    lower = MAX (0, lower + (target - k - x[i]));
    ret_points[i] = (CsCusumPoint){ upper, lower, upper > h || lower > h };
  }
}

/* KEY of PARAMS; else TIMES the standard deviation, if that was said. */
static gboolean
read_width (const CsJson *params, const char *key, double times, double *ret_width, GError **error)
{
  double sd = 0;
  if (cs_metric_has (params, key) || !cs_metric_has (params, "sd"))
    return cs_metric_read_number (params, "params", key, 0, DBL_MAX, ret_width, error);
  if (!cs_metric_read_number (params, "params", "sd", 0, DBL_MAX / CS_CUSUM_H, &sd, error))
    return FALSE;
  *ret_width = times * sd;
  return TRUE;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_autofree double *x = NULL;
  double target = 0, k = 0, h = 0;
  guint n = 0;
  if (!cs_metric_read_numbers (input, "x", &x, &n, error) ||
      !cs_metric_read_number (params, "params", "target", -DBL_MAX, DBL_MAX, &target, error) ||
      !read_width (params, "k", CS_CUSUM_K, &k, error) ||
      !read_width (params, "h", CS_CUSUM_H, &h, error))
    return FALSE;
  g_autofree CsCusumPoint *points = g_new0 (CsCusumPoint, MAX (n, 1));
  cs_cusum (x, n, target, k, h, points);
  CsJson *upper = cs_json_new_array (), *lower = cs_json_new_array ();
  CsJson *signals = cs_json_new_array ();
  for (guint i = 0; i < n; i++) {
    cs_json_append (upper, cs_metric_new_real (points[i].upper));
    cs_json_append (lower, cs_metric_new_real (points[i].lower));
    if (points[i].out)
      cs_json_append (signals, cs_json_new_int (i + 1));
    if (!isfinite (points[i].upper))
      cs_metric_put_reason (answer, "upper", N_ ("the sum is too large"));
    if (!isfinite (points[i].lower))
      cs_metric_put_reason (answer, "lower", N_ ("the sum is too large"));
  }
  cs_json_put (answer, "upper", upper);
  cs_json_put (answer, "lower", lower);
  cs_json_put (answer, "signals", signals);
  return TRUE;
}

const CsMetric cs_metric_cusum = {
  .name = "cusum",
  .summary = "Cumulative sums over time, both sides, and the points above h, counted from 1",
  .input = "x: a value a point",
  .params = "target: of the values|k: what is let pass, in their unit|h: the limit, the same|"
            "sd: standard deviation in control: k is then 0.5 and h 5 of it where they are absent",
  .compute = compute,
};
