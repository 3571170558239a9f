/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-text-tie.h"

#include <string.h>

static gboolean
allows (const CsJson *labels, const char *label)
{
  guint n = cs_json_length (labels);
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (cs_json_string (cs_json_at (labels, i)), label) == 0)
      return TRUE;
  return labels == NULL;
}

static gboolean
is_there (const CsMarkSet *set, const char *key, guint64 from, guint64 to)
{
  for (guint i = 0; i < set->n_marks; i++) {
    const CsMark *mark = set->marks[i];
    if (mark->kind == &cs_mark_kind_relation && strcmp (mark->label, key) == 0 &&
        (guint64)mark->values[0] == from && (guint64)mark->values[1] == to)
      return TRUE;
  }
  return FALSE;
}

static void
add_ways (GArray *choices, const CsSchema *schema, const CsMarkSet *set, const CsMark *from,
          const CsMark *to, gboolean turned)
{
  for (guint i = 0; i < schema->n_relations; i++) {
    const CsRelation *relation = &schema->relations[i];
    const CsTieChoice choice = { relation, turned };
    if (allows (relation->from, from->label) && allows (relation->to, to->label) &&
        !is_there (set, relation->key, from->id, to->id))
      g_array_append_val (choices, choice);
  }
}

GArray *
cs_tie_choices_new (const CsSchema *schema, const CsMarkSet *set, const CsMark *first,
                    const CsMark *second)
{
  GArray *choices = g_array_new (FALSE, FALSE, sizeof (CsTieChoice));
  if (first->id == second->id || first->kind->target == CS_MARK_TARGET_MARKS ||
      second->kind->target == CS_MARK_TARGET_MARKS)
    return choices;
  add_ways (choices, schema, set, first, second, FALSE);
  add_ways (choices, schema, set, second, first, TRUE);
  return choices;
}

/* Some label of LABELS is drawn on pictures; a list that is not there is about nothing special. */
static gboolean
names_pictures (const CsSchema *schema, const CsJson *labels)
{
  guint n = cs_json_length (labels);
  for (guint i = 0; i < n; i++) {
    const CsLabel *label = cs_schema_label (schema, cs_json_string (cs_json_at (labels, i)));
    for (guint k = 0; label != NULL && k < label->n_kinds; k++)
      if (label->kinds[k]->target == CS_MARK_TARGET_IMAGE)
        return TRUE;
  }
  return FALSE;
}

gboolean
cs_tie_wants_picture (const CsSchema *schema, const char *label)
{
  for (guint i = 0; i < schema->n_relations; i++) {
    const CsRelation *relation = &schema->relations[i];
    if (relation->from == NULL || relation->to == NULL)
      continue;
    if ((allows (relation->from, label) && names_pictures (schema, relation->to)) ||
        (allows (relation->to, label) && names_pictures (schema, relation->from)))
      return TRUE;
  }
  return FALSE;
}
