/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"

static const CsField fields[] = {
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "group", CS_FIELD_STRING, 0, 1, CS_GROUP_KEY_MAX }, /* of labels, which they read */
  { "renew", CS_FIELD_BOOL },  /* they have it already, and go on with it */
  { "served", CS_FIELD_BOOL }, /* it was the first that waited for them, in their copy */
  { "workflow", CS_FIELD_HASH, CS_FIELD_REQUIRED }, /* whose steps they take on themselves */
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_CLAIM;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  g_auto (CsWork) work = { 0 };
  guint version = 0;
  state->served = cs_json_get_bool (body, "served");
  state->renews = cs_json_get_bool (body, "renew");
  if (!cs_gather_begin (fold, body, state, &work, error))
    return FALSE;
  if (!state->case_exists)
    return TRUE;
  const CsWorkflows *all = cs_index_workflows (fold->index, error);
  if (all == NULL || !cs_fold_workflow_version (fold, body, &work, &version, error))
    return FALSE;
  gint64 wall = cs_json_get_int (body, "wall", 0);
  cs_flow_lease (all->versions[version - 1], &work, &fold->actor.person, wall, state);
  cs_flow_ask_group (all->versions[version - 1], &work, &fold->actor.person,
                     cs_json_get_string (body, "group"), wall, state);
  return TRUE;
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  g_auto (CsWork) work = { 0 };
  guint version = 0;
  const CsWorkflows *all = cs_index_workflows (fold->index, error);
  if (all == NULL || !cs_fold_load_work (fold, body, &work, error) ||
      !cs_fold_workflow_version (fold, body, &work, &version, error))
    return FALSE;
  cs_flow_claim (all, version, &work, &fold->actor.person, cs_json_get_string (body, "group"),
                 cs_json_get_int (body, "wall", 0));
  return cs_work_save (fold->db, &work, error);
}

static char *
sentence (const CsJson *body)
{
  const char *group = cs_json_get_string (body, "group");
  if (cs_json_get_bool (body, "renew"))
    return g_strdup ("went on with the case");
  return group != NULL ? g_strdup_printf ("took the case, to read \"%s\"", group)
                       : g_strdup ("took the case");
}

const CsEventKind cs_event_task_claim = {
  .tag = "task.claim",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .sentence = sentence,
};
