/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-shapes.h"
#include "cs-statistics.h"

#include <glib/gi18n.h>

#define MOST_ROUNDS 10000
#define SMALL 1e-14 /* of the size of the data: a step that changes nothing */
#define FLAT 1e-12  /* of it: as far off the line as rounding leads */

static double
sum_from (const double *points, guint n, double x, double y)
{
  double sum = 0;
  for (guint i = 0; i < n; i++)
    sum += hypot (points[2 * (gsize)i] - x, points[2 * (gsize)i + 1] - y);
  return sum;
}

/* The pull of the points on a place, by the points that lie there, and the sum of 1 / distance. */
typedef struct {
  double x, y, inverse;
  guint here;
} Pull;

static Pull
pull_on (const double *points, guint n, double x, double y)
{
  Pull pull = { 0, 0, 0, 0 };
  for (guint i = 0; i < n; i++) {
    double dx = points[2 * (gsize)i] - x, dy = points[2 * (gsize)i + 1] - y;
    double distance = hypot (dx, dy);
    if (distance <= 0) {
      pull.here++;
      continue;
    }
    pull.x += dx / distance;
    pull.y += dy / distance;
    pull.inverse += 1 / distance;
  }
  return pull;
}

/* The point from which the sum is least, the first of those. */
static guint
best_point (const double *points, guint n, double *ret_sum)
{
  guint best = 0;
  for (guint i = 0; i < n; i++) {
    double sum = sum_from (points, n, points[2 * (gsize)i], points[2 * (gsize)i + 1]);
    if (i == 0 || sum < *ret_sum) {
      best = i;
      *ret_sum = sum;
    }
  }
  return best;
}

/* FALSE: they are not on one line, or in one place. */
static gboolean
on_a_line (const double *points, guint n, double *ret_x, double *ret_y)
{
  double far = 0, ux = 1, uy = 0;
  g_autofree double *along = g_new (double, n);
  for (guint i = 1; i < n; i++) {
    double dx = points[2 * (gsize)i] - points[0], dy = points[2 * (gsize)i + 1] - points[1];
    double distance = hypot (dx, dy);
    if (distance > far) {
      far = distance;
      ux = dx / distance;
      uy = dy / distance;
    }
  }
  for (guint i = 0; i < n; i++) {
    double dx = points[2 * (gsize)i] - points[0], dy = points[2 * (gsize)i + 1] - points[1];
    if (fabs (dx * uy - dy * ux) > FLAT * far)
      return FALSE;
    along[i] = dx * ux + dy * uy;
  }
  double middle = cs_median (along, n);
  *ret_x = points[0] + middle * ux;
  *ret_y = points[1] + middle * uy;
  return TRUE;
}

CsGeometricMedian
cs_geometric_median (const double *points, guint n)
{
  CsGeometricMedian found = { CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN, 0, NULL };
  double sum = 0;
  if (n == 0) {
    found.undefined = N_ ("there are no points");
    return found;
  }
  guint best = best_point (points, n, &sum);
  found.x = points[2 * (gsize)best];
  found.y = points[2 * (gsize)best + 1];
  if (!on_a_line (points, n, &found.x, &found.y)) {
    for (gboolean on = TRUE; on && found.rounds < MOST_ROUNDS; found.rounds++) {
      Pull pull = pull_on (points, n, found.x, found.y);
      double strength = hypot (pull.x, pull.y), free = strength - pull.here;
      if (free <= 0)
        break;
      double x = found.x + free / strength * pull.x / pull.inverse;
      double y = found.y + free / strength * pull.y / pull.inverse;
      on = hypot (x - found.x, y - found.y) > SMALL * (sum / n);
      found.x = x;
      found.y = y;
    }
  }
  found.mean_distance = sum_from (points, n, found.x, found.y) / n;
  return found;
}

static gboolean
compute (const CsJson *input, const CsJson *params G_GNUC_UNUSED, CsJson *answer, GError **error)
{
  g_autofree double *points = NULL;
  guint n = 0;
  if (!cs_metric_read_points (input, "points", &points, &n, error))
    return FALSE;
  if (n > CS_GEOMETRIC_MEDIAN_MOST)
    return cs_fail (error, CS_ERROR_LIMIT, "input.points: more than %d", CS_GEOMETRIC_MEDIAN_MOST);
  CsGeometricMedian found = cs_geometric_median (points, n);
  if (!cs_metric_put_n (answer, n, found.undefined))
    return TRUE;
  cs_metric_put_pair (answer, "point", found.x, found.y);
  cs_metric_put_real (answer, "mean_distance", found.mean_distance);
  cs_json_put_int (answer, "rounds", found.rounds);
  return TRUE;
}

const CsMetric cs_metric_geometric_median = {
  .name = "geometric_median",
  .summary = "The place with the least sum of distances to the points that people set",
  .input = "points: x, y each, of one landmark",
  .params = "",
  .compute = compute,
};
