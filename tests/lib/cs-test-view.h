/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Probes, frames and pictures made from nothing, to test what shows them. */
#pragma once

#include "cs-picture.h"

typedef struct {
  const char *format;                   /* NULL: "dicom" */
  guint rows, columns, frames, samples; /* 0: 1 */
  CsPixelType pixel;
  const char *photometric; /* NULL: "MONOCHROME2" */
  const char *slope, *intercept, *unit, *modality, *frame_of_reference;
  CsWindow windows[3];      /* up to one without a centre */
  const gint64 *padding;    /* two of them */
  CsFrameGeometry geometry; /* sizes are those of the probe */
  const double *positions;  /* z of each of FRAMES frames; NULL: all at the geometry's place */
} CsTestProbe;

CsProbe *cs_test_probe (const CsTestProbe *probe);
/* SAMPLES are copied. */
CsFrame *cs_test_frame (const CsTestProbe *probe, gconstpointer samples);
CsPicture *cs_test_picture (const CsTestProbe *probe, gconstpointer samples);
