/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture layer: visible pixels are resampled and looked up into a surface of the size of the
 * screen. A surface that a kept node shows is not written again while the window may still need the
 * node, hence a ring of them. */
#include "cs-canvas-private.h"
#include "cs-picture-view.h"

#include <string.h>

static gboolean
same_table (CsCanvas *self, const CsLook *look)
{
  return self->table_picture == self->picture &&
         memcmp (&self->table_window, &look->window, sizeof look->window) == 0;
}

static void
fill_table (CsCanvas *self, const CsLook *look)
{
  if (same_table (self, look))
    return;
  cs_window_table_fill (self->table, self->picture, &look->window);
  g_clear_pointer (&self->table_picture, cs_picture_unref);
  self->table_picture = cs_picture_ref (self->picture);
  self->table_window = look->window;
}

static cairo_surface_t *
next_surface (CsCanvas *self, int width, int height)
{
  self->surface = (self->surface + 1) % CS_CANVAS_SURFACES;
  cairo_surface_t **surface = &self->surfaces[self->surface];
  if (*surface != NULL && (cairo_image_surface_get_width (*surface) != width ||
                           cairo_image_surface_get_height (*surface) != height))
    g_clear_pointer (surface, cairo_surface_destroy);
  if (*surface == NULL)
    *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_surface_flush (*surface);
  return *surface;
}

GskRenderNode *
cs_canvas_picture_node (CsCanvas *self)
{
  const CsLook *look = cs_canvas_look (self);
  const CsViewport *viewport = &look->viewport;
  int width = (int)viewport->view_width, height = (int)viewport->view_height;
  int scale = (int)viewport->device_scale;
  if (width <= 0 || height <= 0)
    return NULL;
  fill_table (self, look);
  cairo_surface_t *surface = next_surface (self, width * scale, height * scale);
  CsPixelBuffer out = { .pixels = (guint32 *)(void *)cairo_image_surface_get_data (surface),
                        .stride = (gsize)cairo_image_surface_get_stride (surface),
                        .width = (guint)(width * scale),
                        .height = (guint)(height * scale) };
  cs_picture_view_render (self->picture, self->table, viewport, &out);
  cairo_surface_mark_dirty (surface);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_t *cr =
      gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
  cairo_scale (cr, 1.0 / scale, 1.0 / scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
  return gtk_snapshot_free_to_node (snapshot);
}

void
cs_canvas_picture_clear (CsCanvas *self)
{
  for (guint i = 0; i < CS_CANVAS_SURFACES; i++)
    g_clear_pointer (&self->surfaces[i], cairo_surface_destroy);
  g_clear_pointer (&self->table_picture, cs_picture_unref);
}
