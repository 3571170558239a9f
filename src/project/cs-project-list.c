/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-list.h"
#include "cs-project-private.h"

#include <string.h>

void
cs_case_line_free (CsCaseLine *line)
{
  if (line == NULL)
    return;
  cs_case_row_free (line->row);
  g_free (line->with);
  g_free (line);
}

/* Hands each row of STMT, whose first column is a case, to the line of that case. */
static gboolean
each_row (GHashTable *lines, CsStmt *stmt, void (*add) (CsCaseLine *line, CsStmt *stmt),
          GError **error)
{
  if (stmt == NULL)
    return FALSE;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    CsGid gid;
    CsCaseLine *line = cs_stmt_gid (stmt, 0, &gid) ? g_hash_table_lookup (lines, &gid) : NULL;
    if (line != NULL)
      add (line, stmt);
  }
  return state == 0;
}

static void
add_items (CsCaseLine *line, CsStmt *stmt)
{
  const char *kind = cs_stmt_text (stmt, 1);
  guint count = (guint)cs_stmt_int (stmt, 2);
  if (strcmp (kind, "text") == 0)
    line->texts += count;
  else if (strcmp (kind, "series") == 0)
    line->series += count, line->slices += cs_stmt_int (stmt, 3);
  else
    line->images += count;
}

static void
add_assignee (CsCaseLine *line, CsStmt *stmt)
{
  if (line->with == NULL && line->row->status <= CS_CASE_HELD && line->row->stage[0] != '\0')
    line->with = g_strdup (cs_stmt_text (stmt, 1));
}

static void
add_wall (CsCaseLine *line, CsStmt *stmt)
{
  if (!line->row->has_revision)
    return; /* taken back, or not this reader's to know */
  line->wall = MAX (line->wall, cs_stmt_int (stmt, 1));
}

static void
add_own (CsCaseLine *line, CsStmt *stmt)
{
  line->marks = TRUE;
}

static gboolean
fill (CsProject *project, const CsReader *reader, GHashTable *lines, GError **error)
{
  CsDb *db = cs_index_db (project->index);
  g_autoptr (CsStmt) items = cs_db_query (
      db, error,
      "SELECT case_gid, kind, count(*), CAST(min(total(units), 9007199254740991) AS INTEGER)"
      " FROM item GROUP BY case_gid, kind",
      "");
  g_autoptr (CsStmt) assigned = cs_db_query (db, error,
                                             "SELECT work.gid, person.handle FROM work JOIN person"
                                             " ON person.gid = work.assigned",
                                             "");
  g_autoptr (CsStmt) walls =
      cs_db_query (db, error,
                   "SELECT case_gid, max(wall) FROM revision WHERE withdrawn = 0 GROUP BY case_gid"
                   " UNION ALL SELECT case_gid, max(wall) FROM decision WHERE withdrawn = 0"
                   " GROUP BY case_gid",
                   "");
  g_autoptr (CsStmt) own = cs_db_query (db, error,
                                        "SELECT work.gid FROM work JOIN author"
                                        " ON author.revision = work.revision WHERE person = ?1"
                                        " UNION SELECT gid FROM work WHERE holder = ?1"
                                        " OR assigned = ?1",
                                        "g", &reader->person);
  return each_row (lines, items, add_items, error) &&
         each_row (lines, assigned, add_assignee, error) &&
         each_row (lines, walls, add_wall, error) && each_row (lines, own, add_own, error);
}

GPtrArray *
cs_project_case_list (CsProject *project, const CsReader *reader, GError **error)
{
  g_autoptr (GPtrArray) rows = cs_project_cases (project, reader, error);
  if (rows == NULL)
    return NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_full (rows->len, (GDestroyNotify)cs_case_line_free);
  g_autoptr (GHashTable) by_gid = g_hash_table_new (cs_gid_hash_func, cs_gid_equal_func);
  const CsRuleState anybody = { .project_exists = TRUE };
  gboolean sees_all = cs_rules_sees_marks (reader, &anybody);
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++) {
    CsCaseLine *line = g_new0 (CsCaseLine, 1);
    line->row = rows->pdata[i];
    line->with = g_strdup (line->row->holder);
    line->marks = sees_all;
    g_ptr_array_add (lines, line);
    g_hash_table_insert (by_gid, &line->row->gid, line);
  }
  return fill (project, reader, by_gid, error) ? g_steal_pointer (&lines) : NULL;
}
