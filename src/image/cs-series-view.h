/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of an item as one pile of slices in the order in which intake stored them: where each
 * lies, how far from the next, and what is missing between. Made once for an item, immutable after;
 * any thread. */
#pragma once

#include "cs-probe.h"

typedef enum {
  CS_PLANE_NAME_UNKNOWN, /* the header does not say */
  CS_PLANE_NAME_AXIAL,
  CS_PLANE_NAME_CORONAL,
  CS_PLANE_NAME_SAGITTAL,
  CS_PLANE_NAME_OBLIQUE,
} CsPlaneName;

typedef struct {
  guint part, frame;
  const CsProbe *probe;      /* of the part */
  const CsFrameFacts *facts; /* of the frame */
  gboolean has_position;     /* FALSE too when it is not parallel to the first one */
  double position; /* mm along the normal of the first slice, which is turned to the patient's left,
                      back or head, whichever is nearest; 0 unknown */
  double step;     /* mm from the slice before, along the normal; 0 for the first and unknown */
  guint missing;   /* slices that seem to be missing before this one */
} CsSliceView;

typedef struct {
  GPtrArray *probes; /* CsProbe of each part */
  const CsSliceView *slices;
  guint n_slices;
  double spacing;    /* the usual step, mm; 0 unknown. Never the thickness */
  guint n_gaps;      /* steps of more than one and a half times the usual one */
  CsPlaneName plane; /* of the first slice */
} CsSeriesView;

/* PROBES has one for each part, of which references are taken. A slice for each frame. */
CsSeriesView *cs_series_view_new (CsProbe *const *probes, guint n_parts);
void cs_series_view_free (CsSeriesView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSeriesView, cs_series_view_free)

/* The number of the slice that shows FRAME of PART; FALSE when there is none. */
gboolean cs_series_view_find (const CsSeriesView *view, guint part, guint frame, guint *ret_slice);

/* The header whose windows the whole series opens with, whatever slice is looked at first: that of
 * the first slice with a good one; NULL when there is none. */
const CsFrameFacts *cs_series_view_windows (const CsSeriesView *view);

/* Within 36.9 degrees (the cosine is 0.8, as usual) of a main plane of the body it has its name. */
CsPlaneName cs_plane_name (const CsFrameGeometry *geometry);
/* "axial", "coronal", "sagittal", "oblique"; NULL when unknown. To be translated. */
const char *cs_plane_name_word (CsPlaneName plane);

/* Pieces of the corner texts, in the C locale: "z -112.5 mm" (x, y or z when the plane has a name,
 * else only the number) and "1.25 mm". NULL when the header does not say. Caller frees. */
char *cs_series_view_position_text (const CsSeriesView *view, guint slice);
char *cs_series_view_thickness_text (const CsSeriesView *view, guint slice);
