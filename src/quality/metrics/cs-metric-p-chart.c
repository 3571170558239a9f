/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-cautions.h"
#include "cs-metric-numbers.h"
#include "cs-monitoring.h"
#include "cs-quality-defaults.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cdf.h>

#define SMALL 5
#define MOST_SIGMA 10

static gboolean
is_rare (gint64 x, gint64 n, double p, double sigma)
{
  double tail = gsl_cdf_ugaussian_Q (sigma);
  return (x > 0 && gsl_cdf_binomial_Q ((guint)x - 1, p, (guint)n) < tail) ||
         gsl_cdf_binomial_P ((guint)x, p, (guint)n) < tail;
}

static CsPChartPoint
point_of (gint64 x, gint64 n, double p, double sigma)
{
  CsPChartPoint point = { CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN, FALSE, FALSE, FALSE };
  if (n == 0)
    return point;
  double se = sqrt (p * (1 - p) / (double)n);
  point.low = MAX (0, p - sigma * se);
  point.high = MIN (1, p + sigma * se);
  if (se > 0)
    point.z = ((double)x / (double)n - p) / se;
  point.out = fabs (point.z) > sigma; /* never without z */
  point.small = (double)n * MIN (p, 1 - p) < SMALL;
  point.out_exact = point.small && se > 0 && is_rare (x, n, p, sigma);
  return point;
}

const char *
cs_p_chart (const gint64 *x, const gint64 *n, guint n_points, double sigma, double *ret_centre,
            CsPChartPoint *ret_points)
{
  double with = 0, all = 0;
  for (guint i = 0; i < n_points; i++) {
    with += (double)x[i];
    all += (double)n[i];
  }
  if (all <= 0)
    return N_ ("there are no items");
  *ret_centre = with / all;
  for (guint i = 0; i < n_points; i++)
    ret_points[i] = point_of (x[i], n[i], *ret_centre, sigma);
  return NULL;
}

static void
put_points (CsJson *answer, const CsPChartPoint *points, guint n)
{
  CsJson *low = cs_json_new_array (), *high = cs_json_new_array (), *z = cs_json_new_array ();
  CsJson *out = cs_json_new_array (), *small = cs_json_new_array ();
  CsJson *exact = cs_json_new_array ();
  for (guint i = 0; i < n; i++) {
    cs_json_append (low, cs_metric_new_real (points[i].low));
    cs_json_append (high, cs_metric_new_real (points[i].high));
    cs_json_append (z, cs_metric_new_real (points[i].z));
    if (points[i].out)
      cs_json_append (out, cs_json_new_int (i + 1));
    if (points[i].small)
      cs_json_append (small, cs_json_new_int (i + 1));
    if (points[i].out_exact)
      cs_json_append (exact, cs_json_new_int (i + 1));
    if (isnan (points[i].low)) {
      cs_metric_put_reason (answer, "lcl", N_ ("a point has no items"));
      cs_metric_put_reason (answer, "ucl", N_ ("a point has no items"));
    }
    if (isnan (points[i].z))
      cs_metric_put_reason (answer, "z",
                            isnan (points[i].low) ? N_ ("a point has no items")
                                                  : N_ ("no variation: all items are alike"));
  }
  cs_json_put (answer, "lcl", low);
  cs_json_put (answer, "ucl", high);
  cs_json_put (answer, "z", z);
  cs_json_put (answer, "signals", out);
  cs_json_put (answer, "small", small);
  cs_json_put (answer, "small_signals", exact);
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_autofree gint64 *x = NULL, *n = NULL;
  guint n_points = 0;
  double sigma = 3, centre = 0;
  if (!cs_metric_read_count_pairs (input, "n", "x", &n, &x, &n_points, error) ||
      (cs_metric_has (params, "sigma") &&
       !cs_metric_read_number (params, "params", "sigma", 0, MOST_SIGMA, &sigma, error)))
    return FALSE;
  for (guint i = 0; i < n_points; i++)
    if (x[i] > n[i])
      return cs_fail (error, CS_ERROR_INVALID, "input.x[%u]: more than n[%u]", i, i);
  g_autofree CsPChartPoint *points = g_new0 (CsPChartPoint, MAX (n_points, 1));
  const char *why = cs_p_chart (x, n, n_points, sigma, &centre, points);
  if (why != NULL) {
    cs_metric_put_undefined (answer, why);
    return TRUE;
  }
  cs_metric_put_real (answer, "center", centre);
  put_points (answer, points, n_points);
  if (n_points < CS_P_CHART_LEAST)
    cs_metric_warn (answer, "the limits are not yet to be fixed: %u points, %d are needed",
                    n_points, CS_P_CHART_LEAST);
  return TRUE;
}

const CsMetric cs_metric_p_chart = {
  .name = "p_chart",
  .summary = "Chart of shares over time: limits, and the points outside them, counted from 1; "
             "small ones, where fewer than 5 are expected, are judged by the binomial besides",
  .input = "x: items that have it, an entry a point|n: all items, the same",
  .params = "sigma: width of the limits, 3",
  .fixed = "center: pooled",
  .compute = compute,
};
