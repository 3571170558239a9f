/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-decoder.h"
#include "cs-test-pictures.h"
#include "cs-test.h"
#include "cs-wire.h"

#include <string.h>
#include <unistd.h>

static CsDecoder *decoder;

static int
open_bytes (GBytes *bytes, gsize *ret_size)
{
  gconstpointer data = g_bytes_get_data (bytes, ret_size);
  int fd = cs_memfd_new_from_data (data, *ret_size, NULL);
  g_assert_cmpint (fd, >=, 0);
  return fd;
}

static CsProbe *
probe (GBytes *bytes, GError **error)
{
  gsize size;
  int fd = open_bytes (bytes, &size);
  CsProbe *result = cs_decoder_probe (decoder, fd, (gint64)size, "test", CS_PROBE_DEFAULT, error);
  close (fd);
  return result;
}

static CsFrame *
frame (GBytes *bytes, const CsProbe *known, guint n, CsFrameForm form, GError **error)
{
  gsize size;
  int fd = open_bytes (bytes, &size);
  CsFrame *result = cs_decoder_frame (decoder, fd, (gint64)size, "test", known, n, form, error);
  close (fd);
  return result;
}

/* Probes and decodes frame N; its bytes must be EXPECTED. */
static CsProbe *
check_pixels (GBytes *bytes, guint n, gconstpointer expected, gsize size)
{
  g_autoptr (GError) error = NULL;
  CsProbe *known = probe (bytes, &error);
  g_assert_no_error (error);
  g_autoptr (CsFrame) got = frame (bytes, known, n, CS_FRAME_STORED, &error);
  g_assert_no_error (error);
  gsize got_size;
  gconstpointer data = g_bytes_get_data (got->bytes, &got_size);
  g_assert_cmpmem (data, got_size, expected, size);
  return known;
}

static void
test_png (void)
{
  static const guint8 grey[] = { 0, 10, 20, 30, 40, 250 };
  g_autoptr (GBytes) file = cs_test_png (2, 3, 8, 0, grey);
  g_autoptr (CsProbe) known = check_pixels (file, 0, grey, sizeof grey);
  const CsProbeFacts *facts = cs_probe_facts (known);
  g_assert_cmpstr (facts->format, ==, "png");
  g_assert_cmpstr (facts->media_type, ==, "image/png");
  g_assert_cmpuint (facts->rows, ==, 2);
  g_assert_cmpuint (facts->columns, ==, 3);
  g_assert_cmpuint (facts->frames, ==, 1);
  g_assert_cmpuint (facts->samples, ==, 1);
  g_assert_cmpuint (facts->exif_orientation, ==, 0);
  g_assert_cmpstr (facts->photometric, ==, "MONOCHROME2");
  g_assert_false (facts->alpha);
  g_assert_null (facts->damage);
  g_assert_cmpint (cs_probe_frame_facts (known, 0)->geometry.source, ==, CS_SPACING_NONE);
}

static void
test_png_kinds (void)
{
  /* 16 bit big endian comes out little endian and stays 16 bit. */
  static const guint8 deep[] = { 0x12, 0x34, 0xff, 0x01 };
  static const guint8 deep_out[] = { 0x34, 0x12, 0x01, 0xff };
  g_autoptr (GBytes) file = cs_test_png (1, 2, 16, 0, deep);
  g_autoptr (CsProbe) sixteen = check_pixels (file, 0, deep_out, sizeof deep_out);
  g_assert_cmpint (cs_probe_facts (sixteen)->pixel, ==, CS_PIXEL_U16);
  /* Opacity is kept beside the colour. */
  static const guint8 rgba[] = { 1, 2, 3, 0, 200, 100, 50, 128 };
  g_autoptr (GBytes) clear = cs_test_png (1, 2, 8, 6, rgba);
  g_autoptr (CsProbe) alpha = check_pixels (clear, 0, rgba, sizeof rgba);
  g_assert_true (cs_probe_facts (alpha)->alpha);
  g_assert_cmpstr (cs_probe_facts (alpha)->photometric, ==, "RGB");
  /* A palette becomes colour, one bit becomes black and white. */
  static const guint8 indices[] = { 0x1b };
  static const guint8 colours[] = { 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255 };
  g_autoptr (GBytes) palette = cs_test_png (1, 4, 2, 3, indices);
  g_autoptr (CsProbe) paletted = check_pixels (palette, 0, colours, sizeof colours);
  static const guint8 bits[] = { 0xa0 }, bits_out[] = { 255, 0, 255 };
  g_autoptr (GBytes) bilevel = cs_test_png (1, 3, 1, 0, bits);
  g_autoptr (CsProbe) one_bit = check_pixels (bilevel, 0, bits_out, sizeof bits_out);
}

static void
test_jpeg (void)
{
  guint8 grey[9 * 20];
  memset (grey, 128, sizeof grey);
  g_autoptr (GBytes) turned = cs_test_jpeg (9, 20, 6);
  g_autoptr (CsProbe) known = check_pixels (turned, 0, grey, sizeof grey);
  g_assert_cmpuint (cs_probe_facts (known)->exif_orientation, ==, 6);
  g_assert_cmpuint (cs_probe_facts (known)->rows, ==, 9);
  g_assert_true (cs_probe_facts (known)->lossy);
  g_autoptr (GBytes) plain = cs_test_jpeg (9, 20, 0);
  g_autoptr (CsProbe) straight = check_pixels (plain, 0, grey, sizeof grey);
  g_assert_cmpuint (cs_probe_facts (straight)->exif_orientation, ==, 0);
}

static void
test_tiff (void)
{
  static const guint8 big[] = { 0x01, 0x02, 0x03, 0x04 }, little[] = { 0x02, 0x01, 0x04, 0x03 };
  CsTestTiff shape = { 2, 1, 1, 16, 1, 1, 1, TRUE, 3 };
  g_autoptr (GBytes) file = cs_test_tiff (&shape, big, sizeof big);
  g_autoptr (CsProbe) sixteen = check_pixels (file, 0, little, sizeof little);
  g_assert_cmpuint (cs_probe_facts (sixteen)->exif_orientation, ==, 3);
  /* Pages are frames. */
  static const guint8 pages[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
  CsTestTiff colour = { 1, 2, 2, 8, 3, 1, 2, FALSE, 0 };
  g_autoptr (GBytes) two = cs_test_tiff (&colour, pages, 6);
  g_autoptr (CsProbe) multi = check_pixels (two, 1, pages + 6, 6);
  g_assert_cmpuint (cs_probe_facts (multi)->frames, ==, 2);
  g_assert_cmpuint (cs_probe_facts (multi)->samples, ==, 3);
  g_assert_cmpuint (cs_probe_facts (multi)->exif_orientation, ==, 0);
  /* 0 is white: said, not applied. */
  static const guint8 bits[] = { 0x40 }, bits_out[] = { 0, 255, 0, 0 };
  CsTestTiff fax = { 1, 4, 1, 1, 1, 1, 0, FALSE, 0 };
  g_autoptr (GBytes) white = cs_test_tiff (&fax, bits, 1);
  g_autoptr (CsProbe) inverted = check_pixels (white, 0, bits_out, 4);
  g_assert_cmpstr (cs_probe_facts (inverted)->photometric, ==, "MONOCHROME1");
  /* A palette is looked up. */
  static const guint8 indices[] = { 0x1b };
  static const guint8 looked_up[] = { 0, 255, 128, 85, 170, 128, 170, 85, 128, 255, 0, 128 };
  CsTestTiff map = { 1, 4, 1, 2, 1, 1, 3, FALSE, 0 };
  g_autoptr (GBytes) palette = cs_test_tiff (&map, indices, 1);
  g_autoptr (CsProbe) paletted = check_pixels (palette, 0, looked_up, sizeof looked_up);
  g_assert_cmpstr (cs_probe_facts (paletted)->photometric, ==, "RGB");
  /* Real numbers stay what they are. */
  static const float reals[] = { -1.5f, 1e20f };
  CsTestTiff real = { 1, 2, 1, 32, 1, 3, 1, FALSE, 0 };
  g_autoptr (GBytes) floats = cs_test_tiff (&real, (const guint8 *)reals, sizeof reals);
  g_autoptr (CsProbe) f32 = check_pixels (floats, 0, reals, sizeof reals);
  g_assert_cmpint (cs_probe_facts (f32)->pixel, ==, CS_PIXEL_F32);
}

/* Every file cut anywhere gives an answer, and never half a picture. */
static void
test_cut (void)
{
  static guint8 pixels[32 * 32 * 3];
  CsTestTiff shape = { 32, 32, 1, 8, 3, 1, 2, FALSE, 0 };
  GBytes *files[] = { cs_test_png (32, 32, 8, 2, pixels), cs_test_jpeg (32, 32, 1),
                      cs_test_tiff (&shape, pixels, sizeof pixels) };
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    gsize size = g_bytes_get_size (files[i]);
    for (gsize cut = 1; cut < size; cut += size < 400 ? 7 : 97) {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (files[i], 0, cut);
      g_autoptr (GError) error = NULL;
      g_autoptr (CsProbe) known = probe (part, &error);
      g_assert_true ((known == NULL) == (error != NULL));
      if (known == NULL)
        continue;
      g_autoptr (CsFrame) got = frame (part, known, 0, CS_FRAME_STORED, &error);
      g_assert_true ((got == NULL) == (error != NULL));
      if (cut < size - 12)
        g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
      if (cut < size - 12)
        g_assert_nonnull (cs_probe_facts (known)->damage);
    }
    g_bytes_unref (files[i]);
  }
  g_assert_cmpuint (cs_decoder_deaths (decoder), ==, 0);
}

static void
test_refused (void)
{
  static const struct {
    const char *bytes;
    gsize size;
    int code;
    const char *word;
  } cases[] = {
    { "", 0, CS_ERROR_CORRUPT, "empty" },
    { "GIF89a...", 9, CS_ERROR_UNSUPPORTED, "GIF" },
    { "%PDF-1.4 ", 9, CS_ERROR_UNSUPPORTED, "PDF" },
    { "a letter", 8, CS_ERROR_UNSUPPORTED, "text" },
    { "\x89PNG\r\n\x1a\nxxxxxxxxxxxxx", 21, CS_ERROR_CORRUPT, "damaged" },
    { "II*\0\xff\xff\xff\xff", 8, CS_ERROR_CORRUPT, "page" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].size);
    g_autoptr (GError) error = NULL;
    g_assert_null (probe (bytes, &error));
    g_assert_error (error, CS_ERROR, cases[i].code);
    g_assert_nonnull (strstr (error->message, cases[i].word));
    g_assert_true (g_str_has_prefix (error->message, "test: "));
  }
}

/* A picture that became another one between two looks. */
static void
test_changed (void)
{
  static const guint8 grey[] = { 1, 2, 3, 4, 5, 6 };
  g_autoptr (GBytes) file = cs_test_png (2, 3, 8, 0, grey);
  g_autoptr (GBytes) other = cs_test_png (3, 2, 8, 0, grey);
  g_autoptr (CsProbe) known = probe (file, NULL);
  g_autoptr (GError) error = NULL;
  g_assert_null (frame (other, known, 0, CS_FRAME_STORED, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
}

typedef struct {
  GBytes *good, *bad;
  guint answers, failures;
  guint8 seen[300];
  GCancellable *cancellable;
} Many;

static int
open_many (gpointer data, guint n, gint64 *ret_size, char **ret_name, GError **error)
{
  Many *many = data;
  gsize size;
  if (n % 10 == 7) {
    cs_fail (error, CS_ERROR_NOT_FOUND, "gone");
    return -1;
  }
  int fd = open_bytes (n % 10 == 3 ? many->bad : many->good, &size);
  *ret_size = (gint64)size;
  *ret_name = g_strdup_printf ("file %u", n);
  return fd;
}

static void
done_many (gpointer data, guint n, CsProbe *known, const GError *error)
{
  Many *many = data;
  g_assert_true ((known == NULL) == (error != NULL));
  g_assert_cmpuint (many->seen[n]++, ==, 0);
  many->answers++;
  many->failures += error != NULL;
  if (many->cancellable != NULL && many->answers == 20)
    g_cancellable_cancel (many->cancellable);
}

static const CsProbeMany many_job = { open_many, done_many };

static void
test_many (void)
{
  static const guint8 grey[] = { 1, 2, 3, 4, 5, 6 };
  Many many = { cs_test_png (2, 3, 8, 0, grey), g_bytes_new_static ("junk", 4) };
  g_autoptr (GError) error = NULL;
  g_assert_true (cs_decoder_probe_many (decoder, 300, &many_job, &many, 0, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (many.answers, ==, 300);
  g_assert_cmpuint (many.failures, ==, 60);
  /* Stopped in the middle, and usable afterwards. */
  many = (Many){ many.good, many.bad, .cancellable = g_cancellable_new () };
  g_assert_false (
      cs_decoder_probe_many (decoder, 300, &many_job, &many, 0, many.cancellable, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CANCELLED);
  g_assert_cmpuint (many.answers, <, 300);
  g_object_unref (many.cancellable);
  g_autoptr (CsProbe) again = probe (many.good, NULL);
  g_assert_nonnull (again);
  g_bytes_unref (many.good);
  g_bytes_unref (many.bad);
}

static void
test_probe_document (void)
{
  static const guint8 grey[] = { 1, 2, 3, 4, 5, 6 };
  g_autoptr (GBytes) file = cs_test_png (2, 3, 8, 0, grey);
  g_autoptr (CsProbe) known = probe (file, NULL);
  g_autofree char *text = cs_json_to_canonical (cs_probe_json (known), NULL);
  g_autoptr (CsJson) json = cs_json_parse_canonical (text, strlen (text), NULL);
  g_autoptr (CsProbe) back = cs_probe_new (json, NULL);
  g_assert_nonnull (back);
  g_assert_cmpuint (cs_probe_frame_size (back), ==, 6);
  static const char *const bad[] = {
    "{}",
    "{\"columns\":3,\"format\":\"png\",\"frames\":1,\"media_type\":\"image/png\",\"rows\":2,"
    "\"samples\":1}",
    "{\"columns\":2000000000,\"format\":\"png\",\"frames\":1,\"media_type\":\"image/png\","
    "\"photometric\":\"RGB\",\"pixel\":\"u8\",\"rows\":2000000000,\"samples\":1}",
    "[]",
  };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (CsJson) wrong = cs_json_parse_canonical (bad[i], strlen (bad[i]), NULL);
    g_assert_nonnull (wrong);
    g_assert_null (cs_probe_new (wrong, NULL));
  }
}

static void
test_no_program (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (cs_decoder_new ("/nonexistent/countersign-decode", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (cs_decoder_new ("/bin/true", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_FAILED);
  g_clear_error (&error);
  /* Who goes on with the one that could not be made. */
  g_assert_null (cs_decoder_probe (NULL, 0, 0, "a.png", CS_PROBE_DEFAULT, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "countersign-decode"));
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_autoptr (GError) error = NULL;
  decoder = cs_decoder_new (NULL, &error);
  g_assert_no_error (error);
  g_test_add_func ("/decode/png", test_png);
  g_test_add_func ("/decode/png-kinds", test_png_kinds);
  g_test_add_func ("/decode/jpeg", test_jpeg);
  g_test_add_func ("/decode/tiff", test_tiff);
  g_test_add_func ("/decode/cut", test_cut);
  g_test_add_func ("/decode/refused", test_refused);
  g_test_add_func ("/decode/changed", test_changed);
  g_test_add_func ("/decode/many", test_many);
  g_test_add_func ("/decode/probe-document", test_probe_document);
  g_test_add_func ("/decode/no-program", test_no_program);
  int result = g_test_run ();
  cs_decoder_free (decoder);
  return result;
}
