/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-control.h"
#include "cs-event-kind.h"
#include "cs-project-private.h"

#include <string.h>

#define NEAR 20 /* a control case is served among so many of the first that wait */

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

/* --- making them --- */

/* One of the first that nobody began; FALSE where there is none. */
static gboolean
pick_beside (CsProject *project, CsGid *ret_gid)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), NULL,
                   "SELECT gid FROM work WHERE status = 0 AND stage = 0 AND workflow = 0 AND"
                   " sent_back = 0 AND assigned IS NULL AND control IS NULL"
                   " ORDER BY priority DESC, due, ord LIMIT ?",
                   "i", (gint64)NEAR);
  CsGid gids[NEAR], die;
  guint n = 0;
  while (stmt != NULL && n < NEAR && cs_stmt_step (stmt, NULL) > 0)
    n += cs_stmt_gid (stmt, 0, &gids[n]);
  cs_env_random_gid (project->env, &die);
  if (n > 0)
    *ret_gid = gids[die.bytes[0] % n];
  return n > 0;
}

static gboolean
copy_item (CsProject *project, CsProjectAct *act, const CsItemRow *item, const CsGid *case_gid,
           CsJson *items, GError **error)
{
  CsGid gid;
  CsJson *body = cs_project_noted_body (project);
  CsJson *parts = cs_json_new_array (), *pair = cs_json_new_object ();
  const CsJson *list = cs_json_get (item->facts, "parts");
  cs_env_random_gid (project->env, &gid);
  for (guint i = 0; i < cs_json_length (list); i++)
    cs_json_append (parts, cs_json_new_string (cs_json_get_string (cs_json_at (list, i), "blob")));
  cs_json_put_gid (body, "case", case_gid);
  cs_json_put (body, "facts", cs_json_ref (item->facts));
  cs_json_put_gid (body, "item", &gid);
  cs_json_put_string (body, "kind", item->kind);
  cs_json_put (body, "parts", parts);
  cs_json_put_string (body, "title", item->title);
  cs_json_put_gid (pair, "item", &gid);
  cs_json_put_gid (pair, "of", &item->gid);
  cs_json_append (items, pair);
  return cs_project_act_event (act, "item.add", body, NULL, error);
}

static gboolean
make_for (CsProject *project, CsProjectAct *act, const CsWork *of, GPtrArray *items,
          const CsGid *person, const char *title, GError **error)
{
  CsGid gid, beside;
  g_autoptr (CsJson) pairs = cs_json_new_array ();
  cs_env_random_gid (project->env, &gid);
  CsJson *opened = cs_json_new_object ();
  cs_json_put_gid (opened, "case", &gid);
  cs_put_nonce (opened, project->env);
  cs_json_put_string (opened, "title", title != NULL ? title : of->title);
  if (!cs_project_act_event (act, "case.open", opened, NULL, error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    if (!copy_item (project, act, items->pdata[i], &gid, pairs, error))
      return FALSE;
  CsJson *body = cs_project_noted_body (project);
  if (pick_beside (project, &beside) && !cs_gid_equal (&beside, &gid))
    cs_json_put_gid (body, "beside", &beside);
  cs_json_put_gid (body, "case", &gid);
  cs_json_put (body, "items", cs_json_ref (pairs));
  cs_json_put_gid (body, "of", &of->gid);
  cs_json_put_gid (body, "person", person);
  cs_json_put_hash (body, "revision", &of->revision);
  return cs_project_act_event (act, "control.make", body, NULL, error);
}

/* Whom the rules let have one, without knowing what else they would say. */
static GArray *
who_could (CsProject *project, const CsGid *of, GError **error)
{
  const CsReader anybody = { 0 };
  const CsWorkflows *all = cs_index_workflows (project->index, error);
  g_autoptr (GPtrArray) people = all != NULL ? cs_project_people (project, &anybody, error) : NULL;
  if (people == NULL)
    return NULL;
  guint reads = all->versions[all->n - 1]->stages[0].roles;
  g_autoptr (GArray) could = g_array_new (FALSE, FALSE, sizeof (CsGid));
  for (guint i = 0; i < people->len; i++) {
    const CsPersonRow *row = people->pdata[i];
    const CsReader reader = { .person = row->gid, .roles = row->roles };
    gboolean seen = TRUE;
    gint64 twice = 0;
    if ((row->roles & reads) == 0 || cs_rules_sees_results (&reader))
      continue;
    if (!cs_fold_worked_on (cs_index_db (project->index), of, &row->gid, &seen, error) ||
        !cs_db_get_int (cs_index_db (project->index), 0, &twice, error,
                        "SELECT 1 FROM control WHERE of_case = ? AND person = ?", "gg", of,
                        &row->gid))
      return NULL;
    if (!seen && twice == 0)
      g_array_append_val (could, row->gid);
  }
  return g_steal_pointer (&could);
}

static GPtrArray *
handles_of (CsProject *project, GArray *people, GError **error)
{
  g_autoptr (GPtrArray) handles = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < people->len; i++) {
    g_autoptr (CsStmt) stmt =
        cs_db_query (cs_index_db (project->index), error, "SELECT handle FROM person WHERE gid = ?",
                     "g", &g_array_index (people, CsGid, i));
    if (stmt == NULL || cs_stmt_step (stmt, error) < 0)
      return NULL;
    g_ptr_array_add (handles, g_strdup (cs_stmt_text (stmt, 0)));
  }
  return g_steal_pointer (&handles);
}

gboolean
cs_project_make_control (CsProject *project, const CsGid *case_gid, const CsGid *person,
                         const char *title, GPtrArray **ret_people, GError **error)
{
  g_auto (CsWork) of = { 0 };
  CsReader reader = cs_project_reader (project);
  if (!(reader.roles & CS_ROLE_LEAD))
    return cs_fail (error, CS_ERROR_DENIED, "only a lead may do this");
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, case_gid, error);
  g_autoptr (CsProjectAct) act = items != NULL ? cs_project_act_begin (project, error) : NULL;
  if (act == NULL || !cs_project_work (project, case_gid, &of, error))
    return FALSE;
  g_autoptr (GArray) people = person == NULL ? who_could (project, case_gid, error)
                                             : g_array_new (FALSE, FALSE, sizeof (CsGid));
  if (people == NULL)
    return FALSE;
  if (person != NULL)
    g_array_append_val (people, *person);
  if (people->len == 0)
    return cs_fail (error, CS_ERROR_INVALID,
                    "everybody who reads here has worked on the case, or has a control case of it");
  for (guint i = 0; i < people->len; i++)
    if (!make_for (project, act, &of, items, &g_array_index (people, CsGid, i), title, error))
      return FALSE;
  g_autoptr (GPtrArray) handles = handles_of (project, people, error);
  if (handles == NULL || !cs_project_act_commit (g_steal_pointer (&act), error))
    return FALSE;
  if (ret_people != NULL)
    *ret_people = g_steal_pointer (&handles);
  return TRUE;
}

/* --- what came of them --- */

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

/* Of each person the last so many count that were read since they last went on. */
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
      " WHERE pause.person = control.person), 0) FROM control JOIN work ON work.gid ="
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
