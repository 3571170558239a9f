/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture inside a DICOM file: what the pixel module says, checked against itself, where its
 * bytes lie, and one frame of stored values at a time. Owned by one call. */
#pragma once

#include "cs-codec.h"
#include "cs-dicom-syntax.h"
#include "cs-dicom.h"

#define CS_DICOM_MAX_FRAMES 1000000

typedef struct {
  guint64 offset, size;
} CsExtent;

typedef struct {
  CsDicom *dicom;
  const CsDicomSyntax *syntax;
  guint32 rows, columns, frames, samples;
  guint allocated, stored, high;
  gboolean is_signed, planar;
  char *photometric; /* as the header says it, upper case */
  CsPixelType type;
  /* The pixel element. */
  CsTag tag; /* PixelData, FloatPixelData, DoubleFloatPixelData */
  guint64 offset, size;
  gboolean swap_bytes;  /* 8-bit samples in big-endian words */
  GArray *fragments;    /* CsExtent, when encapsulated */
  GArray *frame_starts; /* the first fragment of every frame, one more at the end */
  char *damage;         /* NULL none */
} CsDicomPicture;

/* Borrows DICOM. UNSUPPORTED for an object without a picture and for what we do not decode. */
CsDicomPicture *cs_dicom_picture_new (CsDicom *dicom, GError **error);
void cs_dicom_picture_free (CsDicomPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsDicomPicture, cs_dicom_picture_free)

gboolean cs_dicom_picture_is_palette (const CsDicomPicture *picture);
/* Of the stored values that are given out: YBR becomes RGB. */
const char *cs_dicom_picture_photometric (const CsDicomPicture *picture);
/* Bytes of one native frame; bits when a sample is one bit. */
guint64 cs_dicom_picture_native_bits (const CsDicomPicture *picture);

/* The encoded bytes of frame N, fragments joined. Caller frees. CORRUPT when they are not there. */
guint8 *cs_dicom_picture_encoded (const CsDicomPicture *picture, guint n, gsize *ret_size,
                                  GError **error);
/* Fills JOB, which was checked against the picture. */
gboolean cs_dicom_picture_decode (const CsDicomPicture *picture, const CsFrameJob *job,
                                  GError **error);

/* --- between the parts of this object --- */

/* Finds the pixel element and its fragments. */
gboolean cs_dicom_picture_locate (CsDicomPicture *picture, GError **error);
