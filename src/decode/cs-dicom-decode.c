/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the bytes of a frame to stored values. */
#include "cs-codestream.h"
#include "cs-colour.h"
#include "cs-dicom-picture.h"
#include "cs-inflate.h"
#include "cs-wire.h"

#include <string.h>

typedef struct {
  const CsDicomPicture *picture;
  guint frame;
  gboolean stored; /* as CsFrameJob says */
  CsTarget target;
  /* Set by the packing. */
  gboolean is_rgb;
  guint sign_bits; /* where the sign of a signed sample stands; 0: not packed */
} Work;

static gsize
count_samples (const CsTarget *target)
{
  return (gsize)target->rows * target->columns * target->samples;
}

/* --- native --- */

static void
swap_bytes (guint8 *data, gsize n, guint width)
{
  for (gsize i = 0; width > 1 && i < n; i++, data += width) {
    for (guint a = 0, b = width - 1; a < b; a++, b--) {
      guint8 byte = data[a];
      data[a] = data[b];
      data[b] = byte;
    }
  }
}

static void
unpack_bits (const guint8 *from, guint64 first, gsize n, guint8 *out)
{
  for (gsize i = 0; i < n; i++)
    out[i] = from[(first + i) / 8] >> ((first + i) % 8) & 1;
}

static void
interleave (const guint8 *planes, const CsTarget *target)
{
  gsize pixels = (gsize)target->rows * target->columns;
  for (guint s = 0; s < target->samples; s++) {
    for (gsize i = 0; i < pixels; i++)
      memcpy (target->out + (i * target->samples + s) * target->width,
              planes + (s * pixels + i) * target->width, target->width);
  }
}

/* The bytes of one frame as they lie in a native file, least significant first, to samples. BITS is
 * where they begin inside DATA. */
static void
unpack_native (Work *work, guint8 *data, guint64 bits)
{
  const CsDicomPicture *picture = work->picture;
  const CsTarget *target = &work->target;
  if (picture->allocated == 1)
    unpack_bits (data, bits, count_samples (target), target->out);
  else if (g_str_has_suffix (picture->photometric, "_422"))
    cs_ybr_expand_422 (data, (gsize)target->rows * target->columns, target->out);
  else if (picture->planar)
    interleave (data, target);
  else
    memcpy (target->out, data, count_samples (target) * target->width);
}

static gboolean
decode_native (Work *work, GError **error)
{
  const CsDicomPicture *picture = work->picture;
  guint64 bits = cs_dicom_picture_native_bits (picture);
  guint64 first = bits * work->frame, last = first + bits;
  /* Whole words, in case bytes have to change places. */
  guint64 from = first / 16 * 2, to = (last + 15) / 16 * 2;
  if ((last + 7) / 8 > picture->size)
    return cs_fail (error, CS_ERROR_CORRUPT,
                    "damaged: %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " bytes of pixel data",
                    picture->size, (bits * picture->frames + 7) / 8);
  gsize size = (gsize)(to - from);
  g_autofree guint8 *data = g_try_malloc0 (size);
  if (data == NULL)
    return cs_fail (error, CS_ERROR_LIMIT, "no memory for the frame");
  gsize need = (gsize)((last + 7) / 8 - from);
  if (cs_dicom_read (picture->dicom, picture->offset + from, data, size) < need)
    return cs_fail (error, CS_ERROR_CORRUPT, "its pixel data cannot be read whole");
  guint8 *start = data + (picture->allocated == 1 ? 0 : first / 8 - from);
  if (picture->swap_bytes && picture->allocated <= 8)
    swap_bytes (data, size / 2, 2);
  else if (cs_dicom_is_big_endian (picture->dicom))
    swap_bytes (start, (gsize)(bits / picture->allocated), picture->allocated / 8);
  unpack_native (work, start, first - from * 8);
  return TRUE;
}

/* --- packed --- */

static gboolean
decode_rle (Work *work, GError **error)
{
  gsize size = 0;
  g_autofree guint8 *data = cs_dicom_picture_encoded (work->picture, work->frame, &size, error);
  if (data == NULL)
    return FALSE;
  if (work->picture->allocated != 1)
    return cs_rle_decode (data, size, &work->target, error);
  gsize packed_size = (count_samples (&work->target) + 7) / 8;
  g_autofree guint8 *packed = g_malloc0 (packed_size);
  if (!cs_rle_decode_bytes (data, size, packed, packed_size, error))
    return FALSE;
  unpack_bits (packed, 0, count_samples (&work->target), work->target.out);
  return TRUE;
}

static gboolean
decode_deflated (Work *work, GError **error)
{
  gsize size = 0, got = 0;
  g_autofree guint8 *data = cs_dicom_picture_encoded (work->picture, work->frame, &size, error);
  if (data == NULL)
    return FALSE;
  gsize need = (gsize)((cs_dicom_picture_native_bits (work->picture) + 7) / 8);
  g_autofree guint8 *native = cs_inflate (data, size, need + 16, &got);
  if (native == NULL || got < need)
    return cs_fail (error, CS_ERROR_CORRUPT, "its deflated pixel data are damaged");
  unpack_native (work, native, 0);
  return TRUE;
}

static gboolean
decode_jpeg (Work *work, GError **error)
{
  gsize size = 0;
  CsStreamFacts facts = { 0 };
  g_autofree guint8 *data = cs_dicom_picture_encoded (work->picture, work->frame, &size, error);
  gboolean ybr = g_str_has_prefix (work->picture->photometric, "YBR_");
  CsJpegColour colour = !ybr ? CS_JPEG_RGB : work->stored ? CS_JPEG_KEEP : CS_JPEG_YBR;
  if (data == NULL || !cs_jpeg_decode (data, size, colour, &work->target, &facts, error))
    return FALSE;
  work->is_rgb = facts.is_rgb;
  work->sign_bits = work->picture->stored;
  return TRUE;
}

static gboolean
decode_jls (Work *work, GError **error)
{
  gsize size = 0;
  CsStreamFacts facts = { 0 };
  g_autofree guint8 *data = cs_dicom_picture_encoded (work->picture, work->frame, &size, error);
  if (data == NULL || !cs_jls_decode (data, size, &work->target, &facts, error))
    return FALSE;
  work->sign_bits = work->picture->stored;
  return TRUE;
}

static gboolean
decode_j2k (Work *work, GError **error)
{
  gsize size = 0;
  CsStreamFacts facts = { 0 };
  g_autofree guint8 *data = cs_dicom_picture_encoded (work->picture, work->frame, &size, error);
  if (data == NULL || !cs_j2k_decode (data, size, &work->target, &facts, error))
    return FALSE;
  work->is_rgb = facts.is_rgb;
  /* The codestream's values hold; a sign bit that only the header knows is where the header says.
   */
  work->sign_bits = work->picture->stored;
  return TRUE;
}

static gboolean (*const decoders[]) (Work *work, GError **error) = {
  [CS_PACKING_NATIVE] = decode_native,     [CS_PACKING_RLE] = decode_rle,
  [CS_PACKING_DEFLATED] = decode_deflated, [CS_PACKING_JPEG] = decode_jpeg,
  [CS_PACKING_JPEG_LS] = decode_jls,       [CS_PACKING_JPEG_2000] = decode_j2k,
};

/* --- afterwards --- */

/* Moves N samples of WIDTH bytes down by SHIFT, keeps BITS of them and extends the sign. */
static void
settle_bits (guint8 *samples, gsize n, guint width, guint shift, guint bits, gboolean is_signed)
{
  guint32 mask = bits >= 32 ? 0xffffffffu : (1u << bits) - 1, sign = 1u << (bits - 1);
  for (gsize i = 0; i < n; i++, samples += width) {
    guint32 value = 0;
    memcpy (&value, samples, width);
    value = value >> shift & mask;
    if (is_signed && (value & sign) != 0)
      value |= ~mask;
    memcpy (samples, &value, width);
  }
}

/* Bits outside those stored belong to overlays and to nobody. JPEG 2000 has signs of its own, so
 * that its samples are only whole with them. */
static void
settle (const Work *work)
{
  const CsDicomPicture *picture = work->picture;
  const CsTarget *target = &work->target;
  gsize n = count_samples (target);
  if (picture->tag != 0x7fe00010 || picture->allocated == 1)
    return;
  gboolean packed = work->sign_bits != 0;
  guint bits = packed ? MIN (work->sign_bits, picture->allocated) : picture->stored;
  guint shift = packed ? 0 : picture->high + 1 - picture->stored;
  gboolean wanted = !work->stored || picture->syntax->packing == CS_PACKING_JPEG_2000;
  if (wanted && bits < picture->allocated && (!packed || picture->is_signed))
    settle_bits (target->out, n, target->width, shift, bits, picture->is_signed);
  const char *photometric = picture->photometric;
  if (target->samples == 3 && !work->stored && !work->is_rgb &&
      g_str_has_prefix (photometric, "YBR_") && strcmp (photometric, "YBR_RCT") != 0 &&
      strcmp (photometric, "YBR_ICT") != 0)
    cs_ybr_to_rgb (target->out, n / 3, strstr (photometric, "PARTIAL") != NULL);
}

static gint32
index_at (const guint8 *values, gsize i, const CsDicomPicture *picture)
{
  guint16 wide;
  if (cs_pixel_size (picture->type) == 1)
    return picture->is_signed ? (gint32)(gint8)values[i] : values[i];
  memcpy (&wide, values + 2 * i, 2);
  return picture->is_signed ? (gint32)(gint16)wide : wide;
}

static gboolean
look_up (const CsDicomPicture *picture, const guint8 *values, const CsFrameJob *job, GError **error)
{
  CsPalette palette;
  if (!cs_palette_read (cs_dicom_root (picture->dicom), picture->is_signed, &palette, error))
    return FALSE;
  gsize n = (gsize)picture->rows * picture->columns;
  for (gsize i = 0; i < n; i++)
    memcpy (job->pixels + 3 * i, cs_palette_at (&palette, index_at (values, i, picture)), 3);
  cs_palette_clear (&palette);
  return TRUE;
}

gboolean
cs_dicom_picture_decode (const CsDicomPicture *picture, const CsFrameJob *job, GError **error)
{
  gboolean colour = !job->stored && cs_dicom_picture_is_palette (picture);
  Work work = {
    .picture = picture,
    .frame = job->frame,
    .stored = job->stored,
    .target = { picture->rows, picture->columns, picture->samples, cs_pixel_size (picture->type),
                job->pixels },
  };
  g_autofree guint8 *indices = NULL;
  if (colour) {
    indices = g_try_malloc (count_samples (&work.target) * work.target.width);
    if (indices == NULL)
      return cs_fail (error, CS_ERROR_LIMIT, "no memory for the frame");
    work.target.out = indices;
  }
  if (!decoders[picture->syntax->packing](&work, error))
    return FALSE;
  settle (&work);
  return !colour || look_up (picture, indices, job, error);
}
