/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What separates two sets: by merge join on the ids, and, for people, by what lies where. Immutable
 * after it is made; holds references to the marks it names. Any thread. */
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
  gboolean by_shape; /* their ids differ: it was drawn anew */
} CsMarkChange;

/* What somebody says of a mark that is gone and one that came. */
typedef enum {
  CS_MARK_SAID_NOTHING,
  CS_MARK_SAID_SAME,
  CS_MARK_SAID_APART,
} CsMarkSaidKind;
typedef struct {
  guint64 before, after;
  CsMarkSaidKind kind;
} CsMarkSaid;

/* An answer that is not there is NONE without a note. */
typedef struct {
  CsMarkAnswer before, after;
} CsMarkAnswerChange;

typedef struct {
  GArray *marks;   /* of CsMarkChange, by id: of `after` where there is one */
  GArray *answers; /* of CsMarkAnswerChange, by item */
} CsMarkDiff;

/* Never NULL; without a difference both lists are empty. */
CsMarkDiff *cs_mark_diff (const CsMarkSet *before, const CsMarkSet *after);
/* The same, where what is gone and what came at its place instead (cs_mark_match) is one change;
 * a tie between marks that were drawn anew is none. SAID (of CsMarkSaid, or NULL) counts before
 * what lies where; what names marks that are not there, or no longer fits, counts for nothing. */
CsMarkDiff *cs_mark_diff_matched (const CsMarkSet *before, const CsMarkSet *after,
                                  const GArray *said);
/* SAID can be said of these versions; else INVALID, a sentence. */
gboolean cs_mark_said_check (const CsMarkSaid *said, const CsMarkSet *before,
                             const CsMarkSet *after, GError **error);
void cs_mark_diff_free (CsMarkDiff *diff);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMarkDiff, cs_mark_diff_free)

CsMarkDiffAspects cs_mark_compare (const CsMark *before, const CsMark *after);
/* The edit that leads from before to after. */
CsMarkEdit *cs_mark_diff_to_edit (const CsMarkDiff *diff);
