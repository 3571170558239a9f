/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a tool asks of the canvas, and tells it. */
#include "cs-canvas-private.h"
#include "cs-case-same.h"
#include "cs-tool-choice.h"
#include "cs-unit-words.h"

#include "cs-evidence.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static void
host_scene (gpointer host, CsToolScene *ret_scene)
{
  CsCanvas *self = host;
  const CsCaseItem *item = self->model != NULL ? cs_canvas_case_item (self) : NULL;
  if (item == NULL)
    return;
  const CsLabel *label = cs_case_model_armed (self->model).label;
  guint n_others = 0;
  const guint64 *others = cs_case_model_selected_others (self->model, &n_others);
  *ret_scene = (CsToolScene){
    .set = cs_case_model_marks (self->model),
    .visible = cs_case_model_visible (self->model),
    .hold = cs_case_model_hold (self->model),
    .item = item->row->gid,
    .part = self->part,
    .frame = self->frame,
    .width = self->picture != NULL ? self->picture->frame->columns : 0,
    .height = self->picture != NULL ? self->picture->frame->rows : 0,
    .label = label != NULL ? label->key : NULL,
    .kinds = label != NULL ? (const CsMarkKind *const *)label->kinds : NULL,
    .n_kinds = label != NULL ? label->n_kinds : 0,
    .selected = cs_case_model_selected (self->model),
    .others = others,
    .n_others = n_others,
    .read_only = !cs_case_model_may_edit (self->model) || cs_case_same_first (self->model) != 0,
  };
}

static guint64
host_new_id (gpointer host)
{
  return cs_case_model_new_id (((CsCanvas *)host)->model);
}

static void
host_preview (gpointer host, const CsMark *mark)
{
  CsCanvas *self = host;
  guint64 before = self->preview != NULL ? self->preview->id : 0;
  guint64 now = mark != NULL ? mark->id : 0;
  if (before == 0 && now == 0)
    return;
  CsMark *old = self->preview;
  self->preview = mark != NULL ? cs_mark_ref (mark) : NULL;
  cs_mark_unref (old);
  if ((before == 0) != (now == 0))
    g_signal_emit_by_name (self, "stroke");
  cs_canvas_drop (self, CS_LAYER_LIVE | (before != now ? CS_LAYER_MARKS | CS_LAYER_PROBE : 0));
  if (before == now)
    cs_canvas_drop_probe (self);
}

static void
host_commit (gpointer host, CsMarkEdit *edit)
{
  CsCanvas *self = host;
  g_autoptr (GError) error = NULL;
  if (!cs_case_model_edit (self->model, edit, &error))
    cs_session_set_notice (cs_case_model_session (self->model), error->message);
  else
    for (guint i = 0; i < edit->n_put; i++)
      cs_tool_choice_drawn (self->model, edit->put[i]);
}

static void
host_select (gpointer host, guint64 id)
{
  cs_case_model_select (((CsCanvas *)host)->model, id, FALSE);
}

static void
host_cursor (gpointer host, CsToolCursor cursor)
{
  static const char *const names[] = {
    [CS_TOOL_CURSOR_DEFAULT] = "default", [CS_TOOL_CURSOR_CROSS] = "crosshair",
    [CS_TOOL_CURSOR_MARK] = "pointer",    [CS_TOOL_CURSOR_MOVE] = "move",
    [CS_TOOL_CURSOR_HANDLE] = "grab",     [CS_TOOL_CURSOR_ADD] = "copy",
    [CS_TOOL_CURSOR_CLOSE] = "cell",
  };
  gtk_widget_set_cursor_from_name (GTK_WIDGET (host), names[cursor]);
}

void
cs_canvas_say (CsCanvas *self, const char *sentence)
{
  if (g_strcmp0 (self->status, sentence) == 0)
    return;
  g_free (self->status);
  self->status = g_strdup (sentence);
  g_clear_pointer (&self->plates[CS_PLATE_STATUS], gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The hint of a tool at rest is its tooltip on the rail, and is not said over the picture. */
static void
host_status (gpointer host, const char *sentence)
{
  CsCanvas *self = host;
  const char *hint = self->tool != NULL ? cs_tool_get_kind (self->tool)->hint : sentence;
  gboolean at_rest = sentence == NULL || g_strcmp0 (sentence, hint) == 0;
  cs_canvas_say (self, at_rest ? NULL : _ (sentence));
}

static void
host_elsewhere (gpointer host, guint part, guint frame)
{
  CsCanvas *self = host;
  const CsCaseItem *item = cs_canvas_case_item (self);
  g_autofree char *place = cs_unit_words (item, cs_item_unit_of (item->row->facts, part, frame));
  /* Translators: %s is "slice 12" or "frame 12". */
  g_autofree char *words = g_strdup_printf (
      _ ("This outline was begun on %s: go back to it, or press {mark.cancel}."), place);
  cs_canvas_say (self, words);
}

/* Kept in sight, so that the keys alone reach every place. */
static void
host_crosshair (gpointer host, gboolean shown, double x, double y)
{
  CsCanvas *self = host;
  CsLook *look = self->model != NULL ? cs_canvas_look (self) : NULL;
  self->crosshair = shown;
  self->crosshair_x = x;
  self->crosshair_y = y;
  if (look != NULL && shown) {
    double view_x = 0, view_y = 0;
    cs_viewport_to_view (&look->viewport, x, y, &view_x, &view_y);
    self->pointer_x = view_x;
    self->pointer_y = view_y;
    self->pointer_inside = TRUE;
    if (view_x < 0 || view_y < 0 || view_x > look->viewport.view_width ||
        view_y > look->viewport.view_height) {
      cs_viewport_centre_on (&look->viewport, x, y);
      cs_canvas_look_changed (self);
    }
  }
  cs_canvas_drop (self, CS_LAYER_LIVE | CS_LAYER_PROBE);
}

static void
host_select_many (gpointer host, const guint64 *ids, guint n)
{
  cs_case_model_select_many (((CsCanvas *)host)->model, ids, n, ids[n - 1]);
}

static void
host_preview_others (gpointer host, const GPtrArray *marks)
{
  CsCanvas *self = host;
  if (self->preview_others == marks)
    return;
  g_clear_pointer (&self->preview_others, g_ptr_array_unref);
  self->preview_others = marks != NULL ? g_ptr_array_ref ((GPtrArray *)marks) : NULL;
  cs_canvas_drop (self, CS_LAYER_LIVE);
}

static void
host_band (gpointer host, gboolean shown, const double corners[4])
{
  CsCanvas *self = host;
  if (!self->banding && !shown)
    return;
  self->banding = shown;
  memcpy (self->band, corners, sizeof self->band);
  cs_canvas_drop (self, CS_LAYER_LIVE);
}

static const CsToolHost host_table = {
  .scene = host_scene,
  .new_id = host_new_id,
  .preview = host_preview,
  .commit = host_commit,
  .select = host_select,
  .cursor = host_cursor,
  .status = host_status,
  .elsewhere = host_elsewhere,
  .crosshair = host_crosshair,
  .select_many = host_select_many,
  .preview_others = host_preview_others,
  .band = host_band,
};

gboolean
cs_canvas_is_drawing (CsCanvas *self)
{
  return self->tool != NULL && cs_tool_is_busy (self->tool);
}

gboolean
cs_canvas_take_back (CsCanvas *self)
{
  return self->tool != NULL && cs_tool_take_back (self->tool);
}

void
cs_canvas_follow_tool (CsCanvas *self)
{
  const CsToolKind *kind = cs_tool_kind_find (cs_case_model_tool (self->model));
  if (self->tool != NULL && cs_tool_get_kind (self->tool) == kind)
    return;
  g_clear_pointer (&self->tool, cs_tool_free);
  self->crosshair = FALSE;
  cs_canvas_say (self, NULL);
  self->tool = cs_tool_new (kind, &host_table, self);
  cs_canvas_drop (self, CS_LAYER_LIVE | CS_LAYER_WORDS);
}
