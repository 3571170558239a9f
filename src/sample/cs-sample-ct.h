/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chest made of ellipses, with lesions at known places, as the slices of a CT. Pure functions
 * over constant tables; any thread. */
#pragma once

#include "cs-sample-dicom.h"

#define CS_SAMPLE_CT_SIZE 256        /* rows and columns */
#define CS_SAMPLE_CT_SPACING 1.40625 /* mm */
#define CS_SAMPLE_CT_STEP 5.0        /* mm between slices */
#define CS_SAMPLE_CT_SLICES 24
#define CS_SAMPLE_SCOUT_ROWS 160 /* SIZE columns, of the same spacing */

/* A ball; mm from the centre of the chest towards left, back and head. */
typedef struct {
  double x, y, z, radius;
  int value; /* Hounsfield units */
} CsSampleLesion;

typedef struct {
  CsSampleStudy study;
  guint64 seed;  /* of the body */
  guint64 grain; /* of the noise */
  const CsSampleLesion *lesions;
  guint n_lesions;
  double level; /* mm that its slices lie higher in the body than those of the others */
  double table; /* mm that its coordinates lie higher than the body */
} CsSampleChest;

extern const CsSampleChest cs_sample_chests[2];
/* One body at two times, in frames of reference of their own: a nodule has grown, one is new. */
extern const CsSampleChest cs_sample_chest_now, cs_sample_chest_before;

/* Where slice N lies, mm towards the head, but for the chest's own level; slice 0 is the highest.
 */
double cs_sample_ct_height (guint n);
/* Where vessel N of the chest is at T, 0 at the root of the lung and 1 at its end. */
CsSampleLesion cs_sample_ct_vessel (const CsSampleChest *chest, guint n, double t);
/* From mm to pixels of the raster, origin at the corner of the first pixel. */
double cs_sample_ct_pixel (double mm);
/* SIZE x SIZE Hounsfield units of slice N. Caller frees. */
gint16 *cs_sample_ct_slice (const CsSampleChest *chest, guint n);
/* Slice N as a DICOM file: CT image, Explicit VR Little Endian. */
GBytes *cs_sample_ct_dicom (const CsSampleChest *chest, guint n);
/* SCOUT_ROWS x SIZE values: the body seen from the front. Caller frees. */
gint16 *cs_sample_ct_scout (const CsSampleChest *chest);
/* That as a DICOM file: CT image of type LOCALIZER, in the frame of reference of the slices. */
GBytes *cs_sample_scout_dicom (const CsSampleChest *chest);
