/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws the visible part of a picture into plain memory: values are resampled first and looked up
 * in the window's table afterwards. Pure functions; any thread. */
#pragma once

#include "cs-matrix.h"
#include "cs-window-table.h"

typedef enum {
  /* One pixel, unmixed. Of a reduced picture, one of the averaged level: fit for a drag. */
  CS_RESAMPLE_NEAREST,
  /* Bilinear to 1/256 pixel. Of a reduced picture, in the averaged level whose pixels are between a
   * half and one pixel of the view, so that nothing is left out. */
  CS_RESAMPLE_SMOOTH,
  /* NEAREST where a pixel of the picture is at least as large as one of the view, else SMOOTH. */
  CS_RESAMPLE_AUTO,
} CsResample;

/* Pixels are 0xffRRGGBB in native byte order (cairo's ARGB32, opaque). */
typedef struct {
  guint32 *pixels;
  gsize stride; /* bytes from row to row, a multiple of 4 */
  guint width, height;
} CsPixelBuffer;

/* Fills the whole of OUT; what lies outside the picture becomes black. MATRIX leads from OUT's
 * pixels to the raster of the frame: pixel (i, j) of OUT shows the place of (i + 1/2, j + 1/2).
 * TABLE was filled for PICTURE (or one alike). */
void cs_frame_render (const CsPicture *picture, const CsWindowTable *table, const CsMatrix *matrix,
                      CsResample resample, const CsPixelBuffer *out);
