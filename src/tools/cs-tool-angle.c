/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An angle: one arm as a line that ends at the vertex, then a click where the other arm ends. */
#include "cs-tool-line.h"

#include "cs-mark-shape.h"

#include <glib/gi18n.h>

static CsMark *
complete (CsTool *tool, guint64 id, const CsToolEnds *ends, const CsToolPointer *at)
{
  const CsToolScene *scene = &tool->scene;
  double x = 0, y = 0;
  cs_tool_inside (tool, at, &x, &y);
  if (at->modifiers & CS_TOOL_SHIFT) {
    x = at->x;
    y = at->y;
    cs_mark_snap (ends->x1, ends->y1, &at->scale, scene->width, scene->height, &x, &y);
  }
  const gint64 values[6] = {
    cs_mark_milli (ends->x0, scene->width), cs_mark_milli (ends->y0, scene->height),
    cs_mark_milli (ends->x1, scene->width), cs_mark_milli (ends->y1, scene->height),
    cs_mark_milli (x, scene->width),        cs_mark_milli (y, scene->height)
  };
  return cs_tool_draw (tool, &cs_mark_kind_angle, id, values, 6);
}

static const CsToolLineWords words = {
  .second = N_ ("Click the vertex."),
  .one = N_ ("Both ends lie at one place: click the vertex."),
  .third = N_ ("Click where the other arm ends."),
  .nothing = N_ ("An arm has no length there: click where it ends."),
  .complete = complete,
};

static gboolean
angle_event (CsTool *tool, const CsToolEvent *event)
{
  return cs_tool_line_event (tool, event, &words);
}

const CsToolKind cs_tool_kind_angle = {
  .tag = "angle",
  .label = N_ ("Angle"),
  .letter = 'G',
  .draws = &cs_mark_kind_angle,
  .wrong_label = N_ ("The chosen label is not drawn as an angle."),
  .hint = N_ ("Drag one arm to the vertex, then click where the other ends; or click all three."),
  .state_size = sizeof (CsToolLine),
  .event = angle_event,
  .busy = cs_tool_line_busy,
};
