/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Press, drag, release. Shift: as wide as high on the screen. Alt: from the centre. */
#include "cs-mark-shape.h"
#include "cs-tool-private.h"

#include <glib/gi18n.h>

typedef enum {
  IDLE,
  DRAWING,
} State;

typedef struct {
  State state;
  double x, y; /* where it began */
  guint64 id;
} Box;

static CsMark *
box_mark (CsTool *tool, const CsToolPointer *at)
{
  const Box *self = tool->state;
  const CsToolScene *scene = &tool->scene;
  double x = 0, y = 0, r[4] = { 0 };
  gint64 values[4] = { 0 };
  double ratio = at->modifiers & CS_TOOL_SHIFT ? at->scale.y / at->scale.x : 0.0;
  cs_tool_inside (tool, at, &x, &y);
  cs_mark_rectangle (self->x, self->y, x, y, ratio, at->modifiers & CS_TOOL_ALT, scene->width,
                     scene->height, r);
  for (guint i = 0; i < 4; i++)
    values[i] = cs_mark_milli (r[i], i % 2 == 0 ? scene->width : scene->height);
  return cs_tool_draw (tool, &cs_mark_kind_box, self->id, values, 4);
}

static void
finish (CsTool *tool, const CsToolEvent *event)
{
  Box *self = tool->state;
  gboolean click = !event->keyboard && cs_tool_apart (&event->at, self->x, self->y) < CS_TOOL_DRAG;
  CsMark *mark = click ? NULL : box_mark (tool, &event->at);
  self->state = IDLE;
  cs_tool_done (tool, mark, N_ ("Nothing was drawn: drag from corner to corner."));
}

static gboolean
box_event (CsTool *tool, const CsToolEvent *event)
{
  Box *self = tool->state;
  if (event->type == CS_TOOL_CANCEL) {
    self->state = IDLE;
    return TRUE;
  }
  switch (self->state) {
  case IDLE:
    if (event->type != CS_TOOL_PRESS)
      return FALSE;
    if (cs_tool_begin (tool, &event->at, &self->x, &self->y, &self->id))
      self->state = DRAWING;
    return TRUE;
  case DRAWING:
    if (event->type == CS_TOOL_MOTION) {
      g_autoptr (CsMark) mark = box_mark (tool, &event->at);
      cs_tool_preview (tool, mark);
    } else if (event->type == CS_TOOL_RELEASE) {
      finish (tool, event);
    }
    return TRUE;
  }
  return FALSE;
}

static gboolean
box_busy (const CsTool *tool)
{
  return ((const Box *)tool->state)->state != IDLE;
}

const CsToolKind cs_tool_kind_box = {
  .tag = "box",
  .label = N_ ("Box"),
  .letter = 'B',
  .draws = &cs_mark_kind_box,
  .wrong_label = N_ ("The chosen label is not drawn as a box."),
  .hint = N_ ("Drag from corner to corner."),
  .state_size = sizeof (Box),
  .event = box_event,
  .busy = box_busy,
};
