/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-workflows.h"
#include "cs-project-sight.h"

void
cs_workflow_version_free (CsWorkflowVersion *version)
{
  if (version == NULL)
    return;
  cs_workflow_unref (version->workflow);
  g_free (version->by);
  g_free (version->note);
  g_free (version);
}

static CsWorkflowVersion *
version_new (const CsDocumentRow *row, const CsWorkflow *workflow, gboolean told)
{
  CsWorkflowVersion *version = g_new0 (CsWorkflowVersion, 1);
  version->workflow = cs_workflow_ref ((CsWorkflow *)workflow);
  version->version = row->version;
  version->wall = row->wall;
  version->by = g_strdup (row->by);
  version->note = g_strdup (row->note);
  version->accepted = (guint)row->accepted;
  version->decided = (guint)row->decided;
  version->cases = version->fresh = told ? 0 : -1;
  return version;
}

static gboolean
count (CsProject *project, GPtrArray *versions, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), error,
      "SELECT workflow, count(*) FROM work WHERE status <= ? AND control IS NULL GROUP BY workflow",
      "i", (gint64)CS_CASE_ACCEPTED);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    gint64 version = cs_stmt_int (stmt, 0), cases = cs_stmt_int (stmt, 1);
    if (version > 0 && version <= versions->len)
      ((CsWorkflowVersion *)versions->pdata[version - 1])->cases += cases;
    else
      ((CsWorkflowVersion *)versions->pdata[versions->len - 1])->fresh += cases;
  }
  return state == 0;
}

GPtrArray *
cs_project_workflows (CsProject *project, const CsReader *reader, GError **error)
{
  g_auto (CsSight) sight = { 0 };
  g_autoptr (GPtrArray) rows = cs_project_documents (project, reader, "workflow", error);
  if (rows == NULL || !cs_sight_begin (project, reader, &sight, error))
    return NULL;
  gboolean told = cs_sight_is_full (&sight);
  g_autoptr (GPtrArray) versions =
      g_ptr_array_new_with_free_func ((GDestroyNotify)cs_workflow_version_free);
  for (guint i = 0; i < rows->len && i < sight.workflows->n; i++)
    g_ptr_array_add (versions, version_new (rows->pdata[i], sight.workflows->versions[i], told));
  return !told || count (project, versions, error) ? g_steal_pointer (&versions) : NULL;
}

gboolean
cs_project_route (CsProject *project, const CsGid *case_gid, const char *severity,
                  CsRoute *ret_route, GError **error)
{
  g_auto (CsWork) work = { 0 };
  const CsWorkflows *all = cs_index_workflows (project->index, error);
  if (all == NULL || !cs_project_work (project, case_gid, &work, error))
    return FALSE;
  *ret_route = cs_send_back_route (cs_flow_workflow (all, &work)->send_back, severity);
  return TRUE;
}
