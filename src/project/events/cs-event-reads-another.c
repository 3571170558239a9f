/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readers do not agree, and the workflow wants one more to read the case before anybody settles it.
 * Found by the rule like what they agree on (reads.merge), so nobody chooses; what they differ on
 * is not said, as that one is to know nothing of it. */
#include "cs-event-kind.h"

static const CsField fields[] = {
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "reads", CS_FIELD_HASH, CS_FIELD_REQUIRED | CS_FIELD_LIST, .max_count = CS_READERS_MAX },
  { "workflow", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_MERGE;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsGid gid;
  guint version = 0;
  cs_json_get_gid (body, "case", &gid);
  if (!cs_gather_case (fold, &gid, state, &work, error))
    return FALSE;
  if (!state->case_exists || !state->round_over)
    return TRUE;
  const CsWorkflow *workflow = cs_fold_workflow (fold, &work, error);
  if (workflow == NULL || !cs_fold_workflow_version (fold, body, &work, &version, error))
    return FALSE;
  if (!cs_fold_names_reads (body, &work))
    return TRUE;
  g_autoptr (CsConsensus) found = cs_fold_consensus (fold, &work, FALSE, NULL, error);
  if (found == NULL)
    return FALSE;
  state->merge_right = cs_flow_wants_another (workflow, &work, found->disputes->len);
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
  cs_flow_ask_another (workflow, &work);
  return cs_work_save (fold->db, &work, error);
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("asked for one more to read it, as %u readers do not agree",
                          cs_json_length (cs_json_get (body, "reads")));
}

const CsEventKind cs_event_reads_another = {
  .tag = "reads.another",
  .fields = fields,
  .by_itself = TRUE,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .sentence = sentence,
};
