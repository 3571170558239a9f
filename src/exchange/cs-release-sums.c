/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text form of a list of hashes. */
#include "cs-release-files.h"

#include <string.h>

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

GBytes *
cs_release_sums_write (GHashTable *paths)
{
  guint n = 0;
  GString *text = g_string_new (NULL);
  g_autofree gpointer *names = g_hash_table_get_keys_as_array (paths, &n);
  if (n > 0)
    qsort (names, n, sizeof *names, compare_text);
  for (guint i = 0; i < n; i++) {
    char hex[CS_HASH_HEX + 1];
    g_string_append_printf (text, "%s  %s\n",
                            cs_hash_to_hex (g_hash_table_lookup (paths, names[i]), hex),
                            (const char *)names[i]);
  }
  return g_string_free_to_bytes (text);
}

static void
sum_clear (gpointer data)
{
  g_free (((CsReleaseSum *)data)->path);
}

static gboolean
read_line (const char *line, gsize length, CsReleaseSum *ret_sum)
{
  if (length < CS_HASH_HEX + 3 || line[CS_HASH_HEX] != ' ' || line[CS_HASH_HEX + 1] != ' ' ||
      memchr (line, '\0', length) != NULL)
    return FALSE;
  g_autofree char *hex = g_strndup (line, CS_HASH_HEX);
  g_autofree char *path = g_strndup (line + CS_HASH_HEX + 2, length - CS_HASH_HEX - 2);
  if (!cs_hash_from_hex (hex, &ret_sum->hash) || !cs_release_path_ok (path))
    return FALSE;
  ret_sum->path = g_steal_pointer (&path);
  return TRUE;
}

GArray *
cs_release_sums_read (GBytes *text, GError **error)
{
  gsize size = 0;
  const char *at = g_bytes_get_data (text, &size), *end = size > 0 ? at + size : at;
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (CsReleaseSum));
  g_array_set_clear_func (sums, sum_clear);
  while (at < end) {
    const char *stop = memchr (at, '\n', (gsize)(end - at));
    CsReleaseSum sum;
    if (stop == NULL || !read_line (at, (gsize)(stop - at), &sum)) {
      cs_fail (error, CS_ERROR_CORRUPT, "line %u is not a hash and a file name", sums->len + 1);
      return NULL;
    }
    g_array_append_val (sums, sum);
    if (sums->len > 1 &&
        strcmp (g_array_index (sums, CsReleaseSum, sums->len - 2).path, sum.path) >= 0) {
      cs_fail (error, CS_ERROR_CORRUPT, "line %u is out of order", sums->len);
      return NULL;
    }
    at = stop + 1;
  }
  return g_steal_pointer (&sums);
}
