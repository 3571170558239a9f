/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-news.h"
#include "cs-project-private.h"

#include <string.h>

static void
clause_news_free (gpointer data)
{
  CsClauseNews *news = data;
  g_free (news->id);
  g_free (news->heading);
  g_free (news);
}

void
cs_guideline_news_free (CsGuidelineNews *news)
{
  if (news == NULL)
    return;
  g_clear_pointer (&news->versions, g_ptr_array_unref);
  g_clear_pointer (&news->clauses, g_ptr_array_unref);
  g_free (news);
}

static void
add_clause (GPtrArray *list, const CsClause *clause, CsClauseChange change)
{
  CsClauseNews *news = g_new0 (CsClauseNews, 1);
  news->id = g_strdup (clause->id);
  news->heading = g_strdup (clause->heading);
  news->is_generated = clause->is_generated;
  news->change = change;
  g_ptr_array_add (list, news);
}

/* Heading and own text, byte for byte. */
static gboolean
same_text (const CsGuideline *a, const CsClause *in_a, const CsGuideline *b, const CsClause *in_b)
{
  gsize size = in_a->end - in_a->start;
  return size == in_b->end - in_b->start &&
         memcmp (a->text + in_a->start, b->text + in_b->start, size) == 0;
}

static void
compare_clauses (const CsGuideline *before, const CsGuideline *after, GPtrArray *list)
{
  for (guint i = 0; i < after->clauses->n_clauses; i++) {
    const CsClause *now = &after->clauses->clauses[i];
    const CsClause *then = before != NULL ? cs_clauses_find (before->clauses, now->id) : NULL;
    if (then == NULL)
      add_clause (list, now, CS_CLAUSE_ADDED);
    else if (!same_text (before, then, after, now))
      add_clause (list, now, CS_CLAUSE_CHANGED);
  }
  for (guint i = 0; before != NULL && i < before->clauses->n_clauses; i++) {
    const CsClause *then = &before->clauses->clauses[i];
    if (cs_clauses_find (after->clauses, then->id) == NULL)
      add_clause (list, then, CS_CLAUSE_REMOVED);
  }
}

static CsGuideline *
load_version (CsProject *project, const CsHash *hash, GError **error)
{
  gsize size = 0;
  g_autoptr (GBytes) bytes = cs_project_object (project, hash, error);
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  return text != NULL ? cs_guideline_parse (text, size, error) : NULL;
}

static gboolean
load_read (CsProject *project, const CsReader *reader, CsGuidelineNews *news, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), error,
      "SELECT version, document FROM acknowledged WHERE person = ?", "g", &reader->person);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state > 0) {
    news->read = cs_stmt_int (stmt, 0);
    cs_stmt_hash (stmt, 1, &news->read_hash);
  }
  return state >= 0;
}

static void
keep_unread (CsGuidelineNews *news)
{
  for (guint i = 0; i < news->versions->len;) {
    const CsDocumentRow *row = news->versions->pdata[i];
    news->now = MAX (news->now, row->version);
    if (row->version <= news->read) {
      g_ptr_array_remove_index (news->versions, i);
      continue;
    }
    news->decisions = news->decisions || g_strcmp0 (row->change, "decisions") == 0;
    i++;
  }
}

CsGuidelineNews *
cs_project_guideline_news (CsProject *project, const CsReader *reader, GError **error)
{
  CsGuideline *now = NULL;
  g_autoptr (CsGuideline) before = NULL;
  g_autoptr (CsGuidelineNews) news = g_new0 (CsGuidelineNews, 1);
  news->clauses = g_ptr_array_new_with_free_func (clause_news_free);
  news->versions = cs_project_documents (project, reader, "guideline", error);
  if (news->versions == NULL || !load_read (project, reader, news, error) ||
      !cs_project_guideline (project, &now, NULL, error))
    return NULL;
  keep_unread (news);
  if (news->read > 0 && news->versions->len > 0) {
    before = load_version (project, &news->read_hash, error);
    if (before == NULL)
      return NULL;
  }
  if (now != NULL && news->versions->len > 0)
    compare_clauses (before, now, news->clauses);
  return g_steal_pointer (&news);
}

gboolean
cs_project_ack_guideline (CsProject *project, GError **error)
{
  CsHash hash;
  g_autoptr (GError) inner = NULL;
  if (!cs_project_document_hash (project, "guideline", &hash, &inner)) {
    if (inner == NULL)
      return cs_fail (error, CS_ERROR_NOT_FOUND, "no guideline was published yet");
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  CsJson *body = cs_json_new_object ();
  cs_put_time (body, project->env);
  cs_json_put_hash (body, "object", &hash);
  return cs_project_do (project, "guideline.ack", body, NULL, error);
}
