/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-project-review.h"

#include <string.h>

static const char *const ways[] = { "agree", "answer", "close", NULL };

static const CsField fields[] = {
  { "act", CS_FIELD_HASH, CS_FIELD_REQUIRED }, /* that made the remark */
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "how", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = ways },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "row", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, CS_REMARKS_MAX - 1 },
  { "text", CS_FIELD_STRING, 0, 1, CS_REMARK_MAX_TEXT },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsRemarkState
state_after (const CsJson *body)
{
  const char *how = cs_json_get_string (body, "how");
  if (strcmp (how, "close") == 0)
    return CS_REMARK_CLOSED;
  return strcmp (how, "agree") == 0 ? CS_REMARK_AGREED : CS_REMARK_ANSWERED;
}

static CsDeed
deed (const CsJson *body)
{
  return state_after (body) == CS_REMARK_CLOSED ? CS_DEED_CLOSE_REMARK : CS_DEED_REPLY;
}

gboolean
cs_gather_remark (CsFold *fold, const CsHash *act, gint64 row, const CsWork *work,
                  CsRuleState *state, GError **error)
{
  CsGid person;
  CsHash revision;
  g_autoptr (CsStmt) stmt =
      cs_db_query (fold->db, error,
                   "SELECT person, state, revision FROM remark WHERE act = ? AND n = ? AND"
                   " case_gid = ?",
                   "hig", act, row, &work->gid);
  int there = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (there <= 0)
    return there == 0;
  cs_stmt_gid (stmt, 0, &person);
  cs_stmt_hash (stmt, 2, &revision);
  state->remark_known = TRUE;
  state->remark_agreed = cs_stmt_int (stmt, 1) == CS_REMARK_AGREED;
  state->remark_closed = cs_stmt_int (stmt, 1) == CS_REMARK_CLOSED;
  state->said_by_actor = cs_gid_equal (&person, &fold->actor.person);
  if (!cs_fold_is_author (fold, &revision, &fold->actor.person, &state->said_to_actor, error))
    return FALSE;
  state->said_to_actor = state->said_to_actor || state->actor_holds ||
                         cs_gid_equal (&work->assigned, &fold->actor.person);
  return TRUE;
}

/* "no. 3, by ben: includes pleura". */
static void
say_remark (gint64 n, const char *who, const CsJson *body, CsRuleState *state)
{
  const char *text = cs_json_get_string (body, "text");
  g_autofree char *some =
      text != NULL ? g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 50)) : NULL;
  g_snprintf (state->open_critical, sizeof state->open_critical,
              "no. %" G_GINT64_FORMAT ", by %.32s%s%s", n, who != NULL ? who : "?",
              some != NULL ? ": " : "", some != NULL ? some : "");
}

/* A member of canonical JSON; within a text its quotes have a backslash before them. */
gboolean
cs_gather_critical (CsFold *fold, const CsGid *case_gid, CsRuleState *state, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      fold->db, error,
      "SELECT (SELECT count(*) FROM remark before WHERE before.case_gid = remark.case_gid AND"
      " (before.ord, before.n) <= (remark.ord, remark.n)), handle, body FROM remark"
      " LEFT JOIN person ON gid = remark.person WHERE case_gid = ? AND state <> ?"
      " AND instr (body, '\"severity\":\"critical\"') > 0 ORDER BY remark.ord, n LIMIT 1",
      "gi", case_gid, (gint64)CS_REMARK_CLOSED);
  int there = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (there <= 0)
    return there == 0;
  const char *text = cs_stmt_text (stmt, 2);
  g_autoptr (CsJson) body = cs_json_parse_canonical (text, strlen (text), error);
  if (body != NULL)
    say_remark (cs_stmt_int (stmt, 0), cs_stmt_text (stmt, 1), body, state);
  return body != NULL;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsGid gid;
  CsHash act;
  cs_json_get_gid (body, "case", &gid);
  cs_json_get_hash (body, "act", &act);
  return cs_gather_case (fold, &gid, state, &work, error) &&
         (!state->case_exists ||
          cs_gather_remark (fold, &act, cs_json_get_int (body, "row", 0), &work, state, error));
}

/* Whoever made the remark with a decision can no longer take that back: somebody has gone on. */
static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsHash act;
  gint64 row = cs_json_get_int (body, "row", 0);
  cs_json_get_hash (body, "act", &act);
  if (!cs_fold_load_work (fold, body, &work, error))
    return FALSE;
  if (cs_hash_equal (&work.last_act, &act)) {
    cs_work_forget (&work);
    if (!cs_work_save (fold->db, &work, error))
      return FALSE;
  }
  return cs_db_run (fold->db, error, "UPDATE remark SET state = ? WHERE act = ? AND n = ?", "ihi",
                    (gint64)state_after (body), &act, row) &&
         cs_db_run (fold->db, error,
                    "INSERT OR IGNORE INTO remark_answer (hash, act, n, ord, person, wall, how,"
                    " text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    "hhiigitt", &fold->event->hash, &act, row, fold->ord, &fold->actor.person,
                    cs_json_get_int (body, "wall", 0), cs_json_get_string (body, "how"),
                    cs_json_get_string (body, "text"));
}

static char *
sentence (const CsJson *body)
{
  static const char *const words[] = { "", "agreed with a remark", "answered a remark",
                                       "closed a remark" };
  const char *text = cs_json_get_string (body, "text");
  return g_strdup_printf ("%s%s%s", words[state_after (body)], text != NULL ? ": " : "",
                          text != NULL ? text : "");
}

const CsEventKind cs_event_remark_answer = {
  .tag = "remark.answer",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .sentence = sentence,
};
