/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a picture lies in its widget: the only place where coordinates are converted. Item
 * coordinates are pixels of the raster, origin at the corner of the first; view coordinates are
 * logical pixels of the widget. A plain value, owned by who holds it; any thread. */
#pragma once

#include "cs-frame-geometry.h"
#include "cs-mark-kind.h"

typedef struct {
  double view_width, view_height; /* of the widget, logical pixels */
  double device_scale;            /* device pixels to a logical one */
  guint width, height;            /* of the raster */
  double pixel_x, pixel_y;        /* sides of a pixel; the shorter is 1 */
  guint turns;                    /* quarter turns clockwise, 0..3 */
  gboolean flipped;               /* mirrored left to right, after turning */
  double zoom;                    /* logical pixels to the shorter side of a pixel */
  double centre_x, centre_y;      /* item place in the middle of the widget */
  gboolean fitted;                /* keeps fitting when the widget changes its size */
  int lean; /* a picture that is less wide lies at the left (-1) or right (1), not in the middle */
} CsViewport;

/* x' = xx x + xy y + x0, y' = yx x + yy y + y0; members as in cairo_matrix_t. */
typedef struct {
  double xx, yx, xy, yy, x0, y0;
} CsViewportMatrix;

/* Fitted, upright. GEOMETRY gives the sides of a pixel and may be NULL. */
void cs_viewport_init (CsViewport *self, guint width, guint height,
                       const CsFrameGeometry *geometry);
/* The place in the middle stays there. */
void cs_viewport_set_view (CsViewport *self, double width, double height, double device_scale);

void cs_viewport_matrix (const CsViewport *self, CsViewportMatrix *ret_matrix);
void cs_viewport_inverse (const CsViewport *self, CsViewportMatrix *ret_matrix);
void cs_viewport_to_view (const CsViewport *self, double item_x, double item_y, double *ret_x,
                          double *ret_y);
void cs_viewport_to_item (const CsViewport *self, double view_x, double view_y, double *ret_x,
                          double *ret_y);
/* For tools and hit tests: logical pixels to a pixel of the raster, along its rows and columns. */
CsMarkScale cs_viewport_scale (const CsViewport *self);
/* The item direction, one of (+-1, 0), (0, +-1), that points right and down on the screen as
 * RIGHT and DOWN say: for arrow keys. */
void cs_viewport_direction (const CsViewport *self, int right, int down, int *ret_dx, int *ret_dy);

/* The whole picture, as large as it goes. */
void cs_viewport_fit (CsViewport *self);
/* Zoom with the item place under (VIEW_X, VIEW_Y) held still, as far as the picture may move. */
void cs_viewport_zoom_to (CsViewport *self, double zoom, double view_x, double view_y);
void cs_viewport_zoom_by (CsViewport *self, double factor, double view_x, double view_y);
/* To the next of the steps ..., 71, 100, 141, 200 % (each sqrt 2), STEPS up or down. */
void cs_viewport_zoom_step (CsViewport *self, int steps, double view_x, double view_y);
/* One pixel of the raster to one of the device. */
void cs_viewport_actual (CsViewport *self, double view_x, double view_y);
/* By logical pixels. */
void cs_viewport_pan (CsViewport *self, double dx, double dy);
void cs_viewport_centre_on (CsViewport *self, double item_x, double item_y);
/* Brings a rectangle (1/1000 pixel) into the middle third. Zooms out when it is too large for that,
 * and in, to at most 400 %, when ZOOM_IN. */
void cs_viewport_show (CsViewport *self, const CsMarkBounds *bounds, gboolean zoom_in);
void cs_viewport_lean (CsViewport *self, int lean);
void cs_viewport_turn (CsViewport *self, int quarter_turns);
void cs_viewport_flip (CsViewport *self);
/* FALSE when turned, mirrored or with stretched pixels: what the canvas says in amber. */
gboolean cs_viewport_is_true (const CsViewport *self);
/* 100 is one pixel of the raster to one of the device. */
double cs_viewport_percent (const CsViewport *self);
