/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An outline, by clicks and by dragging. A click on the first vertex closes it too, and so does the
 * end of a drag round the whole. */
#include "cs-tool-trail.h"

#include <glib/gi18n.h>

static const CsToolTrailWords words = {
  .kind = &cs_mark_kind_polygon,
  .closed = TRUE,
  .least = 3,
  .too_few = N_ ("An outline needs three points or more."),
  .nothing = N_ ("These points lie on one line and enclose nothing: add another."),
  .next = N_ ("Click the next point. {mark.delete|BackSpace} takes the last one back."),
  .enough = N_ ("{mark.settle|Return} or a double click closes the outline."),
  .following = N_ ("Let go where the outline ends."),
  .full = N_ ("This outline has as many points as it can have: press {mark.settle|Return}."),
};

static gboolean
polygon_event (CsTool *tool, const CsToolEvent *event)
{
  return cs_tool_trail_event (tool, event, &words);
}

const CsToolKind cs_tool_kind_polygon = {
  .tag = "polygon",
  .label = N_ ("Polygon"),
  .letter = 'P',
  .draws = &cs_mark_kind_polygon,
  .wrong_label = N_ ("The chosen label is not drawn as an outline."),
  .hint = N_ ("Drag round the finding, or click point by point."),
  .by_clicks = TRUE,
  .lasts = TRUE,
  .state_size = sizeof (CsToolTrail),
  .event = polygon_event,
  .busy = cs_tool_trail_busy,
  .clear = cs_tool_trail_clear,
};
