/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Items go from one case into another, and back where somebody began the former one in a copy that
 * knew nothing of it: what is worked on goes before how cases are cut. */
#include "cs-event-kind.h"

#include <string.h>

/* Kept from whom, how urgent, until when and whose it was go along: the strictest of all, and the
 * people where all of them agree. */
static gboolean
take_along (CsFold *fold, const CsGid *from, const CsGid *to, gboolean first, GError **error)
{
  return cs_db_run (fold->db, error,
                    "UPDATE work SET"
                    " sensitive = iif (work.sensitive = '', other.sensitive, work.sensitive),"
                    " expertise = iif (work.expertise = '', other.expertise, work.expertise),"
                    " goal = iif (?3 OR other.priority > work.priority, other.goal, work.goal),"
                    " priority = iif (?3, other.priority, max (work.priority, other.priority)),"
                    " due = min (work.due, other.due),"
                    " assigned = iif (?3 OR work.assigned IS other.assigned, other.assigned, NULL),"
                    " readings = iif (?3 OR coalesce (work.readings, x'') = coalesce"
                    " (other.readings, x''), other.readings, NULL)"
                    " FROM work AS other WHERE work.gid = ?1 AND other.gid = ?2",
                    "ggi", to, from, (gint64)first) &&
         cs_db_run (fold->db, error, "DELETE FROM reading WHERE case_gid = ?", "g", to) &&
         cs_db_run (fold->db, error,
                    "INSERT INTO reading (person, state, case_gid) SELECT person, state, ?1 FROM"
                    " reading WHERE case_gid = ?2 AND (SELECT length (readings) FROM work WHERE"
                    " gid = ?1) > 0",
                    "gg", to, from) &&
         cs_db_run (fold->db, error,
                    "INSERT OR IGNORE INTO segment (sensitive, expertise)"
                    " SELECT sensitive, expertise FROM work WHERE gid = ?1 AND (sensitive <> '' OR"
                    " expertise <> '')",
                    "g", to);
}

/* A case without items goes; how it was is kept. */
static gboolean
end_case (CsFold *fold, const CsGid *gid, GError **error)
{
  static const char empty[] = " WHERE gid = ?1 AND NOT EXISTS (SELECT 1 FROM item WHERE"
                              " case_gid = ?1)";
  g_autofree char *keep =
      g_strconcat ("INSERT OR REPLACE INTO former SELECT * FROM work", empty, NULL);
  g_autofree char *end = g_strconcat ("DELETE FROM work", empty, NULL);
  return cs_db_run (fold->db, error, keep, "g", gid) && cs_db_run (fold->db, error, end, "g", gid);
}

gboolean
cs_fold_move_item (CsFold *fold, const CsGid *item, const CsGid *to, gboolean first, GError **error)
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
                    "INSERT OR IGNORE INTO former_item (case_gid, item) VALUES (?, ?)", "gg", &from,
                    item) &&
         take_along (fold, &from, to, first, error) && end_case (fold, &from, error);
}

/* Where the items of a former case are now; NULL with no ERROR when somebody has worked on one of
 * these, or there is no such case. GArray of CsGid. */
static GArray *
cases_now (CsFold *fold, const CsGid *gid, GError **error)
{
  g_autoptr (GArray) cases = g_array_new (FALSE, FALSE, sizeof (CsGid));
  g_autoptr (CsStmt) stmt =
      cs_db_query (fold->db, error,
                   "SELECT DISTINCT work.gid, work.worked FROM former JOIN former_item ON"
                   " former_item.case_gid = former.gid JOIN item ON item.gid = former_item.item"
                   " JOIN work ON work.gid = item.case_gid WHERE former.gid = ?",
                   "g", gid);
  int state = stmt != NULL ? 1 : -1;
  gboolean worked = FALSE;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid now;
    worked = worked || cs_stmt_int (stmt, 1) != 0;
    if (cs_stmt_gid (stmt, 0, &now))
      g_array_append_val (cases, now);
  }
  return state == 0 && !worked && cases->len > 0 ? g_steal_pointer (&cases) : NULL;
}

gboolean
cs_fold_bring_back (CsFold *fold, const CsJson *body, gboolean *ret_back, GError **error)
{
  CsGid gid;
  g_autoptr (GError) inner = NULL;
  *ret_back = FALSE;
  if (!cs_json_get_gid (body, "case", &gid))
    return TRUE;
  g_autoptr (GArray) cases = cases_now (fold, &gid, &inner);
  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  if (cases == NULL)
    return TRUE;
  *ret_back = TRUE;
  gboolean good =
      cs_db_run (fold->db, error, "INSERT INTO work SELECT * FROM former WHERE gid = ?", "g",
                 &gid) &&
      cs_db_run (fold->db, error,
                 "UPDATE item SET case_gid = ?1 WHERE gid IN (SELECT item FROM former_item WHERE"
                 " case_gid = ?1)",
                 "g", &gid) &&
      cs_db_run (fold->db, error, "DELETE FROM former WHERE gid = ?", "g", &gid) &&
      cs_db_run (fold->db, error, "DELETE FROM former_item WHERE case_gid = ?", "g", &gid);
  for (guint i = 0; good && i < cases->len; i++)
    good = end_case (fold, &g_array_index (cases, CsGid, i), error);
  return good;
}
