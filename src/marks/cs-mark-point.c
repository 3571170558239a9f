/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One place: x, y. */
#include "cs-mark.h"

#include <glib/gi18n.h>

static gboolean
point_check (const CsMark *mark, GError **error)
{
  return cs_mark_check_coordinates ("point", mark->values, 2, error);
}

const CsMarkKind cs_mark_kind_point = {
  .tag = "point",
  .label = N_ ("Point"),
  .target = CS_MARK_TARGET_IMAGE,
  .members = (const CsMarkMember[]){ { "point", CS_MARK_SHAPE_LIST, 2 }, { NULL } },
  .check = point_check,
  .bounds = cs_mark_bounds_of_points,
};
