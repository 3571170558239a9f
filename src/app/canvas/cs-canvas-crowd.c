/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-canvas-crowd.h"

#include <math.h>

#define CROWD 300       /* marks on a frame; fewer are drawn one by one */
#define SIDE 128        /* of a square, logical pixels */
#define MOST_CHANGES 64 /* marks; of more than these all squares are drawn anew */

/* A mark and where it is drawn, as far as the zoom goes: pixels from the corner of the raster. */
typedef struct {
  const CsMark *mark; /* of SET */
  graphene_rect_t extent;
} Place;

struct _CsCanvasCrowd {
  CsMarkSet *set;
  CsGid item;
  guint part, frame;
  CsViewportMatrix zoom; /* without its offset */
  CsMarkScale scale;
  double density;
  GArray *places;      /* of Place, in the order of the set */
  GHashTable *squares; /* place of a square -> cairo_surface_t */
  CsContourStyle style;
  guint most_squares;
  guint64 missing; /* the mark that is being changed, which is drawn elsewhere; or 0 */
};

CsCanvasCrowd *
cs_canvas_crowd_new (CsContourStyle style, guint most_megabytes)
{
  CsCanvasCrowd *self = g_new0 (CsCanvasCrowd, 1);
  self->style = style;
  self->most_squares = most_megabytes * 1000000 / (SIDE * SIDE * 4);
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->squares = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                         (GDestroyNotify)cairo_surface_destroy);
  return self;
}

void
cs_canvas_crowd_clear (CsCanvasCrowd *self)
{
  g_hash_table_remove_all (self->squares);
  g_array_set_size (self->places, 0);
  g_clear_pointer (&self->set, cs_mark_set_unref);
}

void
cs_canvas_crowd_free (CsCanvasCrowd *self)
{
  if (self == NULL)
    return;
  cs_canvas_crowd_clear (self);
  g_hash_table_unref (self->squares);
  g_array_unref (self->places);
  g_free (self);
}

/* --- what is out of date --- */

static gint64
key_of (int across, int down)
{
  return (gint64)across * (1LL << 32) + down;
}

static void
drop_area (CsCanvasCrowd *self, const graphene_rect_t *area)
{
  int left = (int)floorf (area->origin.x / SIDE), top = (int)floorf (area->origin.y / SIDE);
  int right = (int)floorf ((area->origin.x + area->size.width) / SIDE);
  int bottom = (int)floorf ((area->origin.y + area->size.height) / SIDE);
  for (int y = top; y <= bottom; y++)
    for (int x = left; x <= right; x++) {
      gint64 key = key_of (x, y);
      g_hash_table_remove (self->squares, &key);
    }
}

static void
drop_mark (CsCanvasCrowd *self, const CsMark *mark)
{
  graphene_rect_t extent;
  if (mark != NULL && cs_contour_extent (mark, &self->zoom, &extent))
    drop_area (self, &extent);
}

/* Marks are values: the same one at the same place is the same mark. FALSE when too many are not.
 */
static gboolean
drop_changes (CsCanvasCrowd *self, const CsMarkSet *now)
{
  guint changes = 0, i = 0, k = 0;
  const CsMarkSet *old = self->set;
  while (i < old->n_marks || k < now->n_marks) {
    const CsMark *before = i < old->n_marks ? old->marks[i] : NULL;
    const CsMark *after = k < now->n_marks ? now->marks[k] : NULL;
    gboolean old_first = after == NULL || (before != NULL && before->id < after->id);
    gboolean new_first = before == NULL || (after != NULL && after->id < before->id);
    if (before != after) {
      if (++changes > MOST_CHANGES)
        return FALSE;
      drop_mark (self, new_first ? NULL : before);
      drop_mark (self, old_first ? NULL : after);
    }
    i += !new_first;
    k += !old_first;
  }
  return TRUE;
}

static gboolean
same_zoom (const CsViewportMatrix *a, const CsViewportMatrix *b)
{
  return fabs (a->xx - b->xx) + fabs (a->xy - b->xy) + fabs (a->yx - b->yx) + fabs (a->yy - b->yy) <
         1e-9;
}

static void
find_places (CsCanvasCrowd *self, CsCanvas *canvas)
{
  g_array_set_size (self->places, 0);
  for (guint i = 0; i < self->set->n_marks; i++) {
    Place place = { .mark = self->set->marks[i] };
    if (cs_canvas_is_here (canvas, place.mark) &&
        cs_contour_extent (place.mark, &self->zoom, &place.extent))
      g_array_append_val (self->places, place);
  }
}

static void
follow (CsCanvasCrowd *self, CsCanvas *canvas, const CsViewport *viewport, const CsMarkSet *set)
{
  const CsGid *item = &cs_canvas_case_item (canvas)->row->gid;
  guint64 missing = canvas->preview != NULL ? canvas->preview->id : 0;
  CsViewportMatrix zoom;
  cs_viewport_matrix (viewport, &zoom);
  zoom.x0 = zoom.y0 = 0;
  gboolean same = self->set != NULL && same_zoom (&zoom, &self->zoom) &&
                  self->density == viewport->device_scale && self->part == canvas->part &&
                  self->frame == canvas->frame && cs_gid_equal (&self->item, item);
  if (same && self->missing != missing) {
    drop_mark (self, cs_mark_set_get (self->set, self->missing));
    drop_mark (self, cs_mark_set_get (self->set, missing));
  }
  self->missing = missing;
  if (same && self->set == set)
    return;
  if (!same || !drop_changes (self, set))
    g_hash_table_remove_all (self->squares);
  CsMarkSet *old = self->set;
  self->set = cs_mark_set_ref (set);
  cs_mark_set_unref (old);
  self->item = *item;
  self->part = canvas->part;
  self->frame = canvas->frame;
  self->zoom = zoom;
  self->scale = cs_viewport_scale (viewport);
  self->density = viewport->device_scale;
  find_places (self, canvas);
}

/* --- drawing --- */

static cairo_surface_t *
draw_square (CsCanvasCrowd *self, CsCanvas *canvas, int across, int down, gboolean strong)
{
  int pixels = (int)ceil (SIDE * self->density);
  graphene_rect_t area = GRAPHENE_RECT_INIT ((float)across * SIDE, (float)down * SIDE, SIDE, SIDE);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, pixels, pixels);
  cairo_surface_set_device_scale (surface, self->density, self->density);
  cairo_t *cr = cairo_create (surface);
  cairo_translate (cr, -area.origin.x, -area.origin.y);
  for (guint i = 0; i < self->places->len; i++) {
    const Place *place = &g_array_index (self->places, Place, i);
    if (place->mark->id == self->missing ||
        !graphene_rect_intersection (&place->extent, &area, NULL))
      continue;
    GdkRGBA colour = cs_contour_colour (cs_case_model_colour (canvas->model, place->mark));
    cs_contour_draw (cr, place->mark, &self->zoom, &self->scale, &colour, self->style, strong);
  }
  cairo_destroy (cr);
  return surface;
}

static cairo_surface_t *
square (CsCanvasCrowd *self, CsCanvas *canvas, int across, int down, gboolean strong)
{
  gint64 key = key_of (across, down);
  cairo_surface_t *surface = g_hash_table_lookup (self->squares, &key);
  if (surface != NULL)
    return surface;
  if (g_hash_table_size (self->squares) >= self->most_squares)
    g_hash_table_remove_all (self->squares);
  surface = draw_square (self, canvas, across, down, strong);
  g_hash_table_insert (self->squares, g_memdup2 (&key, sizeof key), surface);
  return surface;
}

gboolean
cs_canvas_crowd_is (CsCanvas *canvas)
{
  const CsMarkSet *set = cs_case_model_visible (canvas->model);
  guint here = 0;
  for (guint i = 0; i < set->n_marks && here <= CROWD; i++)
    here += cs_canvas_is_here (canvas, set->marks[i]);
  return here > CROWD && canvas->preview_others == NULL;
}

void
cs_canvas_crowd_append (CsCanvasCrowd *self, CsCanvas *canvas, GtkSnapshot *snapshot,
                        const CsViewport *viewport, const CsMarkSet *set, gboolean strong)
{
  CsViewportMatrix matrix;
  follow (self, canvas, viewport, set);
  cs_viewport_matrix (viewport, &matrix);
  /* On whole pixels of the screen, so that lines stay as sharp as they were drawn. */
  double x0 = round (matrix.x0 * self->density) / self->density;
  double y0 = round (matrix.y0 * self->density) / self->density;
  graphene_rect_t view =
      GRAPHENE_RECT_INIT (0, 0, (float)viewport->view_width, (float)viewport->view_height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &view);
  int left = (int)floor (-x0 / SIDE), top = (int)floor (-y0 / SIDE);
  for (int y = top; y * SIDE + y0 < viewport->view_height; y++) {
    for (int x = left; x * SIDE + x0 < viewport->view_width; x++) {
      cairo_set_source_surface (cr, square (self, canvas, x, y, strong), x * SIDE + x0,
                                y * SIDE + y0);
      cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
      cairo_rectangle (cr, x * SIDE + x0, y * SIDE + y0, SIDE, SIDE);
      cairo_fill (cr);
    }
  }
  cairo_destroy (cr);
}
