/* SPDX-License-Identifier: GPL-3.0-or-later */
/* DICOM pixels: every packing and every trap that a few bytes can show. */
#include "cs-decoder.h"
#include "cs-test-dicom.h"
#include "cs-test-pictures.h"
#include "cs-test.h"
#include "cs-wire.h"

#include <string.h>
#include <unistd.h>

static CsDecoder *decoder;

static CsProbe *
probe (GBytes *bytes, CsProbeFlags flags, GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  int fd = cs_memfd_new_from_data (data, size, NULL);
  CsProbe *result = cs_decoder_probe (decoder, fd, (gint64)size, "test", flags, error);
  close (fd);
  return result;
}

static CsFrame *
frame (GBytes *bytes, guint n, CsFrameForm form, GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  int fd = cs_memfd_new_from_data (data, size, NULL);
  g_autoptr (CsProbe) known =
      cs_decoder_probe (decoder, fd, (gint64)size, "test", CS_PROBE_DEFAULT, error);
  CsFrame *result =
      known != NULL ? cs_decoder_frame (decoder, fd, (gint64)size, "test", known, n, form, error)
                    : NULL;
  close (fd);
  return result;
}

static void
check_frame (GBytes *bytes, guint n, CsFrameForm form, gconstpointer expected, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsFrame) got = frame (bytes, n, form, &error);
  g_assert_no_error (error);
  gsize got_size;
  gconstpointer data = g_bytes_get_data (got->bytes, &got_size);
  g_assert_cmpmem (data, got_size, expected, size);
}

static void
check_refused (GBytes *bytes, int code, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsFrame) got = frame (bytes, 0, CS_FRAME_VALUES, &error);
  g_assert_null (got);
  g_assert_error (error, CS_ERROR, code);
  if (strstr (error->message, word) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, word);
}

/* The same numbers in every order of bytes. */
static void
test_orders (void)
{
  static const char *const syntaxes[] = { CS_TEST_IMPLICIT, CS_TEST_EXPLICIT, CS_TEST_BIG,
                                          CS_TEST_DEFLATED };
  static const gint16 values[] = { -1024, 0, 1, 256, -2, 32767 };
  for (guint i = 0; i < G_N_ELEMENTS (syntaxes); i++) {
    CsTestDicom *dicom = cs_test_dicom_new (syntaxes[i]);
    cs_test_dicom_grey (dicom, 2, 3, 1, 16, 16, TRUE);
    cs_test_dicom_u16 (dicom, 0x7fe00010, "OW", 6, (const guint16 *)values);
    g_autoptr (GBytes) bytes = cs_test_dicom_finish (dicom);
    check_frame (bytes, 0, CS_FRAME_VALUES, values, sizeof values);
    g_autoptr (CsProbe) known = probe (bytes, 0, NULL);
    g_assert_cmpstr (cs_probe_facts (known)->transfer_syntax, ==, syntaxes[i]);
    g_assert_cmpint (cs_probe_facts (known)->pixel, ==, CS_PIXEL_I16);
  }
}

/* 8-bit samples inside big-endian words change places, 32-bit ones turn round. */
static void
test_big_endian (void)
{
  static const guint16 words[] = { 0x0201, 0x0403 };
  static const guint8 bytes_out[] = { 1, 2, 3, 4 };
  CsTestDicom *dicom = cs_test_dicom_new (CS_TEST_BIG);
  cs_test_dicom_grey (dicom, 2, 2, 1, 8, 8, FALSE);
  cs_test_dicom_u16 (dicom, 0x7fe00010, "OW", 2, words);
  g_autoptr (GBytes) small = cs_test_dicom_finish (dicom);
  check_frame (small, 0, CS_FRAME_VALUES, bytes_out, 4);
  static const guint8 long_in[] = { 0x01, 0x02, 0x03, 0x04 };
  static const guint32 long_out = 0x01020304;
  dicom = cs_test_dicom_new (CS_TEST_BIG);
  cs_test_dicom_grey (dicom, 1, 1, 1, 32, 32, FALSE);
  cs_test_dicom_bytes (dicom, 0x7fe00010, "OW", long_in, 4);
  g_autoptr (GBytes) wide = cs_test_dicom_finish (dicom);
  check_frame (wide, 0, CS_FRAME_VALUES, &long_out, 4);
}

/* Frames of one-bit samples begin inside bytes. */
static void
test_one_bit (void)
{
  static const guint8 packed[] = { 0xb5, 0x03 };
  static const guint8 first[] = { 1, 0, 1, 0, 1 }, second[] = { 1, 0, 1, 1, 1 };
  CsTestDicom *dicom = cs_test_dicom_new (CS_TEST_EXPLICIT);
  cs_test_dicom_grey (dicom, 1, 5, 2, 1, 1, FALSE);
  cs_test_dicom_bytes (dicom, 0x7fe00010, "OB", packed, 2);
  g_autoptr (GBytes) bytes = cs_test_dicom_finish (dicom);
  check_frame (bytes, 0, CS_FRAME_VALUES, first, 5);
  check_frame (bytes, 1, CS_FRAME_VALUES, second, 5);
}

/* Bits above those stored belong to somebody else; a sign stands where the header says. */
static void
test_stored_bits (void)
{
  static const guint16 raw[] = { 0xf801, 0x07ff, 0x0fff, 0x0800 };
  static const guint16 unsigned_out[] = { 0x0801, 0x07ff, 0x0fff, 0x0800 };
  static const gint16 signed_out[] = { -2047, 2047, -1, -2048 };
  for (guint is_signed = 0; is_signed < 2; is_signed++) {
    CsTestDicom *dicom = cs_test_dicom_new (CS_TEST_EXPLICIT);
    cs_test_dicom_grey (dicom, 2, 2, 1, 16, 12, is_signed == 1);
    cs_test_dicom_u16 (dicom, 0x7fe00010, "OW", 4, raw);
    g_autoptr (GBytes) bytes = cs_test_dicom_finish (dicom);
    check_frame (bytes, 0, CS_FRAME_STORED, raw, sizeof raw);
    check_frame (bytes, 0, CS_FRAME_VALUES,
                 is_signed == 1 ? (gconstpointer)signed_out : unsigned_out, 8);
  }
}

/* Colour of 8 bits a sample. */
static GBytes *
colour_file (const char *photometric, guint16 planar, guint16 columns, gconstpointer data,
             gsize size)
{
  static const guint16 three = 3, one = 1, bits[] = { 8, 8, 7, 0 };
  CsTestDicom *dicom = cs_test_dicom_new (CS_TEST_EXPLICIT);
  cs_test_dicom_u16 (dicom, 0x00280002, "US", 1, &three);
  cs_test_dicom_text (dicom, 0x00280004, "CS", photometric);
  cs_test_dicom_u16 (dicom, 0x00280006, "US", 1, &planar);
  cs_test_dicom_u16 (dicom, 0x00280010, "US", 1, &one);
  cs_test_dicom_u16 (dicom, 0x00280011, "US", 1, &columns);
  for (guint i = 0; i < 4; i++)
    cs_test_dicom_u16 (dicom, 0x00280100 + i, "US", 1, &bits[i]);
  cs_test_dicom_bytes (dicom, 0x7fe00010, "OB", data, size);
  return cs_test_dicom_finish (dicom);
}

static void
test_colour (void)
{
  static const guint8 planes[] = { 1, 2, 3, 4, 5, 6 }, pixels[] = { 1, 3, 5, 2, 4, 6 };
  g_autoptr (GBytes) planar = colour_file ("RGB", 1, 2, planes, 6);
  check_frame (planar, 0, CS_FRAME_VALUES, pixels, 6);
  /* White, black, and full red as BT.601 has it. */
  static const guint8 ybr[] = { 255, 128, 128, 0, 128, 128, 76, 85, 255 };
  static const guint8 rgb[] = { 255, 255, 255, 0, 0, 0, 254, 0, 0 };
  g_autoptr (GBytes) full = colour_file ("YBR_FULL", 0, 3, ybr, 9);
  check_frame (full, 0, CS_FRAME_VALUES, rgb, 9);
  check_frame (full, 0, CS_FRAME_STORED, ybr, 9);
  g_autoptr (CsProbe) known = probe (full, 0, NULL);
  g_assert_cmpstr (cs_probe_facts (known)->photometric, ==, "RGB");
  static const guint8 halved[] = { 10, 20, 128, 128 }, greys[] = { 10, 10, 10, 20, 20, 20 };
  g_autoptr (GBytes) sub = colour_file ("YBR_FULL_422", 0, 2, halved, 4);
  check_frame (sub, 0, CS_FRAME_VALUES, greys, 6);
  g_autoptr (GBytes) odd = colour_file ("YBR_FULL_422", 0, 3, halved, 4);
  check_refused (odd, CS_ERROR_CORRUPT, "odd width");
  g_autoptr (GBytes) grey = colour_file ("MONOCHROME2", 0, 2, planes, 6);
  check_refused (grey, CS_ERROR_CORRUPT, "contradicts");
}

/* A palette of one row of values; TABLES gives red, green and blue, or their segments. */
static GBytes *
palette_file (const guint16 descriptor[3], guint32 tag, const guint16 *const tables[3],
              guint n_words, guint n_values, const guint8 *values)
{
  static const guint16 one = 1, bits[] = { 8, 8, 7, 0 };
  guint16 columns = (guint16)n_values;
  CsTestDicom *dicom = cs_test_dicom_new (CS_TEST_EXPLICIT);
  cs_test_dicom_u16 (dicom, 0x00280002, "US", 1, &one);
  cs_test_dicom_text (dicom, 0x00280004, "CS", "PALETTE COLOR");
  cs_test_dicom_u16 (dicom, 0x00280010, "US", 1, &one);
  cs_test_dicom_u16 (dicom, 0x00280011, "US", 1, &columns);
  for (guint i = 0; i < 4; i++)
    cs_test_dicom_u16 (dicom, 0x00280100 + i, "US", 1, &bits[i]);
  for (guint i = 0; i < 3; i++)
    cs_test_dicom_u16 (dicom, 0x00281101 + i, "US", 3, descriptor);
  for (guint i = 0; tables != NULL && i < 3; i++)
    cs_test_dicom_u16 (dicom, tag + i, "OW", n_words, tables[i]);
  cs_test_dicom_bytes (dicom, 0x7fe00010, "OB", values, n_values);
  return cs_test_dicom_finish (dicom);
}

static void
test_palette (void)
{
  static const guint8 values[] = { 0, 10, 11, 12, 99 };
  static const guint16 wide[] = { 3, 10, 16 };
  static const guint16 red[] = { 0x1000, 0x8000, 0xff00 }, green[] = { 0, 0x100, 0x200 },
                       blue[] = { 0xff00, 0, 0 };
  static const guint16 *const tables[] = { red, green, blue };
  static const guint8 out[] = { 16, 0, 255, 16, 0, 255, 128, 1, 0, 255, 2, 0, 255, 2, 0 };
  g_autoptr (GBytes) plain = palette_file (wide, 0x00281201, tables, 3, 5, values);
  check_frame (plain, 0, CS_FRAME_VALUES, out, sizeof out);
  check_frame (plain, 0, CS_FRAME_STORED, values, sizeof values);
  /* Bytes packed into words. */
  static const guint16 narrow[] = { 4, 0, 8 }, packed[] = { 0x0201, 0x0403 };
  static const guint16 *const same[] = { packed, packed, packed };
  static const guint8 indices[] = { 0, 1, 2, 3 };
  static const guint8 packed_out[] = { 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4 };
  g_autoptr (GBytes) tight = palette_file (narrow, 0x00281201, same, 2, 4, indices);
  check_frame (tight, 0, CS_FRAME_VALUES, packed_out, sizeof packed_out);
  /* Segments: one value as it is, a line of three more, then the first segment again. */
  static const guint16 five[] = { 5, 0, 16 };
  static const guint16 segments[] = { 0, 1, 0x1000, 1, 3, 0x4000, 2, 1, 0, 0 };
  static const guint16 *const lines[] = { segments, segments, segments };
  static const guint8 line_in[] = { 0, 1, 2, 3, 4 };
  static const guint8 line_out[] = { 16, 16, 16, 32, 32, 32, 48, 48, 48, 64, 64, 64, 16, 16, 16 };
  g_autoptr (GBytes) segmented = palette_file (five, 0x00281221, lines, 10, 5, line_in);
  check_frame (segmented, 0, CS_FRAME_VALUES, line_out, sizeof line_out);
  /* 0 entries are 65536, which nobody wrote here. */
  static const guint16 all[] = { 0, 0, 16 };
  g_autoptr (GBytes) few = palette_file (all, 0x00281201, tables, 3, 5, values);
  check_refused (few, CS_ERROR_CORRUPT, "fewer colours");
  g_autoptr (GBytes) none = palette_file (wide, 0x00281201, NULL, 0, 5, values);
  check_refused (none, CS_ERROR_CORRUPT, "palette");
}

static void
test_float (void)
{
  static const float values[] = { 0.5f, -1e30f };
  CsTestDicom *dicom = cs_test_dicom_new (CS_TEST_EXPLICIT);
  cs_test_dicom_grey (dicom, 1, 2, 1, 32, 32, FALSE);
  cs_test_dicom_bytes (dicom, 0x7fe00008, "OF", values, sizeof values);
  g_autoptr (GBytes) bytes = cs_test_dicom_finish (dicom);
  check_frame (bytes, 0, CS_FRAME_VALUES, values, sizeof values);
}

static GBytes *
rle_frame (guint32 n, const guint32 *offsets, const guint8 *data, gsize size)
{
  GByteArray *out = g_byte_array_new ();
  guint32 head[16] = { GUINT32_TO_LE (n) };
  for (guint i = 0; i < n && i < 15; i++)
    head[1 + i] = GUINT32_TO_LE (offsets[i]);
  g_byte_array_append (out, (const guint8 *)head, sizeof head);
  g_byte_array_append (out, data, (guint)size);
  return g_byte_array_free_to_bytes (out);
}

static GBytes *
packed_file (const char *syntax, guint allocated, guint rows, guint columns, guint frames,
             GBytes *table, GBytes *a, GBytes *b, GBytes *c)
{
  CsTestDicom *dicom = cs_test_dicom_new (syntax);
  cs_test_dicom_grey (dicom, rows, columns, frames, allocated, allocated, FALSE);
  cs_test_dicom_fragments (dicom, table, a, b, c, NULL);
  return cs_test_dicom_finish (dicom);
}

static void
test_rle (void)
{
  /* High bytes: 1 four times; low bytes: 5 6 7 7. */
  static const guint8 runs[] = { 0xfd, 1, 1, 5, 6, 0xff, 7, 0 };
  static const guint32 offsets[] = { 64, 66 };
  static const guint16 out[] = { 0x105, 0x106, 0x107, 0x107 };
  g_autoptr (GBytes) good = rle_frame (2, offsets, runs, sizeof runs);
  g_autoptr (GBytes) bytes = packed_file (CS_TEST_RLE, 16, 2, 2, 1, NULL, good, NULL, NULL);
  check_frame (bytes, 0, CS_FRAME_VALUES, out, sizeof out);
  static const guint8 bits[] = { 0, 0x05 }, bits_out[] = { 1, 0, 1, 0 };
  g_autoptr (GBytes) one = rle_frame (1, offsets, bits, 2);
  g_autoptr (GBytes) bilevel = packed_file (CS_TEST_RLE, 1, 2, 2, 1, NULL, one, NULL, NULL);
  check_frame (bilevel, 0, CS_FRAME_VALUES, bits_out, 4);
  /* Segments outside, too few of them, a run that is cut. */
  static const guint32 outside[] = { 64, 4000 };
  g_autoptr (GBytes) far = rle_frame (2, outside, runs, sizeof runs);
  g_autoptr (GBytes) a = packed_file (CS_TEST_RLE, 16, 2, 2, 1, NULL, far, NULL, NULL);
  check_refused (a, CS_ERROR_CORRUPT, "outside");
  g_autoptr (GBytes) single = rle_frame (1, offsets, runs, sizeof runs);
  g_autoptr (GBytes) b = packed_file (CS_TEST_RLE, 16, 2, 2, 1, NULL, single, NULL, NULL);
  check_refused (b, CS_ERROR_CORRUPT, "segments");
  g_autoptr (GBytes) cut = rle_frame (2, offsets, runs, 4);
  g_autoptr (GBytes) c = packed_file (CS_TEST_RLE, 16, 2, 2, 1, NULL, cut, NULL, NULL);
  check_refused (c, CS_ERROR_CORRUPT, "too early");
}

static void
test_fragments (void)
{
  guint8 grey[64];
  memset (grey, 128, sizeof grey);
  g_autoptr (GBytes) whole = cs_test_jpeg (8, 8, 0);
  gsize size = g_bytes_get_size (whole), half = (size / 2) & ~(gsize)1;
  g_autoptr (GBytes) head = g_bytes_new_from_bytes (whole, 0, half);
  g_autoptr (GBytes) tail = g_bytes_new_from_bytes (whole, half, size - half);
  /* One frame in two fragments. */
  g_autoptr (GBytes) one = packed_file (CS_TEST_JPEG, 8, 8, 8, 1, NULL, head, tail, NULL);
  check_frame (one, 0, CS_FRAME_VALUES, grey, sizeof grey);
  /* Two frames in three fragments: found by their markers, or by the table. */
  g_autoptr (GBytes) found = packed_file (CS_TEST_JPEG, 8, 8, 8, 2, NULL, head, tail, whole);
  check_frame (found, 1, CS_FRAME_VALUES, grey, sizeof grey);
  const guint32 offsets[] = { 0, GUINT32_TO_LE (
                                     (guint32)(8 + half + 8 + (size - half) + (size - half) % 2)) };
  g_autoptr (GBytes) table = g_bytes_new (offsets, sizeof offsets);
  g_autoptr (GBytes) listed = packed_file (CS_TEST_JPEG, 8, 8, 8, 2, table, head, tail, whole);
  check_frame (listed, 0, CS_FRAME_VALUES, grey, sizeof grey);
  check_frame (listed, 1, CS_FRAME_VALUES, grey, sizeof grey);
  /* A frame that is missing is said and never replaced. */
  g_autoptr (GBytes) missing = packed_file (CS_TEST_JPEG, 8, 8, 8, 2, NULL, whole, NULL, NULL);
  g_autoptr (CsProbe) known = probe (missing, 0, NULL);
  g_assert_nonnull (cs_probe_facts (known)->damage);
  g_autoptr (GError) error = NULL;
  g_assert_null (frame (missing, 1, CS_FRAME_VALUES, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
  /* The stream has another size than the header. */
  g_autoptr (GBytes) other = packed_file (CS_TEST_JPEG, 8, 16, 8, 1, NULL, whole, NULL, NULL);
  check_refused (other, CS_ERROR_CORRUPT, "8 x 16");
}

static void
test_deflated_frame (void)
{
  static const guint8 pixels[] = { 9, 8, 7, 6 };
  g_autoptr (GBytes) packed = cs_test_deflate (pixels, 4);
  g_autoptr (GBytes) bytes =
      packed_file ("1.2.840.10008.1.2.8.1", 8, 2, 2, 1, NULL, packed, NULL, NULL);
  check_frame (bytes, 0, CS_FRAME_VALUES, pixels, 4);
  g_autoptr (GBytes) junk = g_bytes_new_static ("\7\7\7\7", 4);
  g_autoptr (GBytes) broken =
      packed_file ("1.2.840.10008.1.2.8.1", 8, 2, 2, 1, NULL, junk, NULL, NULL);
  check_refused (broken, CS_ERROR_CORRUPT, "deflated");
}

/* The same slope of 8 x 8 numbers in each of the codestreams. */
static void
test_codestreams (void)
{
  static const char *const files[] = { "jpeg-ls.dcm", "jpeg-2000.dcm" };
  guint16 slope[64];
  for (guint i = 0; i < 64; i++)
    slope[i] = (guint16)(60 * i);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *name = g_build_filename ("bad/probe", files[i], NULL);
    g_autofree char *path = cs_test_source (name);
    g_autofree char *data = NULL;
    gsize size = 0;
    g_assert_true (g_file_get_contents (path, &data, &size, NULL));
    g_autoptr (GBytes) bytes = g_bytes_new (data, size);
    check_frame (bytes, 0, CS_FRAME_VALUES, slope, sizeof slope);
  }
}

static GBytes *
object (const char *syntax, const char *sop_class)
{
  CsTestDicom *dicom = cs_test_dicom_new (syntax);
  cs_test_dicom_text (dicom, 0x00080016, "UI", sop_class);
  cs_test_dicom_text (dicom, 0x00100010, "PN", "Doe^Jane");
  return cs_test_dicom_finish (dicom);
}

static void
test_no_picture (void)
{
  g_autoptr (GBytes) report = object (CS_TEST_EXPLICIT, "1.2.840.10008.5.1.4.1.1.88.11");
  check_refused (report, CS_ERROR_UNSUPPORTED, "no picture");
  g_autoptr (CsProbe) known = probe (report, CS_PROBE_HEADERS, NULL);
  g_assert_cmpuint (cs_probe_facts (known)->frames, ==, 0);
  g_assert_cmpstr (cs_probe_id (known, "patient_name"), ==, "Doe^Jane");
  g_autoptr (GBytes) pdf = object (CS_TEST_EXPLICIT, "1.2.840.10008.5.1.4.1.1.104.1");
  check_refused (pdf, CS_ERROR_UNSUPPORTED, "PDF");
  g_autoptr (GBytes) index = object (CS_TEST_EXPLICIT, "1.2.840.10008.1.3.10");
  check_refused (index, CS_ERROR_UNSUPPORTED, "DICOMDIR");
  g_autoptr (GBytes) junk = g_bytes_new_static ("xx", 2);
  g_autoptr (GBytes) video =
      packed_file ("1.2.840.10008.1.2.4.102", 8, 2, 2, 1, NULL, junk, NULL, NULL);
  check_refused (video, CS_ERROR_UNSUPPORTED, "video");
  g_autoptr (GBytes) unknown = packed_file ("1.2.3.4", 8, 2, 2, 1, NULL, junk, NULL, NULL);
  check_refused (unknown, CS_ERROR_UNSUPPORTED, "1.2.3.4");
}

/* Nothing here may cost a helper. */
static void
test_hostile (void)
{
  CsTestDicom *dicom = cs_test_dicom_new (CS_TEST_EXPLICIT);
  for (guint i = 0; i < 20000; i++) {
    cs_test_dicom_sequence (dicom, 0x00081140);
    cs_test_dicom_item (dicom);
  }
  g_autoptr (GBytes) deep = cs_test_dicom_finish (dicom);
  check_refused (deep, CS_ERROR_LIMIT, "nested");
  static const guint8 pixels[64];
  dicom = cs_test_dicom_new (CS_TEST_EXPLICIT);
  cs_test_dicom_text (dicom, 0x00080060, "CS", "CT");
  cs_test_dicom_grey (dicom, 8, 8, 1, 8, 8, FALSE);
  cs_test_dicom_bytes (dicom, 0x7fe00010, "OB", pixels, sizeof pixels);
  g_autoptr (GBytes) good = cs_test_dicom_finish (dicom);
  for (gsize cut = 0; cut < g_bytes_get_size (good); cut++) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (good, 0, cut);
    g_autoptr (GError) error = NULL;
    g_assert_null (frame (part, 0, CS_FRAME_VALUES, &error));
    g_assert_true (g_error_matches (error, CS_ERROR, CS_ERROR_CORRUPT) ||
                   g_error_matches (error, CS_ERROR, CS_ERROR_UNSUPPORTED));
  }
  g_assert_cmpuint (cs_decoder_deaths (decoder), ==, 0);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_autoptr (GError) error = NULL;
  decoder = cs_decoder_new (NULL, &error);
  g_assert_no_error (error);
  g_test_add_func ("/decode-dicom/orders", test_orders);
  g_test_add_func ("/decode-dicom/big-endian", test_big_endian);
  g_test_add_func ("/decode-dicom/one-bit", test_one_bit);
  g_test_add_func ("/decode-dicom/stored-bits", test_stored_bits);
  g_test_add_func ("/decode-dicom/colour", test_colour);
  g_test_add_func ("/decode-dicom/palette", test_palette);
  g_test_add_func ("/decode-dicom/float", test_float);
  g_test_add_func ("/decode-dicom/rle", test_rle);
  g_test_add_func ("/decode-dicom/fragments", test_fragments);
  g_test_add_func ("/decode-dicom/deflated-frame", test_deflated_frame);
  g_test_add_func ("/decode-dicom/codestreams", test_codestreams);
  g_test_add_func ("/decode-dicom/no-picture", test_no_picture);
  g_test_add_func ("/decode-dicom/hostile", test_hostile);
  int result = g_test_run ();
  cs_decoder_free (decoder);
  return result;
}
