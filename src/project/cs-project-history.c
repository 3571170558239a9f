/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-project-private.h"

static void
history_row_free (gpointer data)
{
  CsHistoryRow *row = data;
  g_free (row->who);
  g_free (row->kind);
  g_free (row->sentence);
  g_free (row->case_title);
  g_free (row->unrecognised);
  g_free (row);
}

static char *
text_of (CsDb *db, const char *sql, const char *types, gconstpointer value, gsize size)
{
  g_autoptr (CsStmt) stmt = cs_db_query (db, NULL, sql, types, value, size);
  return stmt != NULL && cs_stmt_step (stmt, NULL) > 0 ? g_strdup (cs_stmt_text (stmt, 0)) : NULL;
}

static gboolean
add_row (const CsEvent *event, gpointer data, GError **error)
{
  GPtrArray *rows = ((gpointer *)data)[0];
  CsDb *db = cs_index_db (((CsProject *)((gpointer *)data)[1])->index);
  const CsEventKind *kind = cs_event_kind_find (event->kind);
  gboolean shaped =
      kind != NULL && event->body != NULL && cs_json_check (event->body, kind->fields, NULL);
  CsHistoryRow *row = g_new0 (CsHistoryRow, 1);
  CsGid gid;
  row->kind = g_strdup (event->kind);
  row->hash = event->hash;
  row->wall = shaped ? cs_json_get_int (event->body, "wall", event->at) : event->at;
  row->offset = shaped ? (int)cs_json_get_int (event->body, "offset", 0) : 0;
  row->sentence = shaped ? kind->sentence (event->body) : g_strdup (event->kind);
  if (shaped && cs_json_get_gid (event->body, "case", &gid))
    row->case_title =
        text_of (db, "SELECT title FROM work WHERE gid = ?", "b", gid.bytes, sizeof gid.bytes);
  row->unrecognised = text_of (db, "SELECT reason FROM unrecognised WHERE hash = ?", "b",
                               event->hash.bytes, sizeof event->hash.bytes);
  row->routine = kind != NULL && kind->routine && row->unrecognised == NULL;
  /* Whose key it is; what a sitting says of itself is hearsay. */
  if (event->sealed)
    row->who = text_of (db, "SELECT handle FROM person WHERE sitting_key = ?", "b",
                        event->key.bytes, sizeof event->key.bytes);
  if (row->who == NULL)
    row->who = g_strdup ("?");
  g_ptr_array_add (rows, row);
  return TRUE;
}

static gboolean
case_history (CsProject *project, const CsGid *case_gid, gpointer context, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT event FROM case_event WHERE case_gid = ? ORDER BY ord", "g", case_gid);
  if (stmt == NULL)
    return FALSE;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    g_auto (CsEvent) event = { 0 };
    if (!cs_journal_read (project->store, cs_stmt_int (stmt, 0), &event, error) ||
        !add_row (&event, context, error))
      return FALSE;
  }
  return state == 0;
}

GPtrArray *
cs_project_history (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                    GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (history_row_free);
  gpointer context[] = { rows, project };
  if (reader->roles == 0) {
    cs_fail (
        error, CS_ERROR_DENIED,
        "only a member may read its history; say who you are with --as, or ask a lead to add you");
    return NULL;
  }
  gboolean ok = case_gid != NULL ? case_history (project, case_gid, context, error)
                                 : cs_journal_foreach (project->store, 0, G_MAXINT64, TRUE, add_row,
                                                       context, error);
  return ok ? g_steal_pointer (&rows) : NULL;
}
