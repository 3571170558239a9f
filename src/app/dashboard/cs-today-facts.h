/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Today shows, read in one job: plain values that cross from the worker to the page. */
#pragma once

#include "cs-project-backlog.h"
#include "cs-project-news.h"
#include "cs-project-relax.h"
#include "cs-session.h"

typedef struct {
  GPtrArray *tasks;   /* CsTaskRow, in serving order; first what was in hand last */
  CsStatus *status;   /* NULL for who is not a member */
  CsBacklog *backlog; /* only for a lead */
  GPtrArray *relax;   /* CsRelaxRow; the same */
  GPtrArray *paused;  /* CsPauseRow; the same */
  CsGuidelineNews *news;
  char *pause;       /* why the person begins nothing, and who lets them go on; NULL: they work */
  gint64 oldest;     /* since when the oldest question waits that the person may rule on; 0: none */
  guint answers;     /* questions of the person that were ruled, with the case at work again */
  CsGid answered;    /* the case of the first */
  guint draft_marks; /* of the case that the person holds */
  gboolean corrected; /* in a review: the draft is not what was submitted */
} CsTodayFacts;

void cs_today_facts_free (gpointer facts);
/* A CsJobFunc. */
gpointer cs_today_facts_job (CsDesk *desk, CsJob *job, gpointer data, GError **error);

/* What can be done of one kind. */
typedef struct {
  guint count;
  const CsTaskRow *first; /* NULL for none */
} CsTodayTasks;
CsTodayTasks cs_today_facts_of_kind (const CsTodayFacts *facts, const char *kind);
/* The kind that comes first: what is in hand, else what is furthest on its way ("approve",
 * "review", "label"); NULL when there is none of these. */
const char *cs_today_facts_first_kind (const CsTodayFacts *facts);
/* Cases that are past the stage KIND, and those before its end: the tasks of that kind that the
 * cards count, and all that are elsewhere, with others or not there yet. */
typedef struct {
  gint64 done, here, elsewhere;
} CsTodayProgress;
CsTodayProgress cs_today_facts_progress (const CsTodayFacts *facts, const char *kind);
/* TASK is in hand, or a case is past its stage: there is something to continue. */
gboolean cs_today_facts_begun (const CsTodayFacts *facts, const CsTaskRow *task);
/* Cases that are under way but wait for somebody else. */
gint64 cs_today_facts_with_others (const CsTodayFacts *facts);
