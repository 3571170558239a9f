/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The source files of a release: where each lies, or would lie, under sources/. */
#include "cs-release-private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  const char *name;
  const CsHash *hash;
} Source;

static int
compare_sources (gconstpointer a, gconstpointer b)
{
  const Source *one = a, *two = b;
  int order = strcmp (one->name, two->name);
  return order != 0 ? order : cs_hash_compare (one->hash, two->hash);
}

static GArray *
list_sources (const CsDataset *dataset)
{
  GArray *sources = g_array_new (FALSE, FALSE, sizeof (Source));
  for (guint i = 0; i < dataset->items->len; i++) {
    const CsDatasetItem *item = g_ptr_array_index (dataset->items, i);
    for (guint j = 0; j < item->parts->len; j++) {
      const CsDatasetPart *part = cs_dataset_item_part (item, j);
      Source source = { part->name != NULL ? part->name : item->name, &part->sha256 };
      if (part->has_sha256)
        g_array_append_val (sources, source);
    }
  }
  g_array_sort (sources, compare_sources);
  return sources;
}

/* The last part of a name from its dot on, when it is short and plain: ".dcm". Caller frees. */
static char *
extension_of (const char *name)
{
  const char *dot = strrchr (name, '.');
  if (dot == NULL || strlen (dot) < 2 || strlen (dot) > 9)
    return g_strdup ("");
  for (const char *at = dot + 1; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at))
      return g_strdup ("");
  return g_ascii_strdown (dot, -1);
}

/* Names that are taken, in lower case: files, and folders with files in them. */
typedef struct {
  GHashTable *files, *folders;
} Taken;

/* TRUE, and PATH is taken, when it clashes with nothing, not even where case does not count. */
static gboolean
take (Taken *taken, const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  if (!cs_release_path_ok (path) || g_hash_table_contains (taken->files, lower) ||
      g_hash_table_contains (taken->folders, lower))
    return FALSE;
  for (char *slash = strchr (lower, '/'); slash != NULL; slash = strchr (slash + 1, '/')) {
    g_autofree char *folder = g_strndup (lower, (gsize)(slash - lower));
    if (g_hash_table_contains (taken->files, folder))
      return FALSE;
  }
  for (char *slash = strchr (lower, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    g_hash_table_add (taken->folders, g_strndup (lower, (gsize)(slash - lower)));
  g_hash_table_add (taken->files, g_steal_pointer (&lower));
  return TRUE;
}

static void
place (CsReleaseCut *cut, Taken *taken, const Source *source)
{
  char hex[CS_HASH_HEX + 1];
  g_autofree char *path = g_strconcat (CS_RELEASE_SOURCE_FOLDER, source->name, NULL);
  if (!take (taken, path)) {
    g_autofree char *extension = extension_of (source->name);
    g_free (path);
    path =
        g_strconcat (CS_RELEASE_SOURCE_FOLDER, cs_hash_to_hex (source->hash, hex), extension, NULL);
    if (g_hash_table_contains (cut->sources, path))
      return;
  }
  g_hash_table_insert (cut->sources, g_steal_pointer (&path),
                       g_memdup2 (source->hash, sizeof *source->hash));
}

/* A file that only lies beside the project is not ours to keep as it was: what cannot go along
 * would make a release that nobody can write. */
static gboolean
check_source (const CsReleaseCut *cut, const Source *source, GPtrArray *problems, GError **error)
{
  gint64 size = 0;
  CsStore *store = cs_project_store (cut->project);
  g_autofree char *linked = cs_store_blob_path (store, source->hash);
  g_autoptr (GError) trouble = NULL;
  if (linked == NULL && cs_store_has_blob (store, source->hash))
    return TRUE;
  int fd = cs_store_open_blob (store, source->hash, &size, &trouble);
  if (fd >= 0)
    return close (fd) == 0 || cs_set_errno (error, errno, "%s", source->name);
  if (!cut->order->with_sources) {
    cs_problems_add_error (problems, CS_SEVERITY_WARNING, source->name, trouble);
    return TRUE;
  }
  g_propagate_prefixed_error (error, g_steal_pointer (&trouble), "%s: ", source->name);
  return FALSE;
}

gboolean
cs_release_cut_sources (CsReleaseCut *cut, GError **error)
{
  g_autoptr (GArray) sources = list_sources (cut->export->chosen);
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Taken taken = { files, folders };
  for (guint i = 0; i < sources->len; i++) {
    const Source *source = &g_array_index (sources, Source, i);
    if (i == 0 || compare_sources (source, source - 1) != 0)
      place (cut, &taken, source);
  }
  return cs_release_cut_add (cut, CS_RELEASE_SOURCES, cs_release_sums_write (cut->sources), error);
}

gboolean
cs_release_cut_look_at_sources (const CsReleaseCut *cut, GPtrArray *problems, GError **error)
{
  g_autoptr (GArray) sources = list_sources (cut->export->chosen);
  for (guint i = 0; i < sources->len; i++)
    if (!check_source (cut, &g_array_index (sources, Source, i), problems, error))
      return FALSE;
  return TRUE;
}
