/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-schema.h"

#include "cs-document-diff.h"
#include "cs-schema-private.h"

#include <string.h>

const CsRelation cs_relation_same = {
  .key = CS_MARK_SAME,
  .name = "Same as",
};

static void
read_label (CsLabel *self, const CsJson *from)
{
  const CsJson *kinds = cs_json_get (from, "kinds");
  self->key = cs_json_get_string (from, "key");
  self->name = cs_json_get_string (from, "name");
  self->colour = cs_json_get_string (from, "colour");
  self->shortcut = cs_json_get_string (from, "shortcut");
  self->definition = cs_json_get_string (from, "definition");
  self->clause = cs_json_get_string (from, "clause");
  self->tier = cs_json_get_int (from, "tier", 0);
  self->severity = cs_json_get_string (from, "severity");
  self->codes = cs_json_get (from, "codes");
  self->n_kinds = cs_json_length (kinds);
  self->kinds = g_new0 (const CsMarkKind *, self->n_kinds);
  for (guint i = 0; i < self->n_kinds; i++)
    self->kinds[i] = cs_mark_kind_find (cs_json_string (cs_json_at (kinds, i)));
  self->attributes = cs_attributes_read (cs_json_get (from, "attributes"), &self->n_attributes);
}

static void
read_relation (CsRelation *self, const CsJson *from)
{
  self->key = cs_json_get_string (from, "key");
  self->name = cs_json_get_string (from, "name");
  self->definition = cs_json_get_string (from, "definition");
  self->clause = cs_json_get_string (from, "clause");
  self->from = cs_json_get (from, "from");
  self->to = cs_json_get (from, "to");
  self->attributes = cs_attributes_read (cs_json_get (from, "attributes"), &self->n_attributes);
}

/* JSON is in normal form; taken over. */
static CsSchema *
schema_new (CsJson *json)
{
  const CsJson *labels = cs_json_get (json, "labels");
  const CsJson *relations = cs_json_get (json, "relations");
  CsSchema *self = g_new0 (CsSchema, 1);
  self->refs = 1;
  self->json = json;
  self->name = cs_json_get_string (json, "name");
  self->context = cs_json_get (json, "context");
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->n_labels = cs_json_length (labels);
  self->labels = g_new0 (CsLabel, self->n_labels);
  for (guint i = 0; i < self->n_labels; i++) {
    read_label (&self->labels[i], cs_json_at (labels, i));
    g_hash_table_insert (self->by_key, (char *)self->labels[i].key, &self->labels[i]);
  }
  self->n_relations = cs_json_length (relations);
  self->relations = g_new0 (CsRelation, self->n_relations);
  for (guint i = 0; i < self->n_relations; i++)
    read_relation (&self->relations[i], cs_json_at (relations, i));
  return self;
}

CsSchema *
cs_schema_read (const char *text, gsize size, GError **error)
{
  g_autoptr (CsJson) written = cs_json_parse_text (text, size, CS_SCHEMA_MAX_SIZE, error);
  g_autoptr (CsJson) normal = written != NULL ? cs_schema_normalise (written, error) : NULL;
  if (normal == NULL || !cs_schema_names_differ (normal, error))
    return NULL;
  return schema_new (g_steal_pointer (&normal));
}

CsSchema *
cs_schema_parse (const char *text, gsize size, GError **error)
{
  g_autoptr (CsJson) stored = cs_json_parse_canonical (text, size, error);
  g_autoptr (CsJson) normal = stored != NULL ? cs_schema_normalise (stored, error) : NULL;
  if (normal == NULL)
    return NULL;
  if (!cs_json_equal (stored, normal)) {
    cs_fail (error, CS_ERROR_CORRUPT, "the label schema is not in normal form");
    return NULL;
  }
  return schema_new (g_steal_pointer (&normal));
}

CsSchema *
cs_schema_ref (const CsSchema *schema)
{
  CsSchema *self = (CsSchema *)schema;
  __atomic_add_fetch (&self->refs, 1, __ATOMIC_RELAXED);
  return self;
}

void
cs_schema_unref (CsSchema *schema)
{
  if (schema == NULL || __atomic_sub_fetch (&schema->refs, 1, __ATOMIC_ACQ_REL) > 0)
    return;
  for (guint i = 0; i < schema->n_labels; i++) {
    g_free (schema->labels[i].kinds);
    cs_attributes_free (schema->labels[i].attributes, schema->labels[i].n_attributes);
  }
  for (guint i = 0; i < schema->n_relations; i++)
    cs_attributes_free (schema->relations[i].attributes, schema->relations[i].n_attributes);
  g_free (schema->labels);
  g_free (schema->relations);
  g_hash_table_unref (schema->by_key);
  cs_json_unref (schema->json);
  g_free (schema);
}

const char *
cs_schema_name (const CsSchema *schema)
{
  return schema->name;
}

char *
cs_schema_to_text (const CsSchema *schema)
{
  g_autofree char *text = g_strchomp (cs_json_to_pretty (cs_schema_to_json (schema)));
  return g_strconcat (text, "\n", NULL);
}

const CsJson *
cs_schema_to_json (const CsSchema *schema)
{
  return schema->json;
}

const CsLabel *
cs_schema_label (const CsSchema *schema, const char *key)
{
  return g_hash_table_lookup (schema->by_key, key);
}

gboolean
cs_label_is_of_texts (const CsLabel *label)
{
  for (guint i = 0; i < label->n_kinds; i++)
    if (label->kinds[i]->target == CS_MARK_TARGET_TEXT)
      return TRUE;
  return FALSE;
}

const CsLabel *
cs_schema_text_label (const CsSchema *schema, guint n)
{
  for (guint i = 0; i < schema->n_labels; i++)
    if (cs_label_is_of_texts (&schema->labels[i]) && n-- == 0)
      return &schema->labels[i];
  return NULL;
}

const CsRelation *
cs_schema_relation (const CsSchema *schema, const char *key)
{
  for (guint i = 0; i < schema->n_relations; i++)
    if (strcmp (schema->relations[i].key, key) == 0)
      return &schema->relations[i];
  return strcmp (key, CS_MARK_SAME) == 0 ? &cs_relation_same : NULL;
}

gboolean
cs_schema_allows (const CsSchema *schema, const char *part)
{
  for (guint i = 0; i < cs_json_length (schema->context); i++)
    if (strcmp (cs_json_string (cs_json_at (schema->context, i)), part) == 0)
      return TRUE;
  return FALSE;
}

CsSchema *
cs_schema_with_context (const CsSchema *schema, const char *const *context, GError **error)
{
  g_autoptr (CsJson) written = cs_json_new_object ();
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < cs_json_length (schema->json); i++)
    cs_json_put (written, cs_json_key_at (schema->json, i),
                 cs_json_ref (cs_json_member_at (schema->json, i)));
  for (guint i = 0; context[i] != NULL; i++)
    cs_json_append (list, cs_json_new_string (context[i]));
  cs_json_put (written, "context", list);
  CsJson *normal = cs_schema_normalise (written, error);
  return normal != NULL ? schema_new (normal) : NULL;
}

/* The strings of LIST that are in KEYS. */
static CsJson *
among (const CsJson *list, const char *const *keys)
{
  CsJson *some = cs_json_new_array ();
  for (guint i = 0; i < cs_json_length (list); i++)
    if (g_strv_contains (keys, cs_json_string (cs_json_at (list, i))))
      cs_json_append (some, cs_json_ref (cs_json_at (list, i)));
  return some;
}

/* NULL when it could begin or end at no label any more. */
static CsJson *
relation_among (const CsJson *relation, const char *const *keys)
{
  g_autoptr (CsJson) copy = cs_json_new_object ();
  for (guint i = 0; i < cs_json_length (relation); i++) {
    const char *key = cs_json_key_at (relation, i);
    const CsJson *value = cs_json_member_at (relation, i);
    gboolean ends = strcmp (key, "from") == 0 || strcmp (key, "to") == 0;
    CsJson *now = ends ? among (value, keys) : cs_json_ref (value);
    cs_json_put (copy, key, now);
    if (ends && cs_json_length (now) == 0)
      return NULL;
  }
  return g_steal_pointer (&copy);
}

CsSchema *
cs_schema_with_labels (const CsSchema *schema, const char *const *keys, GError **error)
{
  g_autoptr (CsJson) written = cs_json_new_object ();
  CsJson *labels = cs_json_new_array (), *relations = cs_json_new_array ();
  const CsJson *all = cs_json_get (schema->json, "labels");
  for (guint i = 0; i < cs_json_length (schema->json); i++)
    if (strcmp (cs_json_key_at (schema->json, i), "labels") != 0 &&
        strcmp (cs_json_key_at (schema->json, i), "relations") != 0)
      cs_json_put (written, cs_json_key_at (schema->json, i),
                   cs_json_ref (cs_json_member_at (schema->json, i)));
  cs_json_put (written, "labels", labels);
  cs_json_put (written, "relations", relations);
  for (guint i = 0; i < cs_json_length (all); i++)
    if (g_strv_contains (keys, cs_json_get_string (cs_json_at (all, i), "key")))
      cs_json_append (labels, cs_json_ref (cs_json_at (all, i)));
  all = cs_json_get (schema->json, "relations");
  for (guint i = 0; i < cs_json_length (all); i++) {
    CsJson *relation = relation_among (cs_json_at (all, i), keys);
    if (relation != NULL)
      cs_json_append (relations, relation);
  }
  CsJson *normal = cs_schema_normalise (written, error);
  return normal != NULL ? schema_new (normal) : NULL;
}

/* --- marks --- */

const CsAttribute *
cs_schema_attributes (const CsSchema *schema, const CsMark *mark, guint *ret_count)
{
  const CsLabel *label = NULL;
  const CsRelation *relation = NULL;
  if (mark->kind->target == CS_MARK_TARGET_MARKS)
    relation = cs_schema_relation (schema, mark->label);
  else
    label = cs_schema_label (schema, mark->label);
  *ret_count = label != NULL ? label->n_attributes : relation != NULL ? relation->n_attributes : 0;
  return label != NULL ? label->attributes : relation != NULL ? relation->attributes : NULL;
}

static gboolean
check_kind (const CsLabel *label, const CsMarkKind *kind, GError **error)
{
  g_autoptr (GString) allowed = g_string_new (NULL);
  for (guint i = 0; i < label->n_kinds; i++) {
    if (label->kinds[i] == kind)
      return TRUE;
    g_string_append_printf (allowed, "%s%s", i > 0 ? " or " : "", label->kinds[i]->tag);
  }
  return cs_fail (error, CS_ERROR_INVALID, "label \"%s\" is drawn as %s, not as %s", label->key,
                  allowed->str, kind->tag);
}

static gboolean
check_mark (const CsSchema *schema, const CsMark *mark, gboolean complete, GError **error)
{
  gboolean relates = mark->kind->target == CS_MARK_TARGET_MARKS;
  const CsLabel *label = relates ? NULL : cs_schema_label (schema, mark->label);
  guint count = 0;
  if (relates && cs_schema_relation (schema, mark->label) == NULL)
    return cs_fail (error, CS_ERROR_INVALID, "there is no relation \"%s\" in the label schema",
                    mark->label);
  if (!relates && label == NULL)
    return cs_fail (error, CS_ERROR_INVALID, "there is no label \"%s\" in the label schema",
                    mark->label);
  if (label != NULL && !check_kind (label, mark->kind, error))
    return FALSE;
  const CsAttribute *attributes = cs_schema_attributes (schema, mark, &count);
  if (cs_attributes_check (attributes, count, mark->attributes, complete, error))
    return TRUE;
  g_prefix_error (error, "\"%s\": ", mark->label);
  return FALSE;
}

gboolean
cs_schema_check_mark (const CsSchema *schema, const CsMark *mark, GError **error)
{
  return check_mark (schema, mark, TRUE, error);
}

gboolean
cs_schema_check_draft_mark (const CsSchema *schema, const CsMark *mark, GError **error)
{
  return check_mark (schema, mark, FALSE, error);
}

static gboolean
check_end (const CsMarkSet *set, const CsMark *mark, guint end, const CsJson *allowed,
           GError **error)
{
  static const char *const words[] = { "begin", "end" };
  const CsMark *other = cs_mark_set_get (set, (guint64)mark->values[end]);
  for (guint i = 0; other != NULL && i < cs_json_length (allowed); i++)
    if (strcmp (cs_json_string (cs_json_at (allowed, i)), other->label) == 0)
      return TRUE;
  if (other != NULL && allowed == NULL)
    return TRUE;
  if (other == NULL)
    return cs_fail (error, CS_ERROR_INVALID, "there is no mark %" G_GINT64_FORMAT,
                    mark->values[end]);
  return cs_fail (error, CS_ERROR_INVALID, "relation \"%s\" may not %s at label \"%s\"",
                  mark->label, words[end], other->label);
}

static gboolean
check_ends (const CsSchema *schema, const CsMarkSet *set, const CsMark *mark, GError **error)
{
  const CsRelation *relation = cs_schema_relation (schema, mark->label);
  if (!check_end (set, mark, 0, relation->from, error) ||
      !check_end (set, mark, 1, relation->to, error))
    return FALSE;
  return relation != &cs_relation_same || cs_mark_is_same (set, mark, NULL, NULL) ||
         cs_fail (error, CS_ERROR_INVALID,
                  "relation \"%s\" is only between marks that are drawn on a picture", mark->label);
}

gboolean
cs_schema_check_set (const CsSchema *schema, const CsMarkSet *set, GError **error)
{
  for (guint i = 0; i < set->n_marks; i++) {
    const CsMark *mark = set->marks[i];
    gboolean ok = cs_schema_check_mark (schema, mark, error);
    if (ok && mark->kind->target == CS_MARK_TARGET_MARKS)
      ok = check_ends (schema, set, mark, error);
    if (!ok) {
      g_prefix_error (error, "mark %" G_GUINT64_FORMAT ": ", mark->id);
      return FALSE;
    }
  }
  return TRUE;
}

GPtrArray *
cs_schema_diff (const CsSchema *before, const CsSchema *after)
{
  return cs_document_diff (before->json, after->json);
}
