/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The long axis of a finding as a line, then a click where the short one, which lies at right
 * angles to it, ends on one side; it is as long on the other. */
#include "cs-tool-line.h"

#include "cs-mark-shape.h"

#include <glib/gi18n.h>

static CsMark *
complete (CsTool *tool, guint64 id, const CsToolEnds *ends, const CsToolPointer *at)
{
  const CsToolScene *scene = &tool->scene;
  double v[8] = { ends->x0, ends->y0, ends->x1, ends->y1 };
  gint64 values[8] = { 0 };
  if (!cs_mark_across (v, at->x, at->y, &at->scale, scene->width, scene->height, v + 4))
    return NULL;
  for (guint i = 0; i < 8; i++)
    values[i] = cs_mark_milli (v[i], i % 2 == 0 ? scene->width : scene->height);
  return cs_tool_draw (tool, &cs_mark_kind_axes, id, values, 8);
}

static const CsToolLineWords words = {
  .second = N_ ("Click where the long axis ends."),
  .one = N_ ("Both ends lie at one place: click where the long axis ends."),
  .third = N_ ("Click where the short axis ends."),
  .nothing = N_ ("That is on the long axis: click beside it, where the short one ends."),
  .complete = complete,
};

static gboolean
axes_event (CsTool *tool, const CsToolEvent *event)
{
  return cs_tool_line_event (tool, event, &words);
}

const CsToolKind cs_tool_kind_axes = {
  .tag = "axes",
  .label = N_ ("Long and short axis"),
  .letter = 'J',
  .draws = &cs_mark_kind_axes,
  .wrong_label = N_ ("The chosen label is not drawn as two axes."),
  .hint = N_ ("Drag the long axis from end to end, then click where the short one ends."),
  .state_size = sizeof (CsToolLine),
  .event = axes_event,
  .busy = cs_tool_line_busy,
};
