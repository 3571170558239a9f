/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies have come together, and what was kept beside a case is brought to somebody who made none
 * of it. What it comes to is found anew by everybody; of two copies that both say so the first one
 * counts, and the second changes nothing. */
#include "cs-event-kind.h"

#define ACTS_MAX 1000

static const CsField fields[] = {
  { "acts", CS_FIELD_HASH, CS_FIELD_REQUIRED | CS_FIELD_LIST | CS_FIELD_NONEMPTY,
    .max_count = ACTS_MAX },
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_MEET;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  CsGid gid;
  const CsJson *list = cs_json_get (body, "acts");
  cs_json_get_gid (body, "case", &gid);
  if (!cs_gather_case (fold, &gid, state, NULL, error))
    return FALSE;
  state->rivals_known = TRUE;
  for (guint i = 0; state->rivals_known && i < cs_json_length (list); i++) {
    CsHash act;
    gint64 there = 0;
    cs_hash_from_hex (cs_json_string (cs_json_at (list, i)), &act);
    if (!cs_db_get_int (fold->db, 0, &there, error,
                        "SELECT 1 FROM rival WHERE act = ? AND case_gid = ?", "hg", &act, &gid))
      return FALSE;
    state->rivals_known = there != 0;
  }
  return TRUE;
}

static gboolean
names_all (const CsJson *body, const CsMeeting *meeting)
{
  const CsJson *list = cs_json_get (body, "acts");
  gboolean all = cs_json_length (list) == meeting->acts->len;
  for (guint i = 0; all && i < meeting->acts->len; i++) {
    CsHash act;
    cs_hash_from_hex (cs_json_string (cs_json_at (list, i)), &act);
    all = cs_hash_equal (&act, &g_array_index (meeting->acts, CsHash, i));
  }
  return all;
}

/* How much depends on VERSION, which was found sound when it was kept. */
static gboolean
risk_of (CsFold *fold, const CsHash *version, const CsGid *case_gid, CsRisk *ret_risk,
         GError **error)
{
  CsHash object = { { 0 } }, schema = { { 0 } };
  g_autoptr (CsStmt) stmt = cs_db_query (
      fold->db, error, "SELECT object, schema, marks FROM revision WHERE hash = ?", "h", version);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state <= 0)
    return state < 0 ? FALSE : cs_fail (error, CS_ERROR_CORRUPT, "the index is damaged");
  cs_stmt_hash (stmt, 0, &object);
  cs_stmt_hash (stmt, 1, &schema);
  g_autoptr (CsJson) body = cs_json_new_object ();
  cs_json_put_int (body, "marks", cs_stmt_int (stmt, 2));
  cs_json_put_hash (body, "object", &object);
  cs_json_put_hash (body, "schema", &schema);
  return cs_fold_risk (fold, body, case_gid, TRUE, ret_risk, error);
}

/* Nothing stands against it: it is the submission that it was. */
static gboolean
take (CsFold *fold, const CsMeeting *meeting, CsWork *work, GError **error)
{
  const CsWorkflows *all = cs_index_workflows (fold->index, error);
  CsRisk risk;
  if (all == NULL || !risk_of (fold, &meeting->takes, &work->gid, &risk, error))
    return FALSE;
  cs_fold_moves_on (fold, work);
  cs_flow_submit (all, work->workflow > 0 ? work->workflow : all->n, work, &risk,
                  &meeting->takes_person, NULL, &meeting->takes);
  work->changed = work->changed || !cs_hash_is_zero (&work->signature);
  work->revision = meeting->takes;
  cs_work_forget (work);
  return TRUE;
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  g_auto (CsWork) work = { 0 };
  if (!cs_fold_load_work (fold, body, &work, error))
    return FALSE;
  g_autoptr (CsMeeting) meeting = cs_fold_meeting (fold, &work, error);
  if (meeting == NULL)
    return FALSE;
  if (meeting->acts->len == 0 || !names_all (body, meeting))
    return TRUE;
  if (!cs_hash_is_zero (&meeting->takes) && !take (fold, meeting, &work, error))
    return FALSE;
  if (meeting->n > 1)
    cs_flow_meet (&work, meeting->stage, meeting->versions, meeting->meet, meeting->n);
  gboolean open = work.stage >= CS_STAGE_VERSIONS;
  return cs_work_save (fold->db, &work, error) &&
         cs_db_run (fold->db, error,
                    "UPDATE rival SET state = ?, settled = ? WHERE state < 2 AND case_gid = ?",
                    "ihg", (gint64)(open ? 1 : 2), open ? NULL : &fold->event->hash, &work.gid) &&
         cs_db_run (fold->db, error, "UPDATE work SET since = ? WHERE gid = ?", "ig",
                    fold->event->at, &work.gid);
}

static char *
sentence (const CsJson *body)
{
  guint n = cs_json_length (cs_json_get (body, "acts"));
  return g_strdup_printf (
      "brought %u %s of another copy of the project to who settles what differs", n,
      n == 1 ? "act" : "acts");
}

const CsEventKind cs_event_rivals_meet = {
  .tag = "rivals.meet",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .sentence = sentence,
};
