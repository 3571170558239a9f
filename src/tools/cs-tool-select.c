/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Click selects, a click again takes the next mark that lies there; with Ctrl it adds a mark to
 * what is selected, or takes it out. Dragging an outline, or the inside of what is selected, moves
 * what is selected; dragging a handle changes the shape of the only one. A drag with Shift that
 * begins on nothing is a rubber band: what lies wholly in it is selected, with Ctrl besides what
 * is. Alt with an arrow nudges; a run of nudges ends with the key. */
#include "cs-mark-shape.h"
#include "cs-marks-move.h"
#include "cs-tool-private.h"

#include <glib/gi18n.h>
#include <math.h>

typedef enum {
  IDLE,
  CLICKING, /* on nothing, or inside of what is not selected: a drag pans */
  PICKING,  /* with Ctrl: one more, or one less */
  BANDING,  /* the rubber band */
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
  gboolean band;         /* a drag is one */
  CsMark *before, *now;  /* the mark as it was, and as shown */
  /* That and what moves with it, the same; NULL: it moves alone. */
  GPtrArray *all_before, *all_now;
  const char *left; /* why some of those that are selected do not; NULL: all do */
} Select;

static void
drop (Select *self)
{
  self->state = IDLE;
  self->left = NULL;
  g_clear_pointer (&self->before, cs_mark_unref);
  g_clear_pointer (&self->now, cs_mark_unref);
  g_clear_pointer (&self->all_before, g_ptr_array_unref);
  g_clear_pointer (&self->all_now, g_ptr_array_unref);
}

static void
hide (CsTool *tool)
{
  const double nowhere[4] = { 0 };
  cs_tool_preview (tool, NULL);
  tool->host->preview_others (tool->host_data, NULL);
  tool->host->band (tool->host_data, FALSE, nowhere);
}

/* --- what lies under the pointer --- */

static gboolean
find_handle (CsTool *tool, const CsToolEvent *event, CsMarkHandle *ret_handle)
{
  const CsMark *mark = cs_tool_selected (tool);
  double best = CS_TOOL_TOLERANCE;
  gboolean found = FALSE;
  if (mark == NULL || tool->scene.read_only || tool->scene.n_others > 0 ||
      cs_mark_hold_why (tool->scene.hold, mark->id) != NULL)
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
is_selected (const CsTool *tool, guint64 id)
{
  const CsToolScene *scene = &tool->scene;
  for (guint i = 0; i < scene->n_others; i++)
    if (scene->others[i] == id)
      return TRUE;
  return id == scene->selected;
}

/* MARK, and what is selected with it, without what is locked. */
static void
gather (CsTool *tool, const CsMark *mark)
{
  Select *self = tool->state;
  g_autoptr (GPtrArray) selection = cs_tool_selection (tool);
  g_ptr_array_remove (selection, (gpointer)mark);
  g_ptr_array_insert (selection, 0, (gpointer)mark);
  cs_mark_hold_leave_out (tool->scene.hold, selection, &self->left);
  self->all_before = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  for (guint i = 0; i < selection->len; i++)
    g_ptr_array_add (self->all_before, cs_mark_ref (selection->pdata[i]));
}

static gboolean
grab (CsTool *tool, const CsMark *mark, State state)
{
  Select *self = tool->state;
  self->before = cs_mark_ref (mark);
  self->state = state;
  if (tool->scene.n_others > 0 && is_selected (tool, mark->id))
    gather (tool, mark);
  return TRUE;
}

/* The best of HITS that is selected, or NULL. */
static const CsMark *
selected_among (const CsTool *tool, const GArray *hits)
{
  for (guint i = 0; i < hits->len; i++)
    if (is_selected (tool, g_array_index (hits, CsMarkHit, i).mark->id))
      return g_array_index (hits, CsMarkHit, i).mark;
  return NULL;
}

static gboolean
press (CsTool *tool, const CsToolEvent *event)
{
  Select *self = tool->state;
  CsMarkHandle handle = { 0 };
  self->x = event->at.x;
  self->y = event->at.y;
  self->was_selected = TRUE;
  gboolean one_more = (event->at.modifiers & CS_TOOL_CTRL) != 0;
  if (!one_more && find_handle (tool, event, &handle)) {
    self->handle = handle.id;
    self->vertex = handle.role == CS_MARK_HANDLE_VERTEX;
    self->grip_x = handle.x - event->at.x;
    self->grip_y = handle.y - event->at.y;
    return grab (tool, cs_tool_selected (tool), HELD);
  }
  tool->active_mark = 0;
  self->band = FALSE;
  g_autoptr (GArray) hits = cs_tool_hits (tool, &event->at, TRUE);
  gboolean nothing = hits->len == 0 || g_array_index (hits, CsMarkHit, 0).inside;
  if (one_more && !(nothing && (event->at.modifiers & CS_TOOL_SHIFT))) {
    self->state = PICKING;
    return hits->len > 0;
  }
  const CsMark *held = one_more ? NULL : selected_among (tool, hits);
  if (held != NULL)
    return grab (tool, held, GRABBED);
  self->was_selected = FALSE;
  if (nothing) {
    self->state = CLICKING;
    self->band = (event->at.modifiers & CS_TOOL_SHIFT) != 0;
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

/* The mark that was taken hold of comes first. */
static void
show_all (CsTool *tool, GPtrArray *moved)
{
  Select *self = tool->state;
  g_clear_pointer (&self->all_now, g_ptr_array_unref);
  self->all_now = moved;
  show (tool, cs_mark_ref (moved->pdata[0]));
  tool->host->preview_others (tool->host_data, moved);
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
  guint width = tool->scene.width, height = tool->scene.height;
  if (self->all_before != NULL)
    show_all (tool, cs_marks_move (self->all_before, dx, dy, width, height));
  else
    show (tool, cs_mark_translate (self->before, dx, dy, width, height));
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
  CsToolPointer end = *at;
  end.x += self->grip_x;
  end.y += self->grip_y;
  cs_tool_snap (tool, &end, self->before->id);
  CsMarkDrag drag = drag_to (tool, &end, self->handle, end.x, end.y);
  show (tool, cs_mark_drag (self->before, &drag));
}

/* Else says why not. */
static gboolean
may_move (CsTool *tool)
{
  const Select *self = tool->state;
  const GPtrArray *all = self->all_before;
  const char *one = all == NULL ? cs_mark_hold_why (tool->scene.hold, self->before->id) : NULL;
  const char *why = all != NULL && all->len == 0 ? self->left : one;
  cs_tool_status (tool, why);
  return why == NULL && !tool->scene.read_only;
}

static void
stretch (CsTool *tool, const CsToolPointer *at)
{
  Select *self = tool->state;
  const double corners[4] = { self->x, self->y, at->x, at->y };
  tool->host->band (tool->host_data, TRUE, corners);
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
  if (self->state == GRABBED && !still && may_move (tool))
    self->state = MOVING;
  if (self->state == CLICKING && self->band && !still)
    self->state = BANDING;
  if (self->state == BANDING) {
    stretch (tool, &event->at);
  } else if (self->state == MOVING) {
    cs_tool_cursor (tool, CS_TOOL_CURSOR_MOVE);
    move (tool, &event->at);
  } else if (self->state == DRAGGING) {
    cs_tool_cursor (tool, CS_TOOL_CURSOR_HANDLE);
    reshape (tool, &event->at);
  }
}

/* BEFORE is not any more what was taken hold of. */
static gboolean
was_changed (const CsTool *tool, const CsMark *before)
{
  const CsMark *there = cs_mark_set_get (tool->scene.set, before->id);
  return there == NULL || !cs_mark_equal (there, before);
}

/* Adds NOW to PUT when it is another than BEFORE. FALSE when that was changed meanwhile. */
static gboolean
take (const CsTool *tool, const CsMark *before, const CsMark *now, GPtrArray *put)
{
  if (now == NULL || cs_mark_same_geometry (now, before))
    return TRUE;
  if (was_changed (tool, before))
    return FALSE;
  g_ptr_array_add (put, cs_mark_ref (now));
  return TRUE;
}

/* Commits what is shown, all or nothing. */
static void
finish (CsTool *tool)
{
  Select *self = tool->state;
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  gboolean same = TRUE;
  const char *left = self->left;
  if (self->all_now != NULL)
    for (guint i = 0; i < self->all_now->len; i++)
      same &= take (tool, self->all_before->pdata[i], self->all_now->pdata[i], put);
  else if (self->before != NULL)
    same &= take (tool, self->before, self->now, put);
  drop (self);
  same &= put->len == 0 || !tool->scene.read_only;
  if (same && put->len > 0)
    cs_tool_put_all (tool, put);
  hide (tool);
  cs_tool_status (tool, same ? left : N_ ("Nothing was moved: the mark was changed meanwhile."));
}

/* --- several --- */

/* The ids that are selected, without the main one where it is to come later. */
static GArray *
ids_selected (const CsTool *tool)
{
  const CsToolScene *scene = &tool->scene;
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint64));
  if (scene->n_others > 0)
    g_array_append_vals (ids, scene->others, scene->n_others);
  if (scene->selected != 0)
    g_array_append_val (ids, scene->selected);
  return ids;
}

static void
select_all (CsTool *tool, const GArray *ids)
{
  tool->active_mark = 0;
  if (ids->len > 0)
    tool->host->select_many (tool->host_data, (const guint64 *)(gpointer)ids->data, ids->len);
  else
    cs_tool_select (tool, 0);
}

/* The best that is hit is selected besides, or not any more. */
static void
pick (CsTool *tool, const CsToolEvent *event)
{
  g_autoptr (GArray) hits = cs_tool_hits (tool, &event->at, TRUE);
  g_autoptr (GArray) ids = ids_selected (tool);
  if (hits->len == 0)
    return;
  guint64 id = g_array_index (hits, CsMarkHit, 0).mark->id;
  gboolean was = is_selected (tool, id);
  for (guint i = ids->len; was && i > 0; i--)
    if (g_array_index (ids, guint64, i - 1) == id)
      g_array_remove_index (ids, i - 1);
  if (!was)
    g_array_append_val (ids, id);
  select_all (tool, ids);
}

static gboolean
lies_within (const CsMark *mark, const double corners[4])
{
  CsMarkBounds bounds = { 0 };
  return cs_mark_bounds (mark, &bounds) && (double)bounds.x0 / 1000 >= corners[0] &&
         (double)bounds.y0 / 1000 >= corners[1] && (double)bounds.x1 / 1000 <= corners[2] &&
         (double)bounds.y1 / 1000 <= corners[3];
}

static void
select_within (CsTool *tool, const CsToolPointer *at)
{
  Select *self = tool->state;
  const CsToolScene *scene = &tool->scene;
  const double corners[4] = { MIN (self->x, at->x), MIN (self->y, at->y), MAX (self->x, at->x),
                              MAX (self->y, at->y) };
  gboolean besides = (at->modifiers & CS_TOOL_CTRL) != 0;
  g_autoptr (GArray) ids =
      besides ? ids_selected (tool) : g_array_new (FALSE, FALSE, sizeof (guint64));
  for (guint i = 0; i < scene->visible->n_marks; i++) {
    const CsMark *mark = scene->visible->marks[i];
    if (cs_tool_is_here (tool, mark) && lies_within (mark, corners) &&
        !(besides && is_selected (tool, mark->id)))
      g_array_append_val (ids, mark->id);
  }
  drop (self);
  hide (tool);
  select_all (tool, ids);
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
  guint64 held = self->before != NULL ? self->before->id : 0;
  drop (self);
  if (state == HELD && vertex) {
    tool->active = handle;
    tool->active_mark = tool->scene.selected;
    cs_tool_status (tool, N_ ("Delete takes this point away, Alt with an arrow moves it."));
  } else if (state == PICKING && !moved) {
    pick (tool, event);
  } else if (state == GRABBED && tool->scene.n_others > 0 && !moved) {
    cs_tool_select (tool, held);
  } else if (state == CLICKING && !moved) {
    g_autoptr (GArray) hits = cs_tool_hits (tool, &event->at, TRUE);
    cs_tool_select (tool, hits->len > 0 ? g_array_index (hits, CsMarkHit, 0).mark->id : 0);
  } else if (state != CLICKING && state != PICKING && was_selected && !moved) {
    cycle (tool, event);
  }
}

/* --- nudge --- */

/* What an arrow moves, the first of it; NULL for nothing. */
static const CsMark *
to_nudge (const CsTool *tool)
{
  const Select *self = tool->state;
  if (self->now != NULL)
    return self->now;
  g_autoptr (GPtrArray) selection = cs_tool_selection (tool);
  return selection->len > 0 ? selection->pdata[0] : NULL;
}

static void
nudge_vertex (CsTool *tool, const CsMark *mark, const CsToolPointer *at, double dx, double dy)
{
  CsToolPointer plain = *at;
  plain.modifiers = 0;
  CsMarkDrag drag =
      drag_to (tool, &plain, tool->active, (double)mark->values[2 * tool->active] / 1000 + dx,
               (double)mark->values[2 * tool->active + 1] / 1000 + dy);
  show (tool, cs_mark_drag (mark, &drag));
}

static gboolean
nudge (CsTool *tool, const CsToolEvent *event)
{
  Select *self = tool->state;
  const CsMark *mark = to_nudge (tool);
  guint width = tool->scene.width, height = tool->scene.height;
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
  if (!may_move (tool)) {
    drop (self);
    hide (tool);
    return TRUE;
  }
  const GPtrArray *all = self->all_now != NULL ? self->all_now : self->all_before;
  if (all != NULL)
    show_all (tool, cs_marks_move (all, dx, dy, width, height));
  else if (tool->active_mark == mark->id)
    nudge_vertex (tool, mark, &event->at, dx, dy);
  else
    show (tool, cs_mark_translate (mark, dx, dy, width, height));
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
    hide (tool);
  }
  if (event->type == CS_TOOL_CANCEL)
    return TRUE;
  switch (self->state) {
  case IDLE:
    return at_rest (tool, event);
  case CLICKING:
  case PICKING:
  case GRABBED:
  case HELD:
    if (event->type == CS_TOOL_MOTION)
      motion (tool, event);
    else if (event->type == CS_TOOL_RELEASE)
      click (tool, event);
    return TRUE;
  case BANDING:
    if (event->type == CS_TOOL_MOTION)
      motion (tool, event);
    else if (event->type == CS_TOOL_RELEASE)
      select_within (tool, &event->at);
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
  return state != IDLE && state != CLICKING && state != PICKING;
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
