/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-points.h"

#include "cs-mark-shape.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
  double x, y;
} Place;

void
cs_points_path (const gint64 *points, guint count, gboolean closed, cairo_t *cr)
{
  for (guint i = 0; i < count; i++) {
    double x = (double)points[2 * i] / 1000.0, y = (double)points[2 * i + 1] / 1000.0;
    if (i == 0)
      cairo_move_to (cr, x, y);
    else
      cairo_line_to (cr, x, y);
  }
  if (closed)
    cairo_close_path (cr);
}

/* From the origin to the segment A B. */
static double
to_segment (Place a, Place b)
{
  double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
  double t = square > 0 ? CLAMP (-(a.x * dx + a.y * dy) / square, 0.0, 1.0) : 0.0;
  return hypot (a.x + t * dx, a.y + t * dy);
}

double
cs_points_distance (const gint64 *points, guint count, gboolean closed, double x, double y,
                    const CsMarkScale *scale)
{
  double best = INFINITY;
  Place last = { 0 };
  for (guint i = 0; i < count + closed; i++) {
    const gint64 *point = points + 2 * (i % count);
    Place here = { ((double)point[0] / 1000.0 - x) * scale->x,
                   ((double)point[1] / 1000.0 - y) * scale->y };
    best = MIN (best, to_segment (i == 0 ? here : last, here));
    last = here;
  }
  return best;
}

gboolean
cs_points_odd (const gint64 *points, guint count, double x, double y)
{
  gboolean odd = FALSE;
  double px = x * 1000.0, py = y * 1000.0;
  for (guint i = 0, j = count - 1; i < count; j = i++) {
    double ax = (double)points[2 * i], ay = (double)points[2 * i + 1];
    double bx = (double)points[2 * j], by = (double)points[2 * j + 1];
    if ((ay > py) != (by > py) && px < ax + (bx - ax) * (py - ay) / (by - ay))
      odd = !odd;
  }
  return odd;
}

gboolean
cs_mark_collinear (const gint64 *points, guint count)
{
  guint other = 1;
  while (other < count && points[2 * other] == points[0] && points[2 * other + 1] == points[1])
    other++;
  for (guint i = other + 1; i < count; i++) {
    __int128 ax = points[2 * other] - points[0], ay = points[2 * other + 1] - points[1];
    __int128 bx = points[2 * i] - points[0], by = points[2 * i + 1] - points[1];
    if (ax * by != ay * bx)
      return FALSE;
  }
  return TRUE;
}

void
cs_points_add_handle (GArray *handles, guint id, int role, double x, double y)
{
  CsMarkHandle handle = { id, (CsMarkHandleRole)role, x, y };
  g_array_append_val (handles, handle);
}

static void
add_vertices (const gint64 *points, guint count, guint first_id, GArray *handles)
{
  for (guint i = 0; i < count; i++)
    cs_points_add_handle (handles, first_id + i, CS_MARK_HANDLE_VERTEX,
                          (double)points[2 * i] / 1000.0, (double)points[2 * i + 1] / 1000.0);
}

void
cs_points_vertices (const gint64 *points, guint count, GArray *handles)
{
  add_vertices (points, count, 0, handles);
}

void
cs_points_handles (const gint64 *points, guint count, gboolean closed, guint first_id,
                   guint middle_id, const CsMarkScale *scale, GArray *handles)
{
  add_vertices (points, count, first_id, handles);
  for (guint i = 0; i + !closed < count; i++) {
    const gint64 *a = points + 2 * i, *b = points + 2 * ((i + 1) % count);
    double dx = (double)(b[0] - a[0]) / 1000.0, dy = (double)(b[1] - a[1]) / 1000.0;
    if (hypot (dx * scale->x, dy * scale->y) >= CS_MARK_EDGE_ROOM)
      cs_points_add_handle (handles, middle_id + i, CS_MARK_HANDLE_MIDPOINT,
                            (double)a[0] / 1000.0 + dx / 2, (double)a[1] / 1000.0 + dy / 2);
  }
}

void
cs_points_fit (const CsMark *mark, const double from[4], const double to[4], gint64 *values)
{
  for (guint i = 0; i < mark->n_values; i++) {
    guint axis = i % 2;
    double size = from[axis + 2] - from[axis];
    double part = size > 0 ? ((double)mark->values[i] - from[axis]) / size : 0.0;
    values[i] = (gint64)llround (to[axis] + part * (to[axis + 2] - to[axis]));
  }
}

/* --- extent --- */

static int
compare_places (const void *a, const void *b)
{
  const Place *left = a, *right = b;
  if (left->x != right->x)
    return left->x < right->x ? -1 : 1;
  return (left->y > right->y) - (left->y < right->y);
}

static double
turn (Place a, Place b, Place c)
{
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/* Convex hull in place, by Andrew's monotone chain (A. M. Andrew, 1979). HULL holds COUNT + 1. */
static guint
convex_hull (Place *places, guint count, Place *hull)
{
  guint n = 0;
  qsort (places, count, sizeof *places, compare_places);
  for (guint i = 0; i < count; i++) {
    while (n >= 2 && turn (hull[n - 2], hull[n - 1], places[i]) <= 0)
      n--;
    hull[n++] = places[i];
  }
  guint lower = n + 1;
  for (guint i = count - 1; i-- > 0;) {
    while (n >= lower && turn (hull[n - 2], hull[n - 1], places[i]) <= 0)
      n--;
    hull[n++] = places[i];
  }
  return n > 1 ? n - 1 : n;
}

static double
apart (Place a, Place b)
{
  return hypot (a.x - b.x, a.y - b.y);
}

/* The two corners of the hull that lie farthest apart, by rotating calipers (M. I. Shamos, 1978):
 * the corner farthest from an edge only moves on while the edge does. */
static double
farthest (const Place *hull, guint count, Place *ret_a, Place *ret_b)
{
  double best = 0;
  guint far = 1;
  *ret_a = *ret_b = hull[0];
  for (guint i = 0; i < count; i++) {
    Place a = hull[i], b = hull[(i + 1) % count];
    while (fabs (turn (a, b, hull[(far + 1) % count])) > fabs (turn (a, b, hull[far % count])))
      far = (far + 1) % count;
    const Place ends[][2] = { { a, hull[far % count] },
                              { b, hull[far % count] },
                              { a, hull[(far + 1) % count] },
                              { b, hull[(far + 1) % count] } };
    for (guint n = 0; n < G_N_ELEMENTS (ends); n++)
      if (apart (ends[n][0], ends[n][1]) > best) {
        best = apart (ends[n][0], ends[n][1]);
        *ret_a = ends[n][0];
        *ret_b = ends[n][1];
      }
  }
  return best;
}

void
cs_points_extent (const gint64 *points, guint count, double column, double row, double *ret_longest,
                  double *ret_across)
{
  *ret_longest = *ret_across = 0;
  if (count == 0)
    return;
  g_autofree Place *places = g_new (Place, count);
  g_autofree Place *hull = g_new (Place, 2 * (gsize)count + 1);
  for (guint i = 0; i < count; i++)
    places[i] = (Place){ (double)points[2 * i] / 1000.0 * column,
                         (double)points[2 * i + 1] / 1000.0 * row };
  guint n = convex_hull (places, count, hull);
  Place a = { 0 }, b = { 0 };
  double longest = farthest (hull, n, &a, &b), low = 0, high = 0;
  for (guint i = 0; i < n && longest > 0; i++) {
    double side = turn (a, b, hull[i]) / longest;
    low = MIN (low, side);
    high = MAX (high, side);
  }
  *ret_longest = longest;
  *ret_across = high - low;
}
