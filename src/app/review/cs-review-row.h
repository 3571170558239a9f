/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reviewer settles, one row for one aspect of one change, in words for people: outlines,
 * labels, attributes, marks that came or went, answers; and what they changed themselves. Values
 * made from a case model; main thread. */
#pragma once

#include "cs-case-model.h"

typedef enum {
  CS_REVIEW_NEW,
  CS_REVIEW_CHANGED,
  CS_REVIEW_REMOVED,
  CS_REVIEW_SAME, /* of what is known */
} CsReviewSign;

typedef struct {
  CsMark *before, *after; /* NULL: not there; both NULL: an answer */
  CsGid item;
  guint aspect;      /* one of CsMarkDiffAspects for a changed mark, else 0 */
  gboolean own;      /* the reader's own change, not the one that is reviewed */
  gboolean known;    /* it is as it was when the reader looked last: nothing is to be settled */
  gboolean by_shape; /* `after` was drawn anew: which mark it was is found by what lies where */
  CsReviewSign sign;
  char *name;    /* "Bone fragment, outline" */
  char *detail;  /* "mark 2, 16.4 to 10.3 mm, overlap 0.30", with signs */
  char *colour;  /* "#e69f00" */
  char **values; /* "Density: Solid", "Side: left to right" with a sign; empty for an answer */
  CsVerdictKind state;
  char *category; /* of a rejection */
} CsReviewRow;

void cs_review_row_free (CsReviewRow *row);

/* GPtrArray of CsReviewRow: the changes of the model's view in the order of the numbers of their
 * marks, then the reader's own; with ALL also the marks that did not change, as known. All states
 * are OPEN or EDITED. */
GPtrArray *cs_review_rows_new (CsCaseModel *model, gboolean all);
/* ROW is about the same as OTHER. */
gboolean cs_review_row_is (const CsReviewRow *row, const CsReviewRow *other);
guint64 cs_review_row_mark (const CsReviewRow *row); /* id, 0 for an answer */
/* What VERDICT is about, filled in without a category; texts are not copied. */
CsVerdict cs_review_row_verdict (const CsReviewRow *row, CsVerdictKind kind);
/* A verdict on the whole mark holds for each of its rows. */
gboolean cs_review_row_meets (const CsReviewRow *row, const CsVerdict *verdict);
/* "accepted", "open", "rejected: label", "edited". Caller frees. */
char *cs_review_row_state_words (const CsReviewRow *row);
/* Whether a rejection of it can be of that category: a new mark is not missed. */
gboolean cs_review_row_may_be (const CsReviewRow *row, const char *category);
/* "Boundary" for "boundary"; the word itself for an unknown one. */
const char *cs_review_category_words (const char *category);
