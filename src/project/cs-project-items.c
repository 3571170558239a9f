/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-sight.h"

#include <string.h>

CsJson *
cs_project_blob_body (const CsBlobInfo *info)
{
  CsJson *body = cs_json_new_object ();
  cs_json_put_hash (body, "blob", &info->hash);
  cs_json_put_hash (body, "chunks", &info->chunks);
  cs_json_put_string (body, "media", info->media);
  cs_json_put_int (body, "size", info->size);
  return body;
}

CsTxn *
cs_project_begin_blobs (CsProject *project, GError **error)
{
  if (project->sitting == NULL) {
    cs_fail (error, CS_ERROR_READ_ONLY, "%s is open for looking only",
             cs_store_path (project->store));
    return NULL;
  }
  return cs_db_begin (cs_store_db (project->store), error);
}

/* Blobs that no event names: what an import left that was killed. */
static GArray *
unnamed_blobs (CsProject *project, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_store_db (project->store), error, "SELECT id, hash FROM blob", "");
  if (stmt == NULL)
    return NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    CsHash hash;
    gint64 id = cs_stmt_int (stmt, 0), named = 0;
    if (!cs_stmt_hash (stmt, 1, &hash) ||
        !cs_db_get_int (cs_index_db (project->index), 0, &named, error,
                        "SELECT 1 FROM source WHERE hash = ?", "h", &hash))
      return NULL;
    if (named == 0)
      g_array_append_val (ids, id);
  }
  return state == 0 ? g_steal_pointer (&ids) : NULL;
}

/* The room of what went, and with it its bytes, leaves the file: 32 MiB at a time, because what is
 * cut off stands in the journal until it is. Not worth failing for. */
static void
give_room_back (CsDb *db)
{
  gint64 before = G_MAXINT64, now = 0;
  while (cs_db_get_int (db, 0, &now, NULL, "PRAGMA freelist_count", "") && now > 0 &&
         now < before) {
    CsTxn *txn = cs_db_begin (db, NULL);
    before = now;
    if (txn != NULL && cs_db_exec (db, "PRAGMA incremental_vacuum(2048)", NULL))
      cs_txn_commit (txn, NULL);
    else
      cs_txn_rollback (txn);
  }
}

gboolean
cs_project_sweep_blobs (CsProject *project, GError **error)
{
  CsDb *db = cs_store_db (project->store);
  g_autoptr (GArray) ids = unnamed_blobs (project, error);
  if (ids == NULL || ids->len == 0)
    return ids != NULL;
  g_autoptr (CsTxn) txn = cs_project_begin_blobs (project, error);
  if (txn == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++) {
    gint64 id = g_array_index (ids, gint64, i);
    if (!cs_db_run (db, error, "DELETE FROM blob_chunk WHERE id >= ? AND id < ?", "ii", id << 24,
                    (id + 1) << 24) ||
        !cs_db_run (db, error, "DELETE FROM blob_link WHERE blob = ?", "i", id) ||
        !cs_db_run (db, error, "DELETE FROM blob WHERE id = ?", "i", id))
      return FALSE;
  }
  if (!cs_txn_commit (g_steal_pointer (&txn), error))
    return FALSE;
  give_room_back (db);
  return TRUE;
}

static gboolean
newest_blob (CsProject *project, CsHash *ret_hash)
{
  g_autoptr (CsStmt) stmt = cs_db_query (cs_store_db (project->store), NULL,
                                         "SELECT hash FROM blob ORDER BY id DESC LIMIT 1", "");
  return stmt != NULL && cs_stmt_step (stmt, NULL) > 0 && cs_stmt_hash (stmt, 0, ret_hash);
}

char *
cs_project_intake_path (CsProject *project)
{
  CsHash hash;
  char gid[CS_GID_HEX + 1], hex[CS_HASH_HEX + 1];
  g_autofree char *path = g_canonicalize_filename (cs_store_path (project->store), NULL);
  cs_hash_data (path, strlen (path), &hash);
  cs_hash_to_hex (&hash, hex)[16] = '\0';
  g_autofree char *name = g_strdup_printf ("%s-%s.jsonl", cs_gid_to_hex (&project->gid, gid), hex);
  return g_build_filename (project->env->state_dir, "imports", name, NULL);
}

/* All blobs of an import come before its first event, so that the newest one tells. An act that
 * does not count may name a blob, and count after a merge: then nothing is touched. */
void
cs_project_sweep_left (CsProject *project)
{
  CsHash newest;
  gint64 keep = 1;
  g_autofree char *stopped = cs_project_intake_path (project);
  if (g_file_test (stopped, G_FILE_TEST_EXISTS))
    return;
  if (newest_blob (project, &newest) &&
      cs_db_get_int (cs_index_db (project->index), 0, &keep, NULL,
                     "SELECT EXISTS (SELECT 1 FROM source WHERE hash = ?)"
                     " OR EXISTS (SELECT 1 FROM unrecognised)",
                     "h", &newest) &&
      !keep)
    cs_project_sweep_blobs (project, NULL);
}

gboolean
cs_project_has_source (CsProject *project, const CsHash *blob)
{
  gint64 there = 0;
  return cs_db_get_int (cs_index_db (project->index), 0, &there, NULL,
                        "SELECT 1 FROM part WHERE hash = ? LIMIT 1", "h", blob) &&
         there != 0;
}

static gboolean
add_blobs (CsProjectAct *act, const CsNewItem *item, GError **error)
{
  for (guint i = 0; i < item->n_blobs; i++)
    if (!cs_project_act_event (act, "blob.add", cs_project_blob_body (&item->blobs[i]), NULL,
                               error))
      return FALSE;
  return TRUE;
}

static gboolean
add_item (CsProject *project, CsProjectAct *act, const CsNewItem *item, const CsGid *case_gid,
          GError **error)
{
  CsGid gid;
  cs_env_random_gid (project->env, &gid);
  if (!add_blobs (act, item, error))
    return FALSE;
  CsJson *body = cs_project_noted_body (project);
  CsJson *parts = cs_json_new_array ();
  for (guint i = 0; i < item->n_blobs; i++)
    cs_json_append (parts, cs_json_new_hash (&item->blobs[i].hash));
  cs_json_put_gid (body, "case", case_gid);
  cs_json_put (body, "facts", cs_json_ref (item->facts));
  cs_json_put_gid (body, "item", &gid);
  cs_json_put_string (body, "kind", item->kind);
  cs_json_put (body, "parts", parts);
  cs_json_put_string (body, "title", item->title);
  return cs_project_act_event (act, "item.add", body, NULL, error);
}

static gboolean
open_case (CsProject *project, CsProjectAct *act, const char *title, CsGid *ret_gid, GError **error)
{
  cs_env_random_gid (project->env, ret_gid);
  CsJson *body = cs_json_new_object ();
  cs_json_put_gid (body, "case", ret_gid);
  cs_put_nonce (body, project->env);
  cs_json_put_string (body, "title", title);
  return cs_project_act_event (act, "case.open", body, NULL, error);
}

/* CASES: number of a case and one -> CsGid. */
static gboolean
add_contexts (CsProject *project, CsProjectAct *act, const CsNewContexts *contexts,
              GHashTable *cases, GError **error)
{
  for (guint i = 0; contexts != NULL && i < contexts->n_rows; i++) {
    const CsNewContext *row = &contexts->rows[i];
    const CsGid *gid = g_hash_table_lookup (cases, GUINT_TO_POINTER (row->case_index + 1));
    g_autofree char *text = contexts->read (contexts->data, i, error);
    CsJson *body =
        text != NULL ? cs_project_context_body (project, gid, row->part, text, error) : NULL;
    if (body == NULL || !cs_project_act_event (act, "context.add", body, NULL, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
cs_project_add_items (CsProject *project, const CsNewItem *items, guint n_items,
                      const CsNewContexts *contexts, GError **error)
{
  if (n_items == 0)
    return TRUE;
  g_autoptr (GHashTable) cases = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  if (act == NULL)
    return FALSE;
  for (guint i = 0; i < n_items; i++) {
    gpointer key = GUINT_TO_POINTER (items[i].case_index + 1);
    CsGid *gid = g_hash_table_lookup (cases, key);
    if (gid == NULL) {
      gid = g_new0 (CsGid, 1);
      g_hash_table_insert (cases, key, gid);
      if (!open_case (project, act, items[i].case_title, gid, error))
        return FALSE;
    }
    if (!add_item (project, act, &items[i], gid, error)) {
      g_prefix_error (error, "%s: ", items[i].title);
      return FALSE;
    }
  }
  return add_contexts (project, act, contexts, cases, error) &&
         cs_project_act_commit (g_steal_pointer (&act), error);
}

static CsJson *
regroup_body (CsProject *project, const CsGid *items, guint n, const char *title)
{
  CsGid gid;
  CsJson *body = cs_project_noted_body (project);
  CsJson *list = cs_json_new_array ();
  cs_env_random_gid (project->env, &gid);
  for (guint i = 0; i < n; i++)
    cs_json_append (list, cs_json_new_gid (&items[i]));
  cs_json_put_gid (body, "case", &gid);
  cs_json_put (body, "items", list);
  cs_json_put_string (body, "title", title);
  return body;
}

gboolean
cs_project_join_items (CsProject *project, const CsGid *items, guint n_items, const char *title,
                       GError **error)
{
  return cs_project_do (project, "case.regroup", regroup_body (project, items, n_items, title),
                        NULL, error);
}

gboolean
cs_project_split_case (CsProject *project, const CsGid *case_gid, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, case_gid, error);
  if (items == NULL)
    return FALSE;
  if (items->len < 2)
    return cs_fail (error, CS_ERROR_INVALID, "the case has one item only; nothing to split");
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  if (act == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++) {
    const CsItemRow *item = items->pdata[i];
    if (!cs_project_act_event (act, "case.regroup",
                               regroup_body (project, &item->gid, 1, item->title), NULL, error))
      return FALSE;
  }
  return cs_project_act_commit (g_steal_pointer (&act), error);
}

/* --- looking --- */

void
cs_item_row_free (CsItemRow *row)
{
  if (row == NULL)
    return;
  g_free (row->kind);
  g_free (row->title);
  cs_json_unref (row->facts);
  g_free (row);
}

static gboolean
sees_case_of (const CsSight *sight, const CsGid *case_gid)
{
  g_auto (CsWork) work = { 0 };
  return (cs_sight_is_full (sight) && !sight->veils) ||
         (cs_work_load (cs_index_db (sight->project->index), case_gid, &work, NULL) > 0 &&
          cs_sight_case (sight, &work));
}

static GPtrArray *
item_rows (const CsSight *sight, CsStmt *stmt, GError **error)
{
  if (stmt == NULL)
    return NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_item_row_free);
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    const char *facts = cs_stmt_text (stmt, 4);
    CsGid case_gid;
    if (!cs_stmt_gid (stmt, 1, &case_gid) || !sees_case_of (sight, &case_gid))
      continue;
    CsItemRow *row = g_new0 (CsItemRow, 1);
    row->case_gid = case_gid;
    cs_stmt_gid (stmt, 0, &row->gid);
    row->kind = g_strdup (cs_stmt_text (stmt, 2));
    row->title = g_strdup (cs_stmt_text (stmt, 3));
    row->facts = cs_json_parse_canonical (facts, strlen (facts), error);
    g_ptr_array_add (rows, row);
    if (row->facts == NULL)
      return NULL;
  }
  return state == 0 ? g_steal_pointer (&rows) : NULL;
}

GPtrArray *
cs_project_items (CsProject *project, const CsReader *reader, GError **error)
{
  g_auto (CsSight) sight = { 0 };
  if (!cs_sight_begin (project, reader, &sight, error))
    return NULL;
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT gid, case_gid, kind, title, facts FROM item WHERE case_gid NOT IN"
                   " (SELECT case_gid FROM control WHERE person <> ?) ORDER BY ord",
                   "g", &reader->person);
  return item_rows (&sight, stmt, error);
}

GPtrArray *
cs_project_case_items (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                       GError **error)
{
  g_auto (CsSight) sight = { 0 };
  if (!cs_sight_begin (project, reader, &sight, error))
    return NULL;
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), error,
      "SELECT gid, case_gid, kind, title, facts FROM item WHERE case_gid = ? ORDER BY ord", "g",
      case_gid);
  return item_rows (&sight, stmt, error);
}
