/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The few bytes of a JPEG stream that say what it is, read before a codec is trusted with it. Any
 * thread. */
#pragma once

#include <glib.h>

typedef struct {
  guint precision; /* bits a sample */
  guint32 rows, columns;
  guint components;
  gboolean lossless;
  gboolean adobe; /* an APP14 segment */
  guint adobe_transform;
  gboolean jfif;
  gboolean letters; /* the components are named 'R', 'G', 'B' */
} CsJpegHeader;

/* FALSE when DATA does not begin with segments up to a frame header. */
gboolean cs_jpeg_header_read (const guint8 *data, gsize size, CsJpegHeader *ret_header);
/* TRUE when three components are luminance and chrominance, by what the stream itself says;
 * OTHERWISE when it says nothing. */
gboolean cs_jpeg_header_is_ycc (const CsJpegHeader *header, gboolean otherwise);
