/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large a mark is, for people: in millimetres where the header of the picture allows it, with
 * the word that tells where they come from; in pixels otherwise. A plain value; any thread. */
#pragma once

#include "cs-frame-geometry.h"
#include "cs-mark.h"

typedef struct {
  gboolean millimetres;   /* else pixels */
  CsSpacingSource source; /* of the millimetres, else NONE */
  double length;          /* of a line */
  double longest, across; /* greatest diameter of an area, and what lies across it; of a box: its
                           * sides */
  double area;            /* square mm or pixels */
  double angle;           /* degrees; -1: it is none */
} CsMarkSize;

/* GEOMETRY may be NULL. A source without spacing (an ultrasound picture outside of its regions)
 * gives pixels; for a region, the caller fills its spacing in. FALSE when there is nothing to
 * measure: a point, a label, a passage. */
gboolean cs_mark_size (const CsMark *mark, const CsFrameGeometry *geometry, CsMarkSize *ret_size);
/* "7.2 mm", "11.0 x 8.4 mm", "41 x 30 pixels", "42.3°" with the sign for times and no-break spaces:
 * what stands in a list. Caller frees; NULL when there is nothing to measure. */
char *cs_mark_size_short (const CsMark *mark, const CsFrameGeometry *geometry);
/* The same with the area and the source: "11.0 x 8.4 mm, 71 mm2, measured in the patient". */
char *cs_mark_size_long (const CsMark *mark, const CsFrameGeometry *geometry);
/* Where a spacing comes from, in words for people, untranslated: "measured in the patient",
 * "no scale in this file". */
const char *cs_spacing_words (CsSpacingSource source);
