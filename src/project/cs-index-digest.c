/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-index-private.h"

#include <string.h>

const char *const cs_index_tables[] = {
  "acknowledged",  "author",   "case_event",   "decision", "document", "dropped", "escalation",
  "item",          "mark",     "meta",         "part",     "person",   "release", "remark",
  "remark_answer", "revision", "signature",    "sitting",  "skip",     "skipped", "source",
  "suggestion",    "tip",      "unrecognised", "work",     NULL,
};

static char *
quoted_row_sql (CsDb *db, const char *table, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (db, error, "SELECT name FROM pragma_table_info(?)", "t", table);
  if (stmt == NULL)
    return NULL;
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  for (int n = 0; cs_stmt_step (stmt, error) > 0; n++)
    g_string_append_printf (sql, "%squote(%s)", n > 0 ? " || ',' || " : "", cs_stmt_text (stmt, 0));
  g_string_append_printf (sql, " FROM %s ORDER BY 1", table);
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

gboolean
cs_index_digest (CsIndex *index, CsHash *ret_digest, GError **error)
{
  g_autoptr (CsHasher) hasher = cs_hasher_new ();
  for (guint i = 0; cs_index_tables[i] != NULL; i++) {
    const char *table = cs_index_tables[i];
    /* Progress and local ids differ between copies of the same state. */
    if (strcmp (table, "meta") == 0 || strcmp (table, "case_event") == 0)
      continue;
    g_autofree char *sql = quoted_row_sql (index->db, table, error);
    g_autoptr (CsStmt) stmt = sql != NULL ? cs_db_query (index->db, error, sql, "") : NULL;
    if (stmt == NULL)
      return FALSE;
    int state;
    while ((state = cs_stmt_step (stmt, error)) > 0) {
      const char *row = cs_stmt_text (stmt, 0);
      cs_hasher_add (hasher, row, strlen (row) + 1);
    }
    if (state < 0)
      return FALSE;
  }
  cs_hasher_finish (hasher, ret_digest);
  return TRUE;
}
