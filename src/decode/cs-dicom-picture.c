/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-dicom-picture.h"
#include "cs-wire.h"

#include <string.h>

#define TAG_SOP_CLASS 0x00080016
#define TAG_SAMPLES 0x00280002
#define TAG_PHOTOMETRIC 0x00280004
#define TAG_PLANAR 0x00280006
#define TAG_FRAMES 0x00280008
#define TAG_ROWS 0x00280010
#define TAG_COLUMNS 0x00280011
#define TAG_ALLOCATED 0x00280100
#define TAG_STORED 0x00280101
#define TAG_HIGH 0x00280102
#define TAG_REPRESENTATION 0x00280103

static const char *const greys[] = { "MONOCHROME1", "MONOCHROME2", "PALETTE COLOR", NULL };
static const char *const colours[] = { "RGB",     "YBR_FULL", "YBR_FULL_422",    "YBR_PARTIAL_422",
                                       "YBR_RCT", "YBR_ICT",  "YBR_PARTIAL_420", NULL };

/* What an object without a picture is, for the refusal. */
static gboolean
refuse_pictureless (const CsDicom *dicom, GError **error)
{
  static const struct {
    const char *uid, *what;
  } known[] = {
    { "1.2.840.10008.1.3.10", "this is a DICOMDIR, an index; import the folder it lies in" },
    { "1.2.840.10008.5.1.4.1.1.104.1", "this is a PDF document in DICOM" },
    { "1.2.840.10008.5.1.4.1.1.104.2", "this is a CDA document in DICOM" },
  };
  g_autofree char *uid = cs_dicom_word (cs_dicom_root (dicom), TAG_SOP_CLASS, 0);
  if (uid == NULL && cs_dicom_count_items (cs_dicom_root (dicom), 0x00041220) > 0)
    uid = g_strdup (known[0].uid);
  for (guint i = 0; i < G_N_ELEMENTS (known); i++) {
    if (g_strcmp0 (uid, known[i].uid) == 0)
      return cs_fail (error, CS_ERROR_UNSUPPORTED, "%s", known[i].what);
  }
  const char *name = uid != NULL ? cs_dicom_uid_name (uid) : NULL;
  return cs_fail (error, CS_ERROR_UNSUPPORTED, "this DICOM object holds no picture (%s)",
                  name != NULL ? name : "of a kind that we do not know");
}

static gboolean
read_size (CsDicomPicture *picture, GError **error)
{
  const CsDicomItem *root = cs_dicom_root (picture->dicom);
  double frames = 1;
  if (!cs_dicom_count (root, TAG_ROWS, 0, 65535, &picture->rows) || picture->rows == 0 ||
      !cs_dicom_count (root, TAG_COLUMNS, 0, 65535, &picture->columns) || picture->columns == 0)
    return cs_fail (error, CS_ERROR_CORRUPT, "the header gives no size (Rows, Columns)");
  if (cs_dicom_number (root, TAG_FRAMES, 0, &frames) && frames > CS_DICOM_MAX_FRAMES)
    return cs_fail (error, CS_ERROR_LIMIT, "the header announces %.0f frames", frames);
  g_autofree char *text = cs_dicom_word (root, TAG_FRAMES, 0);
  if (text != NULL && !cs_dicom_count (root, TAG_FRAMES, 0, CS_DICOM_MAX_FRAMES, &picture->frames))
    return cs_fail (error, CS_ERROR_CORRUPT, "the number of frames is not a number");
  picture->frames = MAX (picture->frames, 1);
  picture->samples = 1;
  cs_dicom_count (root, TAG_SAMPLES, 0, 65535, &picture->samples);
  return TRUE;
}

/* Bits of integer samples. */
static gboolean
read_bits (CsDicomPicture *picture, GError **error)
{
  const CsDicomItem *root = cs_dicom_root (picture->dicom);
  guint32 allocated = 0, stored = 0, high = 0, representation = 0, planar = 0;
  cs_dicom_count (root, TAG_ALLOCATED, 0, 65535, &allocated);
  if (!cs_dicom_count (root, TAG_STORED, 0, 65535, &stored))
    stored = allocated;
  if (!cs_dicom_count (root, TAG_HIGH, 0, 65535, &high))
    high = stored - 1;
  cs_dicom_count (root, TAG_REPRESENTATION, 0, 65535, &representation);
  cs_dicom_count (root, TAG_PLANAR, 0, 65535, &planar);
  picture->allocated = allocated;
  picture->stored = stored;
  picture->high = high;
  picture->is_signed = representation == 1;
  picture->planar = planar == 1 && picture->samples > 1;
  if (allocated != 1 && allocated != 8 && allocated != 16 && allocated != 32)
    return cs_fail (error, CS_ERROR_UNSUPPORTED, "samples of %u bits", allocated);
  if (stored == 0 || stored > allocated || high >= allocated || high + 1 < stored ||
      representation > 1)
    return cs_fail (error, CS_ERROR_CORRUPT,
                    "the header contradicts itself: %u bits stored of %u, the highest is %u",
                    stored, allocated, high);
  if (allocated == 1 && picture->samples > 1)
    return cs_fail (error, CS_ERROR_UNSUPPORTED, "colour pictures of one bit a sample");
  static const CsPixelType types[3][2] = { { CS_PIXEL_U8, CS_PIXEL_I8 },
                                           { CS_PIXEL_U16, CS_PIXEL_I16 },
                                           { CS_PIXEL_U32, CS_PIXEL_I32 } };
  if (allocated == 1)
    picture->is_signed = FALSE;
  picture->type = types[allocated <= 8 ? 0 : allocated / 16][picture->is_signed];
  return TRUE;
}

static gboolean
read_photometric (CsDicomPicture *picture, GError **error)
{
  picture->photometric = cs_dicom_word (cs_dicom_root (picture->dicom), TAG_PHOTOMETRIC, 0);
  if (picture->photometric == NULL)
    picture->photometric = g_strdup (picture->samples == 3 ? "RGB" : "MONOCHROME2");
  for (char *p = picture->photometric; *p != '\0'; p++)
    *p = g_ascii_toupper (*p);
  gboolean grey = g_strv_contains (greys, picture->photometric);
  gboolean colour = g_strv_contains (colours, picture->photometric);
  if (!grey && !colour) {
    g_autofree char *said = g_utf8_make_valid (picture->photometric, -1);
    return cs_fail (error, CS_ERROR_UNSUPPORTED, "pixels of the kind \"%s\"", said);
  }
  if ((grey && picture->samples != 1) || (colour && picture->samples != 3))
    return cs_fail (error, CS_ERROR_CORRUPT,
                    "the header contradicts itself: %s with %u samples a pixel",
                    picture->photometric, picture->samples);
  if (colour && picture->is_signed)
    return cs_fail (error, CS_ERROR_CORRUPT, "the header contradicts itself: signed colour");
  return TRUE;
}

static gboolean
check_kind (const CsDicomPicture *picture, GError **error)
{
  const char *photometric = picture->photometric;
  if (strcmp (photometric, "YBR_PARTIAL_420") == 0 ||
      (g_str_has_prefix (photometric, "YBR_") && picture->allocated != 8))
    return cs_fail (error, CS_ERROR_UNSUPPORTED, "pixels of the kind %s with %u bits", photometric,
                    picture->allocated);
  if (g_str_has_suffix (photometric, "_422") && picture->syntax->packing == CS_PACKING_NATIVE &&
      picture->columns % 2 != 0)
    return cs_fail (error, CS_ERROR_CORRUPT, "the header contradicts itself: %s with odd width",
                    photometric);
  if (strcmp (photometric, "PALETTE COLOR") == 0 && picture->allocated > 16)
    return cs_fail (error, CS_ERROR_UNSUPPORTED, "a palette of %u bits", picture->allocated);
  if (cs_pixel_frame_size (picture->type, picture->rows, picture->columns, picture->samples,
                           CS_WIRE_MAX_FRAME) == 0)
    return cs_fail (error, CS_ERROR_LIMIT, "%u x %u pixels are more than we show", picture->columns,
                    picture->rows);
  return TRUE;
}

static gboolean
read_syntax (CsDicomPicture *picture, GError **error)
{
  const char *uid = cs_dicom_transfer_syntax (picture->dicom);
  picture->syntax = cs_dicom_syntax_find (uid);
  if (picture->syntax == NULL)
    return cs_fail (error, CS_ERROR_UNSUPPORTED,
                    "the transfer syntax %s; convert it to Explicit VR Little Endian", uid);
  if (picture->syntax->packing == CS_PACKING_VIDEO)
    return cs_fail (error, CS_ERROR_UNSUPPORTED, "this is a video (%s)", picture->syntax->name);
  return TRUE;
}

/* A native element with less than its frames need. */
static void
check_room (CsDicomPicture *picture)
{
  guint64 need = (cs_dicom_picture_native_bits (picture) * picture->frames + 7) / 8;
  if (picture->syntax->packing == CS_PACKING_NATIVE && picture->damage == NULL &&
      picture->size < need)
    picture->damage = g_strdup_printf ("damaged: %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                                       " bytes of pixel data",
                                       picture->size, need);
}

CsDicomPicture *
cs_dicom_picture_new (CsDicom *dicom, GError **error)
{
  g_autoptr (CsDicomPicture) picture = g_new0 (CsDicomPicture, 1);
  picture->dicom = dicom;
  guint64 offset;
  if (!cs_dicom_find_pixels (dicom, &offset)) {
    guint32 rows = 0;
    if (!cs_dicom_count (cs_dicom_root (dicom), TAG_ROWS, 0, 65535, &rows))
      refuse_pictureless (dicom, error);
    else
      cs_fail (error, CS_ERROR_CORRUPT, "the file ends before the pixel data");
    return NULL;
  }
  picture->offset = offset;
  if (!read_syntax (picture, error) || !read_size (picture, error) ||
      !cs_dicom_picture_locate (picture, error))
    return NULL;
  if (picture->tag == 0x7fe00010) {
    if (!read_bits (picture, error))
      return NULL;
  } else {
    picture->allocated = picture->tag == 0x7fe00008 ? 32 : 64;
    picture->stored = picture->allocated;
    picture->high = picture->stored - 1;
    picture->type = picture->allocated == 32 ? CS_PIXEL_F32 : CS_PIXEL_F64;
  }
  if (!read_photometric (picture, error) || !check_kind (picture, error))
    return NULL;
  check_room (picture);
  return g_steal_pointer (&picture);
}

void
cs_dicom_picture_free (CsDicomPicture *picture)
{
  if (picture == NULL)
    return;
  g_free (picture->photometric);
  g_free (picture->damage);
  g_clear_pointer (&picture->fragments, g_array_unref);
  g_clear_pointer (&picture->frame_starts, g_array_unref);
  g_free (picture);
}

gboolean
cs_dicom_picture_is_palette (const CsDicomPicture *picture)
{
  return strcmp (picture->photometric, "PALETTE COLOR") == 0;
}

const char *
cs_dicom_picture_photometric (const CsDicomPicture *picture)
{
  return picture->samples == 3 ? "RGB" : picture->photometric;
}

guint64
cs_dicom_picture_native_bits (const CsDicomPicture *picture)
{
  guint64 pixels = (guint64)picture->rows * picture->columns;
  if (g_str_has_suffix (picture->photometric, "_422"))
    return pixels * 2 * picture->allocated;
  return pixels * picture->samples * picture->allocated;
}
