/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-signoff.h"
#include "cs-project-private.h"

#include <string.h>

void
cs_sign_row_free (CsSignRow *row)
{
  if (row == NULL)
    return;
  g_free (row->title);
  g_free (row->reason);
  g_free (row);
}

/* --- one row --- */

/* A refusal without the name of the case that stands before it. */
static char *
bare_reason (const char *message, const char *title)
{
  g_autofree char *prefix = g_strdup_printf ("\"%s\": ", title);
  return g_strdup (g_str_has_prefix (message, prefix) ? message + strlen (prefix) : message);
}

static void
ask_rules (CsProject *project, CsSignRow *row, gboolean said)
{
  g_autoptr (GError) refusal = NULL;
  row->may_review = !said && cs_project_may_sign (project, &row->case_gid, 1, "reviewed", NULL);
  row->may_approve = cs_project_may_sign (project, &row->case_gid, 1, "approved", &refusal);
  if (row->may_approve || row->may_review)
    return;
  row->reason = row->corrected ? g_strdup ("corrected by you; waits for a second person")
                               : bare_reason (refusal->message, row->title);
}

static gboolean
read_answers (CsProject *project, CsSignRow *row, GError **error)
{
  g_autoptr (CsMarkSet) set = cs_project_marks_of (project, &row->revision, error);
  for (guint i = 0; set != NULL && i < set->n_answers; i++)
    row->answer = MAX (row->answer, set->answers[i].answer);
  return set != NULL;
}

/* The columns of LIST_QUERY below. */
static CsSignRow *
read_row (CsProject *project, CsStmt *stmt, GError **error)
{
  g_autoptr (CsSignRow) row = g_new0 (CsSignRow, 1);
  cs_stmt_gid (stmt, 0, &row->case_gid);
  row->title = g_strdup (cs_stmt_text (stmt, 1));
  cs_stmt_hash (stmt, 2, &row->revision);
  row->marks = cs_stmt_int (stmt, 3);
  row->corrected = cs_stmt_int (stmt, 4) != 0;
  row->not_shown = cs_stmt_int (stmt, 5);
  row->texts_not_shown = cs_stmt_int (stmt, 6);
  gboolean said = cs_stmt_int (stmt, 7) != 0;
  row->relations = cs_stmt_int (stmt, 8);
  ask_rules (project, row, said);
  if (row->marks == 0 && !read_answers (project, row, error))
    return NULL;
  return g_steal_pointer (&row);
}

/* --- the list --- */

/* ?1 the signer, ?2 one case or NULL, ?3 whether the signer is an SME. */
#define BY_SIGNER "person = ?1 AND withdrawn = 0"
#define ACCEPTANCE                                                                                 \
  " FROM decision WHERE case_gid = work.gid AND decision.revision = work.revision AND"             \
  " kind = 'accept' AND " BY_SIGNER
#define CORRECTED                                                                                  \
  "(status < 2 AND EXISTS (SELECT 1 FROM decision WHERE hash = work.revision AND kind = 'correct'" \
  " AND " BY_SIGNER "))"
#define SAID                                                                                       \
  "EXISTS (SELECT 1 FROM signature WHERE case_gid = work.gid AND person = ?1 AND"                  \
  " signature.revision = work.revision)"
#define SEEN(column)                                                                               \
  "coalesce((SELECT " column " FROM decision WHERE case_gid = work.gid AND (hash ="                \
  " work.revision OR (decision.revision = work.revision AND kind = 'accept')) AND " BY_SIGNER      \
  " AND evidence IS NOT NULL ORDER BY ord DESC), 0)"
#define UNSEEN SEEN ("unread") ", " SEEN ("unread_texts")
#define LIST_QUERY                                                                                 \
  "SELECT work.gid, work.title, work.revision, coalesce(revision.marks - revision.relations, "     \
  "0), " CORRECTED ", " UNSEEN ", " SAID ", coalesce(revision.relations, 0) FROM work LEFT JOIN "  \
  "revision ON revision.hash = work.revision"                                                      \
  " WHERE work.gid = ?2 OR (?2 IS NULL AND ((status = 2 AND accepted_by = ?1) OR " CORRECTED       \
  " OR (?3 = 0 AND status < 4 AND EXISTS (SELECT 1" ACCEPTANCE ") AND NOT " SAID ")))"             \
  " ORDER BY work.ord"

G_STATIC_ASSERT (CS_CASE_ACCEPTED == 2 && CS_CASE_REJECTED == 4);

GPtrArray *
cs_project_sign_list (CsProject *project, const CsGid *case_gid, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_sign_row_free);
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error, LIST_QUERY, "ggi", &reader.person, case_gid,
                   (gint64)((reader.roles & CS_ROLE_SME) != 0));
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsSignRow *row = read_row (project, stmt, error);
    if (row == NULL)
      return NULL;
    g_ptr_array_add (rows, row);
  }
  return state == 0 ? g_steal_pointer (&rows) : NULL;
}

/* --- what was signed --- */

CsJson *
cs_project_last_signoff (CsProject *project, CsHash *ret_hash, GError **error)
{
  CsReader reader = cs_project_reader (project);
  CsHash hash;
  gsize size = 0;
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT manifest FROM signature WHERE person = ? ORDER BY ord DESC LIMIT 1", "g",
                   &reader.person);
  if (stmt == NULL || cs_stmt_step (stmt, error) <= 0 || !cs_stmt_hash (stmt, 0, &hash))
    return NULL;
  g_autoptr (GBytes) bytes = cs_project_object (project, &hash, error);
  if (bytes == NULL)
    return NULL;
  const char *text = g_bytes_get_data (bytes, &size);
  CsJson *manifest = cs_json_parse_canonical (text, size, error);
  if (manifest != NULL)
    *ret_hash = hash;
  return manifest;
}
