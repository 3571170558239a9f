/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one reading of a case compares with another that is held to be right. Pure; any thread. */
#pragma once

#include "cs-mark-consensus.h"

/* Marks, relations too, each counted once. */
typedef struct {
  guint found; /* of both, with one label and one set of attributes, as close as RULE asks */
  guint missed, extra;  /* only of what is right; only of the reading */
  guint wrong, shifted; /* at its place but of another label or with other attributes; with its
                           label, but not close enough */
  guint answers;        /* items without a mark that were answered otherwise */
} CsMarkScore;

/* RULE's votes say nothing here. A relation between marks that do not agree is no mistake of its
 * own. */
void cs_mark_score (CsMarkSet *right, CsMarkSet *reading, const CsAgreeRule *rule,
                    CsMarkScore *ret_score);
/* What was found of all that either has, in percent, rounded down; 100 where there was nothing to
 * find and nothing was. */
guint cs_mark_score_percent (const CsMarkScore *score);

/* SET on other items: what is about FROM[i] is about TO[i]; INVALID when it is about anything
 * else. */
CsMarkSet *cs_mark_set_on_items (const CsMarkSet *set, const CsGid *from, const CsGid *to, guint n,
                                 GError **error);
