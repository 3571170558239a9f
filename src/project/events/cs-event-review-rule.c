/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-remark.h"

static const CsField fields[] = {
  { "act", CS_FIELD_HASH, CS_FIELD_REQUIRED }, /* that asked */
  { "agrees", CS_FIELD_HASH },                 /* the act of the board's ruling that is agreed to */
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "clause", CS_FIELD_STRING, 0, 1, 64 },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "text", CS_FIELD_STRING, 0, 1, CS_REMARK_MAX_TEXT }, /* what was ruled, unless it agrees */
  { "title", CS_FIELD_STRING, 0, 1, 200 },               /* as a precedent that everybody is told */
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return cs_json_get (body, "agrees") != NULL ? CS_DEED_AGREE : CS_DEED_RULE;
}

/* A ruling has words of its own; who agrees has none. */
static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  CsHash agrees;
  gboolean agree = cs_json_get_hash (body, "agrees", &agrees);
  if (agree == (cs_json_get (body, "text") != NULL) ||
      (agree && (cs_json_get (body, "clause") != NULL || cs_json_get (body, "title") != NULL)))
    return cs_fail (error, CS_ERROR_INVALID,
                    "a ruling has a text, and agreeing with one has none of its own");
  return cs_gather_question (fold, body, state, error);
}

/* The board's first act waits for the second. */
static gboolean
fold_proposal (CsFold *fold, const CsHash *question, const char *text, GError **error)
{
  return cs_db_run (fold->db, error,
                    "UPDATE escalation SET ruling = ?, ruled_by = ?, ruled_roles = ?, ruled = ?"
                    " WHERE act = ?",
                    "hgith", &fold->event->hash, &fold->actor.person, (gint64)fold->actor.roles,
                    text, question);
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  g_auto (CsWork) work = { 0 };
  gboolean agree = deed (body) == CS_DEED_AGREE;
  g_autofree char *text = cs_json_to_canonical (body, NULL);
  if (!cs_fold_load_work (fold, body, &work, error))
    return FALSE;
  const CsHash question = work.question;
  gboolean board = work.asked == CS_ASKED_BOARD;
  if (!agree && !fold_proposal (fold, &question, text, error))
    return FALSE;
  if (board && !agree) {
    cs_work_forget (&work);
    return cs_work_save (fold->db, &work, error);
  }
  cs_flow_rule (&work);
  return cs_work_save (fold->db, &work, error) &&
         cs_db_run (fold->db, error,
                    "UPDATE escalation SET settled = ?, agreed_by = ? WHERE act = ?", "igh",
                    cs_json_get_int (body, "wall", 0), agree ? &fold->actor.person : NULL,
                    &question);
}

static char *
sentence (const CsJson *body)
{
  const char *text = cs_json_get_string (body, "text");
  return text == NULL ? g_strdup ("agreed with the ruling")
                      : g_strdup_printf ("ruled on the question: %s", text);
}

const CsEventKind cs_event_review_rule = {
  .tag = "review.rule",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .sentence = sentence,
};
