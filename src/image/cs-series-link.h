/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which slice of one series goes with which of another. Slices of one frame of reference go by
 * their position; others by how far one went from where both were linked; where no header says a
 * position, by counting, and that is said. Pure functions; any thread. */
#pragma once

#include "cs-series-view.h"

typedef enum {
  CS_SERIES_APART,       /* planes that cross, single pictures */
  CS_SERIES_BY_POSITION, /* one frame of reference, parallel slices */
  CS_SERIES_BY_OFFSET,   /* parallel slices: millimetres from where they were linked */
  CS_SERIES_BY_NUMBER,   /* slices from where they were linked */
} CsSeriesLink;

CsSeriesLink cs_series_link (const CsSeriesView *a, const CsSeriesView *b);
/* The slice of B that goes with SLICE of A, where FROM_A and FROM_B were side by side when they
 * were linked; the nearest one at the ends. Not of series that are APART. */
guint cs_series_link_find (const CsSeriesView *a, guint slice, guint from_a, const CsSeriesView *b,
                           guint from_b);
/* Where a series begins, whatever its order: nearest to the feet, the right or the front; the first
 * when the header does not say. */
guint cs_series_link_first (const CsSeriesView *view);
