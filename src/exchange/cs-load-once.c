/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-load-once.h"

#include "cs-file.h"
#include "cs-hash.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define BLOCK (256 * 1024)

static gboolean
hash_file (const char *path, CsHash *ret_hash, GError **error)
{
  gint64 size = 0;
  ssize_t got = 0;
  int fd = cs_file_open (path, &size, error);
  if (fd < 0)
    return FALSE;
  g_autofree guint8 *block = g_malloc (BLOCK);
  g_autoptr (CsHasher) hasher = cs_hasher_new ();
  while ((got = read (fd, block, BLOCK)) > 0)
    cs_hasher_add (hasher, block, (gsize)got);
  int saved = errno;
  close (fd);
  cs_hasher_finish (hasher, ret_hash);
  return got == 0 || cs_set_errno (error, saved, "%s: cannot be read", path);
}

static void
tell (GPtrArray *problems, const char *path, const char *before)
{
  if (strcmp (path, before) == 0)
    cs_problems_add (problems, CS_SEVERITY_INFO, "conflict", path, "named twice, loaded once");
  else
    cs_problems_add (problems, CS_SEVERITY_INFO, "conflict", path,
                     "passed over, because it has the same content as %s", before);
}

GPtrArray *
cs_load_once (const char *const *paths, GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) once = g_ptr_array_new ();
  g_autoptr (GHashTable) first =
      g_hash_table_new_full (cs_hash_hash_func, cs_hash_equal_func, g_free, NULL);
  gboolean single = paths[0] == NULL || paths[1] == NULL;
  for (guint i = 0; paths[i] != NULL; i++) {
    CsHash hash = { 0 };
    if (!single && !hash_file (paths[i], &hash, error))
      return NULL;
    const char *before = g_hash_table_lookup (first, &hash);
    if (before != NULL) {
      tell (problems, paths[i], before);
      continue;
    }
    g_hash_table_insert (first, g_memdup2 (&hash, sizeof hash), (gpointer)paths[i]);
    g_ptr_array_add (once, (gpointer)paths[i]);
  }
  g_ptr_array_add (once, NULL);
  return g_steal_pointer (&once);
}
