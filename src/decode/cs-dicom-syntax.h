/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The transfer syntaxes and how each packs a frame. Static data, any thread. */
#pragma once

#include <glib.h>

typedef enum {
  CS_PACKING_NATIVE,
  CS_PACKING_RLE,
  CS_PACKING_DEFLATED, /* every frame by itself */
  CS_PACKING_JPEG,
  CS_PACKING_JPEG_LS,
  CS_PACKING_JPEG_2000, /* HTJ2K too */
  CS_PACKING_VIDEO,
} CsPacking;

typedef struct {
  const char *uid, *name;
  CsPacking packing;
  gboolean lossy;
} CsDicomSyntax;

/* NULL for one that we do not know. */
const CsDicomSyntax *cs_dicom_syntax_find (const char *uid);
