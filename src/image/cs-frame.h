/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pixels of one frame: samples interleaved, rows from the top, little endian. Immutable,
 * reference counted. Any thread. */
#pragma once

#include "cs-pixel.h"

typedef struct {
  CsPixelType type;
  guint32 rows, columns, samples;
  GBytes *bytes;
  gconstpointer data; /* of BYTES */
  int refs;
} CsFrame;

/* Takes BYTES over, whose size must be that of the frame. */
CsFrame *cs_frame_new_take (CsPixelType type, guint rows, guint columns, guint samples,
                            GBytes *bytes);
CsFrame *cs_frame_ref (CsFrame *frame);
void cs_frame_unref (CsFrame *frame);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsFrame, cs_frame_unref)
/* Sample I of all, counted through rows, columns and samples; inside the frame. */
double cs_frame_sample (const CsFrame *frame, gsize i);
