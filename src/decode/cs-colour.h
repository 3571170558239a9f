/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colour that DICOM keeps as luminance and chrominance or behind a palette. Any thread. */
#pragma once

#include "cs-dicom.h"

/* PIXELS of 3 bytes, in place, by ITU-R BT.601; PARTIAL has black at 16 and white at 235. */
void cs_ybr_to_rgb (guint8 *pixels, gsize n_pixels, gboolean partial);
/* Y0 Y1 Cb Cr to Y Cb Cr; N_PIXELS is even. */
void cs_ybr_expand_422 (const guint8 *from, gsize n_pixels, guint8 *ret_pixels);

typedef struct {
  gint32 first;    /* the value of the first entry */
  guint32 entries; /* at least 1 */
  guint8 *colours; /* RGB */
} CsPalette;

/* Plain and segmented tables. CORRUPT when they are missing or contradict their descriptor.
 * IS_SIGNED as of the pixels. */
gboolean cs_palette_read (const CsDicomItem *item, gboolean is_signed, CsPalette *ret_palette,
                          GError **error);
void cs_palette_clear (CsPalette *palette);
/* Values beyond either end take the colour of that end. */
const guint8 *cs_palette_at (const CsPalette *palette, gint32 value);
