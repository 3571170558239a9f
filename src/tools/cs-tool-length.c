/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of two points: drag from one to the other, or click both. Shift: one of eight directions.
 */
#include "cs-mark-shape.h"
#include "cs-tool-private.h"

#include <glib/gi18n.h>

typedef enum {
  IDLE,
  DRAGGING,
  PLACED, /* one end was clicked */
} State;

typedef struct {
  State state;
  double x, y; /* the first end */
  guint64 id;
} Length;

/* NULL when both ends are one. */
static CsMark *
length_mark (CsTool *tool, const CsToolPointer *at)
{
  const Length *self = tool->state;
  const CsToolScene *scene = &tool->scene;
  double x = 0, y = 0;
  cs_tool_inside (tool, at, &x, &y);
  if (at->modifiers & CS_TOOL_SHIFT) {
    x = at->x;
    y = at->y;
    cs_mark_snap (self->x, self->y, &at->scale, scene->width, scene->height, &x, &y);
  }
  const gint64 values[4] = { cs_mark_milli (self->x, scene->width),
                             cs_mark_milli (self->y, scene->height),
                             cs_mark_milli (x, scene->width), cs_mark_milli (y, scene->height) };
  if (values[0] == values[2] && values[1] == values[3])
    return NULL;
  return cs_tool_draw (tool, &cs_mark_kind_polyline, self->id, values, 4);
}

static void
finish (CsTool *tool, const CsToolPointer *at)
{
  Length *self = tool->state;
  CsMark *mark = length_mark (tool, at);
  self->state = mark != NULL ? IDLE : PLACED;
  cs_tool_done (tool, mark, N_ ("Both ends lie at one place: click where it ends."));
}

static gboolean
begin (CsTool *tool, const CsToolEvent *event)
{
  Length *self = tool->state;
  if (event->type != CS_TOOL_PRESS)
    return FALSE;
  if (cs_tool_begin (tool, &event->at, &self->x, &self->y, &self->id))
    self->state = DRAGGING;
  return TRUE;
}

/* A click leaves the first end where it is and waits for the second. */
static void
let_go (CsTool *tool, const CsToolEvent *event)
{
  Length *self = tool->state;
  if (!event->keyboard && cs_tool_apart (&event->at, self->x, self->y) < CS_TOOL_DRAG) {
    self->state = PLACED;
    cs_tool_status (tool, N_ ("Click where it ends."));
  } else {
    finish (tool, &event->at);
  }
}

static gboolean
length_event (CsTool *tool, const CsToolEvent *event)
{
  Length *self = tool->state;
  if (event->type == CS_TOOL_CANCEL) {
    self->state = IDLE;
    return TRUE;
  }
  switch (self->state) {
  case IDLE:
    return begin (tool, event);
  case DRAGGING:
  case PLACED:
    if (event->type == CS_TOOL_MOTION) {
      g_autoptr (CsMark) mark = length_mark (tool, &event->at);
      cs_tool_preview (tool, mark);
    } else if (self->state == DRAGGING && event->type == CS_TOOL_RELEASE) {
      let_go (tool, event);
    } else if (self->state == PLACED && event->type == CS_TOOL_PRESS) {
      finish (tool, &event->at);
    }
    return TRUE;
  }
  return FALSE;
}

static gboolean
length_busy (const CsTool *tool)
{
  return ((const Length *)tool->state)->state != IDLE;
}

const CsToolKind cs_tool_kind_length = {
  .tag = "length",
  .label = N_ ("Length"),
  .letter = 'D',
  .draws = &cs_mark_kind_polyline,
  .wrong_label = N_ ("The chosen label is not drawn as a length."),
  .hint = N_ ("Drag from end to end, or click both ends."),
  .state_size = sizeof (Length),
  .event = length_event,
  .busy = length_busy,
};
