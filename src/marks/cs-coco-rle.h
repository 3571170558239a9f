/* SPDX-License-Identifier: GPL-3.0-or-later */
/* COCO's run lengths: by columns, zeros first, over the whole picture, as numbers or as a string
 * (5 bits a letter from '0' on, low bits first, bit 5 says that more follow; from the fourth run on
 * the difference to the run two before). Pure functions. */
#pragma once

#include "cs-mark.h"

/* Runs (GArray of gint64) from the string. INVALID for a foreign letter, an open end or a negative
 * run, LIMIT beyond CS_MARK_MAX_RUNS runs or a run beyond 2^53. */
GArray *cs_coco_rle_decode (const char *text, gsize length, GError **error);
/* Appends the string; it has backslashes, which JSON escapes. */
void cs_coco_rle_append (GString *out, const gint64 *runs, guint n_runs);
