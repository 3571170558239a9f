/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits where and for how long, and who has and did how much: for fair shares, and to see
 * where a project is stuck. On the project's thread; plain values that may cross threads. */
#pragma once

#include "cs-project.h"
#include "cs-work.h"

/* The cases that are at one place; the last four are told by trends alone. */
typedef struct {
  char *key; /* of the stage; "sign" for what is through and waits for a signature */
  CsStageTask task;
  guint roles;         /* CsRole that act there */
  guint waiting, held; /* now */
  gint64 since;       /* wall time of the act that brought the one there that waits longest; or 0 */
  char *oldest;       /* its title; NULL when none waits */
  guint back;         /* of WAITING: sent back */
  guint passed;       /* acts there of which is known when the case had come */
  gint64 median, p90; /* how long these had waited, microseconds */
} CsStageTally;
void cs_stage_tally_free (gpointer stage);
/* The one of STAGES with that key, else a new one. */
CsStageTally *cs_stage_tally_of (GPtrArray *stages, const char *key, CsStageTask task, guint roles);
/* One more case is there, SINCE then; not TOLD: nobody is to know which waits longest. */
void cs_stage_tally_add (CsStageTally *stage, const CsWork *work, gint64 since, gboolean told);

typedef struct {
  CsGid gid;
  char *handle;
  char *type; /* of worker, see cs-traits.h; NULL: nobody said */
  guint roles;
  guint held, given; /* cases in hand, and kept for them */
  /* In the days asked for; what was taken back does not count. */
  guint handed_in, decided, skipped;
  guint corrected, sent_back; /* of what was decided: mended at once, or by who made it */
  /* The middle one, of acts in these days that say how much work they ended; of nobody else to who
   * is not told (cs_rules_sees_effort). */
  guint counted;
  CsEffort median;
} CsBacklogPerson;

typedef struct {
  char *label;   /* its key */
  guint skipped; /* in the time asked for, cases that have marks of it now */
} CsSkippedLabel;
void cs_skipped_label_free (gpointer label);

typedef struct {
  GPtrArray *stages; /* CsStageTally: the workflow in force, then where older work still is */
  GPtrArray *people; /* CsBacklogPerson, in the order of the roster */
  GPtrArray *labels; /* CsSkippedLabel that somebody skipped, most first */
  guint left_out;    /* cases at work of which what others did is not told to who leads */
  gint64 now;
} CsBacklog;
void cs_backlog_free (CsBacklog *backlog);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsBacklog, cs_backlog_free)

/* Of the cases that READER sees. Who only labels is told of no other person, and not
 * how long a case waits. DENIED for who is not
 * a member. */
CsBacklog *cs_project_backlog (CsProject *project, const CsReader *reader, guint days,
                               GError **error);
/* The open cases that PERSON has in hand or that are kept for them (GArray of CsGid), as they
 * arrived. BLIND: without those that READER reads beside others, or looks at first; may be NULL.
 * DENIED for who neither leads nor sees all work. */
GArray *cs_project_cases_with (CsProject *project, const CsReader *reader, const CsGid *person,
                               gboolean *ret_blind, GError **error);
