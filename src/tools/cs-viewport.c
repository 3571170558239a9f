/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-viewport.h"

#include <math.h>

#define MOST_ZOOM 64.0  /* logical pixels to a pixel */
#define SHOWN_MOST 4.0  /* of cs_viewport_show, device pixels to a pixel */
#define MARGIN 0.25     /* of the view, that may lie beyond the edge of a larger picture */
#define STEPS_PER_TWO 2 /* zoom steps to a factor of two */

/* cos and sin of whole quarter turns. */
static const int cosines[] = { 1, 0, -1, 0 }, sines[] = { 0, 1, 0, -1 };

/* --- matrix --- */

/* Without the translation: sides of pixels, turn, flip, zoom, in this order. */
static void
linear_part (const CsViewport *self, CsViewportMatrix *ret_matrix)
{
  double c = cosines[self->turns], s = sines[self->turns], mirror = self->flipped ? -1.0 : 1.0;
  *ret_matrix = (CsViewportMatrix){
    .xx = self->zoom * mirror * c * self->pixel_x,
    .xy = self->zoom * mirror * -s * self->pixel_y,
    .yx = self->zoom * s * self->pixel_x,
    .yy = self->zoom * c * self->pixel_y,
  };
}

void
cs_viewport_matrix (const CsViewport *self, CsViewportMatrix *ret_matrix)
{
  linear_part (self, ret_matrix);
  ret_matrix->x0 =
      self->view_width / 2 - ret_matrix->xx * self->centre_x - ret_matrix->xy * self->centre_y;
  ret_matrix->y0 =
      self->view_height / 2 - ret_matrix->yx * self->centre_x - ret_matrix->yy * self->centre_y;
}

void
cs_viewport_inverse (const CsViewport *self, CsViewportMatrix *ret_matrix)
{
  CsViewportMatrix m = { 0 };
  linear_part (self, &m);
  double determinant = m.xx * m.yy - m.xy * m.yx;
  CsViewportMatrix inverse = {
    .xx = m.yy / determinant,
    .xy = -m.xy / determinant,
    .yx = -m.yx / determinant,
    .yy = m.xx / determinant,
  };
  double x = self->view_width / 2, y = self->view_height / 2;
  inverse.x0 = self->centre_x - inverse.xx * x - inverse.xy * y;
  inverse.y0 = self->centre_y - inverse.yx * x - inverse.yy * y;
  *ret_matrix = inverse;
}

static void
apply (const CsViewportMatrix *m, double x, double y, double *ret_x, double *ret_y)
{
  *ret_x = m->xx * x + m->xy * y + m->x0;
  *ret_y = m->yx * x + m->yy * y + m->y0;
}

void
cs_viewport_to_view (const CsViewport *self, double item_x, double item_y, double *ret_x,
                     double *ret_y)
{
  CsViewportMatrix matrix = { 0 };
  cs_viewport_matrix (self, &matrix);
  apply (&matrix, item_x, item_y, ret_x, ret_y);
}

void
cs_viewport_to_item (const CsViewport *self, double view_x, double view_y, double *ret_x,
                     double *ret_y)
{
  CsViewportMatrix matrix = { 0 };
  cs_viewport_inverse (self, &matrix);
  apply (&matrix, view_x, view_y, ret_x, ret_y);
}

CsMarkScale
cs_viewport_scale (const CsViewport *self)
{
  return (CsMarkScale){ self->zoom * self->pixel_x, self->zoom * self->pixel_y };
}

void
cs_viewport_direction (const CsViewport *self, int right, int down, int *ret_dx, int *ret_dy)
{
  int c = cosines[self->turns], s = sines[self->turns];
  int x = self->flipped ? -right : right;
  *ret_dx = c * x + s * down;
  *ret_dy = -s * x + c * down;
}

/* --- limits --- */

/* Extent of the picture in the view at zoom 1. */
static void
natural_size (const CsViewport *self, double *ret_width, double *ret_height)
{
  double w = (double)self->width * self->pixel_x, h = (double)self->height * self->pixel_y;
  *ret_width = self->turns % 2 == 0 ? w : h;
  *ret_height = self->turns % 2 == 0 ? h : w;
}

static double
fitting_zoom (const CsViewport *self)
{
  double w = 0, h = 0;
  natural_size (self, &w, &h);
  return MIN (self->view_width / w, self->view_height / h);
}

static double
actual_zoom (const CsViewport *self)
{
  return 1.0 / self->device_scale;
}

/* Where the middle of the view may lie along one axis of the picture: VIEW and the picture's
 * extent in logical pixels, SIZE in pixels of the raster; LEAN towards its end (1) or beginning. */
static double
clamped_centre (double centre, double view, double extent, double size, int lean)
{
  if (extent <= view)
    return (size - lean * (view - extent) * size / extent) / 2;
  double margin = MIN (MARGIN * view, extent - view);
  double least = (view / 2 - margin) / extent * size;
  return CLAMP (centre, least, size - least);
}

/* The picture is in the middle along an axis that it does not fill; else its edge comes no further
 * in than MARGIN. */
static void
keep_in_view (CsViewport *self)
{
  CsMarkScale scale = cs_viewport_scale (self);
  gboolean upright = self->turns % 2 == 0;
  double along_x = upright ? self->view_width : self->view_height;
  double along_y = upright ? self->view_height : self->view_width;
  double w = (double)self->width, h = (double)self->height;
  CsViewportMatrix m = { 0 };
  linear_part (self, &m);
  /* Of the axis that goes across the view, which way. */
  int lean_x = upright ? self->lean * (m.xx < 0 ? -1 : 1) : 0;
  int lean_y = upright ? 0 : self->lean * (m.xy < 0 ? -1 : 1);
  self->centre_x = clamped_centre (self->centre_x, along_x, w * scale.x, w, lean_x);
  self->centre_y = clamped_centre (self->centre_y, along_y, h * scale.y, h, lean_y);
}

/* --- acts --- */

void
cs_viewport_init (CsViewport *self, guint width, guint height, const CsFrameGeometry *geometry)
{
  *self = (CsViewport){
    .view_width = 1,
    .view_height = 1,
    .device_scale = 1,
    .width = MAX (width, 1),
    .height = MAX (height, 1),
    .pixel_x = 1,
    .pixel_y = 1,
  };
  if (geometry != NULL && geometry->row_spacing > 0 && geometry->column_spacing > 0) {
    double shorter = MIN (geometry->row_spacing, geometry->column_spacing);
    self->pixel_x = geometry->column_spacing / shorter;
    self->pixel_y = geometry->row_spacing / shorter;
  }
  cs_viewport_fit (self);
}

void
cs_viewport_set_view (CsViewport *self, double width, double height, double device_scale)
{
  self->view_width = MAX (width, 1.0);
  self->view_height = MAX (height, 1.0);
  self->device_scale = MAX (device_scale, 0.1);
  if (self->fitted)
    cs_viewport_fit (self);
  else
    keep_in_view (self);
}

void
cs_viewport_fit (CsViewport *self)
{
  self->zoom = fitting_zoom (self);
  self->fitted = TRUE;
  keep_in_view (self);
}

void
cs_viewport_zoom_to (CsViewport *self, double zoom, double view_x, double view_y)
{
  double x = 0, y = 0, after_x = 0, after_y = 0, fit = fitting_zoom (self);
  double least = MIN (fit, actual_zoom (self)) / 2, most = MAX (fit, MOST_ZOOM);
  if (!isfinite (zoom))
    return;
  cs_viewport_to_item (self, view_x, view_y, &x, &y);
  self->zoom = CLAMP (zoom, least, most);
  self->fitted = FALSE;
  cs_viewport_to_item (self, view_x, view_y, &after_x, &after_y);
  self->centre_x += x - after_x;
  self->centre_y += y - after_y;
  keep_in_view (self);
}

void
cs_viewport_zoom_by (CsViewport *self, double factor, double view_x, double view_y)
{
  cs_viewport_zoom_to (self, self->zoom * factor, view_x, view_y);
}

void
cs_viewport_zoom_step (CsViewport *self, int steps, double view_x, double view_y)
{
  /* A little off a step counts as on it, else a step would do nothing. */
  double now = STEPS_PER_TWO * log2 (self->zoom / actual_zoom (self));
  double from = steps > 0 ? floor (now + 0.01) : ceil (now - 0.01);
  cs_viewport_zoom_to (self, actual_zoom (self) * exp2 ((from + steps) / STEPS_PER_TWO), view_x,
                       view_y);
}

void
cs_viewport_actual (CsViewport *self, double view_x, double view_y)
{
  cs_viewport_zoom_to (self, actual_zoom (self), view_x, view_y);
}

void
cs_viewport_pan (CsViewport *self, double dx, double dy)
{
  CsViewportMatrix inverse = { 0 };
  cs_viewport_inverse (self, &inverse);
  self->centre_x -= inverse.xx * dx + inverse.xy * dy;
  self->centre_y -= inverse.yx * dx + inverse.yy * dy;
  keep_in_view (self);
}

void
cs_viewport_centre_on (CsViewport *self, double item_x, double item_y)
{
  self->centre_x = item_x;
  self->centre_y = item_y;
  keep_in_view (self);
}

void
cs_viewport_show (CsViewport *self, const CsMarkBounds *bounds, gboolean zoom_in)
{
  double w = (double)(bounds->x1 - bounds->x0) / 1000 * self->pixel_x;
  double h = (double)(bounds->y1 - bounds->y0) / 1000 * self->pixel_y;
  double across = self->turns % 2 == 0 ? w : h, down = self->turns % 2 == 0 ? h : w;
  double room =
      MIN (self->view_width / 3 / MAX (across, 1e-3), self->view_height / 3 / MAX (down, 1e-3));
  double most = MAX (SHOWN_MOST * actual_zoom (self), fitting_zoom (self));
  double zoom = MIN (self->zoom, room);
  if (zoom_in)
    zoom = MIN (room, most);
  if (zoom != self->zoom)
    cs_viewport_zoom_to (self, MAX (zoom, MIN (fitting_zoom (self), self->zoom)),
                         self->view_width / 2, self->view_height / 2);
  cs_viewport_centre_on (self, (double)(bounds->x0 + bounds->x1) / 2000,
                         (double)(bounds->y0 + bounds->y1) / 2000);
}

void
cs_viewport_lean (CsViewport *self, int lean)
{
  self->lean = lean;
  keep_in_view (self);
}

void
cs_viewport_turn (CsViewport *self, int quarter_turns)
{
  /* On the screen clockwise, also of a mirrored picture. */
  int turns = self->flipped ? -quarter_turns : quarter_turns;
  self->turns = (guint)(((int)self->turns + turns) % 4 + 4) % 4;
  if (self->fitted)
    cs_viewport_fit (self);
  else
    keep_in_view (self);
}

void
cs_viewport_flip (CsViewport *self)
{
  self->flipped = !self->flipped;
}

gboolean
cs_viewport_is_true (const CsViewport *self)
{
  return self->turns == 0 && !self->flipped && self->pixel_x == 1.0 && self->pixel_y == 1.0;
}

double
cs_viewport_percent (const CsViewport *self)
{
  return self->zoom * self->device_scale * 100.0;
}
