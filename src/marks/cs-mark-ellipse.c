/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An ellipse: centre x, y, radii, and the angle of the first radius in 1/1000 degree, from the x
 * axis towards the y axis (clockwise on the screen). */
#include "cs-mark-points.h"
#include "cs-mark-turned.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean
ellipse_check (const CsMark *mark, GError **error)
{
  return cs_turned_check (mark, "radius", error);
}

/* Half extents sqrt((a cos t)^2 + (b sin t)^2) and sqrt((a sin t)^2 + (b cos t)^2), rounded to
 * the nearest 1/1000 pixel. */
static void
ellipse_bounds (const CsMark *mark, CsMarkBounds *ret_bounds)
{
  const gint64 *v = mark->values;
  double a = (double)v[2], b = (double)v[3], angle = (double)v[4] / 1000.0 * G_PI / 180.0;
  double across = hypot (a * cos (angle), b * sin (angle));
  double down = hypot (a * sin (angle), b * cos (angle));
  gint64 w = (gint64)llround (across), h = (gint64)llround (down);
  *ret_bounds = (CsMarkBounds){ v[0] - w, v[1] - h, v[0] + w, v[1] + h };
}

static double
ellipse_area (const CsMark *mark)
{
  return G_PI * (double)mark->values[2] * (double)mark->values[3] / 1e6;
}

/* The ellipse as the picture of the unit circle under a matrix, of which the singular values are
 * the radii (closed form for 2 x 2: Blinn, "Consider the lowly 2 x 2 matrix", 1996). */
static void
ellipse_extent (const CsMark *mark, double column, double row, double *ret_longest,
                double *ret_across)
{
  double a = (double)mark->values[2] / 1000, b = (double)mark->values[3] / 1000;
  double angle = (double)mark->values[4] / 1000.0 * G_PI / 180.0;
  double xx = column * a * cos (angle), xy = -column * b * sin (angle);
  double yx = row * a * sin (angle), yy = row * b * cos (angle);
  double sum = hypot ((xx + yy) / 2, (yx - xy) / 2);
  double difference = hypot ((xx - yy) / 2, (yx + xy) / 2);
  *ret_longest = 2 * (sum + difference);
  *ret_across = 2 * fabs (sum - difference);
}

static void
ellipse_path (const CsMark *mark, const CsMarkScale *scale, cairo_t *cr)
{
  const gint64 *v = mark->values;
  cairo_save (cr);
  cairo_translate (cr, (double)v[0] / 1000.0, (double)v[1] / 1000.0);
  cairo_rotate (cr, (double)v[4] / 1000.0 * G_PI / 180.0);
  cairo_scale (cr, (double)v[2] / 1000.0, (double)v[3] / 1000.0);
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_close_path (cr);
  cairo_restore (cr);
}

/* To a polygon of so many sides, which leaves the ellipse by 0.03 % of its radius at most. */
#define SIDES 128

static double
ellipse_distance (const CsMark *mark, double x, double y, const CsMarkScale *scale)
{
  const gint64 *v = mark->values;
  gint64 points[2 * SIDES] = { 0 };
  double angle = (double)v[4] / 1000.0 * G_PI / 180.0;
  for (guint i = 0; i < SIDES; i++) {
    double t = 2 * G_PI * i / SIDES, a = (double)v[2] * cos (t), b = (double)v[3] * sin (t);
    points[2 * i] = v[0] + llround (a * cos (angle) - b * sin (angle));
    points[2 * i + 1] = v[1] + llround (a * sin (angle) + b * cos (angle));
  }
  return cs_points_distance (points, SIDES, TRUE, x, y, scale);
}

static gboolean
ellipse_contains (const CsMark *mark, double x, double y)
{
  const gint64 *v = mark->values;
  double dx = x * 1000 - (double)v[0], dy = y * 1000 - (double)v[1];
  double angle = (double)v[4] / 1000.0 * G_PI / 180.0;
  double along = dx * cos (angle) + dy * sin (angle), across = dy * cos (angle) - dx * sin (angle);
  return hypot (along / (double)v[2], across / (double)v[3]) <= 1.0;
}

static void
ellipse_handles (const CsMark *mark, const CsMarkScale *scale, GArray *handles)
{
  cs_turned_handles (mark, handles);
}

static gboolean
ellipse_drag (const CsMark *mark, const CsMarkDrag *drag, GArray *values, GArray *rings)
{
  return cs_turned_drag (mark, drag, values);
}

const CsMarkKind cs_mark_kind_ellipse = {
  .tag = "ellipse",
  .label = N_ ("Ellipse"),
  .noun = N_ ("ellipse"),
  .target = CS_MARK_TARGET_IMAGE,
  .members = (const CsMarkMember[]){ { "ellipse", CS_MARK_SHAPE_LIST, 5 }, { NULL } },
  .check = ellipse_check,
  .bounds = ellipse_bounds,
  .area = ellipse_area,
  .extent = ellipse_extent,
  .path = ellipse_path,
  .distance = ellipse_distance,
  .contains = ellipse_contains,
  .handles = ellipse_handles,
  .drag = ellipse_drag,
  .fit = cs_turned_fit,
  .n_moved = 2,
  .unit = 1,
};
