/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An ellipse that lies upright, from corner to corner of the box round it. */
#include "cs-tool-frame.h"

#include "cs-mark-shape.h"

#include <glib/gi18n.h>
#include <math.h>

static CsMark *
enclose (CsTool *tool, guint64 id, const double corners[4])
{
  const CsToolScene *scene = &tool->scene;
  const gint64 values[5] = { cs_mark_milli ((corners[0] + corners[2]) / 2, scene->width),
                             cs_mark_milli ((corners[1] + corners[3]) / 2, scene->height),
                             (gint64)floor ((corners[2] - corners[0]) * 500),
                             (gint64)floor ((corners[3] - corners[1]) * 500), 0 };
  return cs_tool_draw (tool, &cs_mark_kind_ellipse, id, values, 5);
}

static gboolean
ellipse_event (CsTool *tool, const CsToolEvent *event)
{
  return cs_tool_frame_event (tool, event, enclose);
}

const CsToolKind cs_tool_kind_ellipse = {
  .tag = "ellipse",
  .label = N_ ("Ellipse"),
  .letter = 'O',
  .draws = &cs_mark_kind_ellipse,
  .wrong_label = N_ ("The chosen label is not drawn as an ellipse."),
  .hint = N_ ("Drag across the finding. Shift keeps it round, Alt begins in the middle."),
  .state_size = sizeof (CsToolFrame),
  .event = ellipse_event,
  .busy = cs_tool_frame_busy,
};
