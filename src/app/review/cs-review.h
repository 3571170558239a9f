/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The review of the case that is open: its rows, what was said of each, which one is looked at,
 * where each decision would lead. Verdicts are written at once and survive a kill. Views listen and
 * change it by its functions alone. Main thread. */
#pragma once

#include "cs-review-row.h"

#define CS_TYPE_REVIEW (cs_review_get_type ())
G_DECLARE_FINAL_TYPE (CsReview, cs_review, CS, REVIEW, GObject)

/* Signals, all without arguments:
 * "rows"       other rows: CsReviewRow of before are gone
 * "verdicts"   states of rows, or where a decision would lead, are others
 * "current"    another row is looked at */

CsReview *cs_review_new (CsCaseModel *model);
CsCaseModel *cs_review_model (CsReview *self);
GPtrArray *cs_review_rows (CsReview *self); /* of CsReviewRow; owned by SELF until "rows" */

/* The list can show what changed since the reader looked last, as it does at first, or all: that is
 * to be chosen where they looked at the case before. */
gboolean cs_review_has_known (CsReview *self);
gboolean cs_review_shows_all (CsReview *self);
void cs_review_show_all (CsReview *self, gboolean all);

/* --- going through --- */

CsReviewRow *cs_review_current (CsReview *self); /* NULL for none */
/* Looks at ROW: the case goes to its mark. NULL: at none. */
void cs_review_go (CsReview *self, const CsReviewRow *row);
/* The next (1) or previous (-1) open row, round the end; without an open one, the next row. */
void cs_review_step (CsReview *self, int step);
/* The first open row that was not on the screen yet, the current one before others; FALSE when
 * there is none. */
gboolean cs_review_find_unseen (CsReview *self);
/* The next row in STATE, round the end; FALSE when there is none. */
gboolean cs_review_find (CsReview *self, CsVerdictKind state, int step);

/* --- settling the current row; FALSE without one, and for what the reader changed himself --- */

/* KIND ACCEPT goes on to the next open row, OPEN takes the verdict back. */
gboolean cs_review_say (CsReview *self, CsVerdictKind kind);
/* CATEGORY is one of cs_remark_categories; goes on as ACCEPT does. */
gboolean cs_review_reject (CsReview *self, const char *category);
/* Takes the last verdict of this sitting back and looks at its row; FALSE when there is none. */
gboolean cs_review_take_back (CsReview *self);
gboolean cs_review_can_take_back (CsReview *self);

/* --- which mark is which --- */

/* The current row is of a mark that was drawn anew, as far as its place tells. */
gboolean cs_review_is_pair (CsReview *self);
/* Marks that are gone and that the one of the current row, which came, may be: those nearest in
 * likeness first, at most MOST; GPtrArray of const CsMark, empty for other rows. */
GPtrArray *cs_review_may_match (CsReview *self, guint most);
/* A job that says of the marks what SAID says; the rows are others then. */
CsJobSpec cs_review_pair_job (CsReview *self, const CsMarkSaid *said);

/* --- deciding --- */

typedef struct {
  guint open, accepted, rejected, edited;
  guint unseen; /* of the open ones, those that were not on the screen yet */
} CsReviewCounts;
CsReviewCounts cs_review_counts (CsReview *self);
/* The reader changed something: the decision is "correct". */
gboolean cs_review_has_edits (CsReview *self);
/* Where DECISION would lead, or why it is refused, as a sentence; NULL while that is asked. */
const CsForesight *cs_review_foresight (CsReview *self, const char *decision);
const char *cs_review_refusal (CsReview *self, const char *decision);

/* What the coloured button does next. */
typedef enum {
  CS_REVIEW_STEP_ACCEPT,
  CS_REVIEW_STEP_CORRECT,
  CS_REVIEW_STEP_SEND_BACK, /* asks why first */
} CsReviewStep;
typedef struct {
  CsReviewStep step;
  gboolean ready;      /* it can be done now */
  gboolean takes_open; /* and takes what is open as accepted: all of it was on the screen */
  const char *refusal; /* why the core would not let it, or NULL */
} CsReviewNext;
CsReviewNext cs_review_next (CsReview *self);

/* What the sheet asks for; all may be NULL. */
typedef struct {
  const char *category, *severity, *clause, *reason;
  const CsGid *to; /* who gets it; NULL: as the rules say */
} CsReviewReasons;
/* A job that decides with all that was rejected and shown; for cs_case_flow_decide. */
CsJobSpec cs_review_decision_job (CsReview *self, const char *decision,
                                  const CsReviewReasons *reasons);
/* The remark that is written next is about these words of the text ITEM, whatever is selected. NULL
 * for QUOTE: about that. */
void cs_review_set_words (CsReview *self, const CsGid *item, gint64 start, gint64 end,
                          const char *quote);
/* Where a remark goes now: to those words, the mark that is selected, else the slice looked at.
 * Caller frees it. */
CsRemark *cs_review_remark_here (CsReview *self, const CsReviewReasons *reasons);
/* A job that adds it there. */
CsJobSpec cs_review_remark_job (CsReview *self, const CsReviewReasons *reasons);
/* The clause of the first rejected row's label; NULL without one. Caller frees. */
char *cs_review_clause (CsReview *self);
/* The category of the rejected rows: the first one's; NULL without one. */
const char *cs_review_category (CsReview *self);
/* GPtrArray of CsRemark: what goes with the decision; REASON fills those that say nothing. */
GPtrArray *cs_review_rejected (CsReview *self, const CsReviewReasons *reasons);
