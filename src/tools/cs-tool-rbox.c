/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rotated box: its first side as a line, then a click where the opposite side lies. */
#include "cs-tool-line.h"

#include "cs-mark-shape.h"

#include <glib/gi18n.h>
#include <math.h>

/* How far one may go from FROM along DELTA within 0..SIZE. */
static double
room (double from, double delta, double size)
{
  if (delta == 0)
    return INFINITY;
  return MAX (0.0, (delta > 0 ? size - from : -from) / delta);
}

/* What rounding puts beside the picture is moved back into it. */
static CsMark *
inside (CsTool *tool, guint64 id, gint64 values[5])
{
  const CsToolScene *scene = &tool->scene;
  g_autoptr (CsMark) mark = cs_tool_draw (tool, &cs_mark_kind_rbox, id, values, 5);
  CsMarkBounds b = { 0 };
  if (mark == NULL || !cs_mark_bounds (mark, &b))
    return NULL;
  gint64 width = (gint64)scene->width * 1000, height = (gint64)scene->height * 1000;
  values[0] += MAX (-b.x0, 0) - MAX (b.x1 - width, 0);
  values[1] += MAX (-b.y0, 0) - MAX (b.y1 - height, 0);
  g_autoptr (CsMark) moved = cs_tool_draw (tool, &cs_mark_kind_rbox, id, values, 5);
  gboolean fits = moved != NULL && cs_mark_bounds (moved, &b) && b.x0 >= 0 && b.y0 >= 0 &&
                  b.x1 <= width && b.y1 <= height;
  return fits ? g_steal_pointer (&moved) : NULL;
}

static CsMark *
complete (CsTool *tool, guint64 id, const CsToolEnds *ends, const CsToolPointer *at)
{
  double width = tool->scene.width, height = tool->scene.height;
  double dx = ends->x1 - ends->x0, dy = ends->y1 - ends->y0, side = hypot (dx, dy);
  double nx = -dy / side, ny = dx / side;
  double across = (at->x - ends->x0) * nx + (at->y - ends->y0) * ny;
  if (across < 0) {
    nx = -nx;
    ny = -ny;
    across = -across;
  }
  across = MIN (across, MIN (room (ends->x0, nx, width), room (ends->y0, ny, height)));
  across = MIN (across, MIN (room (ends->x1, nx, width), room (ends->y1, ny, height)));
  gint64 values[5] = { llround ((ends->x0 + dx / 2 + nx * across / 2) * 1000),
                       llround ((ends->y0 + dy / 2 + ny * across / 2) * 1000),
                       (gint64)floor (side * 500), (gint64)floor (across * 500),
                       cs_mark_angle (atan2 (dy, dx) * 180 / G_PI) };
  return inside (tool, id, values);
}

static const CsToolLineWords words = {
  .second = N_ ("Click where the first side ends."),
  .one = N_ ("Both ends lie at one place: click where the first side ends."),
  .third = N_ ("Click where the opposite side lies."),
  .nothing = N_ ("That is on the first side: click where the opposite one lies."),
  .complete = complete,
};

static gboolean
rbox_event (CsTool *tool, const CsToolEvent *event)
{
  return cs_tool_line_event (tool, event, &words);
}

const CsToolKind cs_tool_kind_rbox = {
  .tag = "rbox",
  .label = N_ ("Rotated box"),
  .letter = 'Q',
  .draws = &cs_mark_kind_rbox,
  .wrong_label = N_ ("The chosen label is not drawn as a rotated box."),
  .hint = N_ ("Drag along one side, then click where the opposite side lies."),
  .state_size = sizeof (CsToolLine),
  .event = rbox_event,
  .busy = cs_tool_line_busy,
};
