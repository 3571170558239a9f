/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-vips.h"

#include <string.h>

#define MAX_CHUNKS 1000000
#define MAX_TEXT (256 * 1024)

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

static guint
read16 (const guint8 *at, gboolean big)
{
  return big ? (guint)at[0] << 8 | at[1] : (guint)at[1] << 8 | at[0];
}

/* The orientation in a TIFF directory, as an eXIf chunk holds it. 0 when there is none. */
static guint
read_exif (const guint8 *data, gsize size)
{
  gboolean big = size >= 2 && data[0] == 'M';
  if (size < 14)
    return 0;
  gsize first =
      (gsize)read16 (data + (big ? 4 : 6), big) << 16 | read16 (data + (big ? 6 : 4), big);
  if (first > size - 2)
    return 0;
  guint entries = read16 (data + first, big);
  for (gsize at = first + 2; entries > 0 && at + 12 <= size; at += 12, entries--) {
    if (read16 (data + at, big) == 0x0112)
      return read16 (data + at + 8, big);
  }
  return 0;
}

/* The same from the XMP packet of an iTXt chunk. */
static guint
read_xmp (const guint8 *data, gsize size)
{
  static const char keyword[] = "XML:com.adobe.xmp", name[] = "tiff:Orientation";
  if (size < sizeof keyword || memcmp (data, keyword, sizeof keyword) != 0)
    return 0;
  const guint8 *found = memmem (data, size, name, sizeof name - 1);
  gsize at = found != NULL ? (gsize)(found - data) + sizeof name - 1 : size;
  while (at < size && (data[at] == '=' || data[at] == '"' || data[at] == '\'' || data[at] == '>'))
    at++;
  return at < size && g_ascii_isdigit (data[at]) ? (guint)(data[at] - '0') : 0;
}

static void
note_orientation (const CsSource *source, guint64 offset, const guint8 *header, guint64 length,
                  guint *orientation)
{
  gboolean exif = memcmp (header, "eXIf", 4) == 0;
  if ((!exif && memcmp (header, "iTXt", 4) != 0) || length > MAX_TEXT || *orientation != 0)
    return;
  g_autofree guint8 *data = g_malloc (length + 1);
  gsize size = cs_source_read (source, offset, data, (gsize)length);
  *orientation = exif ? read_exif (data, size) : read_xmp (data, size);
}

/* Walks the chunk headers, so that libpng is not asked to make room for what is not there. */
static Walk
walk_chunks (const CsSource *source, guint *ret_orientation)
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
    note_orientation (source, offset + 8, chunk + 4, length, ret_orientation);
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
  guint orientation = 0;
  Walk walk = walk_chunks (source, &orientation);
  if (walk == WALK_BAD) {
    cs_fail (error, CS_ERROR_CORRUPT, "the picture is damaged: the file ends before its pixels");
    return NULL;
  }
  if (!cs_vips_probe (source, vips_pngload_buffer, &picture, error))
    return NULL;
  if (orientation != 0)
    picture.exif_orientation = orientation;
  if (walk == WALK_CUT)
    picture.damage = "the file ends before the picture does";
  return cs_picture_to_json (&picture, error);
}

static gboolean
png_frame (const CsSource *source, const CsFrameJob *job, GError **error)
{
  guint orientation = 0;
  if (walk_chunks (source, &orientation) != WALK_WHOLE)
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
