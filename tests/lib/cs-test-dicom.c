/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-dicom.h"

#include <stdarg.h>
#include <string.h>

struct _CsTestDicom {
  GByteArray *out;
  gboolean implicit, big, deflated;
  guint data_set; /* where it begins */
};

static void
put (CsTestDicom *dicom, gconstpointer data, gsize size)
{
  g_byte_array_append (dicom->out, data, (guint)size);
}

static void
put_number (CsTestDicom *dicom, guint64 value, guint bytes)
{
  for (guint i = 0; i < bytes; i++) {
    guint8 byte = (guint8)(value >> 8 * (dicom->big ? bytes - 1 - i : i));
    put (dicom, &byte, 1);
  }
}

static void
put_tag (CsTestDicom *dicom, guint32 tag)
{
  put_number (dicom, tag >> 16, 2);
  put_number (dicom, tag & 0xffff, 2);
}

static void
put_header (CsTestDicom *dicom, guint32 tag, const char *vr, guint32 size)
{
  put_tag (dicom, tag);
  if (dicom->implicit) {
    put_number (dicom, size, 4);
    return;
  }
  put (dicom, vr, 2);
  if (strstr ("OB OW OF OD OV SQ UN UT UC", vr) != NULL) {
    put_number (dicom, 0, 2);
    put_number (dicom, size, 4);
  } else {
    put_number (dicom, size, 2);
  }
}

CsTestDicom *
cs_test_dicom_new (const char *syntax)
{
  static const guint8 preamble[128];
  CsTestDicom *dicom = g_new0 (CsTestDicom, 1);
  dicom->out = g_byte_array_new ();
  if (syntax == NULL)
    return dicom;
  put (dicom, preamble, sizeof preamble);
  put (dicom, "DICM", 4);
  CsTestDicom meta = { .out = g_byte_array_new () };
  cs_test_dicom_bytes (&meta, 0x00020001, "OB", "\0\1", 2);
  cs_test_dicom_text (&meta, 0x00020002, "UI", "1.2.840.10008.5.1.4.1.1.7");
  cs_test_dicom_text (&meta, 0x00020003, "UI", "1.2.3");
  cs_test_dicom_text (&meta, 0x00020010, "UI", syntax);
  guint32 size = GUINT32_TO_LE (meta.out->len);
  cs_test_dicom_bytes (dicom, 0x00020000, "UL", &size, 4);
  put (dicom, meta.out->data, meta.out->len);
  g_byte_array_unref (meta.out);
  dicom->implicit = strcmp (syntax, CS_TEST_IMPLICIT) == 0;
  dicom->big = strcmp (syntax, CS_TEST_BIG) == 0;
  dicom->deflated = strcmp (syntax, CS_TEST_DEFLATED) == 0;
  dicom->data_set = dicom->out->len;
  return dicom;
}

GBytes *
cs_test_dicom_finish (CsTestDicom *dicom)
{
  GByteArray *out = dicom->out;
  if (dicom->deflated) {
    g_autoptr (GBytes) packed =
        cs_test_deflate (out->data + dicom->data_set, out->len - dicom->data_set);
    g_byte_array_set_size (out, dicom->data_set);
    g_byte_array_append (out, g_bytes_get_data (packed, NULL), (guint)g_bytes_get_size (packed));
  }
  g_free (dicom);
  return g_byte_array_free_to_bytes (out);
}

void
cs_test_dicom_bytes (CsTestDicom *dicom, guint32 tag, const char *vr, gconstpointer data,
                     gsize size)
{
  put_header (dicom, tag, vr, (guint32)(size + size % 2));
  put (dicom, data, size);
  put (dicom, "", size % 2);
}

void
cs_test_dicom_text (CsTestDicom *dicom, guint32 tag, const char *vr, const char *text)
{
  gsize size = strlen (text);
  put_header (dicom, tag, vr, (guint32)(size + size % 2));
  put (dicom, text, size);
  put (dicom, strcmp (vr, "UI") == 0 ? "" : " ", size % 2);
}

void
cs_test_dicom_u16 (CsTestDicom *dicom, guint32 tag, const char *vr, guint n, const guint16 *values)
{
  put_header (dicom, tag, vr, 2 * n);
  for (guint i = 0; i < n; i++)
    put_number (dicom, values[i], 2);
}

void
cs_test_dicom_f64 (CsTestDicom *dicom, guint32 tag, double value)
{
  guint64 bits;
  memcpy (&bits, &value, sizeof bits);
  put_header (dicom, tag, "FD", 8);
  put_number (dicom, bits, 8);
}

void
cs_test_dicom_sequence (CsTestDicom *dicom, guint32 tag)
{
  put_header (dicom, tag, "SQ", 0xffffffffu);
}

static void
put_bare (CsTestDicom *dicom, guint32 tag, guint32 size)
{
  put_tag (dicom, tag);
  put_number (dicom, size, 4);
}

void
cs_test_dicom_item (CsTestDicom *dicom)
{
  put_bare (dicom, 0xfffee000, 0xffffffffu);
}

void
cs_test_dicom_item_end (CsTestDicom *dicom)
{
  put_bare (dicom, 0xfffee00d, 0);
}

void
cs_test_dicom_sequence_end (CsTestDicom *dicom)
{
  put_bare (dicom, 0xfffee0dd, 0);
}

void
cs_test_dicom_grey (CsTestDicom *dicom, guint rows, guint columns, guint frames, guint allocated,
                    guint stored, gboolean is_signed)
{
  const guint16 one = 1, size[] = { (guint16)rows, (guint16)columns };
  const guint16 bits[] = { (guint16)allocated, (guint16)stored, (guint16)(stored - 1),
                           is_signed != 0 };
  cs_test_dicom_u16 (dicom, 0x00280002, "US", 1, &one);
  cs_test_dicom_text (dicom, 0x00280004, "CS", "MONOCHROME2");
  if (frames != 1) {
    g_autofree char *text = g_strdup_printf ("%u", frames);
    cs_test_dicom_text (dicom, 0x00280008, "IS", text);
  }
  for (guint i = 0; i < 2; i++)
    cs_test_dicom_u16 (dicom, 0x00280010 + i, "US", 1, &size[i]);
  for (guint i = 0; i < 4; i++)
    cs_test_dicom_u16 (dicom, 0x00280100 + i, "US", 1, &bits[i]);
}

static void
put_fragment (CsTestDicom *dicom, GBytes *bytes)
{
  gsize size = bytes != NULL ? g_bytes_get_size (bytes) : 0;
  put_bare (dicom, 0xfffee000, (guint32)(size + size % 2));
  if (size > 0)
    put (dicom, g_bytes_get_data (bytes, NULL), size);
  put (dicom, "", size % 2);
}

void
cs_test_dicom_fragments (CsTestDicom *dicom, GBytes *table, GBytes *first, ...)
{
  put_header (dicom, 0x7fe00010, "OB", 0xffffffffu);
  put_fragment (dicom, table);
  va_list more;
  va_start (more, first);
  for (GBytes *one = first; one != NULL; one = va_arg (more, GBytes *))
    put_fragment (dicom, one);
  va_end (more);
  cs_test_dicom_sequence_end (dicom);
}

GBytes *
cs_test_deflate (gconstpointer data, gsize size)
{
  GByteArray *out = g_byte_array_new ();
  g_assert (size < 65536);
  const guint8 head[] = { 1, (guint8)size, (guint8)(size >> 8), (guint8)~size,
                          (guint8)(~size >> 8) };
  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, data, (guint)size);
  return g_byte_array_free_to_bytes (out);
}
