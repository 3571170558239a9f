/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody handed in for a control case, held against what is right: found anew wherever the
 * journal is folded, and written into no event. */
#include "cs-event-kind.h"
#include "cs-mark-score.h"

#include <string.h>

gboolean
cs_fold_worked_on (CsDb *db, const CsGid *case_gid, const CsGid *person, gboolean *ret_did,
                   GError **error)
{
  gint64 did = 0;
  if (!cs_db_get_int (db, 0, &did, error,
                      "SELECT EXISTS (SELECT 1 FROM revision JOIN author ON revision.hash ="
                      " author.revision WHERE case_gid = ?1 AND author.person = ?2) OR EXISTS"
                      " (SELECT 1 FROM revision WHERE case_gid = ?1 AND person = ?2) OR EXISTS"
                      " (SELECT 1 FROM decision WHERE case_gid = ?1 AND person = ?2) OR EXISTS"
                      " (SELECT 1 FROM signature WHERE case_gid = ?1 AND person = ?2) OR EXISTS"
                      " (SELECT 1 FROM remark WHERE case_gid = ?1 AND person = ?2) OR EXISTS"
                      " (SELECT 1 FROM look WHERE case_gid = ?1 AND person = ?2) OR EXISTS"
                      " (SELECT 1 FROM skip WHERE case_gid = ?1 AND person = ?2) OR EXISTS"
                      " (SELECT 1 FROM escalation WHERE case_gid = ?1 AND"
                      " (person = ?2 OR ruled_by = ?2 OR agreed_by = ?2))",
                      "gg", case_gid, person))
    return FALSE;
  *ret_did = did != 0;
  return TRUE;
}

gboolean
cs_controls_in_use (CsDb *db, const CsWorkflows *all, gboolean *ret_used, GError **error)
{
  gint64 there = 0;
  if (all == NULL ||
      !cs_db_get_int (db, 0, &there, error, "SELECT EXISTS (SELECT 1 FROM control)", ""))
    return FALSE;
  *ret_used = there != 0 || all->versions[all->n - 1]->control.said;
  return TRUE;
}

gboolean
cs_fold_failed (CsDb *db, const CsControlRule *rule, const CsGid *person, guint *ret_failed,
                guint *ret_of, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      db, error,
      "SELECT count(*), total(percent < ?1) FROM (SELECT percent FROM control JOIN revision ON"
      " revision.hash = control.act AND withdrawn = 0 WHERE control.person = ?2 AND percent >= 0"
      " AND revision.ord > coalesce ((SELECT max (ended_ord) FROM pause WHERE pause.person = ?2"
      " AND by IS NULL), 0) ORDER BY revision.ord DESC LIMIT ?3)",
      "igi", (gint64)rule->at_least, person, (gint64)rule->of_last);
  if (stmt == NULL || cs_stmt_step (stmt, error) < 0)
    return FALSE;
  *ret_of = (guint)cs_stmt_int (stmt, 0);
  *ret_failed = (guint)cs_stmt_int (stmt, 1);
  return TRUE;
}

static CsMarkSet *
marks_of (CsFold *fold, const CsHash *version, GError **error)
{
  CsHash object;
  g_autoptr (CsStmt) stmt =
      cs_db_query (fold->db, error, "SELECT object FROM revision WHERE hash = ?", "h", version);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state > 0 && cs_stmt_hash (stmt, 0, &object))
    return cs_fold_read_marks (fold, &object, error);
  if (state >= 0)
    cs_fail (error, CS_ERROR_NOT_FOUND, "there is no such version");
  return NULL;
}

/* READING on the items that it is compared on, which ITEMS names. */
static CsMarkSet *
on_items (const CsMarkSet *reading, const char *items, GError **error)
{
  g_autoptr (CsJson) list = cs_json_parse_canonical (items, strlen (items), error);
  if (list == NULL)
    return NULL;
  guint n = cs_json_length (list);
  g_autofree CsGid *from = g_new0 (CsGid, n + 1), *to = g_new0 (CsGid, n + 1);
  for (guint i = 0; i < n; i++) {
    cs_json_get_gid (cs_json_at (list, i), "item", &from[i]);
    cs_json_get_gid (cs_json_at (list, i), "of", &to[i]);
  }
  return cs_mark_set_on_items (reading, from, to, n, error);
}

static gboolean
score (CsFold *fold, const CsJson *body, const CsWork *work, CsMarkScore *ret_score, GError **error)
{
  CsHash right, object;
  g_autoptr (CsStmt) stmt =
      cs_db_query (fold->db, error, "SELECT right_version, items FROM control WHERE case_gid = ?",
                   "g", &work->gid);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  const CsWorkflow *workflow = cs_fold_workflow (fold, work, error);
  if (state <= 0 || workflow == NULL)
    return state == 0 ? cs_fail (error, CS_ERROR_CORRUPT, "the index is damaged") : FALSE;
  cs_stmt_hash (stmt, 0, &right);
  cs_json_get_hash (body, "object", &object);
  g_autoptr (CsMarkSet) wanted = marks_of (fold, &right, error);
  g_autoptr (CsMarkSet) said = wanted != NULL ? cs_fold_read_marks (fold, &object, error) : NULL;
  g_autoptr (CsMarkSet) moved =
      said != NULL ? on_items (said, cs_stmt_text (stmt, 1), error) : NULL;
  if (moved == NULL)
    return FALSE;
  cs_mark_score (wanted, moved, &workflow->stages[0].agree, ret_score);
  return TRUE;
}

/* Where what is right cannot be read any more the reading is no worse for it. */
gboolean
cs_fold_control (CsFold *fold, const CsJson *body, const CsWork *work, GError **error)
{
  CsMarkScore found = { 0 };
  g_autoptr (GError) inner = NULL;
  if (cs_gid_is_zero (&work->control))
    return TRUE;
  gboolean known = score (fold, body, work, &found, &inner);
  if (!known && cs_db_is_damaged (fold->db)) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  return cs_db_run (fold->db, error,
                    "UPDATE control SET act = ?, percent = ?, found = ?, missed = ?, extra = ?,"
                    " wrong = ?, shifted = ?, answers = ? WHERE case_gid = ?",
                    "hiiiiiiig", &fold->event->hash,
                    known ? (gint64)cs_mark_score_percent (&found) : (gint64)-1,
                    (gint64)found.found, (gint64)found.missed, (gint64)found.extra,
                    (gint64)found.wrong, (gint64)found.shifted, (gint64)found.answers, &work->gid);
}
