/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-load-labels.h"

#include <string.h>

struct _CsLoadLabels {
  const CsSchema *schema;
  GHashTable *labels;    /* key in the file -> key of a label of the schema, or NULL */
  GHashTable *relations; /* the same for relations */
  GHashTable *unknown;   /* label -> number of marks, over all files */
};

CsLoadLabels *
cs_load_labels_new (const CsSchema *schema)
{
  CsLoadLabels *self = g_new0 (CsLoadLabels, 1);
  self->schema = schema;
  self->labels = g_hash_table_new (g_str_hash, g_str_equal);
  self->relations = g_hash_table_new (g_str_hash, g_str_equal);
  self->unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
cs_load_labels_free (CsLoadLabels *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->labels);
  g_hash_table_unref (self->relations);
  g_hash_table_unref (self->unknown);
  g_free (self);
}

static const char *
label_for (const CsSchema *schema, const CsDatasetCategory *category)
{
  const CsLabel *same = cs_schema_label (schema, category->key), *named = NULL;
  guint n_named = 0;
  if (same != NULL)
    return same->key;
  for (guint i = 0; i < schema->n_labels; i++)
    if (strcmp (schema->labels[i].name, category->name) == 0) {
      named = &schema->labels[i];
      n_named++;
    }
  return n_named == 1 ? named->key : NULL;
}

static const char *
relation_for (const CsSchema *schema, const CsDatasetCategory *category)
{
  const CsRelation *same = cs_schema_relation (schema, category->key), *named = NULL;
  guint n_named = 0;
  if (same != NULL)
    return same->key;
  for (guint i = 0; i < schema->n_relations; i++)
    if (strcmp (schema->relations[i].name, category->name) == 0) {
      named = &schema->relations[i];
      n_named++;
    }
  return n_named == 1 ? named->key : NULL;
}

void
cs_load_labels_learn (CsLoadLabels *self, const CsDataset *dataset)
{
  g_hash_table_remove_all (self->labels);
  g_hash_table_remove_all (self->relations);
  for (guint i = 0; i < dataset->categories->len; i++) {
    CsDatasetCategory *category = g_ptr_array_index (dataset->categories, i);
    g_hash_table_insert (self->labels, category->key, (gpointer)label_for (self->schema, category));
    g_hash_table_insert (self->relations, category->key,
                         (gpointer)relation_for (self->schema, category));
  }
}

const char *
cs_load_labels_key (CsLoadLabels *self, const CsMark *mark)
{
  gboolean relates = mark->kind->target == CS_MARK_TARGET_MARKS;
  const char *key = g_hash_table_lookup (relates ? self->relations : self->labels, mark->label);
  if (key == NULL) {
    guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->unknown, mark->label));
    g_hash_table_insert (self->unknown, g_strdup (mark->label), GUINT_TO_POINTER (n + 1));
  }
  return key;
}

/* --- attributes --- */

static gboolean
has_attribute (const CsAttribute *attributes, guint count, const char *key)
{
  for (guint i = 0; i < count; i++)
    if (strcmp (attributes[i].key, key) == 0)
      return TRUE;
  return FALSE;
}

CsJson *
cs_load_labels_attributes (const CsLoadLabels *self, const CsMark *mark, const char *key,
                           CsTally *tally, const char *where, guint64 *ret_lost)
{
  gboolean relates = mark->kind->target == CS_MARK_TARGET_MARKS;
  const CsLabel *label = relates ? NULL : cs_schema_label (self->schema, key);
  const CsRelation *relation = relates ? cs_schema_relation (self->schema, key) : NULL;
  const CsAttribute *known = relates ? relation->attributes : label->attributes;
  guint count = relates ? relation->n_attributes : label->n_attributes;
  g_autoptr (CsJson) kept = cs_json_new_object ();
  for (guint i = 0; i < cs_json_length (mark->attributes); i++) {
    const char *name = cs_json_key_at (mark->attributes, i);
    if (has_attribute (known, count, name)) {
      cs_json_put (kept, name, cs_json_ref (cs_json_member_at (mark->attributes, i)));
      continue;
    }
    cs_tally_case (tally, CS_SEVERITY_WARNING, "unknown-attribute", "attribute left out", where,
                   "the attribute \"%s\" of \"%s\" is not in the schema; its mark was kept", name,
                   key);
    (*ret_lost)++;
  }
  return cs_json_length (kept) > 0 ? g_steal_pointer (&kept) : NULL;
}

void
cs_load_labels_tell (const CsLoadLabels *self, GPtrArray *problems)
{
  g_autoptr (GList) names =
      g_list_sort (g_hash_table_get_keys (self->unknown), (GCompareFunc)strcmp);
  for (GList *at = names; at != NULL; at = at->next) {
    guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->unknown, at->data));
    cs_problems_add (problems, CS_SEVERITY_ERROR, "unknown-label", at->data,
                     "%u %s left out: the label \"%s\" is not in the schema; publish a schema"
                     " that has it, or rename it in the file",
                     n, n == 1 ? "mark" : "marks", (const char *)at->data);
  }
}
