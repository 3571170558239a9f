/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-table-job.h"

typedef struct {
  CsSessionFacts *facts;
  CsCaseTable *before; /* or NULL */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;
  cs_session_facts_unref (wish->facts);
  cs_case_table_unref (wish->before);
  g_free (wish);
}

static gpointer
table_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Wish *wish = data;
  CsReader reader = cs_project_reader (desk->project);
  GCancellable *stop = cs_job_cancellable (job);
  g_autoptr (GPtrArray) lines = cs_project_case_list (desk->project, &reader, stop, error);
  if (lines == NULL)
    return NULL;
  CsCaseTable *table = cs_case_table_new (lines, wish->facts->people, wish->before, stop);
  if (table == NULL)
    cs_fail (error, CS_ERROR_CANCELLED, "stopped");
  return table;
}

CsJobSpec
cs_case_table_job (const CsSessionFacts *facts, CsCaseTable *before)
{
  Wish *wish = g_new0 (Wish, 1);
  wish->facts = cs_session_facts_ref ((CsSessionFacts *)facts);
  wish->before = before != NULL ? cs_case_table_ref (before) : NULL;
  return (CsJobSpec){ .run = table_job,
                      .data = wish,
                      .free_data = wish_free,
                      .free_result = (GDestroyNotify)cs_case_table_unref };
}
