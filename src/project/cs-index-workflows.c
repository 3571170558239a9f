/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The versions of the workflow, read once and kept until one is published. */
#include "cs-index-private.h"

static gboolean
read_workflow (CsIndex *index, CsStmt *stmt, GPtrArray *list, GError **error)
{
  CsHash hash = { { 0 } };
  gsize size = 0;
  cs_stmt_hash (stmt, 0, &hash);
  g_autoptr (GBytes) bytes = cs_store_get_object (index->store, &hash, error);
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  CsWorkflow *workflow = text != NULL ? cs_workflow_parse (text, size, error) : NULL;
  if (workflow != NULL)
    g_ptr_array_add (list, workflow);
  return workflow != NULL;
}

const CsWorkflows *
cs_index_workflows (CsIndex *index, GError **error)
{
  if (index->workflows != NULL)
    return &index->all;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_workflow_unref);
  g_autoptr (CsStmt) stmt = cs_db_query (
      index->db, error, "SELECT hash FROM document WHERE kind = 'workflow' ORDER BY version", "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0)
    if (!read_workflow (index, stmt, list, error))
      return NULL;
  if (state == 0 && list->len == 0)
    cs_fail (error, CS_ERROR_CORRUPT, "the project has no workflow");
  if (state < 0 || list->len == 0)
    return NULL;
  index->workflows = g_steal_pointer (&list);
  index->all =
      (CsWorkflows){ (const CsWorkflow *const *)index->workflows->pdata, index->workflows->len };
  return &index->all;
}

void
cs_index_workflows_changed (CsIndex *index)
{
  g_clear_pointer (&index->workflows, g_ptr_array_unref);
}
