/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-jpeg-header.h"

#include <string.h>

static guint
read16 (const guint8 *at)
{
  return (guint)at[0] << 8 | at[1];
}

static gboolean
is_frame_header (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static gboolean
read_frame_header (const guint8 *at, gsize size, guint8 marker, CsJpegHeader *header)
{
  if (size < 6)
    return FALSE;
  header->precision = at[0];
  header->rows = read16 (at + 1);
  header->columns = read16 (at + 3);
  header->components = at[5];
  header->lossless = (marker & 3) == 3;
  header->letters =
      header->components == 3 && size >= 15 && at[6] == 'R' && at[9] == 'G' && at[12] == 'B';
  return TRUE;
}

gboolean
cs_jpeg_header_read (const guint8 *data, gsize size, CsJpegHeader *ret_header)
{
  CsJpegHeader header = { 0 };
  if (size < 4 || data[0] != 0xff || data[1] != 0xd8)
    return FALSE;
  for (gsize at = 2; at + 4 <= size;) {
    if (data[at] != 0xff)
      return FALSE;
    guint8 marker = data[at + 1];
    if (marker == 0xff) { /* a fill byte */
      at++;
      continue;
    }
    gsize length = read16 (data + at + 2);
    if (length < 2 || length > size - at - 2)
      return FALSE;
    const guint8 *body = data + at + 4;
    if (is_frame_header (marker)) {
      if (!read_frame_header (body, length - 2, marker, &header))
        return FALSE;
      *ret_header = header;
      return TRUE;
    }
    if (marker == 0xe0 && length >= 7 && memcmp (body, "JFIF", 5) == 0)
      header.jfif = TRUE;
    if (marker == 0xee && length >= 14 && memcmp (body, "Adobe", 5) == 0) {
      header.adobe = TRUE;
      header.adobe_transform = body[11];
    }
    at += 2 + length;
  }
  return FALSE;
}

gboolean
cs_jpeg_header_is_ycc (const CsJpegHeader *header, gboolean otherwise)
{
  if (header->components != 3 || header->lossless)
    return FALSE;
  if (header->jfif)
    return TRUE;
  if (header->adobe)
    return header->adobe_transform == 1;
  return header->letters ? FALSE : otherwise;
}
