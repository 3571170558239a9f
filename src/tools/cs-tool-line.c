/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-tool-line.h"

#include "cs-mark-shape.h"

/* Where the line ends when it ends at the pointer. */
static CsToolEnds
ends_at (const CsTool *tool, const CsToolPointer *at)
{
  const CsToolLine *self = tool->state;
  const CsToolScene *scene = &tool->scene;
  CsToolEnds ends = self->ends;
  cs_tool_inside (tool, at, &ends.x1, &ends.y1);
  if (at->modifiers & CS_TOOL_SHIFT) {
    ends.x1 = at->x;
    ends.y1 = at->y;
    cs_mark_snap (ends.x0, ends.y0, &at->scale, scene->width, scene->height, &ends.x1, &ends.y1);
  }
  return ends;
}

/* NULL when both ends are one. */
static CsMark *
line_mark (CsTool *tool, const CsToolEnds *ends)
{
  const CsToolLine *self = tool->state;
  const CsToolScene *scene = &tool->scene;
  const gint64 values[4] = { cs_mark_milli (ends->x0, scene->width),
                             cs_mark_milli (ends->y0, scene->height),
                             cs_mark_milli (ends->x1, scene->width),
                             cs_mark_milli (ends->y1, scene->height) };
  if (values[0] == values[2] && values[1] == values[3])
    return NULL;
  return cs_tool_draw (tool, &cs_mark_kind_polyline, self->id, values, 4);
}

/* The line is done: it is all, or it stays and waits for more. */
static void
finish_line (CsTool *tool, const CsToolPointer *at, const CsToolLineWords *words)
{
  CsToolLine *self = tool->state;
  CsToolEnds ends = ends_at (tool, at);
  g_autoptr (CsMark) mark = line_mark (tool, &ends);
  if (mark == NULL || words->complete == NULL) {
    self->state = mark != NULL ? CS_LINE_IDLE : CS_LINE_PLACED;
    cs_tool_done (tool, g_steal_pointer (&mark), words->one);
    return;
  }
  self->ends = ends;
  self->state = CS_LINE_DRAWN;
  cs_tool_preview (tool, mark);
  cs_tool_status (tool, words->third);
}

static gboolean
begin (CsTool *tool, const CsToolEvent *event)
{
  CsToolLine *self = tool->state;
  if (event->type != CS_TOOL_PRESS)
    return FALSE;
  if (cs_tool_begin (tool, &event->at, &self->ends.x0, &self->ends.y0, &self->id))
    self->state = CS_LINE_DRAGGING;
  return TRUE;
}

/* A click leaves the first end where it is and waits for the second. */
static void
let_go (CsTool *tool, const CsToolEvent *event, const CsToolLineWords *words)
{
  CsToolLine *self = tool->state;
  if (!event->keyboard && cs_tool_apart (&event->at, self->ends.x0, self->ends.y0) < CS_TOOL_DRAG) {
    self->state = CS_LINE_PLACED;
    cs_tool_status (tool, words->second);
  } else {
    finish_line (tool, &event->at, words);
  }
}

static void
line (CsTool *tool, const CsToolEvent *event, const CsToolLineWords *words)
{
  CsToolLine *self = tool->state;
  if (event->type == CS_TOOL_MOTION) {
    CsToolEnds ends = ends_at (tool, &event->at);
    g_autoptr (CsMark) mark = line_mark (tool, &ends);
    cs_tool_preview (tool, mark);
  } else if (self->state == CS_LINE_DRAGGING && event->type == CS_TOOL_RELEASE) {
    let_go (tool, event, words);
  } else if (self->state == CS_LINE_PLACED && event->type == CS_TOOL_PRESS) {
    finish_line (tool, &event->at, words);
  }
}

/* A press on nothing leaves the line. The keyboard holds after such a press: what it lets go is
 * another try. */
static void
third (CsTool *tool, const CsToolEvent *event, const CsToolLineWords *words)
{
  CsToolLine *self = tool->state;
  gboolean press =
      event->type == CS_TOOL_PRESS || (event->type == CS_TOOL_RELEASE && event->keyboard);
  if (event->type != CS_TOOL_MOTION && !press)
    return;
  g_autoptr (CsMark) mark = words->complete (tool, self->id, &self->ends, &event->at);
  if (press && mark != NULL) {
    self->state = CS_LINE_IDLE;
    cs_tool_done (tool, g_steal_pointer (&mark), NULL);
    return;
  }
  if (press)
    cs_tool_status (tool, words->nothing);
  g_autoptr (CsMark) drawn = mark == NULL ? line_mark (tool, &self->ends) : NULL;
  cs_tool_preview (tool, mark != NULL ? mark : drawn);
}

gboolean
cs_tool_line_event (CsTool *tool, const CsToolEvent *event, const CsToolLineWords *words)
{
  CsToolLine *self = tool->state;
  if (event->type == CS_TOOL_CANCEL) {
    self->state = CS_LINE_IDLE;
    return TRUE;
  }
  switch (self->state) {
  case CS_LINE_IDLE:
    return begin (tool, event);
  case CS_LINE_DRAGGING:
  case CS_LINE_PLACED:
    line (tool, event, words);
    return TRUE;
  case CS_LINE_DRAWN:
    third (tool, event, words);
    return TRUE;
  }
  return FALSE;
}

gboolean
cs_tool_line_busy (const CsTool *tool)
{
  return ((const CsToolLine *)tool->state)->state != CS_LINE_IDLE;
}
