/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-pause.h"
#include "cs-project-private.h"

void
cs_pause_row_free (CsPauseRow *row)
{
  if (row == NULL)
    return;
  g_free (row->handle);
  g_free (row->name);
  g_free (row->reason);
  g_free (row->by);
  g_free (row);
}

GPtrArray *
cs_project_pauses (CsProject *project, const CsReader *reader, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), error,
      "SELECT pause.person, person.handle, person.name, reason, doer.handle, pause.wall"
      " FROM pause JOIN person ON person.gid = pause.person LEFT JOIN person AS doer"
      " ON doer.gid = pause.by WHERE ended IS NULL AND (? OR pause.person = ?) ORDER BY pause.ord",
      "ig", (gint64)cs_rules_sees_results (reader), &reader->person);
  if (stmt == NULL)
    return NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_pause_row_free);
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    CsPauseRow *row = g_new0 (CsPauseRow, 1);
    cs_stmt_gid (stmt, 0, &row->person);
    row->handle = g_strdup (cs_stmt_text (stmt, 1));
    row->name = g_strdup (cs_stmt_text (stmt, 2));
    row->reason = g_strdup (cs_stmt_text (stmt, 3));
    row->by = g_strdup (cs_stmt_text (stmt, 4));
    row->wall = cs_stmt_int (stmt, 5);
    g_ptr_array_add (rows, row);
  }
  return state == 0 ? g_steal_pointer (&rows) : NULL;
}

const CsPauseRow *
cs_pause_of (GPtrArray *pauses, const CsGid *person)
{
  for (guint i = 0; i < pauses->len; i++) {
    const CsPauseRow *row = pauses->pdata[i];
    if (cs_gid_equal (&row->person, person))
      return row;
  }
  return NULL;
}

static gboolean
act_on (CsProject *project, const char *kind, const CsGid *person, const char *reason,
        GError **error)
{
  CsJson *body = cs_project_noted_body (project);
  cs_json_put_gid (body, "person", person);
  cs_json_put_string (body, "reason", reason);
  return cs_project_do (project, kind, body, NULL, error);
}

gboolean
cs_project_pause (CsProject *project, const CsGid *person, const char *reason, GError **error)
{
  return act_on (project, "person.pause", person, reason, error);
}

gboolean
cs_project_resume (CsProject *project, const CsGid *person, const char *reason, GError **error)
{
  return act_on (project, "person.resume", person, reason, error);
}
