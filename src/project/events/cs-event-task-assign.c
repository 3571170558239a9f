/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"

static const CsField fields[] = {
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "person", CS_FIELD_GID, CS_FIELD_REQUIRED },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_ASSIGN;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsGid gid, person;
  gint64 roles = 0;
  gboolean author = FALSE;
  cs_json_get_gid (body, "case", &gid);
  cs_json_get_gid (body, "person", &person);
  if (!cs_gather_case (fold, &gid, state, &work, error) ||
      !cs_db_get_int (fold->db, 0, &roles, error, "SELECT roles FROM person WHERE gid = ?", "g",
                      &person) ||
      !cs_fold_is_author (fold, &work.revision, &person, &author, error))
    return FALSE;
  const CsWorkflow *workflow = cs_fold_workflow (fold, &work, error);
  if (workflow == NULL)
    return FALSE;
  const CsWorkflowStage *stage = cs_flow_stage (workflow, &work);
  state->assignee_may = stage != NULL && cs_flow_admits (stage, (guint)roles, author,
                                                         cs_flow_decided (&work, &person));
  state->assignee_reads = state->round && cs_work_reading (&work, &person) != NULL;
  return TRUE;
}

/* Whoever held it loses it; a draft of theirs stays with them. */
static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsGid person;
  if (!cs_fold_load_work (fold, body, &work, error))
    return FALSE;
  const CsWorkflow *workflow = cs_fold_workflow (fold, &work, error);
  if (workflow == NULL)
    return FALSE;
  cs_json_get_gid (body, "person", &person);
  cs_flow_assign (workflow, &work, &person, &fold->actor.person, &fold->event->hash);
  return (work.workflow != 0 || cs_fold_settle (fold, &work, error)) &&
         cs_work_save (fold->db, &work, error) &&
         cs_db_run (fold->db, error, "DELETE FROM skipped WHERE case_gid = ? AND person = ?", "gg",
                    &work.gid, &person);
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("assigned the case to %.8s", cs_json_get_string (body, "person"));
}

const CsEventKind cs_event_task_assign = {
  .tag = "task.assign",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .sentence = sentence,
};
