/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sample-dicom.h"
#include "cs-hash.h"

#include <string.h>

/* UUIDs as UIDs, PS3.5 B.2: this one names who wrote the files. */
#define IMPLEMENTATION "2.25.276017291093472947208351240184206071"
#define UNDEFINED 0xffffffff
#define RUN 128 /* bytes that one step of RLE covers at most */

/* --- elements --- */

static void
put_number (GByteArray *out, guint32 value, guint bytes)
{
  guint8 data[4] = { (guint8)value, (guint8)(value >> 8), (guint8)(value >> 16),
                     (guint8)(value >> 24) };
  g_byte_array_append (out, data, bytes);
}

static void
put_tag (GByteArray *out, guint32 tag)
{
  put_number (out, tag >> 16, 2);
  put_number (out, tag & 0xffff, 2);
}

static void
put_long (GByteArray *out, guint32 tag, const char *vr, guint32 size)
{
  put_tag (out, tag);
  g_byte_array_append (out, (const guint8 *)vr, 2);
  put_number (out, 0, 2);
  put_number (out, size, 4);
}

void
cs_sample_dicom_bytes (GByteArray *out, guint32 tag, const char *vr, gconstpointer data, gsize size)
{
  if (strcmp (vr, "OB") == 0 || strcmp (vr, "OW") == 0) {
    put_long (out, tag, vr, (guint32)size);
  } else {
    put_tag (out, tag);
    g_byte_array_append (out, (const guint8 *)vr, 2);
    put_number (out, (guint32)size, 2);
  }
  g_byte_array_append (out, data, (guint)size);
}

/* Values have even length: names are filled with NUL, other words with a blank. */
void
cs_sample_dicom_text (GByteArray *out, guint32 tag, const char *vr, const char *text)
{
  g_autofree char *padded = g_strconcat (text, " ", NULL);
  gsize size = strlen (text);
  if (strcmp (vr, "UI") == 0)
    padded[size] = '\0';
  cs_sample_dicom_bytes (out, tag, vr, padded, size + size % 2);
}

void
cs_sample_dicom_format (GByteArray *out, guint32 tag, const char *vr, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  cs_sample_dicom_text (out, tag, vr, text);
}

void
cs_sample_dicom_u16 (GByteArray *out, guint32 tag, guint16 value)
{
  guint8 data[2] = { (guint8)value, (guint8)(value >> 8) };
  cs_sample_dicom_bytes (out, tag, "US", data, sizeof data);
}

void
cs_sample_dicom_u32 (GByteArray *out, guint32 tag, guint32 value)
{
  guint8 data[4] = { (guint8)value, (guint8)(value >> 8), (guint8)(value >> 16),
                     (guint8)(value >> 24) };
  cs_sample_dicom_bytes (out, tag, "UL", data, sizeof data);
}

void
cs_sample_dicom_f64 (GByteArray *out, guint32 tag, double value)
{
  guint64 bits;
  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  cs_sample_dicom_bytes (out, tag, "FD", &bits, sizeof bits);
}

void
cs_sample_dicom_sequence (GByteArray *out, guint32 tag)
{
  put_long (out, tag, "SQ", UNDEFINED);
  cs_sample_dicom_item (out);
}

void
cs_sample_dicom_item (GByteArray *out)
{
  put_tag (out, 0xfffee000);
  put_number (out, UNDEFINED, 4);
}

void
cs_sample_dicom_item_end (GByteArray *out)
{
  put_tag (out, 0xfffee00d);
  put_number (out, 0, 4);
}

void
cs_sample_dicom_sequence_end (GByteArray *out)
{
  cs_sample_dicom_item_end (out);
  put_tag (out, 0xfffee0dd);
  put_number (out, 0, 4);
}

/* --- names --- */

/* "2.25." and the first 128 bits of the digest of WHAT as a decimal number, made a proper UUID
 * (PS3.5 B.2; version 8 and variant bits set). */
static char *
uid_of (const char *key, const char *what)
{
  CsHash hash;
  g_autofree char *words = g_strconcat ("countersign sample ", key, " ", what, NULL);
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

void
cs_sample_dicom_uid (GByteArray *out, guint32 tag, const CsSampleStudy *study, const char *what)
{
  g_autofree char *uid = uid_of (study->key, what);
  cs_sample_dicom_text (out, tag, "UI", uid);
}

/* --- what all files begin with --- */

static void
put_meta (GByteArray *out, const CsSampleImage *image)
{
  g_autoptr (GByteArray) meta = g_byte_array_new ();
  static const guint8 preamble[128], version[2] = { 0, 1 };
  cs_sample_dicom_bytes (meta, 0x00020001, "OB", version, 2);
  cs_sample_dicom_text (meta, 0x00020002, "UI", image->sop_class);
  cs_sample_dicom_uid (meta, 0x00020003, image->study, image->instance);
  cs_sample_dicom_text (meta, 0x00020010, "UI", image->syntax);
  cs_sample_dicom_text (meta, 0x00020012, "UI", IMPLEMENTATION);
  cs_sample_dicom_text (meta, 0x00020013, "SH", "COUNTERSIGN_1");
  g_byte_array_append (out, preamble, sizeof preamble);
  g_byte_array_append (out, (const guint8 *)"DICM", 4);
  cs_sample_dicom_u32 (out, 0x00020000, meta->len);
  g_byte_array_append (out, meta->data, meta->len);
}

GByteArray *
cs_sample_dicom_new (const CsSampleImage *image)
{
  const CsSampleStudy *study = image->study;
  GByteArray *out = g_byte_array_new ();
  put_meta (out, image);
  cs_sample_dicom_text (out, 0x00080005, "CS", "ISO_IR 100");
  cs_sample_dicom_text (out, 0x00080008, "CS", image->image_type);
  cs_sample_dicom_text (out, 0x00080016, "UI", image->sop_class);
  cs_sample_dicom_uid (out, 0x00080018, study, image->instance);
  cs_sample_dicom_text (out, 0x00080020, "DA", study->date);
  cs_sample_dicom_text (out, 0x00080022, "DA", study->date);
  cs_sample_dicom_text (out, 0x00080023, "DA", study->date);
  cs_sample_dicom_text (out, 0x00080030, "TM", "081500");
  cs_sample_dicom_text (out, 0x00080032, "TM", "081500");
  cs_sample_dicom_text (out, 0x00080033, "TM", "081500");
  cs_sample_dicom_text (out, 0x00080050, "SH", "");
  cs_sample_dicom_text (out, 0x00080060, "CS", image->modality);
  if (strcmp (image->modality, "MG") == 0)
    cs_sample_dicom_text (out, 0x00080068, "CS", "FOR PRESENTATION");
  cs_sample_dicom_text (out, 0x00080070, "LO", "Countersign");
  cs_sample_dicom_text (out, 0x00080090, "PN", "");
  cs_sample_dicom_text (out, 0x00081030, "LO", "Sample: not a person");
  cs_sample_dicom_text (out, 0x0008103e, "LO", image->series);
  if (image->rate != NULL)
    cs_sample_dicom_text (out, 0x00082144, "IS", image->rate);
  cs_sample_dicom_text (out, 0x00100010, "PN", study->name);
  cs_sample_dicom_text (out, 0x00100020, "LO", study->id);
  cs_sample_dicom_text (out, 0x00100030, "DA", study->birth);
  cs_sample_dicom_text (out, 0x00100040, "CS", study->sex);
  cs_sample_dicom_text (out, 0x00120062, "CS", "YES");
  cs_sample_dicom_text (out, 0x00120063, "LO", "Made by a program");
  return out;
}

void
cs_sample_dicom_numbers (GByteArray *out, const CsSampleImage *image, guint series, guint instance)
{
  g_autofree char *what = g_strconcat ("series ", image->series, NULL);
  cs_sample_dicom_uid (out, 0x0020000d, image->study, "study");
  cs_sample_dicom_uid (out, 0x0020000e, image->study, what);
  cs_sample_dicom_text (out, 0x00200010, "SH", "1");
  cs_sample_dicom_format (out, 0x00200011, "IS", "%u", series);
  cs_sample_dicom_text (out, 0x00200012, "IS", "1");
  cs_sample_dicom_format (out, 0x00200013, "IS", "%u", instance);
}

/* --- pictures --- */

void
cs_sample_dicom_grey (GByteArray *out, guint rows, guint columns, const char *spacing)
{
  cs_sample_dicom_u16 (out, 0x00280002, 1);
  cs_sample_dicom_text (out, 0x00280004, "CS", "MONOCHROME2");
  cs_sample_dicom_u16 (out, 0x00280010, (guint16)rows);
  cs_sample_dicom_u16 (out, 0x00280011, (guint16)columns);
  if (spacing != NULL)
    cs_sample_dicom_text (out, 0x00280030, "DS", spacing);
  cs_sample_dicom_u16 (out, 0x00280100, 16);
  cs_sample_dicom_u16 (out, 0x00280101, 12);
  cs_sample_dicom_u16 (out, 0x00280102, 11);
  cs_sample_dicom_u16 (out, 0x00280103, 0);
  cs_sample_dicom_text (out, 0x00280301, "CS", "NO");
}

void
cs_sample_dicom_values (GByteArray *out, const guint16 *values, guint n)
{
  put_long (out, 0x7fe00010, "OW", n * 2);
  for (guint i = 0; i < n; i++)
    put_number (out, values[i], 2);
}

/* Equal bytes from AT on, at most RUN. */
static guint
run_at (const guint8 *row, guint at, guint size)
{
  guint n = 1;
  while (at + n < size && n < RUN && row[at + n] == row[at])
    n++;
  return n;
}

static void
pack_row (GByteArray *out, const guint8 *row, guint size)
{
  for (guint at = 0; at < size;) {
    guint run = run_at (row, at, size), n = 0;
    if (run > 1) {
      guint8 step[2] = { (guint8)(257 - run), row[at] };
      g_byte_array_append (out, step, sizeof step);
      at += run;
      continue;
    }
    while (at + n < size && n < RUN && run_at (row, at + n, size) < 3)
      n++;
    guint8 head = (guint8)(n - 1);
    g_byte_array_append (out, &head, 1);
    g_byte_array_append (out, row + at, n);
    at += n;
  }
}

GBytes *
cs_sample_dicom_rle (const guint8 *planes, guint n_planes, guint rows, guint columns)
{
  GByteArray *out = g_byte_array_new ();
  g_byte_array_set_size (out, 64);
  memset (out->data, 0, 64);
  out->data[0] = (guint8)n_planes;
  for (guint plane = 0; plane < n_planes; plane++) {
    guint32 start = GUINT32_TO_LE (out->len);
    memcpy (out->data + 4 + (gsize)plane * 4, &start, 4);
    for (guint row = 0; row < rows; row++)
      pack_row (out, planes + ((gsize)plane * rows + row) * columns, columns);
    if (out->len % 2 != 0)
      g_byte_array_append (out, (const guint8 *)"", 1);
  }
  return g_byte_array_free_to_bytes (out);
}

void
cs_sample_dicom_frames (GByteArray *out, GPtrArray *frames)
{
  guint32 start = 0;
  put_long (out, 0x7fe00010, "OB", UNDEFINED);
  put_tag (out, 0xfffee000);
  put_number (out, frames->len * 4, 4);
  for (guint i = 0; i < frames->len; i++) {
    put_number (out, start, 4);
    start += 8 + (guint32)g_bytes_get_size (frames->pdata[i]);
  }
  for (guint i = 0; i < frames->len; i++) {
    gsize size = 0;
    const guint8 *data = g_bytes_get_data (frames->pdata[i], &size);
    put_tag (out, 0xfffee000);
    put_number (out, (guint32)size, 4);
    g_byte_array_append (out, data, (guint)size);
  }
  put_tag (out, 0xfffee0dd);
  put_number (out, 0, 4);
}
