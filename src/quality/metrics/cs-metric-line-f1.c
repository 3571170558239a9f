/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-lines.h"
#include "cs-metric-read-shapes.h"

#include <glib/gi18n.h>
#include <stdlib.h>

/* Part of a piece of A, in lengths from its start. */
typedef struct {
  double low, high;
} Part;

static void
widen (Part *part, double low, double high)
{
  if (low > high)
    return;
  part->low = MIN (part->low, low);
  part->high = MAX (part->high, high);
}

/* What of the straight line from X, Y along UX, UY lies in a disc round the origin. */
static void
add_disc (Part *part, double x, double y, double ux, double uy, double reach)
{
  double nearest = -(x * ux + y * uy), off = x * uy - y * ux;
  double half = reach * reach - off * off;
  if (half >= 0)
    widen (part, nearest - sqrt (half), nearest + sqrt (half));
}

/* Cuts PART to where LOW <= AT + RISE t <= HIGH. */
static void
cut (Part *part, double at, double rise, double low, double high)
{
  if (rise == 0) {
    if (at < low || at > high)
      part->high = -INFINITY;
    return;
  }
  double one = (low - at) / rise, other = (high - at) / rise;
  part->low = MAX (part->low, MIN (one, other));
  part->high = MIN (part->high, MAX (one, other));
}

/* A piece of B with REACH round it is a rectangle and two discs, and has no dents: what of a
 * straight line lies in it is one part. */
static Part
part_of (const double *piece, double length, const double *other, double reach)
{
  Part part = { INFINITY, -INFINITY };
  double ux = (piece[2] - piece[0]) / length, uy = (piece[3] - piece[1]) / length;
  double x = piece[0] - other[0], y = piece[1] - other[1];
  double dx = other[2] - other[0], dy = other[3] - other[1], along = hypot (dx, dy);
  add_disc (&part, x, y, ux, uy, reach);
  if (along > 0) {
    double vx = dx / along, vy = dy / along;
    Part middle = { -INFINITY, INFINITY };
    add_disc (&part, x - dx, y - dy, ux, uy, reach);
    cut (&middle, x * vx + y * vy, ux * vx + uy * vy, 0, along);
    cut (&middle, x * vy - y * vx, ux * vy - uy * vx, -reach, reach);
    widen (&part, middle.low, middle.high);
  }
  return (Part){ MAX (part.low, 0), MIN (part.high, length) };
}

static int
compare (const void *a, const void *b)
{
  const Part *x = a, *y = b;
  return (x->low > y->low) - (x->low < y->low);
}

double
cs_line_within (const double *a, guint n_a, const double *b, guint n_b, double reach)
{
  double sum = 0;
  g_autofree Part *parts = g_new (Part, MAX (n_b, 1));
  for (guint i = 0; i + 1 < n_a; i++) {
    const double *piece = a + 2 * (gsize)i;
    double length = hypot (piece[2] - piece[0], piece[3] - piece[1]), end = 0;
    guint n = 0;
    for (guint k = 0; length > 0 && k + 1 < n_b; k++) {
      parts[n] = part_of (piece, length, b + 2 * (gsize)k, reach);
      n += parts[n].low < parts[n].high;
    }
    qsort (parts, n, sizeof *parts, compare);
    for (guint k = 0; k < n; k++) {
      sum += MAX (0, parts[k].high - MAX (parts[k].low, end));
      end = MAX (end, parts[k].high);
    }
  }
  return sum;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_autofree double *a = NULL, *b = NULL;
  guint n_a = 0, n_b = 0;
  double reach = 0;
  if (!cs_metric_read_line (input, "a", &a, &n_a, error) ||
      !cs_metric_read_line (input, "b", &b, &n_b, error) ||
      !cs_metric_check_pairs (n_a, n_b, error) ||
      !cs_metric_read_above_0 (params, "buffer", 0, INFINITY, &reach, error))
    return FALSE;
  double of_a = cs_line_length (a, n_a), of_b = cs_line_length (b, n_b);
  if (!(of_a > 0 && of_b > 0)) {
    cs_metric_put_undefined (answer, N_ ("a line has no length"));
    return TRUE;
  }
  double correct = MIN (1, cs_line_within (a, n_a, b, n_b, reach) / of_a);
  double complete = MIN (1, cs_line_within (b, n_b, a, n_a, reach) / of_b);
  double both = correct + complete;
  cs_metric_put_real (answer, "f1", both > 0 ? 2 * correct * complete / both : 0);
  cs_metric_put_real (answer, "within_a", correct);
  cs_metric_put_real (answer, "within_b", complete);
  cs_metric_put_real (answer, "length_a", of_a);
  cs_metric_put_real (answer, "length_b", of_b);
  return TRUE;
}

const CsMetric cs_metric_line_f1 = {
  .name = "line_f1",
  .summary = "F1 of two drawn lines: the lengths that lie within a buffer round the other",
  .input = "a: the points of a line, each x, y|b: those of the other",
  .params = "buffer: how far apart is still the same, in the unit of the points, above 0",
  .compute = compute,
};
