/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An open line through two or more points. */
#include "cs-mark.h"

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
polyline_length (const CsMark *mark)
{
  double sum = 0.0;
  for (guint i = 2; i < mark->n_values; i += 2) {
    const gint64 *a = mark->values + i - 2, *b = mark->values + i;
    sum += hypot ((double)(b[0] - a[0]), (double)(b[1] - a[1]));
  }
  return sum / 1000.0;
}

const CsMarkKind cs_mark_kind_polyline = {
  .tag = "polyline",
  .label = N_ ("Line"),
  .target = CS_MARK_TARGET_IMAGE,
  .members = (const CsMarkMember[]){ { "points", CS_MARK_SHAPE_LIST }, { NULL } },
  .check = polyline_check,
  .bounds = cs_mark_bounds_of_points,
  .length = polyline_length,
};
