/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-tool-private.h"

#include "cs-mark-shape.h"

#include <glib/gi18n.h>
#include <math.h>

#define STEP 10 /* pixels of the screen: less is hardly seen to move */

static void
refresh (CsTool *tool)
{
  tool->scene = (CsToolScene){ 0 };
  tool->host->scene (tool->host_data, &tool->scene);
}

/* --- for tools --- */

const CsMarkIndex *
cs_tool_index (CsTool *tool)
{
  const CsToolScene *scene = &tool->scene;
  if (tool->index == NULL ||
      !cs_mark_index_is (tool->index, scene->visible, &scene->item, scene->part, scene->frame)) {
    cs_mark_index_free (tool->index);
    tool->index = cs_mark_index_new (scene->visible, &scene->item, scene->part, scene->frame);
  }
  return tool->index;
}

GArray *
cs_tool_hits (CsTool *tool, const CsToolPointer *at, gboolean ask_inside)
{
  return cs_mark_index_hits (cs_tool_index (tool), at->x, at->y, &at->scale, CS_TOOL_TOLERANCE,
                             ask_inside);
}

gboolean
cs_tool_is_here (const CsTool *tool, const CsMark *mark)
{
  const CsToolScene *scene = &tool->scene;
  return mark->kind->target == CS_MARK_TARGET_IMAGE && mark->part == scene->part &&
         mark->frame == scene->frame && cs_gid_equal (&mark->item, &scene->item);
}

static const CsMark *
find_here (const CsTool *tool, guint64 id)
{
  const CsMark *mark = id != 0 ? cs_mark_set_get (tool->scene.visible, id) : NULL;
  return mark != NULL && cs_tool_is_here (tool, mark) ? mark : NULL;
}

const CsMark *
cs_tool_selected (const CsTool *tool)
{
  return find_here (tool, tool->scene.selected);
}

GPtrArray *
cs_tool_selection (const CsTool *tool)
{
  const CsToolScene *scene = &tool->scene;
  GPtrArray *marks = g_ptr_array_new ();
  const CsMark *main = find_here (tool, scene->selected);
  if (main != NULL)
    g_ptr_array_add (marks, (gpointer)main);
  for (guint i = 0; i < scene->n_others; i++) {
    const CsMark *mark = find_here (tool, scene->others[i]);
    if (mark != NULL)
      g_ptr_array_add (marks, (gpointer)mark);
  }
  return marks;
}

void
cs_tool_preview (CsTool *tool, const CsMark *mark)
{
  tool->host->preview (tool->host_data, mark);
}

void
cs_tool_select (CsTool *tool, guint64 id)
{
  if (tool->scene.selected == id && tool->scene.n_others == 0)
    return;
  tool->active_mark = 0;
  tool->scene.selected = id;
  tool->scene.n_others = 0;
  tool->host->select (tool->host_data, id);
}

void
cs_tool_cursor (CsTool *tool, CsToolCursor cursor)
{
  tool->host->cursor (tool->host_data, cursor);
}

void
cs_tool_status (CsTool *tool, const char *sentence)
{
  tool->host->status (tool->host_data, sentence);
}

void
cs_tool_put_all (CsTool *tool, GPtrArray *marks)
{
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (marks, NULL, NULL, NULL);
  tool->host->commit (tool->host_data, edit);
  cs_tool_preview (tool, NULL);
  refresh (tool);
}

void
cs_tool_put (CsTool *tool, CsMark *mark)
{
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_ptr_array_add (put, mark);
  cs_tool_put_all (tool, put);
}

void
cs_tool_done (CsTool *tool, CsMark *mark, const char *why_not)
{
  if (mark == NULL) {
    cs_tool_preview (tool, NULL);
    cs_tool_status (tool, why_not);
    return;
  }
  guint64 id = mark->id;
  cs_tool_put (tool, mark);
  cs_tool_select (tool, id);
  cs_tool_status (tool, NULL);
}

gboolean
cs_tool_may_draw (CsTool *tool)
{
  const CsToolScene *scene = &tool->scene;
  gboolean fits = scene->n_kinds == 0;
  for (guint i = 0; i < scene->n_kinds; i++)
    fits |= scene->kinds[i] == tool->kind->draws;
  const char *reason = NULL;
  if (scene->read_only)
    reason = N_ ("This case is open for looking only.");
  else if (scene->width == 0 || scene->height == 0)
    reason = N_ ("There is no picture to draw on.");
  else if (scene->label == NULL)
    reason = N_ ("Choose a label first: press {mark.label}.");
  else if (!fits)
    reason = tool->kind->wrong_label;
  if (reason != NULL)
    cs_tool_status (tool, reason);
  return reason == NULL;
}

static gboolean
has_rings (const CsMarkKind *kind)
{
  for (const CsMarkMember *member = kind->members; member->key != NULL; member++)
    if (member->shape == CS_MARK_SHAPE_RINGS)
      return TRUE;
  return FALSE;
}

CsMark *
cs_tool_draw (const CsTool *tool, const CsMarkKind *kind, guint64 id, const gint64 *values,
              guint n_values)
{
  const CsMarkRing ring = { 0, n_values / 2, FALSE };
  CsMarkInit init = {
    .id = id,
    .kind = kind,
    .label = tool->scene.label,
    .item = tool->scene.item,
    .part = tool->scene.part,
    .frame = tool->scene.frame,
    .values = values,
    .n_values = n_values,
    .how = CS_MARK_HOW_SCRATCH,
    .confidence = -1,
  };
  if (has_rings (kind)) {
    init.rings = &ring;
    init.n_rings = 1;
  }
  return init.label != NULL && !tool->scene.read_only ? cs_mark_new (&init, NULL) : NULL;
}

guint64
cs_tool_new_id (CsTool *tool)
{
  return tool->host->new_id (tool->host_data);
}

gboolean
cs_tool_begin (CsTool *tool, const CsToolPointer *at, double *ret_x, double *ret_y, guint64 *ret_id)
{
  if (!cs_tool_may_draw (tool))
    return FALSE;
  cs_tool_inside (tool, at, ret_x, ret_y);
  *ret_id = cs_tool_new_id (tool);
  return TRUE;
}

double
cs_tool_apart (const CsToolPointer *at, double x, double y)
{
  return hypot ((at->x - x) * at->scale.x, (at->y - y) * at->scale.y);
}

gboolean
cs_tool_is_over (const CsTool *tool, const CsToolPointer *at)
{
  return at->x >= 0 && at->x <= tool->scene.width && at->y >= 0 && at->y <= tool->scene.height;
}

void
cs_tool_inside (const CsTool *tool, const CsToolPointer *at, double *ret_x, double *ret_y)
{
  *ret_x = CLAMP (at->x, 0.0, (double)tool->scene.width);
  *ret_y = CLAMP (at->y, 0.0, (double)tool->scene.height);
}

gboolean
cs_tool_is_elsewhere (const CsTool *tool)
{
  return tool->part != tool->scene.part || tool->frame != tool->scene.frame ||
         !cs_gid_equal (&tool->item, &tool->scene.item);
}

/* --- delivery --- */

gboolean
cs_tool_is_busy (const CsTool *tool)
{
  return tool->kind->busy (tool);
}

static void
cancel (CsTool *tool)
{
  const CsToolEvent event = { .type = CS_TOOL_CANCEL };
  tool->kind->event (tool, &event);
  cs_tool_preview (tool, NULL);
  tool->held = FALSE;
}

/* A stroke belongs to the frame where it began. TRUE when EVENT goes no further. */
static gboolean
hold_back (CsTool *tool, const CsToolEvent *event)
{
  if (!cs_tool_is_busy (tool) || !cs_tool_is_elsewhere (tool))
    return FALSE;
  if (!tool->kind->lasts) {
    cancel (tool);
    return event->type != CS_TOOL_PRESS;
  }
  if (event->type == CS_TOOL_PRESS || event->type == CS_TOOL_KEY)
    tool->host->elsewhere (tool->host_data, tool->part, tool->frame);
  return event->type != CS_TOOL_RELEASE;
}

static gboolean
deliver (CsTool *tool, const CsToolEvent *event)
{
  refresh (tool);
  if (tool->scene.set == NULL)
    return FALSE;
  if (hold_back (tool, event))
    return TRUE;
  gboolean before = cs_tool_is_busy (tool);
  CsToolEvent snapped = *event;
  if (tool->kind->draws != NULL && event->type <= CS_TOOL_RELEASE && !event->keyboard)
    cs_tool_snap (tool, &snapped.at, 0);
  gboolean taken = tool->kind->event (tool, &snapped);
  if (!before && cs_tool_is_busy (tool)) {
    tool->item = tool->scene.item;
    tool->part = tool->scene.part;
    tool->frame = tool->scene.frame;
  }
  return taken;
}

static gboolean
deliver_at (CsTool *tool, CsToolEventType type, const CsToolPointer *at, gboolean keyboard)
{
  CsToolEvent event = { .type = type, .at = *at, .keyboard = keyboard };
  if (keyboard) {
    event.at.x = tool->x;
    event.at.y = tool->y;
  }
  return deliver (tool, &event);
}

/* --- crosshair --- */

static void
show_crosshair (CsTool *tool, gboolean shown)
{
  tool->crosshair = shown;
  tool->host->crosshair (tool->host_data, shown, tool->x, tool->y);
}

static void
hide_crosshair (CsTool *tool)
{
  if (!tool->crosshair)
    return;
  if (tool->held)
    cancel (tool);
  show_crosshair (tool, FALSE);
}

static void
place_crosshair (CsTool *tool, double x, double y, const CsToolPointer *at)
{
  tool->x = CLAMP (x, 0.0, (double)tool->scene.width);
  tool->y = CLAMP (y, 0.0, (double)tool->scene.height);
  show_crosshair (tool, TRUE);
  deliver_at (tool, CS_TOOL_MOTION, at, TRUE);
}

/* Whole pixels of the picture. With Shift one of them, or what a pixel of the screen shows when
 * that is more. */
static double
step_of (double scale, CsToolModifiers modifiers)
{
  double seen = modifiers & CS_TOOL_SHIFT ? 1.0 : STEP;
  return scale > 0 ? MAX (1.0, round (seen / scale)) : seen;
}

/* Shift makes the step fine here, so it does not constrain as well. */
static gboolean
arrow (CsTool *tool, const CsToolPointer *at)
{
  CsToolPointer plain = *at;
  if (!tool->crosshair)
    return FALSE;
  plain.modifiers = 0;
  place_crosshair (tool, tool->x + at->dx * step_of (at->scale.x, at->modifiers),
                   tool->y + at->dy * step_of (at->scale.y, at->modifiers), &plain);
  return TRUE;
}

static gboolean
next_handle (CsTool *tool, const CsToolPointer *at)
{
  const CsMark *mark = cs_tool_selected (tool);
  if (!tool->crosshair || tool->held || mark == NULL || tool->scene.n_others > 0)
    return FALSE;
  g_autoptr (GArray) handles = cs_mark_handles (mark, &at->scale);
  gboolean back = at->modifiers & CS_TOOL_SHIFT;
  guint next = back ? handles->len - 1 : 0;
  for (guint i = 0; i < handles->len; i++) {
    const CsMarkHandle *handle = &g_array_index (handles, CsMarkHandle, i);
    if (fabs (handle->x - tool->x) < 1e-6 && fabs (handle->y - tool->y) < 1e-6)
      next = (i + (back ? handles->len - 1 : 1)) % handles->len;
  }
  if (handles->len == 0)
    return FALSE;
  const CsMarkHandle *handle = &g_array_index (handles, CsMarkHandle, next);
  CsToolPointer plain = *at;
  plain.modifiers = 0;
  place_crosshair (tool, handle->x, handle->y, &plain);
  return TRUE;
}

static gboolean
press_by_key (CsTool *tool, CsToolKey key, const CsToolPointer *at)
{
  const CsToolEvent event = { .type = CS_TOOL_KEY, .at = *at, .key = key };
  gboolean closes = key == CS_TOOL_KEY_ENTER && tool->kind->lasts && cs_tool_is_busy (tool);
  if (closes)
    return deliver (tool, &event);
  if (!tool->crosshair)
    return FALSE;
  if (tool->kind->by_clicks) {
    deliver_at (tool, CS_TOOL_PRESS, at, TRUE);
    deliver_at (tool, CS_TOOL_RELEASE, at, TRUE);
    return TRUE;
  }
  if (!tool->held)
    deliver_at (tool, CS_TOOL_PRESS, at, TRUE);
  /* What has nothing to drag is a click. */
  gboolean release = tool->held || !cs_tool_is_busy (tool);
  tool->held = !release;
  if (release)
    deliver_at (tool, CS_TOOL_RELEASE, at, TRUE);
  return TRUE;
}

/* --- for the canvas --- */

CsTool *
cs_tool_new (const CsToolKind *kind, const CsToolHost *host, gpointer host_data)
{
  CsTool *tool = g_new0 (CsTool, 1);
  tool->kind = kind;
  tool->host = host;
  tool->host_data = host_data;
  tool->state = g_malloc0 (kind->state_size);
  cs_tool_status (tool, kind->hint);
  cs_tool_cursor (tool, kind->draws != NULL ? CS_TOOL_CURSOR_CROSS : CS_TOOL_CURSOR_DEFAULT);
  return tool;
}

void
cs_tool_free (CsTool *tool)
{
  if (tool == NULL)
    return;
  cs_tool_cancel (tool);
  if (tool->kind->clear != NULL)
    tool->kind->clear (tool->state);
  cs_mark_index_free (tool->index);
  g_free (tool->state);
  g_free (tool);
}

const CsToolKind *
cs_tool_get_kind (const CsTool *tool)
{
  return tool->kind;
}

gboolean
cs_tool_press (CsTool *tool, const CsToolPointer *at)
{
  hide_crosshair (tool);
  return deliver_at (tool, CS_TOOL_PRESS, at, FALSE);
}

void
cs_tool_motion (CsTool *tool, const CsToolPointer *at)
{
  if (!tool->crosshair)
    deliver_at (tool, CS_TOOL_MOTION, at, FALSE);
}

void
cs_tool_release (CsTool *tool, const CsToolPointer *at)
{
  if (!tool->crosshair)
    deliver_at (tool, CS_TOOL_RELEASE, at, FALSE);
}

static gboolean
toggle_crosshair (CsTool *tool, const CsToolPointer *at)
{
  if (tool->crosshair) {
    hide_crosshair (tool);
  } else if (tool->scene.width > 0 && tool->scene.height > 0) {
    place_crosshair (tool, round (at->x), round (at->y), at);
  }
  return TRUE;
}

gboolean
cs_tool_key (CsTool *tool, CsToolKey key, const CsToolPointer *at)
{
  const CsToolEvent event = { .type = CS_TOOL_KEY, .at = *at, .key = key };
  refresh (tool);
  if (tool->scene.set == NULL)
    return FALSE;
  switch (key) {
  case CS_TOOL_KEY_CROSSHAIR:
    return toggle_crosshair (tool, at);
  case CS_TOOL_KEY_ARROW:
    return at->modifiers & CS_TOOL_ALT ? deliver (tool, &event) : arrow (tool, at);
  case CS_TOOL_KEY_TAB:
    return next_handle (tool, at);
  case CS_TOOL_KEY_SPACE:
  case CS_TOOL_KEY_ENTER:
    return press_by_key (tool, key, at);
  case CS_TOOL_KEY_DELETE:
    return cs_tool_is_busy (tool) || cs_tool_delete (tool);
  case CS_TOOL_KEY_BACKSPACE:
    return deliver (tool, &event);
  default:
    return FALSE;
  }
}

void
cs_tool_key_up (CsTool *tool, const CsToolPointer *at)
{
  const CsToolEvent event = { .type = CS_TOOL_KEY_UP, .at = *at };
  deliver (tool, &event);
}

gboolean
cs_tool_escape (CsTool *tool)
{
  refresh (tool);
  if (cs_tool_is_busy (tool)) {
    cs_tool_cancel (tool);
  } else if (tool->crosshair) {
    show_crosshair (tool, FALSE);
  } else if (tool->scene.selected != 0) {
    cs_tool_select (tool, 0);
  } else {
    return FALSE;
  }
  return TRUE;
}

gboolean
cs_tool_take_back (CsTool *tool)
{
  const CsToolEvent event = { .type = CS_TOOL_KEY, .key = CS_TOOL_KEY_BACKSPACE };
  if (!cs_tool_is_busy (tool))
    return FALSE;
  if (tool->kind->lasts)
    deliver (tool, &event);
  else
    cs_tool_cancel (tool);
  return TRUE;
}

void
cs_tool_cancel (CsTool *tool)
{
  gboolean busy = cs_tool_is_busy (tool);
  refresh (tool);
  cancel (tool);
  if (busy)
    cs_tool_status (tool, NULL);
}

gboolean
cs_tool_keep (CsTool *tool)
{
  const CsToolEvent enter = { .type = CS_TOOL_KEY, .key = CS_TOOL_KEY_ENTER };
  if (!cs_tool_is_busy (tool))
    return FALSE;
  refresh (tool);
  tool->scene.item = tool->item;
  tool->scene.part = tool->part;
  tool->scene.frame = tool->frame;
  if (tool->kind->lasts && tool->scene.set != NULL)
    tool->kind->event (tool, &enter);
  if (!cs_tool_is_busy (tool))
    return TRUE;
  cs_tool_cancel (tool);
  return FALSE;
}

gboolean
cs_tool_has_crosshair (const CsTool *tool)
{
  return tool->crosshair;
}

gboolean
cs_tool_active_handle (const CsTool *tool, guint *ret_handle)
{
  CsToolScene scene = { 0 };
  tool->host->scene (tool->host_data, &scene);
  if (tool->active_mark == 0 || tool->active_mark != scene.selected)
    return FALSE;
  *ret_handle = tool->active;
  return TRUE;
}
