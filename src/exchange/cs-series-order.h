/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second half of cs-series.h: slices that belong together are put in order, split into phases
 * and looked at for gaps. Private to cs-series*.c. */
#pragma once

#include "cs-series.h"

typedef struct {
  guint index; /* among the probes */
  const CsProbe *probe;
  const CsFrameGeometry *geometry;
  const char *name;
  double along;         /* mm along the normal */
  gint64 instance;      /* instance number, G_MININT64 unknown */
  const char *phase[3]; /* what may tell repetitions apart; NULL unknown */
} CsSlice;

/* What the members of CsSlice.phase are called, NULL-terminated. */
extern const char *const cs_slice_phases[];

CsSeries *cs_series_new (CsSeriesOrder order);
void cs_series_free (CsSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSeries, cs_series_free)
void cs_series_tell (CsSeries *series, const char *code, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* Tells what the frames of a file with several do not have in common, or lack. */
void cs_series_look_at_frames (CsSeries *series, const CsProbe *probe);

/* Appends one or more series made of SLICES (GArray of CsSlice, is sorted) to LIST. */
void cs_series_arrange (GArray *slices, GPtrArray *list);
