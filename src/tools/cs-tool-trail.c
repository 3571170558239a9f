/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-tool-trail.h"

#include "cs-mark-shape.h"
#include "cs-mark-thin.h"

#define TRACE_FROM 8.0       /* pixels of the screen: a drag that goes less far places a point */
#define TRACE_STEP 2.0       /* between the points of a drag */
#define TRACE_TOLERANCE 0.75 /* that a point of it may lie off the trail */
#define TRACE_ROUND 40.0     /* a drag that begins a trail and is longer is the whole of it */

static guint
count_of (const CsToolTrail *self)
{
  return self->points != NULL ? self->points->len / 2 : 0;
}

static const gint64 *
point_at (const CsToolTrail *self, guint n)
{
  return &g_array_index (self->points, gint64, 2 * n);
}

static double
apart (const CsToolTrail *self, const CsToolPointer *at, guint n)
{
  const gint64 *point = point_at (self, n);
  return cs_tool_apart (at, (double)point[0] / 1000, (double)point[1] / 1000);
}

/* The pointer as a vertex after the first KEPT ones. */
static void
vertex_of (CsTool *tool, const CsToolPointer *at, guint kept, gint64 ret_vertex[2])
{
  const CsToolTrail *self = tool->state;
  const CsToolScene *scene = &tool->scene;
  double x = 0, y = 0;
  cs_tool_inside (tool, at, &x, &y);
  if (kept > 0 && (at->modifiers & CS_TOOL_SHIFT)) {
    const gint64 *last = point_at (self, kept - 1);
    x = at->x;
    y = at->y;
    cs_mark_snap ((double)last[0] / 1000, (double)last[1] / 1000, &at->scale, scene->width,
                  scene->height, &x, &y);
  }
  ret_vertex[0] = cs_mark_milli (x, scene->width);
  ret_vertex[1] = cs_mark_milli (y, scene->height);
}

/* What there is of it, with VERTEX or NULL at the end: a point, then a line. */
static void
show (CsTool *tool, const gint64 *vertex)
{
  const CsToolTrail *self = tool->state;
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (count_of (self) > 0)
    g_array_append_vals (values, self->points->data, self->points->len);
  if (vertex != NULL)
    g_array_append_vals (values, vertex, 2);
  const CsMarkKind *kind = values->len > 2 ? &cs_mark_kind_polyline : &cs_mark_kind_point;
  g_autoptr (CsMark) mark = NULL;
  if (values->len > 0)
    mark = cs_tool_draw (tool, kind, self->id, (const gint64 *)(gpointer)values->data, values->len);
  cs_tool_preview (tool, mark);
}

static gboolean
same (const gint64 *a, const gint64 *b)
{
  return a[0] == b[0] && a[1] == b[1];
}

static void
drop (CsToolTrail *self)
{
  self->state = CS_TRAIL_IDLE;
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->acts, g_array_unref);
}

/* The mark that the points make, or NULL. */
static CsMark *
made (CsTool *tool, const CsToolTrailWords *words)
{
  const CsToolTrail *self = tool->state;
  const gint64 *points = point_at (self, 0);
  if (words->closed && cs_mark_collinear (points, count_of (self)))
    return NULL;
  return cs_tool_draw (tool, words->kind, self->id, points, self->points->len);
}

/* Stays at work, saying why, when there is nothing yet. */
static void
finish (CsTool *tool, const CsToolTrailWords *words)
{
  CsToolTrail *self = tool->state;
  self->state = CS_TRAIL_WAITING;
  while (words->closed && count_of (self) > 1 &&
         same (point_at (self, 0), point_at (self, count_of (self) - 1)))
    g_array_set_size (self->points, self->points->len - 2);
  while (g_array_index (self->acts, guint, self->acts->len - 1) >= count_of (self))
    g_array_set_size (self->acts, self->acts->len - 1);
  if (count_of (self) < words->least) {
    cs_tool_status (tool, words->too_few);
    return;
  }
  g_autoptr (CsMark) mark = made (tool, words);
  if (mark == NULL) {
    cs_tool_status (tool, words->nothing);
    return;
  }
  drop (self);
  cs_tool_cursor (tool, CS_TOOL_CURSOR_CROSS);
  cs_tool_done (tool, g_steal_pointer (&mark), NULL);
}

static void
take_back (CsTool *tool)
{
  CsToolTrail *self = tool->state;
  guint last = self->acts->len - 1;
  g_array_set_size (self->points, 2 * g_array_index (self->acts, guint, last));
  g_array_set_size (self->acts, last);
  self->state = CS_TRAIL_WAITING;
  if (count_of (self) == 0)
    drop (self);
  show (tool, NULL);
}

/* The pointer is on the first point of what may be closed now. */
static gboolean
at_first (const CsToolTrail *self, const CsToolEvent *event, const CsToolTrailWords *words)
{
  return words->closed && count_of (self) >= words->least &&
         apart (self, &event->at, 0) < (event->keyboard ? 1e-6 : CS_TOOL_TOLERANCE);
}

/* A double click has set its point already by its first press. */
static gboolean
ends (const CsToolTrail *self, const CsToolEvent *event, const CsToolTrailWords *words)
{
  gboolean twice = !event->keyboard && event->at.time - self->pressed < CS_TOOL_DOUBLE_CLICK &&
                   apart (self, &event->at, count_of (self) - 1) < CS_TOOL_TOLERANCE;
  return twice || at_first (self, event, words);
}

static void
say_next (CsTool *tool, const CsToolTrailWords *words)
{
  cs_tool_status (tool, count_of (tool->state) < words->least ? words->next : words->enough);
}

static void
add_vertex (CsTool *tool, const CsToolEvent *event, const CsToolTrailWords *words)
{
  CsToolTrail *self = tool->state;
  gint64 vertex[2] = { 0 };
  guint count = count_of (self);
  vertex_of (tool, &event->at, count, vertex);
  self->pressed = event->at.time;
  if (count >= CS_MARK_MAX_POINTS) {
    cs_tool_status (tool, words->full);
    return;
  }
  if (count == 0 || !same (vertex, point_at (self, count - 1))) {
    g_array_append_val (self->acts, count);
    g_array_append_vals (self->points, vertex, 2);
  }
  self->from[0] = vertex[0];
  self->from[1] = vertex[1];
  self->state = CS_TRAIL_HOLDING;
  show (tool, NULL);
  say_next (tool, words);
}

static gboolean
begin (CsTool *tool, const CsToolEvent *event, const CsToolTrailWords *words)
{
  CsToolTrail *self = tool->state;
  if (event->type != CS_TOOL_PRESS)
    return FALSE;
  if (!cs_tool_is_over (tool, &event->at) || !cs_tool_may_draw (tool))
    return TRUE;
  self->points = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->acts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->id = cs_tool_new_id (tool);
  add_vertex (tool, event, words);
  return TRUE;
}

/* --- dragging --- */

static void
trace (CsTool *tool, const CsToolPointer *at)
{
  CsToolTrail *self = tool->state;
  guint count = count_of (self);
  double step = apart (self, at, count - 1);
  gint64 vertex[2] = { 0 };
  vertex_of (tool, at, 0, vertex);
  if (step < TRACE_STEP || count >= CS_MARK_MAX_POINTS || same (vertex, point_at (self, count - 1)))
    return;
  g_array_append_vals (self->points, vertex, 2);
  self->traced += step;
  show (tool, NULL);
}

static void
end_trace (CsTool *tool, const CsToolPointer *at, const CsToolTrailWords *words)
{
  CsToolTrail *self = tool->state;
  guint first = g_array_index (self->acts, guint, self->acts->len - 1);
  self->state = CS_TRAIL_WAITING;
  if (cs_tool_is_elsewhere (tool)) /* the wheel was turned on the way */
    return;
  trace (tool, at);
  cs_mark_thin (self->points, first, &at->scale, TRACE_TOLERANCE);
  gboolean whole = (first == 0 && self->traced >= TRACE_ROUND) || /* or back to where it began */
                   (words->closed && apart (self, at, 0) < CS_TOOL_TOLERANCE);
  show (tool, NULL);
  say_next (tool, words);
  if (whole && count_of (self) >= words->least)
    finish (tool, words);
}

/* Where the button is down, the last point follows for a little. */
static void
follow (CsTool *tool, const CsToolPointer *at, const CsToolTrailWords *words)
{
  CsToolTrail *self = tool->state;
  guint last = count_of (self) - 1;
  gint64 vertex[2] = { 0 };
  double gone = cs_tool_apart (at, (double)self->from[0] / 1000, (double)self->from[1] / 1000);
  if (gone >= TRACE_FROM && !(at->modifiers & CS_TOOL_SHIFT)) {
    g_array_index (self->points, gint64, 2 * last) = self->from[0];
    g_array_index (self->points, gint64, 2 * last + 1) = self->from[1];
    self->traced = 0;
    self->state = CS_TRAIL_TRACING;
    trace (tool, at);
    cs_tool_status (tool, words->following);
    return;
  }
  if (apart (self, at, last) < CS_TOOL_DRAG)
    return;
  vertex_of (tool, at, last, vertex);
  if (last > 0 && same (vertex, point_at (self, last - 1)))
    return;
  g_array_index (self->points, gint64, 2 * last) = vertex[0];
  g_array_index (self->points, gint64, 2 * last + 1) = vertex[1];
  show (tool, NULL);
}

static void
hold (CsTool *tool, const CsToolEvent *event, const CsToolTrailWords *words)
{
  CsToolTrail *self = tool->state;
  if (event->type == CS_TOOL_RELEASE && self->state == CS_TRAIL_TRACING)
    end_trace (tool, &event->at, words);
  else if (event->type == CS_TOOL_RELEASE)
    self->state = CS_TRAIL_WAITING;
  else if (event->type == CS_TOOL_MOTION && self->state == CS_TRAIL_TRACING)
    trace (tool, &event->at);
  else if (event->type == CS_TOOL_MOTION)
    follow (tool, &event->at, words);
}

/* --- the machine --- */

static void
wait (CsTool *tool, const CsToolEvent *event, const CsToolTrailWords *words)
{
  CsToolTrail *self = tool->state;
  gint64 vertex[2] = { 0 };
  if (event->type == CS_TOOL_PRESS) {
    if (ends (self, event, words))
      finish (tool, words);
    else
      add_vertex (tool, event, words);
  } else if (event->type == CS_TOOL_MOTION) {
    gboolean close = words->closed && count_of (self) >= words->least &&
                     apart (self, &event->at, 0) < CS_TOOL_TOLERANCE;
    vertex_of (tool, &event->at, count_of (self), vertex);
    show (tool, close ? point_at (self, 0) : vertex);
    cs_tool_cursor (tool, close ? CS_TOOL_CURSOR_CLOSE : CS_TOOL_CURSOR_CROSS);
  }
}

gboolean
cs_tool_trail_event (CsTool *tool, const CsToolEvent *event, const CsToolTrailWords *words)
{
  CsToolTrail *self = tool->state;
  if (event->type == CS_TOOL_CANCEL) {
    drop (self);
    cs_tool_cursor (tool, CS_TOOL_CURSOR_CROSS);
    return TRUE;
  }
  if (self->state != CS_TRAIL_IDLE && event->type == CS_TOOL_KEY) {
    if (event->key == CS_TOOL_KEY_ENTER)
      finish (tool, words);
    else if (event->key == CS_TOOL_KEY_BACKSPACE)
      take_back (tool);
    return TRUE;
  }
  switch (self->state) {
  case CS_TRAIL_IDLE:
    return begin (tool, event, words);
  case CS_TRAIL_HOLDING:
  case CS_TRAIL_TRACING:
    hold (tool, event, words);
    return TRUE;
  case CS_TRAIL_WAITING:
    wait (tool, event, words);
    return TRUE;
  }
  return FALSE;
}

gboolean
cs_tool_trail_busy (const CsTool *tool)
{
  return ((const CsToolTrail *)tool->state)->state != CS_TRAIL_IDLE;
}

void
cs_tool_trail_clear (gpointer state)
{
  drop (state);
}
