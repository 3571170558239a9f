/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edge of an area as straight lines, made once to be compared with many others. Immutable and
 * owned by who makes it; any thread. */
#pragma once

#include "cs-mark.h"

typedef struct _CsMarkOutline CsMarkOutline;

/* NULL unless MARK is an area on a picture. */
CsMarkOutline *cs_mark_outline_new (const CsMark *mark);
void cs_mark_outline_free (CsMarkOutline *outline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMarkOutline, cs_mark_outline_free)

double cs_mark_outline_area (const CsMarkOutline *outline); /* square pixels, even-odd */
/* Area of what both cover over area of what either covers (Jaccard 1912), 0 to 1, the same from
 * either side; within CS_MARK_OVERLAP_PRECISION. -1 when neither covers anything. */
double cs_mark_outline_overlap (const CsMarkOutline *a, const CsMarkOutline *b);
