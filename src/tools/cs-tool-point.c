/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Press, move until it is right, release. */
#include "cs-mark-shape.h"
#include "cs-tool-private.h"

#include <glib/gi18n.h>

typedef enum {
  IDLE,
  HOLDING,
} State;

typedef struct {
  State state;
  guint64 id;
} Point;

static CsMark *
point_mark (CsTool *tool, const CsToolPointer *at)
{
  const Point *self = tool->state;
  const gint64 values[2] = { cs_mark_milli (at->x, tool->scene.width),
                             cs_mark_milli (at->y, tool->scene.height) };
  return cs_tool_draw (tool, &cs_mark_kind_point, self->id, values, 2);
}

/* A point has no other end that would show where it was meant: far outside is a slip. */
static gboolean
is_outside (CsTool *tool, const CsToolPointer *at)
{
  double x = 0, y = 0;
  cs_tool_inside (tool, at, &x, &y);
  return cs_tool_apart (at, x, y) > CS_TOOL_TOLERANCE;
}

static void
finish (CsTool *tool, const CsToolPointer *at)
{
  Point *self = tool->state;
  CsMark *mark = is_outside (tool, at) ? NULL : point_mark (tool, at);
  self->state = IDLE;
  cs_tool_done (tool, mark, N_ ("Nothing was drawn: the point lies outside the picture."));
}

static gboolean
point_event (CsTool *tool, const CsToolEvent *event)
{
  Point *self = tool->state;
  if (event->type == CS_TOOL_CANCEL) {
    self->state = IDLE;
    return TRUE;
  }
  switch (self->state) {
  case IDLE:
    if (event->type != CS_TOOL_PRESS)
      return FALSE;
    if (!cs_tool_may_draw (tool))
      return TRUE;
    self->id = cs_tool_new_id (tool);
    self->state = HOLDING;
    G_GNUC_FALLTHROUGH;
  case HOLDING:
    if (event->type == CS_TOOL_RELEASE) {
      finish (tool, &event->at);
    } else if (event->type == CS_TOOL_PRESS || event->type == CS_TOOL_MOTION) {
      g_autoptr (CsMark) mark = point_mark (tool, &event->at);
      cs_tool_preview (tool, mark);
    }
    return TRUE;
  }
  return FALSE;
}

static gboolean
point_busy (const CsTool *tool)
{
  return ((const Point *)tool->state)->state != IDLE;
}

const CsToolKind cs_tool_kind_point = {
  .tag = "point",
  .label = N_ ("Point"),
  .letter = 'K',
  .draws = &cs_mark_kind_point,
  .wrong_label = N_ ("The chosen label is not drawn as a point."),
  .hint = N_ ("Click the place."),
  .by_clicks = TRUE,
  .state_size = sizeof (Point),
  .event = point_event,
  .busy = point_busy,
};
