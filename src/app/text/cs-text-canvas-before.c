/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where passages were before: dashed under what is marked now; and where several readers marked
 * what they do not agree on. */
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

void
cs_text_canvas_draw_before (CsTextCanvas *self, GtkSnapshot *snapshot, guint32 start, guint32 end)
{
  const CsMarkSet *set = self->before;
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
    Frame frame = { .snapshot = snapshot,
                    .room = 1 + 2.5f * (float)(each->position % 4),
                    .current = each->current };
    if (mark->kind->target != CS_MARK_TARGET_TEXT || !cs_gid_equal (&mark->item, &self->gid))
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
cs_text_canvas_set_positions (CsTextCanvas *self, CsPositionsLook *look)
{
  CsPositionsLook *old = self->positions;
  self->positions = cs_positions_look_ref (look);
  cs_positions_look_unref (old);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
cs_text_canvas_set_before (CsTextCanvas *self, const CsMarkSet *set)
{
  CsMarkSet *old = self->before;
  self->before = set != NULL ? cs_mark_set_ref (set) : NULL;
  cs_mark_set_unref (old);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
