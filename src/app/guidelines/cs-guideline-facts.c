/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-guideline-facts.h"
#include "cs-guideline-draft.h"

#include <glib/gi18n.h>

void
cs_guideline_facts_free (gpointer data)
{
  CsGuidelineFacts *facts = data;
  if (facts == NULL)
    return;
  g_clear_pointer (&facts->news, cs_guideline_news_free);
  g_clear_pointer (&facts->versions, g_ptr_array_unref);
  g_clear_pointer (&facts->schema, cs_schema_unref);
  g_free (facts);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsGuidelineFacts, cs_guideline_facts_free)

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
  return g_steal_pointer (&facts);
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
