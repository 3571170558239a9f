/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-shape.h"

#include "cs-mark-points.h"

#include <math.h>

#define SEARCH_STEPS 30

gint64
cs_mark_milli (double pixels, guint size)
{
  double most = (double)size * 1000.0, value = pixels * 1000.0;
  return (gint64)llround (value > 0 ? MIN (value, most) : 0.0); /* NaN is 0, too */
}

gint64
cs_mark_angle (double degrees)
{
  gint64 milli = llround (fmod (degrees, 180.0) * 1000);
  return (milli + 180000) % 180000;
}

CsMark *
cs_mark_with_values (const CsMark *mark, const gint64 *values, guint n_values,
                     const CsMarkRing *rings, guint n_rings)
{
  CsMarkInit init = cs_mark_to_init (mark);
  init.values = values;
  init.n_values = n_values;
  init.rings = rings;
  init.n_rings = n_rings;
  if (init.how == CS_MARK_HOW_ACCEPTED)
    init.how = CS_MARK_HOW_EDITED;
  return cs_mark_new (&init, NULL);
}

/* --- small geometry --- */

void
cs_mark_rectangle (double fixed_x, double fixed_y, double x, double y, double ratio,
                   gboolean centred, guint width, guint height, double ret_rectangle[4])
{
  double w = fabs (x - fixed_x), h = fabs (y - fixed_y);
  gboolean left = x < fixed_x, up = y < fixed_y;
  double room_x = left ? fixed_x : (double)width - fixed_x;
  double room_y = up ? fixed_y : (double)height - fixed_y;
  if (centred) {
    room_x = MIN (fixed_x, (double)width - fixed_x);
    room_y = MIN (fixed_y, (double)height - fixed_y);
  }
  room_x = MAX (room_x, 0.0);
  room_y = MAX (room_y, 0.0);
  if (ratio > 0) {
    h = MAX (h, w / ratio);
    h = MIN (h, MIN (room_y, room_x / ratio));
    w = h * ratio;
  }
  w = MIN (w, room_x);
  h = MIN (h, room_y);
  ret_rectangle[0] = centred || left ? fixed_x - w : fixed_x;
  ret_rectangle[1] = centred || up ? fixed_y - h : fixed_y;
  ret_rectangle[2] = centred || !left ? fixed_x + w : fixed_x;
  ret_rectangle[3] = centred || !up ? fixed_y + h : fixed_y;
}

/* How far along DELTA one may go from FROM and stay within 0..SIZE. */
static double
share (double from, double delta, double size)
{
  if (delta > 0)
    return (size - from) / delta;
  return delta < 0 ? -from / delta : INFINITY;
}

void
cs_mark_snap (double from_x, double from_y, const CsMarkScale *scale, guint width, guint height,
              double *x, double *y)
{
  double dx = (*x - from_x) * scale->x, dy = (*y - from_y) * scale->y;
  double angle = round (atan2 (dy, dx) / (G_PI / 4)) * (G_PI / 4);
  double along = dx * cos (angle) + dy * sin (angle);
  double to_x = along * cos (angle) / scale->x, to_y = along * sin (angle) / scale->y;
  to_x = fabs (to_x) < 1e-9 ? 0.0 : to_x;
  to_y = fabs (to_y) < 1e-9 ? 0.0 : to_y;
  double part =
      MIN (1.0, MIN (share (from_x, to_x, (double)width), share (from_y, to_y, (double)height)));
  part = MAX (part, 0.0);
  *x = from_x + part * to_x;
  *y = from_y + part * to_y;
}

/* --- handles --- */

gboolean
cs_mark_frame (const CsMark *mark, const CsMarkScale *scale, double ret_corners[4])
{
  CsMarkBounds bounds = { 0 };
  if (mark->kind->fit == NULL || !cs_mark_bounds (mark, &bounds))
    return FALSE;
  double x0 = (double)bounds.x0 / 1000, y0 = (double)bounds.y0 / 1000;
  double x1 = (double)bounds.x1 / 1000, y1 = (double)bounds.y1 / 1000;
  if ((x1 - x0) * scale->x >= 2 * CS_MARK_SMALL || (y1 - y0) * scale->y >= 2 * CS_MARK_SMALL)
    return FALSE;
  ret_corners[0] = x0 - CS_MARK_FRAME_GAP / scale->x;
  ret_corners[1] = y0 - CS_MARK_FRAME_GAP / scale->y;
  ret_corners[2] = x1 + CS_MARK_FRAME_GAP / scale->x;
  ret_corners[3] = y1 + CS_MARK_FRAME_GAP / scale->y;
  return TRUE;
}

GArray *
cs_mark_handles (const CsMark *mark, const CsMarkScale *scale)
{
  GArray *handles = g_array_new (FALSE, FALSE, sizeof (CsMarkHandle));
  double corners[4] = { 0 };
  if (cs_mark_frame (mark, scale, corners)) {
    for (guint i = 0; i < 4; i++)
      cs_points_add_handle (handles, i, CS_MARK_HANDLE_FRAME, corners[i == 1 || i == 2 ? 2 : 0],
                            corners[i >= 2 ? 3 : 1]);
  } else if (mark->kind->handles != NULL) {
    mark->kind->handles (mark, scale, handles);
  }
  return handles;
}

/* --- dragging --- */

static CsMark *
from_arrays (const CsMark *mark, const GArray *values, const GArray *rings, guint width,
             guint height)
{
  g_autoptr (CsMark) made =
      cs_mark_with_values (mark, (const gint64 *)(gconstpointer)values->data, values->len,
                           (const CsMarkRing *)(gconstpointer)rings->data, rings->len);
  CsMarkBounds bounds = { 0 };
  if (made == NULL || !cs_mark_bounds (made, &bounds) || bounds.x0 < 0 || bounds.y0 < 0 ||
      bounds.x1 > (gint64)width * 1000 || bounds.y1 > (gint64)height * 1000)
    return NULL;
  return g_steal_pointer (&made);
}

static CsMark *
changed (const CsMark *mark, const CsMarkDrag *drag,
         gboolean (*change) (const CsMark *, const CsMarkDrag *, GArray *, GArray *))
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (CsMarkRing));
  g_array_append_vals (values, mark->values, mark->n_values);
  if (mark->n_rings > 0)
    g_array_append_vals (rings, mark->rings, mark->n_rings);
  if (!change (mark, drag, values, rings))
    return NULL;
  return from_arrays (mark, values, rings, drag->width, drag->height);
}

/* Resizes by a corner of the frame; the opposite corner, or the centre, stays. */
static gboolean
drag_frame (const CsMark *mark, const CsMarkDrag *drag, GArray *values, GArray *rings)
{
  CsMarkBounds bounds = { 0 };
  if (drag->handle > 3 || !cs_mark_bounds (mark, &bounds))
    return FALSE;
  gboolean right = drag->handle == 1 || drag->handle == 2, low = drag->handle >= 2;
  const double from[4] = { (double)bounds.x0, (double)bounds.y0, (double)bounds.x1,
                           (double)bounds.y1 };
  double w = (from[2] - from[0]) / 1000, h = (from[3] - from[1]) / 1000;
  double x = drag->x + (right ? -1 : 1) * CS_MARK_FRAME_GAP / drag->scale.x;
  double y = drag->y + (low ? -1 : 1) * CS_MARK_FRAME_GAP / drag->scale.y;
  double fixed_x = from[right ? 0 : 2] / 1000, fixed_y = from[low ? 1 : 3] / 1000;
  if (drag->from_centre) {
    fixed_x = (from[0] + from[2]) / 2000;
    fixed_y = (from[1] + from[3]) / 2000;
  }
  /* Not beyond the fixed corner. */
  x = right ? MAX (x, fixed_x) : MIN (x, fixed_x);
  y = low ? MAX (y, fixed_y) : MIN (y, fixed_y);
  double to[4] = { 0 };
  cs_mark_rectangle (fixed_x, fixed_y, x, y, drag->constrain && h > 0 ? w / h : 0.0,
                     drag->from_centre, drag->width, drag->height, to);
  if (to[2] - to[0] < w / 100 || to[3] - to[1] < h / 100)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    to[i] *= 1000;
  mark->kind->fit (mark, from, to, (gint64 *)(gpointer)values->data);
  return TRUE;
}

/* Where the handle lies now. */
static gboolean
find_handle (const CsMark *mark, const CsMarkDrag *drag, CsMarkHandle *ret_handle)
{
  g_autoptr (GArray) handles = cs_mark_handles (mark, &drag->scale);
  for (guint i = 0; i < handles->len; i++)
    if (g_array_index (handles, CsMarkHandle, i).id == drag->handle) {
      *ret_handle = g_array_index (handles, CsMarkHandle, i);
      return TRUE;
    }
  return FALSE;
}

CsMark *
cs_mark_drag (const CsMark *mark, const CsMarkDrag *drag)
{
  CsMarkHandle handle = { 0 };
  if (!find_handle (mark, drag, &handle))
    return NULL;
  gboolean frame = handle.role == CS_MARK_HANDLE_FRAME;
  CsMarkDrag step = *drag;
  CsMark *best = changed (mark, &step, frame ? drag_frame : mark->kind->drag);
  /* What does not fit goes as far on its way as fits. */
  double low = 0.0, high = 1.0, way = hypot (drag->x - handle.x, drag->y - handle.y);
  for (guint i = 0; best == NULL && i < SEARCH_STEPS; i++) {
    double middle = (low + high) / 2;
    step.x = handle.x + middle * (drag->x - handle.x);
    step.y = handle.y + middle * (drag->y - handle.y);
    g_autoptr (CsMark) made = changed (mark, &step, frame ? drag_frame : mark->kind->drag);
    if (made == NULL)
      high = middle;
    else if (i + 1 == SEARCH_STEPS || (high - low) * way < 5e-4)
      best = g_steal_pointer (&made);
    else
      low = middle;
  }
  return best;
}

CsMark *
cs_mark_remove_vertex (const CsMark *mark, guint handle)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (CsMarkRing));
  if (mark->kind->remove == NULL)
    return NULL;
  g_array_append_vals (values, mark->values, mark->n_values);
  if (mark->n_rings > 0)
    g_array_append_vals (rings, mark->rings, mark->n_rings);
  if (!mark->kind->remove (mark, handle, values, rings))
    return NULL;
  return cs_mark_with_values (mark, (const gint64 *)(gconstpointer)values->data, values->len,
                              (const CsMarkRing *)(gconstpointer)rings->data, rings->len);
}

/* --- moving --- */

/* DELTA pixels as whole steps of UNIT, so that LOW..HIGH stays within 0..SIZE. */
static gint64
clamped (double delta, gint64 low, gint64 high, guint size, guint unit)
{
  gint64 least = -low, most = (gint64)size * 1000 - high;
  if (least > 0 || most < 0)
    return 0;
  double wanted = CLAMP (delta * 1000.0, (double)least, (double)most);
  gint64 step = (gint64)llround (wanted / unit) * unit;
  if (step > most)
    step -= unit;
  return step < least ? step + unit : step;
}

CsMark *
cs_mark_translate (const CsMark *mark, double dx, double dy, guint width, guint height)
{
  CsMarkBounds bounds = { 0 };
  guint unit = mark->kind->unit;
  if (unit == 0 || !cs_mark_bounds (mark, &bounds))
    return NULL;
  gint64 by[2] = { clamped (dx, bounds.x0, bounds.x1, width, unit),
                   clamped (dy, bounds.y0, bounds.y1, height, unit) };
  g_autofree gint64 *values = g_memdup2 (mark->values, mark->n_values * sizeof *values);
  for (guint i = 0; i < MIN (mark->kind->n_moved, mark->n_values); i++)
    values[i] += by[i % 2] / unit;
  return cs_mark_with_values (mark, values, mark->n_values, mark->rings, mark->n_rings);
}
