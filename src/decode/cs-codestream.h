/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames of packed pixels inside DICOM: each turns bytes into interleaved samples of 1, 2 or 4
 * bytes in host order, and refuses before decoding what does not have the size asked for. Any
 * thread. */
#pragma once

#include "cs-error.h"

typedef struct {
  guint32 rows, columns, samples;
  guint width; /* bytes a sample has in OUT */
  guint8 *out;
} CsTarget;

/* What the stream said of itself. */
typedef struct {
  guint precision;
  gboolean is_rgb; /* the colour transform was undone */
} CsStreamFacts;

typedef enum {
  CS_JPEG_RGB,  /* the header says RGB; YCbCr only when the stream says so */
  CS_JPEG_YBR,  /* the header says YCbCr: RGB comes out */
  CS_JPEG_KEEP, /* no colour is converted */
} CsJpegColour;

gboolean cs_jpeg_decode (const guint8 *data, gsize size, CsJpegColour colour,
                         const CsTarget *target, CsStreamFacts *ret_facts, GError **error);
gboolean cs_j2k_decode (const guint8 *data, gsize size, const CsTarget *target,
                        CsStreamFacts *ret_facts, GError **error);
gboolean cs_jls_decode (const guint8 *data, gsize size, const CsTarget *target,
                        CsStreamFacts *ret_facts, GError **error);
/* DICOM's PackBits: one segment for every byte of a sample. */
gboolean cs_rle_decode (const guint8 *data, gsize size, const CsTarget *target, GError **error);
/* The same for a single segment of unknown meaning: exactly OUT_SIZE bytes. */
gboolean cs_rle_decode_bytes (const guint8 *data, gsize size, guint8 *ret_out, gsize out_size,
                              GError **error);

/* CORRUPT with both sizes unless they are equal. */
gboolean cs_target_check (const CsTarget *target, guint64 rows, guint64 columns, guint64 samples,
                          GError **error);
/* N samples of FROM_WIDTH bytes into the target's width (which is not smaller). */
void cs_target_widen (const CsTarget *target, const guint8 *from, guint from_width);
