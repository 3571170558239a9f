/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"

static const CsField fields[] = {
  { "case", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "items", CS_FIELD_GID, CS_FIELD_REQUIRED | CS_FIELD_LIST | CS_FIELD_NONEMPTY,
    .max_count = 100000 },
  { "nonce", CS_FIELD_GID, CS_FIELD_REQUIRED },
  { "title", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 1024 },
  CS_EVENT_TIME_FIELDS,
  { NULL },
};

static CsDeed
deed (const CsJson *body)
{
  return CS_DEED_REGROUP;
}

/* What somebody drew and saved counts, too, whether or not they took the case. */
static gboolean
is_drafted (CsFold *fold, const CsGid *item, gboolean *ret_is, GError **error)
{
  CsGid case_gid;
  gint64 drafts = 0;
  g_autoptr (CsStmt) stmt =
      cs_db_query (fold->db, error, "SELECT case_gid FROM item WHERE gid = ?", "g", item);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state < 0 ||
      (state > 0 && cs_stmt_gid (stmt, 0, &case_gid) &&
       !cs_db_get_int (cs_store_db (fold->store), 0, &drafts, error,
                       "SELECT 1 FROM draft WHERE case_gid = ? AND cursor > 0", "g", &case_gid)))
    return FALSE;
  *ret_is = drafts != 0;
  return TRUE;
}

static gboolean
gather (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  const CsJson *items = cs_json_get (body, "items");
  CsGid gid;
  cs_json_get_gid (body, "case", &gid);
  state->case_exists = TRUE;
  for (guint i = 0; i < cs_json_length (items); i++) {
    CsGid item;
    gint64 worked = 0;
    gboolean drafted = FALSE;
    cs_gid_from_hex (cs_json_string (cs_json_at (items, i)), &item);
    if (!cs_db_get_int (fold->db, -1, &worked, error,
                        "SELECT worked FROM item JOIN work ON work.gid = case_gid"
                        " WHERE item.gid = ?",
                        "g", &item) ||
        (fold->event == NULL && !is_drafted (fold, &item, &drafted, error)))
      return FALSE;
    state->case_exists = state->case_exists && worked >= 0;
    state->case_worked = state->case_worked || worked > 0 || drafted;
  }
  return cs_fold_gid_taken (fold, &gid, &state->gid_taken, error);
}

static gboolean
fold_event (CsFold *fold, const CsJson *body, GError **error)
{
  const CsJson *items = cs_json_get (body, "items");
  CsGid gid;
  cs_json_get_gid (body, "case", &gid);
  if (!cs_db_run (fold->db, error,
                  "INSERT INTO work (gid, ord, title, stage, status, sent_back, worked, changed,"
                  " since) VALUES (?, ?, ?, 0, 0, 0, 0, 0, ?)",
                  "giti", &gid, fold->ord, cs_json_get_string (body, "title"), fold->event->at))
    return FALSE;
  for (guint i = 0; i < cs_json_length (items); i++) {
    CsGid item;
    cs_gid_from_hex (cs_json_string (cs_json_at (items, i)), &item);
    if (!cs_fold_move_item (fold, &item, &gid, i == 0, error))
      return FALSE;
  }
  return TRUE;
}

static char *
sentence (const CsJson *body)
{
  guint n = cs_json_length (cs_json_get (body, "items"));
  return g_strdup_printf ("grouped %u %s as the case \"%s\"", n, n == 1 ? "item" : "items",
                          cs_json_get_string (body, "title"));
}

const CsEventKind cs_event_case_regroup = {
  .tag = "case.regroup",
  .fields = fields,
  .deed = deed,
  .gather = gather,
  .fold = fold_event,
  .tells = CS_TELLS_CASE,
  .sentence = sentence,
};
