/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-control.h"
#include "cs-event-kind.h"
#include "cs-project-sight.h"

#include <string.h>

void
cs_control_row_free (CsControlRow *row)
{
  if (row == NULL)
    return;
  g_free (row->title);
  g_free (row->of_title);
  g_free (row->handle);
  g_free (row);
}

static CsControlRow *
control_row (CsStmt *stmt, const CsControlRule *rule)
{
  CsControlRow *row = g_new0 (CsControlRow, 1);
  cs_stmt_gid (stmt, 0, &row->case_gid);
  cs_stmt_gid (stmt, 1, &row->of_case);
  cs_stmt_gid (stmt, 2, &row->person);
  row->title = g_strdup (cs_stmt_text (stmt, 3));
  row->of_title = g_strdup (cs_stmt_text (stmt, 4));
  row->handle = g_strdup (cs_stmt_text (stmt, 5));
  gboolean read = cs_stmt_int (stmt, 6) != 0;
  row->state = read                         ? CS_CONTROL_READ
               : cs_stmt_int (stmt, 7) != 0 ? CS_CONTROL_AT_WORK
                                            : CS_CONTROL_WAITS;
  if (!read)
    return row;
  row->wall = cs_stmt_int (stmt, 8);
  row->percent = (int)cs_stmt_int (stmt, 9);
  row->score = (CsMarkScore){ (guint)cs_stmt_int (stmt, 10), (guint)cs_stmt_int (stmt, 11),
                              (guint)cs_stmt_int (stmt, 12), (guint)cs_stmt_int (stmt, 13),
                              (guint)cs_stmt_int (stmt, 14), (guint)cs_stmt_int (stmt, 15) };
  row->failed = row->percent >= 0 && row->percent < (int)rule->at_least;
  row->counts = cs_stmt_int (stmt, 16) != 0;
  return row;
}

/* Of each person the last so many count that were read since they last went on after a pause of
 * the workflow's. */
static void
count_last (GPtrArray *rows, guint last)
{
  guint n = 0;
  for (guint i = rows->len; i-- > 0;) {
    CsControlRow *row = rows->pdata[i];
    const CsControlRow *after = i + 1 < rows->len ? rows->pdata[i + 1] : NULL;
    if (after == NULL || !cs_gid_equal (&after->person, &row->person))
      n = 0;
    row->counts = row->counts && row->percent >= 0 && n < last;
    n += row->counts;
  }
}

GPtrArray *
cs_project_controls (CsProject *project, const CsReader *reader, const CsGid *person,
                     GError **error)
{
  if (!cs_rules_sees_results (reader)) {
    cs_fail (error, CS_ERROR_DENIED, "only a lead or an auditor is told of control cases");
    return NULL;
  }
  const CsWorkflow *workflow = NULL;
  if (!cs_project_workflow (project, &workflow, NULL, error))
    return NULL;
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), error,
      "SELECT control.case_gid, of_case, control.person, work.title, original.title, handle,"
      " revision.hash IS NOT NULL, work.status = 1 OR EXISTS (SELECT 1 FROM reading WHERE"
      " reading.case_gid = control.case_gid AND state = 1), revision.wall, percent, found, missed,"
      " extra, wrong, shifted, answers, revision.ord > coalesce ((SELECT max (ended_ord) FROM pause"
      " WHERE pause.person = control.person AND by IS NULL), 0) FROM control JOIN work ON work.gid "
      "="
      " control.case_gid JOIN work AS original ON original.gid = of_case JOIN person ON person.gid"
      " = control.person LEFT JOIN revision ON revision.hash = control.act AND"
      " revision.withdrawn = 0 WHERE ?1 IS NULL OR control.person = ?1"
      " ORDER BY person.ord, revision.ord IS NULL, revision.ord, control.ord",
      "g", person);
  if (stmt == NULL)
    return NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_control_row_free);
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0)
    g_ptr_array_add (rows, control_row (stmt, &workflow->control));
  if (state < 0)
    return NULL;
  count_last (rows, workflow->control.of_last);
  return g_steal_pointer (&rows);
}

gboolean
cs_project_count_controls (CsProject *project, const CsReader *reader, guint *ret_n, GError **error)
{
  gint64 n = 0;
  if (cs_rules_sees_results (reader) && !cs_db_get_int (cs_index_db (project->index), 0, &n, error,
                                                        "SELECT count(*) FROM control", ""))
    return FALSE;
  *ret_n = (guint)n;
  return TRUE;
}

guint
cs_controls_failed (const GPtrArray *rows, const CsGid *person, guint *ret_of)
{
  guint failed = 0, of = 0;
  for (guint i = 0; i < rows->len; i++) {
    const CsControlRow *row = rows->pdata[i];
    if (!row->counts || !cs_gid_equal (&row->person, person))
      continue;
    failed += row->failed;
    of++;
  }
  *ret_of = of;
  return failed;
}

/* --- what the workflow asks for then --- */

static gboolean
append_pause (CsProject *project, const CsGid *person, GError **error)
{
  CsJson *body = cs_project_noted_body (project);
  cs_json_put_gid (body, "person", person);
  return cs_project_do (project, "control.pause", body, NULL, error);
}

gboolean
cs_project_pause_failed (CsProject *project, GError **error)
{
  CsReader reader = cs_project_reader (project);
  const CsWorkflow *workflow = NULL;
  CsDb *db = cs_index_db (project->index);
  g_autoptr (GArray) due = g_array_new (FALSE, FALSE, sizeof (CsGid));
  if (!cs_project_workflow (project, &workflow, NULL, error))
    return FALSE;
  if (!workflow->control.pauses || !(reader.roles & cs_rules_roles_for (CS_DEED_PAUSE_FAILED)))
    return TRUE;
  g_autoptr (CsStmt) stmt =
      cs_db_query (db, error,
                   "SELECT DISTINCT person FROM control WHERE person <> ? AND person NOT IN (SELECT"
                   " person FROM pause WHERE ended IS NULL) ORDER BY person",
                   "g", &reader.person);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid person;
    guint failed = 0, of = 0;
    if (!cs_stmt_gid (stmt, 0, &person) ||
        !cs_fold_failed (db, &workflow->control, &person, &failed, &of, error))
      return FALSE;
    if (failed >= workflow->control.fails)
      g_array_append_val (due, person);
  }
  for (guint i = 0; state == 0 && i < due->len; i++)
    if (!append_pause (project, &g_array_index (due, CsGid, i), error))
      return FALSE;
  return state == 0;
}

gboolean
cs_project_goes_on (CsProject *project, const CsReader *reader, const CsWork *work,
                    gboolean *ret_does, GError **error)
{
  g_auto (CsSight) sight = { 0 };
  gint64 more = 0;
  if (!cs_sight_begin (project, reader, &sight, error))
    return FALSE;
  if (cs_sight_keeps (&sight, work) &&
      !cs_db_get_int (cs_index_db (project->index), 0, &more, error,
                      "SELECT EXISTS (SELECT 1 FROM revision WHERE person = ?1 AND case_gid <> ?2"
                      " AND withdrawn = 0 AND ord > (SELECT max (ord) FROM revision WHERE"
                      " person = ?1 AND case_gid = ?2 AND withdrawn = 0))",
                      "gg", &reader->person, &work->gid))
    return FALSE;
  *ret_does = more != 0;
  return TRUE;
}
