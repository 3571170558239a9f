/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"

static const CsField fields[] = {
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_CLAIM;
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  g_auto (CsWork) work = { 0 };
  const CsWorkflows *all = cs_index_workflows (fold->index, error);
  if (all == NULL || !cs_fold_load_work (fold, body, &work, error))
    return FALSE;
  cs_flow_claim (all, &work, &fold->actor.person);
  return cs_work_save (fold->db, &work, error);
}

static char *
sentence (const CsJson *body)
{
  return g_strdup ("took the case");
}

const CsEventKind cs_event_task_claim = {
  .tag = "task.claim",
  .fields = fields,
  .deed = deed,
  .gather = cs_gather_body_case,
  .fold = fold_event,
  .sentence = sentence,
};
