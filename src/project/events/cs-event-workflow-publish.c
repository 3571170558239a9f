/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-index-private.h"

static const CsField fields[] = {
  CS_EVENT_DOCUMENT_FIELDS,
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_PUBLISH_WORKFLOW;
}

static CsWorkflow *
read_workflow (CsFold *fold, const CsJson *body, GError **error)
{
  gsize size = 0;
  const char *text = NULL;
  g_autoptr (GBytes) bytes = cs_fold_object (fold, body, &text, &size, error);
  return bytes != NULL ? cs_workflow_parse (text, size, error) : NULL;
}

/* Who breaks a tie is none of those who read. */
static guint
people_for (const CsWorkflowStage *stage)
{
  return stage->readers[1] + (stage->tie_breaker == CS_TIE_ANOTHER ? 1 : 0);
}

static gboolean
enough_may (CsFold *fold, const CsWorkflowStage *stage, gboolean *ret_may, GError **error)
{
  gint64 there = 0;
  if (!cs_db_get_int (fold->db, 0, &there, error, "SELECT count(*) FROM person WHERE roles & ?",
                      "i", (gint64)stage->roles))
    return FALSE;
  *ret_may = there >= people_for (stage);
  return TRUE;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  g_autoptr (CsWorkflow) workflow = read_workflow (fold, body, error);
  if (workflow == NULL)
    return FALSE;
  for (guint i = 0; i < workflow->n_stages && state->deserted_roles == 0; i++) {
    gboolean may = FALSE;
    if (!enough_may (fold, &workflow->stages[i], &may, error))
      return FALSE;
    if (!may) {
      state->deserted = i;
      state->deserted_roles = workflow->stages[i].roles;
      state->deserted_by = people_for (&workflow->stages[i]);
    }
  }
  return TRUE;
}

gboolean
cs_fold_new_workflow (CsFold *fold, const CsJson *body, GError **error)
{
  cs_index_workflows_changed (fold->index);
  return cs_fold_document (fold, body, "workflow", error) &&
         cs_fold_settle_cases (
             fold,
             cs_db_query (fold->db, error,
                          "SELECT gid FROM work WHERE workflow = 0 AND status ="
                          " ? AND (assigned IS NOT NULL OR length (readings) > 0)",
                          "i", (gint64)CS_CASE_WAITING),
             error);
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  return cs_fold_new_workflow (fold, body, error);
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("published the workflow \"%s\"", cs_json_get_string (body, "name"));
}

const CsEventKind cs_event_workflow_publish = {
  .tag = "workflow.publish",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .tells = CS_TELLS_PROJECT,
  .sentence = sentence,
};
