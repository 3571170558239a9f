/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the pixels of one frame lie in the world, as far as its header says: nothing is guessed,
 * and a spacing never stands without the word that tells where it comes from. A plain value; copy
 * it freely. Any thread. */
#pragma once

#include "cs-json.h"

G_BEGIN_DECLS

typedef enum {
  CS_SPACING_NONE,        /* pixels only */
  CS_SPACING_PATIENT,     /* PixelSpacing of a cross-sectional picture */
  CS_SPACING_GEOMETRY,    /* PixelSpacing calibrated by geometry */
  CS_SPACING_FIDUCIAL,    /* PixelSpacing calibrated by an object of known size */
  CS_SPACING_MAGNIFIED,   /* detector spacing divided by the magnification of the header */
  CS_SPACING_DETECTOR,    /* at the detector, not in the patient */
  CS_SPACING_UNSPECIFIED, /* PixelSpacing of a projection without a calibration type */
  CS_SPACING_REGION,      /* ultrasound: per region of the picture, see there */
  CS_SPACING_NOMINAL,     /* as a scanner of film or paper was set */
} CsSpacingSource;

typedef struct {
  guint32 rows, columns;
  CsSpacingSource source;
  double row_spacing;    /* mm between the centres of two rows; 0 with NONE and REGION */
  double column_spacing; /* mm between the centres of two columns */
  double thickness;      /* mm, 0 unknown; never the distance between slices */
  gboolean has_orientation;
  double orientation[6]; /* directions of a row and of a column, patient LPS, unit length */
  gboolean has_position;
  double position[3]; /* mm, LPS, CENTRE of the first pixel */
} CsFrameGeometry;

/* The stable word: "patient", "detector", "none". */
const char *cs_spacing_nick (CsSpacingSource source);
gboolean cs_spacing_from_nick (const char *nick, CsSpacingSource *ret_source);

/* Sets the spacing unless one of the two is not a positive finite number of at most 1e6 mm. */
gboolean cs_frame_geometry_set_spacing (CsFrameGeometry *geometry, CsSpacingSource source,
                                        double row, double column);
/* Sets the orientation unless the two directions are not of unit length and at right angles (both
 * within 1e-3); then they are scaled to length 1. */
gboolean cs_frame_geometry_set_orientation (CsFrameGeometry *geometry, const double direction[6]);
/* The direction from slice to slice: row x column. FALSE without an orientation. */
gboolean cs_frame_geometry_normal (const CsFrameGeometry *geometry, double ret_normal[3]);

/* Decimals travel as strings in the shortest form that reads back the same. */
CsJson *cs_frame_geometry_to_json (const CsFrameGeometry *geometry);
/* INVALID when a member is missing or of the wrong kind. */
gboolean cs_frame_geometry_from_json (const CsJson *json, CsFrameGeometry *ret_geometry,
                                      GError **error);

/* The shortest decimal text that reads back as VALUE, C locale. Caller frees. */
char *cs_decimal_new (double value);
/* A finite number and nothing else, C locale; spaces around it are allowed. */
gboolean cs_decimal_parse (const char *text, double *ret_value);

G_END_DECLS
