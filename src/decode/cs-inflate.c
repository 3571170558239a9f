/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-inflate.h"

#include <gio/gio.h>

#define FIRST_ROOM (64 * 1024)

guint8 *
cs_inflate (const guint8 *data, gsize size, gsize limit, gsize *ret_size)
{
  g_autoptr (GZlibDecompressor) inflater = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW);
  gsize room = MIN (limit, FIRST_ROOM), done = 0, at = 0;
  g_autofree guint8 *out = g_malloc (room);
  for (;;) {
    gsize read = 0, written = 0;
    GConverterResult result =
        g_converter_convert (G_CONVERTER (inflater), data + at, size - at, out + done, room - done,
                             G_CONVERTER_INPUT_AT_END, &read, &written, NULL);
    at += read;
    done += written;
    if (result == G_CONVERTER_FINISHED)
      break;
    if (result == G_CONVERTER_ERROR && done < room)
      return NULL;
    if (done < room)
      continue;
    if (room >= limit)
      return NULL;
    room = MIN (limit, 2 * room);
    guint8 *more = g_try_realloc (out, room);
    if (more == NULL)
      return NULL;
    out = more;
  }
  *ret_size = done;
  return g_steal_pointer (&out);
}
