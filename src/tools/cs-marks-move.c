/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-marks-move.h"

#include "cs-mark-shape.h"

#include <math.h>

#define WHOLE_PIXEL 1000 /* unit of a kind that lies on whole pixels */

typedef struct {
  CsMarkBounds bounds; /* of all that move */
  gboolean any, whole;
} Group;

static Group
group_of (const GPtrArray *marks)
{
  Group group = { 0 };
  for (guint i = 0; i < marks->len; i++) {
    const CsMark *mark = marks->pdata[i];
    CsMarkBounds own = { 0 };
    if (mark->kind->unit == 0 || !cs_mark_bounds (mark, &own))
      continue;
    CsMarkBounds *all = &group.bounds;
    *all = !group.any ? own
                      : (CsMarkBounds){ MIN (all->x0, own.x0), MIN (all->y0, own.y0),
                                        MAX (all->x1, own.x1), MAX (all->y1, own.y1) };
    group.any = TRUE;
    group.whole |= mark->kind->unit == WHOLE_PIXEL;
  }
  return group;
}

/* As far as LOW and HIGH, 1/1000 pixel, stay within SIZE pixels. */
static double
allowed (double by, gint64 low, gint64 high, guint size, gboolean whole)
{
  double least = MIN (-(double)low / 1000, 0), most = MAX (size - (double)high / 1000, 0);
  if (whole)
    return CLAMP (round (by), ceil (least), floor (most));
  return CLAMP (by, least, most);
}

GPtrArray *
cs_marks_move (const GPtrArray *marks, double dx, double dy, guint width, guint height)
{
  Group group = group_of (marks);
  const CsMarkBounds *bounds = &group.bounds;
  double x = allowed (dx, bounds->x0, bounds->x1, width, group.whole);
  double y = allowed (dy, bounds->y0, bounds->y1, height, group.whole);
  GPtrArray *moved = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  for (guint i = 0; i < marks->len; i++) {
    CsMark *mark = cs_mark_translate (marks->pdata[i], x, y, width, height);
    g_ptr_array_add (moved, mark != NULL ? mark : cs_mark_ref (marks->pdata[i]));
  }
  return moved;
}
