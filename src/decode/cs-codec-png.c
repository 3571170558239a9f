/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-vips.h"

#include <string.h>

#define MAX_CHUNKS 1000000

static gboolean
png_matches (const guint8 *head, gsize size)
{
  return size >= 8 && memcmp (head, "\x89PNG\r\n\x1a\n", 8) == 0;
}

/* Walks the chunk headers; FALSE when the file ends before the picture does. */
static gboolean
is_whole (const CsSource *source)
{
  guint64 offset = 8;
  for (guint i = 0; i < MAX_CHUNKS; i++) {
    guint8 chunk[8];
    if (cs_source_read (source, offset, chunk, sizeof chunk) < sizeof chunk)
      return FALSE;
    guint64 length = (guint32)chunk[0] << 24 | chunk[1] << 16 | chunk[2] << 8 | chunk[3];
    offset += 12 + length;
    if (offset > source->size)
      return FALSE;
    if (memcmp (chunk + 4, "IEND", 4) == 0)
      return TRUE;
  }
  return FALSE;
}

static CsJson *
png_probe (const CsSource *source, gboolean headers, GError **error)
{
  CsPicture picture;
  if (!cs_vips_probe (source, vips_pngload_buffer, &picture, error))
    return NULL;
  if (!is_whole (source))
    picture.damage = "the file ends before the picture does";
  return cs_picture_to_json (&picture, error);
}

static gboolean
png_frame (const CsSource *source, const CsFrameJob *job, GError **error)
{
  return cs_vips_frame (source, vips_pngload_buffer, job, error);
}

const CsCodec cs_codec_png = {
  .id = "png",
  .media_type = "image/png",
  .matches = png_matches,
  .probe = png_probe,
  .frame = png_frame,
};
