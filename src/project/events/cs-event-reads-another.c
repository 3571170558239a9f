/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workflow wants more to read the case before what they found is compared: one more, as readers
 * do not agree, or so many as it wants of the tier that they found. Found by the rule like what
 * they agree on (reads.merge), so nobody chooses; what they differ on is not said, as those who
 * read then are to know nothing of it. */
#include "cs-event-kind.h"

static const CsField fields[] = {
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "readers", CS_FIELD_INT, CS_FIELD_REQUIRED, 2, CS_READERS_MAX }, /* in all */
  { "reads", CS_FIELD_HASH, CS_FIELD_REQUIRED | CS_FIELD_LIST, .max_count = CS_READERS_MAX },
  { "tier", CS_FIELD_INT, 0, 1, 3 }, /* that wants them */
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
  CsReadsFound reads;
  g_autoptr (CsConsensus) found = cs_fold_consensus (fold, &work, FALSE, &reads, error);
  if (found == NULL)
    return FALSE;
  guint wants = cs_flow_wants_readers (workflow, &work, reads.tier, found->disputes->len);
  guint tier = cs_flow_tier_asks (workflow, &work, reads.tier) ? reads.tier : 0;
  state->merge_right = wants > cs_flow_readers (workflow, &work) &&
                       cs_json_get_int (body, "readers", 0) == wants &&
                       cs_json_get_int (body, "tier", 0) == tier;
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
  cs_flow_ask_readers (workflow, &work, (guint)cs_json_get_int (body, "readers", 0));
  return cs_work_save (fold->db, &work, error);
}

static char *
sentence (const CsJson *body)
{
  gint64 tier = cs_json_get_int (body, "tier", 0);
  guint reads = cs_json_length (cs_json_get (body, "reads"));
  guint readers = (guint)cs_json_get_int (body, "readers", 0);
  guint more = readers > reads ? readers - reads : 0; /* a forged one is told as well */
  if (tier > 0)
    return g_strdup_printf ("asked for %u more to read it, as it is of tier %" G_GINT64_FORMAT,
                            more, tier);
  return g_strdup_printf ("asked for one more to read it, as %u readers do not agree", reads);
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
