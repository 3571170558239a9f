/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-jpeg-header.h"
#include "cs-vips.h"

#include <string.h>

static gboolean
jpeg_matches (const guint8 *head, gsize size)
{
  return size >= 3 && memcmp (head, "\xff\xd8\xff", 3) == 0;
}

/* An end marker near the end; cameras append things behind it. */
static gboolean
is_whole (const CsSource *source)
{
  guint8 tail[65536];
  guint64 from = source->size > sizeof tail ? source->size - sizeof tail : 0;
  gsize size = cs_source_read (source, from, tail, sizeof tail);
  return memmem (tail, size, "\xff\xd9", 2) != NULL;
}

static CsJson *
jpeg_probe (const CsSource *source, gboolean headers, GError **error)
{
  CsPicture picture;
  CsJpegHeader header;
  guint8 head[65536 * 2];
  gsize size = cs_source_read (source, 0, head, sizeof head);
  if (cs_jpeg_header_read (head, size, &header) && (header.precision != 8 || header.lossless)) {
    cs_fail (error, CS_ERROR_UNSUPPORTED,
             "a JPEG picture with %u bits a sample%s; convert it to TIFF or PNG", header.precision,
             header.lossless ? ", lossless" : "");
    return NULL;
  }
  if (!cs_vips_probe (source, vips_jpegload_buffer, &picture, error))
    return NULL;
  picture.lossy = TRUE;
  if (!is_whole (source))
    picture.damage = "the file ends before the picture does";
  return cs_picture_to_json (&picture, error);
}

static gboolean
jpeg_frame (const CsSource *source, const CsFrameJob *job, GError **error)
{
  return cs_vips_frame (source, vips_jpegload_buffer, job, error);
}

const CsCodec cs_codec_jpeg = {
  .id = "jpeg",
  .media_type = "image/jpeg",
  .matches = jpeg_matches,
  .probe = jpeg_probe,
  .frame = jpeg_frame,
};
