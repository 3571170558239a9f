/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of pixels: a box x, y, width, height in whole pixels, then row-major runs that fill it. */
#include "cs-mark-points.h"
#include "cs-mask-outline.h"

#include <glib/gi18n.h>
#include <math.h>

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

static GArray *
segments_of (const CsMark *mark)
{
  return cs_mask_segments (mark->values + 4, mark->n_values - 4, (guint)mark->values[2],
                           (guint)mark->values[3], NULL);
}

/* Corners of the pieces of each line: the others lie between them. */
static void
mask_extent (const CsMark *mark, double column, double row, double *ret_longest, double *ret_across)
{
  g_autoptr (GArray) segments = segments_of (mark);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint count = segments != NULL ? segments->len : 0;
  const CsMaskSegment *all = count > 0 ? (const CsMaskSegment *)(gpointer)segments->data : NULL;
  for (guint first = 0, last = 0; first < count; first = last) {
    while (last < count && all[last].line == all[first].line)
      last++;
    gint64 x0 = (mark->values[0] + all[first].start) * 1000;
    gint64 x1 = (mark->values[0] + all[last - 1].end) * 1000;
    gint64 y0 = (mark->values[1] + all[first].line) * 1000, y1 = y0 + 1000;
    const gint64 corners[] = { x0, y0, x1, y0, x0, y1, x1, y1 };
    g_array_append_vals (points, corners, G_N_ELEMENTS (corners));
  }
  cs_points_extent ((const gint64 *)(gpointer)points->data, points->len / 2, column, row,
                    ret_longest, ret_across);
}

static void
mask_path (const CsMark *mark, const CsMarkScale *scale, cairo_t *cr)
{
  g_autoptr (GArray) segments = segments_of (mark);
  if (segments != NULL)
    cs_mask_outline ((const CsMaskSegment *)(gpointer)segments->data, segments->len,
                     (double)mark->values[0], (double)mark->values[1], cr);
}

static gboolean
mask_contains (const CsMark *mark, double x, double y)
{
  const gint64 *box = mark->values;
  double column = floor (x) - (double)box[0], row = floor (y) - (double)box[1];
  if (column < 0 || row < 0 || column >= (double)box[2] || row >= (double)box[3])
    return FALSE;
  gint64 left = (gint64)row * box[2] + (gint64)column;
  for (guint i = 4; i < mark->n_values; i++) {
    if (left < mark->values[i])
      return i % 2 == 1;
    left -= mark->values[i];
  }
  return FALSE;
}

/* From without; from within the outline counts as far, so that what lies on the mask is hit first.
 */
static double
mask_distance (const CsMark *mark, double x, double y, const CsMarkScale *scale)
{
  double best = INFINITY;
  g_autoptr (GArray) segments = mask_contains (mark, x, y) ? NULL : segments_of (mark);
  for (guint i = 0; segments != NULL && i < segments->len; i++) {
    const CsMaskSegment *segment = &g_array_index (segments, CsMaskSegment, i);
    double x0 = (double)(mark->values[0] + segment->start),
           y0 = (double)(mark->values[1] + segment->line);
    double x1 = (double)(mark->values[0] + segment->end);
    double dx = MAX (0.0, MAX (x0 - x, x - x1)), dy = MAX (0.0, MAX (y0 - y, y - y0 - 1));
    best = MIN (best, hypot (dx * scale->x, dy * scale->y));
  }
  return best;
}

const CsMarkKind cs_mark_kind_mask = {
  .tag = "mask",
  .label = N_ ("Mask"),
  .noun = N_ ("mask"),
  .target = CS_MARK_TARGET_IMAGE,
  .members = (const CsMarkMember[]){ { "box", CS_MARK_SHAPE_LIST, 4 },
                                     { "runs", CS_MARK_SHAPE_LIST },
                                     { NULL } },
  .check = mask_check,
  .bounds = mask_bounds,
  .area = mask_area,
  .extent = mask_extent,
  .path = mask_path,
  .distance = mask_distance,
  .contains = mask_contains,
  .n_moved = 2,
  .unit = 1000,
};
