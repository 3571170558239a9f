/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of two points. */
#include "cs-tool-line.h"

#include <glib/gi18n.h>

static const CsToolLineWords words = {
  .second = N_ ("Click where it ends."),
  .one = N_ ("Both ends lie at one place: click where it ends."),
};

static gboolean
length_event (CsTool *tool, const CsToolEvent *event)
{
  return cs_tool_line_event (tool, event, &words);
}

const CsToolKind cs_tool_kind_length = {
  .tag = "length",
  .label = N_ ("Length"),
  .letter = 'D',
  .draws = &cs_mark_kind_polyline,
  .wrong_label = N_ ("The chosen label is not drawn as a length."),
  .hint = N_ ("Drag from end to end, or click both ends."),
  .state_size = sizeof (CsToolLine),
  .event = length_event,
  .busy = cs_tool_line_busy,
};
