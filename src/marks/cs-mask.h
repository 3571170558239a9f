/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of pixels as its tight box and row-major runs inside it: lengths of zeros and ones in
 * turn, zeros first (the first may be 0), that fill the box. The empty mask has no box and no
 * runs. Immutable, owned by who made it. Any thread. */
#pragma once

#include "cs-mark.h"

typedef struct {
  gint64 x, y, width, height; /* whole pixels */
  gint64 *runs;
  guint n_runs;
} CsMask;

void cs_mask_free (CsMask *mask);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMask, cs_mask_free)

/* From a dense picture of HEIGHT rows, STRIDE bytes apart; any byte but 0 is set. LIMIT beyond
 * CS_MARK_MAX_RUNS runs. */
CsMask *cs_mask_new_from_rows (const guint8 *rows, gsize stride, guint width, guint height,
                               GError **error);
/* From runs over a whole picture (zeros first, sum = WIDTH * HEIGHT, zero runs allowed), by columns
 * or by rows. INVALID when the sum is another; LIMIT as above. */
CsMask *cs_mask_new_from_columns (const gint64 *runs, guint n_runs, guint width, guint height,
                                  GError **error);
CsMask *cs_mask_new_from_runs (const gint64 *runs, guint n_runs, guint width, guint height,
                               GError **error);
/* MARK is of the kind mask. The result is tight even when the mark is not. LIMIT as above. */
CsMask *cs_mask_new_from_mark (const CsMark *mark, GError **error);

/* Writes 0 and 1 into HEIGHT rows of WIDTH bytes of a picture whose first pixel is (0,0). INVALID
 * when the mask does not fit into it. */
gboolean cs_mask_to_rows (const CsMask *mask, guint8 *ret_rows, gsize stride, guint width,
                          guint height, GError **error);
/* Runs over a whole picture by columns: GArray of gint64, without zero runs but the first. INVALID
 * when the mask does not fit into it, LIMIT beyond CS_MARK_MAX_RUNS runs. */
GArray *cs_mask_to_columns (const CsMask *mask, guint width, guint height, GError **error);
/* The `values` of a mark of the kind mask: box and runs. Not for the empty mask. Caller frees. */
gint64 *cs_mask_to_values (const CsMask *mask, guint *ret_count);

gint64 cs_mask_area (const CsMask *mask);
gboolean cs_mask_is_empty (const CsMask *mask);
gboolean cs_mask_equal (const CsMask *a, const CsMask *b);
