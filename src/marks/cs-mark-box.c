/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An upright rectangle: x0, y0, x1, y1. */
#include "cs-mark-points.h"
#include "cs-mark-shape.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean
box_check (const CsMark *mark, GError **error)
{
  if (!cs_mark_check_coordinates ("box", mark->values, 4, error))
    return FALSE;
  if (mark->values[0] >= mark->values[2] || mark->values[1] >= mark->values[3])
    return cs_fail (error, CS_ERROR_INVALID,
                    "box: the second corner is not right of and below the first");
  return TRUE;
}

static double
box_area (const CsMark *mark)
{
  const gint64 *v = mark->values;
  return (double)(v[2] - v[0]) * (double)(v[3] - v[1]) / 1e6;
}

/* A reader measures the sides, not the diagonal. */
static void
box_extent (const CsMark *mark, double column, double row, double *ret_longest, double *ret_across)
{
  const gint64 *v = mark->values;
  double w = (double)(v[2] - v[0]) / 1000.0 * column, h = (double)(v[3] - v[1]) / 1000.0 * row;
  *ret_longest = MAX (w, h);
  *ret_across = MIN (w, h);
}

static void
corners (const CsMark *mark, gint64 ret_points[8])
{
  const gint64 *v = mark->values;
  const gint64 points[8] = { v[0], v[1], v[2], v[1], v[2], v[3], v[0], v[3] };
  for (guint i = 0; i < 8; i++)
    ret_points[i] = points[i];
}

static void
box_path (const CsMark *mark, const CsMarkScale *scale, cairo_t *cr)
{
  gint64 points[8] = { 0 };
  corners (mark, points);
  cs_points_path (points, 4, TRUE, cr);
}

static double
box_distance (const CsMark *mark, double x, double y, const CsMarkScale *scale)
{
  gint64 points[8] = { 0 };
  corners (mark, points);
  return cs_points_distance (points, 4, TRUE, x, y, scale);
}

static gboolean
box_contains (const CsMark *mark, double x, double y)
{
  const gint64 *v = mark->values;
  return x * 1000 >= (double)v[0] && x * 1000 <= (double)v[2] && y * 1000 >= (double)v[1] &&
         y * 1000 <= (double)v[3];
}

/* The sides that each handle moves, clockwise from the left upper corner: -1 the first, 1 the
 * second of an axis, 0 none. */
static const struct {
  int x, y;
} sides[] = {
  { -1, -1 }, { 0, -1 }, { 1, -1 }, { 1, 0 }, { 1, 1 }, { 0, 1 }, { -1, 1 }, { -1, 0 }
};

static void
box_handles (const CsMark *mark, const CsMarkScale *scale, GArray *handles)
{
  const gint64 *v = mark->values;
  double cx = (double)(v[0] + v[2]) / 2000, cy = (double)(v[1] + v[3]) / 2000;
  double w = (double)(v[2] - v[0]) / 2000, h = (double)(v[3] - v[1]) / 2000;
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    cs_points_add_handle (handles, i, i % 2 == 0 ? CS_MARK_HANDLE_CORNER : CS_MARK_HANDLE_EDGE,
                          cx + sides[i].x * w, cy + sides[i].y * h);
}

/* One axis of an edge handle: the side SIDE comes to AT, the other moves the other way when
 * CENTRED. */
static void
drag_side (int side, double at, gboolean centred, guint size, double *low, double *high)
{
  double middle = (*low + *high) / 2;
  double room = MIN (middle, (double)size - middle);
  if (side == 0)
    return;
  if (centred) {
    double half = MIN (fabs (at - middle), room);
    *low = middle - half;
    *high = middle + half;
    return;
  }
  double fixed = side < 0 ? *high : *low;
  *low = MIN (at, fixed);
  *high = MAX (at, fixed);
}

static gboolean
box_drag (const CsMark *mark, const CsMarkDrag *drag, GArray *values, GArray *rings)
{
  double r[4] = { 0 };
  if (drag->handle >= G_N_ELEMENTS (sides))
    return FALSE;
  for (guint i = 0; i < 4; i++)
    r[i] = (double)mark->values[i] / 1000;
  int side_x = sides[drag->handle].x, side_y = sides[drag->handle].y;
  if (side_x != 0 && side_y != 0) {
    double fixed_x = drag->from_centre ? (r[0] + r[2]) / 2 : r[side_x < 0 ? 2 : 0];
    double fixed_y = drag->from_centre ? (r[1] + r[3]) / 2 : r[side_y < 0 ? 3 : 1];
    cs_mark_rectangle (fixed_x, fixed_y, drag->x, drag->y,
                       drag->constrain ? (r[2] - r[0]) / (r[3] - r[1]) : 0.0, drag->from_centre,
                       drag->width, drag->height, r);
  } else {
    drag_side (side_x, drag->x, drag->from_centre, drag->width, &r[0], &r[2]);
    drag_side (side_y, drag->y, drag->from_centre, drag->height, &r[1], &r[3]);
  }
  for (guint i = 0; i < 4; i++)
    g_array_index (values, gint64, i) =
        cs_mark_milli (r[i], i % 2 == 0 ? drag->width : drag->height);
  return TRUE;
}

const CsMarkKind cs_mark_kind_box = {
  .tag = "box",
  .label = N_ ("Box"),
  .noun = N_ ("box"),
  .target = CS_MARK_TARGET_IMAGE,
  .members = (const CsMarkMember[]){ { "box", CS_MARK_SHAPE_LIST, 4 }, { NULL } },
  .check = box_check,
  .bounds = cs_mark_bounds_of_points,
  .area = box_area,
  .extent = box_extent,
  .path = box_path,
  .distance = box_distance,
  .contains = box_contains,
  .handles = box_handles,
  .drag = box_drag,
  .fit = cs_points_fit,
  .n_moved = 4,
  .unit = 1,
};
