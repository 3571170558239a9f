/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-remark.h"

static const CsField fields[] = {
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "category", CS_FIELD_STRING, .choices = cs_remark_categories },
  { "clause", CS_FIELD_STRING, 0, 1, 64 },
  { "level", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = cs_asked_names },
  { "mark", CS_FIELD_INT, 0, 1, CS_JSON_MAX_INT },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "question", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, CS_REMARK_MAX_TEXT },
  { "severity", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = cs_remark_severities },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_ESCALATE;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsGid gid;
  cs_json_get_gid (body, "case", &gid);
  state->asked_next = cs_asked_from_name (cs_json_get_string (body, "level"));
  return cs_gather_case (fold, &gid, state, &work, error) &&
         (!state->case_exists ||
          cs_gather_who_rules (fold, &work, &fold->actor.person, state, error));
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsAsked level = cs_asked_from_name (cs_json_get_string (body, "level"));
  g_autofree char *text = cs_json_to_canonical (body, NULL);
  gint64 wall = cs_json_get_int (body, "wall", 0);
  if (!cs_fold_load_work (fold, body, &work, error))
    return FALSE;
  cs_flow_escalate (&work, level, &fold->actor.person, &fold->event->hash);
  return cs_work_save (fold->db, &work, error) &&
         cs_db_run (fold->db, error,
                    "INSERT OR IGNORE INTO escalation (act, case_gid, ord, person, wall, level,"
                    " since, body, withdrawn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)",
                    "hgigiiit", &fold->event->hash, &work.gid, fold->ord, &fold->actor.person, wall,
                    (gint64)level, wall, text);
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("asked %s: %s",
                          cs_asked_words (cs_asked_from_name (cs_json_get_string (body, "level"))),
                          cs_json_get_string (body, "question"));
}

const CsEventKind cs_event_review_escalate = {
  .tag = "review.escalate",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .sentence = sentence,
};
