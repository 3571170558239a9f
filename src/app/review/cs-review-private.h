/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the review share: cs-review.c (rows and verdicts), cs-review-decide.c (where a
 * decision leads, and the decision itself). Main thread. */
#pragma once

#include "cs-review.h"

enum { CS_REVIEW_ROWS, CS_REVIEW_VERDICTS, CS_REVIEW_CURRENT, CS_REVIEW_N_SIGNALS };

enum {
  CS_FORESEE_ACCEPT,
  CS_FORESEE_CORRECT,
  CS_FORESEE_SEND_BACK,
  CS_FORESEE_REJECT,
  CS_FORESEE_N
};

struct _CsReview {
  GObject parent_instance;
  CsCaseModel *model;
  GPtrArray *rows;     /* of CsReviewRow */
  GPtrArray *verdicts; /* of CsVerdict: of the file, and on their way there */
  GPtrArray *past;     /* of CsVerdict: what was there before each verdict of this sitting */
  int current;         /* -1 for none */
  guint pending;       /* verdicts on their way to the file */
  gboolean going;      /* the selection follows the row, not the other way round */
  gboolean asked;
  gboolean all;    /* also what did not change since the reader looked last */
  CsRemark *words; /* place of the remark that is being written; NULL: at what is selected */
  CsForesight *foresights[CS_FORESEE_N];
  char *refusals[CS_FORESEE_N];
};

typedef struct {
  CsGid case_gid;
  CsVerdict *verdict;
} CsReviewWrite;

void cs_review_emit (CsReview *self, guint signal);
void cs_review_ask_foresight (CsReview *self);
void cs_review_forget_foresight (CsReview *self);
