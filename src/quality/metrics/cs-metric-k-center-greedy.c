/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-active.h"
#include "cs-metric-read-labels.h"

#include <glib/gi18n.h>

#define MOST_TRIED 100000     /* choices of points */
#define MOST_STEPS 2000000000 /* differences of coordinates */

typedef struct {
  const double *points;
  guint n, dimensions;
} Points;

static double
squared_distance (const Points *p, guint a, guint b)
{
  double sum = 0;
  for (guint i = 0; i < p->dimensions; i++) {
    double off = p->points[(gsize)a * p->dimensions + i] - p->points[(gsize)b * p->dimensions + i];
    sum += off * off;
  }
  return sum;
}

double
cs_k_center (const double *points, guint n_points, guint n_dimensions, guint k, guint first,
             guint *selected)
{
  Points p = { points, n_points, n_dimensions };
  g_autofree double *nearest = g_new (double, n_points);
  double radius = 0;
  guint next = first;
  for (guint i = 0; i < n_points; i++)
    nearest[i] = INFINITY;
  for (guint each = 0; each < k; each++) {
    guint farthest = G_MAXUINT;
    selected[each] = next;
    nearest[next] = -1; /* not again, though others may be in the same place */
    for (guint i = 0; i < n_points; i++) {
      if (nearest[i] < 0)
        continue;
      nearest[i] = MIN (nearest[i], squared_distance (&p, i, next));
      if (farthest == G_MAXUINT || nearest[i] > nearest[farthest])
        farthest = i;
    }
    radius = farthest != G_MAXUINT ? nearest[farthest] : 0;
    next = farthest;
  }
  return sqrt (radius);
}

/* Chooses LEFT more of the points from FROM on; NEAREST has rows of n by what is left. */
static double
try_all (const Points *p, guint from, guint left, double *nearest, double best)
{
  if (left == 0) {
    double radius = 0;
    for (guint i = 0; i < p->n; i++)
      radius = MAX (radius, nearest[i]);
    return MIN (best, radius);
  }
  for (guint each = from; each + left <= p->n; each++) {
    double *next = nearest + p->n;
    for (guint i = 0; i < p->n; i++)
      next[i] = MIN (nearest[i], squared_distance (p, i, each));
    best = try_all (p, each + 1, left - 1, next, best);
  }
  return best;
}

double
cs_k_center_optimum (const double *points, guint n_points, guint n_dimensions, guint k)
{
  Points p = { points, n_points, n_dimensions };
  double choices = 1;
  for (guint i = 0; i < k && choices <= MOST_TRIED; i++)
    choices = choices * (n_points - i) / (i + 1);
  if (choices > MOST_TRIED || k > 64 || choices * k * n_points * n_dimensions > MOST_STEPS)
    return CS_UNKNOWN;
  g_autofree double *nearest = g_new (double, ((gsize)k + 1) * n_points);
  for (guint i = 0; i < n_points; i++)
    nearest[i] = INFINITY;
  return sqrt (try_all (&p, 0, k, nearest, INFINITY));
}

/* --- the metric --- */

static gboolean
read_whole (const CsJson *params, const char *key, gint64 otherwise, guint least, guint most,
            guint *ret_value, GError **error)
{
  const CsJson *json = cs_json_get (params, key);
  gint64 value = json != NULL ? cs_json_int (json) : otherwise;
  if ((json != NULL && cs_json_type (json) != CS_JSON_INT) || value < least || value > most)
    return cs_fail (error, CS_ERROR_INVALID, "params.%s: not a whole number from %u to %u", key,
                    least, most);
  *ret_value = (guint)value;
  return TRUE;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_autofree double *points = NULL;
  guint n = 0, dimensions = 0, k = 0, first = 0;
  if (!cs_metric_read_rows (cs_json_get (input, "points"), "input.points", &points, &n, &dimensions,
                            error))
    return FALSE;
  cs_json_put_int (answer, "n", n);
  if (n == 0) {
    cs_metric_put_undefined (answer, N_ ("there are no points"));
    return TRUE;
  }
  if (!read_whole (params, "k", 0, 1, n, &k, error) ||
      !read_whole (params, "first", 0, 0, n - 1, &first, error))
    return FALSE;
  if ((double)k * n * dimensions > MOST_STEPS)
    return cs_fail (error, CS_ERROR_LIMIT,
                    "params.k: %u of %u points with %u coordinates are more than %d steps", k, n,
                    dimensions, MOST_STEPS);
  g_autofree guint *selected = g_new (guint, k);
  double radius = cs_k_center (points, n, dimensions, k, first, selected);
  if (!isfinite (radius))
    return cs_fail (error, CS_ERROR_LIMIT, "input.points: too far from one another");
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < k; i++)
    cs_json_append (list, cs_json_new_int (selected[i]));
  cs_json_put (answer, "selected", list);
  cs_metric_put_real (answer, "radius", radius);
  double optimum = cs_k_center_optimum (points, n, dimensions, k);
  if (isfinite (optimum))
    cs_metric_put_real (answer, "optimal_radius", optimum);
  else
    cs_metric_put_null (answer, "optimal_radius",
                        N_ ("there are too many choices to try them all"));
  return TRUE;
}

const CsMetric cs_metric_k_center_greedy = {
  .name = "k_center_greedy",
  .summary = "Points that are near to all others, farthest first",
  .input = "points: a row a point",
  .params = "k: how many|first: the one to begin with, from 0 on",
  .compute = compute,
};
