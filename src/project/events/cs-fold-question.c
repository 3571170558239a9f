/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rules look at of a question about a case. Shared by the kinds that ask, send up and
 * rule. */
#include "cs-event-kind.h"
#include "cs-remark.h"

#include <string.h>

static gboolean
sees_it (CsFold *fold, const CsWork *work, const CsGid *person)
{
  g_auto (CsTraits) traits = { 0 };
  guint roles = 0;
  return work->sensitive[0] == '\0' || (cs_traits_load (fold->db, person, &traits, &roles, NULL) &&
                                        cs_traits_sees (&traits, roles, work->sensitive));
}

gboolean
cs_gather_who_rules (CsFold *fold, const CsWork *work, const CsGid *asker, CsRuleState *state,
                     GError **error)
{
  guint experts = 0, leads = 0, both = 0;
  g_autoptr (CsStmt) stmt =
      cs_db_query (fold->db, error, "SELECT gid, roles FROM person WHERE roles & ?", "i",
                   (gint64)(CS_ROLE_SME | CS_ROLE_LEAD));
  int there = stmt != NULL ? 1 : -1;
  while (there > 0 && (there = cs_stmt_step (stmt, error)) > 0) {
    CsGid person;
    gboolean author = FALSE;
    guint roles = (guint)cs_stmt_int (stmt, 1);
    if (!cs_stmt_gid (stmt, 0, &person) || cs_gid_equal (&person, asker))
      continue;
    if (!cs_fold_is_author (fold, &work->revision, &person, &author, error))
      return FALSE;
    if (author || !sees_it (fold, work, &person))
      continue;
    experts += (roles & CS_ROLE_SME) != 0;
    leads += (roles & CS_ROLE_LEAD) != 0;
    both += (roles & CS_ROLE_SME) != 0 && (roles & CS_ROLE_LEAD) != 0;
  }
  if (state->asked_next == CS_ASKED_LEAD)
    state->asked_somebody = leads > 0;
  else if (state->asked_next == CS_ASKED_SME)
    state->asked_somebody = experts > 0;
  else
    state->asked_somebody = experts > 0 && leads > 0 && experts + leads - both > 1;
  return there == 0;
}

gboolean
cs_gather_question_of (CsFold *fold, const CsWork *work, CsRuleState *state, CsGid *ret_asker,
                       GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      fold->db, error, "SELECT person, body, ruled_by, ruled_roles FROM escalation WHERE act = ?",
      "h", &work->question);
  int there = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (there <= 0)
    return there == 0;
  CsGid asker = { { 0 } }, half = { { 0 } };
  const char *text = cs_stmt_text (stmt, 1);
  g_autoptr (CsJson) body = cs_json_parse_canonical (text, strlen (text), error);
  if (body == NULL)
    return FALSE;
  cs_stmt_gid (stmt, 0, &asker);
  state->asked_by_actor = cs_gid_equal (&asker, &fold->actor.person);
  state->asked_minor = strcmp (cs_json_get_string (body, "severity"), "minor") == 0;
  state->half_roles = cs_stmt_gid (stmt, 2, &half) ? (guint)cs_stmt_int (stmt, 3) : 0;
  state->half_by_actor = cs_gid_equal (&half, &fold->actor.person);
  if (ret_asker != NULL)
    *ret_asker = asker;
  return TRUE;
}

/* An act about another question than the one that is open, or another proposal, came too late. */
gboolean
cs_gather_question (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsGid gid, asker = { { 0 } };
  CsHash act, agrees, ruling = { { 0 } };
  cs_json_get_gid (body, "case", &gid);
  cs_json_get_hash (body, "act", &act);
  if (!cs_gather_case (fold, &gid, state, &work, error))
    return FALSE;
  if (!state->case_exists)
    return TRUE;
  if (!cs_hash_equal (&act, &work.question)) {
    state->asked = CS_ASKED_NOBODY;
    return TRUE;
  }
  if (!cs_gather_question_of (fold, &work, state, &asker, error))
    return FALSE;
  if (cs_json_get_hash (body, "agrees", &agrees)) {
    g_autoptr (CsStmt) stmt =
        cs_db_query (fold->db, error, "SELECT ruling FROM escalation WHERE act = ?", "h", &act);
    if (stmt == NULL || cs_stmt_step (stmt, error) < 0)
      return FALSE;
    if (!cs_stmt_hash (stmt, 0, &ruling) || !cs_hash_equal (&ruling, &agrees))
      state->half_roles = 0;
  }
  return state->asked_next == CS_ASKED_NOBODY ||
         cs_gather_who_rules (fold, &work, &asker, state, error);
}
