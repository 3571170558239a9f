/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two axes across a finding: both ends of the long one, then both of the short one; x and y of
 * each. Tools keep them at right angles where pixels have their true sides; the values are what was
 * measured and are not corrected. */
#include "cs-mark-points.h"
#include "cs-mark-shape.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean
axes_check (const CsMark *mark, GError **error)
{
  const gint64 *v = mark->values;
  if (!cs_mark_check_coordinates ("axes", v, 8, error))
    return FALSE;
  for (guint i = 0; i < 8; i += 4)
    if (v[i] == v[i + 2] && v[i + 1] == v[i + 3])
      return cs_fail (error, CS_ERROR_INVALID, "axes: both ends of axis %u lie at one place",
                      i / 4 + 1);
  return TRUE;
}

static double
length (const gint64 *axis, double column, double row)
{
  return hypot ((double)(axis[2] - axis[0]) / 1000 * column,
                (double)(axis[3] - axis[1]) / 1000 * row);
}

/* The longer one first, whichever was drawn first. */
static void
axes_extent (const CsMark *mark, double column, double row, double *ret_longest, double *ret_across)
{
  double first = length (mark->values, column, row),
         second = length (mark->values + 4, column, row);
  *ret_longest = MAX (first, second);
  *ret_across = MIN (first, second);
}

static void
axes_path (const CsMark *mark, const CsMarkScale *scale, cairo_t *cr)
{
  cs_points_path (mark->values, 2, FALSE, cr);
  cs_points_path (mark->values + 4, 2, FALSE, cr);
}

static double
axes_distance (const CsMark *mark, double x, double y, const CsMarkScale *scale)
{
  return MIN (cs_points_distance (mark->values, 2, FALSE, x, y, scale),
              cs_points_distance (mark->values + 4, 2, FALSE, x, y, scale));
}

static void
axes_handles (const CsMark *mark, const CsMarkScale *scale, GArray *handles)
{
  cs_points_vertices (mark->values, 4, handles);
}

/* --- changing --- */

/* The long axis as the screen shows it, where both directions count alike: from X, Y in the unit
 * direction DX, DY. */
typedef struct {
  double x, y, dx, dy, length;
} Axis;

static gboolean
axis_of (double x0, double y0, double x1, double y1, const CsMarkScale *scale, Axis *ret_axis)
{
  double dx = (x1 - x0) * scale->x, dy = (y1 - y0) * scale->y, length = hypot (dx, dy);
  *ret_axis = (Axis){ x0 * scale->x, y0 * scale->y, dx / length, dy / length, length };
  return length > 0;
}

/* How far along the axis, as a share of it, and how far beside it a place lies. */
static void
to_axis (const Axis *axis, double x, double y, const CsMarkScale *scale, double *ret_share,
         double *ret_beside)
{
  double dx = x * scale->x - axis->x, dy = y * scale->y - axis->y;
  *ret_share = (dx * axis->dx + dy * axis->dy) / axis->length;
  *ret_beside = dy * axis->dx - dx * axis->dy;
}

static void
from_axis (const Axis *axis, double share, double beside, const CsMarkScale *scale, double *ret_x,
           double *ret_y)
{
  *ret_x = (axis->x + share * axis->length * axis->dx - beside * axis->dy) / scale->x;
  *ret_y = (axis->y + share * axis->length * axis->dy + beside * axis->dx) / scale->y;
}

gboolean
cs_mark_across (const double line[4], double x, double y, const CsMarkScale *scale, guint width,
                guint height, double ret_across[4])
{
  Axis axis;
  double share = 0, beside = 0, foot[2] = { 0 }, tip[2] = { 0 };
  if (!axis_of (line[0], line[1], line[2], line[3], scale, &axis))
    return FALSE;
  to_axis (&axis, x, y, scale, &share, &beside);
  share = CLAMP (share, 0.0, 1.0);
  from_axis (&axis, share, 0, scale, &foot[0], &foot[1]);
  from_axis (&axis, share, beside, scale, &tip[0], &tip[1]);
  const guint size[2] = { width, height };
  double part = 1; /* of the way, so that both ends stay in the picture */
  for (guint i = 0; i < 2; i++) {
    double reach = fabs (tip[i] - foot[i]);
    double room = MAX (MIN (foot[i], (double)size[i] - foot[i]), 0.0);
    if (reach > room)
      part = MIN (part, room / reach);
  }
  for (guint i = 0; i < 2; i++) {
    ret_across[i] = foot[i] + part * (tip[i] - foot[i]);
    ret_across[2 + i] = foot[i] - part * (tip[i] - foot[i]);
  }
  return fabs (part * beside) > 0;
}

/* FALSE when it would lie beside the picture: the axes go only as far together. */
static gboolean
put (GArray *values, guint end, double x, double y, const CsMarkDrag *drag)
{
  const double most[2] = { drag->width, drag->height }, place[2] = { x, y };
  for (guint i = 0; i < 2; i++) {
    if (place[i] < -5e-4 || place[i] > most[i] + 5e-4)
      return FALSE;
    g_array_index (values, gint64, 2 * end + i) = llround (place[i] * 1000);
  }
  return TRUE;
}

/* An end of the long axis takes the short one along: it stays as long, at the same share of the
 * way. An end of the short one shifts it along the long one, too; the other end stays as far off,
 * or becomes as far from the centre. */
static gboolean
axes_drag (const CsMark *mark, const CsMarkDrag *drag, GArray *values, GArray *rings)
{
  double v[8] = { 0 }, share[2] = { 0 }, beside[2] = { 0 }, x = drag->x, y = drag->y;
  guint end = drag->handle;
  Axis axis;
  if (end > 3)
    return FALSE;
  for (guint i = 0; i < 8; i++)
    v[i] = (double)mark->values[i] / 1000;
  axis_of (v[0], v[1], v[2], v[3], &drag->scale, &axis);
  for (guint i = 0; i < 2; i++)
    to_axis (&axis, v[4 + 2 * i], v[5 + 2 * i], &drag->scale, &share[i], &beside[i]);
  double at = (share[0] + share[1]) / 2;
  if (end < 2) {
    const double *other = v + 2 * (1 - end);
    if (drag->constrain)
      cs_mark_snap (other[0], other[1], &drag->scale, drag->width, drag->height, &x, &y);
    v[2 * end] = (double)cs_mark_milli (x, drag->width) / 1000;
    v[2 * end + 1] = (double)cs_mark_milli (y, drag->height) / 1000;
    if (!axis_of (v[0], v[1], v[2], v[3], &drag->scale, &axis) ||
        !put (values, end, v[2 * end], v[2 * end + 1], drag))
      return FALSE;
  } else {
    to_axis (&axis, x, y, &drag->scale, &at, &beside[end - 2]);
    at = CLAMP (at, 0.0, 1.0);
    if (drag->from_centre)
      beside[3 - end] = -beside[end - 2];
  }
  for (guint i = 0; i < 2; i++) {
    from_axis (&axis, at, beside[i], &drag->scale, &x, &y);
    if (!put (values, 2 + i, x, y, drag))
      return FALSE;
  }
  return TRUE;
}

const CsMarkKind cs_mark_kind_axes = {
  .tag = "axes",
  .label = N_ ("Axes"),
  .noun = N_ ("axes"),
  .target = CS_MARK_TARGET_IMAGE,
  .members = (const CsMarkMember[]){ { "axes", CS_MARK_SHAPE_LIST, 8 }, { NULL } },
  .measures = TRUE,
  .check = axes_check,
  .bounds = cs_mark_bounds_of_points,
  .extent = axes_extent,
  .path = axes_path,
  .distance = axes_distance,
  .handles = axes_handles,
  .drag = axes_drag,
  .n_moved = G_MAXUINT,
  .unit = 1,
  .stroke = 2,
};
