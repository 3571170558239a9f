/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-shapes.h"

/* Shares of the radius: a pair is worth more than what all others could be shortened by. */
CsMatches
cs_point_matches (const double *a, guint n_a, const double *b, guint n_b, double radius)
{
  gsize n = (gsize)n_a * n_b;
  double worth = MIN (n_a, n_b) + 1.0;
  g_autofree double *distances = g_new (double, MAX (n, 1));
  g_autofree double *weights = g_new (double, MAX (n, 1));
  for (guint i = 0; i < n_a; i++)
    for (guint k = 0; k < n_b; k++) {
      gsize at = (gsize)i * n_b + k;
      distances[at] = hypot (a[2 * i] - b[2 * k], a[2 * i + 1] - b[2 * k + 1]);
      weights[at] = distances[at] <= radius ? worth - distances[at] / radius : 0;
    }
  return cs_region_match (weights, distances, n_a, n_b);
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_autofree double *a = NULL, *b = NULL;
  guint n_a = 0, n_b = 0;
  double radius = 0;
  if (!cs_metric_read_points (input, "a", &a, &n_a, error) ||
      !cs_metric_read_points (input, "b", &b, &n_b, error) ||
      !cs_metric_check_pairs (n_a, n_b, error) ||
      !cs_metric_read_above_0 (params, "radius", 0, INFINITY, &radius, error))
    return FALSE;
  CsMatches found = cs_point_matches (a, n_a, b, n_b, radius);
  cs_metric_put_matches (answer, &found, "mean_distance");
  return TRUE;
}

const CsMetric cs_metric_point_match = {
  .name = "point_match",
  .summary = "F1 and mean distance of points, one to one within a radius",
  .input = "a: points, each x, y|b: those of the other",
  .params = "radius: in the unit of the points, above 0",
  .fixed = "matching: one to one",
  .compute = compute,
};
