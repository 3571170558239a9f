/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-file.h"
#include "cs-minisign.h"
#include "cs-release-private.h"
#include "cs-release-verify.h"
#include "cs-release.h"
#include "cs-sshsig.h"
#include "cs-test-project.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *dir, *path, *out;
  CsEnv *env;
  GPtrArray *problems;
} Fixture;

static const char guideline_text[] =
    "# G-1 Mark everything\n\nAs in ![a picture](img/solid.png).\n";

static void
publish_guideline (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  g_autoptr (GHashTable) images =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_bytes_unref);
  g_hash_table_insert (images, (gpointer) "img/solid.png", g_bytes_new_static ("picture", 7));
  g_autoptr (CsGuideline) guideline =
      cs_guideline_new ("rules", guideline_text, strlen (guideline_text), images, &error);
  g_assert_no_error (error);
  cs_project_publish_guideline (project, guideline, images, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
bring_to_signature (Fixture *fixture, const char *title, gint64 x)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ana");
  CsGid gid = cs_test_case (project, title);
  cs_test_draw (project, &gid, x);
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  for (guint i = 0; i < 2; i++) {
    project = cs_test_open (fixture->env, fixture->path, i == 0 ? "ben" : "cat");
    cs_test_decide (project, &gid, "accept");
    cs_project_close (project);
  }
}

static gboolean
cut (Fixture *fixture, const char *name, gboolean with_sources, GError **error)
{
  CsReleaseOrder order = { .name = name, .with_sources = with_sources };
  CsReleaseCounts counts = { 0 };
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  cs_test_unlock (fixture->env, project);
  if (!cs_release_cut (project, &order, fixture->problems, NULL, &counts, error))
    return FALSE;
  g_assert_cmpuint (counts.cases, ==, 2);
  g_assert_cmpuint (counts.marks, ==, 2);
  return TRUE;
}

static void
export_to (Fixture *fixture, const char *name, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project =
      cs_project_open (fixture->env, fixture->path, CS_STORE_LOOK, NULL, &error);
  g_assert_no_error (error);
  cs_release_export (project, name, to, NULL, &error);
  g_assert_no_error (error);
}

/* case-0 and case-1 signed with one signature, case-2 not. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  fixture->dir = cs_test_dir ();
  fixture->env = cs_test_env (fixture->dir, 1);
  fixture->path = cs_test_project (fixture->env, fixture->dir, 3);
  fixture->out = g_build_filename (fixture->dir, "out", NULL);
  fixture->problems = cs_problems_new ();
  publish_guideline (fixture);
  bring_to_signature (fixture, "case-0", 1000);
  bring_to_signature (fixture, "case-1", 2000);
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "cat");
  guint n_signed = 0;
  cs_test_unlock (fixture->env, project);
  cs_project_sign (project, NULL, 0, "approved", &n_signed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_signed, ==, 2);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->dir);
  g_free (fixture->path);
  g_free (fixture->out);
  g_ptr_array_unref (fixture->problems);
  cs_env_free (fixture->env);
}

static CsReleaseReport *
verify (Fixture *fixture, const CsReleaseFiles *files)
{
  g_autoptr (GError) error = NULL;
  CsReleaseReport *report = cs_release_verify (files, NULL, fixture->problems, NULL, &error);
  g_assert_no_error (error);
  return report;
}

static gboolean
is_sound (Fixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_ptr_array_set_size (fixture->problems, 0);
  g_autoptr (CsReleaseFiles) files =
      g_str_has_suffix (path, ".zip")
          ? cs_release_files_from_zip (path, fixture->problems, &error)
          : cs_release_files_from_folder (path, fixture->problems, &error);
  g_assert_no_error (error);
  g_autoptr (CsReleaseReport) report = verify (fixture, files);
  return report->sound;
}

static gboolean
has_problem (Fixture *fixture, const char *location, const char *fragment)
{
  for (guint i = 0; i < fixture->problems->len; i++) {
    const CsProblem *problem = fixture->problems->pdata[i];
    if (strstr (problem->message, fragment) != NULL && problem->location != NULL &&
        strstr (problem->location, location) != NULL)
      return TRUE;
  }
  for (guint i = 0; i < fixture->problems->len; i++) {
    const CsProblem *problem = fixture->problems->pdata[i];
    g_test_message ("%s: %s", problem->location, problem->message);
  }
  return FALSE;
}

static GBytes *
content (const char *dir, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (dir, name, NULL);
  GBytes *bytes = cs_file_read (path, 1 << 24, &error);
  g_assert_no_error (error);
  return bytes;
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  cut (fixture, "r1", FALSE, &error);
  g_assert_no_error (error);
  export_to (fixture, "r1", fixture->out);
  static const char *const names[] = {
    "SHA256SUMS",      "SHA256SUMS.sig", "SHA256SUMS.minisig",
    "signer.pub",      "VERIFY.txt",     "allowed_signers",
    "items.jsonl",     "marks.jsonl",    "annotations.coco.json",
    "schema.json",     "workflow.json",  "guideline/guideline.md",
    "people.json",     "read.py",        "release.json",
    "revisions.jsonl", "SOURCES.sha256", "guideline/img/solid.png"
  };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_bytes_unref (content (fixture->out, names[i]));
  g_assert_true (is_sound (fixture, fixture->out));
  g_assert_true (has_problem (fixture, "people.json", "fingerprints"));
  g_assert_true (has_problem (fixture, "SOURCES.sha256", "2 of 2 source files are not in"));

  /* From the project itself, with its roster. */
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsReleaseRow) row = cs_project_find_release (project, &reader, "r1", &error);
  g_autoptr (GPtrArray) people = cs_project_people (project, &reader, &error);
  g_autoptr (CsReleaseFiles) files = cs_release_files_from_project (project, row, &error);
  g_assert_no_error (error);
  g_ptr_array_set_size (fixture->problems, 0);
  g_autoptr (CsReleaseReport) report =
      cs_release_verify (files, people, fixture->problems, NULL, &error);
  g_assert_true (report->sound);
  g_assert_cmpuint (report->cases, ==, 2);
  g_assert_cmpuint (report->keys->len, ==, 2);
  g_assert_cmpstr (((CsReleaseKey *)report->keys->pdata[0])->handle, ==, "cat");
  g_assert_cmpuint (((CsReleaseKey *)report->keys->pdata[0])->cases, ==, 2);
  g_assert_true (((CsReleaseKey *)report->keys->pdata[1])->releases);
  /* Somebody else's project knows none of these keys. */
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autoptr (CsReleaseReport) foreign =
      cs_release_verify (files, nobody, fixture->problems, NULL, &error);
  g_assert_false (foreign->sound);
}

static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *one = g_build_filename (fixture->dir, "one.zip", NULL);
  g_autofree char *two = g_build_filename (fixture->dir, "two.zip", NULL);
  cut (fixture, "r1", TRUE, &error);
  g_assert_no_error (error);
  export_to (fixture, "r1", one);
  /* What happens later in the project changes nothing. */
  bring_to_signature (fixture, "case-2", 3000);
  g_setenv ("TZ", "Asia/Kathmandu", TRUE);
  export_to (fixture, "r1", two);
  g_setenv ("TZ", "UTC", TRUE);
  g_autoptr (GBytes) a = content (fixture->dir, "one.zip");
  g_autoptr (GBytes) b = content (fixture->dir, "two.zip");
  g_assert_true (g_bytes_equal (a, b));
  g_assert_true (is_sound (fixture, one));
  g_assert_false (has_problem (fixture, "SOURCES.sha256", "not in the bundle"));
  /* And the folder holds what the archive holds. */
  export_to (fixture, "r1", fixture->out);
  g_assert_true (is_sound (fixture, fixture->out));
  g_autoptr (GBytes) source = content (fixture->out, "sources/case-1");
  g_assert_cmpmem (g_bytes_get_data (source, NULL), g_bytes_get_size (source), "case-1", 6);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsReleaseOrder order = { .name = "r1" };
  CsProject *project = cs_test_open (fixture->env, fixture->path, "lee");
  g_assert_false (cs_release_cut (project, &order, fixture->problems, NULL, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED); /* no key, or locked */
  g_clear_error (&error);
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->path, "cat");
  cs_test_unlock (fixture->env, project);
  g_assert_false (cs_release_cut (project, &order, fixture->problems, NULL, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_assert_nonnull (strstr (error->message, "lead"));
  g_clear_error (&error);
  cs_project_close (project);
  cut (fixture, "r1", FALSE, &error);
  g_assert_no_error (error);
  g_assert_false (cut (fixture, "r1", FALSE, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (cut (fixture, "two\nlines", FALSE, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
}

static void
test_nothing_signed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsReleaseOrder order = { .name = "r1" };
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *path = cs_test_project (fixture->env, dir, 1);
  g_autoptr (CsProject) project = cs_test_open (fixture->env, path, "lee");
  cs_test_unlock (fixture->env, project);
  g_assert_false (cs_release_cut (project, &order, fixture->problems, NULL, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_assert_nonnull (strstr (error->message, "no case is signed"));
}

/* --- altered ones --- */

static void
replace_in (const char *dir, const char *name, const char *from, const char *to)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, from));
  g_auto (GStrv) halves = g_strsplit (text, from, 2);
  g_autofree char *changed = g_strconcat (halves[0], to, halves[1], NULL);
  g_assert_true (g_file_set_contents (path, changed, -1, NULL));
}

static void
test_altered (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *file, *from, *to, *location, *fragment;
  } changes[] = {
    { "marks.jsonl", "[1000,", "[1001,", "marks.jsonl", "changed after the release" },
    { "marks.jsonl", "[1000,", "[1001,", "signatures/", "other marks or answers than were signed" },
    { "SHA256SUMS", "read.py", "reap.py", "reap.py", "missing" },
    { "SHA256SUMS", "read.py", "reap.py", "SHA256SUMS.sig", "does not hold" },
    { "SHA256SUMS", "read.py", "reap.py", "SHA256SUMS.minisig", "" },
    { "SHA256SUMS.sig", "SIGNATURE", "SIGMATURE", "SHA256SUMS.sig", "" },
    { "signer.pub", "RW", "RX", "signer.pub", "not the key of lee" },
    { "allowed_signers", "cat", "cut", "allowed_signers", "other keys" },
    { "people.json", "\"cat\"", "\"cut\"", "allowed_signers", "other keys" },
    { "release.json", "\"cases\":2", "\"cases\":3", "release.json", "counts" },
    { "revisions.jsonl", "finding", "fimding", "signatures/", "no line of" },
    { "SOURCES.sha256", "sources/case-1", "sources/case-2", "SOURCES.sha256", "changed" },
  };
  g_autoptr (GError) error = NULL;
  cut (fixture, "r1", TRUE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autofree char *to = g_strdup_printf ("%s-%u", fixture->out, i);
    export_to (fixture, "r1", to);
    replace_in (to, changes[i].file, changes[i].from, changes[i].to);
    g_test_message ("%s: %s", changes[i].file, changes[i].fragment);
    g_assert_false (is_sound (fixture, to));
    g_assert_true (has_problem (fixture, changes[i].location, changes[i].fragment));
  }
  /* More, less, and something else as a source. */
  export_to (fixture, "r1", fixture->out);
  g_autofree char *more = g_build_filename (fixture->out, "more.txt", NULL);
  g_autofree char *source = g_build_filename (fixture->out, "sources", "case-0", NULL);
  g_assert_true (g_file_set_contents (more, "x", 1, NULL));
  g_assert_false (is_sound (fixture, fixture->out));
  g_assert_true (has_problem (fixture, "more.txt", "no part of the release"));
  g_assert_cmpint (g_unlink (more), ==, 0);
  g_assert_true (g_file_set_contents (source, "x", 1, NULL));
  g_assert_false (is_sound (fixture, fixture->out));
  g_assert_true (has_problem (fixture, "sources/case-0", "not the source file that was signed"));
}

/* A releaser who changes what the expert signed, and lists and signs the files anew. */
static void
test_dishonest_releaser (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  cut (fixture, "r1", FALSE, &error);
  g_assert_no_error (error);
  export_to (fixture, "r1", fixture->out);
  g_autoptr (GBytes) before = content (fixture->out, "marks.jsonl");
  replace_in (fixture->out, "marks.jsonl", "[1000,", "[1001,");
  g_autoptr (GBytes) after = content (fixture->out, "marks.jsonl");
  CsHash was, is;
  char was_hex[CS_HASH_HEX + 1], is_hex[CS_HASH_HEX + 1];
  cs_hash_data (g_bytes_get_data (before, NULL), g_bytes_get_size (before), &was);
  cs_hash_data (g_bytes_get_data (after, NULL), g_bytes_get_size (after), &is);
  replace_in (fixture->out, "SHA256SUMS", cs_hash_to_hex (&was, was_hex),
              cs_hash_to_hex (&is, is_hex));

  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  cs_test_unlock (fixture->env, project);
  const CsKey *key = cs_signer_signing_key (cs_project_signer (project));
  g_autoptr (GBytes) sums = content (fixture->out, "SHA256SUMS");
  gsize size = 0;
  gconstpointer text = g_bytes_get_data (sums, &size);
  CsSignature signature;
  cs_sshsig_sign (key, CS_SSHSIG_RELEASE, text, size, &signature);
  g_autofree char *armour =
      cs_sshsig_to_armour (cs_key_public (key), CS_SSHSIG_RELEASE, &signature);
  g_autofree char *minisig = cs_minisign_sign (key, text, size, "again");
  g_autofree char *ssh_path = g_build_filename (fixture->out, "SHA256SUMS.sig", NULL);
  g_autofree char *mini_path = g_build_filename (fixture->out, "SHA256SUMS.minisig", NULL);
  g_assert_true (g_file_set_contents (ssh_path, armour, -1, NULL));
  g_assert_true (g_file_set_contents (mini_path, minisig, -1, NULL));

  g_assert_false (is_sound (fixture, fixture->out));
  guint errors = 0;
  for (guint i = 0; i < fixture->problems->len; i++)
    errors += ((CsProblem *)fixture->problems->pdata[i])->severity == CS_SEVERITY_ERROR;
  g_assert_cmpuint (errors, ==, 1);
  g_assert_true (has_problem (fixture, "signatures/", "other marks or answers than were signed"));
}

/* --- the extent of a zip --- */

/* Adds BY to the number of SIZE bytes at AT. */
static void
shift (GByteArray *zip, guint at, guint size, guint by)
{
  guint64 value = 0;
  for (guint i = 0; i < size; i++)
    value |= (guint64)zip->data[at + i] << (8 * i);
  value += by;
  for (guint i = 0; i < size; i++)
    zip->data[at + i] = (guint8)(value >> (8 * i));
}

static void
insert (GByteArray *zip, guint at, gconstpointer bytes, guint size)
{
  guint before = zip->len;
  g_autofree guint8 *copy = g_memdup2 (bytes, size);
  g_byte_array_set_size (zip, before + size);
  memmove (zip->data + at + size, zip->data + at, before - at);
  memcpy (zip->data + at, copy, size);
}

/* Where the directory begins, and how long its first record is. */
static guint
directory_of (const GByteArray *zip, guint *ret_first)
{
  const guint8 *end = zip->data + zip->len - 22;
  guint at = end[16] | end[17] << 8 | end[18] << 16;
  *ret_first = 46u + zip->data[at + 28] + zip->data[at + 30];
  g_assert_cmpmem (zip->data + at, 4, "PK\1\2", 4);
  return at;
}

static const char prefix[] = "PK\3\4 a message of 40 bytes before it all";

typedef enum { APPENDED, COMMENT, PREFIXED, PREFIX_HIDDEN, GAP, DOUBLED } Harm;

static void
harm_zip (GByteArray *zip, Harm harm)
{
  guint first = 0, directory = directory_of (zip, &first), n = sizeof prefix - 1;
  switch (harm) {
  case APPENDED:
    insert (zip, zip->len, "more", 4);
    break;
  case COMMENT:
    shift (zip, zip->len - 2, 2, 4);
    insert (zip, zip->len, "more", 4);
    break;
  case PREFIXED:
    insert (zip, 0, "#!/bin/sh\n", 10);
    break;
  case PREFIX_HIDDEN:
    for (guint at = directory; at + 22 < zip->len;
         at += 46u + zip->data[at + 28] + zip->data[at + 30])
      shift (zip, at + 42, 4, n);
    shift (zip, zip->len - 6, 4, n);
    insert (zip, 0, prefix, n);
    break;
  case GAP:
    shift (zip, zip->len - 6, 4, n);
    insert (zip, directory, prefix, n);
    break;
  case DOUBLED:
    shift (zip, zip->len - 14, 2, 1);
    shift (zip, zip->len - 12, 2, 1);
    shift (zip, zip->len - 10, 4, first);
    insert (zip, directory, zip->data + directory, first);
    break;
  }
}

static void
test_zip_extent (Fixture *fixture, gconstpointer data)
{
  static const struct {
    Harm harm;
    const char *fragment; /* NULL: it cannot even be opened */
  } harms[] = {
    { APPENDED, "behind its end" },
    { COMMENT, "behind its end" },
    { PREFIXED, NULL },
    { PREFIX_HIDDEN, "before its first entry" },
    { GAP, "between its entries" },
    { DOUBLED, "two entries of one name" },
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->dir, "whole.zip", NULL);
  g_autofree char *harmed = g_build_filename (fixture->dir, "harmed.zip", NULL);
  cut (fixture, "r1", TRUE, &error);
  g_assert_no_error (error);
  export_to (fixture, "r1", path);
  g_assert_true (is_sound (fixture, path));
  for (guint i = 0; i < G_N_ELEMENTS (harms); i++) {
    GByteArray *zip = g_bytes_unref_to_array (content (fixture->dir, "whole.zip"));
    harm_zip (zip, harms[i].harm);
    g_test_message ("%u: %s", i, harms[i].fragment);
    g_assert_true (g_file_set_contents (harmed, (const char *)zip->data, zip->len, NULL));
    g_byte_array_unref (zip);
    if (harms[i].fragment == NULL) {
      g_assert_null (cs_release_files_from_zip (harmed, fixture->problems, &error));
      g_assert_error (error, CS_ERROR, CS_ERROR_UNSUPPORTED);
      g_clear_error (&error);
      continue;
    }
    g_assert_false (is_sound (fixture, harmed));
    g_assert_true (has_problem (fixture, "harmed.zip", harms[i].fragment));
  }
}

static void
test_no_release (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *about = g_build_filename (dir, "release.json", NULL);
  g_autoptr (CsReleaseFiles) empty = cs_release_files_from_folder (dir, fixture->problems, &error);
  g_assert_no_error (error);
  g_assert_null (cs_release_verify (empty, NULL, fixture->problems, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (about, "{\"format\":\"countersign-release-9\"}", -1, NULL));
  g_autoptr (CsReleaseFiles) later = cs_release_files_from_folder (dir, fixture->problems, &error);
  g_assert_null (cs_release_verify (later, NULL, fixture->problems, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_TOO_NEW);
}

static void
test_paths (void)
{
  static const char *const good[] = { "a", "a/b.txt", "sources/ct 1.dcm", "a/.hidden" };
  static const char *const bad[] = {
    "",    "/a",   "a/",   "a//b", "../a",        "a/./b", "a\\b",
    "a:b", "a\nb", "a /b", "b. ",  "caf\xc3\xa9", "a?",    "1/2/3/4/5/6/7/8/9"
  };
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (cs_release_path_ok (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (cs_release_path_ok (bad[i]));
}

/* Where names would clash, or not every system takes them, the hash stands in. */
static void
test_source_names (void)
{
  static const struct {
    const char *name, *content, *path; /* PATH NULL: under the hash */
  } files[] = {
    { "A.dcm", "1", "sources/A.dcm" },
    { "a.dcm", "2", NULL },
    { "b", "3", "sources/b" },
    { "b/c.dcm", "4", NULL },
    { "d/e.dcm", "6", "sources/d/e.dcm" },
    { "d/e.dcm", "5", NULL },
    { "../f.dcm", "7", NULL },
    { "gr\xc3\xbcn.dcm", "8", NULL },
  };
  g_autoptr (GError) error = NULL;
  CsExport export = { .chosen = cs_dataset_new () };
  CsReleaseCut cut = { .export = &export };
  cut.files =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  cut.sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    CsGid gid = { .bytes = { (guint8)i } };
    CsDatasetItem *item =
        cs_dataset_add_item (export.chosen, &gid, files[i].name, CS_DATASET_IMAGE, &error);
    g_assert_no_error (error);
    CsDatasetPart *part = cs_dataset_item_part (item, 0);
    cs_hash_data (files[i].content, 1, &part->sha256);
    part->has_sha256 = TRUE;
  }
  g_assert_true (cs_release_cut_sources (&cut, &error));
  g_assert_cmpuint (g_hash_table_size (cut.sources), ==, G_N_ELEMENTS (files));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    char hex[CS_HASH_HEX + 1];
    CsHash hash;
    cs_hash_data (files[i].content, 1, &hash);
    g_autofree char *hashed = g_strdup_printf ("sources/%s.dcm", cs_hash_to_hex (&hash, hex));
    const char *path = files[i].path != NULL ? files[i].path : hashed;
    const CsHash *there = g_hash_table_lookup (cut.sources, path);
    g_test_message ("%s", path);
    g_assert_nonnull (there);
    g_assert_true (cs_hash_equal (there, &hash));
  }
  cs_dataset_free (export.chosen);
  g_hash_table_unref (cut.files);
  g_hash_table_unref (cut.sources);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/release/paths", test_paths);
  g_test_add_func ("/release/source-names", test_source_names);
#define ADD(name, func) g_test_add ("/release/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("whole", test_whole);
  ADD ("same-bytes", test_same_bytes);
  ADD ("refusals", test_refusals);
  ADD ("nothing-signed", test_nothing_signed);
  ADD ("altered", test_altered);
  ADD ("dishonest-releaser", test_dishonest_releaser);
  ADD ("zip-extent", test_zip_extent);
  ADD ("no-release", test_no_release);
  return g_test_run ();
}
