/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page of a TIFF file through libtiff: what it holds and its pixels. A TIFF handle and its
 * stream belong to one call. */
#pragma once

#include "cs-pixel.h"
#include "cs-source.h"

#include <tiffio.h>

typedef struct {
  const CsSource *source;
  guint64 offset;
  char said[256]; /* the first error libtiff told */
} CsTiffStream;

typedef enum {
  CS_TIFF_SAMPLES, /* samples as they lie in the file */
  CS_TIFF_PALETTE, /* one sample, looked up */
  CS_TIFF_MIXED,   /* YCbCr, CMYK, Lab, ...: libtiff makes RGB of it */
} CsTiffWay;

typedef struct {
  guint32 rows, columns;
  guint samples; /* given out */
  CsPixelType type;
  guint out_bits;
  CsTiffWay way;
  guint file_bits, file_samples, format, compression, photometric;
  gboolean separate, tiled;
  gboolean inverted, alpha, lossy, icc;
  guint orientation; /* 0 when the file does not say */
} CsTiffPage;

/* STREAM must live as long as the handle. CORRUPT when there is no first page. */
TIFF *cs_tiff_open (CsTiffStream *stream, const CsSource *source, GError **error);
/* The current directory. UNSUPPORTED for pixels that we do not show. */
gboolean cs_tiff_page_read (TIFF *tiff, CsTiffPage *ret_page, GError **error);
/* TRUE when both can be frames of one picture. */
gboolean cs_tiff_page_like (const CsTiffPage *a, const CsTiffPage *b);
/* FALSE when a strip or tile of the current directory lies beyond FILE_SIZE. */
gboolean cs_tiff_page_is_whole (TIFF *tiff, guint64 file_size);
/* PIXELS has room for exactly the page. */
gboolean cs_tiff_page_decode (TIFF *tiff, const CsTiffPage *page, guint8 *pixels,
                              const CsTiffStream *stream, GError **error);
