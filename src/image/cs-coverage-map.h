/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which slices of an item were on the screen long enough. The caller brings the time. Owned by who
 * shows the item; one thread at a time. */
#pragma once

#include "cs-json.h"

typedef struct _CsCoverageMap CsCoverageMap;

/* None of N_SLICES shown yet; one counts when it was on the screen for AT_LEAST microseconds
 * without a break. */
CsCoverageMap *cs_coverage_map_new (guint n_slices, gint64 at_least);
void cs_coverage_map_free (CsCoverageMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCoverageMap, cs_coverage_map_free)

/* SLICE is on the screen from NOW on (monotonic microseconds), and the one before is not any more.
 * The same slice again changes nothing. TRUE when the one before came to count by this. */
gboolean cs_coverage_map_enter (CsCoverageMap *map, guint slice, gint64 now);
/* None is on the screen: another window, another case. TRUE as above. */
gboolean cs_coverage_map_leave (CsCoverageMap *map, gint64 now);
/* TRUE when the slice on the screen came to count since the last call. */
gboolean cs_coverage_map_tick (CsCoverageMap *map, gint64 now);
/* When to call tick next, monotonic microseconds; G_MAXINT64 when there is nothing to wait for. */
gint64 cs_coverage_map_due (const CsCoverageMap *map);

gboolean cs_coverage_map_shown (const CsCoverageMap *map, guint slice);
/* How many slices were shown. */
guint cs_coverage_map_count (const CsCoverageMap *map);
guint cs_coverage_map_size (const CsCoverageMap *map);
/* The next slice not shown behind SLICE, from the first one again after the last; SLICE itself
 * comes last. FALSE when all were shown. */
gboolean cs_coverage_map_next (const CsCoverageMap *map, guint slice, guint *ret_slice);
/* Adds what OTHER has; both of the same size. */
void cs_coverage_map_merge (CsCoverageMap *map, const CsCoverageMap *other);

/* Canonical: {"shown":[[0,5],[7,9]],"slices":33}, ranges from begin to before end, in order and
 * apart. */
CsJson *cs_coverage_map_to_json (const CsCoverageMap *map);
/* Adds what the document has. INVALID when it is of another size or not as above; then nothing is
 * added. */
gboolean cs_coverage_map_add_json (CsCoverageMap *map, const CsJson *json, GError **error);
