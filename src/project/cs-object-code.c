/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-object-code.h"
#include "cs-compress.h"

GBytes *
cs_object_pack (GBytes *bytes, int *ret_code)
{
  GBytes *packed = cs_compress (bytes);
  *ret_code = packed != NULL ? CS_OBJECT_ZSTD : CS_OBJECT_RAW;
  return packed != NULL ? packed : g_bytes_ref (bytes);
}

GBytes *
cs_object_unpack (const CsHash *hash, gint64 size, gint64 code, gconstpointer data, gsize length,
                  GError **error)
{
  char hex[CS_HASH_HEX + 1];
  g_autoptr (GBytes) bytes = NULL;
  if (size >= 0 && size <= CS_OBJECT_MAX && code == CS_OBJECT_ZSTD)
    bytes = cs_decompress (data, length, (gsize)size, NULL);
  else if (code == CS_OBJECT_RAW && length == (gsize)size && size <= CS_OBJECT_MAX)
    bytes = g_bytes_new (data, length);
  CsHash computed;
  if (bytes != NULL)
    cs_hash_data (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &computed);
  if (bytes == NULL || !cs_hash_equal (&computed, hash)) {
    cs_fail (error, CS_ERROR_CORRUPT, "object %.12s was altered", cs_hash_to_hex (hash, hex));
    return NULL;
  }
  return g_steal_pointer (&bytes);
}
