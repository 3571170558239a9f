/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A guideline from a Markdown file with the pictures beside it. */
#include "cs-guideline.h"

#include "cs-file.h"
#include "cs-problem.h"
#include "cs-text-decode.h"

#include <stdlib.h>
#include <string.h>

/* FOLDER/NAME where links lead nowhere else than below FOLDER. NULL with ERROR. */
static char *
path_inside (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *root = realpath (folder, NULL);
  char *target = realpath (path, NULL);
  gsize length = root != NULL ? strlen (root) : 0;
  gboolean inside = root != NULL && target != NULL && strncmp (root, target, length) == 0 &&
                    (target[length] == '/' || strcmp (root, "/") == 0);
  gboolean exists = target != NULL;
  free (root);
  free (target);
  if (inside)
    return g_steal_pointer (&path);
  cs_fail (error, exists ? CS_ERROR_DENIED : CS_ERROR_NOT_FOUND,
           exists ? "the picture \"%s\" is a link that leads out of the guideline's folder"
                  : "the picture \"%s\" is not beside the guideline",
           name);
  return NULL;
}

static gboolean
load_image (GHashTable *images, const char *folder, const CsClauseImage *image, GError **error)
{
  if (g_hash_table_contains (images, image->target))
    return TRUE;
  g_autofree char *path = path_inside (folder, image->target, error);
  GBytes *bytes = path != NULL ? cs_file_read (path, CS_GUIDELINE_MAX_IMAGE, error) : NULL;
  if (bytes == NULL)
    return FALSE;
  g_hash_table_insert (images, g_strdup (image->target), bytes);
  return TRUE;
}

static gboolean
load_images (GHashTable *images, const char *folder, const CsClauses *clauses, const char *file,
             GPtrArray *problems, GError **error)
{
  for (guint i = 0; i < clauses->n_clauses; i++)
    for (guint k = 0; k < clauses->clauses[i].n_images; k++) {
      const CsClause *clause = &clauses->clauses[i];
      const CsClauseImage *image = &clause->images[k];
      if (image->kind == CS_CLAUSE_IMAGE_FILE && !load_image (images, folder, image, error)) {
        g_prefix_error (error, "clause %s: ", clause->id);
        return FALSE;
      }
      if (image->kind == CS_CLAUSE_IMAGE_OUTSIDE && problems != NULL)
        cs_problems_add (problems, CS_SEVERITY_WARNING, "picture-outside", file,
                         "clause %s: the picture \"%s\" is not taken along; nothing is fetched, "
                         "put the file beside the guideline",
                         clause->id, image->target);
    }
  return TRUE;
}

/* The first heading that is short enough; NULL when there is none. */
static char *
first_heading (const CsClauses *clauses)
{
  for (guint i = 0; i < clauses->n_clauses; i++) {
    const char *heading = clauses->clauses[i].heading;
    if (heading[0] != '\0' && strlen (heading) <= 200)
      return g_strdup (heading);
  }
  return NULL;
}

static char *
name_of (const CsClauses *clauses, const char *path)
{
  g_autofree char *heading = first_heading (clauses);
  if (heading != NULL)
    return g_steal_pointer (&heading);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *valid = g_utf8_make_valid (base, -1);
  return g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), 50));
}

/* Markdown takes any text, also the label schema that was meant for another command. */
static gboolean
is_json (const char *text, gsize size)
{
  g_autofree char *whole = g_strstrip (g_strndup (text, size));
  return whole[0] == '{' && g_str_has_suffix (whole, "}");
}

CsGuideline *
cs_guideline_from_text (const char *text, gsize size, GHashTable *images, GError **error)
{
  g_autoptr (CsClauses) clauses = cs_clauses_parse (text, size, error);
  if (clauses == NULL)
    return NULL;
  g_autofree char *heading = first_heading (clauses);
  return cs_guideline_new (heading != NULL ? heading : "Guideline", text, size, images, error);
}

static CsGuideline *
read_bytes (GBytes *bytes, const char *path, GHashTable *images, GPtrArray *problems,
            GError **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size), *end = NULL;
  g_autoptr (GError) trouble = NULL;
  g_autoptr (CsTextDocument) document = cs_text_decode (data, size, NULL, NULL, &trouble);
  /* Nobody can say here which encoding it is in. */
  if (document == NULL && !g_utf8_validate (data, (gssize)size, &end))
    cs_fail (error, CS_ERROR_INVALID,
             "byte %" G_GSIZE_FORMAT " is not UTF-8; save the guideline as Markdown in UTF-8",
             (gsize)(end - data));
  else if (document == NULL)
    g_propagate_error (error, g_steal_pointer (&trouble));
  const char *text = document != NULL ? cs_text_document_text (document, &size) : NULL;
  if (text != NULL && is_json (text, size)) {
    cs_fail (error, CS_ERROR_INVALID,
             "this is JSON and no Markdown; a label schema is published with \"schema publish\"");
    return NULL;
  }
  g_autoptr (CsClauses) clauses = text != NULL ? cs_clauses_parse (text, size, error) : NULL;
  g_autofree char *folder = g_path_get_dirname (path);
  if (clauses == NULL || !load_images (images, folder, clauses, path, problems, error))
    return NULL;
  g_autofree char *name = name_of (clauses, path);
  return cs_guideline_new (name, text, size, images, error);
}

CsGuideline *
cs_guideline_load (const char *path, GHashTable **ret_images, GPtrArray *problems, GError **error)
{
  g_autoptr (GHashTable) images =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  g_autoptr (GBytes) bytes = cs_file_read (path, CS_TEXT_MAX_SIZE, error);
  if (bytes == NULL)
    return NULL;
  CsGuideline *guideline = read_bytes (bytes, path, images, problems, error);
  if (guideline == NULL)
    g_prefix_error (error, "%s: ", path);
  else if (ret_images != NULL)
    *ret_images = g_steal_pointer (&images);
  return guideline;
}
