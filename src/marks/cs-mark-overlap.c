/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-overlap.h"
#include "cs-mark-draw.h"

#include <string.h>

/* Each edge lies half a sample off at most, so areas that fill the grid are wrong by about
 * 1/GRID; shares of them by a few times that. */
#define GRID 1024

/* One byte a sample; 255 where the middle of the sample is inside. Caller destroys. */
static cairo_surface_t *
sample (const CsMark *mark, const CsMarkBounds *both)
{
  double x = (double)both->x0 / 1000.0, y = (double)both->y0 / 1000.0;
  const CsMarkScale scale = { GRID * 1000.0 / (double)(both->x1 - both->x0),
                              GRID * 1000.0 / (double)(both->y1 - both->y0) };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, GRID, GRID);
  cairo_t *cr = cairo_create (surface);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_scale (cr, scale.x, scale.y);
  cairo_translate (cr, -x, -y);
  cs_mark_path (mark, &scale, cr);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static gboolean
share (cairo_surface_t *a, cairo_surface_t *b, double *ret_overlap)
{
  guint shared = 0, covered = 0;
  const guint8 *in_a = cairo_image_surface_get_data (a), *in_b = cairo_image_surface_get_data (b);
  gsize stride = (gsize)cairo_image_surface_get_stride (a);
  for (gsize row = 0; in_a != NULL && in_b != NULL && row < GRID; row++)
    for (gsize i = row * stride; i < row * stride + GRID; i++) {
      shared += (in_a[i] & in_b[i]) != 0;
      covered += (in_a[i] | in_b[i]) != 0;
    }
  if (covered == 0)
    return FALSE;
  *ret_overlap = (double)shared / (double)covered;
  return TRUE;
}

static gboolean
same_frame (const CsMark *a, const CsMark *b)
{
  return a->kind->target == CS_MARK_TARGET_IMAGE && b->kind->target == CS_MARK_TARGET_IMAGE &&
         a->part == b->part && a->frame == b->frame &&
         memcmp (&a->item, &b->item, sizeof a->item) == 0;
}

gboolean
cs_mark_overlap (const CsMark *a, const CsMark *b, double *ret_overlap)
{
  CsMarkBounds both = { 0 }, other = { 0 };
  if (!same_frame (a, b) || !cs_mark_has_area (a) || !cs_mark_has_area (b) ||
      !cs_mark_bounds (a, &both) || !cs_mark_bounds (b, &other))
    return FALSE;
  both = (CsMarkBounds){ MIN (both.x0, other.x0), MIN (both.y0, other.y0), MAX (both.x1, other.x1),
                         MAX (both.y1, other.y1) };
  if (both.x1 <= both.x0 || both.y1 <= both.y0)
    return FALSE;
  cairo_surface_t *in_a = sample (a, &both), *in_b = sample (b, &both);
  gboolean known = share (in_a, in_b, ret_overlap);
  cairo_surface_destroy (in_a);
  cairo_surface_destroy (in_b);
  return known;
}
