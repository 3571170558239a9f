/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-codestream.h"

#include <string.h>

#define HEADER 64
#define MAX_SEGMENTS 15

typedef struct {
  guint n;
  guint32 offsets[MAX_SEGMENTS + 1]; /* one more: the end */
} Segments;

static gboolean
read_segments (const guint8 *data, gsize size, guint expected, Segments *ret_segments,
               GError **error)
{
  Segments segments = { 0 };
  if (size < HEADER)
    return cs_fail (error, CS_ERROR_CORRUPT, "its RLE data are cut short");
  guint32 numbers[1 + MAX_SEGMENTS];
  memcpy (numbers, data, sizeof numbers);
  segments.n = GUINT32_FROM_LE (numbers[0]);
  if (segments.n != expected)
    return cs_fail (error, CS_ERROR_CORRUPT, "its RLE data have %u segments instead of %u",
                    segments.n, expected);
  for (guint i = 0; i < segments.n; i++) {
    segments.offsets[i] = GUINT32_FROM_LE (numbers[1 + i]);
    if (segments.offsets[i] < HEADER || segments.offsets[i] > size ||
        (i > 0 && segments.offsets[i] < segments.offsets[i - 1]))
      return cs_fail (error, CS_ERROR_CORRUPT, "segment %u of its RLE data lies outside", i);
  }
  segments.offsets[segments.n] = (guint32)size;
  *ret_segments = segments;
  return TRUE;
}

/* COUNT bytes, each STRIDE behind the one before. */
static gboolean
unpack (const guint8 *data, gsize size, guint8 *out, gsize count, gsize stride)
{
  gsize at = 0, done = 0;
  while (done < count) {
    if (at >= size)
      return FALSE;
    guint8 control = data[at++];
    if (control == 128)
      continue;
    gsize run = control < 128 ? (gsize)control + 1 : (gsize)257 - control;
    gsize literal = control < 128 ? run : 1;
    if (literal > size - at)
      return FALSE;
    gsize use = MIN (run, count - done);
    for (gsize i = 0; i < use; i++)
      out[(done + i) * stride] = data[control < 128 ? at + i : at];
    at += literal;
    done += use;
  }
  return TRUE;
}

gboolean
cs_rle_decode (const guint8 *data, gsize size, const CsTarget *target, GError **error)
{
  Segments segments;
  guint width = target->width;
  gsize pixels = (gsize)target->rows * target->columns;
  if (!read_segments (data, size, target->samples * width, &segments, error))
    return FALSE;
  for (guint i = 0; i < segments.n; i++) {
    /* The most significant byte comes first. */
    guint sample = i / width, byte = width - 1 - i % width;
    if (G_BYTE_ORDER == G_BIG_ENDIAN)
      byte = i % width;
    if (!unpack (data + segments.offsets[i], segments.offsets[i + 1] - segments.offsets[i],
                 target->out + (gsize)sample * width + byte, pixels,
                 (gsize)target->samples * width))
      return cs_fail (error, CS_ERROR_CORRUPT, "segment %u of its RLE data ends too early", i);
  }
  return TRUE;
}

gboolean
cs_rle_decode_bytes (const guint8 *data, gsize size, guint8 *ret_out, gsize out_size,
                     GError **error)
{
  Segments segments;
  if (!read_segments (data, size, 1, &segments, error))
    return FALSE;
  return unpack (data + segments.offsets[0], size - segments.offsets[0], ret_out, out_size, 1) ||
         cs_fail (error, CS_ERROR_CORRUPT, "its RLE data end too early");
}
