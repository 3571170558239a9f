/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The four views of a mammography, drawn: a mass that both views of the right side show, calcified
 * spots in both of the left. Pure functions over constant tables; any thread. */
#pragma once

#include "cs-sample-dicom.h"

#define CS_SAMPLE_BREAST_ROWS 1024
#define CS_SAMPLE_BREAST_COLUMNS 768
#define CS_SAMPLE_BREAST_SPACING 0.2 /* mm at the detector */

typedef struct {
  const char *name; /* "RCC" */
  gboolean right, oblique;
} CsSampleView;

extern const CsSampleView cs_sample_views[4];

/* ROWS x COLUMNS stored values of 12 bits. Caller frees. */
guint16 *cs_sample_breast_values (const CsSampleView *view);
/* That as a DICOM file: digital mammography for presentation, a series of its own. */
GBytes *cs_sample_breast_dicom (const CsSampleView *view);
