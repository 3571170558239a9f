/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One place: x, y. */
#include "cs-mark-draw.h"
#include "cs-mark-points.h"
#include "cs-mark-shape.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean
point_check (const CsMark *mark, GError **error)
{
  return cs_mark_check_coordinates ("point", mark->values, 2, error);
}

/* A cross that stays as large on the screen; the place itself stays free. */
static void
point_path (const CsMark *mark, const CsMarkScale *scale, cairo_t *cr)
{
  double x = (double)mark->values[0] / 1000.0, y = (double)mark->values[1] / 1000.0;
  double w = CS_MARK_CROSS / scale->x, h = CS_MARK_CROSS / scale->y;
  for (int side = -1; side <= 1; side += 2) {
    cairo_move_to (cr, x + side * w, y);
    cairo_line_to (cr, x + side * w / 2, y);
    cairo_move_to (cr, x, y + side * h);
    cairo_line_to (cr, x, y + side * h / 2);
  }
}

static double
point_distance (const CsMark *mark, double x, double y, const CsMarkScale *scale)
{
  return hypot (((double)mark->values[0] / 1000.0 - x) * scale->x,
                ((double)mark->values[1] / 1000.0 - y) * scale->y);
}

static void
point_handles (const CsMark *mark, const CsMarkScale *scale, GArray *handles)
{
  cs_points_add_handle (handles, 0, CS_MARK_HANDLE_PLACE, (double)mark->values[0] / 1000.0,
                        (double)mark->values[1] / 1000.0);
}

static gboolean
point_drag (const CsMark *mark, const CsMarkDrag *drag, GArray *values, GArray *rings)
{
  double x = drag->x, y = drag->y;
  if (drag->handle != 0)
    return FALSE;
  if (drag->constrain)
    cs_mark_snap ((double)mark->values[0] / 1000.0, (double)mark->values[1] / 1000.0, &drag->scale,
                  drag->width, drag->height, &x, &y);
  g_array_index (values, gint64, 0) = cs_mark_milli (x, drag->width);
  g_array_index (values, gint64, 1) = cs_mark_milli (y, drag->height);
  return TRUE;
}

const CsMarkKind cs_mark_kind_point = {
  .tag = "point",
  .label = N_ ("Point"),
  .noun = N_ ("point"),
  .target = CS_MARK_TARGET_IMAGE,
  .members = (const CsMarkMember[]){ { "point", CS_MARK_SHAPE_LIST, 2 }, { NULL } },
  .check = point_check,
  .bounds = cs_mark_bounds_of_points,
  .path = point_path,
  .distance = point_distance,
  .handles = point_handles,
  .drag = point_drag,
  .n_moved = 2,
  .unit = 1,
};
