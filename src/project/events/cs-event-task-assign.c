/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case is given to somebody, or taken back from who has it and has not handed it in ("from"), or
 * both: the read of somebody who is away goes to another. */
#include "cs-event-kind.h"

static const CsField fields[] = {
  { "act", CS_FIELD_HASH }, /* that it takes back: a read goes back to who it was taken from */
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "from", CS_FIELD_GID },
  { "group", CS_FIELD_STRING, 0, 1, CS_GROUP_KEY_MAX }, /* of labels, that the person reads, or
                                                           FROM did where nobody has it now */
  { "person", CS_FIELD_GID },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_ASSIGN;
}

/* Has it given or at work, alone or among other readers. */
static gboolean
has_it (const CsWork *work, const CsRuleState *state, const CsGid *person)
{
  const CsReading *reading = cs_work_reading ((CsWork *)work, person);
  if (state->round)
    return reading != NULL && reading->state != CS_READING_DONE;
  return cs_gid_equal (&work->assigned, person) ||
         (work->status == CS_CASE_HELD && cs_gid_equal (&work->holder, person));
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsGid gid, person = { { 0 } }, from;
  guint roles = 0;
  gboolean author = FALSE, gives = cs_json_get_gid (body, "person", &person);
  cs_json_get_gid (body, "case", &gid);
  if (!cs_gather_case (fold, &gid, state, &work, error) ||
      !cs_fold_roles_on (fold, &work, &person, &roles, error) ||
      !cs_fold_is_author (fold, &work.revision, &person, &author, error))
    return FALSE;
  const CsWorkflow *workflow = cs_fold_workflow (fold, &work, error);
  if (workflow == NULL)
    return FALSE;
  const CsWorkflowStage *stage = cs_flow_stage (workflow, &work);
  state->assignee_may =
      stage != NULL && cs_flow_admits (stage, roles, author, cs_flow_decided (&work, &person));
  state->takes = cs_json_get_gid (body, "from", &from);
  state->from_has = state->takes && has_it (&work, state, &from);
  if (state->from_has) {
    state->places_taken = FALSE;
    state->assignee_may = state->assignee_may || !gives;
  }
  gint64 paused = 0;
  if (fold->event == NULL &&
      !cs_db_get_int (fold->db, 0, &paused, error,
                      "SELECT 1 FROM pause WHERE person = ? AND ended IS NULL", "g", &person))
    return FALSE;
  state->assignee_paused = paused != 0;
  state->assignee_reads = state->round && cs_work_reading (&work, &person) != NULL;
  if (state->from_has && state->round)
    cs_flow_take (workflow, &work, &from, &fold->actor.person, &(CsHash){ { 0 } });
  cs_flow_ask_group (workflow, &work, &person, gives ? cs_json_get_string (body, "group") : NULL, 0,
                     state);
  return TRUE;
}

/* The group of labels that comes with it: the one that is named, or that who had it read. */
static char *
group_given (const CsJson *body, const CsWork *work, const CsGid *from)
{
  const char *named = cs_json_get_string (body, "group");
  const CsReading *reading = from != NULL ? cs_work_reading ((CsWork *)work, from) : NULL;
  if (named == NULL && reading != NULL && reading->group[0] != '\0')
    named = reading->group;
  return g_strdup (named);
}

/* Whoever held it loses it; a draft of theirs stays with them. */
static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsGid person, from;
  if (!cs_fold_load_work (fold, body, &work, error))
    return FALSE;
  const CsWorkflow *workflow = cs_fold_workflow (fold, &work, error);
  if (workflow == NULL)
    return FALSE;
  gboolean gives = cs_json_get_gid (body, "person", &person);
  gboolean takes = cs_json_get_gid (body, "from", &from);
  g_autofree char *group = group_given (body, &work, takes ? &from : NULL);
  /* Else giving it takes it. */
  if (takes && (!gives || cs_flow_in_round (workflow, &work)))
    cs_flow_take (workflow, &work, &from, &fold->actor.person, &fold->event->hash);
  if (gives)
    cs_flow_assign (workflow, &work, &person, group, &fold->actor.person, &fold->event->hash);
  return (work.workflow != 0 || cs_fold_settle (fold, &work, error)) &&
         cs_work_save (fold->db, &work, error) &&
         (!gives ||
          cs_db_run (fold->db, error, "DELETE FROM skipped WHERE case_gid = ? AND person = ?", "gg",
                     &work.gid, &person));
}

static char *
sentence (const CsJson *body)
{
  const char *person = cs_json_get_string (body, "person"),
             *from = cs_json_get_string (body, "from");
  if (person == NULL)
    return g_strdup_printf ("took the case back from %.8s", from != NULL ? from : "");
  return g_strdup_printf ("assigned the case to %.8s%s%.8s", person,
                          from != NULL ? " instead of " : "", from != NULL ? from : "");
}

const CsEventKind cs_event_task_assign = {
  .tag = "task.assign",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .sentence = sentence,
};
