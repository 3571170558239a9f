/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-ties.h"

#include "cs-mark-same.h"

gboolean
cs_case_tie_is_across (const CsMarkSet *set, const CsMark *relation, const CsMark **ret_region,
                       const CsMark **ret_passage)
{
  if (relation->kind->target != CS_MARK_TARGET_MARKS || relation->n_values != 2)
    return FALSE;
  const CsMark *region = NULL, *passage = NULL;
  for (guint i = 0; i < 2; i++) {
    const CsMark *end = cs_mark_set_get (set, (guint64)relation->values[i]);
    if (end != NULL && end->kind->target == CS_MARK_TARGET_IMAGE)
      region = end;
    else if (end != NULL && end->kind->target == CS_MARK_TARGET_TEXT)
      passage = end;
  }
  if (region == NULL || passage == NULL)
    return FALSE;
  if (ret_region != NULL)
    *ret_region = region;
  if (ret_passage != NULL)
    *ret_passage = passage;
  return TRUE;
}

gboolean
cs_case_tie_is_plain (const CsMarkSet *set, const CsMark *relation, const CsSchema *schema)
{
  if (!cs_case_tie_is_across (set, relation, NULL, NULL) &&
      !cs_mark_is_same (set, relation, NULL, NULL))
    return FALSE;
  const CsRelation *kind = schema != NULL ? cs_schema_relation (schema, relation->label) : NULL;
  return kind == NULL || kind->n_attributes == 0;
}

GPtrArray *
cs_case_ties_of (const CsMarkSet *set, guint64 id)
{
  GPtrArray *ties = g_ptr_array_new ();
  for (guint i = 0; i < set->n_relations; i++) {
    const CsMark *region = NULL, *passage = NULL;
    if (cs_case_tie_is_across (set, set->relations[i], &region, &passage) &&
        (region->id == id || passage->id == id))
      g_ptr_array_add (ties, set->relations[i]);
  }
  return ties;
}

const CsMark *
cs_case_tie_partner (const CsMarkSet *set, const CsMark *relation, guint64 id)
{
  guint64 other = (guint64)relation->values[(guint64)relation->values[0] == id ? 1 : 0];
  return cs_mark_set_get (set, other);
}
