/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An upright rectangle: x0, y0, x1, y1. */
#include "cs-mark.h"

#include <glib/gi18n.h>

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

const CsMarkKind cs_mark_kind_box = {
  .tag = "box",
  .label = N_ ("Box"),
  .target = CS_MARK_TARGET_IMAGE,
  .members = (const CsMarkMember[]){ { "box", CS_MARK_SHAPE_LIST, 4 }, { NULL } },
  .check = box_check,
  .bounds = cs_mark_bounds_of_points,
  .area = box_area,
};
