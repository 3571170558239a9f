/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-fuzz.h"
#include "cs-release-files.h"
#include "cs-release-keys.h"

/* A list of hashes that is accepted is written again byte for byte. */
static void
try_sums (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GArray) sums = cs_release_sums_read (bytes, &error);
  g_assert ((sums == NULL) == (error != NULL));
  if (sums == NULL)
    return;
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < sums->len; i++) {
    CsReleaseSum *sum = &g_array_index (sums, CsReleaseSum, i);
    g_assert (cs_release_path_ok (sum->path));
    g_hash_table_insert (paths, sum->path, &sum->hash);
  }
  g_autoptr (GBytes) again = cs_release_sums_write (paths);
  g_assert (g_bytes_equal (bytes, again));
}

static void
try_people (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) json = cs_json_parse_text ((const char *)data, size, 1 << 20, NULL);
  g_autoptr (GPtrArray) keys = json != NULL ? cs_release_keys_from_json (json, &error) : NULL;
  if (keys == NULL)
    return;
  g_autoptr (CsJson) back = cs_release_keys_to_json (keys);
  g_autoptr (GPtrArray) again = cs_release_keys_from_json (back, &error);
  g_assert_no_error (error);
  g_assert (again->len == keys->len);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  try_sums (data, size);
  try_people (data, size);
  return 0;
}
