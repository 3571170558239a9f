/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"

static const CsField fields[] = {
  { "act", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_WITHDRAW;
}

/* An act of another copy that nobody brought to who settles it is taken back as it was made. */
static gboolean
is_kept (CsFold *fold, const CsHash *act, gboolean *ret_kept, GError **error)
{
  gint64 kept = 0;
  if (!cs_db_get_int (fold->db, 0, &kept, error,
                      "SELECT 1 FROM rival WHERE act = ? AND person = ? AND state = 0", "hg", act,
                      &fold->actor.person))
    return FALSE;
  *ret_kept = kept != 0;
  return TRUE;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsGid gid;
  CsHash act;
  cs_json_get_gid (body, "case", &gid);
  cs_json_get_hash (body, "act", &act);
  if (!cs_gather_case (fold, &gid, state, &work, error))
    return FALSE;
  const CsWorkflow *workflow = cs_fold_workflow (fold, &work, error);
  if (workflow == NULL)
    return FALSE;
  CsHash last = cs_flow_last_act (workflow, &work, &fold->actor.person);
  gboolean kept = FALSE;
  if (!is_kept (fold, &act, &kept, error))
    return FALSE;
  state->own = kept || !cs_hash_is_zero (&last);
  state->built_on = !kept && !cs_hash_equal (&last, &act);
  return TRUE;
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsHash act;
  cs_json_get_hash (body, "act", &act);
  if (!cs_fold_load_work (fold, body, &work, error))
    return FALSE;
  const CsWorkflow *workflow = cs_fold_workflow (fold, &work, error);
  if (workflow == NULL)
    return FALSE;
  gboolean kept = FALSE;
  if (!is_kept (fold, &act, &kept, error))
    return FALSE;
  cs_fold_moves_on (fold, &work);
  if (!kept && !cs_flow_take_back (workflow, &work, &fold->actor.person, &act))
    return cs_fail (error, CS_ERROR_CORRUPT, "the index is damaged");
  if (!cs_fold_settle (fold, &work, error))
    return FALSE;
  return cs_work_save (fold->db, &work, error) &&
         cs_db_run (fold->db, error, "UPDATE revision SET withdrawn = 1 WHERE hash = ?", "h",
                    &act) &&
         cs_db_run (fold->db, error, "UPDATE decision SET withdrawn = 1 WHERE hash = ?", "h",
                    &act) &&
         cs_db_run (fold->db, error, "UPDATE escalation SET withdrawn = 1 WHERE act = ?", "h",
                    &act) &&
         cs_db_run (fold->db, error,
                    "UPDATE rival SET state = 2, settled = ? WHERE act = ? AND state = 0", "hh",
                    &fold->event->hash, &act) &&
         cs_db_run (fold->db, error, "UPDATE rival SET state = 1, settled = NULL WHERE settled = ?",
                    "h", &act) &&
         cs_db_run (fold->db, error, "DELETE FROM remark WHERE act = ?", "h", &act) &&
         cs_db_run (fold->db, error, "DELETE FROM dropped WHERE case_gid = ? AND act = ?", "gh",
                    &work.gid, &act);
}

static char *
sentence (const CsJson *body)
{
  return g_strdup_printf ("took back %.12s", cs_json_get_string (body, "act"));
}

const CsEventKind cs_event_work_withdraw = {
  .tag = "work.withdraw",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .sentence = sentence,
};
