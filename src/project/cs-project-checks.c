/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-offer.h"
#include "cs-project-private.h"

/* What there is to check against; FALSE as long as nothing was published. */
static gboolean
need_schema (CsProject *project, CsSchema **ret_schema, GError **error)
{
  if (!cs_project_schema (project, ret_schema, NULL, error))
    return FALSE;
  return *ret_schema != NULL ||
         cs_fail (error, CS_ERROR_DENIED,
                  "no label schema is published yet; a lead publishes one first");
}

gboolean
cs_project_check_marks (CsProject *project, const CsGid *case_gid, CsMark *const *marks, guint n,
                        GError **error)
{
  CsSchema *schema = NULL;
  if (n == 0)
    return TRUE;
  if (!need_schema (project, &schema, error))
    return FALSE;
  g_autoptr (CsCaseOffer) offer =
      cs_case_offer_load (cs_index_db (project->index), case_gid, error);
  for (guint i = 0; offer != NULL && i < n; i++)
    if (!cs_case_offer_check_mark (offer, schema, marks[i], error))
      return FALSE;
  return offer != NULL;
}

gboolean
cs_project_check_answers (CsProject *project, const CsGid *case_gid, const CsMarkEdit *edit,
                          GError **error)
{
  if (edit->n_answers == 0)
    return TRUE;
  g_autoptr (CsCaseOffer) offer =
      cs_case_offer_load (cs_index_db (project->index), case_gid, error);
  for (guint i = 0; offer != NULL && i < edit->n_answers; i++)
    if (!cs_case_offer_check_answer (offer, &edit->answers[i], error))
      return FALSE;
  return offer != NULL;
}

gboolean
cs_project_check_complete (CsProject *project, const CsGid *case_gid, const CsMarkSet *set,
                           GError **error)
{
  CsSchema *schema = NULL;
  if (!need_schema (project, &schema, error))
    return FALSE;
  g_autoptr (CsCaseOffer) offer =
      cs_case_offer_load (cs_index_db (project->index), case_gid, error);
  return offer != NULL && cs_case_offer_check_version (offer, schema, set, TRUE, error);
}
