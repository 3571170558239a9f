/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-compress.h"

#include <zstd.h>

#define LEVEL 3

GBytes *
cs_compress (GBytes *bytes)
{
  gsize size = 0;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  gsize room = ZSTD_compressBound (size);
  g_autofree guint8 *packed = g_malloc (room);
  gsize packed_size = ZSTD_compress (packed, room, data, size, LEVEL);
  if (ZSTD_isError (packed_size) || packed_size >= size)
    return NULL;
  packed = g_realloc (packed, packed_size);
  return g_bytes_new_take (g_steal_pointer (&packed), packed_size);
}

GBytes *
cs_decompress (gconstpointer data, gsize size, gsize expected, GError **error)
{
  if (data == NULL || ZSTD_getFrameContentSize (data, size) != expected) {
    cs_fail (error, CS_ERROR_CORRUPT, "compressed data of another size than recorded");
    return NULL;
  }
  g_autofree guint8 *plain = g_malloc (MAX (expected, 1));
  gsize got = ZSTD_decompress (plain, expected, data, size);
  if (ZSTD_isError (got) || got != expected) {
    cs_fail (error, CS_ERROR_CORRUPT, "damaged compressed data");
    return NULL;
  }
  return g_bytes_new_take (g_steal_pointer (&plain), expected);
}
