/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-workflow-groups.h"

static const CsField fields[] = {
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "dropped", CS_FIELD_OBJECT, CS_FIELD_LIST, .fields = cs_dropped_fields,
    .max_count = CS_DROPPED_MAX },
  CS_EVENT_EFFORT_FIELD,
  { "evidence", CS_FIELD_HASH },
  { "group", CS_FIELD_STRING, 0, 1, CS_GROUP_KEY_MAX }, /* of labels, that was read */
  { "guideline", CS_FIELD_HASH },
  { "marks", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, CS_EVENT_MARKS_MAX },
  { "nonce", CS_FIELD_GID }, /* with the text of what was dropped */
  { "object", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "parent", CS_FIELD_HASH },
  { "schema", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "workflow", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_SUBMIT;
}

/* The workflow that BODY says it was done under. */
static gboolean
under (CsFold *fold, const CsJson *body, const CsWork *work, const CsWorkflow **ret_workflow,
       GError **error)
{
  guint version = 0;
  const CsWorkflows *all = cs_index_workflows (fold->index, error);
  if (all == NULL || !cs_fold_workflow_version (fold, body, work, &version, error))
    return FALSE;
  *ret_workflow = all->versions[version - 1];
  return TRUE;
}

/* Of the labels that its person reads, where they are dealt out, and of no other. */
static gboolean
keeps_to_group (CsFold *fold, const CsJson *body, const CsWork *work, GError **error)
{
  CsHash object;
  const CsWorkflow *workflow = cs_fold_workflow (fold, work, error);
  const CsReading *own = cs_work_reading ((CsWork *)work, &fold->actor.person);
  if (workflow == NULL || own == NULL || own->group[0] == '\0')
    return workflow != NULL;
  const CsWorkflowStage *stage = &workflow->stages[0];
  cs_json_get_hash (body, "object", &object);
  g_autoptr (CsMarkSet) set = cs_fold_read_marks (fold, &object, error);
  return set != NULL && cs_workflow_group_check (stage, cs_workflow_group (stage, own->group),
                                                 set->marks, set->n_marks, error);
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsHash parent = { { 0 } };
  cs_json_get_hash (body, "parent", &parent);
  if (!cs_gather_begin (fold, body, state, &work, error))
    return FALSE;
  state->revision_current = cs_hash_equal (&parent, &work.revision);
  const CsWorkflow *workflow = NULL;
  if (!state->case_exists || !under (fold, body, &work, &workflow, error))
    return !state->case_exists;
  if (fold->event != NULL && cs_flow_makes_way (workflow, &work))
    state->places_taken = FALSE;
  cs_flow_ask_group (workflow, &work, &fold->actor.person, cs_json_get_string (body, "group"), 0,
                     state);
  return cs_gather_evidence (fold, body, state, error);
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  g_auto (CsWork) work = { 0 };
  guint version = 0;
  CsRisk risk;
  const CsWorkflows *all = cs_index_workflows (fold->index, error);
  if (all == NULL || !cs_fold_load_work (fold, body, &work, error) ||
      !cs_fold_workflow_version (fold, body, &work, &version, error) ||
      !cs_fold_risk (fold, body, &work.gid, TRUE, &risk, error))
    return FALSE;
  cs_flow_submit (all, version, &work, &risk, &fold->actor.person,
                  cs_json_get_string (body, "group"), &fold->event->hash);
  gboolean among = cs_flow_in_round (cs_flow_workflow (all, &work), &work);
  return (!among || keeps_to_group (fold, body, &work, error)) &&
         (among ? cs_fold_reading (fold, body, &work, error)
                : cs_fold_revision (fold, body, &work, error)) &&
         cs_work_save (fold->db, &work, error) && cs_fold_dropped (fold, body, error) &&
         cs_fold_control (fold, body, &work, error) && cs_fold_effort (fold, body, error);
}

static char *
sentence (const CsJson *body)
{
  gint64 marks = cs_json_get_int (body, "marks", 0);
  gint64 relations = cs_json_get_int (body, "relations", 0); /* see cs-project-history.c */
  g_autofree char *dropped = cs_dropped_words (body);
  if (marks == 0)
    return g_strconcat ("submitted the case without a mark", dropped, NULL);
  g_autofree char *apart = relations > 0
                               ? g_strdup_printf (" and %" G_GINT64_FORMAT " %s", relations,
                                                  relations == 1 ? "relation" : "relations")
                               : g_strdup ("");
  g_autofree char *doubt = cs_event_doubt_words (body);
  return g_strdup_printf ("submitted the case with %" G_GINT64_FORMAT " %s%s%s%s", marks,
                          marks == 1 ? "mark" : "marks", apart, dropped, doubt);
}

const CsEventKind cs_event_revision_submit = {
  .tag = "revision.submit",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .meets = TRUE,
  .sentence = sentence,
};
