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
  return CS_DEED_REOPEN;
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  g_auto (CsWork) work = { 0 };
  guint labeler = 0;
  const CsWorkflows *all = cs_index_workflows (fold->index, error);
  if (all == NULL || !cs_fold_load_work (fold, body, &work, error) ||
      !cs_fold_roles_on (fold, &work, &work.last_labeler, &labeler, error))
    return FALSE;
  cs_fold_moves_on (fold, &work);
  cs_flow_reopen (all, &work, labeler);
  return cs_work_save (fold->db, &work, error) &&
         cs_db_run (fold->db, error, "UPDATE work SET since = ? WHERE gid = ?", "ig",
                    fold->event->at, &work.gid);
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("reopened the case: %s", cs_json_get_string (body, "reason"));
}

const CsEventKind cs_event_case_reopen = {
  .tag = "case.reopen",
  .fields = fields,
  .deed = deed,
  .gather = cs_gather_body_case,
  .fold = fold_event,
  .sentence = sentence,
};
