/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-private.h"
#include "cs-workflow-groups.h"

#include <string.h>

static void
document_row_free (gpointer data)
{
  CsDocumentRow *row = data;
  g_free (row->kind);
  g_free (row->name);
  g_free (row->by);
  g_free (row->note);
  g_free (row->change);
  g_free (row);
}

GPtrArray *
cs_project_documents (CsProject *project, const CsReader *reader, const char *kind, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), error,
      "SELECT hash, kind, document.name, version, wall, handle, note, change, accepted,"
      " decided FROM document"
      " LEFT JOIN person ON person.gid = document.person WHERE kind = ? ORDER BY version",
      "t", kind);
  if (stmt == NULL)
    return NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (document_row_free);
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    CsDocumentRow *row = g_new0 (CsDocumentRow, 1);
    cs_stmt_hash (stmt, 0, &row->hash);
    row->kind = g_strdup (cs_stmt_text (stmt, 1));
    row->name = g_strdup (cs_stmt_text (stmt, 2));
    row->version = cs_stmt_int (stmt, 3);
    row->wall = cs_stmt_int (stmt, 4);
    row->by = g_strdup (cs_stmt_text (stmt, 5));
    row->note = g_strdup (cs_stmt_text (stmt, 6));
    row->change = g_strdup (cs_stmt_text (stmt, 7));
    row->accepted = (int)cs_stmt_int (stmt, 8);
    row->decided = (int)cs_stmt_int (stmt, 9);
    g_ptr_array_add (rows, row);
  }
  return state == 0 ? g_steal_pointer (&rows) : NULL;
}

gboolean
cs_project_document_hash (CsProject *project, const char *kind, guint version, CsHash *ret_hash,
                          GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), error,
                                         "SELECT hash FROM document WHERE kind = ?1 AND (?2 = 0 OR "
                                         "version = ?2) ORDER BY version DESC LIMIT 1",
                                         "ti", kind, (gint64)version);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  return state > 0 && cs_stmt_hash (stmt, 0, ret_hash);
}

/* The text of the current document of KIND; NULL without ERROR when there is none. */
static GBytes *
current_text (CsProject *project, const char *kind, CsHash *ret_hash, GError **error)
{
  return cs_project_document_hash (project, kind, 0, ret_hash, error)
             ? cs_project_object (project, ret_hash, error)
             : NULL;
}

gboolean
cs_project_schema (CsProject *project, CsSchema **ret_schema, CsHash *ret_hash, GError **error)
{
  g_autoptr (GError) inner = NULL;
  if (project->schema == NULL) {
    g_autoptr (GBytes) text = current_text (project, "schema", &project->schema_hash, &inner);
    gsize size = 0;
    const char *data = text != NULL ? g_bytes_get_data (text, &size) : NULL;
    if (data != NULL)
      project->schema = cs_schema_parse (data, size, &inner);
  }
  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  *ret_schema = project->schema;
  if (ret_hash != NULL)
    *ret_hash = project->schema_hash;
  return TRUE;
}

gboolean
cs_project_guideline (CsProject *project, CsGuideline **ret_guideline, CsHash *ret_hash,
                      GError **error)
{
  g_autoptr (GError) inner = NULL;
  if (project->guideline == NULL) {
    g_autoptr (GBytes) text = current_text (project, "guideline", &project->guideline_hash, &inner);
    gsize size = 0;
    const char *data = text != NULL ? g_bytes_get_data (text, &size) : NULL;
    if (data != NULL)
      project->guideline = cs_guideline_parse (data, size, &inner);
  }
  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  *ret_guideline = project->guideline;
  if (ret_hash != NULL)
    *ret_hash = project->guideline_hash;
  return TRUE;
}

gboolean
cs_project_workflow (CsProject *project, const CsWorkflow **ret_workflow, CsHash *ret_hash,
                     GError **error)
{
  const CsWorkflows *all = cs_index_workflows (project->index, error);
  if (all == NULL)
    return FALSE;
  if (ret_hash != NULL && !cs_project_document_hash (project, "workflow", 0, ret_hash, error))
    return FALSE;
  *ret_workflow = all->versions[all->n - 1];
  return TRUE;
}

/* Whether HASH is the current document of KIND. */
static gboolean
is_in_force (CsProject *project, const char *kind, const CsHash *hash, gboolean *ret_same,
             GError **error)
{
  CsHash current;
  g_autoptr (GError) inner = NULL;
  gboolean any = cs_project_document_hash (project, kind, 0, &current, &inner);
  *ret_same = any && cs_hash_equal (&current, hash);
  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  return inner == NULL;
}

/* EVENT adds a document of KIND. Who may not publish is told so first, whatever it is. */
static gboolean
publish (CsProjectAct *act, CsProject *project, const char *event, const char *kind,
         const char *name, const CsJson *document, const char *note, const char *change,
         GError **error)
{
  CsHash hash;
  gsize size = 0;
  gboolean same = FALSE;
  char *text = cs_json_to_canonical (document, &size);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, size);
  if (!cs_project_act_object (act, bytes, &hash, error) ||
      !is_in_force (project, kind, &hash, &same, error))
    return FALSE;
  CsJson *body = cs_project_noted_body (project);
  cs_json_put_string (body, "class", change);
  cs_json_put_string (body, "name", name);
  cs_json_put_string (body, "note", note);
  cs_json_put_hash (body, "object", &hash);
  if (!cs_project_act_event (act, event, body, NULL, error))
    return FALSE;
  return !same || cs_fail (error, CS_ERROR_CONFLICT,
                           "nothing was published: this %s is the one in force, word for word",
                           strcmp (kind, "schema") == 0 ? "label schema" : kind);
}

/* That each label is in a group is asked of who publishes and is no rule of the journal: where two
 * copies come together one may have the label and the other the groups. */
static gboolean
fits_workflow (CsProject *project, const CsSchema *schema, GError **error)
{
  const CsWorkflow *workflow = NULL;
  if (!cs_project_workflow (project, &workflow, NULL, error))
    return FALSE;
  gboolean fits = cs_workflow_groups_fit (workflow, schema, error);
  if (!fits)
    g_prefix_error (error, "the workflow in force: ");
  return fits;
}

gboolean
cs_project_publish_schema (CsProject *project, const CsSchema *schema, const char *note,
                           GError **error)
{
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  if (act == NULL ||
      !publish (act, project, "schema.publish", "schema", cs_schema_name (schema),
                cs_schema_to_json (schema), note, NULL, error) ||
      !fits_workflow (project, schema, error))
    return FALSE;
  g_clear_pointer (&project->schema, cs_schema_unref);
  return cs_project_act_commit (g_steal_pointer (&act), error);
}

gboolean
cs_project_publish_workflow (CsProject *project, const CsWorkflow *workflow, const char *note,
                             GError **error)
{
  const char *name = workflow->name != NULL ? workflow->name : "workflow";
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  CsSchema *schema = NULL;
  return act != NULL &&
         publish (act, project, "workflow.publish", "workflow", name,
                  cs_workflow_to_json (workflow), note, NULL, error) &&
         cs_project_schema (project, &schema, NULL, error) &&
         (schema == NULL || cs_workflow_groups_fit (workflow, schema, error)) &&
         cs_project_act_commit (g_steal_pointer (&act), error);
}

static gboolean
put_images (CsProjectAct *act, CsProject *project, GHashTable *images, GError **error)
{
  GHashTableIter iter;
  gpointer bytes;
  g_hash_table_iter_init (&iter, images);
  while (g_hash_table_iter_next (&iter, NULL, &bytes)) {
    CsBlobInfo info;
    if (!cs_store_put_blob_bytes (project->store, bytes, "application/octet-stream", &info,
                                  error) ||
        !cs_project_act_event (act, "blob.add", cs_project_blob_body (&info), NULL, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
cs_project_publish_guideline (CsProject *project, const CsGuideline *guideline, GHashTable *images,
                              const char *change, const char *note, GError **error)
{
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  if (act == NULL || !put_images (act, project, images, error) ||
      !publish (act, project, "guideline.publish", "guideline", cs_guideline_name (guideline),
                cs_guideline_to_json (guideline), note, change, error))
    return FALSE;
  g_clear_pointer (&project->guideline, cs_guideline_unref);
  return cs_project_act_commit (g_steal_pointer (&act), error);
}
