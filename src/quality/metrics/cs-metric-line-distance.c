/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-lines.h"
#include "cs-metric-read-shapes.h"

#include <glib/gi18n.h>

#define PARTS 1000 /* of the longer line: the step where none is said */

double
cs_line_length (const double *points, guint n)
{
  double length = 0;
  for (guint i = 1; i < n; i++)
    length += hypot (points[2 * (gsize)i] - points[2 * (gsize)i - 2],
                     points[2 * (gsize)i + 1] - points[2 * (gsize)i - 1]);
  return length;
}

static double
to_piece (double x, double y, const double *from)
{
  double dx = from[2] - from[0], dy = from[3] - from[1], length = hypot (dx, dy);
  if (length <= 0)
    return hypot (x - from[0], y - from[1]);
  double ux = dx / length, uy = dy / length;
  double along = CLAMP ((x - from[0]) * ux + (y - from[1]) * uy, 0, length);
  return hypot (x - (from[0] + along * ux), y - (from[1] + along * uy));
}

static double
to_line (double x, double y, const double *points, guint n)
{
  double least = INFINITY;
  for (guint i = 0; i + 1 < n; i++)
    least = MIN (least, to_piece (x, y, points + 2 * (gsize)i));
  return least;
}

static double
parts_of (const double *piece, double step, double *ret_length)
{
  *ret_length = hypot (piece[2] - piece[0], piece[3] - piece[1]);
  return MAX (1, ceil (*ret_length / step));
}

static double
count_parts (const double *points, guint n, double step)
{
  double parts = 1, length = 0;
  for (guint i = 0; i + 1 < n; i++)
    parts += parts_of (points + 2 * (gsize)i, step, &length);
  return parts;
}

/* The integral of the distance along A; widens MOST. */
static double
walk (const double *a, guint n_a, const double *b, guint n_b, double step, double *most)
{
  double sum = 0, before = to_line (a[0], a[1], b, n_b), length = 0;
  *most = MAX (*most, before);
  for (guint i = 0; i + 1 < n_a; i++) {
    const double *piece = a + 2 * (gsize)i;
    double parts = parts_of (piece, step, &length);
    for (double k = 1; k <= parts; k++) {
      double x = piece[0] + (piece[2] - piece[0]) * (k / parts);
      double y = piece[1] + (piece[3] - piece[1]) * (k / parts);
      double here = to_line (x, y, b, n_b);
      sum += (before + here) / 2 * (length / parts);
      *most = MAX (*most, here);
      before = here;
    }
  }
  return sum;
}

gboolean
cs_line_distances (const double *a, guint n_a, const double *b, guint n_b, double step,
                   CsLineDistances *ret_distances)
{
  double of_a = cs_line_length (a, n_a), of_b = cs_line_length (b, n_b), most = 0;
  if (!(of_a > 0 && of_b > 0)) {
    *ret_distances = (CsLineDistances){ .undefined = N_ ("a line has no length") };
    return TRUE;
  }
  if (count_parts (a, n_a, step) * n_b + count_parts (b, n_b, step) * n_a > CS_LINES_MOST_LOOKS)
    return FALSE;
  double ab = walk (a, n_a, b, n_b, step, &most), ba = walk (b, n_b, a, n_a, step, &most);
  *ret_distances = (CsLineDistances){
    (ab + ba) / (of_a + of_b), most, ab / of_a, ba / of_b, step, NULL,
  };
  return TRUE;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_autofree double *a = NULL, *b = NULL;
  guint n_a = 0, n_b = 0;
  double step = 0;
  CsLineDistances found = { 0 };
  if (!cs_metric_read_line (input, "a", &a, &n_a, error) ||
      !cs_metric_read_line (input, "b", &b, &n_b, error))
    return FALSE;
  double longer = MAX (cs_line_length (a, n_a), cs_line_length (b, n_b));
  if (!cs_metric_read_above_0 (params, "step", MAX (longer / PARTS, G_MINDOUBLE), INFINITY, &step,
                               error))
    return FALSE;
  if (!cs_line_distances (a, n_a, b, n_b, step, &found))
    return cs_fail (error, CS_ERROR_LIMIT, "params.step: too small for lines of %u and %u points",
                    n_a, n_b);
  if (found.undefined != NULL) {
    cs_metric_put_undefined (answer, found.undefined);
    return TRUE;
  }
  cs_metric_put_real (answer, "mean", found.mean);
  cs_metric_put_real (answer, "hausdorff", found.hausdorff);
  cs_metric_put_real (answer, "mean_ab", found.mean_ab);
  cs_metric_put_real (answer, "mean_ba", found.mean_ba);
  cs_metric_put_real (answer, "step", found.step);
  return TRUE;
}

const CsMetric cs_metric_line_distance = {
  .name = "line_distance",
  .summary = "Mean symmetric distance and Hausdorff distance of two drawn lines",
  .input = "a: the points of a line, each x, y|b: those of the other",
  .params = "step: how far apart places are looked at; a thousandth of the longer line",
  .compute = compute,
};
