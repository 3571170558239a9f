/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-vips.h"

#include <string.h>

#define MAX_CHUNKS 1000000

static gboolean
png_matches (const guint8 *head, gsize size)
{
  return size >= 8 && memcmp (head, "\x89PNG\r\n\x1a\n", 8) == 0;
}

typedef enum {
  WALK_WHOLE,
  WALK_CUT, /* the file ends inside or behind pixels */
  WALK_BAD, /* it ends before them */
} Walk;

/* Walks the chunk headers, so that libpng is not asked to make room for what is not there. */
static Walk
walk_chunks (const CsSource *source)
{
  Walk at_end = WALK_BAD;
  guint64 offset = 8;
  for (guint i = 0; i < MAX_CHUNKS; i++) {
    guint8 chunk[8];
    if (cs_source_read (source, offset, chunk, sizeof chunk) < sizeof chunk)
      return at_end;
    guint64 length = (guint32)chunk[0] << 24 | chunk[1] << 16 | chunk[2] << 8 | chunk[3];
    if (memcmp (chunk + 4, "IDAT", 4) == 0)
      at_end = WALK_CUT;
    offset += 12 + length;
    if (offset > source->size)
      return at_end;
    if (memcmp (chunk + 4, "IEND", 4) == 0)
      return WALK_WHOLE;
  }
  return at_end;
}

static CsJson *
png_probe (const CsSource *source, gboolean headers, GError **error)
{
  CsPicture picture;
  Walk walk = walk_chunks (source);
  if (walk == WALK_BAD) {
    cs_fail (error, CS_ERROR_CORRUPT, "the picture is damaged: the file ends before its pixels");
    return NULL;
  }
  if (!cs_vips_probe (source, vips_pngload_buffer, &picture, error))
    return NULL;
  if (walk == WALK_CUT)
    picture.damage = "the file ends before the picture does";
  return cs_picture_to_json (&picture, error);
}

static gboolean
png_frame (const CsSource *source, const CsFrameJob *job, GError **error)
{
  if (walk_chunks (source) != WALK_WHOLE)
    return cs_fail (error, CS_ERROR_CORRUPT,
                    "the picture is damaged: the file ends before it does");
  return cs_vips_frame (source, vips_pngload_buffer, job, error);
}

const CsCodec cs_codec_png = {
  .id = "png",
  .media_type = "image/png",
  .matches = png_matches,
  .probe = png_probe,
  .frame = png_frame,
};
