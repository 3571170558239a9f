/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many of the cases that people decided last at a stage were accepted as they were: what a rule
 * that relaxes the stage goes by. On the store's thread. */
#pragma once

#include "cs-json.h"
#include "cs-sqlite.h"
#include "cs-workflow.h"

typedef struct {
  guint accepted; /* with no correction, rejection or sending back of the case there */
  GArray *acts;   /* of CsHash: the last decision on each case that is counted, the last first */
} CsRelaxCount;

/* The last OF cases decided at STAGE that run under VERSION of the workflow or one that it was
 * relaxed from. What was decided before VERSION's line was published, or before STAGE was relaxed
 * last, is not counted, nor what was taken back. RET_COUNT is to be cleared. */
gboolean cs_relax_count (CsDb *index, guint version, guint stage, guint of, CsRelaxCount *ret_count,
                         GError **error);
void cs_relax_count_clear (CsRelaxCount *count);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsRelaxCount, cs_relax_count_clear)

/* How many of ACTS, which somebody counted in their copy, are such; -1 when one of them is no
 * decision that could be counted, or two are of one case. What another copy knows more (that there
 * were later ones, that one was taken back) is not held against them. */
gboolean cs_relax_recount (CsDb *index, guint version, guint stage, const CsJson *acts,
                           int *ret_accepted, GError **error);

/* Why ACCEPTED of DECIDED cases are too few for STEP of the stage KEY; NULL when they are not.
 * Caller frees. */
char *cs_relax_short_words (const char *key, const CsRelaxStep *step, guint accepted,
                            guint decided);
