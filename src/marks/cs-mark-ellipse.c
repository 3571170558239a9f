/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An ellipse: centre x, y, radii, and the angle of the first radius in 1/1000 degree, from the x
 * axis towards the y axis (clockwise on the screen). */
#include "cs-mark.h"

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

const CsMarkKind cs_mark_kind_ellipse = {
  .tag = "ellipse",
  .label = N_ ("Ellipse"),
  .target = CS_MARK_TARGET_IMAGE,
  .members = (const CsMarkMember[]){ { "ellipse", CS_MARK_SHAPE_LIST, 5 }, { NULL } },
  .check = ellipse_check,
  .bounds = ellipse_bounds,
  .area = ellipse_area,
};
