/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An area as closed rings: one or more parts, each an outer ring and its holes. */
#include "cs-mark.h"

#include <glib/gi18n.h>

static gboolean
polygon_check (const CsMark *mark, GError **error)
{
  if (mark->n_rings == 0 || mark->rings[0].hole)
    return cs_fail (error, CS_ERROR_INVALID, "parts: an outer ring was expected first");
  if (mark->n_values / 2 > CS_MARK_MAX_POINTS)
    return cs_fail (error, CS_ERROR_LIMIT, "parts: %u points, more than %d", mark->n_values / 2,
                    CS_MARK_MAX_POINTS);
  for (guint i = 0; i < mark->n_rings; i++) {
    const CsMarkRing *ring = &mark->rings[i];
    const gint64 *points = mark->values + 2 * ring->first;
    if (ring->count < 3)
      return cs_fail (error, CS_ERROR_INVALID, "parts: ring %u has %u points, not 3 or more", i + 1,
                      ring->count);
    const gint64 *last = points + 2 * (ring->count - 1);
    if (points[0] == last[0] && points[1] == last[1])
      return cs_fail (error, CS_ERROR_INVALID, "parts: ring %u repeats its first point at the end",
                      i + 1);
  }
  return cs_mark_check_coordinates ("parts", mark->values, mark->n_values, error);
}

/* Twice the signed area of a ring, by the shoelace formula; exact. */
static __int128
twice_area (const gint64 *points, guint count)
{
  __int128 sum = 0;
  for (guint i = 0; i < count; i++) {
    const gint64 *a = points + 2 * i, *b = points + 2 * ((i + 1) % count);
    sum += (__int128)a[0] * b[1] - (__int128)b[0] * a[1];
  }
  return sum < 0 ? -sum : sum;
}

/* Outer rings less holes. */
static double
polygon_area (const CsMark *mark)
{
  __int128 sum = 0;
  for (guint i = 0; i < mark->n_rings; i++) {
    const CsMarkRing *ring = &mark->rings[i];
    __int128 area = twice_area (mark->values + 2 * ring->first, ring->count);
    sum += ring->hole ? -area : area;
  }
  return (double)sum / 2e6;
}

const CsMarkKind cs_mark_kind_polygon = {
  .tag = "polygon",
  .label = N_ ("Polygon"),
  .target = CS_MARK_TARGET_IMAGE,
  .members = (const CsMarkMember[]){ { "parts", CS_MARK_SHAPE_RINGS }, { NULL } },
  .check = polygon_check,
  .bounds = cs_mark_bounds_of_points,
  .area = polygon_area,
};
