/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An open line through two or more points, by clicks and by dragging. */
#include "cs-tool-trail.h"

#include <glib/gi18n.h>

static const CsToolTrailWords words = {
  .kind = &cs_mark_kind_polyline,
  .least = 2,
  .too_few = N_ ("A line needs two points or more."),
  .nothing = N_ ("These points make no line: add another."),
  .next = N_ ("Click the next point. {mark.delete|BackSpace} takes the last one back."),
  .enough = N_ ("{mark.settle|Return} or a double click ends the line."),
  .following = N_ ("Let go where the line ends."),
  .full = N_ ("This line has as many points as it can have: press {mark.settle|Return}."),
};

static gboolean
polyline_event (CsTool *tool, const CsToolEvent *event)
{
  return cs_tool_trail_event (tool, event, &words);
}

const CsToolKind cs_tool_kind_polyline = {
  .tag = "polyline",
  .label = N_ ("Line"),
  .noun = N_ ("line"),
  .letter = 'Y',
  .draws = &cs_mark_kind_polyline,
  .wrong_label = N_ ("The chosen label is not drawn as a line."),
  .hint = N_ ("Drag along the finding, or click point by point."),
  .by_clicks = TRUE,
  .lasts = TRUE,
  .state_size = sizeof (CsToolTrail),
  .event = polyline_event,
  .busy = cs_tool_trail_busy,
  .clear = cs_tool_trail_clear,
};
