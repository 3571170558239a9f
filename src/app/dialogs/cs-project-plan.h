/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A project as it was thought out, and the job that makes it: all of it or nothing. Plain values
 * that cross threads. */
#pragma once

#include "cs-intake-job.h"
#include "cs-plan-person.h"

typedef struct {
  CsGuideline *guideline;
  GHashTable *images; /* name -> GBytes */
} CsPlanGuideline;
void cs_plan_guideline_free (gpointer guideline);
/* CsJobFuncs with a path (char *): to be read before the project is made. */
gpointer cs_plan_guideline_job (CsDesk *desk, CsJob *job, gpointer path, GError **error);
gpointer cs_plan_schema_job (CsDesk *desk, CsJob *job, gpointer path, GError **error);
gpointer cs_plan_identity_job (CsDesk *desk, CsJob *job, gpointer path, GError **error);
/* The identities of this computer (GPtrArray of CsIdentity); DATA is ignored. */
gpointer cs_plan_identities_job (CsDesk *desk, CsJob *job, gpointer data, GError **error);

typedef struct {
  char *path, *name;
  char *setup;       /* template of the workflow */
  GPtrArray *people; /* CsPlanPerson; the first one founds it */
  CsSchema *schema;
  CsPlanGuideline *guideline; /* or NULL */
  CsIntakeOrder *sources;     /* or NULL */
} CsProjectPlan;
void cs_project_plan_free (gpointer plan);

/* A CsJobFunc with a CsProjectPlan: gives a CsIntakeResult, empty when there were no sources. What
 * was begun is removed when it fails or is stopped; identities stay. */
gpointer cs_project_plan_job (CsDesk *desk, CsJob *job, gpointer plan, GError **error);
