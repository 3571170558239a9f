/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The type of one sample of a decoded picture. Samples are little endian, interleaved, rows from
 * the top. Any thread. */
#pragma once

#include <glib.h>

typedef enum {
  CS_PIXEL_U8,
  CS_PIXEL_I8,
  CS_PIXEL_U16,
  CS_PIXEL_I16,
  CS_PIXEL_U32,
  CS_PIXEL_I32,
  CS_PIXEL_F32,
  CS_PIXEL_F64,
} CsPixelType;

/* The stable word: "u8", "i16", "f64". */
const char *cs_pixel_nick (CsPixelType type);
/* FALSE for an unknown or absent word. */
gboolean cs_pixel_from_nick (const char *nick, CsPixelType *ret_type);
/* Bytes of one sample. */
guint cs_pixel_size (CsPixelType type);
/* Bytes of a frame, or 0 when it has none or more than LIMIT. */
gsize cs_pixel_frame_size (CsPixelType type, guint rows, guint columns, guint samples, gsize limit);
