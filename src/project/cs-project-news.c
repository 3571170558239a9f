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
  g_free (news->note);
  g_free (news->effect);
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

static void
compare_clauses (const CsGuideline *before, const CsGuideline *after, GPtrArray *list)
{
  for (guint i = 0; i < after->clauses->n_clauses; i++) {
    const CsClause *now = &after->clauses->clauses[i];
    const CsClause *then = before != NULL ? cs_clauses_find (before->clauses, now->id) : NULL;
    if (then == NULL)
      add_clause (list, now, CS_CLAUSE_ADDED);
    else if (!cs_guideline_same_clause (before, then, after, now))
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

/* --- which version, and what it means --- */

static int
rank (const char *effect)
{
  static const char *const effects[] = { "wording", "clearer", "decisions" };
  for (int i = 0; effect != NULL && i < (int)G_N_ELEMENTS (effects); i++)
    if (strcmp (effects[i], effect) == 0)
      return i + 1;
  return 0;
}

/* ROW changed what is in STEP. */
static void
note_step (GHashTable *by_id, const GPtrArray *step, const CsDocumentRow *row)
{
  for (guint i = 0; i < step->len; i++) {
    CsClauseNews *clause = g_hash_table_lookup (by_id, ((const CsClauseNews *)step->pdata[i])->id);
    if (clause == NULL)
      continue; /* it was changed back */
    clause->version = row->version;
    g_free (clause->note);
    clause->note = g_strdup (row->note);
    if (rank (row->change) <= rank (clause->effect))
      continue;
    g_free (clause->effect);
    clause->effect = g_strdup (row->change);
  }
}

/* Goes through the versions since BEFORE one by one. */
static gboolean
trace_versions (CsProject *project, CsGuidelineNews *news, CsGuideline *before, GError **error)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (CsGuideline) then = cs_guideline_ref (before);
  for (guint i = 0; i < news->clauses->len; i++) {
    CsClauseNews *clause = news->clauses->pdata[i];
    g_hash_table_insert (by_id, clause->id, clause);
  }
  for (guint i = 0; i < news->versions->len; i++) {
    const CsDocumentRow *row = news->versions->pdata[i];
    g_autoptr (GPtrArray) step = g_ptr_array_new_with_free_func (clause_news_free);
    CsGuideline *next = load_version (project, &row->hash, error);
    if (next == NULL)
      return FALSE;
    compare_clauses (then, next, step);
    note_step (by_id, step, row);
    cs_guideline_unref (then);
    then = next;
  }
  return TRUE;
}

/* --- whose cases it touches --- */

/* Adds the cases with a mark under LABEL that READER is an author of. */
static gboolean
add_cases (CsProject *project, const CsReader *reader, const char *label, GHashTable *cases,
           GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), error,
      "SELECT gid FROM work WHERE revision IN (SELECT revision FROM author WHERE person = ?)"
      " AND EXISTS (SELECT 1 FROM mark WHERE mark.revision = work.revision AND label = ?)",
      "gt", &reader->person, label);
  CsGid gid;
  int state = -1;
  while (stmt != NULL && (state = cs_stmt_step (stmt, error)) > 0)
    if (cs_stmt_gid (stmt, 0, &gid))
      g_hash_table_add (cases, g_memdup2 (&gid, sizeof gid));
  return state == 0;
}

static gboolean
count_cases (CsProject *project, const CsReader *reader, const CsSchema *schema,
             CsClauseNews *clause, GError **error)
{
  g_autoptr (GHashTable) cases =
      g_hash_table_new_full (cs_gid_hash_func, cs_gid_equal_func, g_free, NULL);
  for (guint i = 0; i < schema->n_labels; i++)
    if (g_strcmp0 (schema->labels[i].clause, clause->id) == 0 &&
        !add_cases (project, reader, schema->labels[i].key, cases, error))
      return FALSE;
  for (guint i = 0; i < schema->n_relations; i++)
    if (g_strcmp0 (schema->relations[i].clause, clause->id) == 0 &&
        !add_cases (project, reader, schema->relations[i].key, cases, error))
      return FALSE;
  clause->cases = g_hash_table_size (cases);
  return TRUE;
}

static gboolean
count_all (CsProject *project, const CsReader *reader, CsGuidelineNews *news, GError **error)
{
  CsSchema *schema = NULL;
  if (!cs_project_schema (project, &schema, NULL, error))
    return FALSE;
  for (guint i = 0; schema != NULL && i < news->clauses->len; i++)
    if (!count_cases (project, reader, schema, news->clauses->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* --- all of it --- */

/* Who published a version knows what it says. */
static gboolean
load_read (CsProject *project, const CsReader *reader, CsGuidelineNews *news, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), error,
      "SELECT version, document FROM acknowledged WHERE person = ?1 UNION ALL SELECT version, hash"
      " FROM document WHERE kind = 'guideline' AND person = ?1 ORDER BY version DESC LIMIT 1",
      "g", &reader->person);
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
  if (before != NULL &&
      (!trace_versions (project, news, before, error) || !count_all (project, reader, news, error)))
    return NULL;
  return g_steal_pointer (&news);
}

gboolean
cs_project_ack_guideline (CsProject *project, GError **error)
{
  CsHash hash;
  g_autoptr (GError) inner = NULL;
  if (!cs_project_document_hash (project, "guideline", 0, &hash, &inner)) {
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
