/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inner loops of cs-frame-render. Private to it; any thread. */
#pragma once

#include "cs-frame-render.h"

/* out[i] = the pixel at[i] of ROW, looked up, for N pixels. */
void cs_resample_nearest (CsPlane plane, gconstpointer row, const guint32 *at, guint n,
                          const guint32 *table, guint32 *out);
/* The same where the pixels lie beside each other. */
void cs_resample_copy (CsPlane plane, gconstpointer row, guint n, const guint32 *table,
                       guint32 *out);
/* Two rows mixed, WEIGHT (0 to 256) of B: 256 times the value counted from the least possible one.
 * Colours are mixed and stay colours. */
void cs_resample_blend (CsPlane plane, gconstpointer a, gconstpointer b, guint weight, guint n,
                        guint32 *out);
/* The same along the mixed ROW, and looked up: AT is 256 times the place of the left one plus the
 * weight of its neighbour on the right. */
void cs_resample_finish (CsPlane plane, const guint32 *row, const guint32 *at, guint n,
                         const guint32 *table, guint32 *out);

/* A line in any direction through LEVEL: from (X, Y) in steps of (DX, DY), all in 2^-32 of a pixel.
 * OUTSIDE where x or y is below 0, or not below RIGHT or BOTTOM. */
typedef struct {
  gint64 x, y, dx, dy, right, bottom;
  const CsPictureLevel *level;
  const guint32 *table;
  guint32 outside;
} CsResampleLine;

void cs_resample_line (CsPlane plane, const CsResampleLine *line, gboolean smooth, guint n,
                       guint32 *out);
