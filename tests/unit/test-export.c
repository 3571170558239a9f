/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-export-folder.h"
#include "cs-export.h"
#include "cs-file.h"
#include "cs-test-disk.h"
#include "cs-test-project.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  char *dir, *path;
  CsEnv *env;
} Fixture;

/* case-0 signed, case-1 accepted, case-2 submitted, case-3 sent back, case-4 rejected, case-5 held,
 * case-6 not read. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const steps[][3] = {
    { "accept", "accept", "sign" }, { "accept", "accept", NULL }, { NULL, NULL, NULL },
    { "send-back", NULL, NULL },    { "accept", "reject", NULL },
  };
  g_autoptr (GError) error = NULL;
  fixture->dir = cs_test_dir ();
  fixture->env = cs_test_env (fixture->dir, 1);
  fixture->path = cs_test_project (fixture->env, fixture->dir, 7);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_autofree char *title = g_strdup_printf ("case-%u", i);
    CsProject *project = cs_test_open (fixture->env, fixture->path, "ana");
    CsGid gid = cs_test_case (project, title);
    cs_test_draw (project, &gid, 1000 * (i + 1));
    cs_project_submit (project, &gid, NULL, NULL, &error);
    g_assert_no_error (error);
    cs_project_close (project);
    for (guint j = 0; j < 2; j++)
      if (steps[i][j] != NULL) {
        project = cs_test_open (fixture->env, fixture->path, j == 0 ? "ben" : "cat");
        cs_test_decide (project, &gid, steps[i][j]);
        cs_project_close (project);
      }
    if (steps[i][2] != NULL)
      cs_test_sign (fixture->env, fixture->path, "cat", &gid);
  }
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ana");
  CsGid gid = cs_test_case (project, "case-5");
  cs_project_claim (project, &gid, &error);
  g_assert_no_error (error);
  cs_project_close (project);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->dir);
  g_free (fixture->path);
  cs_env_free (fixture->env);
}

static const struct {
  const char *least;
  guint n;
} leasts[] = { { "signed", 1 }, { "accepted", 2 }, { "submitted", 3 }, { "any", 5 } };

static void
test_states (Fixture *fixture, gconstpointer data)
{
  static const char *const states[] = { "signed",   "accepted", "submitted", "in-work",
                                        "rejected", "in-work",  "not-read" };
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  CsReader reader = cs_project_reader (project);
  for (guint i = 0; i < G_N_ELEMENTS (leasts); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) problems = cs_problems_new ();
    CsExportLeast least;
    g_assert_true (cs_export_least_from_nick (leasts[i].least, &least, &error));
    g_autoptr (CsExport) export = cs_export_new (project, &reader, least, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (export->chosen->items->len, ==, leasts[i].n);
    g_assert_cmpuint (cs_dataset_count_marks (export->chosen), ==, leasts[i].n);
    g_assert_cmpuint (export->all->items->len, ==, 7);
    for (guint j = 0; j < 7; j++) {
      const CsDatasetItem *item = g_ptr_array_index (export->all->items, j);
      g_assert_cmpstr (item->state, ==, states[atoi (item->name + 5)]);
    }
    cs_export_losses (export, cs_format_find ("jsonl", NULL), problems);
    g_assert_cmpstr (((CsProblem *)problems->pdata[0])->code, ==,
                     i == 0 ? "left-behind" : "not-signed");
  }
}

/* Taken up again after the signature, a case is no longer what was signed. */
static void
test_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open (fixture->env, fixture->path, "lee");
  CsGid gid = cs_test_case (project, "case-0");
  cs_project_reopen (project, &gid, "look again", &error);
  g_assert_no_error (error);
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->path, "ana");
  cs_test_draw (project, &gid, 9000);
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  g_autoptr (CsProject) last = cs_test_open (fixture->env, fixture->path, "lee");
  CsReader reader = cs_project_reader (last);
  g_autoptr (CsExport) export = cs_export_new (last, &reader, CS_EXPORT_SIGNED, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (export->cases->len, ==, 0);
  g_assert_true (g_hash_table_contains (export->states, "changed-after-signing"));
}

static void
test_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsExport) export = cs_export_new (project, &reader, CS_EXPORT_SIGNED, NULL, &error);
  g_autofree char *to = g_build_filename (fixture->dir, "deep", "out", NULL);
  g_assert_true (cs_export_write (export, cs_format_find ("coco", NULL), to, NULL, &error));
  g_autofree char *items = g_build_filename (to, "items.jsonl", NULL);
  g_autofree char *marks = g_build_filename (to, "annotations.coco.json", NULL);
  g_autoptr (GBytes) text = cs_file_read (items, 1 << 20, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (marks, G_FILE_TEST_IS_REGULAR));
  /* One line an item; how many marks it has only where it goes out. */
  g_autofree char *lines = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  g_auto (GStrv) split = g_strsplit (lines, "\n", -1);
  guint counted = 0;
  g_assert_cmpuint (g_strv_length (split), ==, 8);
  for (guint i = 0; i < 7; i++) {
    g_autoptr (CsJson) line = cs_json_parse_canonical (split[i], strlen (split[i]), &error);
    g_assert_no_error (error);
    counted += cs_json_get (line, "mark_count") != NULL;
  }
  g_assert_cmpuint (counted, ==, 1);
  /* Never into something that is there. */
  g_assert_false (cs_export_write (export, cs_format_find ("coco", NULL), to, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
}

/* --- where nothing can be written --- */

static void
assert_empty (const char *dir)
{
  g_autoptr (GDir) left = g_dir_open (dir, 0, NULL);
  g_assert_nonnull (left);
  g_assert_cmpstr (g_dir_read_name (left), ==, NULL);
}

static gboolean
write_to (CsExport *export, const char *format, const char *to, GError **error)
{
  g_clear_error (error);
  return cs_export_write (export, cs_format_find (format, NULL), to, NULL, error);
}

/* An export that is there, something else that is there. */
static void
test_taken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsExport) export = cs_export_new (project, &reader, CS_EXPORT_SIGNED, NULL, &error);
  g_autofree char *to = g_build_filename (fixture->dir, "out", NULL);
  g_autofree char *other = g_build_filename (fixture->dir, "other", NULL);
  g_autofree char *mine = g_build_filename (other, "mine.txt", NULL);
  g_assert_true (write_to (export, "coco", to, &error));
  g_assert_false (write_to (export, "jsonl", to, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "an export is there already"));
  g_assert_cmpint (g_mkdir (other, 0700), ==, 0);
  g_assert_true (g_file_set_contents (mine, "x", 1, NULL));
  g_assert_false (write_to (export, "coco", other, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "not empty"));
  g_assert_cmpint (g_unlink (mine), ==, 0);
  assert_empty (other);
}

typedef struct {
  CsExport *export;
  char *dir;
} Place;

/* As somebody who owns nothing here. */
static void
write_forbidden (gpointer data)
{
  const Place *place = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *to = g_build_filename (place->dir, "out", NULL);
  if (geteuid () == 0)
    g_assert_cmpint (setuid (65534), ==, 0);
  g_assert_false (write_to (place->export, "coco", to, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_assert_nonnull (strstr (error->message, "name a place that you may write to"));
}

static void
test_forbidden (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsExport) export = cs_export_new (project, &reader, CS_EXPORT_ANY, NULL, &error);
  g_autofree char *dir = g_build_filename (fixture->dir, "locked", NULL);
  Place place = { export, dir };
  g_assert_cmpint (g_mkdir (dir, 0700), ==, 0);
  g_assert_cmpint (g_chmod (fixture->dir, 0755), ==, 0);
  g_assert_cmpint (g_chmod (dir, 0555), ==, 0);
  cs_test_in_child (write_forbidden, &place);
  assert_empty (dir);
}

static void
write_into_full (gpointer data)
{
  static const char *const formats[] = { "coco", "jsonl" };
  const Place *place = data;
  g_autofree char *to = g_build_filename (place->dir, "out", NULL);
  g_autoptr (GError) error = NULL;
  cs_test_small_disk (place->dir, 8);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_assert_false (write_to (place->export, formats[i], to, &error));
    g_assert_nonnull (strstr (error->message, to));
    g_assert_null (strstr (error->message, "out."));
    g_assert_nonnull (strstr (error->message, "nothing was written"));
    assert_empty (place->dir);
  }
}

static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ben");
  CsGid gid = cs_test_case (project, "case-2");
  CsDecision correct = { .decision = "correct", .category = "missed", .reason = "many" };
  for (guint i = 0; i < 200; i++)
    cs_test_draw (project, &gid, 1000 * (i + 1));
  cs_project_decide (project, &gid, &correct, &error);
  g_assert_no_error (error);
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsExport) export = cs_export_new (project, &reader, CS_EXPORT_ANY, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *dir = g_build_filename (fixture->dir, "small", NULL);
  Place place = { export, dir };
  g_assert_cmpint (g_mkdir (dir, 0700), ==, 0);
  cs_test_in_child (write_into_full, &place);
}

static void
test_blind (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  CsReader stranger = { 0 };
  g_assert_null (cs_export_new (project, &stranger, CS_EXPORT_SIGNED, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_clear_error (&error);
  CsReader labeler = { .roles = CS_ROLE_LABELER };
  g_assert_null (cs_export_new (project, &labeler, CS_EXPORT_SIGNED, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
}

static void
test_folder (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *to = g_build_filename (dir, "new", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  CsExportFolder *folder = cs_export_folder_new (to, &error);
  g_assert_true (cs_export_folder_add (folder, "a/b.txt", bytes, &error));
  g_assert_false (g_file_test (to, G_FILE_TEST_EXISTS));
  cs_export_folder_free (folder);
  g_autoptr (GDir) left = g_dir_open (dir, 0, &error);
  g_assert_null (g_dir_read_name (left));
  /* An empty folder is as good as none. */
  g_assert_cmpint (g_mkdir (to, 0755), ==, 0);
  folder = cs_export_folder_new (to, &error);
  g_assert_true (cs_export_folder_add (folder, "a/b.txt", bytes, &error));
  g_assert_true (cs_export_folder_finish (folder, &error));
  cs_export_folder_free (folder);
  g_autofree char *file = g_build_filename (to, "a", "b.txt", NULL);
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
  g_assert_null (cs_export_folder_new (to, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (cs_export_folder_new (file, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/export/folder", test_folder);
#define ADD(name, func) g_test_add ("/export/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("states", test_states);
  ADD ("changed", test_changed);
  ADD ("write", test_write);
  ADD ("taken", test_taken);
  ADD ("forbidden", test_forbidden);
  ADD ("full-disk", test_full_disk);
  ADD ("blind", test_blind);
  return g_test_run ();
}
