/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking into files, and bringing them in, as a job of a session. Orders and results are plain
 * values that cross threads. */
#pragma once

#include "cs-intake.h"
#include "cs-session.h"

typedef struct {
  char **paths; /* files and folders */
  gboolean link;
  CsCaseBy case_by;
  CsContextBy context_by;
  char *csv;                /* path of the table, with CS_CASE_BY_CSV */
  char *encoding;           /* of texts that do not say it; or NULL */
  gboolean look;            /* only look; works without an open project */
  GHashTable *take, *leave; /* CsHash, see CsIntakeOptions; or NULL. Not changed any more. */
} CsIntakeOrder;

CsIntakeOrder *cs_intake_order_copy (const CsIntakeOrder *order);
void cs_intake_order_free (gpointer order);

typedef struct {
  CsIntakeReport *report;
  GPtrArray *problems; /* CsProblem */
  guint undeclared;    /* texts left out because nobody says what their encoding is */
  GBytes *sample;      /* the beginning of one of those; NULL when there is none to be read */
  char *sample_name;
} CsIntakeResult;

void cs_intake_result_free (gpointer result);

/* A CsJobFunc with a CsIntakeOrder. */
gpointer cs_intake_job (CsDesk *desk, CsJob *job, gpointer order, GError **error);
/* What files become once more: a CsJobFunc that gives a CsIntakePlan. */
typedef struct {
  GPtrArray *files;
  GHashTable *left_out; /* CsHash */
  CsCaseBy case_by;
  CsContextBy context_by;
  char *csv; /* path of the table, with CS_CASE_BY_CSV */
} CsRegroupOrder;

void cs_regroup_order_free (gpointer order);
gpointer cs_regroup_job (CsDesk *desk, CsJob *job, gpointer order, GError **error);

/* An import that was killed: what there is (CsIntakeStopped, or NULL), going on with it (gives a
 * CsIntakeResult) and forgetting it. */
gpointer cs_stopped_job (CsDesk *desk, CsJob *job, gpointer nothing, GError **error);
gpointer cs_continue_job (CsDesk *desk, CsJob *job, gpointer nothing, GError **error);
gpointer cs_forget_job (CsDesk *desk, CsJob *job, gpointer nothing, GError **error);

/* The same within a job that has its own project. */
CsIntakeResult *cs_intake_order_run (const CsIntakeOrder *order, CsProject *project, CsJob *job,
                                     GError **error);
