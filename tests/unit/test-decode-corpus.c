/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every DICOM file and picture of the corpus against what independent programs said of it. What
 * differs stands in formats/{dicom,picture}/exceptions.tsv with a reason, and an exception that no
 * longer differs is an error too. */
#include "cs-decoder.h"
#include "cs-file.h"
#include "cs-test.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  char **columns;
  GPtrArray *rows; /* of GStrv */
} Table;

static CsDecoder *decoder;

static void
table_free (Table *table)
{
  g_strfreev (table->columns);
  g_ptr_array_unref (table->rows);
  g_free (table);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Table, table_free)

static Table *
table_load (const char *path)
{
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  Table *table = g_new0 (Table, 1);
  table->columns = g_strsplit (lines[0], "\t", -1);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  for (guint i = 1; lines[i] != NULL; i++) {
    if (*lines[i] != '\0')
      g_ptr_array_add (table->rows, g_strsplit (lines[i], "\t", -1));
  }
  return table;
}

static const char *
cell (const Table *table, guint row, const char *column)
{
  GStrv cells = g_ptr_array_index (table->rows, row);
  for (guint i = 0; table->columns[i] != NULL && cells[i] != NULL; i++) {
    if (strcmp (table->columns[i], column) == 0)
      return cells[i];
  }
  return "";
}

/* --- exceptions: "path<TAB>what<TAB>reason" --- */

static GHashTable *exceptions; /* "path<TAB>what" -> met */
static GHashTable *met;

static void
load_exceptions (const char *file)
{
  g_autofree char *path = cs_test_source (file);
  g_autoptr (Table) table = table_load (path);
  for (guint i = 0; i < table->rows->len; i++) {
    g_assert_cmpstr (cell (table, i, "reason"), !=, "");
    g_hash_table_add (exceptions,
                      g_strdup_printf ("%s\t%s", cell (table, i, "path"), cell (table, i, "what")));
  }
}

/* Says that WHAT of PATH is EQUAL, or else that it had to be listed. */
static void
check (const char *path, const char *what, gboolean equal, const char *ours, const char *theirs)
{
  g_autofree char *key = g_strdup_printf ("%s\t%s", path, what);
  if (equal)
    return;
  g_hash_table_add (met, g_strdup (key));
  if (!g_hash_table_contains (exceptions, key)) {
    g_test_message ("%s: %s: %s, expected %s", path, what, ours, theirs);
    g_test_fail ();
  }
}

static void
check_all_met (const char *folder)
{
  GHashTableIter iter;
  gpointer key;
  g_hash_table_iter_init (&iter, exceptions);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    if (!g_str_has_prefix (key, folder) || g_hash_table_contains (met, key))
      continue;
    g_test_message ("%s: listed as an exception, but equal", (char *)key);
    g_test_fail ();
  }
}

/* --- comparing --- */

static gboolean
same_number (const char *a, const char *b)
{
  double x, y;
  gboolean has_x = cs_decimal_parse (a, &x), has_y = cs_decimal_parse (b, &y);
  return has_x == has_y && (!has_x || fabs (x - y) <= 1e-9 * fmax (fabs (x), fabs (y)));
}

static void
check_count (const char *path, const Table *table, guint row, const char *column, guint ours)
{
  const char *theirs = cell (table, row, column);
  g_autofree char *text = g_strdup_printf ("%u", ours);
  if (*theirs != '\0')
    check (path, column, strcmp (text, theirs) == 0, text, theirs);
}

static void
check_windows (const char *path, const Table *table, guint row, const CsFrameFacts *facts)
{
  g_auto (GStrv) centers = g_strsplit (cell (table, row, "WindowCenter"), "\\", -1);
  g_auto (GStrv) widths = g_strsplit (cell (table, row, "WindowWidth"), "\\", -1);
  guint n = g_strv_length (centers);
  gboolean equal = n == facts->n_windows;
  for (guint i = 0; equal && i < n; i++)
    equal = same_number (centers[i], facts->windows[i].center) &&
            same_number (widths[i], facts->windows[i].width);
  g_autofree char *ours = g_strdup_printf ("%u windows", facts->n_windows);
  if (n > 0)
    check (path, "Window", equal, ours, cell (table, row, "WindowCenter"));
}

static void
check_spacing (const char *path, const Table *table, guint row, const CsFrameGeometry *geometry)
{
  const char *theirs = cell (table, row, "PixelSpacing");
  g_auto (GStrv) pair = g_strsplit (theirs, "\\", -1);
  if (g_strv_length (pair) != 2)
    return;
  g_autofree char *row_spacing = cs_decimal_new (geometry->row_spacing);
  g_autofree char *column_spacing = cs_decimal_new (geometry->column_spacing);
  g_autofree char *ours = g_strdup_printf ("%s\\%s %s", row_spacing, column_spacing,
                                           cs_spacing_nick (geometry->source));
  gboolean equal = same_number (pair[0], row_spacing) && same_number (pair[1], column_spacing);
  check (path, "PixelSpacing", equal, ours, theirs);
}

static void
check_header (const char *path, const Table *table, guint row, const CsProbe *probe)
{
  const CsProbeFacts *facts = cs_probe_facts (probe);
  const char *name = cell (table, row, "PatientName");
  const char *ours = cs_probe_id (probe, "patient_name");
  check (path, "PatientName", strcmp (name, ours != NULL ? ours : "") == 0,
         ours != NULL ? ours : "", name);
  if (facts->frames == 0) {
    check (path, "picture", *cell (table, row, "Rows") == '\0', "no picture",
           cell (table, row, "Rows"));
    return;
  }
  check_count (path, table, row, "Rows", facts->rows);
  check_count (path, table, row, "Columns", facts->columns);
  check_count (path, table, row, "NumberOfFrames", facts->frames);
  check_count (path, table, row, "SamplesPerPixel", facts->samples);
  check_count (path, table, row, "BitsAllocated", facts->bits_allocated);
  check_count (path, table, row, "BitsStored", facts->bits_stored);
  const char *photometric = cell (table, row, "PhotometricInterpretation");
  check (path, "PhotometricInterpretation",
         strcmp (g_str_has_prefix (photometric, "YBR_") ? "RGB" : photometric,
                 facts->photometric) == 0,
         facts->photometric, photometric);
  if (*cell (table, row, "ts") != '\0')
    check (path, "ts", g_strcmp0 (cell (table, row, "ts"), facts->transfer_syntax) == 0,
           facts->transfer_syntax, cell (table, row, "ts"));
  const CsFrameFacts *frame = cs_probe_frame_facts (probe, 0);
  const char *slope = cell (table, row, "RescaleSlope");
  if (*slope != '\0') {
    check (path, "RescaleSlope", same_number (slope, frame->slope), frame->slope, slope);
    const char *intercept = cell (table, row, "RescaleIntercept");
    check (path, "RescaleIntercept", same_number (intercept, frame->intercept), frame->intercept,
           intercept);
  }
  check_windows (path, table, row, frame);
  check_spacing (path, table, row, &frame->geometry);
}

static void
check_pixels (const char *path, const char *expected, int fd, gint64 size, const CsProbe *probe)
{
  g_autoptr (GError) error = NULL;
  CsHash hash;
  char hex[CS_HASH_HEX + 1] = "";
  gboolean good = cs_probe_facts (probe)->frames > 0 &&
                  cs_decoder_hash (decoder, fd, size, path, probe, NULL, &hash, &error);
  if (good)
    cs_hash_to_hex (&hash, hex);
  if (*expected != '\0')
    check (path, "pixels", strcmp (hex, expected) == 0,
           good    ? hex
           : error ? error->message
                   : "",
           expected);
  else if (cs_probe_facts (probe)->frames > 0)
    check (path, "decoded", good, good ? "" : error->message, "any pixels");
}

static void
test_dicom (void)
{
  g_autofree char *table_path = cs_test_corpus ("expected/dicom.tsv");
  g_autofree char *corpus = cs_test_corpus (".");
  if (table_path == NULL)
    return;
  g_autoptr (Table) table = table_load (table_path);
  g_assert_cmpuint (table->rows->len, >, 290);
  guint both = 0;
  for (guint i = 0; i < table->rows->len; i++) {
    const char *path = cell (table, i, "path");
    g_autofree char *full = g_build_filename (corpus, path, NULL);
    g_autoptr (GError) error = NULL;
    gint64 size = 0;
    int fd = cs_file_open (full, &size, &error);
    g_assert_no_error (error);
    g_autoptr (CsProbe) probe =
        cs_decoder_probe (decoder, fd, size, path, CS_PROBE_HEADERS, &error);
    check (path, "header", probe != NULL || !g_str_has_prefix (cell (table, i, "read"), "yes"),
           error != NULL ? error->message : "", "a header");
    if (probe != NULL && g_str_has_prefix (cell (table, i, "read"), "yes")) {
      check_header (path, table, i, probe);
      check_pixels (path, cell (table, i, "pixel_sha256"), fd, size, probe);
    }
    both += *cell (table, i, "same_pixels_in") != '\0';
    close (fd);
  }
  g_assert_cmpuint (both, ==, 103);
  g_assert_cmpuint (cs_decoder_deaths (decoder), ==, 0);
  check_all_met ("dicom/");
}

/* --- pictures --- */

/* The pixels as Pillow keeps a picture of MODE. */
static GBytes *
as_pillow (const CsFrame *frame, const char *mode)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (frame->bytes, &size);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  if (strcmp (mode, "I") == 0 && frame->type == CS_PIXEL_U16) {
    for (gsize i = 0; i < size; i += 2) {
      g_byte_array_append (out, data + i, 2);
      g_byte_array_append (out, (const guint8 *)"\0\0", 2);
    }
  } else if (strcmp (mode, "I;16B") == 0) {
    for (gsize i = 0; i < size; i++)
      g_byte_array_append (out, data + (i ^ 1), 1);
  } else if (strcmp (mode, "1") == 0) {
    for (gsize i = 0; i + 8 <= size; i += 8) {
      guint8 byte = 0;
      for (guint bit = 0; bit < 8; bit++)
        byte = (guint8)(byte << 1 | (data[i + bit] != 0));
      g_byte_array_append (out, &byte, 1);
    }
  } else {
    return g_bytes_ref (frame->bytes);
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static void
check_picture (const char *path, const Table *table, guint row, int fd, gint64 size,
               const CsProbe *probe)
{
  const CsProbeFacts *facts = cs_probe_facts (probe);
  check_count (path, table, row, "width", facts->columns);
  check_count (path, table, row, "height", facts->rows);
  check_count (path, table, row, "frames", facts->frames);
  check_count (path, table, row, "exif_orientation", facts->exif_orientation);
  const char *mode = cell (table, row, "mode");
  /* Pillow keeps palettes as numbers; ours are colours. */
  const char *expected = strcmp (mode, "P") == 0 ? "" : cell (table, row, "pixel_sha256");
  g_autoptr (GError) error = NULL;
  g_autoptr (CsFrame) frame =
      cs_decoder_frame (decoder, fd, size, path, probe, 0, CS_FRAME_VALUES, &error);
  CsHash hash;
  char hex[CS_HASH_HEX + 1] = "";
  check (path, "decoded", frame != NULL, error != NULL ? error->message : "", "a picture");
  if (frame == NULL || *expected == '\0')
    return;
  g_autoptr (GBytes) bytes = as_pillow (frame, mode);
  cs_hash_data (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &hash);
  check (path, "pixels", strcmp (cs_hash_to_hex (&hash, hex), expected) == 0, hex, expected);
}

static void
test_pictures (void)
{
  g_autofree char *table_path = cs_test_corpus ("expected/pictures.tsv");
  g_autofree char *corpus = cs_test_corpus (".");
  if (table_path == NULL)
    return;
  g_autoptr (Table) table = table_load (table_path);
  g_assert_cmpuint (table->rows->len, >, 150);
  for (guint i = 0; i < table->rows->len; i++) {
    const char *path = cell (table, i, "path");
    g_autofree char *full = g_build_filename (corpus, path, NULL);
    g_autoptr (GError) error = NULL;
    gint64 size = 0;
    int fd = cs_file_open (full, &size, &error);
    g_assert_no_error (error);
    g_autoptr (CsProbe) probe = cs_decoder_probe (decoder, fd, size, path, 0, &error);
    check (path, "probe", probe != NULL, error != NULL ? error->message : "", "a picture");
    if (probe != NULL)
      check_picture (path, table, i, fd, size, probe);
    close (fd);
  }
  g_assert_cmpuint (cs_decoder_deaths (decoder), ==, 0);
  check_all_met ("pictures/");
  check_all_met ("slides/");
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_autoptr (GError) error = NULL;
  decoder = cs_decoder_new (NULL, &error);
  g_assert_no_error (error);
  exceptions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  met = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  load_exceptions ("formats/dicom/exceptions.tsv");
  load_exceptions ("formats/picture/exceptions.tsv");
  g_test_add_func ("/decode-corpus/dicom", test_dicom);
  g_test_add_func ("/decode-corpus/pictures", test_pictures);
  int result = g_test_run ();
  cs_decoder_free (decoder);
  return result;
}
