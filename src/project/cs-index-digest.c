/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-index-private.h"

#include <string.h>

const char *const cs_index_tables[] = {
  "acknowledged", "author",       "case_event",    "control",  "decision",    "document",
  "dropped",      "effort",       "escalation",    "former",   "former_item", "item",
  "mark",         "meta",         "part",          "person",   "reading",     "pause",
  "release",      "remark",       "remark_answer", "revision", "rival",       "segment",
  "signature",    "sitting",      "skip",          "skipped",  "source",      "suggestion",
  "tip",          "unrecognised", "work",          NULL,
};

/* Each column as SQL writes it, sorted by all of them; RET_N says how many there are. */
static char *
quoted_row_sql (CsDb *db, const char *table, guint *ret_n, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (db, error, "SELECT name FROM pragma_table_info(?)", "t", table);
  if (stmt == NULL)
    return NULL;
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (GString) order = g_string_new (" ORDER BY ");
  guint n = 0;
  for (; cs_stmt_step (stmt, error) > 0; n++) {
    g_string_append_printf (sql, "%squote(%s)", n > 0 ? ", " : "", cs_stmt_text (stmt, 0));
    g_string_append_printf (order, "%s%u", n > 0 ? ", " : "", n + 1);
  }
  *ret_n = n;
  return g_strconcat (sql->str, " FROM ", table, order->str, NULL);
}

static gboolean
add_table (CsDb *db, const char *table, CsHasher *hasher, GError **error)
{
  guint n = 0;
  g_autofree char *sql = quoted_row_sql (db, table, &n, error);
  g_autoptr (CsStmt) stmt = sql != NULL ? cs_db_query (db, error, sql, "") : NULL;
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0)
    for (guint i = 0; i < n; i++) {
      const char *value = cs_stmt_text (stmt, (int)i);
      cs_hasher_add (hasher, value, strlen (value) + 1);
    }
  return state == 0;
}

gboolean
cs_index_digest (CsIndex *index, CsHash *ret_digest, GError **error)
{
  g_autoptr (CsHasher) hasher = cs_hasher_new ();
  for (guint i = 0; cs_index_tables[i] != NULL; i++) {
    const char *table = cs_index_tables[i];
    /* Progress and local ids differ between copies of the same state. */
    if (strcmp (table, "meta") != 0 && strcmp (table, "case_event") != 0 &&
        !add_table (index->db, table, hasher, error))
      return FALSE;
  }
  cs_hasher_finish (hasher, ret_digest);
  return TRUE;
}
