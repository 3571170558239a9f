/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The slices of the sample as DICOM: attributes of PS3.3 A.3 (CT Image), encoding of PS3.5 7.1.2,
 * file of PS3.10 7. */
#include "cs-sample-ct.h"
#include "cs-frame-geometry.h"
#include "cs-hash.h"

#include <string.h>

#define CT_IMAGE "1.2.840.10008.5.1.4.1.1.2"
#define EXPLICIT_LITTLE "1.2.840.10008.1.2.1"
/* UUIDs as UIDs, PS3.5 B.2: this one names who wrote the files. */
#define IMPLEMENTATION "2.25.276017291093472947208351240184206071"

/* --- elements --- */

static void
put_number (GByteArray *out, guint32 value, guint bytes)
{
  guint8 data[4] = { (guint8)value, (guint8)(value >> 8), (guint8)(value >> 16),
                     (guint8)(value >> 24) };
  g_byte_array_append (out, data, bytes);
}

static void
put (GByteArray *out, guint32 tag, const char *vr, gconstpointer data, gsize size)
{
  put_number (out, tag >> 16, 2);
  put_number (out, tag & 0xffff, 2);
  g_byte_array_append (out, (const guint8 *)vr, 2);
  if (strcmp (vr, "OB") == 0 || strcmp (vr, "OW") == 0) {
    put_number (out, 0, 2);
    put_number (out, (guint32)size, 4);
  } else {
    put_number (out, (guint32)size, 2);
  }
  g_byte_array_append (out, data, (guint)size);
}

/* Values have even length: names are filled with NUL, other words with a blank. */
static void
put_text (GByteArray *out, guint32 tag, const char *vr, const char *text)
{
  g_autofree char *padded = g_strconcat (text, " ", NULL);
  gsize size = strlen (text);
  if (strcmp (vr, "UI") == 0)
    padded[size] = '\0';
  put (out, tag, vr, padded, size + size % 2);
}

static void
put_u16 (GByteArray *out, guint32 tag, guint16 value)
{
  guint8 data[2] = { (guint8)value, (guint8)(value >> 8) };
  put (out, tag, "US", data, 2);
}

static void put_format (GByteArray *out, guint32 tag, const char *vr, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static void
put_format (GByteArray *out, guint32 tag, const char *vr, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  put_text (out, tag, vr, text);
}

/* --- names --- */

/* "2.25." and the first 128 bits of the digest of WHAT as a decimal number, made a proper UUID
 * (PS3.5 B.2; version 8 and variant bits set). Always the same for the same words. */
static char *
uid_of (const CsSampleChest *chest, const char *what)
{
  CsHash hash;
  g_autofree char *words = g_strconcat ("countersign sample ", chest->id, " ", what, NULL);
  char digits[40];
  guint n = sizeof digits;
  cs_hash_data (words, strlen (words), &hash);
  hash.bytes[6] = (hash.bytes[6] & 0x0f) | 0x80;
  hash.bytes[8] = (hash.bytes[8] & 0x3f) | 0x80;
  digits[--n] = '\0';
  for (gboolean left = TRUE; left;) {
    guint rest = 0;
    left = FALSE;
    for (guint i = 0; i < 16; i++) {
      guint value = rest << 8 | hash.bytes[i];
      hash.bytes[i] = (guint8)(value / 10);
      rest = value % 10;
      left |= hash.bytes[i] != 0;
    }
    digits[--n] = (char)('0' + rest);
  }
  return g_strconcat ("2.25.", digits + n, NULL);
}

static void
put_uid (GByteArray *out, guint32 tag, const CsSampleChest *chest, const char *what)
{
  g_autofree char *uid = uid_of (chest, what);
  put_text (out, tag, "UI", uid);
}

/* --- groups, in the order of their tags --- */

static void
put_meta (GByteArray *out, const CsSampleChest *chest, const char *instance)
{
  g_autoptr (GByteArray) meta = g_byte_array_new ();
  static const guint8 preamble[128], version[2] = { 0, 1 };
  put (meta, 0x00020001, "OB", version, 2);
  put_text (meta, 0x00020002, "UI", CT_IMAGE);
  put_uid (meta, 0x00020003, chest, instance);
  put_text (meta, 0x00020010, "UI", EXPLICIT_LITTLE);
  put_text (meta, 0x00020012, "UI", IMPLEMENTATION);
  put_text (meta, 0x00020013, "SH", "COUNTERSIGN_1");
  guint8 size[4] = { (guint8)meta->len, (guint8)(meta->len >> 8), 0, 0 };
  g_byte_array_append (out, preamble, sizeof preamble);
  g_byte_array_append (out, (const guint8 *)"DICM", 4);
  put (out, 0x00020000, "UL", size, 4);
  g_byte_array_append (out, meta->data, meta->len);
}

static void
put_who (GByteArray *out, const CsSampleChest *chest, const char *instance)
{
  put_text (out, 0x00080005, "CS", "ISO_IR 100");
  put_text (out, 0x00080008, "CS", "ORIGINAL\\PRIMARY\\AXIAL");
  put_text (out, 0x00080016, "UI", CT_IMAGE);
  put_uid (out, 0x00080018, chest, instance);
  put_text (out, 0x00080020, "DA", "20260105");
  put_text (out, 0x00080023, "DA", "20260105");
  put_text (out, 0x00080030, "TM", "081500");
  put_text (out, 0x00080033, "TM", "081500");
  put_text (out, 0x00080050, "SH", "");
  put_text (out, 0x00080060, "CS", "CT");
  put_text (out, 0x00080070, "LO", "Countersign");
  put_text (out, 0x00080090, "PN", "");
  put_text (out, 0x00081030, "LO", "Sample: not a person");
  put_text (out, 0x0008103e, "LO", "Chest phantom");
  put_text (out, 0x00100010, "PN", chest->name);
  put_text (out, 0x00100020, "LO", chest->id);
  put_text (out, 0x00100030, "DA", chest->birth);
  put_text (out, 0x00100040, "CS", "O");
  put_text (out, 0x00120062, "CS", "YES");
  put_text (out, 0x00120063, "LO", "Made by a program");
}

static void
put_where (GByteArray *out, const CsSampleChest *chest, guint n)
{
  g_autofree char *first = cs_decimal_new ((0.5 - CS_SAMPLE_CT_SIZE / 2.0) * CS_SAMPLE_CT_SPACING);
  g_autofree char *height = cs_decimal_new (cs_sample_ct_height (n));
  put_text (out, 0x00180050, "DS", "5");
  put_text (out, 0x00180060, "DS", "120");
  put_text (out, 0x00185100, "CS", "HFS");
  put_uid (out, 0x0020000d, chest, "study");
  put_uid (out, 0x0020000e, chest, "series");
  put_text (out, 0x00200010, "SH", "1");
  put_text (out, 0x00200011, "IS", "1");
  put_text (out, 0x00200012, "IS", "1");
  put_format (out, 0x00200013, "IS", "%u", n + 1);
  put_format (out, 0x00200032, "DS", "%s\\%s\\%s", first, first, height);
  put_text (out, 0x00200037, "DS", "1\\0\\0\\0\\1\\0");
  put_uid (out, 0x00200052, chest, "frame of reference");
  put_text (out, 0x00201040, "LO", "");
}

static void
put_picture (GByteArray *out, const CsSampleChest *chest, guint n)
{
  g_autofree gint16 *units = cs_sample_ct_slice (chest, n);
  g_autoptr (GByteArray) pixels = g_byte_array_new ();
  for (guint i = 0; i < CS_SAMPLE_CT_SIZE * CS_SAMPLE_CT_SIZE; i++)
    put_number (pixels, (guint32)(units[i] + 1024), 2);
  put_u16 (out, 0x00280002, 1);
  put_text (out, 0x00280004, "CS", "MONOCHROME2");
  put_u16 (out, 0x00280010, CS_SAMPLE_CT_SIZE);
  put_u16 (out, 0x00280011, CS_SAMPLE_CT_SIZE);
  put_text (out, 0x00280030, "DS", "1.40625\\1.40625");
  put_u16 (out, 0x00280100, 16);
  put_u16 (out, 0x00280101, 12);
  put_u16 (out, 0x00280102, 11);
  put_u16 (out, 0x00280103, 0);
  put_text (out, 0x00280301, "CS", "NO");
  put_text (out, 0x00281050, "DS", "-600\\40");
  put_text (out, 0x00281051, "DS", "1500\\400");
  put_text (out, 0x00281052, "DS", "-1024");
  put_text (out, 0x00281053, "DS", "1");
  put_text (out, 0x00281054, "LO", "HU");
  put_text (out, 0x00281055, "LO", "Lung\\Soft tissue");
  put (out, 0x7fe00010, "OW", pixels->data, pixels->len);
}

GBytes *
cs_sample_ct_dicom (const CsSampleChest *chest, guint n)
{
  g_autofree char *instance = g_strdup_printf ("slice %u", n);
  GByteArray *out = g_byte_array_new ();
  put_meta (out, chest, instance);
  put_who (out, chest, instance);
  put_where (out, chest, n);
  put_picture (out, chest, n);
  return g_byte_array_free_to_bytes (out);
}
