/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where passages were before: dashed under what is marked now, or alone while a key is held; and
 * where several readers marked what they do not agree on. */
#include "cs-actions.h"
#include "cs-case-compare.h"
#include "cs-text-canvas-private.h"

#define LINE 1.5
#define ROOM 2.0f /* pixels outside the words: the mark of now keeps its own frame */

typedef struct {
  GtkSnapshot *snapshot;
  GdkRGBA colour;
} Brush;

static void
dash_piece (const graphene_rect_t *piece, gboolean first, gpointer data)
{
  const Brush *brush = data;
  const double dashes[] = { 5, 3 };
  graphene_rect_t box;
  graphene_rect_inset_r (piece, -ROOM, -ROOM, &box);
  cairo_t *cr = gtk_snapshot_append_cairo (brush->snapshot, &box);
  gdk_cairo_set_source_rgba (cr, &brush->colour);
  cairo_set_line_width (cr, LINE);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_rectangle (cr, box.origin.x + LINE / 2, box.origin.y + LINE / 2, box.size.width - LINE,
                   box.size.height - LINE);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* What is where it was then would only be drawn twice. */
static gboolean
is_drawn (CsTextCanvas *self, const CsMark *mark)
{
  const CsMark *now = cs_mark_set_get (cs_case_model_marks (self->model), mark->id);
  const CsMark *seen = cs_mark_set_get (cs_case_model_visible (self->model), mark->id);
  return mark->kind->target == CS_MARK_TARGET_TEXT && cs_gid_equal (&mark->item, &self->gid) &&
         (now == NULL || (seen != NULL && !cs_mark_same_geometry (mark, now)));
}

/* Beside it, or in its turn, it is not drawn twice. */
static gboolean
is_dashed (CsTextCanvas *self)
{
  CsCompareWay way = cs_case_compare_way (self->model);
  return cs_text_canvas_instead (self) == NULL &&
         (!cs_case_compare_is_on (self->model) || way == CS_COMPARE_OVERLAY ||
          way == CS_COMPARE_SWIPE);
}

void
cs_text_canvas_draw_before (CsTextCanvas *self, GtkSnapshot *snapshot, guint32 start, guint32 end)
{
  const CsMarkSet *set = is_dashed (self) ? self->before : NULL;
  for (guint i = 0; set != NULL && i < set->n_marks; i++) {
    const CsMark *mark = set->marks[i];
    Brush brush = { .snapshot = snapshot };
    if (!is_drawn (self, mark))
      continue;
    gdk_rgba_parse (&brush.colour, cs_case_model_colour (self->model, mark));
    for (guint j = 0; j + 1 < mark->n_values; j += 2) {
      guint32 from = cs_text_screen_offset (self->screen, (guint32)mark->values[j]);
      guint32 to = cs_text_screen_end_offset (self->screen, (guint32)mark->values[j + 1]);
      if (MAX (from, start) < MIN (to, end))
        cs_text_canvas_pieces (self, MAX (from, start), MIN (to, end), dash_piece, &brush);
    }
  }
}

/* --- positions --- */

typedef struct {
  GtkSnapshot *snapshot;
  GdkRGBA colour;
  float room;
  gboolean current;
} Frame;

static void
frame_piece (const graphene_rect_t *piece, gboolean first, gpointer data)
{
  const Frame *frame = data;
  const float line = frame->current ? 2 : 1;
  const float widths[] = { line, line, line, line };
  const GdkRGBA colours[] = { frame->colour, frame->colour, frame->colour, frame->colour };
  graphene_rect_t box;
  GskRoundedRect shape;
  graphene_rect_inset_r (piece, -frame->room, -frame->room, &box);
  gsk_rounded_rect_init_from_rect (&shape, &box, 3);
  gtk_snapshot_append_border (frame->snapshot, &shape, widths, colours);
}

/* One round the other where they are of the same words. */
void
cs_text_canvas_draw_positions (CsTextCanvas *self, GtkSnapshot *snapshot, guint32 start,
                               guint32 end)
{
  GArray *marks = self->positions != NULL ? self->positions->marks : NULL;
  for (guint i = 0; marks != NULL && i < marks->len; i++) {
    const CsPositionMark *each = &g_array_index (marks, CsPositionMark, i);
    const CsMark *mark = each->mark;
    gboolean alone = self->only_position >= 0;
    Frame frame = { .snapshot = snapshot,
                    .room = alone ? 1 : 1 + 2.5f * (float)(each->position % 4),
                    .current = each->current };
    if (mark->kind->target != CS_MARK_TARGET_TEXT || !cs_gid_equal (&mark->item, &self->gid) ||
        (alone && (int)each->position != self->only_position))
      continue;
    gdk_rgba_parse (&frame.colour, cs_position_colour (each->position));
    for (guint j = 0; j + 1 < mark->n_values; j += 2) {
      guint32 from = cs_text_screen_offset (self->screen, (guint32)mark->values[j]);
      guint32 to = cs_text_screen_end_offset (self->screen, (guint32)mark->values[j + 1]);
      if (MAX (from, start) < MIN (to, end))
        cs_text_canvas_pieces (self, MAX (from, start), MIN (to, end), frame_piece, &frame);
    }
  }
}

void
cs_text_canvas_set_positions (CsTextCanvas *self, CsPositionsLook *look, int only)
{
  CsPositionsLook *old = self->positions;
  self->positions = cs_positions_look_ref (look);
  self->only_position = only;
  cs_positions_look_unref (old);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- one at a time --- */

const CsMarkSet *
cs_text_canvas_instead (CsTextCanvas *self)
{
  return self->held && self->before != NULL ? self->before : self->instead;
}

static void
replace (CsTextCanvas *self, CsMarkSet **at, const CsMarkSet *set)
{
  CsMarkSet *old = *at;
  *at = set != NULL ? cs_mark_set_ref (set) : NULL;
  if (self->model != NULL)
    cs_text_canvas_show_spans (self); /* they name marks of what goes */
  cs_mark_set_unref (old);
}

void
cs_text_canvas_set_before (CsTextCanvas *self, const CsMarkSet *set)
{
  replace (self, &self->before, set);
}

void
cs_text_canvas_set_instead (CsTextCanvas *self, const CsMarkSet *set)
{
  replace (self, &self->instead, set);
}

static void
set_held (CsTextCanvas *self, gboolean held)
{
  if (self->held == held)
    return;
  self->held = held;
  if (self->model != NULL && self->before != NULL)
    cs_text_canvas_show_spans (self);
}

static gboolean
is_hold (guint key)
{
  const CsAction *action = cs_actions_find ("hold.before");
  return action != NULL && gdk_keyval_from_name (action->keys) == gdk_keyval_to_lower (key);
}

static gboolean
key_down_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
             CsTextCanvas *self)
{
  if (!is_hold (key) || self->before == NULL ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  set_held (self, TRUE);
  return TRUE;
}

static void
key_up_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
           CsTextCanvas *self)
{
  if (is_hold (key))
    set_held (self, FALSE);
}

static void
left_cb (GtkEventControllerFocus *focus, CsTextCanvas *self)
{
  set_held (self, FALSE);
}

void
cs_text_canvas_before_init (CsTextCanvas *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_down_cb), self);
  g_signal_connect (keys, "key-released", G_CALLBACK (key_up_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
