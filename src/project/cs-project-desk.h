/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window asks around one case: everything at once for opening it, where an act would lead,
 * what could be taken back, who may act. On the project's thread; results are plain values that may
 * cross threads. */
#pragma once

#include "cs-case-past.h"
#include "cs-project-escalations.h"
#include "cs-project-reads.h"
#include "cs-project-review.h"

/* --- who and where ---------------------------------------------------------------------------- */

/* Who may act on the case at STAGE (NULL: at the one that it is at), CsPersonRow. NOT_FOUND also
 * when READER does not see the work on it. */
GPtrArray *cs_project_people_who_may (CsProject *project, const CsReader *reader,
                                      const CsGid *case_gid, const char *stage, GError **error);

typedef struct {
  char *stage;    /* where the case would be; "" when through all stages or rejected */
  char *sentence; /* "goes to Dr B (approval)", "blocked: needs an SME who is not an author" */
  gboolean blocked;
  GPtrArray *people; /* CsPersonRow: who could act there */
} CsForesight;
/* What would become of the case after DECISION ("submit", "accept", "correct", "send-back",
 * "reject") of the signer now; DENIED with the reason when it would be refused. Changes nothing. */
CsForesight *cs_project_foresee (CsProject *project, const CsGid *case_gid, const char *decision,
                                 GError **error);
void cs_foresight_free (CsForesight *foresight);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsForesight, cs_foresight_free)

typedef struct {
  CsGid case_gid;
  char *title; /* of the case */
  char *label; /* "Accepted", "Submitted" */
  CsHash act;
  gint64 wall;
} CsUndoable;
/* What cs_project_withdraw would take back of the signer's on the case, or with NULL on the case of
 * the signer's last act anywhere; NULL without ERROR when there is nothing. */
CsUndoable *cs_project_undoable (CsProject *project, const CsGid *case_gid, GError **error);
void cs_undoable_free (CsUndoable *undoable);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsUndoable, cs_undoable_free)

/* --- a case as it opens ------------------------------------------------------------------------
 */

typedef enum {
  CS_MODE_LOOKING, /* only: REASON says why */
  CS_MODE_READING,
  CS_MODE_REVIEW,
  CS_MODE_ADJUDICATION,
  CS_MODE_APPROVAL,
} CsCaseMode;

typedef struct {
  CsCaseRow *row;
  GPtrArray *items;   /* CsItemRow */
  CsMarkSet *current; /* of the current version; NULL when there is none or it may not be seen */
  GPtrArray *past;    /* CsCasePast, NULL without CURRENT: of the versions before it that count,
                         oldest first */
  CsMarkSet *draft;   /* the signer's; what is to be shown and edited */
  gboolean has_draft;
  gboolean can_undo, can_redo;
  gboolean draft_stale;   /* the case moved on since the draft was begun */
  gboolean hidden;        /* there are marks, which the signer is shown when they ask for them */
  GPtrArray *suggestions; /* CsSuggestionRow */
  CsChanges *changes;     /* NULL without a version that may be seen */
  GPtrArray *verdicts;    /* CsVerdict */
  GPtrArray *remarks;     /* CsRemarkRow */
  CsRemarkRow
      *came_back; /* why the case as a whole was sent back, to be read; NULL unless it was */
  CsEscalationRow *question; /* that waits, or was the signer's and was ruled while they have the
                                case; or NULL */
  CsPositions *positions;    /* for ADJUDICATION, else NULL; as the next two */
  GPtrArray *rulings;        /* CsKeptRuling: what the signer has said of them until now */
  char **reasons;            /* that they gave before, see cs_project_given_reasons */
  CsEvidence *shown;         /* do not change */
  char **context;            /* what may be read beside the pictures, see cs-project-context.h */
  CsUndoable *undoable;      /* or NULL */
  char *group;               /* of labels that the signer reads of the case, or would; or NULL */
  char **group_labels;       /* their keys */
  CsCoverage coverage;       /* what the workflow says of slices not shown */
  CsSendBackFrom send_back;  /* and of what is to be sent back */
  CsCaseMode mode;
  gboolean mine;        /* held by the signer */
  gboolean may_unmerge; /* and open again what is agreed, see cs_project_unmerge */
  gboolean may_agree;   /* to how their work was corrected at the end, by */
  char *corrected_who;  /* a handle; NULL unless they may */
  gboolean may_reopen;  /* the rules let the signer reopen it, see cs_project_reopen */
  char *reason;         /* for LOOKING */
  /*< private >*/
  int refs;
} CsCaseView;
/* Everything about one case for the signer, of one state of the project. Immutable. */
CsCaseView *cs_project_case_view (CsProject *project, const CsGid *case_gid, GError **error);
CsCaseView *cs_case_view_ref (const CsCaseView *view);
void cs_case_view_unref (CsCaseView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCaseView, cs_case_view_unref)
