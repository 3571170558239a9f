/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture that looks somewhat like stained tissue: glands and dividing cells at known places.
 * A plain value that owns its arrays; any thread. */
#pragma once

#include "cs-sample-ct.h"
#include "cs-error.h"

#define CS_SAMPLE_SLIDE_SIZE 512
#define CS_SAMPLE_GLAND_POINTS 28

typedef struct {
  double x[CS_SAMPLE_GLAND_POINTS], y[CS_SAMPLE_GLAND_POINTS]; /* outline, pixels */
} CsSampleGland;

typedef struct {
  double x, y; /* pixels */
} CsSampleMitosis;

typedef struct {
  CsSampleGland *glands;
  guint n_glands;
  CsSampleMitosis *mitoses;
  guint n_mitoses;
  GBytes *png;
} CsSampleSlide;

/* The same SEED gives the same slide. NULL with ERROR when there is no memory to draw in. */
CsSampleSlide *cs_sample_slide_new (guint64 seed, GError **error);
void cs_sample_slide_free (CsSampleSlide *slide);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSampleSlide, cs_sample_slide_free)

/* The pictures of the guideline, each with a ring around what is meant: a lesion, a vessel, a gland
 * whole or CUT by the edge, loose cells, a dividing cell or a dark one. */
typedef enum {
  CS_SAMPLE_MARK,
  CS_SAMPLE_BORDERLINE,
  CS_SAMPLE_DO_NOT_MARK,
} CsSampleVerdict;
GBytes *cs_sample_nodule_example (const CsSampleChest *chest, guint lesion, CsSampleVerdict verdict,
                                  GError **error);
GBytes *cs_sample_vessel_example (const CsSampleChest *chest, GError **error);
GBytes *cs_sample_gland_example (gboolean cut, GError **error);
GBytes *cs_sample_loose_example (GError **error);
GBytes *cs_sample_mitosis_example (CsSampleVerdict verdict, GError **error);
