/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What separates two sets, by merge join on the ids. Immutable after it is made; holds references
 * to the marks it names. Any thread. */
#pragma once

#include "cs-mark-edit.h"

typedef enum {
  CS_MARK_DIFF_GEOMETRY = 1 << 0, /* kind, place, shape */
  CS_MARK_DIFF_LABEL = 1 << 1,
  CS_MARK_DIFF_ATTRIBUTES = 1 << 2,
  CS_MARK_DIFF_ORIGIN = 1 << 3, /* provenance, confidence */
} CsMarkDiffAspects;

/* BEFORE alone: removed; AFTER alone: added; both: changed in ASPECTS. */
typedef struct {
  CsMark *before, *after;
  CsMarkDiffAspects aspects;
} CsMarkChange;

/* An answer that is not there is NONE without a note. */
typedef struct {
  CsMarkAnswer before, after;
} CsMarkAnswerChange;

typedef struct {
  GArray *marks;   /* of CsMarkChange, by id */
  GArray *answers; /* of CsMarkAnswerChange, by item */
} CsMarkDiff;

/* Never NULL; without a difference both lists are empty. */
CsMarkDiff *cs_mark_diff (const CsMarkSet *before, const CsMarkSet *after);
void cs_mark_diff_free (CsMarkDiff *diff);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMarkDiff, cs_mark_diff_free)

CsMarkDiffAspects cs_mark_compare (const CsMark *before, const CsMark *after);
/* The edit that leads from before to after. */
CsMarkEdit *cs_mark_diff_to_edit (const CsMarkDiff *diff);
