/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who made a case agrees to how an expert corrected it at the end, so that no second expert is
 * needed: each of the two has looked at the work of the other. */
#include "cs-event-kind.h"

static const CsField fields[] = {
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "revision", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_COUNTERSIGN;
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
  state->revision_current = cs_hash_equal (&revision, &work.revision);
  return TRUE;
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  g_auto (CsWork) work = { 0 };
  if (!cs_fold_load_work (fold, body, &work, error))
    return FALSE;
  const CsWorkflow *workflow = cs_fold_workflow (fold, &work, error);
  if (workflow == NULL)
    return FALSE;
  cs_flow_countersign (workflow, &work, &fold->actor.person, &fold->event->hash);
  return cs_work_save (fold->db, &work, error) &&
         cs_fold_decision (fold, body, "countersign", &work.revision, error);
}

static char *
sentence (const CsJson *body)
{
  return g_strdup ("agreed to how their work was corrected");
}

const CsEventKind cs_event_review_countersign = {
  .tag = "review.countersign",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .sentence = sentence,
};
