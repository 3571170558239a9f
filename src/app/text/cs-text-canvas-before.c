/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where passages were before: dashed under what is marked now. */
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

void
cs_text_canvas_set_before (CsTextCanvas *self, const CsMarkSet *set)
{
  CsMarkSet *old = self->before;
  self->before = set != NULL ? cs_mark_set_ref (set) : NULL;
  cs_mark_set_unref (old);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
