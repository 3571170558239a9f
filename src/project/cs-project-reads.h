/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several people read one case, each for themselves; what they do not agree on is settled by
 * somebody who did not read it. On the project's thread. */
#pragma once

#include "cs-mark-consensus.h"
#include "cs-project.h"

/* What is open between the readers of a case, as who settles it is shown it: nobody's name, in an
 * order that a seed draws anew for each case and person. */
typedef struct {
  guint n_readers;
  CsHash *readings;  /* [position]: the version, which says nothing of whose it is */
  GArray *disputes;  /* of CsDispute; `marks` and `answers` by position */
  CsAnswer *answers; /* [dispute * n_readers + position], for disputes about an answer */
  char **notes;      /* likewise; NULL for none */
  CsGid seed;
  guint stage; /* of the case */
} CsPositions;
void cs_positions_free (CsPositions *positions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPositions, cs_positions_free)

/* DENIED unless READER may settle the case now, or sees who read what; NOT_FOUND when nothing is
 * open on it. */
CsPositions *cs_project_positions (CsProject *project, const CsReader *reader,
                                   const CsGid *case_gid, GError **error);

/* What was decided on a case in two copies, as who settles it is shown it: nobody's name, in an
 * order drawn anew for each case and person. They settle it by deciding themselves. */
typedef struct {
  CsHash act;
  const char *decision; /* "accept", "send-back", "reject" */
  char *category, *clause, *reason;
} CsMetDecision;
void cs_met_decision_free (CsMetDecision *decision);
/* GPtrArray of CsMetDecision; errors as of cs_project_positions. */
GPtrArray *cs_project_met_decisions (CsProject *project, const CsReader *reader,
                                     const CsGid *case_gid, GError **error);

typedef enum { CS_RULING_POSITION, CS_RULING_DRAWN, CS_RULING_NOBODY } CsRulingChoice;
typedef struct {
  CsRulingChoice choice;
  guint position;     /* of the positions that the signer is shown */
  const char *reason; /* NULL: the one given for all */
} CsRuling;
/* Settles the case with the signer's draft: what is chosen is put into it where it is not there,
 * and taken out where nobody is right. RULINGS has one for each of the disputes. REASON for all of
 * them; NULL when each has its own. EVIDENCE may be NULL. */
gboolean cs_project_adjudicate (CsProject *project, const CsGid *case_gid, const CsRuling *rulings,
                                guint n, const char *reason, const CsEvidence *evidence,
                                GError **error);
/* What was found that readers agree on is opened again: all of it goes to who settles it. */
gboolean cs_project_unmerge (CsProject *project, const CsGid *case_gid, const char *reason,
                             GError **error);

/* --- on the way: local, like what is said of changes in a review --- */

/* What the signer has said of one dispute until now. */
typedef struct {
  guint n;         /* which dispute, from 0 */
  gboolean chosen; /* else only a reason is there yet */
  CsRulingChoice choice;
  guint position;
  guint64 mark; /* in the draft, that stands for it; 0 for none */
  char *reason; /* or NULL */
} CsKeptRuling;
void cs_kept_ruling_free (CsKeptRuling *ruling);
CsKeptRuling *cs_kept_ruling_copy (const CsKeptRuling *ruling);
/* One that says nothing takes away what was kept. */
gboolean cs_project_keep_ruling (CsProject *project, const CsGid *case_gid,
                                 const CsKeptRuling *ruling, GError **error);
/* GPtrArray of CsKeptRuling about what is open now, of POSITIONS; other signers' are not read. */
GPtrArray *cs_project_kept_rulings (CsProject *project, const CsGid *case_gid,
                                    const CsPositions *positions, GError **error);
/* Reasons that the signer gave on this machine, for this case or others, the commonest first, at
 * most MOST. Caller frees. */
char **cs_project_given_reasons (CsProject *project, guint most, GError **error);

/* What is due and nobody's own act: what readers agree on and what is settled between copies, where
 * copies came together, and pauses that the workflow asks for. Each is an act of its own, found
 * anew by everybody. Done by who brings copies together, asks for a task or opens the project. */
gboolean cs_project_catch_up (CsProject *project, GError **error);
