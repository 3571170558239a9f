/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-workflow-facts.h"
#include "cs-roster-words.h"
#include "cs-workflow-draft.h"

#include <glib/gi18n.h>

void
cs_workflow_facts_free (gpointer data)
{
  CsWorkflowFacts *facts = data;
  if (facts == NULL)
    return;
  g_clear_pointer (&facts->versions, g_ptr_array_unref);
  g_clear_pointer (&facts->people, g_ptr_array_unref);
  g_clear_pointer (&facts->segments, g_ptr_array_unref);
  g_clear_pointer (&facts->relax, g_ptr_array_unref);
  g_free (facts->waiting);
  g_free (facts);
}

const CsWorkflowVersion *
cs_workflow_facts_now (const CsWorkflowFacts *facts)
{
  return facts->versions->pdata[facts->versions->len - 1];
}

static gboolean
read_waiting (CsDesk *desk, const CsReader *reader, CsWorkflowFacts *facts, GError **error)
{
  const CsWorkflowVersion *now = cs_workflow_facts_now (facts);
  if (now->cases < 0)
    return TRUE;
  g_autoptr (CsStatus) status = cs_project_status (desk->project, reader, error);
  if (status == NULL)
    return FALSE;
  facts->waiting = g_new0 (gint64, now->workflow->n_stages);
  for (guint i = 0; i < now->workflow->n_stages; i++)
    facts->waiting[i] =
        GPOINTER_TO_INT (g_hash_table_lookup (status->by_stage, now->workflow->stages[i].key));
  return TRUE;
}

/* Whom a segment lacks is for those who let others in. */
static GPtrArray *
told_segments (CsProject *project, const CsReader *reader, GError **error)
{
  if (reader->roles & (CS_ROLE_LEAD | CS_ROLE_AUDITOR))
    return cs_project_segments (project, reader, error);
  return g_ptr_array_new_with_free_func ((GDestroyNotify)cs_segment_row_free);
}

gpointer
cs_workflow_facts_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  g_autoptr (CsWorkflowFacts) facts = g_new0 (CsWorkflowFacts, 1);
  facts->versions = cs_project_workflows (desk->project, &reader, error);
  facts->waits = cs_workflow_draft_waits (desk);
  facts->people =
      facts->versions != NULL ? cs_project_people (desk->project, &reader, error) : NULL;
  facts->segments = facts->people != NULL ? told_segments (desk->project, &reader, error) : NULL;
  facts->relax =
      facts->segments != NULL ? cs_project_relaxations (desk->project, &reader, error) : NULL;
  return facts->relax != NULL && read_waiting (desk, &reader, facts, error)
             ? g_steal_pointer (&facts)
             : NULL;
}

char *
cs_workflow_facts_roster (const CsWorkflowFacts *facts, const CsWorkflow *workflow,
                          gboolean *ret_stops)
{
  g_autofree CsRosterPerson *people = g_new0 (CsRosterPerson, facts->people->len + 1);
  for (guint i = 0; i < facts->people->len; i++) {
    const CsPersonRow *row = facts->people->pdata[i];
    people[i] = (CsRosterPerson){ row->name, row->roles, &row->traits };
  }
  gboolean stops = FALSE;
  g_autofree char *sentence = cs_roster_sentence (workflow, people, facts->people->len, &stops);
  g_autofree char *segment =
      stops ? NULL
            : cs_roster_segment_sentence (workflow, people, facts->people->len, facts->segments);
  if (ret_stops != NULL)
    *ret_stops = stops || segment != NULL;
  return segment != NULL ? g_steal_pointer (&segment) : g_steal_pointer (&sentence);
}

char *
cs_workflow_facts_cases (const CsWorkflowVersion *version)
{
  if (version->cases < 0)
    return g_strdup ("");
  if (version->cases == 0)
    return g_strdup (_ ("No case runs under it any more."));
  return g_strdup_printf (ngettext ("%u case still runs under it.", "%u cases still run under it.",
                                    (gulong)version->cases),
                          (guint)version->cases);
}
