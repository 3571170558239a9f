/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-archive-source.h"
#include "cs-archive-writer.h"
#include "cs-file.h"
#include "cs-test.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- archives made here --- */

typedef struct {
  const char *name, *text;
  int type;         /* 0: a regular file */
  const char *link; /* target of a symbolic (type AE_IFLNK) or hard link */
} Entry;

typedef int (*Setting) (struct archive *archive);

static GBytes *
pack (Setting format, Setting filter, const Entry *entries, guint count)
{
  gsize room = 8 * 1024 * 1024, used = 0;
  g_autofree guint8 *buffer = g_malloc (room);
  struct archive *archive = archive_write_new ();
  g_assert_cmpint (format (archive), ==, ARCHIVE_OK);
  if (filter != NULL)
    g_assert_cmpint (filter (archive), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_open_memory (archive, buffer, room, &used), ==, ARCHIVE_OK);
  for (guint i = 0; i < count; i++) {
    struct archive_entry *entry = archive_entry_new ();
    const char *text = entries[i].text != NULL ? entries[i].text : "";
    archive_entry_set_pathname (entry, entries[i].name);
    archive_entry_set_filetype (entry, entries[i].type != 0 ? (guint)entries[i].type : AE_IFREG);
    archive_entry_set_perm (entry, 0644);
    archive_entry_set_size (entry, (gint64)strlen (text));
    if (entries[i].link != NULL && entries[i].type == AE_IFLNK)
      archive_entry_set_symlink (entry, entries[i].link);
    else if (entries[i].link != NULL)
      archive_entry_set_hardlink (entry, entries[i].link);
    g_assert_cmpint (archive_write_header (archive, entry), >=, ARCHIVE_WARN);
    archive_write_data (archive, text, strlen (text));
    archive_entry_free (entry);
  }
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
  return g_bytes_new (buffer, used);
}

static CsArchiveSource *
open_bytes (const void *data, gsize size, const CsArchiveLimits *limits, GPtrArray *problems,
            GError **error)
{
  int fd = memfd_create ("test", MFD_CLOEXEC);
  g_assert_cmpint (write (fd, data, size), ==, (gssize)size);
  return cs_archive_source_open_fd (fd, "a.zip", limits, problems, error);
}

static char *
text_of (GBytes *bytes)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  return size > 0 ? g_strndup (data, size) : g_strdup ("");
}

/* "name=text " for every entry, then "!code " for every problem, then the error's nick. */
static char *
listing_of (CsArchiveSource *source, GPtrArray *problems, GError *failure)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GError) error = failure;
  const char *name = NULL;
  gint64 size = 0;
  while (source != NULL && cs_archive_source_next (source, &name, &size, &error) > 0) {
    g_autoptr (GError) bad = NULL;
    g_autoptr (GBytes) bytes = cs_archive_source_read_bytes (source, &bad);
    g_autofree char *text = bytes != NULL ? text_of (bytes) : NULL;
    g_string_append_printf (out, "%s=%s ", name, text != NULL ? text : cs_error_nick (bad));
  }
  for (guint i = 0; i < problems->len; i++)
    g_string_append_printf (out, "!%s ", ((CsProblem *)problems->pdata[i])->code);
  if (error != NULL)
    g_string_append_printf (out, "%s", cs_error_nick (error));
  return g_string_free (out, FALSE);
}

static char *
listing (const void *data, gsize size, const CsArchiveLimits *limits)
{
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  GError *error = NULL;
  g_autoptr (CsArchiveSource) source = open_bytes (data, size, limits, problems, &error);
  return listing_of (source, problems, error);
}

static char *
listing_of_bytes (GBytes *bytes)
{
  return listing (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &cs_archive_limits);
}

static int
zip_deflated (struct archive *archive)
{
  return archive_write_set_format_zip (archive);
}

static const struct {
  const char *name;
  Setting format, filter;
} packings[] = {
  { "zip", zip_deflated, NULL },
  { "ustar", archive_write_set_format_ustar, NULL },
  { "v7", archive_write_set_format_v7tar, NULL },
  { "pax", archive_write_set_format_pax, NULL },
  { "gnu", archive_write_set_format_gnutar, NULL },
  { "gzip", archive_write_set_format_pax, archive_write_add_filter_gzip },
  { "bzip2", archive_write_set_format_pax, archive_write_add_filter_bzip2 },
  { "xz", archive_write_set_format_pax, archive_write_add_filter_xz },
  { "zstd", archive_write_set_format_pax, archive_write_add_filter_zstd },
};

/* --- reading --- */

static void
test_kinds (void)
{
  static const Entry entries[] = {
    { "b/two.txt", "two" }, { "b", NULL, AE_IFDIR }, { "./one.txt", "one" }, { "empty", "" }
  };
  for (guint i = 0; i < G_N_ELEMENTS (packings); i++) {
    g_test_message ("%s", packings[i].name);
    g_autoptr (GBytes) bytes =
        pack (packings[i].format, packings[i].filter, entries, G_N_ELEMENTS (entries));
    g_assert_true (cs_archive_looks_like (g_bytes_get_data (bytes, NULL), CS_ARCHIVE_HEAD));
    g_autofree char *text = listing_of_bytes (bytes);
    g_assert_cmpstr (text, ==, "b/two.txt=two one.txt=one empty= ");
  }
}

static void
test_names (void)
{
  g_autofree char *long_name = g_strnfill (241, 'n');
  g_autofree char *longest_name = g_strnfill (240, 'n');
  const struct {
    const char *name;
    gboolean ok;
  } cases[] = {
    { "plain.txt", TRUE },  { "-rf", TRUE },
    { "a b.txt", TRUE },    { "\u00e9.txt", TRUE },
    { "a..b/c...d", TRUE }, { "1/2/3/4/5/6/7/8", TRUE },
    { longest_name, TRUE }, { "1/2/3/4/5/6/7/8/9", FALSE },
    { long_name, FALSE },   { "/etc/passwd", FALSE },
    { "../up", FALSE },     { "a/../../b", FALSE },
    { "..", FALSE },        { "C:x", FALSE },
    { "a//b", FALSE },      { "..\\b", FALSE },
    { "a/b\\c", FALSE },    { "a\nb", FALSE },
    { "a\x7f", FALSE },     { "\u202egnp.exe", FALSE },
    { "dot.", FALSE },      { "blank /a", FALSE },
    { "\xff\xfe", FALSE },
  };
  /* zip only: tar writers of the library change some of these themselves */
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const Entry entry = { cases[i].name, "x" };
    g_autoptr (GBytes) bytes = pack (zip_deflated, NULL, &entry, 1);
    g_autofree char *text = listing_of_bytes (bytes);
    g_autofree char *accepted = g_strdup_printf ("%s=x ", cases[i].name);
    g_assert_cmpstr (text, ==, cases[i].ok ? accepted : "!invalid ");
  }
}

/* What a name is after is said before how deep it goes. */
static void
test_climbing (void)
{
  const Entry entry = { "../../../../../../../../../../tmp/evil", "x" };
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (GBytes) bytes = pack (zip_deflated, NULL, &entry, 1);
  g_autoptr (CsArchiveSource) source = open_bytes (
      g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &cs_archive_limits, problems, NULL);
  g_autofree char *text = listing_of (source, problems, NULL);
  g_assert_cmpstr (text, ==, "!invalid ");
  g_assert_nonnull (strstr (((CsProblem *)problems->pdata[0])->message, "climbs"));
}

static void
test_kinds_of_entries (void)
{
  static const Entry entries[] = {
    { "good", "1" },
    { "soft", NULL, AE_IFLNK, "/etc" },
    { "soft/evil", "2" },
    { "hard", NULL, 0, "good" },
    { "pipe", NULL, AE_IFIFO },
    { "device", NULL, AE_IFCHR },
  };
  g_autoptr (GBytes) tar =
      pack (archive_write_set_format_pax, NULL, entries, G_N_ELEMENTS (entries));
  g_autofree char *text = listing_of_bytes (tar);
  g_assert_cmpstr (text, ==,
                   "good=1 soft/evil=2 !unsupported !unsupported !unsupported !unsupported ");
  g_autoptr (GBytes) zip = pack (zip_deflated, NULL, entries, 3);
  g_autofree char *zip_text = listing_of_bytes (zip);
  g_assert_cmpstr (zip_text, ==, "good=1 soft/evil=2 !unsupported ");
}

static void
test_same_names (void)
{
  static const Entry entries[] = { { "a.txt", "1" },  { "A.TXT", "2" },   { "a.txt", "3" },
                                   { "\u00e9", "4" }, { "e\u0301", "5" }, { "dir/a.txt", "6" } };
  g_autoptr (GBytes) bytes = pack (zip_deflated, NULL, entries, G_N_ELEMENTS (entries));
  g_autofree char *text = listing_of_bytes (bytes);
  g_assert_cmpstr (text, ==, "a.txt=1 \u00e9=4 dir/a.txt=6 !conflict !conflict !conflict ");
}

/* Names that are not ASCII come through in a program that runs in the "C" locale. */
static void
test_c_locale (void)
{
  const Entry entry = { "\u00e9\u4e2d.txt", "x" };
  g_autoptr (GBytes) bytes = pack (archive_write_set_format_pax, NULL, &entry, 1);
  setlocale (LC_ALL, "C");
  g_autofree char *text = listing_of_bytes (bytes);
  setlocale (LC_ALL, "C.UTF-8");
  g_assert_cmpstr (text, ==, "\u00e9\u4e2d.txt=x ");
}

static void
test_limits (void)
{
  static const Entry entries[] = { { "1", "0123456789" },
                                   { "2", "0123456789" },
                                   { "3", "0123456789" } };
  g_autoptr (GBytes) bytes = pack (zip_deflated, NULL, entries, 3);
  const void *data = g_bytes_get_data (bytes, NULL);
  gsize size = g_bytes_get_size (bytes);
  const struct {
    CsArchiveLimits limits;
    const char *expected;
  } cases[] = {
    { { 3, 10, 30, 200 }, "1=0123456789 2=0123456789 3=0123456789 " },
    { { 2, 10, 30, 200 }, "1=0123456789 2=0123456789 limit" },
    { { 3, 9, 30, 200 }, "!limit !limit !limit " },
    { { 3, 10, 29, 200 }, "1=0123456789 2=0123456789 limit" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = listing (data, size, &cases[i].limits);
    g_assert_cmpstr (text, ==, cases[i].expected);
  }
}

/* 3 MiB of one letter pack into a few KiB; that is more than 200 times and the slack. */
static void
test_bombs (void)
{
  g_autofree char *letters = g_strnfill (3 << 20, 'x');
  const Entry entries[] = { { "good", "1" }, { "bomb", letters } };
  for (guint i = 0; i < G_N_ELEMENTS (packings); i++) {
    if (packings[i].filter == NULL && packings[i].format != zip_deflated)
      continue;
    g_test_message ("%s", packings[i].name);
    g_autoptr (GBytes) bytes = pack (packings[i].format, packings[i].filter, entries, 2);
    g_assert_cmpuint (g_bytes_get_size (bytes), <, 8192);
    g_autofree char *text = listing_of_bytes (bytes);
    g_assert_cmpstr (text, ==, "good=1 limit");
  }
}

/* A failure stays. */
static void
test_stays_failed (void)
{
  static const Entry entries[] = { { "1", "x" }, { "2", "x" }, { "3", "x" } };
  static const CsArchiveLimits limits = { 1, 10, 10, 200 };
  g_autoptr (GBytes) bytes = pack (zip_deflated, NULL, entries, 3);
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (CsArchiveSource) source = open_bytes (
      g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &limits, problems, NULL);
  const char *name = NULL;
  gint64 size = 0;
  g_assert_cmpint (cs_archive_source_next (source, &name, &size, NULL), ==, 1);
  for (guint i = 0; i < 3; i++) {
    g_autoptr (GError) error = NULL;
    g_assert_cmpint (cs_archive_source_next (source, &name, &size, &error), ==, -1);
    g_assert_error (error, CS_ERROR, CS_ERROR_LIMIT);
  }
}

/* Cut anywhere, no archive looks whole. */
static void
test_cut_short (void)
{
  static const Entry entries[] = { { "one", "The first of three texts." },
                                   { "two", "The second of three texts." },
                                   { "three", "The last of three texts." } };
  for (guint i = 0; i < G_N_ELEMENTS (packings); i++) {
    g_autoptr (GBytes) bytes = pack (packings[i].format, packings[i].filter, entries, 3);
    const void *data = g_bytes_get_data (bytes, NULL);
    /* A tar ends with its empty blocks; what is cut off among them is no loss. */
    gsize end = g_bytes_get_size (bytes);
    gsize step = packings[i].filter == NULL && end > 2048 ? 61 : 1;
    while (step == 61 && ((const char *)data)[end - 1] == '\0')
      end--;
    for (gsize size = 0; size < end; size += step) {
      g_autofree char *text = listing (data, size, &cs_archive_limits);
      if (!g_str_has_suffix (text, "corrupt") && !g_str_has_suffix (text, "unsupported"))
        g_error ("%s cut at %" G_GSIZE_FORMAT ": %s", packings[i].name, size, text);
    }
  }
}

static void
test_altered (void)
{
  static const Entry entries[] = { { "one", "AAAAAAAAAA" }, { "two", "two" } };
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *path = g_build_filename (dir, "a.zip", NULL);
  g_autoptr (CsArchiveWriter) writer = cs_archive_writer_new (path, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_assert_true (cs_archive_writer_add (writer, entries[i].name, entries[i].text,
                                          strlen (entries[i].text), NULL));
  g_assert_true (cs_archive_writer_finish (writer, NULL));
  g_autofree char *data = NULL;
  gsize size = 0;
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  char *place = memmem (data, size, "AAAAAAAAAA", 10);
  place[4] = 'B';
  g_autofree char *text = listing (data, size, &cs_archive_limits);
  g_assert_cmpstr (text, ==, "one=corrupt two=two ");
}

static void
test_nested (void)
{
  static const Entry inner = { "inner.txt", "x" };
  for (guint i = 0; i < G_N_ELEMENTS (packings); i++) {
    g_autoptr (GBytes) bytes = pack (packings[i].format, packings[i].filter, &inner, 1);
    g_autofree char *dir = cs_test_dir ();
    g_autofree char *path = g_build_filename (dir, "outer.zip", NULL);
    g_autoptr (CsArchiveWriter) writer = cs_archive_writer_new (path, NULL);
    g_assert_true (cs_archive_writer_add (writer, "inner", g_bytes_get_data (bytes, NULL),
                                          g_bytes_get_size (bytes), NULL));
    g_assert_true (cs_archive_writer_add (writer, "more", "y", 1, NULL));
    g_assert_true (cs_archive_writer_finish (writer, NULL));
    g_autoptr (GPtrArray) problems = cs_problems_new ();
    g_autoptr (CsArchiveSource) source =
        cs_archive_source_open (path, &cs_archive_limits, problems, NULL);
    g_autofree char *text = listing_of (source, problems, NULL);
    g_assert_cmpstr (text, ==, "inner=unsupported more=y ");
  }
}

/* A compressed file that is no tar is an ordinary entry, and no archive by itself. */
static void
test_compressed_file (void)
{
  static const Entry text_entry = { "note", "a note" };
  g_autoptr (GBytes) gz =
      pack (archive_write_set_format_raw, archive_write_add_filter_gzip, &text_entry, 1);
  g_autofree char *alone = listing_of_bytes (gz);
  g_assert_cmpstr (alone, ==, "unsupported");
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *path = g_build_filename (dir, "a.zip", NULL);
  g_autoptr (CsArchiveWriter) writer = cs_archive_writer_new (path, NULL);
  g_assert_true (cs_archive_writer_add (writer, "note.gz", g_bytes_get_data (gz, NULL),
                                        g_bytes_get_size (gz), NULL));
  g_assert_true (cs_archive_writer_finish (writer, NULL));
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (CsArchiveSource) source =
      cs_archive_source_open (path, &cs_archive_limits, problems, NULL);
  const char *name = NULL;
  gint64 size = 0;
  g_assert_cmpint (cs_archive_source_next (source, &name, &size, NULL), ==, 1);
  g_autoptr (GBytes) back = cs_archive_source_read_bytes (source, NULL);
  g_assert_true (g_bytes_equal (back, gz));
}

static void
test_sealed (void)
{
  static const Entry entry = { "a", "abc" };
  g_autoptr (GBytes) bytes = pack (zip_deflated, NULL, &entry, 1);
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (CsArchiveSource) source = open_bytes (
      g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &cs_archive_limits, problems, NULL);
  const char *name = NULL;
  gint64 size = 0;
  g_assert_cmpint (cs_archive_source_next (source, &name, &size, NULL), ==, 1);
  int fd = cs_archive_source_read (source, NULL);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pwrite (fd, "x", 1, 0), <, 0);
  g_assert_cmpint (ftruncate (fd, 0), <, 0);
  char back[4] = "";
  g_assert_cmpint (pread (fd, back, sizeof back, 0), ==, 3);
  g_assert_cmpstr (back, ==, "abc");
  close (fd);
}

static void
append_zeros_but (GByteArray *out, gsize size, const char *start, guint at, guint16 value)
{
  g_autofree guint8 *record = g_malloc0 (size);
  memcpy (record, start, 4);
  record[at] = (guint8)(value & 255);
  record[at + 1] = (guint8)(value >> 8);
  g_byte_array_append (out, record, (guint)size);
}

/* libarchive would keep all names of a zip's directory in memory. */
static void
test_large_directory (void)
{
  const guint16 length = 60000;
  g_autofree char *name = g_strnfill (length, 'n');
  g_autoptr (GByteArray) zip = g_byte_array_new ();
  append_zeros_but (zip, 30, "PK\003\004", 26, 0);
  for (guint i = 0; i < 300; i++) {
    append_zeros_but (zip, 46, "PK\001\002", 28, length);
    g_byte_array_append (zip, (const guint8 *)name, length);
  }
  guint32 directory_size = GUINT32_TO_LE (zip->len - 30), offset = GUINT32_TO_LE (30);
  append_zeros_but (zip, 22, "PK\005\006", 8, 300);
  memcpy (zip->data + zip->len - 22 + 10, zip->data + zip->len - 22 + 8, 2);
  memcpy (zip->data + zip->len - 22 + 12, &directory_size, 4);
  memcpy (zip->data + zip->len - 22 + 16, &offset, 4);
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CsArchiveSource) source =
      open_bytes (zip->data, zip->len, &cs_archive_limits, problems, &error);
  const char *entry = NULL;
  gint64 size = 0;
  if (source != NULL)
    g_assert_cmpint (cs_archive_source_next (source, &entry, &size, &error), ==, -1);
  g_assert_error (error, CS_ERROR, CS_ERROR_LIMIT);
}

static void
test_not_an_archive (void)
{
  static const char *const texts[] = { "", "P", "PK", "hello", "\x89PNG\r\n\x1a\n" };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_assert_false (cs_archive_looks_like ((const guint8 *)texts[i], strlen (texts[i])));
    g_autofree char *text = listing (texts[i], strlen (texts[i]), &cs_archive_limits);
    g_assert_cmpstr (text, ==, "unsupported");
  }
  g_autofree guint8 *zeros = g_malloc0 (4096);
  g_assert_false (cs_archive_looks_like (zeros, CS_ARCHIVE_HEAD));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_assert_null (cs_archive_source_open ("/dev/null", &cs_archive_limits, problems, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
}

/* --- the corpus --- */

static char *
listing_of_file (const char *path)
{
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  GError *error = NULL;
  g_autoptr (CsArchiveSource) source =
      cs_archive_source_open (path, &cs_archive_limits, problems, &error);
  return listing_of (source, problems, error);
}

static void
test_corpus_archives (void)
{
  g_autofree char *folder = cs_test_corpus ("hostile/archives");
  if (folder == NULL)
    return;
  static const struct {
    const char *file, *expected;
  } cases[] = {
    { "bomb-flat-256MiB.zip", "limit" },
    { "bomb-nested-1GiB.zip",
      "n0.zip=unsupported n1.zip=unsupported n2.zip=unsupported n3.zip=unsupported "
      "n4.zip=unsupported n5.zip=unsupported n6.zip=unsupported n7.zip=unsupported "
      "n8.zip=unsupported n9.zip=unsupported " },
    { "symlink-then-write.tar", "link/evil.txt=x !unsupported " },
    { "truncated.zip", "corrupt" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_build_filename (folder, cases[i].file, NULL);
    g_autofree char *text = listing_of_file (path);
    g_test_message ("%s: %s", cases[i].file, text);
    g_assert_cmpstr (text, ==, cases[i].expected);
  }
  static const char *const slips[] = { "zip-slip.tar", "zip-slip.zip" };
  for (guint i = 0; i < G_N_ELEMENTS (slips); i++) {
    g_autofree char *path = g_build_filename (folder, slips[i], NULL);
    g_autofree char *text = listing_of_file (path);
    g_assert_true (g_str_has_prefix (text, "good.txt="));
    g_assert_true (g_str_has_suffix (text, " !invalid "));
  }
  g_autofree char *many = g_build_filename (folder, "many-entries-12000.zip", NULL);
  g_autofree char *many_text = listing_of_file (many);
  g_assert_true (g_str_has_suffix (many_text, "= "));
  g_autofree char *odd = g_build_filename (folder, "odd-names.zip", NULL);
  g_autofree char *odd_text = listing_of_file (odd);
  g_test_message ("%s", odd_text);
  g_assert_nonnull (strstr (odd_text, "-rf.txt="));
  g_assert_null (strstr (odd_text, "up.txt"));
  g_assert_null (strstr (odd_text, "absolute.txt"));
}

/* Three of them are whole for us; of the others none is taken for whole. */
static void
test_corpus_fuzz (void)
{
  g_autofree char *folder = cs_test_corpus ("hostile/fuzz/zip");
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  guint whole = 0;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *text = listing_of_file (path);
    g_test_message ("%s: %s", name, text);
    if (!g_str_has_suffix (text, "corrupt") && !g_str_has_suffix (text, "unsupported"))
      whole++;
  }
  g_assert_cmpuint (whole, ==, dir != NULL ? 3 : 0);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/archive/kinds", test_kinds);
  g_test_add_func ("/archive/names", test_names);
  g_test_add_func ("/archive/climbing", test_climbing);
  g_test_add_func ("/archive/kinds-of-entries", test_kinds_of_entries);
  g_test_add_func ("/archive/same-names", test_same_names);
  g_test_add_func ("/archive/c-locale", test_c_locale);
  g_test_add_func ("/archive/limits", test_limits);
  g_test_add_func ("/archive/bombs", test_bombs);
  g_test_add_func ("/archive/stays-failed", test_stays_failed);
  g_test_add_func ("/archive/cut-short", test_cut_short);
  g_test_add_func ("/archive/altered", test_altered);
  g_test_add_func ("/archive/nested", test_nested);
  g_test_add_func ("/archive/compressed-file", test_compressed_file);
  g_test_add_func ("/archive/sealed", test_sealed);
  g_test_add_func ("/archive/large-directory", test_large_directory);
  g_test_add_func ("/archive/not-an-archive", test_not_an_archive);
  g_test_add_func ("/archive/corpus-archives", test_corpus_archives);
  g_test_add_func ("/archive/corpus-fuzz", test_corpus_fuzz);
  return g_test_run ();
}
