/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-canvas-references.h"
#include "cs-canvas-private.h"
#include "cs-plate.h"

#include "cs-reference-line.h"

#define ROOM 3

static void
reference_clear (gpointer data)
{
  g_free (((CsCanvasReference *)data)->name);
}

void
cs_canvas_references_clear (CsCanvas *canvas)
{
  if (canvas->references == NULL)
    return;
  g_clear_pointer (&canvas->references, g_array_unref);
  cs_canvas_drop (canvas, CS_LAYER_MARKS);
}

static gboolean
same_space (CsCanvas *a, CsCanvas *b)
{
  const char *one = cs_probe_id (a->picture->probe, "frame_of_reference_uid");
  return one != NULL &&
         g_strcmp0 (one, cs_probe_id (b->picture->probe, "frame_of_reference_uid")) == 0;
}

static void
add (CsCanvas *self, CsCanvas *other, const char *name)
{
  CsCanvasReference reference = { .name = NULL };
  if (self == other || self->picture == NULL || other->picture == NULL ||
      !same_space (self, other) ||
      !cs_reference_line (cs_canvas_geometry (self), cs_canvas_geometry (other), reference.ends))
    return;
  if (self->references == NULL) {
    self->references = g_array_new (FALSE, FALSE, sizeof (CsCanvasReference));
    g_array_set_clear_func (self->references, reference_clear);
  }
  reference.name = g_strdup (name);
  g_array_append_val (self->references, reference);
}

void
cs_canvas_references_show (CsCanvas *const *canvases, const char *const *names, guint n)
{
  for (guint i = 0; i < n; i++) {
    cs_canvas_references_clear (canvases[i]);
    for (guint k = 0; k < n; k++)
      add (canvases[i], canvases[k], names[k]);
    cs_canvas_drop (canvases[i], CS_LAYER_MARKS);
  }
}

static void
append_line (CsCanvas *self, GtkSnapshot *snapshot, const CsViewport *viewport,
             const CsCanvasReference *reference)
{
  double x[2], y[2];
  for (guint i = 0; i < 2; i++)
    cs_viewport_to_view (viewport, reference->ends[2 * i], reference->ends[2 * i + 1], &x[i],
                         &y[i]);
  graphene_rect_t area =
      GRAPHENE_RECT_INIT ((float)MIN (x[0], x[1]) - ROOM, (float)MIN (y[0], y[1]) - ROOM,
                          (float)ABS (x[1] - x[0]) + 2 * ROOM, (float)ABS (y[1] - y[0]) + 2 * ROOM);
  graphene_rect_t view =
      GRAPHENE_RECT_INIT (0, 0, (float)viewport->view_width, (float)viewport->view_height);
  if (!graphene_rect_intersection (&area, &view, &area))
    return;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &area);
  for (guint i = 0; i < 2; i++) {
    cairo_move_to (cr, x[0], y[0]);
    cairo_line_to (cr, x[1], y[1]);
    cairo_set_line_width (cr, i == 0 ? 3 : 1);
    cairo_set_source_rgba (cr, i == 0 ? 0 : 0.34, i == 0 ? 0 : 0.71, i == 0 ? 0 : 0.91,
                           i == 0 ? 0.6 : 1); /* the accent: no label has it */
    cairo_stroke (cr);
  }
  cairo_destroy (cr);
  /* At the end that lies further to the right, or lower, inside of the view. */
  guint end = x[1] - x[0] + y[1] - y[0] > 0 ? 1 : 0;
  gboolean upright = ABS (x[1] - x[0]) < ABS (y[1] - y[0]);
  double at_x = CLAMP (x[end], 0, viewport->view_width);
  double at_y = CLAMP (y[end], 0, viewport->view_height);
  const CsWords words = { .text = reference->name, .style = CS_WORDS_PLAIN };
  GskRenderNode *node = cs_plate_node (GTK_WIDGET (self), &words, 1, at_x + (upright ? 4 : -4),
                                       at_y - 4, upright ? 0 : 1, 1);
  if (node != NULL) {
    gtk_snapshot_append_node (snapshot, node);
    gsk_render_node_unref (node);
  }
}

void
cs_canvas_append_references (CsCanvas *self, GtkSnapshot *snapshot)
{
  const CsViewport *viewport = &cs_canvas_look (self)->viewport;
  for (guint i = 0; self->references != NULL && i < self->references->len; i++)
    append_line (self, snapshot, viewport, &g_array_index (self->references, CsCanvasReference, i));
}
