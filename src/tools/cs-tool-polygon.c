/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A click a vertex, or a drag along the border; both in one outline. Enter, a double click or a
 * click on the first vertex closes, and so does the end of a drag round the whole; Backspace takes
 * the last click or drag back. Shift: the next edge in one of eight directions. */
#include "cs-mark-shape.h"
#include "cs-mark-thin.h"
#include "cs-tool-private.h"

#include <glib/gi18n.h>

#define TRACE_FROM 8.0       /* pixels of the screen: a drag that goes less far places a vertex */
#define TRACE_STEP 2.0       /* between the points of a drag */
#define TRACE_TOLERANCE 0.75 /* that a point of it may lie off the outline */
#define TRACE_ROUND 40.0     /* a drag that begins an outline and is longer goes round the whole */

typedef enum {
  IDLE,
  HOLDING, /* the button is down: the last vertex follows */
  TRACING, /* it was dragged on: the outline follows */
  WAITING, /* for the next click */
} State;

typedef struct {
  State state;
  GArray *points; /* gint64 x, y in turn */
  GArray *acts;   /* guint: how many points there were before each click or drag */
  gint64 pressed; /* when the last vertex was */
  gint64 from[2]; /* the vertex where the button was pressed */
  double traced;  /* pixels of the screen */
  guint64 id;
} Polygon;

static guint
count_of (const Polygon *self)
{
  return self->points != NULL ? self->points->len / 2 : 0;
}

static const gint64 *
point_at (const Polygon *self, guint n)
{
  return &g_array_index (self->points, gint64, 2 * n);
}

static double
apart (const Polygon *self, const CsToolPointer *at, guint n)
{
  const gint64 *point = point_at (self, n);
  return cs_tool_apart (at, (double)point[0] / 1000, (double)point[1] / 1000);
}

/* The pointer as a vertex after the first KEPT ones. */
static void
vertex_of (CsTool *tool, const CsToolPointer *at, guint kept, gint64 ret_vertex[2])
{
  const Polygon *self = tool->state;
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

/* What there is of it, with VERTEX or NULL at the end: a point, a line, then an outline. */
static void
show (CsTool *tool, const gint64 *vertex)
{
  const Polygon *self = tool->state;
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
drop (Polygon *self)
{
  self->state = IDLE;
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->acts, g_array_unref);
}

/* Stays at work, saying why, when the outline is none yet. */
static void
finish (CsTool *tool)
{
  Polygon *self = tool->state;
  self->state = WAITING;
  while (count_of (self) > 1 && same (point_at (self, 0), point_at (self, count_of (self) - 1)))
    g_array_set_size (self->points, self->points->len - 2);
  while (g_array_index (self->acts, guint, self->acts->len - 1) >= count_of (self))
    g_array_set_size (self->acts, self->acts->len - 1);
  if (count_of (self) < 3) {
    cs_tool_status (tool, N_ ("An outline needs three points or more."));
    return;
  }
  const gint64 *points = point_at (self, 0);
  g_autoptr (CsMark) mark = NULL;
  if (!cs_mark_collinear (points, count_of (self)))
    mark = cs_tool_draw (tool, &cs_mark_kind_polygon, self->id, points, self->points->len);
  if (mark == NULL) {
    cs_tool_status (tool, N_ ("These points lie on one line and enclose nothing: add another."));
    return;
  }
  drop (self);
  cs_tool_cursor (tool, CS_TOOL_CURSOR_CROSS);
  cs_tool_done (tool, g_steal_pointer (&mark), NULL);
}

static void
take_back (CsTool *tool)
{
  Polygon *self = tool->state;
  guint last = self->acts->len - 1;
  g_array_set_size (self->points, 2 * g_array_index (self->acts, guint, last));
  g_array_set_size (self->acts, last);
  self->state = WAITING;
  if (count_of (self) == 0)
    drop (self);
  show (tool, NULL);
}

/* A double click has set its vertex already by its first press. */
static gboolean
closes (const Polygon *self, const CsToolEvent *event)
{
  guint count = count_of (self);
  gboolean twice = !event->keyboard && event->at.time - self->pressed < CS_TOOL_DOUBLE_CLICK &&
                   apart (self, &event->at, count - 1) < CS_TOOL_TOLERANCE;
  return twice ||
         (count >= 3 && apart (self, &event->at, 0) < (event->keyboard ? 1e-6 : CS_TOOL_TOLERANCE));
}

static void
say_next (CsTool *tool)
{
  const Polygon *self = tool->state;
  cs_tool_status (tool, count_of (self) < 3
                            ? N_ ("Click the next point. Backspace takes the last one back.")
                            : N_ ("Enter or a double click closes the outline."));
}

static void
add_vertex (CsTool *tool, const CsToolEvent *event)
{
  Polygon *self = tool->state;
  gint64 vertex[2] = { 0 };
  guint count = count_of (self);
  vertex_of (tool, &event->at, count, vertex);
  self->pressed = event->at.time;
  if (count >= CS_MARK_MAX_POINTS) {
    cs_tool_status (tool, N_ ("This outline has as many points as it can have: press Enter."));
    return;
  }
  if (count == 0 || !same (vertex, point_at (self, count - 1))) {
    g_array_append_val (self->acts, count);
    g_array_append_vals (self->points, vertex, 2);
  }
  self->from[0] = vertex[0];
  self->from[1] = vertex[1];
  self->state = HOLDING;
  show (tool, NULL);
  say_next (tool);
}

static gboolean
begin (CsTool *tool, const CsToolEvent *event)
{
  Polygon *self = tool->state;
  if (event->type != CS_TOOL_PRESS)
    return FALSE;
  if (!cs_tool_is_over (tool, &event->at) || !cs_tool_may_draw (tool))
    return TRUE;
  self->points = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->acts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->id = cs_tool_new_id (tool);
  add_vertex (tool, event);
  return TRUE;
}

/* --- dragging --- */

static void
trace (CsTool *tool, const CsToolPointer *at)
{
  Polygon *self = tool->state;
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
end_trace (CsTool *tool, const CsToolPointer *at)
{
  Polygon *self = tool->state;
  guint first = g_array_index (self->acts, guint, self->acts->len - 1);
  self->state = WAITING;
  if (cs_tool_is_elsewhere (tool)) /* the wheel was turned on the way */
    return;
  trace (tool, at);
  cs_mark_thin (self->points, first, &at->scale, TRACE_TOLERANCE);
  gboolean round = (first == 0 && self->traced >= TRACE_ROUND) || /* or back to where it began */
                   apart (self, at, 0) < CS_TOOL_TOLERANCE;
  show (tool, NULL);
  say_next (tool);
  if (round && count_of (self) >= 3)
    finish (tool);
}

/* Where the button is down, the last vertex follows for a little. */
static void
follow (CsTool *tool, const CsToolPointer *at)
{
  Polygon *self = tool->state;
  guint last = count_of (self) - 1;
  gint64 vertex[2] = { 0 };
  double gone = cs_tool_apart (at, (double)self->from[0] / 1000, (double)self->from[1] / 1000);
  if (gone >= TRACE_FROM && !(at->modifiers & CS_TOOL_SHIFT)) {
    g_array_index (self->points, gint64, 2 * last) = self->from[0];
    g_array_index (self->points, gint64, 2 * last + 1) = self->from[1];
    self->traced = 0;
    self->state = TRACING;
    trace (tool, at);
    cs_tool_status (tool, N_ ("Let go where the outline ends."));
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
hold (CsTool *tool, const CsToolEvent *event)
{
  Polygon *self = tool->state;
  if (event->type == CS_TOOL_RELEASE && self->state == TRACING)
    end_trace (tool, &event->at);
  else if (event->type == CS_TOOL_RELEASE)
    self->state = WAITING;
  else if (event->type == CS_TOOL_MOTION && self->state == TRACING)
    trace (tool, &event->at);
  else if (event->type == CS_TOOL_MOTION)
    follow (tool, &event->at);
}

/* --- the machine --- */

static void
wait (CsTool *tool, const CsToolEvent *event)
{
  Polygon *self = tool->state;
  gint64 vertex[2] = { 0 };
  if (event->type == CS_TOOL_PRESS) {
    if (closes (self, event))
      finish (tool);
    else
      add_vertex (tool, event);
  } else if (event->type == CS_TOOL_MOTION) {
    gboolean close = count_of (self) >= 3 && apart (self, &event->at, 0) < CS_TOOL_TOLERANCE;
    vertex_of (tool, &event->at, count_of (self), vertex);
    show (tool, close ? point_at (self, 0) : vertex);
    cs_tool_cursor (tool, close ? CS_TOOL_CURSOR_CLOSE : CS_TOOL_CURSOR_CROSS);
  }
}

static gboolean
polygon_event (CsTool *tool, const CsToolEvent *event)
{
  Polygon *self = tool->state;
  if (event->type == CS_TOOL_CANCEL) {
    drop (self);
    cs_tool_cursor (tool, CS_TOOL_CURSOR_CROSS);
    return TRUE;
  }
  if (self->state != IDLE && event->type == CS_TOOL_KEY) {
    if (event->key == CS_TOOL_KEY_ENTER)
      finish (tool);
    else if (event->key == CS_TOOL_KEY_BACKSPACE)
      take_back (tool);
    return TRUE;
  }
  switch (self->state) {
  case IDLE:
    return begin (tool, event);
  case HOLDING:
  case TRACING:
    hold (tool, event);
    return TRUE;
  case WAITING:
    wait (tool, event);
    return TRUE;
  }
  return FALSE;
}

static gboolean
polygon_busy (const CsTool *tool)
{
  return ((const Polygon *)tool->state)->state != IDLE;
}

static void
polygon_clear (gpointer state)
{
  drop (state);
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
  .state_size = sizeof (Polygon),
  .event = polygon_event,
  .busy = polygon_busy,
  .clear = polygon_clear,
};
