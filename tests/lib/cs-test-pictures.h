/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiny pictures made from nothing, so that no test needs a file of somebody else's. */
#pragma once

#include <glib.h>

/* PIXELS: rows of samples as PNG wants them (16 bit big endian; fewer than 8 bits packed). COLOUR
 * is PNG's colour type: 0 grey, 2 RGB, 3 palette (of 4 entries), 4 grey and alpha, 6 RGB and alpha.
 */
GBytes *cs_test_png (guint rows, guint columns, guint depth, guint colour, const guint8 *pixels);
/* A uniformly grey (128) baseline JPEG; ORIENTATION 0 writes no EXIF segment. */
GBytes *cs_test_jpeg (guint rows, guint columns, guint orientation);

typedef struct {
  guint rows, columns, pages;
  guint bits, samples;
  guint format;      /* TIFF's: 1 unsigned, 2 signed, 3 float */
  guint photometric; /* TIFF's: 0 white is zero, 1 black is zero, 2 RGB, 3 palette (2 bit) */
  gboolean big_endian;
  guint orientation; /* 0 none */
} CsTestTiff;

/* Uncompressed, one strip a page; PIXELS holds all pages in the file's byte order. */
GBytes *cs_test_tiff (const CsTestTiff *shape, const guint8 *pixels, gsize page_size);
