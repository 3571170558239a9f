/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A frame ready to be shown: its values in at most 16 bits (or its colours), the same halved again
 * and again by averaging, and what the header says about the meaning of a value. Immutable,
 * reference counted. Made in the background; any thread. */
#pragma once

#include "cs-frame.h"
#include "cs-probe.h"

#define CS_PICTURE_LEVELS 16

typedef enum {
  CS_PLANE_U8,
  CS_PLANE_I8,
  CS_PLANE_U16,
  CS_PLANE_I16,
  CS_PLANE_COLOUR, /* guint32 0xffRRGGBB, opacity already set against black */
} CsPlane;

/* A pixel of level n is the mean of a square of 2^n pixels of the frame (of what there is of it at
 * the right and lower edge). */
typedef struct {
  guint32 rows, columns; /* without space between rows */
  gconstpointer pixels;
} CsPictureLevel;

typedef struct {
  CsFrame *frame; /* the values to measure */
  CsProbe *probe;
  const CsFrameFacts *facts; /* of this frame; lives as long as PROBE */
  CsPlane plane;
  guint n_levels;
  CsPictureLevel levels[CS_PICTURE_LEVELS];
  /* A pixel of the levels means scale * pixel + offset in modality units. */
  double scale, offset;
  gboolean inverse; /* MONOCHROME1: the least value is the brightest */
  /* Over all pixels of the frame but padding, in modality units; 0 for colour. */
  double least, most;
  double percentile_1, percentile_99;
  gsize bytes;                      /* of memory, with the frame */
  gpointer made[CS_PICTURE_LEVELS]; /* the levels that are not the frame's own memory */
  int refs;
} CsPicture;

/* FRAME is frame N of PROBE as CS_FRAME_VALUES, of which a reference is taken. Samples of more than
 * 16 bits are brought to 65,536 steps between the least and the greatest one (values that are no
 * numbers count as the least); the frame itself keeps them. */
CsPicture *cs_picture_new (CsFrame *frame, CsProbe *probe, guint n);
CsPicture *cs_picture_ref (CsPicture *picture);
void cs_picture_unref (CsPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPicture, cs_picture_unref)

/* The rescale of the header: value = slope * stored + intercept. 1 and 0 when it does not say, or
 * says a slope of 0. */
void cs_picture_rescale (const CsFrameFacts *facts, double *ret_slope, double *ret_intercept);
