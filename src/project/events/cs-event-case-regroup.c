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
    cs_gid_from_hex (cs_json_string (cs_json_at (items, i)), &item);
    if (!cs_db_get_int (fold->db, -1, &worked, error,
                        "SELECT worked FROM item JOIN work ON work.gid = case_gid"
                        " WHERE item.gid = ?",
                        "g", &item))
      return FALSE;
    state->case_exists = state->case_exists && worked >= 0;
    state->case_worked = state->case_worked || worked > 0;
  }
  return cs_fold_gid_taken (fold, &gid, &state->gid_taken, error);
}

/* Takes the item out of its case, which goes when nothing is left in it. What that was kept from
 * people by goes along. */
static gboolean
move_item (CsFold *fold, const CsGid *item, const CsGid *to, GError **error)
{
  CsGid from;
  g_autoptr (CsStmt) stmt =
      cs_db_query (fold->db, error, "SELECT case_gid FROM item WHERE gid = ?", "g", item);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state <= 0 || !cs_stmt_gid (stmt, 0, &from))
    return state < 0 ? FALSE : cs_fail (error, CS_ERROR_CORRUPT, "the index is damaged");
  return cs_db_run (fold->db, error, "UPDATE item SET case_gid = ? WHERE gid = ?", "gg", to,
                    item) &&
         cs_db_run (fold->db, error,
                    "UPDATE work SET"
                    " sensitive = iif (work.sensitive = '', other.sensitive, work.sensitive),"
                    " expertise = iif (work.expertise = '', other.expertise, work.expertise)"
                    " FROM work AS other WHERE work.gid = ? AND other.gid = ?",
                    "gg", to, &from) &&
         cs_db_run (fold->db, error,
                    "INSERT OR IGNORE INTO segment (sensitive, expertise)"
                    " SELECT sensitive, expertise FROM work WHERE gid = ?1 AND (sensitive <> '' OR"
                    " expertise <> '')",
                    "g", to) &&
         cs_db_run (fold->db, error,
                    "DELETE FROM work WHERE gid = ?1 AND"
                    " NOT EXISTS (SELECT 1 FROM item WHERE case_gid = ?1)",
                    "g", &from);
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
    if (!move_item (fold, &item, &gid, error))
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
