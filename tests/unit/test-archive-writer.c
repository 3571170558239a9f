/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-archive-source.h"
#include "cs-archive-writer.h"
#include "cs-file.h"
#include "cs-test.h"

#include <locale.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* What write_sample comes to; made once, by this very code. */
#define SAMPLE_HASH "fc26356d0967a29f73c345c166227aa373503ec65d95eac82aa64e91f1dcfecd"

static GBytes *
write_sample (const char *dir, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (dir, file, NULL);
  g_autofree char *source = g_build_filename (dir, "source", NULL);
  g_assert_true (cs_file_replace (source, "from a file", 11, 0600, NULL));
  int fd = cs_file_open (source, NULL, NULL);
  g_autoptr (CsArchiveWriter) writer = cs_archive_writer_new (path, &error);
  g_assert_true (cs_archive_writer_add (writer, "SHA256SUMS", "sums\n", 5, &error));
  g_assert_true (cs_archive_writer_add (writer, "empty", NULL, 0, &error));
  g_assert_true (cs_archive_writer_add_fd (writer, "items/a.json", fd, &error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (cs_archive_writer_finish (writer, &error));
  g_assert_no_error (error);
  close (fd);
  return cs_file_read (path, 1 << 20, NULL);
}

static void
test_same_bytes (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (GBytes) first = write_sample (dir, "1.zip");
  static const char *const zones[] = { "America/Lima", "Asia/Kathmandu", "Pacific/Kiritimati" };
  static const char *const locales[] = { "C", "de_DE.UTF-8", "POSIX" };
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++) {
    g_setenv ("TZ", zones[i], TRUE);
    tzset ();
    setlocale (LC_ALL, locales[i]);
    g_autofree char *file = g_strdup_printf ("again-%u.zip", i);
    g_autoptr (GBytes) again = write_sample (dir, file);
    g_assert_true (g_bytes_equal (first, again));
  }
  g_setenv ("TZ", "UTC", TRUE);
  tzset ();
  setlocale (LC_ALL, "C.UTF-8");
  /* The very bytes, so that they stay the same from one build to the next. */
  CsHash hash;
  char hex[CS_HASH_HEX + 1];
  cs_hash_data (g_bytes_get_data (first, NULL), g_bytes_get_size (first), &hash);
  g_assert_cmpstr (cs_hash_to_hex (&hash, hex), ==, SAMPLE_HASH);
}

/* Our own reader takes it. */
static void
test_we_read (void)
{
  static const char *const names[] = { "SHA256SUMS", "empty", "items/a.json" };
  static const char *const texts[] = { "sums\n", "", "from a file" };
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *path = g_build_filename (dir, "a.zip", NULL);
  g_autoptr (GBytes) written = write_sample (dir, "a.zip");
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (CsArchiveSource) source =
      cs_archive_source_open (path, &cs_archive_limits, problems, NULL);
  const char *name = NULL;
  gint64 size = 0;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_assert_cmpint (cs_archive_source_next (source, &name, &size, NULL), ==, 1);
    g_assert_cmpstr (name, ==, names[i]);
    g_autoptr (GBytes) bytes = cs_archive_source_read_bytes (source, NULL);
    g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), texts[i],
                     strlen (texts[i]));
  }
  g_assert_cmpint (cs_archive_source_next (source, &name, &size, NULL), ==, 0);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* Another program's reader takes it, with mode and day as promised. */
static void
test_python_reads (void)
{
  g_autofree char *python = g_find_program_in_path ("python3");
  if (python == NULL) {
    g_test_skip ("python3 is not installed");
    return;
  }
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (GBytes) bytes = write_sample (dir, "a.zip");
  const char *argv[] = { python, "-c",
                         "import zipfile\n"
                         "z = zipfile.ZipFile('a.zip')\n"
                         "assert z.testzip() is None\n"
                         "assert z.read('items/a.json') == b'from a file'\n"
                         "for i in z.infolist():\n"
                         "  assert i.compress_type == zipfile.ZIP_STORED\n"
                         "  assert i.date_time[:3] == (1980, 1, 1), i.date_time\n"
                         "  assert i.external_attr >> 16 == 0o100644\n",
                         NULL };
  int status = 1;
  g_assert_true (g_spawn_sync (dir, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL,
                               &status, NULL));
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

static void
test_writer_names (void)
{
  static const char *const bad[] = { "",   "/a",     "a/../b", "./a", "a//b",
                                     "a/", "\u00e9", "a\\b",   "a:b", "a\nb" };
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *path = g_build_filename (dir, "a.zip", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CsArchiveWriter) writer = cs_archive_writer_new (path, NULL);
    g_assert_false (cs_archive_writer_add (writer, bad[i], "x", 1, &error));
    g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  }
  static const char *const orders[][2] = { { "b", "a" }, { "a", "a" } };
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CsArchiveWriter) writer = cs_archive_writer_new (path, NULL);
    g_assert_true (cs_archive_writer_add (writer, orders[i][0], "x", 1, NULL));
    g_assert_false (cs_archive_writer_add (writer, orders[i][1], "x", 1, &error));
    g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
    g_clear_error (&error);
    g_assert_false (cs_archive_writer_finish (writer, &error));
    g_assert_nonnull (error);
  }
  /* Nothing stays of any of them. */
  g_autoptr (GDir) listed = g_dir_open (dir, 0, NULL);
  g_assert_null (g_dir_read_name (listed));
}

static void
test_writer_no_folder (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (cs_archive_writer_new ("/nonexistent/a.zip", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/archive-writer/same-bytes", test_same_bytes);
  g_test_add_func ("/archive-writer/we-read", test_we_read);
  g_test_add_func ("/archive-writer/python-reads", test_python_reads);
  g_test_add_func ("/archive-writer/names", test_writer_names);
  g_test_add_func ("/archive-writer/no-folder", test_writer_no_folder);
  return g_test_run ();
}
