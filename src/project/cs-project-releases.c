/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-sight.h"

#include <string.h>

void
cs_release_row_free (CsReleaseRow *row)
{
  if (row == NULL)
    return;
  g_free (row->name);
  g_free (row->by);
  cs_json_unref (row->files);
  g_free (row);
}

static CsReleaseRow *
release_row (CsStmt *stmt, gboolean reads, GError **error)
{
  const char *text = cs_stmt_text (stmt, 3);
  g_autoptr (CsJson) body = cs_json_parse_canonical (text, strlen (text), error);
  if (body == NULL)
    return NULL;
  CsReleaseRow *row = g_new0 (CsReleaseRow, 1);
  cs_stmt_hash (stmt, 0, &row->hash);
  row->name = g_strdup (cs_stmt_text (stmt, 1));
  row->by = g_strdup (cs_stmt_text (stmt, 2));
  row->wall = cs_json_get_int (body, "wall", 0);
  cs_json_get_hash (body, "sums", &row->sums);
  row->n_files = cs_json_length (cs_json_get (body, "files"));
  if (reads)
    row->files = cs_json_ref (cs_json_get (body, "files"));
  return row;
}

gboolean
cs_project_check_reads_releases (const CsReader *reader, GError **error)
{
  return cs_rules_sees_releases (reader) ||
         cs_fail (error, CS_ERROR_DENIED,
                  "a release holds everybody's signed work, and who only labels reads their own;"
                  " ask a reviewer, an SME or a lead to take it out");
}

/* It may hold cases of a segment that they were not let in to. */
static gboolean
reads_all (CsProject *project, const CsReader *reader, gboolean *ret_reads, GError **error)
{
  g_auto (CsSight) sight = { 0 };
  if (!cs_sight_begin (project, reader, &sight, error))
    return FALSE;
  *ret_reads = cs_rules_sees_releases (reader) && (reader->roles == 0 || !sight.hides);
  return TRUE;
}

GPtrArray *
cs_project_releases (CsProject *project, const CsReader *reader, GError **error)
{
  gboolean reads = FALSE;
  if (!reads_all (project, reader, &reads, error))
    return NULL;
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT hash, release.name, coalesce(handle, '?'), body FROM release"
                   " LEFT JOIN person ON person.gid = release.person ORDER BY release.ord",
                   "");
  if (stmt == NULL)
    return NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_release_row_free);
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    CsReleaseRow *row = release_row (stmt, reads, error);
    if (row == NULL)
      return NULL;
    g_ptr_array_add (rows, row);
  }
  return state == 0 ? g_steal_pointer (&rows) : NULL;
}

CsReleaseRow *
cs_project_find_release (CsProject *project, const CsReader *reader, const char *name,
                         GError **error)
{
  gboolean reads = FALSE;
  if (!cs_project_check_reads_releases (reader, error) ||
      !reads_all (project, reader, &reads, error))
    return NULL;
  if (!reads) {
    cs_fail (error, CS_ERROR_DENIED,
             "a release holds all signed work, and some of it is in segments that you were not let "
             "in to; ask a lead to take it out");
    return NULL;
  }
  g_autoptr (GPtrArray) rows = cs_project_releases (project, reader, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (strcmp (((CsReleaseRow *)rows->pdata[i])->name, name) == 0)
      return g_ptr_array_steal_index (rows, i);
  if (rows != NULL)
    cs_fail (error, CS_ERROR_NOT_FOUND,
             "there is no release \"%s\"; \"release list\" shows what there is", name);
  return NULL;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static CsJson *
put_files (CsProject *project, CsProjectAct *act, GHashTable *files, CsHash *ret_sums,
           GError **error)
{
  guint n = 0;
  g_autofree gpointer *paths = g_hash_table_get_keys_as_array (files, &n);
  qsort (paths, n, sizeof *paths, compare_paths);
  g_autoptr (CsJson) list = cs_json_new_array ();
  for (guint i = 0; i < n; i++) {
    CsBlobInfo info;
    if (!cs_store_put_blob_bytes (project->store, g_hash_table_lookup (files, paths[i]),
                                  "application/octet-stream", &info, error) ||
        !cs_project_act_event (act, "blob.add", cs_project_blob_body (&info), NULL, error))
      return NULL;
    if (strcmp (paths[i], "SHA256SUMS") == 0)
      *ret_sums = info.hash;
    CsJson *file = cs_json_new_object ();
    cs_json_put_hash (file, "blob", &info.hash);
    cs_json_put_string (file, "path", paths[i]);
    cs_json_put_int (file, "size", info.size);
    cs_json_append (list, file);
  }
  return g_steal_pointer (&list);
}

gboolean
cs_project_cut_release (CsProject *project, const char *name, GHashTable *files, GError **error)
{
  CsHash sums;
  g_return_val_if_fail (g_hash_table_contains (files, "SHA256SUMS"), FALSE);
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  CsJson *list = act != NULL ? put_files (project, act, files, &sums, error) : NULL;
  if (list == NULL)
    return FALSE;
  CsJson *body = cs_project_noted_body (project);
  cs_json_put (body, "files", list);
  cs_json_put_string (body, "name", name);
  cs_json_put_hash (body, "sums", &sums);
  return cs_project_act_event (act, "release.cut", body, NULL, error) &&
         cs_project_act_commit (g_steal_pointer (&act), error);
}

CsJson *
cs_project_tips (CsProject *project, GError **error)
{
  return cs_index_tips (project->index, error);
}
