/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"

static const CsField fields[] = {
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "reason", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, CS_EVENT_TEXT_MAX },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_SKIP;
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
  cs_flow_skip (workflow, &work, &fold->actor.person);
  /* As it came it is under the newest workflow, and may be given to who may not begin it there. */
  return (work.workflow != 0 || cs_fold_settle (fold, &work, error)) &&
         cs_work_save (fold->db, &work, error) &&
         cs_db_run (fold->db, error,
                    "INSERT OR IGNORE INTO skipped (case_gid, person) VALUES (?, ?)", "gg",
                    &work.gid, &fold->actor.person) &&
         cs_db_run (fold->db, error,
                    "INSERT INTO skip (hash, case_gid, person, wall) VALUES (?, ?, ?, ?)", "hggi",
                    &fold->event->hash, &work.gid, &fold->actor.person,
                    cs_json_get_int (body, "wall", 0));
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("skipped the case: %s", cs_json_get_string (body, "reason"));
}

const CsEventKind cs_event_task_skip = {
  .tag = "task.skip",
  .fields = fields,
  .deed = deed,
  .gather = cs_gather_body_case,
  .fold = fold_event,
  .sentence = sentence,
};
