/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-list.h"
#include "cs-project-look.h"

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
each_row (GHashTable *lines, CsStmt *taken_stmt, void (*add) (CsCaseLine *line, CsStmt *stmt),
          GCancellable *cancellable, GError **error)
{
  g_autoptr (CsStmt) stmt = taken_stmt;
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid gid;
    if (g_cancellable_is_cancelled (cancellable))
      return cs_fail (error, CS_ERROR_CANCELLED, "stopped");
    CsCaseLine *line = cs_stmt_gid (stmt, 0, &gid) ? g_hash_table_lookup (lines, &gid) : NULL;
    if (line != NULL)
      add (line, stmt);
  }
  return state == 0;
}

static void
add_item (CsCaseLine *line, CsStmt *stmt)
{
  const char *kind = cs_stmt_text (stmt, 1);
  gint64 units = cs_stmt_int (stmt, 2);
  line->row->items++;
  if (strcmp (kind, "text") == 0)
    line->texts++;
  else if (strcmp (kind, "series") != 0)
    line->images++;
  else {
    line->series++;
    line->slices = units < CS_JSON_MAX_INT - line->slices ? line->slices + units : CS_JSON_MAX_INT;
  }
}

static void
add_wall (CsCaseLine *line, CsStmt *stmt)
{
  if (!line->row->has_revision)
    return; /* taken back, or not this reader's to know */
  if (!line->row->handed_in || cs_stmt_int (stmt, 2) != 0) /* what others did then is not told */
    line->wall = MAX (line->wall, cs_stmt_int (stmt, 1));
}

/* Of several readers all. */
static char *
with_of (const CsCaseRow *row)
{
  if (row->readers != NULL)
    return g_strjoinv (", ", row->readers);
  return g_strdup (row->holder != NULL ? row->holder : row->assigned);
}

/* Each table is walked once in its own order: to group or to join would cost more. */
static gboolean
fill (CsProject *project, const CsGid *reader, GHashTable *lines, GCancellable *cancellable,
      GError **error)
{
  CsDb *db = cs_index_db (project->index);
  return each_row (lines, cs_db_query (db, error, "SELECT case_gid, kind, units FROM item", ""),
                   add_item, cancellable, error) &&
         each_row (lines,
                   cs_db_query (db, error,
                                "SELECT case_gid, wall, person = ? FROM revision"
                                " WHERE withdrawn = 0",
                                "g", reader),
                   add_wall, cancellable, error) &&
         each_row (lines,
                   cs_db_query (db, error,
                                "SELECT case_gid, wall, person = ? FROM decision"
                                " WHERE withdrawn = 0",
                                "g", reader),
                   add_wall, cancellable, error);
}

GPtrArray *
cs_project_case_list (CsProject *project, const CsReader *reader, GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GPtrArray) rows = cs_project_case_rows (project, reader, cancellable, error);
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
    line->with = with_of (line->row);
    line->marks = sees_all || line->row->own;
    g_ptr_array_add (lines, line);
    g_hash_table_insert (by_gid, &line->row->gid, line);
  }
  return fill (project, &reader->person, by_gid, cancellable, error) ? g_steal_pointer (&lines)
                                                                     : NULL;
}
