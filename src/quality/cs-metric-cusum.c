/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-numbers.h"
#include "cs-monitoring.h"

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

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_autofree double *x = NULL;
  double target = 0, k = 0, h = 0;
  guint n = 0;
  if (!cs_metric_read_numbers (input, "x", &x, &n, error) ||
      !cs_metric_read_number (params, "params", "target", -DBL_MAX, DBL_MAX, &target, error) ||
      !cs_metric_read_number (params, "params", "k", 0, DBL_MAX, &k, error) ||
      !cs_metric_read_number (params, "params", "h", 0, DBL_MAX, &h, error))
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
  .params = "target: of the values|k: what is let pass, in their unit|h: the limit, the same",
  .compute = compute,
};
