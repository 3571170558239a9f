/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the keys of the canvas do. Keys stand in actions.def. */
#include "cs-canvas-private.h"
#include "cs-case-same.h"
#include "cs-tool-choice.h"

#include <glib/gi18n.h>
#include <string.h>

/* --- slices --- */

static gboolean
is_picture (const CsCaseItem *item)
{
  return !g_str_equal (item->row->kind, "text") && item->units > 0;
}

void
cs_canvas_turn_to (CsCanvas *self, guint item, gint64 unit)
{
  if (self->pinned >= 0)
    cs_case_model_scroll (self->model, item, unit);
  else
    cs_case_model_go (self->model, item, unit);
}

/* One step beyond the end leads into the next picture of the case, which another view may show. */
void
cs_canvas_step (CsCanvas *self, int step)
{
  gint64 unit = 0;
  int at = self->model != NULL ? cs_canvas_wanted (self, &unit) : -1;
  if (at < 0)
    return;
  const CsCaseItem *item = cs_case_model_item (self->model, (guint)at);
  gint64 wanted = unit + step;
  guint n = cs_case_model_n_items (self->model), here = (guint)at;
  gboolean beyond = (unit == 0 && wanted < 0) || (unit == item->units - 1 && wanted > unit);
  if (ABS (step) > 1 || !beyond || self->pinned >= 0) {
    cs_canvas_turn_to (self, here, CLAMP (wanted, 0, item->units - 1));
    return;
  }
  for (guint next = here + (guint)step; next < n; next += (guint)step) {
    const CsCaseItem *other = cs_case_model_item (self->model, next);
    if (!is_picture (other))
      continue;
    cs_case_model_go (self->model, next, step > 0 ? 0 : other->units - 1);
    return;
  }
}

/* --- keys of the tool --- */

/* For keys, the tool asks for what the middle of the view shows. */
static gboolean
tool_key (CsCanvas *self, CsToolKey key, CsToolModifiers modifiers, int right, int down)
{
  const CsLook *look = self->model != NULL ? cs_canvas_look (self) : NULL;
  if (look == NULL || self->tool == NULL)
    return FALSE;
  CsToolPointer at = cs_canvas_pointer (self, look->viewport.view_width / 2,
                                        look->viewport.view_height / 2, modifiers);
  if (key == CS_TOOL_KEY_ARROW)
    cs_viewport_direction (&look->viewport, right, down, &at.dx, &at.dy);
  return cs_tool_key (self->tool, key, &at);
}

/* An area around the canvas may have its own idea of these: the next open change in review. */
static gboolean
outer_action (CsCanvas *self, const char *name)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  return parent != NULL && gtk_widget_activate_action (parent, name, NULL);
}

static void
arrow_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  const char *where = g_variant_get_string (target, NULL);
  int right = g_str_equal (where, "right") - g_str_equal (where, "left");
  int down = g_str_equal (where, "down") - g_str_equal (where, "up");
  CsCanvas *self = CS_CANVAS (widget);
  tool_key (self, CS_TOOL_KEY_ARROW, self->key_modifiers, right, down);
}

static void
crosshair_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCanvas *self = CS_CANVAS (widget);
  tool_key (self, CS_TOOL_KEY_CROSSHAIR, 0, 0, 0);
  if (self->crosshair)
    cs_canvas_say (self, _ ("The arrows move the crosshair, {hold.pan} presses, "
                            "{mark.settle|Return} ends."));
}

static void
slice_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCanvas *self = CS_CANVAS (widget);
  int step = g_variant_get_int32 (target);
  if (ABS (step) == 1 && self->crosshair && tool_key (self, CS_TOOL_KEY_ARROW, 0, 0, step))
    return;
  cs_canvas_step (self, step);
}

static void
next_not_shown_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCanvas *self = CS_CANVAS (widget);
  if (self->crosshair && tool_key (self, CS_TOOL_KEY_ARROW, CS_TOOL_SHIFT, 0, 1))
    return;
  if (self->model != NULL)
    cs_case_model_go_not_shown (self->model);
}

static void
choose_tool_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCanvas *self = CS_CANVAS (widget);
  if (self->model == NULL)
    return;
  g_autofree char *why = cs_tool_choice_take (self->model, g_variant_get_string (target, NULL));
  cs_canvas_say (self, why);
}

/* --- marks --- */

static void
next_mark_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCanvas *self = CS_CANVAS (widget);
  gboolean back = g_str_equal (name, "mark.previous");
  if (self->model == NULL || tool_key (self, CS_TOOL_KEY_TAB, back ? CS_TOOL_SHIFT : 0, 0, 0) ||
      outer_action (self, name))
    return;
  cs_case_model_select_step (self->model, back ? -1 : 1);
}

static void
delete_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCanvas *self = CS_CANVAS (widget);
  gboolean busy = self->tool != NULL && cs_tool_is_busy (self->tool);
  if (!tool_key (self, busy ? CS_TOOL_KEY_BACKSPACE : CS_TOOL_KEY_DELETE, 0, 0, 0))
    outer_action (self, name);
}

static void
select_all_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCanvas *self = CS_CANVAS (widget);
  if (self->model != NULL)
    cs_case_model_select_slice (self->model);
}

static void
cancel_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCanvas *self = CS_CANVAS (widget);
  gboolean same = self->model != NULL && cs_case_same_first (self->model) != 0;
  gboolean busy = self->tool != NULL && cs_tool_is_busy (self->tool);
  if (!busy && !same && cs_canvas_lens_end (self))
    return;
  if (same || self->tool == NULL || !cs_tool_escape (self->tool))
    outer_action (self, name);
}

static void
settle_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCanvas *self = CS_CANVAS (widget);
  gboolean busy = self->tool != NULL && cs_tool_is_busy (self->tool);
  gboolean outer = self->model != NULL && (cs_case_model_suggestion (self->model) != NULL ||
                                           cs_case_same_first (self->model) != 0);
  if ((outer && !busy) || !tool_key (self, CS_TOOL_KEY_ENTER, 0, 0, 0))
    outer_action (self, name);
}

/* --- look --- */

static CsLook *
look_of (GtkWidget *widget)
{
  CsCanvas *self = CS_CANVAS (widget);
  return self->model != NULL ? cs_canvas_look (self) : NULL;
}

static void
zoom_to_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCanvas *self = CS_CANVAS (widget);
  CsLook *look = look_of (widget);
  const CsMark *mark = look != NULL ? cs_canvas_selected (self) : NULL;
  CsMarkBounds bounds = { 0 };
  if (mark == NULL || !cs_canvas_is_here (self, mark) || !cs_mark_bounds (mark, &bounds))
    return;
  cs_viewport_show (&look->viewport, &bounds, TRUE);
  cs_canvas_look_changed (self);
}

static void
fit_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsLook *look = look_of (widget);
  if (look == NULL)
    return;
  cs_viewport_fit (&look->viewport);
  cs_canvas_look_changed (CS_CANVAS (widget));
}

static void
pointer_or_middle (CsCanvas *self, const CsLook *look, double *ret_x, double *ret_y)
{
  *ret_x = self->pointer_inside ? self->pointer_x : look->viewport.view_width / 2;
  *ret_y = self->pointer_inside ? self->pointer_y : look->viewport.view_height / 2;
}

static void
one_to_one_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsLook *look = look_of (widget);
  double x = 0, y = 0;
  if (look == NULL)
    return;
  pointer_or_middle (CS_CANVAS (widget), look, &x, &y);
  cs_viewport_actual (&look->viewport, x, y);
  cs_canvas_look_changed (CS_CANVAS (widget));
}

static void
zoom_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsLook *look = look_of (widget);
  double x = 0, y = 0;
  if (look == NULL)
    return;
  pointer_or_middle (CS_CANVAS (widget), look, &x, &y);
  cs_viewport_zoom_step (&look->viewport, g_variant_get_int32 (target), x, y);
  cs_canvas_look_changed (CS_CANVAS (widget));
}

static void
window_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  if (look_of (widget) != NULL)
    cs_canvas_choose_window (CS_CANVAS (widget), (guint)g_variant_get_int32 (target));
}

static void
auto_window_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsLook *look = look_of (widget);
  if (look == NULL)
    return;
  gboolean invert = look->window.invert;
  look->window = cs_window_level_auto (CS_CANVAS (widget)->picture);
  look->window.invert = invert;
  cs_canvas_window_changed (CS_CANVAS (widget));
}

static void
invert_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsLook *look = look_of (widget);
  if (look == NULL)
    return;
  look->window.invert = !look->window.invert;
  cs_canvas_window_changed (CS_CANVAS (widget));
}

static void
corner_text_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCanvas *self = CS_CANVAS (widget);
  self->no_words = !self->no_words;
  cs_canvas_drop (self, CS_LAYER_WORDS);
}

/* The next slice that can be read, or the next one that cannot. */
static void
next_readable_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCanvas *self = CS_CANVAS (widget);
  gboolean damaged = g_str_equal (name, "view.next-damaged");
  const CsCaseItem *item = self->model != NULL ? cs_canvas_case_item (self) : NULL;
  for (gint64 i = 1; item != NULL && i < item->units; i++) {
    gint64 unit = (self->unit + i) % item->units;
    if (cs_canvas_is_damaged (self, unit) == damaged) {
      cs_canvas_turn_to (self, (guint)self->item, unit);
      return;
    }
  }
}

static void
retry_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_canvas_retry (CS_CANVAS (widget));
}

void
cs_canvas_actions_install (GtkWidgetClass *klass)
{
  static const struct {
    const char *name, *type;
    GtkWidgetActionActivateFunc run;
  } actions[] = {
    { "tool.choose", "s", choose_tool_cb },
    { "tool.crosshair", NULL, crosshair_cb },
    { "tool.arrow", "s", arrow_cb },
    { "view.slice", "i", slice_cb },
    { "view.next-not-shown", NULL, next_not_shown_cb },
    { "view.next-readable", NULL, next_readable_cb },
    { "view.next-damaged", NULL, next_readable_cb },
    { "view.retry", NULL, retry_cb },
    { "view.fit", NULL, fit_cb },
    { "view.one-to-one", NULL, one_to_one_cb },
    { "view.zoom", "i", zoom_cb },
    { "view.window", "i", window_cb },
    { "view.auto-window", NULL, auto_window_cb },
    { "view.invert", NULL, invert_cb },
    { "view.corner-text", NULL, corner_text_cb },
    { "mark.next", NULL, next_mark_cb },
    { "mark.previous", NULL, next_mark_cb },
    { "mark.select-all", NULL, select_all_cb },
    { "mark.delete", NULL, delete_cb },
    { "mark.cancel", NULL, cancel_cb },
    { "mark.settle", NULL, settle_cb },
    { "mark.zoom-to", NULL, zoom_to_cb },
  };
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (klass, actions[i].name, actions[i].type, actions[i].run);
  cs_canvas_cine_install (klass);
  cs_canvas_clip_install (klass);
  cs_canvas_lens_install (klass);
}
