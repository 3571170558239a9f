/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-sight.h"
#include "cs-event-kind.h"
#include "cs-segment.h"

typedef struct {
  CsHash version;
  CsGid person;
} Author;

static guint
hash_author (gconstpointer author)
{
  const Author *one = author;
  return cs_hash_hash_func (&one->version) ^ cs_gid_hash_func (&one->person);
}

static gboolean
equal_authors (gconstpointer a, gconstpointer b)
{
  const Author *one = a, *other = b;
  return cs_hash_equal (&one->version, &other->version) &&
         cs_gid_equal (&one->person, &other->person);
}

static gboolean
read_traits (CsSight *sight, GError **error)
{
  CsDb *db = cs_index_db (sight->project->index);
  if (!cs_traits_load (db, &sight->reader->person, &sight->traits, NULL, error))
    return FALSE;
  g_autoptr (CsStmt) stmt =
      cs_db_query (db, error, "SELECT DISTINCT sensitive FROM segment WHERE sensitive <> ''", "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0)
    sight->hides = sight->hides ||
                   !cs_traits_sees (&sight->traits, sight->reader->roles, cs_stmt_text (stmt, 0));
  return state == 0;
}

gboolean
cs_sight_begin (CsProject *project, const CsReader *reader, CsSight *ret_sight, GError **error)
{
  *ret_sight = (CsSight){ .project = project, .reader = reader };
  ret_sight->workflows = cs_index_workflows (project->index, error);
  for (guint i = 0; ret_sight->workflows != NULL && i < ret_sight->workflows->n; i++)
    if (ret_sight->workflows->versions[i]->claim_hours > 0 && ret_sight->now == 0)
      ret_sight->now = project->env->wall (project->env);
  gint64 others = 0;
  for (guint i = 0; ret_sight->workflows != NULL && i < ret_sight->workflows->n; i++)
    ret_sight->rounds =
        ret_sight->rounds || ((reader->roles & CS_ROLES_WORKING) != 0 &&
                              cs_workflow_has_rounds (ret_sight->workflows->versions[i]));
  gboolean labels = (reader->roles & CS_ROLE_LABELER) && !cs_rules_sees_all (reader);
  if (ret_sight->workflows == NULL ||
      (labels && !cs_controls_in_use (cs_index_db (project->index), ret_sight->workflows,
                                      &ret_sight->keeps, error)) ||
      (!cs_rules_sees_results (reader) &&
       !cs_db_get_int (cs_index_db (project->index), 0, &others, error,
                       "SELECT EXISTS (SELECT 1 FROM control WHERE person <> ?)", "g",
                       &reader->person)))
    return FALSE;
  ret_sight->veils = others != 0;
  return read_traits (ret_sight, error);
}

gboolean
cs_sight_lists (const CsSight *sight, const CsWork *work)
{
  return cs_gid_is_zero (&work->control) || cs_gid_equal (&work->control, &sight->reader->person);
}

/* A question about it is heard like any other. */
static gboolean
is_veiled (const CsSight *sight, const CsWork *work)
{
  return sight->veils && !cs_sight_lists (sight, work) && work->asked == CS_ASKED_NOBODY;
}

gboolean
cs_sight_shuts_out (const CsSight *sight, const CsWork *work)
{
  return sight->hides && !cs_traits_sees (&sight->traits, sight->reader->roles, work->sensitive);
}

gboolean
cs_sight_admits (const CsSight *sight, const CsWork *work)
{
  return cs_traits_admits (&sight->traits, sight->reader->roles, work->sensitive, work->expertise);
}

GHashTable *
cs_sight_gids (CsStmt *stmt, GError **error)
{
  g_autoptr (GHashTable) gids =
      g_hash_table_new_full (cs_gid_hash_func, cs_gid_equal_func, g_free, NULL);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid gid;
    if (cs_stmt_gid (stmt, 0, &gid))
      g_hash_table_add (gids, g_memdup2 (&gid, sizeof gid));
  }
  return state == 0 ? g_steal_pointer (&gids) : NULL;
}

static GHashTable *
read_authors (const CsSight *sight, GError **error)
{
  g_autoptr (GHashTable) authors = g_hash_table_new_full (hash_author, equal_authors, g_free, NULL);
  g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (sight->project->index), error,
                                         "SELECT revision, person FROM author", "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    Author author;
    if (cs_stmt_hash (stmt, 0, &author.version) && cs_stmt_gid (stmt, 1, &author.person))
      g_hash_table_add (authors, g_memdup2 (&author, sizeof author));
  }
  return state == 0 ? g_steal_pointer (&authors) : NULL;
}

gboolean
cs_sight_gather (CsSight *sight, GError **error)
{
  g_autoptr (CsStmt) drafts =
      cs_db_query (cs_store_db (sight->project->store), error,
                   "SELECT case_gid FROM draft WHERE person = ?", "g", &sight->reader->person);
  sight->drafts = cs_sight_gids (drafts, error);
  g_autoptr (CsStmt) looks =
      sight->drafts != NULL
          ? cs_db_query (cs_index_db (sight->project->index), error,
                         "SELECT case_gid FROM look WHERE person = ?", "g", &sight->reader->person)
          : NULL;
  sight->looked = looks != NULL ? cs_sight_gids (looks, error) : NULL;
  sight->authors = sight->looked != NULL ? read_authors (sight, error) : NULL;
  return sight->authors != NULL;
}

void
cs_sight_clear (CsSight *sight)
{
  cs_traits_clear (&sight->traits);
  g_clear_pointer (&sight->authors, g_hash_table_unref);
  g_clear_pointer (&sight->drafts, g_hash_table_unref);
  g_clear_pointer (&sight->looked, g_hash_table_unref);
}

/* Reads, or could read, beside others who are not to be seen, or settles what they differ on. */
static gboolean
reads_blind (const CsSight *sight, const CsWorkflow *workflow)
{
  guint settle = cs_workflow_compares (workflow) ? workflow->stages[1].roles : 0;
  return cs_workflow_has_rounds (workflow) &&
         ((workflow->stages[0].roles | settle) & sight->reader->roles) != 0;
}

/* Acts where marks are hidden at first. */
static gboolean
looks_first (const CsSight *sight, const CsWorkflow *workflow)
{
  for (guint i = 0; i < workflow->n_stages; i++)
    if (workflow->stages[i].looks_first && (workflow->stages[i].roles & sight->reader->roles) != 0)
      return TRUE;
  return FALSE;
}

gboolean
cs_sight_is_full (const CsSight *sight)
{
  const CsRuleState nothing = { .project_exists = TRUE };
  if (sight->hides)
    return FALSE;
  for (guint i = 0; i < sight->workflows->n; i++)
    if (reads_blind (sight, sight->workflows->versions[i]) ||
        looks_first (sight, sight->workflows->versions[i]))
      return FALSE;
  return cs_rules_sees_marks (sight->reader, &nothing);
}

gboolean
cs_sight_keeps (const CsSight *sight, const CsWork *work)
{
  return sight->keeps &&
         cs_flow_keeps (cs_flow_workflow (sight->workflows, work), work, sight->reader,
                        cs_sight_is_author (sight, &work->revision, &sight->reader->person));
}

void
cs_sight_focus (const CsSight *sight, CsWork *work)
{
  const CsWorkflow *workflow = cs_flow_workflow (sight->workflows, work);
  gboolean kept = cs_sight_keeps (sight, work);
  if (reads_blind (sight, workflow))
    cs_flow_seen_by (workflow, work, &sight->reader->person);
  if (kept)
    cs_flow_keep (work, &sight->reader->person);
}

gboolean
cs_sight_is_beside (const CsSight *sight, const CsWork *work)
{
  const CsWorkflow *workflow = cs_flow_workflow (sight->workflows, work);
  return reads_blind (sight, workflow) && cs_flow_in_round (workflow, work);
}

gboolean
cs_sight_is_reader_anew (const CsSight *sight, const CsWork *work)
{
  const CsWorkflow *workflow = cs_flow_workflow (sight->workflows, work);
  return work->sent_back && cs_flow_in_round (workflow, work) && cs_sight_admits (sight, work) &&
         (workflow->stages[0].roles & sight->reader->roles) != 0 && cs_sight_lists (sight, work);
}

/* They settled it, or put it out, and could take that back once they knew who read what. */
static gboolean
may_settle_again (const CsSight *sight, const CsWork *work)
{
  const CsWorkflow *workflow = cs_flow_workflow (sight->workflows, work);
  const CsGid *person = &sight->reader->person;
  CsHash act = cs_flow_last_act (workflow, work, person);
  return cs_workflow_compares (workflow) && work->stage > 0 && work->n_readings > 0 &&
         (sight->reader->roles & workflow->stages[1].roles) != 0 && !cs_hash_is_zero (&act) &&
         cs_work_reading ((CsWork *)work, person) == NULL;
}

gboolean
cs_sight_names_readers (const CsSight *sight, const CsWork *work)
{
  const CsWorkflow *workflow = cs_flow_workflow (sight->workflows, work);
  return (sight->reader->roles & CS_ROLE_LEAD) && cs_flow_in_round (workflow, work) &&
         !reads_blind (sight, workflow) && cs_sight_work (sight, work);
}

gboolean
cs_sight_hides_readers (const CsSight *sight, const CsWork *work)
{
  const CsWorkflowStage *stage = cs_flow_stage (cs_flow_workflow (sight->workflows, work), work);
  if (may_settle_again (sight, work))
    return TRUE;
  return stage != NULL && (stage->task == CS_TASK_ADJUDICATE || stage->meets) &&
         work->status <= CS_CASE_HELD &&
         cs_flow_admits (stage, sight->reader->roles,
                         cs_sight_is_author (sight, &work->revision, &sight->reader->person),
                         cs_flow_decided (work, &sight->reader->person));
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
  if (sight->authors != NULL) {
    const Author author = { *version, *person };
    return g_hash_table_contains (sight->authors, &author);
  }
  return is_there (cs_index_db (sight->project->index),
                   "SELECT 1 FROM author WHERE revision = ? AND person = ?", version, "hg", person);
}

static gboolean
has_looked (const CsSight *sight, const CsGid *case_gid)
{
  if (sight->looked != NULL)
    return g_hash_table_contains (sight->looked, case_gid);
  return is_there (cs_index_db (sight->project->index),
                   "SELECT 1 FROM look WHERE case_gid = ? AND person = ?", case_gid, "gg",
                   &sight->reader->person);
}

static void
gather (const CsSight *sight, const CsWork *work, CsRuleState *state)
{
  const CsGid *me = &sight->reader->person;
  gboolean author =
      !cs_hash_is_zero (&work->revision) && cs_sight_is_author (sight, &work->revision, me);
  *state = (CsRuleState){ .project_exists = TRUE, .has_schema = TRUE };
  const CsWorkflow *workflow = cs_flow_workflow (sight->workflows, work);
  cs_flow_state (workflow, work, me, author, state);
  if (cs_segment_is_in (work))
    cs_segment_state (workflow, work, sight->reader, &sight->traits, state);
  cs_flow_lease (workflow, work, me, sight->now, state);
  if ((state->look_roles & sight->reader->roles) != 0)
    state->actor_looked = has_looked (sight, &work->gid);
  state->served = TRUE; /* in which order they are taken hides none */
}

gboolean
cs_sight_work (const CsSight *sight, const CsWork *work)
{
  CsRuleState state;
  if (is_veiled (sight, work))
    return FALSE;
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
  /* Who reads beside others sees none of their work, but what lies beside their own. */
  return (state.round && state.actor_holds && !state.hidden) ||
         cs_rules_may (sight->reader, CS_DEED_CLAIM, &state, NULL);
}

gboolean
cs_sight_hides (const CsSight *sight, const CsWork *work)
{
  CsRuleState state;
  gather (sight, work, &state);
  return cs_rules_hides_marks (sight->reader, &state);
}

gboolean
cs_sight_has_draft (const CsSight *sight, const CsGid *case_gid)
{
  if (sight->drafts != NULL)
    return g_hash_table_contains (sight->drafts, case_gid);
  return is_there (cs_store_db (sight->project->store),
                   "SELECT 1 FROM draft WHERE case_gid = ? AND person = ?", case_gid, "gg",
                   &sight->reader->person);
}

gboolean
cs_sight_case (const CsSight *sight, const CsWork *work)
{
  CsRuleState state;
  if (is_veiled (sight, work))
    return FALSE;
  if (cs_sight_is_full (sight))
    return TRUE;
  gather (sight, work, &state);
  if (cs_rules_sees_case (sight->reader, &state))
    return TRUE;
  state.actor_drafts = cs_sight_has_draft (sight, &work->gid);
  return cs_rules_sees_case (sight->reader, &state);
}

gboolean
cs_sight_keeps_readings (const CsSight *sight, const CsWork *work)
{
  return sight->rounds && cs_flow_in_round (cs_flow_workflow (sight->workflows, work), work);
}

/* What comes of several readings is nobody's own. */
static gboolean
has_one_author (const CsSight *sight, const CsHash *version)
{
  gint64 n = 0;
  return cs_db_get_int (cs_index_db (sight->project->index), 0, &n, NULL,
                        "SELECT count(*) FROM author WHERE revision = ?", "h", version) &&
         n == 1;
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
  gboolean kept = cs_hash_equal (&work.merge, version) && cs_sight_keeps (sight, &work);
  if (kept || is_veiled (sight, &work))
    return cs_fail (error, CS_ERROR_NOT_FOUND, "there is no such version");
  work.revision = *version;
  gather (sight, &work, &state);
  /* Who compares what others read makes nothing of it. */
  state.own = cs_gid_equal (&person, &sight->reader->person) &&
              cs_sight_is_author (sight, version, &person) &&
              (!state.round || has_one_author (sight, version));
  state.withdrawn = cs_stmt_int (stmt, 2) != 0;
  return cs_rules_sees_version (sight->reader, &state) ||
         cs_fail (error, CS_ERROR_NOT_FOUND, "there is no such version");
}

gboolean
cs_sight_version (const CsSight *sight, const CsHash *version, GError **error)
{
  if (cs_sight_is_full (sight) && !sight->veils && !sight->rounds)
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
  work->sent_back = cs_sight_is_reader_anew (sight, work);
  work->changed = FALSE;
  /* Where it went from here is what was decided on it. */
  state.actor_drafts = FALSE;
  if (!cs_rules_sees_case (sight->reader, &state)) {
    work->status = CS_CASE_WAITING;
    work->stage = G_MAXUINT;
    work->holder = work->assigned = work->accepted_by = (CsGid){ { 0 } };
  }
  work->revision = work->decision = work->signature = work->question = (CsHash){ { 0 } };
  work->asked = CS_ASKED_NOBODY;
}

gboolean
cs_project_sees_case (CsProject *project, const CsReader *reader, const CsWork *work)
{
  g_auto (CsSight) sight = { 0 };
  return cs_sight_begin (project, reader, &sight, NULL) && cs_sight_case (&sight, work);
}

gboolean
cs_project_focus (CsProject *project, const CsReader *reader, CsWork *work, GError **error)
{
  g_auto (CsSight) sight = { 0 };
  if (!cs_sight_begin (project, reader, &sight, error))
    return FALSE;
  cs_sight_focus (&sight, work);
  return TRUE;
}

gboolean
cs_project_sees (CsProject *project, const CsReader *reader, const CsWork *work, gboolean *ret_sees,
                 GError **error)
{
  g_auto (CsSight) sight = { 0 };
  if (!cs_sight_begin (project, reader, &sight, error))
    return FALSE;
  *ret_sees = cs_sight_work (&sight, work);
  return TRUE;
}

/* --- segments --- */

void
cs_segment_row_free (CsSegmentRow *row)
{
  if (row == NULL)
    return;
  g_free (row->sensitive);
  g_free (row->expertise);
  g_free (row);
}

GPtrArray *
cs_project_segments (CsProject *project, const CsReader *reader, GError **error)
{
  g_auto (CsSight) sight = { 0 };
  if (!cs_sight_begin (project, reader, &sight, error))
    return NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_segment_row_free);
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT sensitive, expertise, count(*) FROM work INDEXED BY work_segment WHERE"
                   " sensitive <> '' OR expertise <> '' GROUP BY sensitive, expertise",
                   "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    if (!cs_traits_sees (&sight.traits, reader->roles, cs_stmt_text (stmt, 0)) ||
        !cs_rules_sees_all (reader))
      continue;
    CsSegmentRow *row = g_new0 (CsSegmentRow, 1);
    row->sensitive = g_strdup (cs_stmt_text (stmt, 0));
    row->expertise = g_strdup (cs_stmt_text (stmt, 1));
    row->cases = (guint)cs_stmt_int (stmt, 2);
    g_ptr_array_add (rows, row);
  }
  return state == 0 ? g_steal_pointer (&rows) : NULL;
}
