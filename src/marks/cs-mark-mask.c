/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of pixels: a box x, y, width, height in whole pixels, then row-major runs that fill it. */
#include "cs-mark.h"

#include <glib/gi18n.h>

static gboolean
check_box (const gint64 *box, GError **error)
{
  const gint64 most = CS_MARK_MAX_COORDINATE / 1000;
  for (guint i = 0; i < 2; i++)
    if (box[i] < -most || box[i] > most || box[i + 2] > most || box[i] + box[i + 2] > most)
      return cs_fail (error, CS_ERROR_LIMIT, "box: beyond %" G_GINT64_FORMAT " pixels", most);
  if (box[2] < 1 || box[3] < 1)
    return cs_fail (error, CS_ERROR_INVALID, "box: width or height is not above 0");
  return TRUE;
}

static gboolean
mask_check (const CsMark *mark, GError **error)
{
  const gint64 *runs = mark->values + 4;
  guint count = mark->n_values - 4;
  if (!check_box (mark->values, error))
    return FALSE;
  if (count > CS_MARK_MAX_RUNS)
    return cs_fail (error, CS_ERROR_LIMIT, "runs: %u, more than %d", count, CS_MARK_MAX_RUNS);
  if (count < 2)
    return cs_fail (error, CS_ERROR_INVALID, "runs: no pixel is set");
  gint64 left = mark->values[2] * mark->values[3];
  for (guint i = 0; i < count; i++) {
    if (runs[i] < 0 || (runs[i] == 0 && i > 0))
      return cs_fail (error, CS_ERROR_INVALID, "runs: run %u is %" G_GINT64_FORMAT, i + 1, runs[i]);
    if (runs[i] > left)
      return cs_fail (error, CS_ERROR_INVALID, "runs: they hold more pixels than the box");
    left -= runs[i];
  }
  if (left > 0)
    return cs_fail (error, CS_ERROR_INVALID,
                    "runs: they leave %" G_GINT64_FORMAT " pixels of the box open", left);
  return TRUE;
}

static void
mask_bounds (const CsMark *mark, CsMarkBounds *ret_bounds)
{
  const gint64 *v = mark->values;
  *ret_bounds =
      (CsMarkBounds){ v[0] * 1000, v[1] * 1000, (v[0] + v[2]) * 1000, (v[1] + v[3]) * 1000 };
}

static double
mask_area (const CsMark *mark)
{
  gint64 sum = 0;
  for (guint i = 5; i < mark->n_values; i += 2)
    sum += mark->values[i];
  return (double)sum;
}

const CsMarkKind cs_mark_kind_mask = {
  .tag = "mask",
  .label = N_ ("Mask"),
  .target = CS_MARK_TARGET_IMAGE,
  .members = (const CsMarkMember[]){ { "box", CS_MARK_SHAPE_LIST, 4 },
                                     { "runs", CS_MARK_SHAPE_LIST },
                                     { NULL } },
  .check = mask_check,
  .bounds = mask_bounds,
  .area = mask_area,
};
