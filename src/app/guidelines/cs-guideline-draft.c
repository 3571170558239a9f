/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-guideline-draft.h"
#include "cs-file.h"
#include "cs-json.h"

#include <glib/gi18n.h>
#include <string.h>

#define FORMAT "countersign-guideline-draft-1"

static void
picture_free (gpointer data)
{
  CsDraftPicture *picture = data;
  g_free (picture->name);
  g_free (picture);
}

static CsGuidelineDraft *
draft_new (const char *text, gint64 base)
{
  CsGuidelineDraft *draft = g_new0 (CsGuidelineDraft, 1);
  draft->text = g_strdup (text);
  draft->base = base;
  draft->pictures = g_ptr_array_new_with_free_func (picture_free);
  return draft;
}

void
cs_guideline_draft_free (gpointer data)
{
  CsGuidelineDraft *draft = data;
  if (draft == NULL)
    return;
  g_free (draft->text);
  g_free (draft->change);
  g_ptr_array_unref (draft->pictures);
  g_free (draft);
}

CsGuidelineDraft *
cs_guideline_draft_copy (const CsGuidelineDraft *draft)
{
  CsGuidelineDraft *copy = draft_new (draft->text, draft->base);
  copy->change = g_strdup (draft->change);
  for (guint i = 0; i < draft->pictures->len; i++) {
    const CsDraftPicture *picture = draft->pictures->pdata[i];
    cs_guideline_draft_add_picture (copy, picture->name, &picture->hash);
  }
  return copy;
}

const CsDraftPicture *
cs_guideline_draft_picture (const CsGuidelineDraft *draft, const char *name)
{
  for (guint i = 0; i < draft->pictures->len; i++) {
    const CsDraftPicture *picture = draft->pictures->pdata[i];
    if (strcmp (picture->name, name) == 0)
      return picture;
  }
  return NULL;
}

void
cs_guideline_draft_add_picture (CsGuidelineDraft *draft, const char *name, const CsHash *hash)
{
  CsDraftPicture *picture = g_new0 (CsDraftPicture, 1);
  picture->name = g_strdup (name);
  picture->hash = *hash;
  g_ptr_array_add (draft->pictures, picture);
}

/* --- on the disk --- */

static char *
folder_of (CsDesk *desk)
{
  char a[CS_GID_HEX + 1], b[CS_GID_HEX + 1];
  CsGid person = cs_project_reader (desk->project).person;
  g_autofree char *name = g_strdup_printf (
      "%s-%s", cs_gid_to_hex (cs_project_gid (desk->project), a), cs_gid_to_hex (&person, b));
  return g_build_filename (desk->env->state_dir, "guidelines", name, NULL);
}

static char *
path_of (CsDesk *desk, const char *name)
{
  g_autofree char *folder = folder_of (desk);
  return g_build_filename (folder, name, NULL);
}

static CsGuidelineDraft *
from_json (const CsJson *json)
{
  const char *text = cs_json_get_string (json, "text");
  const CsJson *list = cs_json_get (json, "pictures");
  if (g_strcmp0 (cs_json_get_string (json, "format"), FORMAT) != 0 || text == NULL)
    return NULL;
  CsGuidelineDraft *draft = draft_new (text, cs_json_get_int (json, "base", 0));
  draft->change = g_strdup (cs_json_get_string (json, "class"));
  for (guint i = 0; i < cs_json_length (list); i++) {
    CsHash hash;
    const CsJson *row = cs_json_at (list, i);
    const char *name = cs_json_get_string (row, "name");
    if (name != NULL && cs_json_get_hash (row, "hash", &hash))
      cs_guideline_draft_add_picture (draft, name, &hash);
  }
  return draft;
}

/* NULL when nothing is kept; a file that cannot be read keeps nothing. */
static CsGuidelineDraft *
read_kept (CsDesk *desk)
{
  g_autofree char *path = path_of (desk, "draft.json");
  gsize size = 0;
  g_autoptr (GBytes) bytes = cs_file_read (path, CS_JSON_MAX_SIZE, NULL);
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  g_autoptr (CsJson) json = text != NULL ? cs_json_parse_canonical (text, size, NULL) : NULL;
  return json != NULL ? from_json (json) : NULL;
}

static CsGuidelineDraft *
from_force (CsDesk *desk, GError **error)
{
  CsGuideline *now = NULL;
  CsReader reader = cs_project_reader (desk->project);
  g_autoptr (GPtrArray) versions =
      cs_project_documents (desk->project, &reader, "guideline", error);
  if (versions == NULL || !cs_project_guideline (desk->project, &now, NULL, error))
    return NULL;
  if (now == NULL) {
    g_autofree char *first = g_strdup_printf ("# %s\n\n", cs_project_name (desk->project));
    return draft_new (first, 0);
  }
  CsGuidelineDraft *draft = draft_new (now->text, versions->len);
  for (guint i = 0; i < now->n_images; i++)
    cs_guideline_draft_add_picture (draft, now->images[i].name, &now->images[i].hash);
  return draft;
}

/* Text and pictures. */
static gboolean
same (const CsGuidelineDraft *a, const CsGuidelineDraft *b)
{
  gboolean equal = strcmp (a->text, b->text) == 0;
  for (guint i = 0; equal && i < a->pictures->len; i++) {
    const CsDraftPicture *here = a->pictures->pdata[i];
    const CsDraftPicture *there = cs_guideline_draft_picture (b, here->name);
    /* One that was put in and taken out again makes no difference. */
    equal = there == NULL || cs_hash_equal (&here->hash, &there->hash);
  }
  return equal;
}

CsGuidelineDraft *
cs_guideline_draft_begin (CsDesk *desk, GError **error)
{
  g_autoptr (CsGuidelineDraft) kept = read_kept (desk);
  g_autoptr (CsGuidelineDraft) now = from_force (desk, error);
  if (now == NULL)
    return NULL;
  return kept != NULL && !same (kept, now) ? g_steal_pointer (&kept) : g_steal_pointer (&now);
}

gboolean
cs_guideline_draft_is_in_force (CsDesk *desk, const CsGuidelineDraft *draft)
{
  g_autoptr (CsGuidelineDraft) now = from_force (desk, NULL);
  return now != NULL && now->base > 0 && same (draft, now);
}

gboolean
cs_guideline_draft_waits (CsDesk *desk)
{
  g_autoptr (CsGuidelineDraft) kept = read_kept (desk);
  g_autoptr (CsGuidelineDraft) now = kept != NULL ? from_force (desk, NULL) : NULL;
  return now != NULL && !same (kept, now);
}

gboolean
cs_guideline_draft_keep (CsDesk *desk, const CsGuidelineDraft *draft, GError **error)
{
  g_autofree char *folder = folder_of (desk);
  g_autofree char *path = g_build_filename (folder, "draft.json", NULL);
  g_autoptr (CsJson) json = cs_json_new_object ();
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < draft->pictures->len; i++) {
    const CsDraftPicture *picture = draft->pictures->pdata[i];
    CsJson *row = cs_json_new_object ();
    cs_json_put_hash (row, "hash", &picture->hash);
    cs_json_put_string (row, "name", picture->name);
    cs_json_append (list, row);
  }
  cs_json_put_int (json, "base", draft->base);
  cs_json_put_string (json, "class", draft->change);
  cs_json_put_string (json, "format", FORMAT);
  cs_json_put (json, "pictures", list);
  cs_json_put_string (json, "text", draft->text);
  gsize size = 0;
  g_autofree char *text = cs_json_to_canonical (json, &size);
  return cs_file_make_dir (folder, 0700, error) && cs_file_replace (path, text, size, 0600, error);
}

gboolean
cs_guideline_draft_keep_picture (CsDesk *desk, GBytes *bytes, CsHash *ret_hash, GError **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  char hex[CS_HASH_HEX + 1];
  CsHash hash;
  cs_hash_data (data, size, &hash);
  g_autofree char *folder = folder_of (desk);
  g_autofree char *path = g_build_filename (folder, cs_hash_to_hex (&hash, hex), NULL);
  if (!cs_file_make_dir (folder, 0700, error) || !cs_file_replace (path, data, size, 0600, error))
    return FALSE;
  *ret_hash = hash;
  return TRUE;
}

int
cs_guideline_draft_open_picture (CsDesk *desk, const CsHash *hash, gint64 *ret_size, GError **error)
{
  char hex[CS_HASH_HEX + 1];
  CsStore *store = cs_project_store (desk->project);
  if (cs_store_has_blob (store, hash))
    return cs_store_open_blob (store, hash, ret_size, error);
  g_autofree char *path = path_of (desk, cs_hash_to_hex (hash, hex));
  return cs_file_open (path, ret_size, error);
}

GBytes *
cs_guideline_draft_read_picture (CsDesk *desk, const CsHash *hash, GError **error)
{
  char hex[CS_HASH_HEX + 1];
  CsStore *store = cs_project_store (desk->project);
  if (cs_store_has_blob (store, hash))
    return cs_store_read_blob (store, hash, CS_GUIDELINE_MAX_IMAGE, error);
  g_autofree char *path = path_of (desk, cs_hash_to_hex (hash, hex));
  return cs_file_read (path, CS_GUIDELINE_MAX_IMAGE, error);
}

gboolean
cs_guideline_draft_discard (CsDesk *desk, GError **error)
{
  g_autofree char *folder = folder_of (desk);
  return cs_file_remove_tree (folder, error);
}

gpointer
cs_guideline_draft_begin_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  return cs_guideline_draft_begin (desk, error);
}

gpointer
cs_guideline_draft_keep_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  cs_guideline_draft_keep (desk, data, error);
  return NULL;
}

gpointer
cs_guideline_draft_discard_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  cs_guideline_draft_discard (desk, error);
  return NULL;
}

/* --- what it makes --- */

CsGuideline *
cs_guideline_draft_sketch (const CsGuidelineDraft *draft, GError **error)
{
  g_autoptr (GHashTable) hashes = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < draft->pictures->len; i++) {
    CsDraftPicture *picture = draft->pictures->pdata[i];
    g_hash_table_insert (hashes, picture->name, &picture->hash);
  }
  return cs_guideline_sketch (draft->text, strlen (draft->text), hashes, error);
}

static gboolean
take_picture (CsDesk *desk, const CsGuidelineDraft *draft, const CsClause *clause,
              const CsClauseImage *image, GHashTable *images, GError **error)
{
  const CsDraftPicture *picture = cs_guideline_draft_picture (draft, image->target);
  if (g_hash_table_contains (images, image->target))
    return TRUE;
  if (picture == NULL)
    return cs_fail (error, CS_ERROR_NOT_FOUND,
                    _ ("Rule %s shows the picture “%s”, which is not there. Insert it, or take its "
                       "line out."),
                    clause->id, image->target);
  GBytes *bytes = cs_guideline_draft_read_picture (desk, &picture->hash, error);
  if (bytes != NULL)
    g_hash_table_insert (images, g_strdup (image->target), bytes);
  return bytes != NULL;
}

CsGuideline *
cs_guideline_draft_finish (CsDesk *desk, const CsGuidelineDraft *draft, GHashTable **ret_images,
                           GPtrArray *problems, GError **error)
{
  gsize size = strlen (draft->text);
  g_autoptr (CsClauses) clauses = cs_clauses_parse (draft->text, size, error);
  g_autoptr (GHashTable) images =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  for (guint i = 0; clauses != NULL && i < clauses->n_clauses; i++)
    for (guint k = 0; k < clauses->clauses[i].n_images; k++) {
      const CsClause *clause = &clauses->clauses[i];
      const CsClauseImage *image = &clause->images[k];
      if (image->kind == CS_CLAUSE_IMAGE_FILE &&
          !take_picture (desk, draft, clause, image, images, error))
        return NULL;
      if (image->kind == CS_CLAUSE_IMAGE_OUTSIDE)
        cs_problems_add (problems, CS_SEVERITY_WARNING, "picture-outside", clause->id,
                         _ ("Rule %s: the picture “%s” lies elsewhere and is not taken along."),
                         clause->id, image->target);
    }
  CsGuideline *guideline =
      clauses != NULL ? cs_guideline_from_text (draft->text, size, images, error) : NULL;
  if (guideline != NULL)
    *ret_images = g_steal_pointer (&images);
  return guideline;
}
