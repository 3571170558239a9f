/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files into a project: what is stored, what is left out and why, series, archives, links, and
 * that a stopped or killed run leaves nothing. Long because all of it runs on one bench. */
#include "cs-file.h"
#include "cs-intake-stopped.h"
#include "cs-test-intake.h"
#include "cs-test-pictures.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- kinds --- */

static void
test_kinds (void)
{
  CsTestIntake bench = cs_test_intake ();
  cs_test_put_bytes (&bench, "a.png", cs_test_shade (1));
  cs_test_put_bytes (&bench, "named-wrong.txt", cs_test_shade (2));
  cs_test_put_bytes (&bench, "copy.png", cs_test_shade (1));
  cs_test_put_text (&bench, "note.txt", "a\r\nb\rc\n");
  cs_test_put_text (&bench, "note.MD", "# G-1 x\n");
  cs_test_put_text (&bench, "note.log", "plain\n");
  cs_test_put (&bench, "none.txt", "", 0);
  cs_test_put_text (&bench, "paper.pdf", "%PDF-1.4\n%\xe2\xe3\n");
  cs_test_put_text (&bench, "cut.png", "\x89PNG\r\n\x1a\n");
  cs_test_import_well (&bench, (CsIntakeOptions){ 0 });
  g_assert_cmpint (bench.report->files, ==, 9);
  g_assert_cmpint (bench.report->items, ==, 4);
  g_assert_cmpint (bench.report->cases, ==, 4);
  g_assert_cmpint (bench.report->duplicates, ==, 1);
  g_assert_cmpint (bench.report->quarantined, ==, 4);
  g_assert_cmpuint (cs_test_reason (&bench, "unsupported"), ==, 2);
  g_assert_nonnull (strstr (cs_test_said_of (&bench, "note.log"), "--text"));
  g_assert_nonnull (strstr (cs_test_said_of (&bench, "paper.pdf"), "PDF"));
  g_assert_nonnull (strstr (cs_test_said_of (&bench, "none.txt"), "empty"));
  g_assert_nonnull (strstr (cs_test_said_of (&bench, "copy.png"), "sources/a.png"));
  g_assert_nonnull (strstr (bench.report->note, "de-identified"));
  g_autoptr (GPtrArray) items = cs_test_items (&bench);
  const CsItemRow *text = cs_test_item (items, "sources/note.txt");
  const CsJson *facts = cs_json_get (text->facts, "text");
  g_assert_cmpstr (text->kind, ==, "text");
  g_assert_cmpint (cs_json_get_int (facts, "length", 0), ==, 7);
  g_assert_cmpint (cs_json_get_int (facts, "lines", 0), ==, 3);
  g_assert_cmpstr (cs_json_get_string (facts, "line_ends"), ==, "mixed");
  const CsItemRow *wrong = cs_test_item (items, "sources/named-wrong.txt");
  const CsJson *part = cs_json_at (cs_json_get (wrong->facts, "parts"), 0);
  g_assert_cmpstr (wrong->kind, ==, "image");
  g_assert_cmpstr (cs_json_get_string (part, "media"), ==, "image/png");
  g_assert_cmpint (cs_json_get_int (part, "width", 0), ==, 6);
  g_assert_cmpint (cs_json_get_int (part, "height", 0), ==, 4);
  g_assert_cmpint (cs_test_count_blobs (&bench), ==, 4);
  /* Once more: all there already. */
  cs_test_import_well (&bench, (CsIntakeOptions){ 0 });
  g_assert_cmpint (bench.report->items, ==, 0);
  g_assert_cmpint (bench.report->duplicates, ==, 5);
  /* And what --text adds. */
  cs_test_import_well (&bench, (CsIntakeOptions){ .as_text = TRUE });
  g_assert_cmpint (bench.report->items, ==, 1);
  cs_test_verify (&bench);
  cs_test_intake_clear (&bench);
}

static void
test_encodings (void)
{
  CsTestIntake bench = cs_test_intake ();
  static const char utf16[] = "\xff\xfeh\0\xe9\0";
  cs_test_put (&bench, "utf16.txt", utf16, sizeof utf16 - 1);
  cs_test_put_text (&bench, "latin.txt", "caf\xe9 cr\xe8me br\xfbl\xe9\x65\n");
  cs_test_put (&bench, "binary.txt", "a\0b\xff", 4);
  cs_test_import_well (&bench, (CsIntakeOptions){ 0 });
  g_assert_cmpint (bench.report->items, ==, 1);
  g_assert_cmpuint (cs_test_reason (&bench, "encoding-not-declared"), ==, 1);
  g_assert_nonnull (strstr (cs_test_said_of (&bench, "latin.txt"), "--encoding"));
  g_assert_cmpint (cs_test_count_blobs (&bench), ==, 1);
  cs_test_import_well (&bench, (CsIntakeOptions){ .encoding = "latin1" });
  g_assert_cmpint (bench.report->items, ==, 1);
  g_autoptr (GPtrArray) items = cs_test_items (&bench);
  const CsItemRow *latin = cs_test_item (items, "sources/latin.txt");
  const CsItemRow *wide = cs_test_item (items, "sources/utf16.txt");
  g_assert_cmpstr (cs_json_get_string (cs_json_get (latin->facts, "text"), "decoding"), ==,
                   "iso-8859-1");
  g_assert_cmpint (cs_json_get_int (cs_json_get (wide->facts, "text"), "length", 0), ==, 2);
  /* The bytes are as they came. */
  CsHash hash;
  gint64 size = 0;
  g_assert_true (cs_item_facts_blob (wide->facts, 0, &hash, &size));
  g_autoptr (GBytes) bytes =
      cs_store_read_blob (cs_project_store (bench.project), &hash, 100, NULL);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), utf16,
                   sizeof utf16 - 1);
  g_autoptr (GError) error = NULL;
  g_assert_false (cs_test_import (&bench, (CsIntakeOptions){ .encoding = "klingon" }, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  cs_test_intake_clear (&bench);
}

static void
test_frames (void)
{
  CsTestIntake bench = cs_test_intake ();
  const CsTestTiff shape = {
    .rows = 4, .columns = 6, .pages = 3, .bits = 16, .samples = 1, .format = 1, .photometric = 1
  };
  guint8 pixels[4 * 6 * 2 * 3] = { 1, 2, 3 };
  cs_test_put_bytes (&bench, "stack.tif", cs_test_tiff (&shape, pixels, sizeof pixels / 3));
  cs_test_import_well (&bench, (CsIntakeOptions){ 0 });
  g_autoptr (GPtrArray) items = cs_test_items (&bench);
  const CsItemRow *stack = cs_test_item (items, "sources/stack.tif");
  const CsJson *part = cs_json_at (cs_json_get (stack->facts, "parts"), 0);
  g_assert_cmpstr (stack->kind, ==, "series");
  g_assert_cmpint (cs_json_get_int (part, "frames", 0), ==, 3);
  cs_test_intake_clear (&bench);
}

/* --- refused as a whole --- */

static void
test_too_large (void)
{
  CsTestIntake bench = cs_test_intake ();
  g_autofree char *path = g_build_filename (bench.sources, "big.raw", NULL);
  cs_test_put_text (&bench, "big.raw", "x");
  g_assert_cmpint (truncate (path, CS_BLOB_MEMORY_MAX + 1), ==, 0);
  cs_test_import_well (&bench, (CsIntakeOptions){ 0 });
  g_assert_cmpuint (cs_test_reason (&bench, "limit"), ==, 1);
  g_assert_nonnull (strstr (cs_test_said_of (&bench, "big.raw"), "--link"));
  cs_test_intake_clear (&bench);
}

static void
test_not_a_lead (void)
{
  CsTestIntake bench = cs_test_intake ();
  g_autoptr (GError) error = NULL;
  cs_test_put_text (&bench, "a.txt", "a");
  cs_project_close (bench.project);
  bench.project = cs_test_open (bench.env, bench.path, "ana");
  g_assert_false (cs_test_import (&bench, (CsIntakeOptions){ 0 }, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_assert_cmpint (cs_test_count_blobs (&bench), ==, 0);
  cs_test_intake_clear (&bench);
}

/* --- DICOM --- */

static void
test_series (void)
{
  static const double places[] = { 6, 0, 2, 10 };
  CsTestIntake bench = cs_test_intake ();
  for (guint i = 0; i < 4; i++) {
    g_autofree char *name = g_strdup_printf ("ct/%u.dcm", i);
    cs_test_put_bytes (&bench, name, cs_test_slice ("1.9.1", i + 1, places[i], 4));
  }
  cs_test_put_bytes (&bench, "ct/scout.dcm", cs_test_slice ("1.9.1", 9, 0, 8));
  cs_test_put_bytes (&bench, "lone.dcm", cs_test_slice ("1.9.2", 1, 0, 4));
  cs_test_put_bytes (&bench, "lone-again.dcm", cs_test_slice ("1.9.2", 1, 0, 4));
  cs_test_import_well (&bench, (CsIntakeOptions){ .case_by = CS_CASE_BY_STUDY });
  g_assert_cmpint (bench.report->items, ==, 3);
  g_assert_cmpint (bench.report->cases, ==, 1);
  g_assert_cmpint (bench.report->duplicates, ==, 1);
  g_autoptr (GPtrArray) items = cs_test_items (&bench);
  const CsItemRow *series = cs_test_item (items, "sources/ct");
  g_assert_cmpstr (series->kind, ==, "series");
  static const char *const order[] = { "1.dcm", "2.dcm", "0.dcm", "3.dcm" };
  for (guint i = 0; i < 4; i++) {
    g_autoptr (CsProbe) probe = cs_item_facts_probe (series->facts, i, NULL);
    g_assert_true (g_str_has_suffix (cs_item_facts_name (series->facts, i), order[i]));
    g_assert_nonnull (probe);
    g_assert_cmpstr (cs_probe_id (probe, "series_uid"), ==, "1.9.1");
  }
  const CsJson *told = cs_json_get (cs_json_get (series->facts, "series"), "findings");
  g_assert_cmpstr (cs_json_get_string (cs_json_at (told, 0), "code"), ==, "irregular-spacing");
  g_assert_cmpstr (cs_json_get_string (cs_json_at (told, 1), "code"), ==, "mixed-size");
  g_assert_cmpstr (cs_test_item (items, "sources/ct/scout.dcm")->kind, ==, "image");
  g_assert_nonnull (strstr (cs_test_said_of (&bench, "sources/ct"), "apart"));
  cs_test_verify (&bench);
  cs_test_intake_clear (&bench);
}

/* What is said of a series that the project had in part, or NULL. */
static const char *
said_of_series (const CsTestIntake *bench)
{
  for (guint i = 0; i < bench->problems->len; i++) {
    const CsProblem *problem = bench->problems->pdata[i];
    if (g_strcmp0 (problem->code, "series-in-two") == 0) {
      g_assert_cmpint (problem->severity, ==, CS_SEVERITY_WARNING);
      return problem->message;
    }
  }
  return NULL;
}

/* The first digits of the id of the item with N parts. */
static char *
id_with_parts (const CsTestIntake *bench, guint n)
{
  g_autoptr (GPtrArray) items = cs_test_items (bench);
  for (guint i = 0; i < items->len; i++) {
    const CsItemRow *row = items->pdata[i];
    char hex[CS_GID_HEX + 1];
    if (cs_item_facts_n_parts (row->facts) == n)
      return g_strndup (cs_gid_to_hex (&row->gid, hex), 8);
  }
  g_error ("no item of %u parts", n);
}

static void
test_series_in_two (void)
{
  CsTestIntake bench = cs_test_intake ();
  cs_test_put_slices (&bench, 1, 4);
  cs_test_put_bytes (&bench, "a.png", cs_test_shade (1));
  cs_test_import_well (&bench, (CsIntakeOptions){ 0 });
  g_assert_null (said_of_series (&bench));
  g_autofree char *first = id_with_parts (&bench, 4);
  /* All of it again, and other pictures: nothing to say. */
  cs_test_put_bytes (&bench, "b.png", cs_test_shade (2));
  cs_test_import_well (&bench, (CsIntakeOptions){ 0 });
  g_assert_cmpint (bench.report->items, ==, 1);
  g_assert_cmpint (bench.report->continued, ==, 0);
  g_assert_null (said_of_series (&bench));
  /* The whole of it: six slices are new, one is there with other bytes. */
  cs_test_put_slices (&bench, 5, 10);
  cs_test_put_bytes (&bench, "ct/03-again.dcm", cs_test_slice ("1.9.1", 3, 3.5, 4));
  cs_test_import_well (&bench, (CsIntakeOptions){ 0 });
  g_assert_cmpint (bench.report->items, ==, 1);
  g_assert_cmpint (bench.report->continued, ==, 1);
  g_autofree char *second = id_with_parts (&bench, 7);
  g_autofree char *run = g_strdup_printf ("\"case add PROJECT TITLE %s %s\"", first, second);
  const char *said = said_of_series (&bench);
  g_assert_nonnull (said);
  g_assert_nonnull (strstr (said, "\"sources/ct\""));
  g_assert_nonnull (strstr (said, "4 of its 4 slices came again"));
  g_assert_nonnull (strstr (said, "7 are new"));
  g_assert_nonnull (strstr (said, "1 of them has the number of a slice that is there"));
  g_assert_nonnull (strstr (said, run));
  cs_test_verify (&bench);
  cs_test_intake_clear (&bench);
}

/* Once somebody works on the first part, cases stay as they are. */
static void
test_series_in_two_held (void)
{
  CsTestIntake bench = cs_test_intake ();
  g_autoptr (GError) error = NULL;
  cs_test_put_slices (&bench, 1, 2);
  cs_test_import_well (&bench, (CsIntakeOptions){ 0 });
  g_clear_pointer (&bench.project, cs_project_close);
  bench.project = cs_test_open (bench.env, bench.path, "ana");
  g_autoptr (CsCaseRow) row = cs_project_next_task (bench.project, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&bench.project, cs_project_close);
  bench.project = cs_test_open (bench.env, bench.path, "lee");
  cs_test_put_slices (&bench, 3, 5);
  cs_test_import_well (&bench, (CsIntakeOptions){ 0 });
  const char *said = said_of_series (&bench);
  g_assert_cmpint (bench.report->continued, ==, 1);
  g_assert_nonnull (said);
  g_assert_nonnull (strstr (said, "2 of its 2 slices came again"));
  g_assert_null (strstr (said, "case add"));
  g_assert_nonnull (strstr (said, "new project"));
  cs_test_intake_clear (&bench);
}

/* --- archives --- */

static void
write_archive (const char *path, gboolean zip, const char *const *names, GBytes *const *contents,
               guint n)
{
  struct archive *writer = archive_write_new ();
  if (zip)
    archive_write_set_format_zip (writer);
  else {
    archive_write_set_format_ustar (writer);
    archive_write_add_filter_gzip (writer);
  }
  g_assert_cmpint (archive_write_open_filename (writer, path), ==, ARCHIVE_OK);
  for (guint i = 0; i < n; i++) {
    gsize size = 0;
    const guint8 *data = g_bytes_get_data (contents[i], &size);
    struct archive_entry *entry = archive_entry_new ();
    archive_entry_set_pathname (entry, names[i]);
    archive_entry_set_size (entry, (la_int64_t)size);
    archive_entry_set_filetype (entry, AE_IFREG);
    archive_entry_set_perm (entry, 0600);
    g_assert_cmpint (archive_write_header (writer, entry), ==, ARCHIVE_OK);
    g_assert_cmpint (archive_write_data (writer, data, size), ==, (la_ssize_t)size);
    archive_entry_free (entry);
  }
  g_assert_cmpint (archive_write_close (writer), ==, ARCHIVE_OK);
  archive_write_free (writer);
}

static void
test_archives (void)
{
  CsTestIntake bench = cs_test_intake ();
  static const char *const names[] = { "in/a.png", "in/note.txt", "../out.txt", "in/b.png" };
  GBytes *contents[4] = { cs_test_shade (1), g_bytes_new ("hello", 5), g_bytes_new ("evil", 4),
                          cs_test_shade (2) };
  g_autofree char *zip = g_build_filename (bench.sources, "box.zip", NULL);
  g_autofree char *tar = g_build_filename (bench.sources, "more.dat", NULL);
  write_archive (zip, TRUE, names, contents, 4);
  write_archive (tar, FALSE, names, contents, 2);
  g_autoptr (GBytes) cut = cs_file_read (zip, 1 << 20, NULL);
  cs_test_put (&bench, "x-cut.zip", g_bytes_get_data (cut, NULL), g_bytes_get_size (cut) - 40);
  cs_test_import_well (&bench, (CsIntakeOptions){ 0 });
  g_assert_cmpint (bench.report->items, ==, 3);
  g_assert_cmpint (bench.report->duplicates, >=, 2);
  g_autoptr (GPtrArray) items = cs_test_items (&bench);
  cs_test_item (items, "sources/box.zip/in/a.png");
  cs_test_item (items, "sources/box.zip/in/note.txt");
  g_assert_nonnull (cs_test_said_of (&bench, "out.txt"));
  g_assert_nonnull (cs_test_said_of (&bench, "x-cut.zip"));
  /* A link must lead somewhere. */
  cs_test_import_well (&bench, (CsIntakeOptions){ .link = TRUE });
  g_assert_nonnull (strstr (cs_test_said_of (&bench, "box.zip"), "--link"));
  for (guint i = 0; i < 4; i++)
    g_bytes_unref (contents[i]);
  cs_test_verify (&bench);
  cs_test_intake_clear (&bench);
}

/* --- links --- */

static void
test_link (void)
{
  CsTestIntake bench = cs_test_intake ();
  g_autoptr (GError) error = NULL;
  cs_test_put_bytes (&bench, "a.png", cs_test_shade (1));
  cs_test_import_well (&bench, (CsIntakeOptions){ .link = TRUE });
  g_assert_cmpint (bench.report->items, ==, 1);
  g_autoptr (GPtrArray) items = cs_test_items (&bench);
  CsHash hash;
  gint64 size = 0;
  cs_item_facts_blob (((CsItemRow *)items->pdata[0])->facts, 0, &hash, &size);
  g_autofree char *path = cs_store_blob_path (cs_project_store (bench.project), &hash);
  g_autofree char *expected = g_build_filename (bench.sources, "a.png", NULL);
  g_assert_cmpstr (path, ==, expected);
  g_assert_cmpint (unlink (expected), ==, 0);
  g_assert_cmpint (cs_store_open_blob (cs_project_store (bench.project), &hash, &size, &error), ==,
                   -1);
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  /* From where it lies now it is the same item; without --link nothing is linked anew. */
  cs_test_put_bytes (&bench, "moved/b.png", cs_test_shade (1));
  cs_test_import_well (&bench, (CsIntakeOptions){ .look = TRUE, .link = TRUE });
  g_assert_cmpint (bench.report->found_again, ==, 0);
  cs_test_import_well (&bench, (CsIntakeOptions){ 0 });
  g_assert_cmpint (bench.report->found_again, ==, 0);
  cs_test_import_well (&bench, (CsIntakeOptions){ .link = TRUE });
  g_assert_cmpint (bench.report->found_again, ==, 1);
  g_assert_cmpint (bench.report->items, ==, 0);
  g_autofree char *now = cs_store_blob_path (cs_project_store (bench.project), &hash);
  g_assert_true (g_str_has_suffix (now, "sources/moved/b.png"));
  cs_test_import_well (&bench, (CsIntakeOptions){ .link = TRUE });
  g_assert_cmpint (bench.report->found_again, ==, 0);
  cs_test_intake_clear (&bench);
}

/* Opens the only source there is, whose file has the modification time SECONDS. */
static gboolean
opens_at (const CsTestIntake *bench, const char *path, gint64 seconds, GError **error)
{
  const struct timespec times[2] = { { .tv_sec = seconds }, { .tv_sec = seconds } };
  g_autoptr (GPtrArray) items = cs_test_items (bench);
  CsHash hash;
  gint64 size = 0;
  g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
  g_assert_true (cs_item_facts_blob (((CsItemRow *)items->pdata[0])->facts, 0, &hash, &size));
  int fd = cs_store_open_blob (cs_project_store (bench->project), &hash, &size, error);
  if (fd >= 0)
    close (fd);
  return fd >= 0;
}

static void
test_link_changed (void)
{
  CsTestIntake bench = cs_test_intake ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (bench.sources, "a.txt", NULL);
  cs_test_put_text (&bench, "a.txt", "nodule left");
  cs_test_import_well (&bench, (CsIntakeOptions){ .link = TRUE });
  /* Touched or copied back: the same bytes are the same source. */
  g_assert_true (opens_at (&bench, path, 1000, &error));
  g_assert_no_error (error);
  /* As long as before, but not the same. */
  cs_test_put_text (&bench, "a.txt", "nodule soft");
  g_assert_false (opens_at (&bench, path, 2000, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, "source changed on disk"));
  g_clear_error (&error);
  cs_test_put_text (&bench, "a.txt", "nodule");
  g_assert_false (opens_at (&bench, path, 2000, &error));
  g_assert_nonnull (strstr (error->message, "source changed on disk"));
  g_clear_error (&error);
  cs_test_put_text (&bench, "a.txt", "nodule left");
  g_assert_true (opens_at (&bench, path, 3000, &error));
  g_assert_no_error (error);
  cs_test_intake_clear (&bench);
}

/* --- tables --- */

/* Looking says what an import would do, with or without a project, and stores nothing. */
static void
test_look (void)
{
  CsTestIntake bench = cs_test_intake ();
  CsProject *project = bench.project;
  cs_test_put_bytes (&bench, "a.png", cs_test_shade (1));
  cs_test_put_bytes (&bench, "ct/1.dcm", cs_test_slice ("1.5", 1, 0, 4));
  cs_test_put_bytes (&bench, "ct/2.dcm", cs_test_slice ("1.5", 2, 5, 4));
  cs_test_put_text (&bench, "note.txt", "a text");
  cs_test_put (&bench, "old.txt", "na\xefve", 5);
  for (guint with = 0; with < 2; with++) {
    bench.project = with ? project : NULL;
    cs_test_import_well (&bench, (CsIntakeOptions){ .look = TRUE });
    g_assert_cmpint (bench.report->images, ==, 1);
    g_assert_cmpint (bench.report->series, ==, 1);
    g_assert_cmpint (bench.report->slices, ==, 2);
    g_assert_cmpint (bench.report->texts, ==, 1);
    g_assert_cmpint (bench.report->cases, ==, 3);
    g_assert_cmpint (bench.report->quarantined, ==, 1);
    g_assert_nonnull (g_hash_table_lookup (bench.report->reasons, "encoding-not-declared"));
  }
  g_autoptr (GPtrArray) none = cs_test_items (&bench);
  g_assert_cmpuint (none->len, ==, 0);
  cs_test_import_well (&bench, (CsIntakeOptions){ 0 });
  g_assert_cmpint (bench.report->items, ==, 3);
  cs_test_import_well (&bench, (CsIntakeOptions){ .look = TRUE });
  g_assert_cmpint (bench.report->items, ==, 0);
  g_assert_cmpint (bench.report->duplicates, ==, 4);
  cs_test_intake_clear (&bench);
}

static void
test_table (void)
{
  CsTestIntake bench = cs_test_intake ();
  cs_test_put_bytes (&bench, "a.png", cs_test_shade (1));
  cs_test_put_bytes (&bench, "b.png", cs_test_shade (2));
  g_autofree char *csv = g_build_filename (bench.dir, "cases.csv", NULL);
  static const char text[] = "path,case\nsources/a.png,One\nsources/b.png,One\nsources/c.png,Two\n";
  g_assert_true (cs_file_replace (csv, text, strlen (text), 0600, NULL));
  cs_test_import_well (&bench, (CsIntakeOptions){ .case_by = CS_CASE_BY_CSV, .csv = csv });
  g_assert_cmpint (bench.report->cases, ==, 1);
  g_assert_nonnull (strstr (cs_test_said_of (&bench, "cases.csv"), "sources/c.png"));
  CsGid gid = cs_test_case (bench.project, "One");
  CsReader reader = cs_project_reader (bench.project);
  g_autoptr (GPtrArray) items = cs_project_case_items (bench.project, &reader, &gid, NULL);
  g_assert_cmpuint (items->len, ==, 2);
  cs_test_intake_clear (&bench);
}

/* --- stopped and killed --- */

static void
test_cancel (void)
{
  CsTestIntake bench = cs_test_intake ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  cs_test_put_many (&bench, 300);
  bench.cancellable = cancellable;
  bench.stop_at = 200;
  g_assert_false (cs_test_import (&bench, (CsIntakeOptions){ 0 }, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CANCELLED);
  g_assert_cmpint (cs_test_count_blobs (&bench), ==, 0);
  g_autoptr (GPtrArray) items = cs_test_items (&bench);
  g_assert_cmpuint (items->len, ==, 0);
  bench.cancellable = NULL;
  bench.stop_at = 0;
  cs_test_import_well (&bench, (CsIntakeOptions){ 0 });
  g_assert_cmpint (bench.report->items, ==, 300);
  cs_test_verify (&bench);
  cs_test_intake_clear (&bench);
}

#define LARGE ((gsize)17 * 1024 * 1024)

static void
test_kill (void)
{
  CsTestIntake bench = cs_test_intake ();
  struct stat status;
  /* The first two are more than a transaction holds, so they are committed. */
  g_autofree char *text = g_malloc (LARGE);
  for (guint i = 0; i < 4; i++) {
    g_autofree char *name = g_strdup_printf ("%u.txt", i);
    memset (text, 'a' + (int)i, LARGE);
    cs_test_put (&bench, name, text, i < 2 ? LARGE : 100);
  }
  g_clear_pointer (&bench.project, cs_project_close);
  cs_test_import_and_die (&bench, 3);
  bench.project = cs_test_open (bench.env, bench.path, "lee");
  g_autoptr (GPtrArray) before = cs_test_items (&bench);
  g_assert_cmpuint (before->len, ==, 0);
  /* What the killed run stored waits for somebody who goes on; forgotten, it is gone: its room, and
   * its bytes. */
  g_assert_cmpint (cs_test_count_blobs (&bench), ==, 2);
  g_assert_true (cs_intake_forget (bench.project, NULL));
  g_assert_cmpint (cs_test_count_blobs (&bench), ==, 0);
  g_assert_cmpint (stat (bench.path, &status), ==, 0);
  g_assert_cmpint (status.st_size, <, LARGE);
  cs_test_verify (&bench);
  g_autofree char *other = g_build_filename (bench.sources, "3.txt", NULL);
  const char *const paths[] = { other, NULL };
  cs_test_import_well (&bench, (CsIntakeOptions){ .paths = paths });
  g_assert_cmpint (bench.report->items, ==, 1);
  g_assert_cmpint (cs_test_count_blobs (&bench), ==, 1);
  cs_test_verify (&bench);
  cs_test_intake_clear (&bench);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/intake/kinds", test_kinds);
  g_test_add_func ("/intake/encodings", test_encodings);
  g_test_add_func ("/intake/frames", test_frames);
  g_test_add_func ("/intake/too-large", test_too_large);
  g_test_add_func ("/intake/not-a-lead", test_not_a_lead);
  g_test_add_func ("/intake/series", test_series);
  g_test_add_func ("/intake/series-in-two", test_series_in_two);
  g_test_add_func ("/intake/series-in-two-held", test_series_in_two_held);
  g_test_add_func ("/intake/archives", test_archives);
  g_test_add_func ("/intake/link", test_link);
  g_test_add_func ("/intake/link-changed", test_link_changed);
  g_test_add_func ("/intake/look", test_look);
  g_test_add_func ("/intake/table", test_table);
  g_test_add_func ("/intake/cancel", test_cancel);
  g_test_add_func ("/intake/kill", test_kill);
  return g_test_run ();
}
