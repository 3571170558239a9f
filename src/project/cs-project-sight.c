/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-sight.h"

gboolean
cs_sight_begin (CsProject *project, const CsReader *reader, CsSight *ret_sight, GError **error)
{
  *ret_sight = (CsSight){ project, reader, cs_index_workflow (project->index, error) };
  return ret_sight->workflow != NULL;
}

gboolean
cs_sight_is_full (const CsSight *sight)
{
  const CsRuleState nothing = { .project_exists = TRUE };
  return cs_rules_sees_marks (sight->reader, &nothing);
}

static gboolean
is_there (CsDb *db, const char *sql, gconstpointer id, const char *types, const CsGid *person)
{
  gint64 there = 0;
  return cs_db_get_int (db, 0, &there, NULL, sql, types, id, person) && there != 0;
}

gboolean
cs_sight_is_author (const CsSight *sight, const CsHash *version, const CsGid *person)
{
  return is_there (cs_index_db (sight->project->index),
                   "SELECT 1 FROM author WHERE revision = ? AND person = ?", version, "hg", person);
}

static void
gather (const CsSight *sight, const CsWork *work, CsRuleState *state)
{
  const CsGid *me = &sight->reader->person;
  gboolean held = work->status == CS_CASE_HELD;
  *state = (CsRuleState){ .project_exists = TRUE,
                          .case_exists = TRUE,
                          .has_schema = TRUE,
                          .status = work->status,
                          .stage = work->stage,
                          .has_revision = !cs_hash_is_zero (&work->revision) };
  state->actor_holds = held && cs_gid_equal (&work->holder, me);
  state->other_holds = held && !state->actor_holds;
  state->assigned_to_actor = cs_gid_equal (&work->assigned, me);
  state->assigned_to_other = !cs_gid_is_zero (&work->assigned) && !state->assigned_to_actor;
  state->actor_is_author = state->has_revision && cs_sight_is_author (sight, &work->revision, me);
  if (work->stage >= sight->workflow->n_stages)
    return;
  const CsWorkflowStage *stage = &sight->workflow->stages[work->stage];
  state->stage_roles = stage->roles;
  state->stage_excludes_author = stage->excludes_author;
}

gboolean
cs_sight_work (const CsSight *sight, const CsWork *work)
{
  CsRuleState state;
  if (cs_sight_is_full (sight))
    return TRUE;
  gather (sight, work, &state);
  return cs_rules_sees_marks (sight->reader, &state);
}

gboolean
cs_sight_desk (const CsSight *sight, const CsWork *work)
{
  CsRuleState state;
  if (cs_sight_work (sight, work))
    return TRUE;
  gather (sight, work, &state);
  return cs_rules_may (sight->reader, CS_DEED_CLAIM, &state, NULL);
}

gboolean
cs_sight_case (const CsSight *sight, const CsWork *work)
{
  CsRuleState state;
  if (cs_sight_is_full (sight))
    return TRUE;
  gather (sight, work, &state);
  if (cs_rules_sees_case (sight->reader, &state))
    return TRUE;
  state.actor_drafts = is_there (cs_store_db (sight->project->store),
                                 "SELECT 1 FROM draft WHERE case_gid = ? AND person = ?",
                                 &work->gid, "gg", &sight->reader->person);
  return cs_rules_sees_case (sight->reader, &state);
}

static gboolean
sees_row (const CsSight *sight, CsStmt *stmt, const CsHash *version, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsRuleState state;
  CsGid case_gid, person;
  if (!cs_stmt_gid (stmt, 0, &case_gid) || !cs_stmt_gid (stmt, 1, &person) ||
      !cs_project_work (sight->project, &case_gid, &work, error))
    return FALSE;
  work.revision = *version;
  gather (sight, &work, &state);
  state.own = cs_gid_equal (&person, &sight->reader->person);
  state.withdrawn = cs_stmt_int (stmt, 2) != 0;
  return cs_rules_sees_marks (sight->reader, &state) ||
         cs_fail (error, CS_ERROR_NOT_FOUND, "there is no such version");
}

gboolean
cs_sight_version (const CsSight *sight, const CsHash *version, GError **error)
{
  if (cs_sight_is_full (sight))
    return TRUE;
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (sight->project->index), error,
                   "SELECT case_gid, person, withdrawn FROM revision WHERE hash = ?", "h", version);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state == 0)
    return cs_fail (error, CS_ERROR_NOT_FOUND, "there is no such version");
  return state > 0 && sees_row (sight, stmt, version, error);
}

void
cs_sight_veil (const CsSight *sight, CsWork *work)
{
  CsRuleState state;
  if (cs_sight_work (sight, work))
    return;
  gather (sight, work, &state);
  work->sent_back = work->changed = FALSE;
  /* Where it went from here is what was decided on it. */
  state.actor_drafts = FALSE;
  if (!cs_rules_sees_case (sight->reader, &state)) {
    work->status = CS_CASE_WAITING;
    work->stage = sight->workflow->n_stages;
    work->holder = work->assigned = work->accepted_by = (CsGid){ { 0 } };
  }
  work->revision = work->decision = work->signature = (CsHash){ { 0 } };
}

gboolean
cs_project_sees_case (CsProject *project, const CsReader *reader, const CsWork *work)
{
  CsSight sight;
  return cs_sight_begin (project, reader, &sight, NULL) && cs_sight_case (&sight, work);
}

gboolean
cs_project_sees (CsProject *project, const CsReader *reader, const CsWork *work, gboolean *ret_sees,
                 GError **error)
{
  CsSight sight;
  if (!cs_sight_begin (project, reader, &sight, error))
    return FALSE;
  *ret_sees = cs_sight_work (&sight, work);
  return TRUE;
}
