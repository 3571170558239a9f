/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much two areas have in common. Nothing is kept; any thread. */
#pragma once

#include "cs-mark.h"

/* How far a result may be off. */
#define CS_MARK_OVERLAP_PRECISION 0.005

/* Area of what A and B share over area of what either covers (Jaccard 1912), 0 to 1, within
 * CS_MARK_OVERLAP_PRECISION. FALSE unless both are areas on one frame of one picture. */
gboolean cs_mark_overlap (const CsMark *a, const CsMark *b, double *ret_overlap);
