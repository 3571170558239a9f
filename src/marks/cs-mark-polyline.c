/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An open line through two or more points; of two it is a length. */
#include "cs-mark-points.h"
#include "cs-mark-shape.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean
polyline_check (const CsMark *mark, GError **error)
{
  if (mark->n_values < 4 || mark->n_values % 2 != 0)
    return cs_fail (error, CS_ERROR_INVALID, "points: x and y of two or more were expected");
  if (mark->n_values / 2 > CS_MARK_MAX_POINTS)
    return cs_fail (error, CS_ERROR_LIMIT, "points: %u, more than %d", mark->n_values / 2,
                    CS_MARK_MAX_POINTS);
  return cs_mark_check_coordinates ("points", mark->values, mark->n_values, error);
}

static double
polyline_length (const CsMark *mark, double column, double row)
{
  double sum = 0.0;
  for (guint i = 2; i < mark->n_values; i += 2) {
    const gint64 *a = mark->values + i - 2, *b = mark->values + i;
    sum += hypot ((double)(b[0] - a[0]) * column, (double)(b[1] - a[1]) * row);
  }
  return sum / 1000.0;
}

static void
polyline_path (const CsMark *mark, const CsMarkScale *scale, cairo_t *cr)
{
  cs_points_path (mark->values, mark->n_values / 2, FALSE, cr);
}

static double
polyline_distance (const CsMark *mark, double x, double y, const CsMarkScale *scale)
{
  return cs_points_distance (mark->values, mark->n_values / 2, FALSE, x, y, scale);
}

/* Point n has the id n, the middle of the edge after it the id count + n. A length, which has two
 * points, stays one: it has no middle. */
static void
polyline_handles (const CsMark *mark, const CsMarkScale *scale, GArray *handles)
{
  guint count = mark->n_values / 2;
  cs_points_handles (mark->values, count, FALSE, 0, count, scale, handles);
  if (count == 2 && handles->len == 3)
    g_array_set_size (handles, 2);
}

static gboolean
polyline_drag (const CsMark *mark, const CsMarkDrag *drag, GArray *values, GArray *rings)
{
  guint count = mark->n_values / 2;
  double x = drag->x, y = drag->y;
  if (drag->handle >= 2 * count - 1 || (count == 2 && drag->handle > 1))
    return FALSE;
  /* A length turns about its other end. */
  guint fixed = count == 2 ? 1 - drag->handle : drag->handle % count;
  if (drag->constrain)
    cs_mark_snap ((double)mark->values[2 * fixed] / 1000.0,
                  (double)mark->values[2 * fixed + 1] / 1000.0, &drag->scale, drag->width,
                  drag->height, &x, &y);
  const gint64 point[2] = { cs_mark_milli (x, drag->width), cs_mark_milli (y, drag->height) };
  if (drag->handle >= count) {
    g_array_insert_vals (values, 2 * (drag->handle - count + 1), point, 2);
    return TRUE;
  }
  g_array_index (values, gint64, 2 * drag->handle) = point[0];
  g_array_index (values, gint64, 2 * drag->handle + 1) = point[1];
  const gint64 *v = (const gint64 *)(gconstpointer)values->data;
  return count > 2 || v[0] != v[2] || v[1] != v[3];
}

static gboolean
polyline_remove (const CsMark *mark, guint handle, GArray *values, GArray *rings)
{
  if (handle >= mark->n_values / 2 || mark->n_values <= 4)
    return FALSE;
  g_array_remove_range (values, 2 * handle, 2);
  return TRUE;
}

static const char *
polyline_noun (const CsMark *mark)
{
  return mark->n_values > 4 ? N_ ("line") : cs_mark_kind_polyline.noun;
}

const CsMarkKind cs_mark_kind_polyline = {
  .tag = "polyline",
  .label = N_ ("Length"),
  .noun = N_ ("length"),
  .noun_of = polyline_noun,
  .target = CS_MARK_TARGET_IMAGE,
  .members = (const CsMarkMember[]){ { "points", CS_MARK_SHAPE_LIST }, { NULL } },
  .measures = TRUE,
  .pieces = CS_MARK_PIECES_STRETCHES,
  .check = polyline_check,
  .bounds = cs_mark_bounds_of_points,
  .length = polyline_length,
  .path = polyline_path,
  .distance = polyline_distance,
  .handles = polyline_handles,
  .drag = polyline_drag,
  .remove = polyline_remove,
  .n_moved = G_MAXUINT,
  .unit = 1,
};
