/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one size by which a mark is compared with others of its label. A plain value; any thread. */
#pragma once

#include "cs-frame-geometry.h"
#include "cs-mark.h"

/* What was measured: numbers of two of them are never compared. */
typedef enum {
  CS_GAUGE_NONE,
  CS_GAUGE_AREA_MM,       /* square millimetres; each before the same in pixels */
  CS_GAUGE_AREA_PIXELS,   /* of a picture without a scale */
  CS_GAUGE_LENGTH_MM,     /* of a line, or the long axis */
  CS_GAUGE_LENGTH_PIXELS, /* the same */
  CS_GAUGE_CHARACTERS,    /* of a passage, code points, in all its pieces */
} CsGauge;

typedef struct {
  CsGauge gauge;
  double size; /* more than 0, else there is nothing to compare */
} CsMarkGauge;

/* GEOMETRY may be NULL, of a picture without a scale and of a text. */
CsMarkGauge cs_mark_gauge (const CsMark *mark, const CsFrameGeometry *geometry);
/* "52 mm²", "7.2 mm", "300 pixels", "14 characters". Caller frees. */
char *cs_gauge_words (CsGauge gauge, double size);

/* All sizes of one label that were measured alike. */
typedef struct {
  char *label;
  CsGauge gauge;
  GArray *sizes; /* double */
} CsGaugedSizes;
void cs_gauged_sizes_free (CsGaugedSizes *sizes);
