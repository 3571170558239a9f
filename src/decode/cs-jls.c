/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-codestream.h"

#include <charls/charls.h>
#include <string.h>

static const guint8 end_marker[2] = { 0xff, 0xd9 };

G_DEFINE_AUTOPTR_CLEANUP_FUNC (charls_jpegls_decoder, charls_jpegls_decoder_destroy)

static gboolean
fail_jls (GError **error, charls_jpegls_errc code)
{
  return cs_fail (error, CS_ERROR_CORRUPT, "its JPEG-LS data are damaged (%s)",
                  charls_get_error_message (code));
}

/* Planes one behind the other become pixels. */
static void
interleave (const guint8 *planes, const CsTarget *target, guint width, guint8 *ret_pixels)
{
  gsize pixels = (gsize)target->rows * target->columns;
  for (guint s = 0; s < target->samples; s++) {
    for (gsize i = 0; i < pixels * width; i++) {
      gsize pixel = i / width, byte = i % width;
      ret_pixels[(pixel * target->samples + s) * width + byte] = planes[s * pixels * width + i];
    }
  }
}

static gboolean
decode (const guint8 *data, gsize size, const CsTarget *target, CsStreamFacts *ret_facts,
        GError **error)
{
  g_autoptr (charls_jpegls_decoder) decoder = charls_jpegls_decoder_create ();
  if (decoder == NULL)
    return cs_fail (error, CS_ERROR_LIMIT, "no memory for a decoder");
  charls_frame_info info = { 0 };
  charls_interleave_mode mode = CHARLS_INTERLEAVE_MODE_NONE;
  gsize out_size = 0;
  charls_jpegls_errc code = charls_jpegls_decoder_set_source_buffer (decoder, data, size);
  if (code == CHARLS_JPEGLS_ERRC_SUCCESS)
    code = charls_jpegls_decoder_read_header (decoder);
  if (code == CHARLS_JPEGLS_ERRC_SUCCESS)
    code = charls_jpegls_decoder_get_frame_info (decoder, &info);
  if (code == CHARLS_JPEGLS_ERRC_SUCCESS)
    code = charls_jpegls_decoder_get_interleave_mode (decoder, &mode);
  if (code != CHARLS_JPEGLS_ERRC_SUCCESS)
    return fail_jls (error, code);
  if (!cs_target_check (target, info.height, info.width, (guint64)info.component_count, error))
    return FALSE;
  guint width = info.bits_per_sample <= 8 ? 1 : 2;
  if (width > target->width)
    return cs_fail (error, CS_ERROR_CORRUPT, "its JPEG-LS data have %d bits a sample",
                    info.bits_per_sample);
  code = charls_jpegls_decoder_get_destination_size (decoder, 0, &out_size);
  if (code != CHARLS_JPEGLS_ERRC_SUCCESS)
    return fail_jls (error, code);
  if (out_size != (gsize)target->rows * target->columns * target->samples * width)
    return cs_fail (error, CS_ERROR_CORRUPT, "its JPEG-LS data have another size");
  g_autofree guint8 *samples = g_try_malloc (out_size);
  if (samples == NULL)
    return cs_fail (error, CS_ERROR_LIMIT, "no memory for the frame");
  code = charls_jpegls_decoder_decode_to_buffer (decoder, samples, out_size, 0);
  if (code != CHARLS_JPEGLS_ERRC_SUCCESS)
    return fail_jls (error, code);
  *ret_facts = (CsStreamFacts){ (guint)info.bits_per_sample, FALSE };
  if (mode != CHARLS_INTERLEAVE_MODE_NONE || target->samples == 1) {
    cs_target_widen (target, samples, width);
    return TRUE;
  }
  g_autofree guint8 *pixels = g_try_malloc (out_size);
  if (pixels == NULL)
    return cs_fail (error, CS_ERROR_LIMIT, "no memory for the frame");
  interleave (samples, target, width, pixels);
  cs_target_widen (target, pixels, width);
  return TRUE;
}

/* Some encoders put a zero between the scan and the end marker, which CharLS does not skip. Gives
 * its offset, 0 when there is none. */
static gsize
find_pad (const guint8 *data, gsize size)
{
  for (gsize at = size; at >= 3; at--) {
    if (data[at - 2] == 0xff && data[at - 1] == 0xd9)
      return data[at - 3] == 0 ? at - 3 : 0;
  }
  return 0;
}

gboolean
cs_jls_decode (const guint8 *data, gsize size, const CsTarget *target, CsStreamFacts *ret_facts,
               GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree guint8 *marked = size <= G_MAXSIZE - 2 ? g_try_malloc (size + 2) : NULL;
  if (marked == NULL)
    return cs_fail (error, CS_ERROR_LIMIT, "no memory for the frame");
  /* Where a scan ends without a marker, CharLS 2.4 reads 2^31 bits that are not there. */
  memcpy (marked, data, size);
  memcpy (marked + size, end_marker, sizeof end_marker);
  if (decode (marked, size + 2, target, ret_facts, &local))
    return TRUE;
  gsize pad = find_pad (data, size);
  if (pad > 0) {
    memmove (marked + pad, marked + pad + 1, size + 2 - pad - 1);
    if (decode (marked, size + 1, target, ret_facts, NULL))
      return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
