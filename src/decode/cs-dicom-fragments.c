/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the pixel data of a DICOM file lie, and which fragments make which frame. */
#include "cs-dicom-picture.h"
#include "cs-wire.h"

#include <string.h>

#define MAX_FRAGMENTS (4 * CS_DICOM_MAX_FRAMES)
#define TAG_ITEM 0xfffee000
#define TAG_END 0xfffee0dd
#define UNDEFINED 0xffffffffu

typedef struct {
  CsTag tag;
  char vr[2];
  guint64 body;
  guint64 size;
  gboolean undefined;
} Header;

static guint64
read_number (const guint8 *at, guint bytes, gboolean big)
{
  guint64 value = 0;
  for (guint i = 0; i < bytes; i++)
    value |= (guint64)at[i] << 8 * (big ? bytes - 1 - i : i);
  return value;
}

static gboolean
is_long_vr (const char *vr)
{
  static const char names[] = "OB OW OF OD OL OV UN UC UR UT SQ SV UV ";
  for (const char *p = names; *p != '\0'; p += 3) {
    if (memcmp (p, vr, 2) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
read_header (const CsDicom *dicom, guint64 offset, Header *ret_header)
{
  gboolean big = cs_dicom_is_big_endian (dicom);
  guint8 raw[12] = { 0 };
  if (cs_dicom_read (dicom, offset, raw, sizeof raw) < 8)
    return FALSE;
  Header header = { .tag =
                        (CsTag)(read_number (raw, 2, big) << 16 | read_number (raw + 2, 2, big)) };
  gboolean item = header.tag >> 16 == 0xfffe;
  if (item || !cs_dicom_is_explicit (dicom) || !g_ascii_isupper (raw[4]) ||
      !g_ascii_isupper (raw[5])) {
    header.size = read_number (raw + 4, 4, big);
    header.body = offset + 8;
  } else {
    memcpy (header.vr, raw + 4, 2);
    gboolean wide = is_long_vr (header.vr);
    header.size = wide ? read_number (raw + 8, 4, big) : read_number (raw + 6, 2, big);
    header.body = offset + (wide ? 12 : 8);
  }
  header.undefined = header.size == UNDEFINED;
  *ret_header = header;
  return TRUE;
}

/* A table of 32-bit or 64-bit offsets, one a frame. NULL unless it has exactly that. */
static guint64 *
read_offsets (const CsDicomPicture *picture, guint64 body, guint64 size, guint width)
{
  if (size != (guint64)width * picture->frames)
    return NULL;
  g_autofree guint8 *raw = g_try_malloc ((gsize)size);
  if (raw == NULL || cs_dicom_read (picture->dicom, body, raw, (gsize)size) < size)
    return NULL;
  guint64 *offsets = g_new (guint64, picture->frames);
  for (guint i = 0; i < picture->frames; i++)
    offsets[i] = read_number (raw + (gsize)i * width, width, FALSE);
  return offsets;
}

/* Frames begin where the table says; every entry must be the start of a fragment. */
static gboolean
map_by_offsets (CsDicomPicture *picture, const guint64 *offsets, guint64 base)
{
  guint fragment = 0;
  g_array_set_size (picture->frame_starts, 0);
  for (guint i = 0; i < picture->frames; i++) {
    while (fragment < picture->fragments->len &&
           g_array_index (picture->fragments, CsExtent, fragment).offset - 8 - base < offsets[i])
      fragment++;
    if (fragment >= picture->fragments->len ||
        g_array_index (picture->fragments, CsExtent, fragment).offset - 8 - base != offsets[i])
      return FALSE;
    g_array_append_val (picture->frame_starts, fragment);
    fragment++;
  }
  return g_array_index (picture->frame_starts, guint, 0) == 0;
}

static gboolean
begins_frame (const CsDicomPicture *picture, const CsExtent *fragment)
{
  guint8 head[8] = { 0 };
  cs_dicom_read (picture->dicom, fragment->offset, head, sizeof head);
  if (picture->syntax->packing == CS_PACKING_JPEG_2000)
    return memcmp (head, "\xff\x4f\xff\x51", 4) == 0 || memcmp (head + 4, "jP  ", 4) == 0;
  return memcmp (head, "\xff\xd8", 2) == 0;
}

static void
map_by_markers (CsDicomPicture *picture)
{
  g_array_set_size (picture->frame_starts, 0);
  for (guint i = 0; i < picture->fragments->len; i++) {
    if (begins_frame (picture, &g_array_index (picture->fragments, CsExtent, i)))
      g_array_append_val (picture->frame_starts, i);
  }
}

static void
map_in_order (CsDicomPicture *picture, guint count)
{
  g_array_set_size (picture->frame_starts, 0);
  for (guint i = 0; i < count; i++)
    g_array_append_val (picture->frame_starts, i);
}

static void
map_frames (CsDicomPicture *picture, const guint64 *offsets, guint64 base)
{
  guint fragments = picture->fragments->len;
  picture->frame_starts = g_array_new (FALSE, FALSE, sizeof (guint));
  if (picture->frames == 1)
    map_in_order (picture, fragments > 0 ? 1 : 0);
  else if (offsets != NULL && map_by_offsets (picture, offsets, base))
    ;
  else if (fragments <= picture->frames)
    map_in_order (picture, fragments);
  else
    map_by_markers (picture);
  if (picture->frame_starts->len != picture->frames && picture->damage == NULL)
    picture->damage = g_strdup_printf ("the header announces %u frames, but %u are there",
                                       picture->frames, picture->frame_starts->len);
  g_array_append_val (picture->frame_starts, fragments);
}

/* Walks the fragments. What lies beyond the end of the file is damage, and not listed. */
static gboolean
read_fragments (CsDicomPicture *picture, const Header *pixels, guint64 *extended, GError **error)
{
  const CsDicom *dicom = picture->dicom;
  guint64 at = pixels->body, base = 0, end = cs_dicom_size (dicom);
  g_autofree guint64 *offsets = extended;
  picture->fragments = g_array_new (FALSE, FALSE, sizeof (CsExtent));
  for (guint i = 0;; i++) {
    Header item;
    if (!read_header (dicom, at, &item) || (item.tag == TAG_ITEM && item.body + item.size > end)) {
      picture->damage = g_strdup ("the file ends before its pixel data do");
      break;
    }
    if (item.tag == TAG_END)
      break;
    if (item.tag != TAG_ITEM || i > MAX_FRAGMENTS) {
      picture->damage = g_strdup ("its pixel data are damaged");
      break;
    }
    at = item.body + item.size;
    CsExtent extent = { item.body, item.size };
    if (i > 0) {
      g_array_append_val (picture->fragments, extent);
      continue;
    }
    base = at;
    if (offsets == NULL && item.size > 0)
      offsets = read_offsets (picture, item.body, item.size, 4);
  }
  map_frames (picture, offsets, base);
  return TRUE;
}

/* The frames that a native pixel element has room for are checked when they are read. */
static void
check_native (CsDicomPicture *picture, guint64 announced)
{
  guint64 left = cs_dicom_size (picture->dicom) - picture->offset;
  picture->size = MIN (announced, left);
  if (announced > left)
    picture->damage = g_strdup_printf ("damaged: %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                                       " bytes of pixel data",
                                       left, announced);
}

gboolean
cs_dicom_picture_locate (CsDicomPicture *picture, GError **error)
{
  const CsDicom *dicom = picture->dicom;
  guint64 at = picture->offset;
  g_autofree guint64 *extended = NULL;
  Header header;
  for (;;) {
    if (!read_header (dicom, at, &header) || header.tag >> 16 != 0x7fe0)
      return cs_fail (error, CS_ERROR_CORRUPT, "the file ends before the pixel data");
    if (header.tag == 0x7fe00008 || header.tag == 0x7fe00009 || header.tag == 0x7fe00010)
      break;
    if (header.tag == 0x7fe00001 && !header.undefined)
      extended = read_offsets (picture, header.body, header.size, 8);
    if (header.undefined || header.size > cs_dicom_size (dicom) - header.body)
      return cs_fail (error, CS_ERROR_CORRUPT, "the file ends before the pixel data");
    at = header.body + header.size;
  }
  picture->tag = header.tag;
  picture->offset = header.body;
  gboolean native = picture->syntax->packing == CS_PACKING_NATIVE;
  if (native && header.undefined)
    return cs_fail (error, CS_ERROR_CORRUPT, "its pixel data have no length");
  if (!native && !header.undefined)
    return cs_fail (error, CS_ERROR_CORRUPT,
                    "its pixel data are not packed as the transfer syntax %s says",
                    picture->syntax->name);
  if (!native)
    return read_fragments (picture, &header, g_steal_pointer (&extended), error);
  picture->swap_bytes = cs_dicom_is_big_endian (dicom) && memcmp (header.vr, "OW", 2) == 0;
  check_native (picture, header.size);
  return TRUE;
}

guint8 *
cs_dicom_picture_encoded (const CsDicomPicture *picture, guint n, gsize *ret_size, GError **error)
{
  if (n + 1 >= picture->frame_starts->len) {
    cs_fail (error, CS_ERROR_CORRUPT, "its pixel data are missing");
    return NULL;
  }
  guint first = g_array_index (picture->frame_starts, guint, n);
  guint last = g_array_index (picture->frame_starts, guint, n + 1);
  guint64 size = 0;
  for (guint i = first; i < last; i++)
    size += g_array_index (picture->fragments, CsExtent, i).size;
  if (size == 0 || size > CS_WIRE_MAX_FRAME) {
    cs_fail (error, size == 0 ? CS_ERROR_CORRUPT : CS_ERROR_LIMIT,
             "its pixel data have %" G_GUINT64_FORMAT " bytes", size);
    return NULL;
  }
  g_autofree guint8 *data = g_try_malloc ((gsize)size);
  gsize done = 0;
  for (guint i = first; data != NULL && i < last; i++) {
    const CsExtent *extent = &g_array_index (picture->fragments, CsExtent, i);
    done += cs_dicom_read (picture->dicom, extent->offset, data + done, (gsize)extent->size);
  }
  if (done < size) {
    cs_fail (error, CS_ERROR_CORRUPT, "its pixel data cannot be read whole");
    return NULL;
  }
  *ret_size = done;
  return g_steal_pointer (&data);
}
