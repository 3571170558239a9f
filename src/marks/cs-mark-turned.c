/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-turned.h"

#include "cs-mark-points.h"
#include "cs-mark-shape.h"

#include <math.h>

gboolean
cs_turned_check (const CsMark *mark, const char *half, GError **error)
{
  const char *tag = mark->kind->tag;
  if (!cs_mark_check_coordinates (tag, mark->values, 4, error))
    return FALSE;
  if (mark->values[2] <= 0 || mark->values[3] <= 0)
    return cs_fail (error, CS_ERROR_INVALID, "%s: a %s is not above 0", tag, half);
  if (mark->values[4] < 0 || mark->values[4] > 179999)
    return cs_fail (error, CS_ERROR_INVALID, "%s: angle %" G_GINT64_FORMAT " is not 0 to 179999",
                    tag, mark->values[4]);
  return TRUE;
}

void
cs_turned_axis (const CsMark *mark, guint n, double *ret_x, double *ret_y, double *ret_size)
{
  double angle = (double)mark->values[4] / 1000.0 * G_PI / 180.0 + n * G_PI / 2;
  *ret_x = cos (angle);
  *ret_y = sin (angle);
  *ret_size = (double)mark->values[2 + n % 2] / 1000.0;
}

void
cs_turned_handles (const CsMark *mark, GArray *handles)
{
  for (guint i = 0; i < 4; i++) {
    double x = 0, y = 0, size = 0;
    cs_turned_axis (mark, i, &x, &y, &size);
    cs_points_add_handle (handles, i, CS_MARK_HANDLE_AXIS,
                          (double)mark->values[0] / 1000.0 + size * x,
                          (double)mark->values[1] / 1000.0 + size * y);
  }
}

gboolean
cs_turned_drag (const CsMark *mark, const CsMarkDrag *drag, GArray *values)
{
  gint64 *v = (gint64 *)(gpointer)values->data;
  double x = 0, y = 0, size = 0;
  if (drag->handle > 3)
    return FALSE;
  cs_turned_axis (mark, drag->handle, &x, &y, &size);
  double cx = (double)v[0] / 1000.0, cy = (double)v[1] / 1000.0;
  double along = (drag->x - cx) * x + (drag->y - cy) * y;
  double now = drag->from_centre ? along : (along + size) / 2;
  if (now * 1000 < 1)
    return FALSE;
  v[2 + drag->handle % 2] = llround (now * 1000);
  if (drag->constrain)
    v[3 - drag->handle % 2] = llround ((double)v[3 - drag->handle % 2] * now / size);
  if (!drag->from_centre) {
    v[0] = llround ((cx + (now - size) * x) * 1000);
    v[1] = llround ((cy + (now - size) * y) * 1000);
  }
  return TRUE;
}

/* What is turned grows in both directions alike, for it would not stay one otherwise. */
void
cs_turned_fit (const CsMark *mark, const double from[4], const double to[4], gint64 *values)
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
