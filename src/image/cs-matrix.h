/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A map between two planes, and the quarter turns of a picture on the screen. Everywhere here a
 * matrix leads from the view to the raster of the file, both in pixels with the origin at the
 * corner of the first one, x to the right and y down. Plain values; any thread. */
#pragma once

#include <glib.h>

/* x' = xx x + xy y + x0, y' = yx x + yy y + y0. */
typedef struct {
  double xx, xy, x0, yx, yy, y0;
} CsMatrix;

#define CS_MATRIX_IDENTITY ((CsMatrix){ .xx = 1, .yy = 1 })

/* How a picture is turned before it is shown: first mirrored left to right, then turned clockwise.
 */
typedef struct {
  gboolean mirrored;
  guint quarters; /* 0..3 */
} CsTurn;

/* FIRST and then SECOND. */
CsMatrix cs_matrix_then (const CsMatrix *first, const CsMatrix *second);
/* FALSE when there is no way back. */
gboolean cs_matrix_invert (const CsMatrix *matrix, CsMatrix *ret_inverse);
void cs_matrix_apply (const CsMatrix *matrix, double x, double y, double *ret_x, double *ret_y);

/* 1..8 as in EXIF; anything else is upright. */
CsTurn cs_turn_from_exif (guint orientation);
/* FIRST and then SECOND. */
CsTurn cs_turn_then (CsTurn first, CsTurn second);
/* From the turned picture (its corner at 0, 0) to a raster of that size. With an odd number of
 * quarters the turned picture is ROWS wide and COLUMNS high. */
CsMatrix cs_turn_matrix (CsTurn turn, guint columns, guint rows);
