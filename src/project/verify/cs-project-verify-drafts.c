/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-set-builder.h"
#include "cs-project-private.h"
#include "cs-project-verify.h"

/* One row of the table, which no hash covers: anybody may have put anything there. */
typedef struct {
  gint64 id, cursor;
  CsGid case_gid;
  CsHash base; /* zero: begun on nothing */
} Draft;

static gboolean
read_base (CsProject *project, const Draft *draft, CsMarkSet **ret_base, GError **error)
{
  CsHash object;
  CsGid case_gid;
  if (cs_hash_is_zero (&draft->base)) {
    *ret_base = cs_mark_set_new_empty ();
    return TRUE;
  }
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT object, case_gid FROM revision WHERE hash = ?", "h", &draft->base);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state < 0)
    return FALSE;
  if (state == 0)
    return cs_fail (error, CS_ERROR_CORRUPT, "it was begun on a version that is not there");
  if (!cs_stmt_gid (stmt, 1, &case_gid) || !cs_gid_equal (&case_gid, &draft->case_gid))
    return cs_fail (error, CS_ERROR_CORRUPT, "it was begun on a version of another case");
  cs_stmt_hash (stmt, 0, &object);
  *ret_base = cs_project_read_marks (project, &object, error);
  return *ret_base != NULL;
}

static gboolean
apply (CsMarkSetBuilder *builder, CsStmt *stmt, gint64 n, GError **error)
{
  gsize size = 0;
  const char *body = cs_stmt_text (stmt, 1);
  cs_stmt_blob (stmt, 1, &size);
  if (cs_stmt_int (stmt, 0) != n)
    return cs_fail (error, CS_ERROR_CORRUPT, "step %" G_GINT64_FORMAT " is missing", n + 1);
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_parse (body, size, error);
  gboolean ok = edit != NULL && cs_mark_set_builder_apply (builder, edit, error);
  if (!ok)
    g_prefix_error (error, "step %" G_GINT64_FORMAT ": ", n + 1);
  return ok;
}

/* Every step, also those that were undone and can be redone. */
static gboolean
check_steps (CsProject *project, const Draft *draft, GError **error)
{
  g_autoptr (CsMarkSet) base = NULL;
  if (!read_base (project, draft, &base, error))
    return FALSE;
  g_autoptr (CsMarkSetBuilder) builder = cs_mark_set_builder_new (base);
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_store_db (project->store), error,
                   "SELECT n, body FROM draft_op WHERE draft = ? ORDER BY n", "i", draft->id);
  gint64 n = 0;
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0)
    if (!apply (builder, stmt, n++, error))
      return FALSE;
  if (state == 0 && draft->cursor > n)
    return cs_fail (error, CS_ERROR_CORRUPT, "step %" G_GINT64_FORMAT " is missing", n + 1);
  return state == 0;
}

static char *
name_of (CsProject *project, const char *sql, const CsGid *gid)
{
  char hex[CS_GID_HEX + 1];
  g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), NULL, sql, "g", gid);
  return stmt != NULL && cs_stmt_step (stmt, NULL) > 0
             ? g_strdup (cs_stmt_text (stmt, 0))
             : g_strdup_printf ("%.12s, who or which is not in the project",
                                cs_gid_to_hex (gid, hex));
}

static gboolean
check_draft (CsProject *project, CsStmt *stmt, GPtrArray *problems, GError **error)
{
  Draft draft = { .id = cs_stmt_int (stmt, 0), .cursor = cs_stmt_int (stmt, 4) };
  CsGid person = { { 0 } };
  char hex[CS_GID_HEX + 1];
  g_auto (CsWork) work = { 0 };
  g_autoptr (GError) trouble = NULL;
  cs_stmt_gid (stmt, 1, &draft.case_gid);
  cs_stmt_gid (stmt, 2, &person);
  cs_stmt_hash (stmt, 3, &draft.base);
  gboolean ok = cs_project_work (project, &draft.case_gid, &work, &trouble) &&
                check_steps (project, &draft, &trouble);
  if (ok)
    return TRUE;
  if (cs_db_is_damaged (cs_index_db (project->index))) {
    g_propagate_error (error, g_steal_pointer (&trouble));
    return FALSE;
  }
  g_autofree char *who = name_of (project, "SELECT handle FROM person WHERE gid = ?", &person);
  g_autofree char *title =
      work.title != NULL ? g_strdup (work.title) : g_strdup (cs_gid_to_hex (&draft.case_gid, hex));
  cs_problems_add (problems, CS_SEVERITY_WARNING, "draft", cs_gid_to_hex (&draft.case_gid, hex),
                   "the draft of %s on \"%s\" cannot be taken up again: %s. Nothing that was "
                   "submitted is touched by it; task discard throws it away",
                   who, title, trouble->message);
  return TRUE;
}

gboolean
cs_project_verify_drafts (CsProject *project, GPtrArray *problems, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_store_db (project->store), error,
      "SELECT id, case_gid, person, base, cursor FROM draft ORDER BY case_gid, person", "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0)
    if (!check_draft (project, stmt, problems, error))
      return FALSE;
  return state == 0;
}
