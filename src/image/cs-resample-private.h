/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inner loops of cs-frame-render, one for each plane. Private to it. Entries of a table are
 * addressed from the least possible pixel on; any thread. */
#pragma once

#include "cs-frame-render.h"

/* Where the pixels of one row (or column) of the view lie along one direction of the raster. */
typedef struct {
  guint begin, end;   /* the part of the view that lies inside */
  guint32 *at, *next; /* the pixel and its neighbour, inside the raster */
  guint32 *weight;    /* of the neighbour, 0 to 256 */
} CsAxis;

/* out[i] = table[pixels[base + offsets[i]]] for N pixels. */
void cs_resample_gather (CsPlane plane, gconstpointer pixels, gsize base, const guint32 *offsets,
                         guint n, const guint32 *table, guint32 *out);
/* The same where the pixels lie beside each other. */
void cs_resample_copy (CsPlane plane, gconstpointer pixels, gsize base, guint n,
                       const guint32 *table, guint32 *out);
/* A mixed row: out[i] = pixels[a + i * step] * (256 - weight) + pixels[b + i * step] * weight, each
 * pixel counted from the least possible one on. Colours are mixed and stay colours. */
void cs_resample_blend (CsPlane plane, gconstpointer pixels, gsize a, gsize b, gsize step,
                        guint weight, guint n, guint32 *out);
/* Mixes the entries of a mixed ROW that begins at pixel FIRST of the axis and looks them up. */
void cs_resample_finish (CsPlane plane, const guint32 *row, guint32 first, const CsAxis *axis,
                         const guint32 *table, guint32 *out);
/* One pixel at (X, Y) in 1/65536 of a pixel of LEVEL, nearest or mixed of four. */
guint32 cs_resample_one (CsPlane plane, const CsPictureLevel *level, gint64 x, gint64 y,
                         gboolean smooth, const guint32 *table);
