/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What several people who read the same case, each for themselves, agree on, finding by finding.
 * What is not agreed stays open: a finding of one reader alone is never outvoted, as most errors of
 * a majority are findings that it missed. Pure; any thread. */
#pragma once

#include "cs-mark-set.h"

#define CS_CONSENSUS_MAX 9

/* When marks are one finding, and how many readers make it count. */
typedef struct {
  guint votes;    /* readers, more than half of them */
  guint overlap;  /* percent that areas and passages have in common at least */
  guint distance; /* pixels that points and lines are apart at most */
} CsAgreeRule;

/* Why it is open. */
typedef enum {
  CS_DISPUTE_PRESENCE = 1 << 0, /* fewer have it than make it count */
  CS_DISPUTE_LABEL = 1 << 1,
  CS_DISPUTE_ATTRIBUTES = 1 << 2,
  CS_DISPUTE_GEOMETRY = 1 << 3,
  CS_DISPUTE_ANSWER = 1 << 4, /* about the item, beside marks */
  CS_DISPUTE_ENDS = 1 << 5,   /* of a relation: what it ties is open itself */
} CsDisputeWhy;

typedef struct {
  guint why;  /* CsDisputeWhy */
  CsGid item; /* of a mark, or what the answers are about; zero for a relation */
  CsMark *marks[CS_CONSENSUS_MAX]; /* each reader's; NULL: they have none here. Relations name
                                      what is agreed where it stands for their ends */
} CsDispute;

typedef struct {
  CsMarkSet *agreed;
  GArray *disputes; /* of CsDispute: answers by item, then marks in the order of their ids */
  guint n_readers;
} CsConsensus;

/* SETS: what each of N readers (1 to CS_CONSENSUS_MAX) handed in; the order tells nothing but which
 * place in `marks` is whose. Marks are one finding as cs_mark_match has it. It is agreed when
 * `votes` of them have the same label and attributes and lie on the one of these that is most like
 * the others as closely as RULE asks; that one stands for all, with its id. Of one reader all is,
 * with what they noted. NOTHING_AGREED: all of it is open. */
CsConsensus *cs_consensus_find (CsMarkSet *const *sets, guint n, const CsAgreeRule *rule,
                                gboolean nothing_agreed);
/* With nothing in it, not even AGREED. */
CsConsensus *cs_consensus_new (guint n_readers);
void cs_consensus_free (CsConsensus *consensus);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsConsensus, cs_consensus_free)

/* Each of SETS is of other labels, so that nothing of them is compared: all of it together, but for
 * marks that KEEPS says no to (and relations of them), which are open. An id that comes twice is
 * made anew, the same for everybody. Of answers about one item the one that doubts most stands
 * (equivocal, not assessable, nothing to mark), the last only where nobody marked anything; notes
 * come one below the other, as many as one may have. */
typedef gboolean (*CsMarkKeeps) (const CsMark *mark, gpointer data);
CsConsensus *cs_consensus_join (CsMarkSet *const *sets, guint n, CsMarkKeeps keeps, gpointer data);

/* Whether RESULT says of DISPUTE, one of FOUND's, something of its own: it holds a mark that none
 * of the readers made, or answers what DISPUTE lies on. */
gboolean cs_consensus_is_anew (const CsConsensus *found, const CsDispute *dispute,
                               const CsMarkSet *result);

/* Whether RESULT holds a mark that is MARK but for its id and where it came from. */
gboolean cs_consensus_has (const CsMarkSet *result, const CsMark *mark);
