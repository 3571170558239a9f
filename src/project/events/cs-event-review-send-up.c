/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-remark.h"

static const CsField fields[] = {
  { "act", CS_FIELD_HASH, CS_FIELD_REQUIRED }, /* that asked */
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "level", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = cs_asked_names },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "reason", CS_FIELD_STRING, 0, 1, CS_REMARK_MAX_TEXT },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_SEND_UP;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  state->asked_next = cs_asked_from_name (cs_json_get_string (body, "level"));
  return cs_gather_question (fold, body, state, error);
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsAsked level = cs_asked_from_name (cs_json_get_string (body, "level"));
  if (!cs_fold_load_work (fold, body, &work, error))
    return FALSE;
  const CsHash act = work.question;
  cs_flow_send_up (&work, level);
  return cs_work_save (fold->db, &work, error) &&
         cs_db_run (fold->db, error, "UPDATE escalation SET level = ?, since = ? WHERE act = ?",
                    "iih", (gint64)level, cs_json_get_int (body, "wall", 0), &act);
}

static char *
sentence (const CsJson *body)
{
  const char *reason = cs_json_get_string (body, "reason");
  return g_strdup_printf ("sent the question to %s%s%s",
                          cs_asked_words (cs_asked_from_name (cs_json_get_string (body, "level"))),
                          reason != NULL ? ": " : "", reason != NULL ? reason : "");
}

const CsEventKind cs_event_review_send_up = {
  .tag = "review.send-up",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .sentence = sentence,
};
