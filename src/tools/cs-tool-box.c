/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A box, from corner to corner. */
#include "cs-tool-frame.h"

#include "cs-mark-shape.h"

#include <glib/gi18n.h>

static CsMark *
enclose (CsTool *tool, guint64 id, const double corners[4])
{
  const CsToolScene *scene = &tool->scene;
  gint64 values[4] = { 0 };
  for (guint i = 0; i < 4; i++)
    values[i] = cs_mark_milli (corners[i], i % 2 == 0 ? scene->width : scene->height);
  return cs_tool_draw (tool, &cs_mark_kind_box, id, values, 4);
}

static gboolean
box_event (CsTool *tool, const CsToolEvent *event)
{
  return cs_tool_frame_event (tool, event, enclose);
}

const CsToolKind cs_tool_kind_box = {
  .tag = "box",
  .label = N_ ("Box"),
  .letter = 'B',
  .draws = &cs_mark_kind_box,
  .wrong_label = N_ ("The chosen label is not drawn as a box."),
  .hint = N_ ("Drag from corner to corner."),
  .state_size = sizeof (CsToolFrame),
  .event = box_event,
  .busy = cs_tool_frame_busy,
};
