/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-trend-acts.h"

#include <string.h>

#define BESIDE_SETTLED 2 /* of the column "state" */

static const char *const kinds[] = {
  [CS_TREND_ACCEPT] = "accept",       [CS_TREND_CORRECT] = "correct",
  [CS_TREND_SEND_BACK] = "send-back", [CS_TREND_REJECT] = "reject",
  [CS_TREND_SETTLE] = "adjudicate",   [CS_TREND_AGREE] = "countersign",
  [CS_TREND_MERGE] = "merge",         [CS_TREND_OPEN] = "unmerge",
};

static void
clear_act (gpointer act)
{
  g_clear_pointer (&((CsTrendAct *)act)->body, cs_json_unref);
}

static gboolean
add_row (CsStmt *stmt, GArray *acts)
{
  CsTrendAct act = { .kind = CS_TREND_SUBMIT,
                     .ord = cs_stmt_int (stmt, 2),
                     .wall = cs_stmt_int (stmt, 4),
                     .stage = (guint)cs_stmt_int (stmt, 6) };
  const char *kind = cs_stmt_text (stmt, 5), *body = cs_stmt_text (stmt, 7);
  for (guint i = CS_TREND_ACCEPT; kind != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kind, kinds[i]) == 0)
      act.kind = (CsTrendKind)i;
  if ((kind != NULL && act.kind == CS_TREND_SUBMIT) || !cs_stmt_hash (stmt, 0, &act.hash) ||
      !cs_stmt_gid (stmt, 1, &act.case_gid) || !cs_stmt_gid (stmt, 3, &act.person))
    return FALSE;
  act.body = body != NULL ? cs_json_parse_canonical (body, strlen (body), NULL) : NULL;
  g_array_append_val (acts, act);
  return TRUE;
}

static gboolean
add_rows (CsDb *db, const char *sql, GArray *acts, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (db, error, sql, "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0)
    if (!add_row (stmt, acts))
      return cs_fail (error, CS_ERROR_CORRUPT, "the index is damaged");
  return state == 0;
}

/* A version that a decision made follows it. */
static int
compare_acts (gconstpointer a, gconstpointer b)
{
  const CsTrendAct *first = a, *second = b;
  int by_case = memcmp (&first->case_gid, &second->case_gid, sizeof first->case_gid);
  if (by_case != 0)
    return by_case;
  if (first->ord != second->ord)
    return first->ord < second->ord ? -1 : 1;
  return (first->kind == CS_TREND_SUBMIT) - (second->kind == CS_TREND_SUBMIT);
}

static void
drop_versions_of_decisions (GArray *acts)
{
  guint n = 0;
  for (guint i = 0; i < acts->len; i++) {
    const CsTrendAct *act = &g_array_index (acts, CsTrendAct, i);
    if (n > 0 && act->kind == CS_TREND_SUBMIT &&
        cs_hash_equal (&act->hash, &g_array_index (acts, CsTrendAct, n - 1).hash))
      continue;
    g_array_index (acts, CsTrendAct, n++) = *act;
  }
  /* What is past N has no body, or one that was moved down. */
  g_array_set_clear_func (acts, NULL);
  g_array_set_size (acts, n);
  g_array_set_clear_func (acts, clear_act);
}

static CsTrendAct *
find_act (GArray *acts, const CsHash *hash, const CsGid *case_gid)
{
  guint low = 0, high = acts->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    const CsTrendAct *act = &g_array_index (acts, CsTrendAct, middle);
    if (memcmp (&act->case_gid, case_gid, sizeof *case_gid) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < acts->len; low++) {
    CsTrendAct *act = &g_array_index (acts, CsTrendAct, low);
    if (!cs_gid_equal (&act->case_gid, case_gid))
      return NULL;
    if (cs_hash_equal (&act->hash, hash))
      return act;
  }
  return NULL;
}

static gboolean
note_beside (CsDb *db, GArray *acts, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (db, error, "SELECT act, case_gid, state, settled FROM rival", "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsHash hash;
    CsGid gid;
    CsTrendAct *act = cs_stmt_hash (stmt, 0, &hash) && cs_stmt_gid (stmt, 1, &gid)
                          ? find_act (acts, &hash, &gid)
                          : NULL;
    if (act == NULL)
      continue;
    act->beside = TRUE;
    act->settled = cs_stmt_int (stmt, 2) == BESIDE_SETTLED;
    cs_stmt_hash (stmt, 3, &act->by);
  }
  return state == 0;
}

GArray *
cs_trend_acts (CsDb *db, GError **error)
{
  g_autoptr (GArray) acts = g_array_new (FALSE, FALSE, sizeof (CsTrendAct));
  g_array_set_clear_func (acts, clear_act);
  if (!add_rows (db,
                 "SELECT hash, case_gid, ord, person, wall, kind, stage, CASE WHEN kind IN"
                 " ('adjudicate', 'merge', 'unmerge') THEN body END FROM decision WHERE"
                 " withdrawn = 0",
                 acts, error) ||
      !add_rows (db,
                 "SELECT hash, case_gid, ord, person, wall, NULL, 0, NULL FROM revision WHERE"
                 " withdrawn = 0",
                 acts, error))
    return NULL;
  g_array_sort (acts, compare_acts);
  drop_versions_of_decisions (acts);
  return note_beside (db, acts, error) ? g_steal_pointer (&acts) : NULL;
}
