/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pointer and held keys. Controllers take what their signals bring and forward it. */
#include "cs-canvas-private.h"
#include "cs-actions.h"
#include "cs-case-same.h"
#include "cs-settings.h"

#include <math.h>
#include <string.h>

#define ZOOM_STEP 1.0    /* wheel steps to a zoom step */
#define ZOOM_DRAG 150.0  /* pixels of a drag that double the zoom */
#define SLICES_DRAG 10.0 /* pixels of a drag to the next slice */

/* --- pointer of a tool --- */

static CsToolModifiers
tool_modifiers (GdkModifierType state)
{
  return (state & GDK_SHIFT_MASK ? CS_TOOL_SHIFT : 0) | (state & GDK_ALT_MASK ? CS_TOOL_ALT : 0) |
         (state & GDK_CONTROL_MASK ? CS_TOOL_CTRL : 0);
}

CsToolPointer
cs_canvas_pointer (CsCanvas *self, double x, double y, CsToolModifiers modifiers)
{
  CsEnv *env = cs_session_env (cs_case_model_session (self->model));
  CsToolPointer at = { .scale = { 1, 1 }, .modifiers = modifiers, .time = env->monotonic (env) };
  const CsLook *look = cs_canvas_look (self);
  if (look == NULL)
    return at;
  cs_viewport_to_item (&look->viewport, x, y, &at.x, &at.y);
  at.scale = cs_viewport_scale (&look->viewport);
  return at;
}

static CsToolModifiers
modifiers_of (GtkEventController *controller)
{
  return tool_modifiers (gtk_event_controller_get_current_event_state (controller));
}

/* --- drags --- */

/* What the profile of this person says about a button. */
static CsDragKind
chosen_drag (CsProfileChoiceId button)
{
  static const struct {
    const char *word;
    CsDragKind kind;
  } kinds[] = { { "window", CS_DRAG_WINDOW },
                { "pan", CS_DRAG_PAN },
                { "zoom", CS_DRAG_ZOOM },
                { "slices", CS_DRAG_SLICES } };
  const char *word = cs_profile_get_word (cs_settings_profile (), button);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].word, word))
      return kinds[i].kind;
  return CS_DRAG_NONE;
}

static CsDragKind
kind_of_drag (CsCanvas *self, guint button)
{
  if (button == GDK_BUTTON_SECONDARY)
    return chosen_drag (CS_PROFILE_RIGHT);
  if (button == GDK_BUTTON_MIDDLE)
    return chosen_drag (CS_PROFILE_MIDDLE);
  return self->held & CS_HELD_PAN ? CS_DRAG_PAN : CS_DRAG_TOOL;
}

static GArray *
hits_at (CsCanvas *self, const CsToolPointer *at)
{
  const CsMarkSet *set = cs_case_model_visible (self->model);
  const CsGid *item = &cs_canvas_case_item (self)->row->gid;
  if (self->index == NULL)
    self->index = cs_mark_index_new (set, item, self->part, self->frame);
  return cs_mark_index_hits (self->index, at->x, at->y, &at->scale, CS_TOOL_TOLERANCE, TRUE);
}

static const CsSuggestionRow *
suggestion_at (CsCanvas *self, const CsToolPointer *at, CsMarkHit *ret_hit)
{
  GPtrArray *all = cs_case_model_view (self->model)->suggestions;
  const CsSuggestionRow *found = NULL;
  CsMarkHit hit = { 0 };
  for (guint i = 0; i < all->len; i++) {
    const CsSuggestionRow *row = all->pdata[i];
    if (row->state != CS_SUGGESTION_OPEN || !cs_canvas_is_here (self, row->mark) ||
        !cs_mark_hit (row->mark, at->x, at->y, &at->scale, CS_TOOL_TOLERANCE, TRUE, &hit) ||
        (found != NULL && cs_mark_hit_compare (&hit, ret_hit) > 0))
      continue;
    *ret_hit = hit;
    found = row;
  }
  return found;
}

/* A click is about what is hit best, a suggestion or a mark; about the marks when the suggestion is
 * selected already, or when the outline of the selected one is hit, where its handles are. */
static gboolean
means_suggestion (CsCanvas *self, const CsToolPointer *at)
{
  CsMarkHit hit = { 0 };
  const CsSuggestionRow *row = suggestion_at (self, at, &hit);
  if (row == NULL || row == cs_case_model_suggestion (self->model))
    return FALSE;
  g_autoptr (GArray) marks = hits_at (self, at);
  for (guint i = 0; i < marks->len; i++) {
    const CsMarkHit *mark = &g_array_index (marks, CsMarkHit, i);
    if (!mark->inside && cs_case_model_is_selected (self->model, mark->mark->id))
      return FALSE;
  }
  return marks->len == 0 || cs_mark_hit_compare (&hit, &g_array_index (marks, CsMarkHit, 0)) < 0;
}

/* Where nothing is drawn: a press selects or moves. */
static gboolean
picks (CsCanvas *self)
{
  return cs_tool_get_kind (self->tool)->draws == NULL;
}

/* A drag moves what the tool has hold of, even over a suggestion. */
static void
release (CsCanvas *self, const CsToolPointer *at, gboolean click)
{
  CsMarkHit hit = { 0 };
  gboolean pick = click && picks (self);
  if (pick && self->means_suggestion)
    cs_tool_cancel (self->tool);
  else
    cs_tool_release (self->tool, at);
  const CsSuggestionRow *row = pick ? suggestion_at (self, at, &hit) : NULL;
  if (pick && (self->means_suggestion || row == NULL))
    cs_case_model_select_suggestion (self->model, row);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, CsCanvas *self)
{
  CsLook *look = self->model != NULL ? cs_canvas_look (self) : NULL;
  cs_canvas_say (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (look == NULL || self->tool == NULL) {
    self->drag = CS_DRAG_NONE;
    return;
  }
  self->drag =
      kind_of_drag (self, gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)));
  x -= cs_canvas_column_left (self, x);
  self->press_x = self->last_x = x;
  self->press_y = self->last_y = y;
  self->press_window = look->window;
  self->press_unit = self->unit;
  self->beside = FALSE;
  if (self->drag == CS_DRAG_TOOL && cs_case_compare_is_on (self->model))
    self->drag = cs_canvas_on_line (self, x) ? CS_DRAG_LINE : CS_DRAG_PAN;
  if (self->drag != CS_DRAG_TOOL)
    return;
  CsToolPointer at = cs_canvas_pointer (self, x, y, modifiers_of (GTK_EVENT_CONTROLLER (gesture)));
  self->means_suggestion = picks (self) && means_suggestion (self, &at);
  gboolean taken = cs_tool_press (self->tool, &at);
  self->beside = !taken && picks (self) && at.modifiers == 0;
}

static void
pan (CsCanvas *self, double x, double y)
{
  CsLook *look = cs_canvas_look (self);
  if (look == NULL)
    return;
  cs_viewport_pan (&look->viewport, x - self->last_x, y - self->last_y);
  cs_canvas_look_changed (self);
}

/* Up is nearer; what was under the press stays there. */
static void
drag_zoom (CsCanvas *self, double y)
{
  CsLook *look = cs_canvas_look (self);
  if (look == NULL)
    return;
  cs_viewport_zoom_by (&look->viewport, exp2 ((self->last_y - y) / ZOOM_DRAG), self->press_x,
                       self->press_y);
  cs_canvas_look_changed (self);
}

/* Down is on; from the slice of the press, so that the way back leads back. */
static void
drag_slices (CsCanvas *self, double y)
{
  const CsCaseItem *item = cs_canvas_case_item (self);
  gint64 now = 0;
  int at = cs_canvas_wanted (self, &now);
  if (item == NULL || at < 0)
    return;
  gint64 wanted = self->press_unit + (gint64)trunc ((y - self->press_y) / SLICES_DRAG);
  wanted = CLAMP (wanted, 0, MAX (item->units - 1, 0));
  if (wanted != now)
    cs_case_model_go (self->model, (guint)at, wanted);
}

/* A left drag that took hold of nothing, once it is more than a click. */
static void
leave_tool (CsCanvas *self, double x, double y)
{
  CsDragKind kind = chosen_drag (CS_PROFILE_LEFT);
  if (!self->beside || kind == CS_DRAG_NONE ||
      hypot (x - self->press_x, y - self->press_y) < CS_TOOL_DRAG)
    return;
  cs_tool_cancel (self->tool);
  self->drag = kind;
}

static void
drag_to (CsCanvas *self, double x, double y, CsToolModifiers modifiers)
{
  CsToolPointer at;
  if (self->drag == CS_DRAG_TOOL)
    leave_tool (self, x, y);
  switch (self->drag) {
  case CS_DRAG_TOOL:
    self->pointer_x = x;
    self->pointer_y = y;
    at = cs_canvas_pointer (self, x, y, modifiers);
    cs_tool_motion (self->tool, &at);
    cs_canvas_drop_probe (self);
    break;
  case CS_DRAG_WINDOW:
    cs_canvas_drag_window (self, x - self->press_x, y - self->press_y);
    break;
  case CS_DRAG_PAN:
    pan (self, x, y);
    break;
  case CS_DRAG_ZOOM:
    drag_zoom (self, y);
    break;
  case CS_DRAG_SLICES:
    drag_slices (self, y);
    break;
  case CS_DRAG_LINE:
    cs_case_compare_set_line (self->model, x / MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1));
    break;
  default:
    break;
  }
  self->last_x = x;
  self->last_y = y;
}

/* Where the pointer was since the frame before, when it comes to X, Y now: a fast stroke keeps its
 * shape. */
static void
catch_up (CsCanvas *self, GtkEventController *controller, double x, double y)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  double now_x = 0, now_y = 0;
  guint count = 0;
  if (event == NULL || !gdk_event_get_position (event, &now_x, &now_y))
    return;
  g_autofree GdkTimeCoord *history = gdk_event_get_history (event, &count);
  for (guint i = 0; i < count; i++) {
    const double *axes = history[i].axes;
    if ((history[i].flags & GDK_AXIS_FLAG_X) == 0 || (history[i].flags & GDK_AXIS_FLAG_Y) == 0)
      continue;
    CsToolPointer at = cs_canvas_pointer (self, x + axes[GDK_AXIS_X] - now_x,
                                          y + axes[GDK_AXIS_Y] - now_y, modifiers_of (controller));
    cs_tool_motion (self->tool, &at);
  }
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, CsCanvas *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
  double x = self->press_x + dx, y = self->press_y + dy;
  if (self->drag == CS_DRAG_TOOL && cs_tool_is_busy (self->tool))
    catch_up (self, controller, x, y);
  drag_to (self, x, y, modifiers_of (controller));
}

/* What lies there is selected, unless it is; FALSE where nothing does. */
static gboolean
select_at (CsCanvas *self, const CsToolPointer *at)
{
  CsMarkHit hit = { 0 };
  g_autoptr (GArray) hits = hits_at (self, at);
  for (guint i = 0; i < hits->len; i++)
    if (cs_case_model_is_selected (self->model, g_array_index (hits, CsMarkHit, i).mark->id))
      return TRUE;
  const CsSuggestionRow *row = hits->len == 0 ? suggestion_at (self, at, &hit) : NULL;
  if (hits->len > 0)
    cs_case_model_select (self->model, g_array_index (hits, CsMarkHit, 0).mark->id, FALSE);
  else if (row != NULL)
    cs_case_model_select_suggestion (self->model, row);
  return hits->len > 0 || row != NULL;
}

/* A click with the button that drags: what the hand moved by it goes back. */
static void
open_menu (CsCanvas *self)
{
  if (self->model == NULL || self->tool == NULL || cs_canvas_look (self) == NULL ||
      cs_canvas_is_drawing (self))
    return;
  CsToolPointer at = cs_canvas_pointer (self, self->press_x, self->press_y, 0);
  if (!select_at (self, &at))
    return;
  drag_to (self, self->press_x, self->press_y, 0);
  gtk_widget_activate_action (GTK_WIDGET (self), "mark.menu-here", NULL);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, CsCanvas *self)
{
  double x = self->press_x + dx, y = self->press_y + dy;
  CsDragKind kind = self->drag;
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  if (button == GDK_BUTTON_SECONDARY && hypot (dx, dy) < CS_TOOL_DRAG)
    open_menu (self);
  self->drag = CS_DRAG_NONE;
  if (kind != CS_DRAG_TOOL || self->tool == NULL)
    return;
  CsToolPointer at = cs_canvas_pointer (self, x, y, modifiers_of (GTK_EVENT_CONTROLLER (gesture)));
  gboolean click = hypot (dx, dy) < CS_TOOL_DRAG;
  release (self, &at, click);
  if (click && cs_case_same_can_take (self->model))
    gtk_widget_activate_action (GTK_WIDGET (self), "mark.same", NULL);
}

static void
drag_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, CsCanvas *self)
{
  if (self->drag == CS_DRAG_TOOL && self->tool != NULL && !cs_tool_get_kind (self->tool)->lasts)
    cs_tool_cancel (self->tool);
  self->drag = CS_DRAG_NONE;
}

/* --- motion --- */

static guint64
mark_at (CsCanvas *self, const CsToolPointer *at)
{
  g_autoptr (GArray) hits = hits_at (self, at);
  return hits->len > 0 ? g_array_index (hits, CsMarkHit, 0).mark->id : 0;
}

guint64
cs_canvas_pointed_at (CsCanvas *self)
{
  if (!self->pointer_inside || cs_canvas_look (self) == NULL)
    return 0;
  CsToolPointer at = cs_canvas_pointer (self, self->pointer_x, self->pointer_y, 0);
  return mark_at (self, &at);
}

static void
hover (CsCanvas *self, const CsToolPointer *at)
{
  guint64 found = 0;
  if (picks (self) && !cs_tool_is_busy (self->tool))
    found = mark_at (self, at);
  if (found == self->hovered)
    return;
  self->hovered = found;
  cs_canvas_drop (self, CS_LAYER_LIVE);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, CsCanvas *self)
{
  if (self->drag != CS_DRAG_NONE || self->model == NULL)
    return;
  x -= cs_canvas_column_left (self, x);
  self->pointer_x = x;
  self->pointer_y = y;
  self->pointer_inside = TRUE;
  if (cs_canvas_look (self) == NULL || self->tool == NULL)
    return;
  CsToolPointer at =
      cs_canvas_pointer (self, x, y, modifiers_of (GTK_EVENT_CONTROLLER (controller)));
  cs_canvas_drop (self, CS_LAYER_PROBE);
  if (cs_case_compare_is_on (self->model)) {
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                     cs_canvas_on_line (self, x) ? "ew-resize" : NULL);
    return;
  }
  cs_tool_motion (self->tool, &at);
  hover (self, &at);
}

static void
leave_cb (GtkEventControllerMotion *controller, CsCanvas *self)
{
  self->pointer_inside = FALSE;
  if (self->hovered != 0) {
    self->hovered = 0;
    cs_canvas_drop (self, CS_LAYER_LIVE);
  }
  cs_canvas_drop (self, CS_LAYER_PROBE);
}

/* --- wheel --- */

/* Through the slices, and does not zoom. */
static gboolean
wheel_goes (GdkModifierType state)
{
  CsProfileChoiceId wheel = state & GDK_CONTROL_MASK ? CS_PROFILE_CTRL_WHEEL : CS_PROFILE_WHEEL;
  return g_str_equal (cs_profile_get_word (cs_settings_profile (), wheel), "slices");
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, CsCanvas *self)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  CsLook *look = self->model != NULL ? cs_canvas_look (self) : NULL;
  const CsCaseItem *item = self->model != NULL ? cs_canvas_case_item (self) : NULL;
  if (item == NULL)
    return FALSE;
  cs_canvas_say (self, NULL);
  self->scrolled += dy;
  int steps = (int)trunc (self->scrolled / ZOOM_STEP);
  self->scrolled -= steps * ZOOM_STEP;
  if (steps == 0)
    return TRUE;
  if (item->units > 1 && wheel_goes (state)) {
    cs_canvas_step (self, steps);
  } else if (look != NULL) {
    double x = self->pointer_inside ? self->pointer_x : look->viewport.view_width / 2;
    double y = self->pointer_inside ? self->pointer_y : look->viewport.view_height / 2;
    cs_viewport_zoom_step (&look->viewport, -steps, x, y);
    cs_canvas_look_changed (self);
  }
  return TRUE;
}

/* --- keys that act while they are held --- */

/* 0 when the key is none of the table. */
static guint
held_key (guint keyval)
{
  static const struct {
    const char *name;
    CsHeld held;
  } names[] = { { "hold.marks", CS_HELD_HIDE },
                { "hold.before", CS_HELD_BEFORE },
                { "hold.pan", CS_HELD_PAN } };
  guint n = 0;
  const CsAction *actions = cs_actions (&n);
  for (guint i = 0; i < n; i++) {
    if (actions[i].place != CS_ACTION_HOLD)
      continue;
    for (guint k = 0; k < G_N_ELEMENTS (names); k++)
      if (g_str_equal (actions[i].name, names[k].name) &&
          gdk_keyval_from_name (actions[i].keys) == gdk_keyval_to_lower (keyval))
        return names[k].held;
  }
  return 0;
}

static void
set_held (CsCanvas *self, guint held)
{
  if (self->held == held)
    return;
  guint other = self->held ^ held;
  self->held = held;
  if (other & CS_HELD_PAN)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), held & CS_HELD_PAN ? "grabbing" : NULL);
  if (other & (CS_HELD_HIDE | CS_HELD_BEFORE))
    cs_canvas_drop (self, CS_LAYER_MARKS | CS_LAYER_LIVE);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode,
                GdkModifierType state, CsCanvas *self)
{
  guint held = held_key (keyval);
  cs_canvas_say (self, NULL);
  self->key_modifiers = tool_modifiers (state);
  if (held == 0 || self->tool == NULL || state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK))
    return FALSE;
  CsToolPointer at = cs_canvas_pointer (self, self->pointer_x, self->pointer_y, 0);
  if (held == CS_HELD_PAN && cs_tool_has_crosshair (self->tool))
    return cs_tool_key (self->tool, CS_TOOL_KEY_SPACE, &at);
  set_held (self, self->held | held);
  return TRUE;
}

static void
key_released_cb (GtkEventControllerKey *controller, guint keyval, guint keycode,
                 GdkModifierType state, CsCanvas *self)
{
  set_held (self, self->held & ~held_key (keyval));
  if (self->tool == NULL)
    return;
  CsToolPointer at = cs_canvas_pointer (self, self->pointer_x, self->pointer_y, 0);
  cs_tool_key_up (self->tool, &at);
}

/* Beside a text: what is done now is about the picture. One that is gone to and still being loaded
 * is the place already. */
static void
focus_enter_cb (GtkEventControllerFocus *controller, CsCanvas *self)
{
  gint64 unit = 0;
  int item = self->model != NULL ? cs_canvas_wanted (self, &unit) : -1;
  if (item >= 0)
    cs_case_model_go_item (self->model, (guint)item);
}

static void
focus_leave_cb (GtkEventControllerFocus *controller, CsCanvas *self)
{
  set_held (self, 0);
}

void
cs_canvas_input_forget (CsCanvas *self)
{
  if (self->tool != NULL)
    cs_tool_cancel (self->tool);
  self->drag = CS_DRAG_NONE;
  self->held = 0;
  self->hovered = 0;
  self->scrolled = 0;
  self->pointer_inside = FALSE;
  g_clear_pointer (&self->preview, cs_mark_unref);
  g_clear_pointer (&self->preview_others, g_ptr_array_unref);
  self->banding = FALSE;
}

void
cs_canvas_input_init (CsCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  GtkEventController *motion = gtk_event_controller_motion_new ();
  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, scroll);
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (keys, "key-released", G_CALLBACK (key_released_cb), self);
  gtk_widget_add_controller (widget, keys);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_signal_connect (focus, "enter", G_CALLBACK (focus_enter_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  gtk_widget_add_controller (widget, focus);
  cs_canvas_look_init (self);
}
