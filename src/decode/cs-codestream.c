/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-codestream.h"
#include "cs-dicom.h"
#include "cs-jpeg-header.h"

#include <string.h>

gboolean
cs_target_check (const CsTarget *target, guint64 rows, guint64 columns, guint64 samples,
                 GError **error)
{
  if (rows == target->rows && columns == target->columns && samples == target->samples)
    return TRUE;
  return cs_fail (error, CS_ERROR_CORRUPT,
                  "the header says %u x %u with %u samples, its pixel data say %" G_GUINT64_FORMAT
                  " x %" G_GUINT64_FORMAT " with %" G_GUINT64_FORMAT,
                  target->columns, target->rows, target->samples, columns, rows, samples);
}

void
cs_target_widen (const CsTarget *target, const guint8 *from, guint from_width)
{
  gsize n = (gsize)target->rows * target->columns * target->samples;
  if (target->width == from_width) {
    memcpy (target->out, from, n * from_width);
    return;
  }
  memset (target->out, 0, n * target->width);
  for (gsize i = 0; i < n; i++)
    memcpy (target->out + i * target->width, from + i * from_width, from_width);
}

gboolean
cs_jpeg_decode (const guint8 *data, gsize size, CsJpegColour colour, const CsTarget *target,
                CsStreamFacts *ret_facts, GError **error)
{
  CsJpegHeader header;
  if (!cs_jpeg_header_read (data, size, &header))
    return cs_fail (error, CS_ERROR_CORRUPT, "its JPEG data have no header");
  if (!cs_target_check (target, header.rows, header.columns, header.components, error))
    return FALSE;
  guint width = header.precision <= 8 ? 1 : 2;
  if (header.precision < 2 || header.precision > 16 || width > target->width)
    return cs_fail (error, CS_ERROR_CORRUPT, "its JPEG data have %u bits a sample",
                    header.precision);
  gboolean to_rgb =
      colour != CS_JPEG_KEEP && cs_jpeg_header_is_ycc (&header, colour == CS_JPEG_YBR);
  /* A lossy stream that is not YCbCr by its own word is RGB, whatever the header says. */
  *ret_facts = (CsStreamFacts){ header.precision, to_rgb || !header.lossless || header.letters };
  gsize out_size = (gsize)header.rows * header.columns * header.components * width;
  g_autofree guint8 *samples = g_try_malloc (out_size);
  if (samples == NULL)
    return cs_fail (error, CS_ERROR_LIMIT, "no memory for the frame");
  if (!cs_dicom_jpeg (data, size, header.precision, to_rgb, samples, out_size, error))
    return FALSE;
  cs_target_widen (target, samples, width);
  return TRUE;
}
