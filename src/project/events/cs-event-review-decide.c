/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-remark.h"

#include <string.h>

static const char *const decisions[] = { "accept", "reject", "send-back", NULL };

static const CsField fields[] = {
  CS_EVENT_JUDGEMENT_FIELDS,
  { "decision", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = decisions },
  { "revision", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  const char *decision = cs_json_get_string (body, "decision");
  if (strcmp (decision, "accept") == 0)
    return CS_DEED_ACCEPT;
  return strcmp (decision, "reject") == 0 ? CS_DEED_REJECT : CS_DEED_SEND_BACK;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsGid gid;
  CsHash revision;
  cs_json_get_gid (body, "case", &gid);
  cs_json_get_hash (body, "revision", &revision);
  if (!cs_gather_case (fold, &gid, state, &work, error))
    return FALSE;
  state->revision_current = cs_fold_is_current (body, &revision, &work);
  if (deed (body) == CS_DEED_ACCEPT && !cs_gather_critical (fold, &gid, state, error))
    return FALSE;
  return cs_gather_evidence (fold, body, state, error);
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsHash revision;
  guint labeler = 0;
  CsDeed what = deed (body);
  const CsGid *actor = &fold->actor.person;
  const CsHash *act = &fold->event->hash;
  if (!cs_fold_load_work (fold, body, &work, error))
    return FALSE;
  const CsWorkflow *workflow = cs_fold_workflow (fold, &work, error);
  if (workflow == NULL || !cs_fold_roles_on (fold, &work, &work.last_labeler, &labeler, error))
    return FALSE;
  cs_json_get_hash (body, "revision", &revision);
  cs_fold_moves_on (fold, &work);
  if (what == CS_DEED_ACCEPT)
    cs_flow_accept (workflow, &work, actor, act);
  else if (what == CS_DEED_SEND_BACK)
    cs_flow_send_back (workflow, &work, labeler, actor, act);
  else
    cs_flow_reject (&work, actor, act);
  return cs_work_save (fold->db, &work, error) &&
         cs_fold_decision (fold, body, cs_json_get_string (body, "decision"), &revision, error) &&
         cs_fold_remarks (fold, body, "rejected", &revision, error);
}

static char *
sentence (const CsJson *body)
{
  static const char *const words[] = { "accepted the case", "rejected the case",
                                       "sent the case back" };
  CsDeed what = deed (body);
  const char *word = words[what == CS_DEED_ACCEPT ? 0 : (what == CS_DEED_REJECT ? 1 : 2)];
  const char *category = cs_json_get_string (body, "category");
  const char *clause = cs_json_get_string (body, "clause");
  const char *reason = cs_json_get_string (body, "reason");
  guint n = cs_json_length (cs_json_get (body, "rejected"));
  g_autofree char *rows =
      n > 0 ? g_strdup_printf (", %u %s not accepted", n, n == 1 ? "change" : "changes") : NULL;
  return g_strdup_printf ("%s%s%s%s%s%s%s%s", word, rows != NULL ? rows : "",
                          category != NULL ? ", category " : "", category != NULL ? category : "",
                          clause != NULL ? ", clause " : "", clause != NULL ? clause : "",
                          reason != NULL ? ": " : "", reason != NULL ? reason : "");
}

const CsEventKind cs_event_review_decide = {
  .tag = "review.decide",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .meets = TRUE,
  .sentence = sentence,
};
