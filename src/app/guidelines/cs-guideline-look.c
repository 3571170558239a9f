/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-guideline-look.h"

#include <glib/gi18n.h>
#include <string.h>

void
cs_guideline_look_free (gpointer data)
{
  CsGuidelineLook *look = data;
  if (look == NULL)
    return;
  cs_guide_text_free (look->text);
  g_free (look->trouble);
  g_free (look);
}

/* A picture that is shown and not there. */
static char *
missing_picture (const CsGuideline *guideline)
{
  const CsClauses *clauses = guideline->clauses;
  for (guint i = 0; i < clauses->n_clauses; i++)
    for (guint k = 0; k < clauses->clauses[i].n_images; k++) {
      const CsClauseImage *image = &clauses->clauses[i].images[k];
      if (image->kind == CS_CLAUSE_IMAGE_FILE &&
          cs_guideline_image (guideline, image->target) == NULL)
        return g_strdup_printf (_ ("The picture “%s” is not there."), image->target);
    }
  return NULL;
}

gpointer
cs_guideline_look_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const CsGuidelineDraft *draft = data;
  CsReader reader = cs_project_reader (desk->project);
  g_autoptr (GError) unreadable = NULL;
  g_autoptr (GPtrArray) versions =
      cs_project_documents (desk->project, &reader, "guideline", error);
  if (versions == NULL)
    return NULL;
  CsGuidelineLook *look = g_new0 (CsGuidelineLook, 1);
  look->now = versions->len;
  look->same = cs_guideline_draft_is_in_force (desk, draft);
  CsGuideText *text = g_new0 (CsGuideText, 1);
  text->guideline = cs_guideline_draft_sketch (draft, &unreadable);
  text->prose = text->guideline != NULL
                    ? cs_prose_read (draft->text, strlen (draft->text), &unreadable)
                    : NULL;
  if (text->prose == NULL) {
    look->trouble = g_strdup (unreadable->message);
    cs_guide_text_free (text);
    return look;
  }
  look->text = text;
  look->trouble = missing_picture (text->guideline);
  if (look->trouble == NULL && text->guideline->clauses->n_clauses == 0)
    look->trouble = g_strdup (_ ("There is no word in it yet."));
  return look;
}

int
cs_guideline_look_clause_at (const CsGuidelineLook *look, gsize at)
{
  const CsClauses *clauses = look->text->guideline->clauses;
  int clause = 0;
  while (clause + 1 < (int)clauses->n_clauses && clauses->clauses[clause + 1].start <= at)
    clause++;
  return clause;
}
