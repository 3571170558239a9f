/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An ellipse: centre x, y, radii, and the angle of the first radius in 1/1000 degree, from the x
 * axis towards the y axis (clockwise on the screen). */
#include "cs-mark-points.h"
#include "cs-mark-shape.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean
ellipse_check (const CsMark *mark, GError **error)
{
  if (!cs_mark_check_coordinates ("ellipse", mark->values, 4, error))
    return FALSE;
  if (mark->values[2] <= 0 || mark->values[3] <= 0)
    return cs_fail (error, CS_ERROR_INVALID, "ellipse: a radius is not above 0");
  if (mark->values[4] < 0 || mark->values[4] > 179999)
    return cs_fail (error, CS_ERROR_INVALID,
                    "ellipse: angle %" G_GINT64_FORMAT " is not 0 to 179999", mark->values[4]);
  return TRUE;
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

/* Handle 0 ends the first radius, 1 the second, 2 and 3 lie opposite. */
static void
axis (const CsMark *mark, guint handle, double *ret_x, double *ret_y, double *ret_radius)
{
  double angle = (double)mark->values[4] / 1000.0 * G_PI / 180.0 + handle * G_PI / 2;
  *ret_x = cos (angle);
  *ret_y = sin (angle);
  *ret_radius = (double)mark->values[2 + handle % 2] / 1000.0;
}

static void
ellipse_handles (const CsMark *mark, const CsMarkScale *scale, GArray *handles)
{
  for (guint i = 0; i < 4; i++) {
    double x = 0, y = 0, radius = 0;
    axis (mark, i, &x, &y, &radius);
    cs_points_add_handle (handles, i, CS_MARK_HANDLE_AXIS,
                          (double)mark->values[0] / 1000.0 + radius * x,
                          (double)mark->values[1] / 1000.0 + radius * y);
  }
}

/* One radius follows the pointer along its own direction; the opposite end stays, or the centre. */
static gboolean
ellipse_drag (const CsMark *mark, const CsMarkDrag *drag, GArray *values, GArray *rings)
{
  gint64 *v = (gint64 *)(gpointer)values->data;
  double x = 0, y = 0, radius = 0;
  if (drag->handle > 3)
    return FALSE;
  axis (mark, drag->handle, &x, &y, &radius);
  double cx = (double)v[0] / 1000.0, cy = (double)v[1] / 1000.0;
  double along = (drag->x - cx) * x + (drag->y - cy) * y;
  double now = drag->from_centre ? along : (along + radius) / 2;
  if (now * 1000 < 1)
    return FALSE;
  v[2 + drag->handle % 2] = llround (now * 1000);
  if (drag->constrain)
    v[3 - drag->handle % 2] = llround ((double)v[3 - drag->handle % 2] * now / radius);
  if (!drag->from_centre) {
    v[0] = llround ((cx + (now - radius) * x) * 1000);
    v[1] = llround ((cy + (now - radius) * y) * 1000);
  }
  return TRUE;
}

/* A turned ellipse grows in both directions alike, for it would not stay one otherwise. */
static void
ellipse_fit (const CsMark *mark, const double from[4], const double to[4], gint64 *values)
{
  double by[2] = { (to[2] - to[0]) / (from[2] - from[0]), (to[3] - to[1]) / (from[3] - from[1]) };
  gboolean upright = values[4] == 90000;
  if (values[4] != 0 && !upright)
    by[0] = by[1] = MIN (by[0], by[1]);
  for (guint i = 0; i < 2; i++) {
    values[i] = llround ((to[i] + to[i + 2]) / 2);
    values[2 + i] = llround ((double)mark->values[2 + i] * by[upright ? 1 - i : i]);
  }
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
  .fit = ellipse_fit,
  .n_moved = 2,
  .unit = 1,
};
