/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of the work in a release: those in force, and all that a signature names. */
#include "cs-release-private.h"

static GBytes *
object_of (CsReleaseCut *cut, const CsHash *hash, GError **error)
{
  return cs_store_get_object (cs_project_store (cut->project), hash, error);
}

/* The document in force as PATH; nothing when there is none. */
static gboolean
add_current (CsReleaseCut *cut, const char *path, const CsHash *hash, GError **error)
{
  char hex[CS_HASH_HEX + 1];
  GBytes *bytes = object_of (cut, hash, error);
  if (bytes == NULL)
    return FALSE;
  g_hash_table_add (cut->documents, g_strdup (cs_hash_to_hex (hash, hex)));
  return path != NULL ? cs_release_cut_add (cut, path, bytes, error)
                      : (g_bytes_unref (bytes), TRUE);
}

/* Pictures lie beside the text, where its links look for them; one with an improper name lies under
 * its hash. */
static gboolean
add_picture (CsReleaseCut *cut, const CsGuidelineImage *image, GError **error)
{
  char hex[CS_HASH_HEX + 1];
  g_autofree char *path = g_strdup_printf ("guideline/%s", image->name);
  if (!cs_release_path_ok (path) || g_hash_table_contains (cut->files, path)) {
    g_free (path);
    path = g_strdup_printf ("guideline/%s", cs_hash_to_hex (&image->hash, hex));
  }
  if (g_hash_table_contains (cut->files, path))
    return TRUE;
  GBytes *bytes = cs_store_read_blob (cs_project_store (cut->project), &image->hash,
                                      CS_GUIDELINE_MAX_IMAGE, error);
  return bytes != NULL && cs_release_cut_add (cut, path, bytes, error);
}

static gboolean
add_guideline (CsReleaseCut *cut, GError **error)
{
  CsGuideline *guideline = NULL;
  CsHash hash;
  if (!cs_project_guideline (cut->project, &guideline, &hash, error))
    return FALSE;
  if (guideline == NULL)
    return TRUE;
  if (!add_current (cut, NULL, &hash, error) ||
      !cs_release_cut_add_text (cut, "guideline/guideline.md", guideline->text, error))
    return FALSE;
  for (guint i = 0; i < guideline->n_images; i++)
    if (!add_picture (cut, &guideline->images[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
add_named (CsReleaseCut *cut, GError **error)
{
  GHashTableIter iter;
  gpointer hex;
  g_hash_table_iter_init (&iter, cut->documents);
  while (g_hash_table_iter_next (&iter, &hex, NULL)) {
    CsHash hash;
    g_autofree char *path = g_strdup_printf ("documents/%s.json", (const char *)hex);
    GBytes *bytes = cs_hash_from_hex (hex, &hash) ? object_of (cut, &hash, error) : NULL;
    if (bytes == NULL || !cs_release_cut_add (cut, path, bytes, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
cs_release_cut_documents (CsReleaseCut *cut, GError **error)
{
  CsSchema *schema = NULL;
  const CsWorkflow *workflow = NULL;
  CsHash hash;
  if (!cs_project_schema (cut->project, &schema, &hash, error) ||
      (schema != NULL && !add_current (cut, "schema.json", &hash, error)) ||
      !cs_project_workflow (cut->project, &workflow, &hash, error) ||
      !add_current (cut, "workflow.json", &hash, error))
    return FALSE;
  return add_guideline (cut, error) && add_named (cut, error);
}
