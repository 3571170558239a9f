/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chest made of ellipses, with lesions at known places, as the slices of a CT. Pure functions
 * over constant tables; any thread. */
#pragma once

#include <glib.h>

#define CS_SAMPLE_CT_SIZE 256        /* rows and columns */
#define CS_SAMPLE_CT_SPACING 1.40625 /* mm */
#define CS_SAMPLE_CT_STEP 5.0        /* mm between slices */
#define CS_SAMPLE_CT_SLICES 24

/* A ball; mm from the centre of the chest towards left, back and head. */
typedef struct {
  double x, y, z, radius;
  int value; /* Hounsfield units */
} CsSampleLesion;

typedef struct {
  const char *id, *name; /* of the patient: "PHANTOM-1", "Phantom^One" */
  const char *birth;     /* YYYYMMDD */
  guint64 seed;
  const CsSampleLesion *lesions;
  guint n_lesions;
} CsSampleChest;

extern const CsSampleChest cs_sample_chests[2];

/* Where slice N lies, mm towards the head; slice 0 is the highest. */
double cs_sample_ct_height (guint n);
/* Where vessel N of the chest is at T, 0 at the root of the lung and 1 at its end. */
CsSampleLesion cs_sample_ct_vessel (const CsSampleChest *chest, guint n, double t);
/* From mm to pixels of the raster, origin at the corner of the first pixel. */
double cs_sample_ct_pixel (double mm);
/* SIZE x SIZE Hounsfield units of slice N. Caller frees. */
gint16 *cs_sample_ct_slice (const CsSampleChest *chest, guint n);
/* Slice N as a DICOM file: CT image, Explicit VR Little Endian. */
GBytes *cs_sample_ct_dicom (const CsSampleChest *chest, guint n);
