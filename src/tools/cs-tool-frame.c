/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-tool-frame.h"

#include "cs-mark-shape.h"

#include <glib/gi18n.h>

static CsMark *
frame_mark (CsTool *tool, const CsToolPointer *at, CsToolEnclose enclose)
{
  const CsToolFrame *self = tool->state;
  const CsToolScene *scene = &tool->scene;
  double x = 0, y = 0, corners[4] = { 0 };
  double ratio = at->modifiers & CS_TOOL_SHIFT ? at->scale.y / at->scale.x : 0.0;
  cs_tool_inside (tool, at, &x, &y);
  cs_mark_rectangle (self->x, self->y, x, y, ratio, at->modifiers & CS_TOOL_ALT, scene->width,
                     scene->height, corners);
  return enclose (tool, self->id, corners);
}

static void
finish (CsTool *tool, const CsToolEvent *event, CsToolEnclose enclose)
{
  CsToolFrame *self = tool->state;
  gboolean click = !event->keyboard && cs_tool_apart (&event->at, self->x, self->y) < CS_TOOL_DRAG;
  CsMark *mark = click ? NULL : frame_mark (tool, &event->at, enclose);
  self->drawing = FALSE;
  cs_tool_done (tool, mark, N_ ("Nothing was drawn: drag from corner to corner."));
}

gboolean
cs_tool_frame_event (CsTool *tool, const CsToolEvent *event, CsToolEnclose enclose)
{
  CsToolFrame *self = tool->state;
  if (event->type == CS_TOOL_CANCEL) {
    self->drawing = FALSE;
  } else if (!self->drawing) {
    if (event->type != CS_TOOL_PRESS)
      return FALSE;
    self->drawing = cs_tool_begin (tool, &event->at, &self->x, &self->y, &self->id);
  } else if (event->type == CS_TOOL_MOTION) {
    g_autoptr (CsMark) mark = frame_mark (tool, &event->at, enclose);
    cs_tool_preview (tool, mark);
  } else if (event->type == CS_TOOL_RELEASE) {
    finish (tool, event, enclose);
  }
  return TRUE;
}

gboolean
cs_tool_frame_busy (const CsTool *tool)
{
  return ((const CsToolFrame *)tool->state)->drawing;
}
