/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An angle: the end of one arm, the vertex, the end of the other; x and y of each. */
#include "cs-mark-points.h"
#include "cs-mark-shape.h"

#include <glib/gi18n.h>
#include <math.h>

#define ARC 18.0 /* screen pixels from the vertex to the arc, where the arms are long enough */

static gboolean
angle_check (const CsMark *mark, GError **error)
{
  const gint64 *v = mark->values;
  if (!cs_mark_check_coordinates ("angle", v, 6, error))
    return FALSE;
  if ((v[0] == v[2] && v[1] == v[3]) || (v[4] == v[2] && v[5] == v[3]))
    return cs_fail (error, CS_ERROR_INVALID, "angle: an arm ends at the vertex");
  return TRUE;
}

/* An arm from the vertex, where a pixel is COLUMN x ROW. */
static void
arm (const CsMark *mark, guint end, double column, double row, double *ret_x, double *ret_y)
{
  *ret_x = (double)(mark->values[2 * end] - mark->values[2]) * column;
  *ret_y = (double)(mark->values[2 * end + 1] - mark->values[3]) * row;
}

/* By the arctangent of sine and cosine, which is exact near 0 and 180 degrees, too. */
static double
angle_angle (const CsMark *mark, double column, double row)
{
  double ax = 0, ay = 0, bx = 0, by = 0;
  arm (mark, 0, column, row, &ax, &ay);
  arm (mark, 2, column, row, &bx, &by);
  return atan2 (fabs (ax * by - ay * bx), ax * bx + ay * by) * 180.0 / G_PI;
}

/* The arms, and an arc between them that is round on the screen. */
static void
angle_path (const CsMark *mark, const CsMarkScale *scale, cairo_t *cr)
{
  double ax = 0, ay = 0, bx = 0, by = 0;
  arm (mark, 0, scale->x / 1000, scale->y / 1000, &ax, &ay);
  arm (mark, 2, scale->x / 1000, scale->y / 1000, &bx, &by);
  double radius = MIN (ARC, MIN (hypot (ax, ay), hypot (bx, by)) / 2);
  double from = atan2 (ay, ax), turn = remainder (atan2 (by, bx) - from, 2 * G_PI);
  cs_points_path (mark->values, 3, FALSE, cr);
  cairo_save (cr);
  cairo_translate (cr, (double)mark->values[2] / 1000, (double)mark->values[3] / 1000);
  cairo_scale (cr, 1 / scale->x, 1 / scale->y);
  cairo_new_sub_path (cr);
  if (turn < 0)
    cairo_arc_negative (cr, 0, 0, radius, from, from + turn);
  else
    cairo_arc (cr, 0, 0, radius, from, from + turn);
  cairo_restore (cr);
}

static double
angle_distance (const CsMark *mark, double x, double y, const CsMarkScale *scale)
{
  return cs_points_distance (mark->values, 3, FALSE, x, y, scale);
}

static void
angle_handles (const CsMark *mark, const CsMarkScale *scale, GArray *handles)
{
  cs_points_vertices (mark->values, 3, handles);
}

/* An end turns about the vertex. */
static gboolean
angle_drag (const CsMark *mark, const CsMarkDrag *drag, GArray *values, GArray *rings)
{
  double x = drag->x, y = drag->y;
  if (drag->handle > 2)
    return FALSE;
  if (drag->constrain)
    cs_mark_snap ((double)mark->values[2] / 1000, (double)mark->values[3] / 1000, &drag->scale,
                  drag->width, drag->height, &x, &y);
  g_array_index (values, gint64, 2 * drag->handle) = cs_mark_milli (x, drag->width);
  g_array_index (values, gint64, 2 * drag->handle + 1) = cs_mark_milli (y, drag->height);
  return TRUE;
}

const CsMarkKind cs_mark_kind_angle = {
  .tag = "angle",
  .label = N_ ("Angle"),
  .noun = N_ ("angle"),
  .target = CS_MARK_TARGET_IMAGE,
  .members = (const CsMarkMember[]){ { "angle", CS_MARK_SHAPE_LIST, 6 }, { NULL } },
  .measures = TRUE,
  .check = angle_check,
  .bounds = cs_mark_bounds_of_points,
  .angle = angle_angle,
  .path = angle_path,
  .distance = angle_distance,
  .handles = angle_handles,
  .drag = angle_drag,
  .n_moved = G_MAXUINT,
  .unit = 1,
};
