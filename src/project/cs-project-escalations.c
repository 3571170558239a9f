/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-escalations.h"
#include "cs-event-kind.h"
#include "cs-project-sight.h"

#include <string.h>

void
cs_escalation_row_free (CsEscalationRow *row)
{
  if (row == NULL)
    return;
  g_free (row->title);
  g_free (row->who);
  g_free (row->question);
  g_free (row->severity);
  g_free (row->category);
  g_free (row->clause);
  g_free (row->text);
  g_free (row->ruled_clause);
  g_free (row->ruled_title);
  g_free (row->ruled_who);
  g_free (row->agreed_who);
  g_free (row);
}

/* --- what the rules say of the open one --- */

static gboolean
gather (CsProject *project, const CsReader *reader, const CsGid *case_gid, CsRuleState *ret_state,
        GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsFold fold = { .index = project->index,
                  .db = cs_index_db (project->index),
                  .store = project->store,
                  .actor = *reader };
  *ret_state = (CsRuleState){ .project_exists = TRUE };
  return cs_gather_case (&fold, case_gid, ret_state, &work, error) &&
         (!ret_state->case_exists || cs_gather_question_of (&fold, &work, ret_state, NULL, error));
}

/* Whether there is a level above that somebody hears at is asked when it is sent there. */
static gboolean
may_send_up (const CsReader *reader, const CsRuleState *state)
{
  CsRuleState above = *state;
  above.asked_next = (CsAsked)(state->asked + 1);
  above.asked_somebody = TRUE;
  return state->asked != CS_ASKED_BOARD && cs_rules_may (reader, CS_DEED_SEND_UP, &above, NULL);
}

gboolean
cs_project_hears (CsProject *project, const CsReader *reader, const CsGid *case_gid)
{
  CsRuleState state;
  if (!gather (project, reader, case_gid, &state, NULL))
    return FALSE;
  if (state.half_roles != 0)
    return cs_rules_may (reader, CS_DEED_AGREE, &state, NULL);
  return cs_rules_may (reader, CS_DEED_RULE, &state, NULL) ||
         (state.asked == CS_ASKED_LEAD && (reader->roles & CS_ROLE_LEAD) != 0 &&
          !state.asked_by_actor && may_send_up (reader, &state));
}

static gboolean
ask_rules (CsProject *project, const CsReader *reader, const CsWork *work, CsEscalationRow *row,
           GError **error)
{
  CsRuleState state;
  if (!cs_hash_equal (&work->question, &row->act))
    return TRUE;
  if (!gather (project, reader, &work->gid, &state, error))
    return FALSE;
  row->may_rule = cs_rules_may (reader, CS_DEED_RULE, &state, NULL);
  row->may_agree = cs_rules_may (reader, CS_DEED_AGREE, &state, NULL);
  row->may_send_up = may_send_up (reader, &state);
  row->may_take_back = cs_hash_equal (&work->last_act, &row->act) &&
                       cs_gid_equal (&work->last_person, &reader->person);
  return TRUE;
}

/* --- rows --- */

static gboolean
read_question (CsProject *project, const CsReader *reader, const CsWork *work, CsStmt *stmt,
               CsEscalationRow *row, GError **error)
{
  CsGid asker;
  const char *text = cs_stmt_text (stmt, 5);
  g_autoptr (CsJson) body = cs_json_parse_canonical (text, strlen (text), error);
  if (body == NULL || !cs_stmt_gid (stmt, 2, &asker))
    return FALSE;
  row->case_gid = work->gid;
  row->title = g_strdup (work->title);
  row->who = g_strdup (cs_stmt_text (stmt, 10));
  row->question = g_strdup (cs_json_get_string (body, "question"));
  row->severity = g_strdup (cs_json_get_string (body, "severity"));
  row->category = g_strdup (cs_json_get_string (body, "category"));
  row->clause = g_strdup (cs_json_get_string (body, "clause"));
  row->mark = (guint64)cs_json_get_int (body, "mark", 0);
  row->own = cs_gid_equal (&asker, &reader->person);
  row->answers = row->own && row->settled != 0 && work->status == CS_CASE_HELD &&
                 cs_gid_equal (&work->holder, &reader->person);
  return ask_rules (project, reader, work, row, error);
}

static gboolean
read_ruling (CsStmt *stmt, CsEscalationRow *row, GError **error)
{
  char hex[CS_HASH_HEX + 1];
  const char *text = cs_stmt_text (stmt, 7);
  if (text == NULL || !cs_stmt_hash (stmt, 6, &row->ruling))
    return TRUE;
  g_autoptr (CsJson) body = cs_json_parse_canonical (text, strlen (text), error);
  if (body == NULL)
    return FALSE;
  cs_hash_to_hex (&row->ruling, hex);
  g_snprintf (row->ruling_id, sizeof row->ruling_id, "R-%.8s", hex);
  row->text = g_strdup (cs_json_get_string (body, "text"));
  row->ruled_clause = g_strdup (cs_json_get_string (body, "clause"));
  row->ruled_title = g_strdup (cs_json_get_string (body, "title"));
  row->ruled_who = g_strdup (cs_stmt_text (stmt, 11));
  row->agreed_who = g_strdup (cs_stmt_text (stmt, 12));
  return TRUE;
}

/* Whether READER is told of it at all. */
static gboolean
tells (const CsReader *reader, const CsEscalationRow *row, gboolean sees_work)
{
  gboolean precedent = row->settled != 0 && row->ruled_title != NULL;
  return sees_work || (precedent && (reader->roles & (CS_ROLES_WORKING | CS_ROLE_AUDITOR)) != 0);
}

#define QUERY                                                                                      \
  "SELECT act, escalation.case_gid, escalation.person, wall, since, body, ruling, ruled, settled," \
  " escalation.level, asker.handle, ruler.handle, other.handle FROM escalation"                    \
  " LEFT JOIN person AS asker ON asker.gid = escalation.person"                                    \
  " LEFT JOIN person AS ruler ON ruler.gid = ruled_by"                                             \
  " LEFT JOIN person AS other ON other.gid = agreed_by"                                            \
  " WHERE withdrawn = 0 AND (?1 IS NULL OR case_gid = ?1) ORDER BY escalation.ord"

/* 1 a row, 0 none that the reader is told of, -1 error. */
static int
read_row (const CsSight *sight, CsStmt *stmt, CsEscalationRow **ret_row, GError **error)
{
  g_auto (CsWork) work = { 0 };
  g_autoptr (CsEscalationRow) row = g_new0 (CsEscalationRow, 1);
  char hex[CS_HASH_HEX + 1];
  CsGid gid, asker;
  cs_stmt_hash (stmt, 0, &row->act);
  g_strlcpy (row->id, cs_hash_to_hex (&row->act, hex), sizeof row->id);
  row->wall = cs_stmt_int (stmt, 3);
  row->since = cs_stmt_int (stmt, 4);
  row->settled = cs_stmt_int (stmt, 8);
  row->level = (CsAsked)cs_stmt_int (stmt, 9);
  if (!cs_stmt_gid (stmt, 1, &gid) || !cs_project_work (sight->project, &gid, &work, error) ||
      !read_ruling (stmt, row, error))
    return -1;
  if (cs_sight_shuts_out (sight, &work))
    return 0;
  /* What somebody asked is theirs to know, also while the marks are hidden from them. */
  gboolean own = cs_stmt_gid (stmt, 2, &asker) && cs_gid_equal (&asker, &sight->reader->person);
  gboolean sees = own || cs_sight_work (sight, &work);
  if (!tells (sight->reader, row, sees))
    return 0;
  if (sees && !read_question (sight->project, sight->reader, &work, stmt, row, error))
    return -1;
  *ret_row = g_steal_pointer (&row);
  return 1;
}

static gboolean
has_words (const CsEscalationRow *row, const char *folded)
{
  const char *const texts[] = { row->question, row->text,  row->ruled_title, row->ruled_clause,
                                row->clause,   row->title, row->ruling_id };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *text = texts[i] != NULL ? g_utf8_casefold (texts[i], -1) : NULL;
    if (text != NULL && strstr (text, folded) != NULL)
      return TRUE;
  }
  return FALSE;
}

GPtrArray *
cs_project_escalations (CsProject *project, const CsReader *reader, const CsGid *case_gid,
                        const char *find, GError **error)
{
  g_auto (CsSight) sight = { 0 };
  g_autofree char *folded = find != NULL ? g_utf8_casefold (find, -1) : NULL;
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify)cs_escalation_row_free);
  if (!cs_sight_begin (project, reader, &sight, error))
    return NULL;
  g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), error, QUERY, "g", case_gid);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsEscalationRow *row = NULL;
    int told = read_row (&sight, stmt, &row, error);
    if (told < 0)
      return NULL;
    if (told > 0 && (folded == NULL || has_words (row, folded)))
      g_ptr_array_add (rows, row);
    else
      cs_escalation_row_free (row);
  }
  return state == 0 ? g_steal_pointer (&rows) : NULL;
}

static gboolean
begins (const CsHash *hash, const char *id)
{
  char hex[CS_HASH_HEX + 1];
  return strlen (id) >= 4 && !cs_hash_is_zero (hash) &&
         g_str_has_prefix (cs_hash_to_hex (hash, hex), id);
}

/* The last question about a case is meant by its title. */
CsEscalationRow *
cs_project_find_escalation (CsProject *project, const CsReader *reader, const char *id,
                            GError **error)
{
  const char *digits = g_str_has_prefix (id, "R-") ? id + 2 : id;
  CsEscalationRow **found = NULL;
  g_autoptr (GPtrArray) rows = cs_project_escalations (project, reader, NULL, NULL, error);
  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++) {
    CsEscalationRow *row = rows->pdata[i];
    gboolean titled = g_strcmp0 (row->title, id) == 0;
    if (!titled && !begins (&row->act, digits) && !begins (&row->ruling, digits))
      continue;
    if (found != NULL && !(titled && cs_gid_equal (&(*found)->case_gid, &row->case_gid))) {
      cs_fail (error, CS_ERROR_CONFLICT, "\"%s\" means more than one; write its digits", id);
      return NULL;
    }
    found = (CsEscalationRow **)&rows->pdata[i];
  }
  if (found == NULL) {
    cs_fail (error, CS_ERROR_NOT_FOUND,
             "there is no question or ruling \"%s\"; \"escalation list\" lists them", id);
    return NULL;
  }
  return g_steal_pointer (found);
}

/* --- acts --- */

gboolean
cs_project_escalate (CsProject *project, const CsGid *case_gid, const CsQuestion *question,
                     GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsHash workflow;
  CsRuleState state = { .project_exists = TRUE };
  CsFold fold = { .index = project->index,
                  .db = cs_index_db (project->index),
                  .store = project->store,
                  .actor = cs_project_reader (project) };
  if (question->question == NULL || question->question[0] == '\0')
    return cs_fail (error, CS_ERROR_INVALID, "say what is unclear (--question)");
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  if (act == NULL || !cs_gather_case (&fold, case_gid, &state, &work, error) ||
      !cs_project_document_hash (project, "workflow", work.workflow, &workflow, error))
    return FALSE;
  if (!state.actor_holds) {
    CsJson *claim = cs_project_case_body (project, case_gid);
    cs_json_put_hash (claim, "workflow", &workflow);
    if (!cs_project_act_event (act, "task.claim", claim, NULL, error))
      return FALSE;
  }
  CsJson *body = cs_project_noted_body (project);
  cs_json_put_gid (body, "case", case_gid);
  cs_json_put_string (body, "category", question->category);
  cs_json_put_string (body, "clause", question->clause);
  cs_json_put_string (body, "level", cs_asked_name (question->level));
  if (question->mark != 0)
    cs_json_put_int (body, "mark", (gint64)question->mark);
  cs_json_put_string (body, "question", question->question);
  cs_json_put_string (body, "severity", question->severity);
  return cs_project_act_event (act, "review.escalate", body, NULL, error) &&
         cs_project_act_commit (g_steal_pointer (&act), error);
}

static CsJson *
question_body (CsProject *project, const CsEscalationRow *row)
{
  CsJson *body = cs_project_noted_body (project);
  cs_json_put_hash (body, "act", &row->act);
  cs_json_put_gid (body, "case", &row->case_gid);
  return body;
}

gboolean
cs_project_send_up (CsProject *project, const CsEscalationRow *row, CsAsked level,
                    const char *reason, GError **error)
{
  CsJson *body = question_body (project, row);
  cs_json_put_string (body, "level", cs_asked_name (level));
  cs_json_put_string (body, "reason", reason);
  return cs_project_do (project, "review.send-up", body, NULL, error);
}

gboolean
cs_project_rule (CsProject *project, const CsEscalationRow *row, const char *text,
                 const char *clause, const char *title, GError **error)
{
  if (text == NULL || text[0] == '\0')
    return cs_fail (error, CS_ERROR_INVALID, "say what is ruled (--text)");
  CsJson *body = question_body (project, row);
  cs_json_put_string (body, "clause", clause);
  cs_json_put_string (body, "text", text);
  cs_json_put_string (body, "title", title);
  return cs_project_do (project, "review.rule", body, NULL, error);
}

gboolean
cs_project_agree (CsProject *project, const CsEscalationRow *row, GError **error)
{
  CsJson *body = question_body (project, row);
  cs_json_put_hash (body, "agrees", &row->ruling);
  return cs_project_do (project, "review.rule", body, NULL, error);
}
