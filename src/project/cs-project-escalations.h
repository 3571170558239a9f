/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions about cases that go up to a lead, an SME or the board, and how they were ruled. On the
 * project's thread; rows are plain values that may cross threads once built. */
#pragma once

#include "cs-project.h"

#define CS_RULING_ID 10 /* "R-1a2b3c4d" */

typedef struct {
  CsHash act; /* that asked */
  char id[9]; /* its first digits */
  CsGid
      case_gid; /* zero where the reader is told of the ruling only, then up to MARK all is NULL */
  char *title;  /* of the case */
  char *who;    /* asked: handle */
  gint64 wall, since; /* when; since when it waits where it is */
  CsAsked level;
  char *question, *severity, *category, *clause;
  guint64 mark; /* 0: none */
  gboolean own; /* the reader asked */
  gboolean may_rule, may_agree, may_send_up, may_take_back;
  /* A ruling, or what one of the board proposed as one; TEXT is NULL before. */
  CsHash ruling;
  char ruling_id[CS_RULING_ID + 1]; /* as people cite it */
  char *text, *ruled_clause, *ruled_title;
  char *ruled_who, *agreed_who; /* handles */
  gint64 settled;               /* when; 0: it is open */
  gboolean answers;             /* the reader asked, was answered, and has the case at work again */
} CsEscalationRow;
void cs_escalation_row_free (CsEscalationRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsEscalationRow, cs_escalation_row_free)

/* Of all cases (CASE_GID NULL) or of one, in order of arrival (GPtrArray of CsEscalationRow). Who
 * may not see the work on a case is told of a ruling on it only when that has a title; an observer
 * of none, nor who was not let in to the segment of the case. FIND (may be NULL): those with these
 * words in them. */
GPtrArray *cs_project_escalations (CsProject *project, const CsReader *reader,
                                   const CsGid *case_gid, const char *find, GError **error);
/* The one whose act or ruling ID begins ("1a2b3c4d" or "R-1a2b3c4d", 4 digits at least), or the
 * last about the case of that title. NOT_FOUND, or CONFLICT. */
CsEscalationRow *cs_project_find_escalation (CsProject *project, const CsReader *reader,
                                             const char *id, GError **error);
/* Whether READER is the one to rule on the question that is open on the case, or at least to send
 * it on. */
gboolean cs_project_hears (CsProject *project, const CsReader *reader, const CsGid *case_gid);

typedef struct {
  CsAsked level;
  const char *question, *severity; /* "minor", "major", "critical" */
  const char *category, *clause;   /* or NULL */
  guint64 mark;                    /* 0: none */
} CsQuestion;
/* Takes the case when nobody has it, in the same act. Is taken back by cs_project_withdraw. */
gboolean cs_project_escalate (CsProject *project, const CsGid *case_gid, const CsQuestion *question,
                              GError **error);
gboolean cs_project_send_up (CsProject *project, const CsEscalationRow *row, CsAsked level,
                             const char *reason, GError **error);
/* CLAUSE and TITLE may be NULL; one with a title is a precedent that everybody is told of. */
gboolean cs_project_rule (CsProject *project, const CsEscalationRow *row, const char *text,
                          const char *clause, const char *title, GError **error);
gboolean cs_project_agree (CsProject *project, const CsEscalationRow *row, GError **error);
