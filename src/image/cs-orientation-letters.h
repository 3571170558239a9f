/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which side of the patient lies at which edge of the view. Pure functions; any thread. */
#pragma once

#include "cs-frame-geometry.h"
#include "cs-matrix.h"

typedef enum { CS_EDGE_TOP, CS_EDGE_RIGHT, CS_EDGE_BOTTOM, CS_EDGE_LEFT, CS_N_EDGES } CsEdge;

/* "A", "R", ...; two letters, the nearer first, when the direction is more than 10 degrees off the
 * first ("AL"); "?" when the header does not say. MATRIX leads from the view to the raster. */
typedef struct {
  char at[CS_N_EDGES][3];
} CsOrientationLetters;

CsOrientationLetters cs_orientation_letters (const CsFrameGeometry *geometry,
                                             const CsMatrix *matrix);
/* The same where the header names the directions of rows and columns and nothing else, as that of
 * a projection does: WORDS is its Patient Orientation, "P\\FL". */
CsOrientationLetters cs_orientation_letters_of_words (const char *words, const CsMatrix *matrix);
