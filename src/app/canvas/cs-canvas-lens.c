/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The magnifier: what lies under the pointer, two or four times as large as round it, made of the
 * pixels of the picture with the window in force, and the marks on it. */
#include "cs-canvas-crowd.h"
#include "cs-canvas-private.h"
#include "cs-picture-view.h"

#include <math.h>

#define SIDE 260.0
#define MOST_OF 0.6 /* of the view, where that is small */
#define FRAME 2.0f

/* The pointer keeps its place in the view, and what lies under it lies under it magnified. */
void
cs_canvas_lens_viewport (CsCanvas *self, CsViewport *ret_viewport, graphene_rect_t *ret_area)
{
  const CsViewport *view = &cs_canvas_look (self)->viewport;
  double side = floor (MIN (SIDE, MOST_OF * MIN (view->view_width, view->view_height)));
  double left = round (CLAMP (self->pointer_x - side / 2, 0, view->view_width - side));
  double top = round (CLAMP (self->pointer_y - side / 2, 0, view->view_height - side));
  CsViewport lens = *view;
  lens.view_width = lens.view_height = side;
  lens.zoom *= self->lens;
  lens.fitted = FALSE;
  cs_viewport_to_item (view, self->pointer_x, self->pointer_y, &lens.centre_x, &lens.centre_y);
  double x = lens.centre_x, y = lens.centre_y;
  cs_viewport_to_item (&lens, side - (self->pointer_x - left), side - (self->pointer_y - top), &x,
                       &y);
  lens.centre_x = x;
  lens.centre_y = y;
  *ret_viewport = lens;
  *ret_area = GRAPHENE_RECT_INIT ((float)left, (float)top, (float)side, (float)side);
}

/* A surface of its own: a kept node goes on showing the one before. */
static void
append_picture (CsCanvas *self, GtkSnapshot *snapshot, const CsViewport *lens)
{
  int side = (int)(lens->view_width * lens->device_scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, side, side);
  CsPixelBuffer out = { .pixels = (guint32 *)(void *)cairo_image_surface_get_data (surface),
                        .stride = (gsize)cairo_image_surface_get_stride (surface),
                        .width = (guint)side,
                        .height = (guint)side };
  cs_picture_view_render (self->picture, self->table, lens, &out);
  cairo_surface_mark_dirty (surface);
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)lens->view_width, (float)lens->view_height));
  cairo_scale (cr, 1 / lens->device_scale, 1 / lens->device_scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
append_frame (GtkSnapshot *snapshot, const graphene_rect_t *area)
{
  static const GdkRGBA dark = { 0, 0, 0, 1 }, light = { 0.9f, 0.9f, 0.9f, 1 };
  GskRoundedRect outline;
  gsk_rounded_rect_init_from_rect (&outline, area, 6);
  gtk_snapshot_append_border (snapshot, &outline, (const float[]){ FRAME, FRAME, FRAME, FRAME },
                              (const GdkRGBA[]){ dark, dark, dark, dark });
  gsk_rounded_rect_shrink (&outline, 1, 1, 1, 1);
  gtk_snapshot_append_border (snapshot, &outline, (const float[]){ 1, 1, 1, 1 },
                              (const GdkRGBA[]){ light, light, light, light });
}

/* The table of the window was filled for the picture round it. */
GskRenderNode *
cs_canvas_lens_node (CsCanvas *self)
{
  CsViewport lens;
  graphene_rect_t area;
  GskRoundedRect clip;
  if (self->lens == 0 || !self->pointer_inside || self->picture_node == NULL)
    return NULL;
  cs_canvas_lens_viewport (self, &lens, &area);
  if (lens.view_width < 1)
    return NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  gsk_rounded_rect_init_from_rect (&clip, &area, 6);
  gtk_snapshot_push_rounded_clip (snapshot, &clip);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &area.origin);
  append_picture (self, snapshot, &lens);
  cs_canvas_append_marks (self, snapshot, &lens);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
  append_frame (snapshot, &area);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
set_lens (CsCanvas *self, guint lens)
{
  const CsLook *look = self->model != NULL ? cs_canvas_look (self) : NULL;
  self->lens = lens;
  if (lens == 0)
    cs_canvas_crowd_clear (self->crowds[CS_CROWD_LENS]);
  if (lens != 0 && !self->pointer_inside && look != NULL) {
    self->pointer_x = look->viewport.view_width / 2;
    self->pointer_y = look->viewport.view_height / 2;
    self->pointer_inside = TRUE;
  }
  cs_canvas_drop (self, CS_LAYER_PROBE | CS_LAYER_WORDS);
}

gboolean
cs_canvas_lens_end (CsCanvas *self)
{
  if (self->lens == 0)
    return FALSE;
  set_lens (self, 0);
  return TRUE;
}

/* Twice, four times, none. */
static void
magnifier_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCanvas *self = CS_CANVAS (widget);
  if (self->model != NULL && cs_canvas_look (self) != NULL)
    set_lens (self, self->lens == 0 ? 2 : self->lens == 2 ? 4 : 0);
}

void
cs_canvas_lens_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "view.magnifier", NULL, magnifier_cb);
}
