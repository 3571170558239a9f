/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An area as closed rings: one or more parts, each an outer ring and its holes. */
#include "cs-mark-points.h"
#include "cs-mark-shape.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean
polygon_check (const CsMark *mark, GError **error)
{
  if (mark->n_rings == 0 || mark->rings[0].hole)
    return cs_fail (error, CS_ERROR_INVALID, "parts: an outer ring was expected first");
  if (mark->n_values / 2 > CS_MARK_MAX_POINTS)
    return cs_fail (error, CS_ERROR_LIMIT, "parts: %u points, more than %d", mark->n_values / 2,
                    CS_MARK_MAX_POINTS);
  for (guint i = 0; i < mark->n_rings; i++) {
    const CsMarkRing *ring = &mark->rings[i];
    if (ring->count < 3)
      return cs_fail (error, CS_ERROR_INVALID, "parts: ring %u has %u points, not 3 or more", i + 1,
                      ring->count);
    const gint64 *points = mark->values + 2 * ring->first;
    const gint64 *last = points + 2 * (ring->count - 1);
    if (points[0] == last[0] && points[1] == last[1])
      return cs_fail (error, CS_ERROR_INVALID, "parts: ring %u repeats its first point at the end",
                      i + 1);
  }
  return cs_mark_check_coordinates ("parts", mark->values, mark->n_values, error);
}

/* Twice the signed area of a ring, by the shoelace formula; exact. */
static __int128
twice_area (const gint64 *points, guint count)
{
  __int128 sum = 0;
  for (guint i = 0; i < count; i++) {
    const gint64 *a = points + 2 * i, *b = points + 2 * ((i + 1) % count);
    sum += (__int128)a[0] * b[1] - (__int128)b[0] * a[1];
  }
  return sum < 0 ? -sum : sum;
}

/* Outer rings less holes. */
static double
polygon_area (const CsMark *mark)
{
  __int128 sum = 0;
  for (guint i = 0; i < mark->n_rings; i++) {
    const CsMarkRing *ring = &mark->rings[i];
    __int128 area = twice_area (mark->values + 2 * ring->first, ring->count);
    sum += ring->hole ? -area : area;
  }
  return (double)sum / 2e6;
}

static void
polygon_extent (const CsMark *mark, double column, double row, double *ret_longest,
                double *ret_across)
{
  cs_points_extent (mark->values, mark->n_values / 2, column, row, ret_longest, ret_across);
}

static void
polygon_path (const CsMark *mark, const CsMarkScale *scale, cairo_t *cr)
{
  for (guint i = 0; i < mark->n_rings; i++)
    cs_points_path (mark->values + 2 * mark->rings[i].first, mark->rings[i].count, TRUE, cr);
}

static double
polygon_distance (const CsMark *mark, double x, double y, const CsMarkScale *scale)
{
  double best = INFINITY;
  for (guint i = 0; i < mark->n_rings; i++)
    best = MIN (best, cs_points_distance (mark->values + 2 * mark->rings[i].first,
                                          mark->rings[i].count, TRUE, x, y, scale));
  return best;
}

static gboolean
polygon_contains (const CsMark *mark, double x, double y)
{
  gboolean odd = FALSE;
  for (guint i = 0; i < mark->n_rings; i++)
    odd ^= cs_points_odd (mark->values + 2 * mark->rings[i].first, mark->rings[i].count, x, y);
  return odd;
}

/* Point n of all has the id n, the middle of the edge after it the id count + n. */
static void
polygon_handles (const CsMark *mark, const CsMarkScale *scale, GArray *handles)
{
  guint all = mark->n_values / 2;
  for (guint i = 0; i < mark->n_rings; i++)
    cs_points_handles (mark->values + 2 * mark->rings[i].first, mark->rings[i].count, TRUE,
                       mark->rings[i].first, all + mark->rings[i].first, scale, handles);
}

/* The ring of point POINT grows by CHANGE, and those after it follow. */
static void
resize_ring (GArray *rings, guint point, int change)
{
  for (guint i = 0; i < rings->len; i++) {
    CsMarkRing *ring = &g_array_index (rings, CsMarkRing, i);
    if (ring->first > point)
      ring->first = (guint)((int)ring->first + change);
    else if (point < ring->first + ring->count)
      ring->count = (guint)((int)ring->count + change);
  }
}

static gboolean
polygon_drag (const CsMark *mark, const CsMarkDrag *drag, GArray *values, GArray *rings)
{
  guint all = mark->n_values / 2, point = drag->handle % all;
  double x = drag->x, y = drag->y;
  if (drag->handle >= 2 * all || (drag->handle >= all && all >= CS_MARK_MAX_POINTS))
    return FALSE;
  if (drag->constrain)
    cs_mark_snap ((double)mark->values[2 * point] / 1000.0,
                  (double)mark->values[2 * point + 1] / 1000.0, &drag->scale, drag->width,
                  drag->height, &x, &y);
  const gint64 place[2] = { cs_mark_milli (x, drag->width), cs_mark_milli (y, drag->height) };
  if (drag->handle >= all) {
    resize_ring (rings, point, 1);
    g_array_insert_vals (values, 2 * (point + 1), place, 2);
  } else {
    g_array_index (values, gint64, 2 * point) = place[0];
    g_array_index (values, gint64, 2 * point + 1) = place[1];
  }
  return !cs_mark_collinear ((const gint64 *)(gconstpointer)values->data, values->len / 2);
}

static gboolean
polygon_remove (const CsMark *mark, guint handle, GArray *values, GArray *rings)
{
  if (handle >= mark->n_values / 2)
    return FALSE;
  resize_ring (rings, handle, -1);
  g_array_remove_range (values, 2 * handle, 2);
  return !cs_mark_collinear ((const gint64 *)(gconstpointer)values->data, values->len / 2);
}

const CsMarkKind cs_mark_kind_polygon = {
  .tag = "polygon",
  .label = N_ ("Polygon"),
  .noun = N_ ("polygon"),
  .target = CS_MARK_TARGET_IMAGE,
  .members = (const CsMarkMember[]){ { "parts", CS_MARK_SHAPE_RINGS }, { NULL } },
  .pieces = CS_MARK_PIECES_STRETCHES,
  .check = polygon_check,
  .bounds = cs_mark_bounds_of_points,
  .area = polygon_area,
  .extent = polygon_extent,
  .path = polygon_path,
  .distance = polygon_distance,
  .contains = polygon_contains,
  .handles = polygon_handles,
  .drag = polygon_drag,
  .remove = polygon_remove,
  .fit = cs_points_fit,
  .n_moved = G_MAXUINT,
  .unit = 1,
};
