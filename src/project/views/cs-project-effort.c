/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window counted on a case waits as a row of the table `aside` until an act of the signer
 * carries it. What it counted last is only held until then, so that an act is one transaction. */
#include "cs-project-private.h"

#include <string.h>

static gboolean
is_nothing (const CsEffortCount *counted)
{
  return counted->interactions == 0 && counted->milliseconds == 0 &&
         counted->idle_milliseconds == 0;
}

/* What cannot be read counts as nothing: a row may have come with the file. */
static gboolean
load (CsProject *project, const CsGid *case_gid, CsEffortCount *ret_counted, GError **error)
{
  CsReader reader = cs_project_reader (project);
  *ret_counted = (CsEffortCount){ 0 };
  g_autoptr (CsStmt) stmt = cs_db_query (cs_store_db (project->store), error,
                                         "SELECT body FROM aside WHERE case_gid = ? AND person = ?"
                                         " AND kind = 'effort' AND key = ''",
                                         "gg", case_gid, &reader.person);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state <= 0)
    return state == 0;
  const char *text = cs_stmt_text (stmt, 0);
  g_autoptr (CsJson) body = cs_json_parse_canonical (text, strlen (text), NULL);
  ret_counted->interactions = MAX (cs_json_get_int (body, "interactions", 0), 0);
  ret_counted->milliseconds = MAX (cs_json_get_int (body, "milliseconds", 0), 0);
  ret_counted->idle_milliseconds = MAX (cs_json_get_int (body, "idle", 0), 0);
  return TRUE;
}

static gboolean
add (CsProject *project, const CsGid *case_gid, const CsEffortCount *more, GError **error)
{
  CsEffortCount counted;
  CsReader reader = cs_project_reader (project);
  if (!load (project, case_gid, &counted, error))
    return FALSE;
  g_autoptr (CsJson) body = cs_json_new_object ();
  cs_json_put_int (body, "idle",
                   MIN (counted.idle_milliseconds, CS_JSON_MAX_INT / 2) + more->idle_milliseconds);
  cs_json_put_int (body, "interactions",
                   MIN (counted.interactions, CS_JSON_MAX_INT / 2) + more->interactions);
  cs_json_put_int (body, "milliseconds",
                   MIN (counted.milliseconds, CS_JSON_MAX_INT / 2) + more->milliseconds);
  g_autofree char *text = cs_json_to_canonical (body, NULL);
  return cs_db_run (cs_store_db (project->store), error,
                    "INSERT OR REPLACE INTO aside (case_gid, person, kind, key, body)"
                    " VALUES (?, ?, 'effort', '', ?)",
                    "ggt", case_gid, &reader.person, text);
}

void
cs_project_hold_effort (CsProject *project, const CsGid *case_gid, const CsEffortCount *more)
{
  CsEffortCount *held = &project->held.count;
  if (!cs_gid_equal (&project->held.case_gid, case_gid)) {
    project->held.case_gid = *case_gid;
    *held = (CsEffortCount){ 0 };
  }
  held->interactions += more->interactions;
  held->milliseconds += MAX (more->milliseconds, 0);
  held->idle_milliseconds += MAX (more->idle_milliseconds, 0);
}

/* What is held of the case, once. */
static CsEffortCount
take_held (CsProject *project, const CsGid *case_gid)
{
  if (!cs_gid_equal (&project->held.case_gid, case_gid))
    return (CsEffortCount){ 0 };
  project->held.case_gid = (CsGid){ { 0 } };
  return project->held.count;
}

gboolean
cs_project_note_effort (CsProject *project, const CsGid *case_gid, const CsEffortCount *more,
                        GError **error)
{
  g_auto (CsWork) work = { 0 };
  if (cs_project_reader (project).roles == 0)
    return cs_fail (error, CS_ERROR_DENIED,
                    "only a member of the project may do this; ask a lead to add you");
  if (!cs_project_work (project, case_gid, &work, error))
    return FALSE;
  cs_project_hold_effort (project, case_gid, more);
  CsEffortCount held = take_held (project, case_gid);
  g_autoptr (CsTxn) txn = cs_project_begin_blobs (project, error);
  return txn != NULL && add (project, case_gid, &held, error) &&
         cs_txn_commit (g_steal_pointer (&txn), error);
}

gboolean
cs_project_put_effort (CsProject *project, CsJson *body, GError **error)
{
  CsGid case_gid;
  CsEffortCount counted;
  CsReader reader = cs_project_reader (project);
  cs_json_get_gid (body, "case", &case_gid);
  if (!load (project, &case_gid, &counted, error))
    return FALSE;
  CsEffortCount held = take_held (project, &case_gid);
  counted.interactions += held.interactions;
  counted.milliseconds += held.milliseconds;
  counted.idle_milliseconds += held.idle_milliseconds;
  if (is_nothing (&counted))
    return TRUE;
  CsJson *effort = cs_json_new_object ();
  gint64 idle = (counted.idle_milliseconds + 500) / 1000;
  if (idle > 0)
    cs_json_put_int (effort, "idle_seconds", MIN (idle, cs_effort_fields[0].max));
  cs_json_put_int (effort, "interactions", MIN (counted.interactions, cs_effort_fields[1].max));
  cs_json_put_int (effort, "seconds",
                   MIN ((counted.milliseconds + 500) / 1000, cs_effort_fields[2].max));
  cs_json_put (body, "effort", effort);
  return cs_db_run (cs_store_db (project->store), error,
                    "DELETE FROM aside WHERE case_gid = ? AND person = ? AND kind = 'effort'", "gg",
                    &case_gid, &reader.person);
}

gboolean
cs_project_restore_effort (CsProject *project, const CsGid *case_gid, const CsHash *act,
                           GError **error)
{
  CsEffortCount counted = { 0 };
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT interactions, seconds, idle FROM effort WHERE act = ?", "h", act);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state > 0)
    counted = (CsEffortCount){ cs_stmt_int (stmt, 0), cs_stmt_int (stmt, 1) * 1000,
                               cs_stmt_int (stmt, 2) * 1000 };
  g_clear_pointer (&stmt, cs_stmt_done);
  return state >= 0 && (is_nothing (&counted) || add (project, case_gid, &counted, error));
}
