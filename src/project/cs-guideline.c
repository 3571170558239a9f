/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-guideline.h"

#include "cs-json-check.h"

#include <string.h>

static const char *const formats[] = { CS_GUIDELINE_FORMAT, NULL };

static const CsField image_fields[] = {
  { "hash", CS_FIELD_HASH, CS_FIELD_REQUIRED },
  { "name", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 4096 },
  { NULL },
};

static const CsField fields[] = {
  { "format", CS_FIELD_STRING, CS_FIELD_REQUIRED, .choices = formats },
  { "images", CS_FIELD_OBJECT, CS_FIELD_REQUIRED | CS_FIELD_LIST, .fields = image_fields,
    .max_count = CS_CLAUSE_MAX_IMAGES },
  { "name", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 200 },
  { "text", CS_FIELD_STRING, CS_FIELD_REQUIRED },
  { NULL },
};

static int
by_string (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The names of the files that CLAUSES show, sorted, each once; owned by CLAUSES. */
static GPtrArray *
shown_files (const CsClauses *clauses)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *names = g_ptr_array_new ();
  for (guint i = 0; i < clauses->n_clauses; i++)
    for (guint k = 0; k < clauses->clauses[i].n_images; k++) {
      const CsClauseImage *image = &clauses->clauses[i].images[k];
      if (image->kind == CS_CLAUSE_IMAGE_FILE && g_hash_table_add (seen, image->target))
        g_ptr_array_add (names, image->target);
    }
  g_ptr_array_sort (names, by_string);
  return names;
}

/* Takes JSON and CLAUSES over; both have been checked. */
static CsGuideline *
guideline_new (CsJson *json, CsClauses *clauses)
{
  const CsJson *list = cs_json_get (json, "images");
  guint count = cs_json_length (list);
  CsGuidelineImage *images = g_new0 (CsGuidelineImage, count);
  for (guint i = 0; i < count; i++) {
    images[i].name = cs_json_get_string (cs_json_at (list, i), "name");
    cs_json_get_hash (cs_json_at (list, i), "hash", &images[i].hash);
  }
  CsGuideline *self = g_new0 (CsGuideline, 1);
  self->refs = 1;
  self->json = json;
  self->name = cs_json_get_string (json, "name");
  self->text = cs_json_get_string (json, "text");
  self->clauses = clauses;
  self->images = images;
  self->n_images = count;
  return self;
}

static CsJson *
list_images (const CsClauses *clauses, GHashTable *images, GError **error)
{
  g_autoptr (GPtrArray) names = shown_files (clauses);
  g_autoptr (CsJson) list = cs_json_new_array ();
  for (guint i = 0; i < names->len; i++) {
    const char *name = names->pdata[i];
    GBytes *bytes = images != NULL ? g_hash_table_lookup (images, name) : NULL;
    if (bytes == NULL) {
      cs_fail (error, CS_ERROR_NOT_FOUND, "the picture \"%s\" is not beside the guideline", name);
      return NULL;
    }
    CsHash hash;
    cs_hash_data (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &hash);
    CsJson *image = cs_json_new_object ();
    cs_json_put_hash (image, "hash", &hash);
    cs_json_put_string (image, "name", name);
    cs_json_append (list, image);
  }
  return g_steal_pointer (&list);
}

static gboolean
check_text (const char *text, gsize size, GError **error)
{
  for (gsize i = 0; i < size; i++) {
    guint8 c = (guint8)text[i];
    if ((c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f)
      return cs_fail (error, CS_ERROR_INVALID,
                      "byte %" G_GSIZE_FORMAT " is the control character U+%04X; take it out", i,
                      c);
  }
  return TRUE;
}

CsGuideline *
cs_guideline_new (const char *name, const char *text, gsize size, GHashTable *images,
                  GError **error)
{
  g_autoptr (CsClauses) clauses = cs_clauses_parse (text, size, error);
  if (clauses == NULL || !check_text (text, size, error))
    return NULL;
  CsJson *list = list_images (clauses, images, error);
  if (list == NULL)
    return NULL;
  g_autofree char *copy = g_strndup (text, size);
  g_autoptr (CsJson) json = cs_json_new_object ();
  cs_json_put_string (json, "format", CS_GUIDELINE_FORMAT);
  cs_json_put (json, "images", list);
  cs_json_put_string (json, "name", name);
  cs_json_put_string (json, "text", copy);
  if (!cs_json_check (json, fields, error))
    return NULL;
  gsize stored = 0;
  g_autofree char *canonical = cs_json_to_canonical (json, &stored);
  if (stored > CS_JSON_MAX_SIZE) {
    cs_fail (error, CS_ERROR_LIMIT, "a guideline of %" G_GSIZE_FORMAT " stored bytes, more than %d",
             stored, CS_JSON_MAX_SIZE);
    return NULL;
  }
  return guideline_new (g_steal_pointer (&json), g_steal_pointer (&clauses));
}

CsGuideline *
cs_guideline_sketch (const char *text, gsize size, GHashTable *hashes, GError **error)
{
  g_autoptr (CsClauses) clauses = cs_clauses_parse (text, size, error);
  if (clauses == NULL || !check_text (text, size, error))
    return NULL;
  g_autoptr (GPtrArray) names = shown_files (clauses);
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < names->len; i++) {
    const CsHash *hash = g_hash_table_lookup (hashes, names->pdata[i]);
    if (hash == NULL)
      continue;
    CsJson *image = cs_json_new_object ();
    cs_json_put_hash (image, "hash", hash);
    cs_json_put_string (image, "name", names->pdata[i]);
    cs_json_append (list, image);
  }
  g_autofree char *copy = g_strndup (text, size);
  CsJson *json = cs_json_new_object ();
  cs_json_put (json, "images", list);
  cs_json_put_string (json, "text", copy);
  return guideline_new (json, g_steal_pointer (&clauses));
}

/* The list names exactly the pictures that the text shows, in order. */
static gboolean
check_images (const CsJson *list, const CsClauses *clauses, GError **error)
{
  g_autoptr (GPtrArray) names = shown_files (clauses);
  gboolean same = names->len == cs_json_length (list);
  for (guint i = 0; same && i < names->len; i++)
    same = strcmp (names->pdata[i], cs_json_get_string (cs_json_at (list, i), "name")) == 0;
  return same || cs_fail (error, CS_ERROR_CORRUPT,
                          "images: not the list of the pictures that the guideline shows");
}

CsGuideline *
cs_guideline_parse (const char *text, gsize size, GError **error)
{
  g_autoptr (CsJson) json = cs_json_parse_canonical (text, size, error);
  if (json == NULL || !cs_json_check (json, fields, error))
    return NULL;
  const char *markdown = cs_json_get_string (json, "text");
  g_autoptr (CsClauses) clauses = cs_clauses_parse (markdown, strlen (markdown), error);
  if (clauses == NULL || !check_images (cs_json_get (json, "images"), clauses, error))
    return NULL;
  return guideline_new (g_steal_pointer (&json), g_steal_pointer (&clauses));
}

CsGuideline *
cs_guideline_ref (const CsGuideline *guideline)
{
  CsGuideline *self = (CsGuideline *)guideline;
  __atomic_add_fetch (&self->refs, 1, __ATOMIC_RELAXED);
  return self;
}

void
cs_guideline_unref (CsGuideline *guideline)
{
  if (guideline == NULL || __atomic_sub_fetch (&guideline->refs, 1, __ATOMIC_ACQ_REL) > 0)
    return;
  cs_clauses_unref ((CsClauses *)guideline->clauses);
  cs_json_unref (guideline->json);
  g_free ((CsGuidelineImage *)guideline->images);
  g_free (guideline);
}

const char *
cs_guideline_name (const CsGuideline *guideline)
{
  return guideline->name;
}

const CsJson *
cs_guideline_to_json (const CsGuideline *guideline)
{
  return guideline->json;
}

const CsGuidelineImage *
cs_guideline_image (const CsGuideline *guideline, const char *name)
{
  for (guint i = 0; i < guideline->n_images; i++)
    if (strcmp (guideline->images[i].name, name) == 0)
      return &guideline->images[i];
  return NULL;
}

/* --- differences --- */

/* A generated id tells nobody anything. */
static void
add (GPtrArray *out, const CsClause *clause, const char *what)
{
  const char *space = clause->heading[0] != '\0' ? " " : "";
  g_ptr_array_add (
      out, clause->level == 0 ? g_strdup_printf ("the introduction: %s", what)
           : clause->is_generated
               ? g_strdup_printf ("clause \"%s\": %s", clause->heading, what)
               : g_strdup_printf ("clause %s%s%s: %s", clause->id, space, clause->heading, what));
}

/* Bytes of CLAUSE without the empty lines before the next one. */
static gsize
size_of (const CsGuideline *guideline, const CsClause *clause)
{
  gsize end = clause->end;
  while (end > clause->start && g_ascii_isspace (guideline->text[end - 1]))
    end--;
  return end - clause->start;
}

gboolean
cs_guideline_same_clause (const CsGuideline *before, const CsClause *was, const CsGuideline *after,
                          const CsClause *is)
{
  gsize size = size_of (before, was);
  return size == size_of (after, is) &&
         memcmp (before->text + was->start, after->text + is->start, size) == 0;
}

GPtrArray *
cs_guideline_diff (const CsGuideline *before, const CsGuideline *after)
{
  GPtrArray *out = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) old = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < before->clauses->n_clauses; i++) {
    const CsClause *clause = &before->clauses->clauses[i];
    g_hash_table_insert (old, clause->id, (gpointer)clause);
  }
  for (guint i = 0; i < after->clauses->n_clauses; i++) {
    const CsClause *is = &after->clauses->clauses[i];
    const CsClause *was = g_hash_table_lookup (old, is->id);
    if (was == NULL)
      add (out, is, "added");
    else if (!cs_guideline_same_clause (before, was, after, is))
      add (out, is, "changed");
    g_hash_table_remove (old, is->id);
  }
  for (guint i = 0; i < before->clauses->n_clauses; i++)
    if (g_hash_table_contains (old, before->clauses->clauses[i].id))
      add (out, &before->clauses->clauses[i], "removed");
  for (guint i = 0; i < after->n_images; i++) {
    const CsGuidelineImage *was = cs_guideline_image (before, after->images[i].name);
    if (was != NULL && !cs_hash_equal (&was->hash, &after->images[i].hash))
      g_ptr_array_add (out, g_strdup_printf ("picture %s: changed", was->name));
  }
  return out;
}
