/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Click selects, a click again takes the next mark that lies there. Dragging an outline, or the
 * inside of what is selected, moves the mark; dragging a handle changes its shape. Alt with an
 * arrow nudges; a run of nudges ends with the key. */
#include "cs-mark-shape.h"
#include "cs-tool-private.h"

#include <glib/gi18n.h>
#include <math.h>

typedef enum {
  IDLE,
  CLICKING, /* on nothing, or inside of what is not selected: a drag pans */
  GRABBED,  /* a mark, not moved yet */
  HELD,     /* a handle, not moved yet */
  MOVING,
  DRAGGING, /* a handle */
  NUDGING,
} State;

typedef struct {
  State state;
  double x, y;           /* of the press */
  double grip_x, grip_y; /* from there to the handle */
  guint handle;
  gboolean vertex;       /* the handle is one */
  gboolean was_selected; /* before the press */
  CsMark *before, *now;  /* the mark as it was, and as shown */
} Select;

static void
drop (Select *self)
{
  self->state = IDLE;
  g_clear_pointer (&self->before, cs_mark_unref);
  g_clear_pointer (&self->now, cs_mark_unref);
}

/* --- what lies under the pointer --- */

static gboolean
find_handle (CsTool *tool, const CsToolEvent *event, CsMarkHandle *ret_handle)
{
  const CsMark *mark = cs_tool_selected (tool);
  double best = CS_TOOL_TOLERANCE;
  gboolean found = FALSE;
  if (mark == NULL || tool->scene.read_only)
    return FALSE;
  g_autoptr (GArray) handles = cs_mark_handles (mark, &event->at.scale);
  for (guint i = 0; i < handles->len; i++) {
    const CsMarkHandle *handle = &g_array_index (handles, CsMarkHandle, i);
    double apart = cs_tool_apart (&event->at, handle->x, handle->y);
    if (apart > best)
      continue;
    best = apart;
    *ret_handle = *handle;
    found = TRUE;
  }
  return found;
}

/* Of the mark ID among HITS, or -1. */
static int
place_in (const GArray *hits, guint64 id)
{
  for (guint i = 0; i < hits->len; i++)
    if (g_array_index (hits, CsMarkHit, i).mark->id == id)
      return (int)i;
  return -1;
}

static void
hover (CsTool *tool, const CsToolEvent *event)
{
  CsMarkHandle handle = { 0 };
  if (find_handle (tool, event, &handle)) {
    cs_tool_cursor (tool, handle.role == CS_MARK_HANDLE_MIDPOINT ? CS_TOOL_CURSOR_ADD
                                                                 : CS_TOOL_CURSOR_HANDLE);
    return;
  }
  g_autoptr (GArray) hits = cs_tool_hits (tool, &event->at, TRUE);
  cs_tool_cursor (tool, hits->len > 0 ? CS_TOOL_CURSOR_MARK : CS_TOOL_CURSOR_DEFAULT);
}

/* --- press --- */

static gboolean
grab (CsTool *tool, const CsMark *mark, State state)
{
  Select *self = tool->state;
  self->before = cs_mark_ref (mark);
  self->state = state;
  return TRUE;
}

static gboolean
press (CsTool *tool, const CsToolEvent *event)
{
  Select *self = tool->state;
  CsMarkHandle handle = { 0 };
  self->x = event->at.x;
  self->y = event->at.y;
  self->was_selected = TRUE;
  if (find_handle (tool, event, &handle)) {
    self->handle = handle.id;
    self->vertex = handle.role == CS_MARK_HANDLE_VERTEX;
    self->grip_x = handle.x - event->at.x;
    self->grip_y = handle.y - event->at.y;
    return grab (tool, cs_tool_selected (tool), HELD);
  }
  tool->active_mark = 0;
  g_autoptr (GArray) hits = cs_tool_hits (tool, &event->at, TRUE);
  if (tool->scene.selected != 0 && place_in (hits, tool->scene.selected) >= 0)
    return grab (tool, cs_tool_selected (tool), GRABBED);
  self->was_selected = FALSE;
  if (hits->len == 0 || g_array_index (hits, CsMarkHit, 0).inside) {
    self->state = CLICKING;
    return FALSE;
  }
  const CsMark *mark = g_array_index (hits, CsMarkHit, 0).mark;
  grab (tool, mark, GRABBED);
  cs_tool_select (tool, mark->id);
  return TRUE;
}

/* --- drag --- */

static void
show (CsTool *tool, CsMark *mark)
{
  Select *self = tool->state;
  if (mark == NULL)
    return;
  cs_mark_unref (self->now);
  self->now = mark;
  cs_tool_preview (tool, mark);
}

static void
move (CsTool *tool, const CsToolPointer *at)
{
  Select *self = tool->state;
  double dx = at->x - self->x, dy = at->y - self->y;
  if ((at->modifiers & CS_TOOL_SHIFT) && fabs (dx * at->scale.x) >= fabs (dy * at->scale.y))
    dy = 0;
  else if (at->modifiers & CS_TOOL_SHIFT)
    dx = 0;
  show (tool, cs_mark_translate (self->before, dx, dy, tool->scene.width, tool->scene.height));
}

static CsMarkDrag
drag_to (const CsTool *tool, const CsToolPointer *at, guint handle, double x, double y)
{
  return (CsMarkDrag){
    .handle = handle,
    .x = x,
    .y = y,
    .constrain = (at->modifiers & CS_TOOL_SHIFT) != 0,
    .from_centre = (at->modifiers & CS_TOOL_ALT) != 0,
    .scale = at->scale,
    .width = tool->scene.width,
    .height = tool->scene.height,
  };
}

static void
reshape (CsTool *tool, const CsToolPointer *at)
{
  Select *self = tool->state;
  CsMarkDrag drag = drag_to (tool, at, self->handle, at->x + self->grip_x, at->y + self->grip_y);
  show (tool, cs_mark_drag (self->before, &drag));
}

/* The first motions of a press are no drag yet. */
static void
motion (CsTool *tool, const CsToolEvent *event)
{
  Select *self = tool->state;
  gboolean still = !event->keyboard && cs_tool_apart (&event->at, self->x, self->y) < CS_TOOL_DRAG;
  if (event->keyboard && event->at.x == self->x && event->at.y == self->y)
    still = TRUE;
  if (self->state == HELD && !still)
    self->state = DRAGGING;
  if (self->state == GRABBED && !still && !tool->scene.read_only)
    self->state = MOVING;
  if (self->state == MOVING) {
    cs_tool_cursor (tool, CS_TOOL_CURSOR_MOVE);
    move (tool, &event->at);
  } else if (self->state == DRAGGING) {
    cs_tool_cursor (tool, CS_TOOL_CURSOR_HANDLE);
    reshape (tool, &event->at);
  }
}

/* Commits what is shown, unless the mark is not any more what was taken hold of. */
static void
finish (CsTool *tool)
{
  Select *self = tool->state;
  const CsMark *there =
      self->before != NULL ? cs_mark_set_get (tool->scene.set, self->before->id) : NULL;
  gboolean changed = self->now != NULL && !cs_mark_same_geometry (self->now, self->before);
  const char *sentence = NULL;
  if (changed && (there == NULL || !cs_mark_equal (there, self->before) || tool->scene.read_only))
    sentence = N_ ("Nothing was moved: the mark was changed meanwhile.");
  g_autoptr (CsMark) result = changed && sentence == NULL ? cs_mark_ref (self->now) : NULL;
  drop (self);
  if (result != NULL)
    cs_tool_put (tool, g_steal_pointer (&result));
  else
    cs_tool_preview (tool, NULL);
  cs_tool_status (tool, sentence);
}

/* --- click --- */

/* The next mark at this place, after the selected one. */
static void
cycle (CsTool *tool, const CsToolEvent *event)
{
  g_autoptr (GArray) hits = cs_tool_hits (tool, &event->at, TRUE);
  int place = place_in (hits, tool->scene.selected);
  if (hits->len > 0)
    cs_tool_select (tool, g_array_index (hits, CsMarkHit, (guint)(place + 1) % hits->len).mark->id);
}

static void
click (CsTool *tool, const CsToolEvent *event)
{
  Select *self = tool->state;
  State state = self->state;
  gboolean vertex = self->vertex, was_selected = self->was_selected;
  gboolean moved = !event->keyboard && cs_tool_apart (&event->at, self->x, self->y) >= CS_TOOL_DRAG;
  guint handle = self->handle;
  drop (self);
  if (state == HELD && vertex) {
    tool->active = handle;
    tool->active_mark = tool->scene.selected;
    cs_tool_status (tool, N_ ("Delete takes this point away, Alt with an arrow moves it."));
  } else if (state == CLICKING && !moved) {
    g_autoptr (GArray) hits = cs_tool_hits (tool, &event->at, TRUE);
    cs_tool_select (tool, hits->len > 0 ? g_array_index (hits, CsMarkHit, 0).mark->id : 0);
  } else if (state != CLICKING && was_selected && !moved) {
    cycle (tool, event);
  }
}

/* --- nudge --- */

static gboolean
nudge (CsTool *tool, const CsToolEvent *event)
{
  Select *self = tool->state;
  const CsMark *mark = self->now != NULL ? self->now : cs_tool_selected (tool);
  if (event->key != CS_TOOL_KEY_ARROW || mark == NULL)
    return FALSE;
  if (tool->scene.read_only) {
    cs_tool_status (tool, N_ ("This case is open for looking only."));
    return TRUE;
  }
  double step = event->at.modifiers & CS_TOOL_SHIFT ? 10.0 : 1.0;
  double dx = event->at.dx * step, dy = event->at.dy * step;
  if (self->state == IDLE)
    grab (tool, mark, NUDGING);
  if (tool->active_mark != mark->id) {
    show (tool, cs_mark_translate (mark, dx, dy, tool->scene.width, tool->scene.height));
    return TRUE;
  }
  CsToolPointer plain = event->at;
  plain.modifiers = 0;
  CsMarkDrag drag =
      drag_to (tool, &plain, tool->active, (double)mark->values[2 * tool->active] / 1000 + dx,
               (double)mark->values[2 * tool->active + 1] / 1000 + dy);
  show (tool, cs_mark_drag (mark, &drag));
  return TRUE;
}

/* --- the machine --- */

static gboolean
at_rest (CsTool *tool, const CsToolEvent *event)
{
  if (event->type == CS_TOOL_PRESS)
    return press (tool, event);
  if (event->type == CS_TOOL_MOTION)
    hover (tool, event);
  return event->type == CS_TOOL_KEY && nudge (tool, event);
}

static gboolean
while_nudging (CsTool *tool, const CsToolEvent *event)
{
  if (event->type == CS_TOOL_KEY)
    return nudge (tool, event);
  if (event->type != CS_TOOL_PRESS && event->type != CS_TOOL_KEY_UP)
    return TRUE;
  finish (tool);
  return event->type == CS_TOOL_PRESS ? press (tool, event) : TRUE;
}

static gboolean
select_event (CsTool *tool, const CsToolEvent *event)
{
  Select *self = tool->state;
  /* A press while one is held: the release was lost. */
  gboolean lost = event->type == CS_TOOL_PRESS && self->state != IDLE && self->state != NUDGING;
  if (event->type == CS_TOOL_CANCEL || lost) {
    drop (self);
    cs_tool_preview (tool, NULL);
  }
  if (event->type == CS_TOOL_CANCEL)
    return TRUE;
  switch (self->state) {
  case IDLE:
    return at_rest (tool, event);
  case CLICKING:
  case GRABBED:
  case HELD:
    if (event->type == CS_TOOL_MOTION)
      motion (tool, event);
    else if (event->type == CS_TOOL_RELEASE)
      click (tool, event);
    return TRUE;
  case MOVING:
  case DRAGGING:
    if (event->type == CS_TOOL_MOTION)
      motion (tool, event);
    else if (event->type == CS_TOOL_RELEASE)
      finish (tool);
    return TRUE;
  case NUDGING:
    return while_nudging (tool, event);
  }
  return FALSE;
}

/* A press on nothing is not worth an Esc. */
static gboolean
select_busy (const CsTool *tool)
{
  State state = ((const Select *)tool->state)->state;
  return state != IDLE && state != CLICKING;
}

static void
select_clear (gpointer state)
{
  drop (state);
}

const CsToolKind cs_tool_kind_select = {
  .tag = "select",
  .label = N_ ("Select"),
  .letter = 'V',
  .state_size = sizeof (Select),
  .event = select_event,
  .busy = select_busy,
  .clear = select_clear,
};
