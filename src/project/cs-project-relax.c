/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-relax.h"
#include "cs-project-private.h"
#include "cs-project-sight.h"
#include "cs-relax-count.h"

#include <string.h>

void
cs_relax_row_free (CsRelaxRow *row)
{
  if (row == NULL)
    return;
  g_free (row->stage);
  g_free (row);
}

static CsRelaxRow *
row_new (const CsWorkflowStage *stage)
{
  CsRelaxRow *row = g_new0 (CsRelaxRow, 1);
  row->stage = g_strdup (stage->key);
  memcpy (row->shares, stage->shares, sizeof row->shares);
  row->step = stage->relax[0];
  row->steps_after = stage->n_relax - 1;
  row->accepted = row->decided = -1;
  return row;
}

static gboolean
count (CsProject *project, guint version, guint n, const CsReader *reader, CsRelaxRow *row,
       GError **error)
{
  g_auto (CsRelaxCount) found = { 0 };
  if (!cs_relax_count (cs_index_db (project->index), version, n, row->step.of, &found, error))
    return FALSE;
  row->accepted = (int)found.accepted;
  row->decided = (int)found.acts->len;
  row->may = (reader->roles & CS_ROLE_LEAD) && found.acts->len == row->step.of &&
             found.accepted >= row->step.accepted;
  return TRUE;
}

GPtrArray *
cs_project_relaxations (CsProject *project, const CsReader *reader, GError **error)
{
  g_auto (CsSight) sight = { 0 };
  if (!cs_sight_begin (project, reader, &sight, error))
    return NULL;
  gboolean told = cs_sight_is_full (&sight), good = TRUE;
  guint version = sight.workflows->n;
  const CsWorkflow *workflow = sight.workflows->versions[version - 1];
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_relax_row_free);
  for (guint i = 0; good && i < workflow->n_stages; i++)
    if (workflow->stages[i].n_relax > 0) {
      CsRelaxRow *row = row_new (&workflow->stages[i]);
      g_ptr_array_add (rows, row);
      good = !told || count (project, version, i, reader, row, error);
    }
  return good ? g_steal_pointer (&rows) : NULL;
}

static int
find_stage (const CsWorkflow *workflow, const char *key, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  for (guint i = 0; i < workflow->n_stages; i++) {
    const char *own = workflow->stages[i].key;
    if (strcmp (own, key) == 0 || strcmp (cs_stage_word (own), key) == 0)
      return (int)i;
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", workflow->stages[i].key);
  }
  cs_fail (error, CS_ERROR_NOT_FOUND, "there is no stage \"%s\"; there is: %s", key, known->str);
  return -1;
}

static CsJson *
hashes_of (const GArray *acts)
{
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < acts->len; i++)
    cs_json_append (list, cs_json_new_hash (&g_array_index (acts, CsHash, i)));
  return list;
}

/* Where there is no step the rule says so, of a workflow that stays as it is. */
static CsJson *
new_body (CsProjectAct *act, CsProject *project, const CsWorkflow *workflow, guint version, guint n,
          GError **error)
{
  CsHash object, from = { { 0 } };
  gsize size = 0;
  const CsWorkflowStage *stage = &workflow->stages[n];
  g_auto (CsRelaxCount) found = { 0 };
  g_autoptr (CsWorkflow) relaxed = cs_workflow_relaxed (workflow, n);
  const CsWorkflow *then = relaxed != NULL ? relaxed : workflow;
  char *text = cs_json_to_canonical (cs_workflow_to_json (then), &size);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, size);
  CsDb *index = cs_index_db (project->index);
  g_autoptr (CsStmt) stmt =
      cs_db_query (index, error, "SELECT act FROM document WHERE kind = 'workflow' AND version = ?",
                   "i", (gint64)version);
  if (stmt == NULL || cs_stmt_step (stmt, error) <= 0 || !cs_stmt_hash (stmt, 0, &from) ||
      !cs_relax_count (index, version, n, stage->n_relax > 0 ? stage->relax[0].of : 0, &found,
                       error) ||
      !cs_project_act_object (act, bytes, &object, error))
    return NULL;
  CsJson *body = cs_project_noted_body (project);
  cs_json_put_int (body, "accepted", found.accepted);
  cs_json_put (body, "acts", hashes_of (found.acts));
  cs_json_put_hash (body, "from", &from);
  cs_json_put_string (body, "name", workflow->name != NULL ? workflow->name : "workflow");
  cs_json_put_hash (body, "object", &object);
  cs_json_put_int (body, "share", then->stages[n].shares[0]);
  cs_json_put_string (body, "stage", stage->key);
  return body;
}

gboolean
cs_project_relax (CsProject *project, const char *key, const char *note, GError **error)
{
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  const CsWorkflows *all = act != NULL ? cs_index_workflows (project->index, error) : NULL;
  if (all == NULL)
    return FALSE;
  const CsWorkflow *workflow = all->versions[all->n - 1];
  int n = find_stage (workflow, key, error);
  CsJson *body = n >= 0 ? new_body (act, project, workflow, all->n, (guint)n, error) : NULL;
  if (body == NULL)
    return FALSE;
  cs_json_put_string (body, "note", note);
  return cs_project_act_event (act, "workflow.relax", body, NULL, error) &&
         cs_project_act_commit (g_steal_pointer (&act), error);
}
