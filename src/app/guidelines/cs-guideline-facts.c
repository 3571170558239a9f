/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-guideline-facts.h"
#include "cs-guideline-draft.h"

#include <glib/gi18n.h>
#include <string.h>

void
cs_guideline_facts_free (gpointer data)
{
  CsGuidelineFacts *facts = data;
  if (facts == NULL)
    return;
  g_clear_pointer (&facts->news, cs_guideline_news_free);
  g_clear_pointer (&facts->versions, g_ptr_array_unref);
  g_clear_pointer (&facts->schema, cs_schema_unref);
  g_clear_pointer (&facts->compared, cs_prose_unref);
  g_free (facts);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsGuidelineFacts, cs_guideline_facts_free)

static gboolean
compare (CsDesk *desk, CsGuidelineFacts *facts, GError **error)
{
  CsGuideline *now = NULL;
  gsize size = 0;
  g_autoptr (GBytes) bytes =
      cs_store_get_object (cs_project_store (desk->project), &facts->news->read_hash, error);
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  g_autoptr (CsGuideline) then = text != NULL ? cs_guideline_parse (text, size, error) : NULL;
  if (then == NULL || !cs_project_guideline (desk->project, &now, NULL, error) || now == NULL)
    return FALSE;
  g_autoptr (CsProse) was = cs_prose_read (then->text, strlen (then->text), error);
  g_autoptr (CsProse) is =
      was != NULL ? cs_prose_read (now->text, strlen (now->text), error) : NULL;
  if (is == NULL)
    return FALSE;
  facts->compared = cs_prose_compare (was, then->clauses, is, now->clauses);
  return TRUE;
}

gpointer
cs_guideline_facts_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  CsSchema *schema = NULL;
  g_autoptr (CsGuidelineFacts) facts = g_new0 (CsGuidelineFacts, 1);
  facts->news = cs_project_guideline_news (desk->project, &reader, error);
  if (facts->news != NULL)
    facts->versions = cs_project_documents (desk->project, &reader, "guideline", error);
  g_autoptr (GPtrArray) schemas =
      facts->versions != NULL ? cs_project_documents (desk->project, &reader, "schema", error)
                              : NULL;
  if (schemas == NULL || !cs_project_schema (desk->project, &schema, NULL, error))
    return NULL;
  facts->labels = schemas->len;
  facts->waits = cs_guideline_draft_waits (desk);
  facts->schema = schema != NULL ? cs_schema_ref (schema) : NULL;
  if (facts->news->read > 0 && facts->news->read < facts->news->now &&
      !compare (desk, facts, error))
    return NULL;
  return g_steal_pointer (&facts);
}

const CsClauseNews *
cs_guideline_facts_clause (const CsGuidelineFacts *facts, const char *id)
{
  for (guint i = 0; facts->compared != NULL && i < facts->news->clauses->len; i++) {
    const CsClauseNews *clause = facts->news->clauses->pdata[i];
    if (strcmp (clause->id, id) == 0)
      return clause;
  }
  return NULL;
}

const char *
cs_guideline_effect_icon (const char *change)
{
  return g_strcmp0 (change, "decisions") == 0 ? "cs-borderline-symbolic" : "cs-met-symbolic";
}

const char *
cs_guideline_effect_css (const char *change)
{
  return g_strcmp0 (change, "decisions") == 0 ? "cs-close" : "cs-dim";
}

const CsDocumentRow *
cs_guideline_facts_version (const CsGuidelineFacts *facts, gint64 n)
{
  for (guint i = 0; i < facts->versions->len; i++) {
    const CsDocumentRow *row = facts->versions->pdata[i];
    if (row->version == n)
      return row;
  }
  return NULL;
}

const char *
cs_guideline_change_word (const char *change)
{
  if (g_strcmp0 (change, "decisions") == 0)
    return _ ("Changes decisions");
  if (g_strcmp0 (change, "clearer") == 0)
    return _ ("Makes clearer");
  return g_strcmp0 (change, "wording") == 0 ? _ ("Wording only") : NULL;
}
