/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-relax-count.h"

#include <string.h>

#define COUNTED "kind IN ('accept', 'correct', 'reject', 'send-back')"
#define NOT_AS_IT_WAS "kind IN ('correct', 'reject', 'send-back')"

typedef struct {
  gint64 line, after;
} Start;

void
cs_relax_count_clear (CsRelaxCount *count)
{
  g_clear_pointer (&count->acts, g_array_unref);
}

/* The line of VERSION, and the act in it after which decisions at STAGE are counted. */
static gboolean
find_start (CsDb *index, guint version, guint stage, Start *ret_start, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      index, error,
      "WITH RECURSIVE up (line, relaxes, relaxed, ord) AS ("
      " SELECT line, relaxes, relaxed, ord FROM document WHERE kind = 'workflow' AND version = ?1"
      " UNION ALL SELECT d.line, d.relaxes, d.relaxed, d.ord FROM document d JOIN up"
      " ON d.kind = 'workflow' AND d.version = up.relaxes)"
      " SELECT min(line), max(ord) FROM up WHERE relaxes IS NULL OR relaxed = ?2",
      "ii", (gint64)version, (gint64)stage);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state > 0)
    *ret_start = (Start){ cs_stmt_int (stmt, 0), cs_stmt_int (stmt, 1) };
  return state > 0 || (state == 0 && cs_fail (error, CS_ERROR_CORRUPT, "the index is damaged"));
}

/* TRUE when the case was new to SEEN. */
static gboolean
is_another (GHashTable *seen, CsStmt *stmt, int column)
{
  CsGid gid = { { 0 } };
  char hex[CS_GID_HEX + 1];
  cs_stmt_gid (stmt, column, &gid);
  return g_hash_table_add (seen, g_strdup (cs_gid_to_hex (&gid, hex)));
}

/* --- those that are counted now --- */

static gboolean
count_one (CsDb *index, CsStmt *stmt, gint64 line, guint stage, CsRelaxCount *count, GError **error)
{
  CsHash act;
  CsGid gid = { { 0 } };
  gint64 other = 0;
  cs_stmt_hash (stmt, 0, &act);
  cs_stmt_gid (stmt, 1, &gid);
  g_array_append_val (count->acts, act);
  if (!cs_db_get_int (index, 0, &other, error,
                      "SELECT 1 FROM decision WHERE case_gid = ? AND line = ? AND stage = ? AND"
                      " withdrawn = 0 AND " NOT_AS_IT_WAS " LIMIT 1",
                      "gii", &gid, line, (gint64)stage))
    return FALSE;
  count->accepted += other == 0;
  return TRUE;
}

gboolean
cs_relax_count (CsDb *index, guint version, guint stage, guint of, CsRelaxCount *ret_count,
                GError **error)
{
  Start start;
  g_auto (CsRelaxCount) count = { 0, g_array_new (FALSE, FALSE, sizeof (CsHash)) };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!find_start (index, version, stage, &start, error))
    return FALSE;
  g_autoptr (CsStmt) stmt =
      cs_db_query (index, error,
                   "SELECT hash, case_gid FROM decision WHERE line = ? AND stage = ? AND ord > ?"
                   " AND withdrawn = 0 AND " COUNTED " ORDER BY ord DESC",
                   "iii", start.line, (gint64)stage, start.after);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && count.acts->len < of && (state = cs_stmt_step (stmt, error)) > 0)
    if (is_another (seen, stmt, 1) && !count_one (index, stmt, start.line, stage, &count, error))
      return FALSE;
  if (state < 0)
    return FALSE;
  *ret_count = count;
  count.acts = NULL;
  return TRUE;
}

/* --- those that somebody counted --- */

/* Something on an earlier version of the same case was not accepted as it was. */
static gboolean
was_put_right (CsDb *index, CsStmt *stmt, guint stage, gboolean *ret_was, GError **error)
{
  CsGid gid = { { 0 } };
  CsHash revision = { { 0 } };
  gint64 was = 0;
  cs_stmt_gid (stmt, 0, &gid);
  cs_stmt_hash (stmt, 2, &revision);
  *ret_was = strcmp (cs_stmt_text (stmt, 1), "accept") != 0;
  if (*ret_was)
    return TRUE;
  if (!cs_db_get_int (index, 0, &was, error,
                      "WITH RECURSIVE past (h) AS (SELECT parent FROM revision WHERE hash = ?1"
                      " AND parent IS NOT NULL UNION SELECT r.parent FROM revision r JOIN past"
                      " ON r.hash = past.h WHERE r.parent IS NOT NULL)"
                      " SELECT 1 FROM decision WHERE case_gid = ?2 AND stage = ?3 AND line = ?4"
                      " AND withdrawn = 0 AND " NOT_AS_IT_WAS
                      " AND revision IN (SELECT h FROM past) LIMIT 1",
                      "hgii", &revision, &gid, (gint64)stage, cs_stmt_int (stmt, 3)))
    return FALSE;
  *ret_was = was != 0;
  return TRUE;
}

/* A copy that published the workflow again meanwhile finds the decisions under that one. */
static CsStmt *
find_act (CsDb *index, const CsHash *act, const Start *start, guint stage, GError **error)
{
  return cs_db_query (index, error,
                      "SELECT case_gid, decision.kind, revision, decision.line FROM decision WHERE"
                      " hash = ?1 AND stage = ?2 AND ord > ?3 AND " COUNTED
                      " AND (line = ?4 OR EXISTS (SELECT 1 FROM document a JOIN document b ON"
                      " a.hash = b.hash WHERE a.kind = 'workflow' AND b.kind = 'workflow' AND"
                      " a.version = decision.line AND b.version = ?4))",
                      "hiii", act, (gint64)stage, start->after, start->line);
}

gboolean
cs_relax_recount (CsDb *index, guint version, guint stage, const CsJson *acts, int *ret_accepted,
                  GError **error)
{
  Start start;
  int accepted = 0;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!find_start (index, version, stage, &start, error))
    return FALSE;
  for (guint i = 0; accepted >= 0 && i < cs_json_length (acts); i++) {
    CsHash act;
    gboolean not_as_it_was = FALSE;
    cs_hash_from_hex (cs_json_string (cs_json_at (acts, i)), &act);
    g_autoptr (CsStmt) stmt = find_act (index, &act, &start, stage, error);
    int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
    if (state < 0 || (state > 0 && !was_put_right (index, stmt, stage, &not_as_it_was, error)))
      return FALSE;
    if (state == 0 || !is_another (seen, stmt, 0))
      accepted = -1;
    else
      accepted += !not_as_it_was;
  }
  *ret_accepted = accepted;
  return TRUE;
}

char *
cs_relax_short_words (const char *key, const CsRelaxStep *step, guint accepted, guint decided)
{
  const char *word = cs_stage_word (key);
  if (step->of == 1 && decided == 0)
    return g_strdup_printf ("the rule looks at the last case that people decided at %s, and there "
                            "is none yet",
                            word);
  if (step->of == 1 && accepted == 0)
    return g_strdup_printf ("at %s the last case was not accepted as it was", word);
  if (decided < step->of)
    return g_strdup_printf ("the rule looks at the last %u cases that people decided at %s, and "
                            "there %s %u yet",
                            step->of, word, decided == 1 ? "is" : "are", decided);
  if (accepted < step->accepted)
    return g_strdup_printf ("at %s %u of the last %u cases were accepted as they were, and the "
                            "rule wants %u",
                            word, accepted, decided, step->accepted);
  return NULL;
}
