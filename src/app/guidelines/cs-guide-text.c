/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-guide-text.h"

#include <string.h>

void
cs_guide_text_free (CsGuideText *text)
{
  if (text == NULL)
    return;
  g_clear_pointer (&text->guideline, cs_guideline_unref);
  g_clear_pointer (&text->prose, cs_prose_unref);
  g_free (text);
}

static gboolean
read_version (CsDesk *desk, const CsHash *hash, CsGuideline **ret_guideline, GError **error)
{
  gsize size = 0;
  g_autoptr (GBytes) bytes = cs_store_get_object (cs_project_store (desk->project), hash, error);
  if (bytes == NULL)
    return FALSE;
  const char *text = g_bytes_get_data (bytes, &size);
  *ret_guideline = cs_guideline_parse (text, size, error);
  return *ret_guideline != NULL;
}

static gpointer
text_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const CsHash *hash = data;
  g_autoptr (CsGuideText) text = g_new0 (CsGuideText, 1);
  CsGuideline *now = NULL;
  if (hash != NULL && !read_version (desk, hash, &text->guideline, error))
    return NULL;
  if (hash == NULL) {
    if (!cs_project_guideline (desk->project, &now, NULL, error) || now == NULL)
      return NULL;
    text->guideline = cs_guideline_ref (now);
  }
  const char *words = text->guideline->text;
  text->prose = cs_prose_read (words, strlen (words), error);
  return text->prose != NULL ? g_steal_pointer (&text) : NULL;
}

void
cs_guide_text_async (CsSession *session, const CsHash *hash, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  CsJobSpec spec = { .run = text_job,
                     .data = hash != NULL ? g_memdup2 (hash, sizeof *hash) : NULL,
                     .free_data = g_free,
                     .free_result = (GDestroyNotify)cs_guide_text_free };
  cs_session_run_async (session, &spec, cancellable, callback, user_data);
}

CsGuideText *
cs_guide_text_finish (CsSession *session, GAsyncResult *result, GError **error)
{
  gpointer text = NULL;
  return cs_session_run_finish (session, result, &text, error) ? text : NULL;
}

int
cs_guide_text_find (const CsGuideText *self, const char *id)
{
  const CsClauses *clauses = self->guideline->clauses;
  const CsClause *clause = id != NULL ? cs_clauses_find (clauses, id) : NULL;
  return clause != NULL ? (int)(clause - clauses->clauses) : -1;
}
