/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rectangle of the raster that may be turned: centre x, y, half sizes, and the angle of the first
 * in 1/1000 degree, from the x axis towards the y axis (clockwise on the screen). */
#include "cs-mark-points.h"
#include "cs-mark-shape.h"
#include "cs-mark-turned.h"

#include <glib/gi18n.h>
#include <math.h>

#define TURN_HANDLE 8  /* id; 0..3 are the sides, 4..7 the corners */
#define TURN_ROOM 22.0 /* screen pixels from the side to the handle that turns */

static gboolean
rbox_check (const CsMark *mark, GError **error)
{
  return cs_turned_check (mark, "half size", error);
}

/* Half extents |a cos t| + |b sin t| and |a sin t| + |b cos t|, rounded to the nearest 1/1000
 * pixel. */
static void
rbox_bounds (const CsMark *mark, CsMarkBounds *ret_bounds)
{
  const gint64 *v = mark->values;
  double a = (double)v[2], b = (double)v[3], angle = (double)v[4] / 1000.0 * G_PI / 180.0;
  gint64 w = llround (fabs (a * cos (angle)) + fabs (b * sin (angle)));
  gint64 h = llround (fabs (a * sin (angle)) + fabs (b * cos (angle)));
  *ret_bounds = (CsMarkBounds){ v[0] - w, v[1] - h, v[0] + w, v[1] + h };
}

static double
rbox_area (const CsMark *mark)
{
  return 4 * (double)mark->values[2] * (double)mark->values[3] / 1e6;
}

/* A reader measures the sides, not the diagonal. */
static void
rbox_extent (const CsMark *mark, double column, double row, double *ret_longest, double *ret_across)
{
  double sides[2] = { 0 };
  for (guint i = 0; i < 2; i++) {
    double x = 0, y = 0, half = 0;
    cs_turned_axis (mark, i, &x, &y, &half);
    sides[i] = 2 * half * hypot (x * column, y * row);
  }
  *ret_longest = MAX (sides[0], sides[1]);
  *ret_across = MIN (sides[0], sides[1]);
}

/* Corner N lies between half axes N and N + 1; pixels. */
static void
corner (const CsMark *mark, guint n, double *ret_x, double *ret_y)
{
  *ret_x = (double)mark->values[0] / 1000;
  *ret_y = (double)mark->values[1] / 1000;
  for (guint i = n; i < n + 2; i++) {
    double x = 0, y = 0, half = 0;
    cs_turned_axis (mark, i % 4, &x, &y, &half);
    *ret_x += half * x;
    *ret_y += half * y;
  }
}

void
cs_mark_rbox_corners (const CsMark *mark, gint64 ret_points[8])
{
  for (guint i = 0; i < 4; i++) {
    double x = 0, y = 0;
    corner (mark, i, &x, &y);
    ret_points[2 * i] = llround (x * 1000);
    ret_points[2 * i + 1] = llround (y * 1000);
  }
}

static void
rbox_path (const CsMark *mark, const CsMarkScale *scale, cairo_t *cr)
{
  gint64 points[8] = { 0 };
  cs_mark_rbox_corners (mark, points);
  cs_points_path (points, 4, TRUE, cr);
}

static double
rbox_distance (const CsMark *mark, double x, double y, const CsMarkScale *scale)
{
  gint64 points[8] = { 0 };
  cs_mark_rbox_corners (mark, points);
  return cs_points_distance (points, 4, TRUE, x, y, scale);
}

static gboolean
rbox_contains (const CsMark *mark, double x, double y)
{
  double dx = x - (double)mark->values[0] / 1000, dy = y - (double)mark->values[1] / 1000;
  for (guint i = 0; i < 2; i++) {
    double ax = 0, ay = 0, half = 0;
    cs_turned_axis (mark, i, &ax, &ay, &half);
    if (fabs (dx * ax + dy * ay) > half)
      return FALSE;
  }
  return TRUE;
}

/* --- handles --- */

/* Off the upper side: of the fourth half axis, or of the second where that points up. */
static void
turn_place (const CsMark *mark, const CsMarkScale *scale, double *ret_x, double *ret_y)
{
  double x = 0, y = 0, half = 0;
  cs_turned_axis (mark, mark->values[4] <= 90000 ? 3 : 1, &x, &y, &half);
  half += TURN_ROOM / hypot (x * scale->x, y * scale->y);
  *ret_x = (double)mark->values[0] / 1000 + half * x;
  *ret_y = (double)mark->values[1] / 1000 + half * y;
}

static void
rbox_handles (const CsMark *mark, const CsMarkScale *scale, GArray *handles)
{
  double x = 0, y = 0;
  cs_turned_handles (mark, handles);
  for (guint i = 0; i < 4; i++) {
    corner (mark, i, &x, &y);
    cs_points_add_handle (handles, 4 + i, CS_MARK_HANDLE_CORNER, x, y);
  }
  turn_place (mark, scale, &x, &y);
  cs_points_add_handle (handles, TURN_HANDLE, CS_MARK_HANDLE_TURN, x, y);
}

/* Both half axes of corner N follow the pointer; the opposite corner stays, or the centre. */
static gboolean
drag_corner (const CsMark *mark, const CsMarkDrag *drag, guint n, gint64 *v)
{
  double fixed[2] = { (double)v[0] / 1000, (double)v[1] / 1000 }, now[2] = { 0 };
  double x[2] = { 0 }, y[2] = { 0 }, half[2] = { 0 };
  if (!drag->from_centre)
    corner (mark, (n + 2) % 4, &fixed[0], &fixed[1]);
  for (guint i = 0; i < 2; i++) {
    cs_turned_axis (mark, (n + i) % 4, &x[i], &y[i], &half[i]);
    now[i] = (drag->x - fixed[0]) * x[i] + (drag->y - fixed[1]) * y[i];
    now[i] /= drag->from_centre ? 1 : 2;
    if (now[i] * 1000 < 1)
      return FALSE;
  }
  if (drag->constrain) {
    double by = MAX (now[0] / half[0], now[1] / half[1]);
    now[0] = half[0] * by;
    now[1] = half[1] * by;
  }
  for (guint i = 0; i < 2; i++) {
    v[2 + (n + i) % 2] = llround (now[i] * 1000);
    fixed[0] += drag->from_centre ? 0 : now[i] * x[i];
    fixed[1] += drag->from_centre ? 0 : now[i] * y[i];
  }
  v[0] = llround (fixed[0] * 1000);
  v[1] = llround (fixed[1] * 1000);
  return TRUE;
}

/* The half axis with the handle points at the pointer; the opposite one gives the same angle. */
static gboolean
drag_turn (const CsMarkDrag *drag, gint64 *v)
{
  double dx = drag->x - (double)v[0] / 1000, dy = drag->y - (double)v[1] / 1000;
  if (dx == 0 && dy == 0)
    return FALSE;
  double angle = atan2 (dy, dx) * 180.0 / G_PI + 90;
  v[4] = cs_mark_angle (drag->constrain ? round (angle / 45) * 45 : angle);
  return TRUE;
}

static gboolean
rbox_drag (const CsMark *mark, const CsMarkDrag *drag, GArray *values, GArray *rings)
{
  gint64 *v = (gint64 *)(gpointer)values->data;
  if (drag->handle < 4)
    return cs_turned_drag (mark, drag, values);
  if (drag->handle == TURN_HANDLE)
    return drag_turn (drag, v);
  return drag->handle < TURN_HANDLE && drag_corner (mark, drag, drag->handle - 4, v);
}

const CsMarkKind cs_mark_kind_rbox = {
  .tag = "rbox",
  .label = N_ ("Rotated box"),
  .noun = N_ ("rotated box"),
  .target = CS_MARK_TARGET_IMAGE,
  .members = (const CsMarkMember[]){ { "rbox", CS_MARK_SHAPE_LIST, 5 }, { NULL } },
  .check = rbox_check,
  .bounds = rbox_bounds,
  .area = rbox_area,
  .extent = rbox_extent,
  .path = rbox_path,
  .distance = rbox_distance,
  .contains = rbox_contains,
  .handles = rbox_handles,
  .drag = rbox_drag,
  .fit = cs_turned_fit,
  .n_moved = 2,
  .unit = 1,
};
