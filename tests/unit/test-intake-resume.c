/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import that is killed, at any moment: nothing of it shows, and it goes on where it was, or is
 * forgotten. */
#include "cs-file.h"
#include "cs-intake-stopped.h"
#include "cs-test-intake.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MANY 1200 /* more than two transactions hold */

static CsIntakeStopped *
open_stopped (CsTestIntake *bench)
{
  bench->project = cs_test_open (bench->env, bench->path, "lee");
  g_autoptr (GPtrArray) items = cs_test_items (bench);
  g_assert_cmpuint (items->len, ==, 0);
  cs_test_verify (bench);
  return cs_intake_stopped_new (bench->project);
}

static gboolean
has_record (const CsTestIntake *bench)
{
  g_autofree char *path = cs_project_intake_path (bench->project);
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Killed while it stores: what was committed is not read again. */
static void
test_go_on (void)
{
  static const gint64 at[] = { 1, 200, 700, 1100, MANY };
  static const gint64 stored[] = { 0, 0, 512, 1024, 1024 };
  for (guint i = 0; i < G_N_ELEMENTS (at); i++) {
    CsTestIntake bench = cs_test_intake ();
    cs_test_put_many (&bench, MANY);
    g_clear_pointer (&bench.project, cs_project_close);
    cs_test_import_and_die (&bench, at[i]);
    g_autoptr (CsIntakeStopped) stopped = open_stopped (&bench);
    g_assert_nonnull (stopped);
    g_assert_cmpint (stopped->done, ==, stored[i]);
    g_assert_cmpint (stopped->total, ==, stored[i] > 0 ? MANY : 0);
    g_assert_cmpstr (stopped->name, ==, "sources");
    g_assert_cmpint (cs_test_count_blobs (&bench), ==, stored[i]);
    cs_test_import_well (&bench, stopped->options);
    g_assert_cmpint (bench.report->items, ==, MANY);
    g_assert_cmpint (bench.report->went_on, ==, stored[i]);
    g_assert_cmpint (cs_test_count_blobs (&bench), ==, MANY);
    g_assert_false (has_record (&bench));
    cs_test_verify (&bench);
    cs_test_intake_clear (&bench);
  }
}

/* A file that changed meanwhile is read as it is now; what was stored of it goes. */
static void
test_changed (void)
{
  CsTestIntake bench = cs_test_intake ();
  cs_test_put_many (&bench, MANY);
  g_clear_pointer (&bench.project, cs_project_close);
  cs_test_import_and_die (&bench, 700);
  cs_test_put_text (&bench, "003.txt", "another text");
  g_autofree char *gone = g_build_filename (bench.sources, "004.txt", NULL);
  g_assert_cmpint (unlink (gone), ==, 0);
  g_autoptr (CsIntakeStopped) stopped = open_stopped (&bench);
  cs_test_import_well (&bench, stopped->options);
  g_assert_cmpint (bench.report->went_on, ==, 510);
  g_assert_cmpint (bench.report->items, ==, MANY - 1);
  g_assert_cmpint (cs_test_count_blobs (&bench), ==, MANY - 1);
  cs_test_verify (&bench);
  cs_test_intake_clear (&bench);
}

/* A series that was stored in part becomes one item, as if nothing had happened. */
static void
test_series (void)
{
  CsTestIntake bench = cs_test_intake ();
  cs_test_put_slices (&bench, 1, 20);
  cs_test_put_many (&bench, 600);
  cs_test_import_well (&bench, (CsIntakeOptions){ .look = TRUE });
  g_autoptr (CsIntakePlan) plan = cs_intake_plan_ref (bench.report->plan);
  g_clear_pointer (&bench.project, cs_project_close);
  cs_test_import_and_die (&bench, 618);
  g_autoptr (CsIntakeStopped) stopped = open_stopped (&bench);
  g_assert_cmpint (stopped->done, ==, 512);
  cs_test_import_well (&bench, stopped->options);
  g_assert_cmpint (bench.report->went_on, ==, 512);
  cs_test_same_as_plan (bench.project, plan);
  cs_test_verify (&bench);
  cs_test_intake_clear (&bench);
}

static void
test_forget (void)
{
  CsTestIntake bench = cs_test_intake ();
  g_autoptr (GError) error = NULL;
  cs_test_put_many (&bench, MANY);
  g_clear_pointer (&bench.project, cs_project_close);
  cs_test_import_and_die (&bench, 700);
  g_autoptr (CsIntakeStopped) stopped = open_stopped (&bench);
  g_assert_nonnull (stopped);
  g_assert_true (cs_intake_forget (bench.project, &error));
  g_assert_no_error (error);
  g_assert_cmpint (cs_test_count_blobs (&bench), ==, 0);
  g_assert_false (has_record (&bench));
  g_assert_null (cs_intake_stopped_new (bench.project));
  cs_test_intake_clear (&bench);
}

/* Something else is imported instead: that is said, and the room is given back. A labeler is not
 * offered to go on. */
static void
test_something_else (void)
{
  CsTestIntake bench = cs_test_intake ();
  cs_test_put_many (&bench, MANY);
  g_clear_pointer (&bench.project, cs_project_close);
  cs_test_import_and_die (&bench, 700);
  bench.project = cs_test_open (bench.env, bench.path, "ana");
  g_assert_null (cs_intake_stopped_new (bench.project));
  g_assert_true (has_record (&bench));
  g_clear_pointer (&bench.project, cs_project_close);
  g_autoptr (CsIntakeStopped) stopped = open_stopped (&bench);
  g_autofree char *one = g_build_filename (bench.sources, "007.txt", NULL);
  const char *const paths[] = { one, NULL };
  cs_test_import_well (&bench, (CsIntakeOptions){ .paths = paths });
  g_assert_cmpint (bench.report->items, ==, 1);
  g_assert_cmpint (bench.report->went_on, ==, 0);
  g_assert_nonnull (strstr (cs_test_said_of (&bench, "sources"), "is forgotten"));
  g_assert_cmpint (cs_test_count_blobs (&bench), ==, 1);
  cs_test_intake_clear (&bench);
}

/* The last line was being written, or the file is no record: what cannot be read is read again. */
static void
test_torn (void)
{
  CsTestIntake bench = cs_test_intake ();
  gsize size = 0;
  cs_test_put_many (&bench, MANY);
  g_autofree char *path = cs_project_intake_path (bench.project);
  g_clear_pointer (&bench.project, cs_project_close);
  cs_test_import_and_die (&bench, 700);
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  g_assert_true (g_file_set_contents (path, text, (gssize)size - 7, NULL));
  g_autoptr (CsIntakeStopped) stopped = open_stopped (&bench);
  g_assert_cmpint (stopped->done, ==, 511);
  cs_test_import_well (&bench, stopped->options);
  g_assert_cmpint (bench.report->went_on, ==, 511);
  g_assert_cmpint (bench.report->items, ==, MANY);
  g_assert_cmpint (cs_test_count_blobs (&bench), ==, MANY);
  g_assert_true (g_file_set_contents (path, "nonsense\n{\n", -1, NULL));
  g_assert_null (cs_intake_stopped_new (bench.project));
  cs_test_intake_clear (&bench);
}

static CsProject *
open_now (const CsTestIntake *bench)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_project_open (bench->env, bench->path, CS_STORE_WRITE,
                                        cs_test_signer (bench->env, "lee"), &error);
  g_assert_no_error (error);
  return project;
}

/* By the clock and not at a file: also within a transaction, and in the last one. */
static void
test_any_moment (void)
{
  CsTestIntake bench = cs_test_intake ();
  cs_test_put_many (&bench, MANY);
  g_clear_pointer (&bench.project, cs_project_close);
  guint rounds = 0;
  for (gulong wait = 20000; rounds < 32; wait += wait / 4, rounds++) {
    pid_t child = fork ();
    if (child == 0) {
      const char *const paths[] = { bench.sources, NULL };
      const CsIntakeOptions options = { .paths = paths };
      CsProject *project = open_now (&bench);
      CsDecoder *decoder = cs_decoder_new (NULL, NULL);
      cs_intake_run (project, &options, decoder, NULL, NULL, NULL, &bench.report, bench.problems,
                     NULL);
      _exit (0);
    }
    int status = 0;
    g_usleep (wait);
    kill (child, SIGKILL);
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    bench.project = open_now (&bench);
    g_autoptr (GPtrArray) items = cs_test_items (&bench);
    cs_test_verify (&bench);
    g_assert_true (items->len == 0 || items->len == MANY);
    if (items->len == MANY)
      break;
    g_clear_pointer (&bench.project, cs_project_close);
  }
  g_assert_nonnull (bench.project);
  g_assert_null (cs_intake_stopped_new (bench.project));
  g_assert_cmpint (cs_test_count_blobs (&bench), ==, MANY);
  cs_test_intake_clear (&bench);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/intake-resume/go-on", test_go_on);
  g_test_add_func ("/intake-resume/changed", test_changed);
  g_test_add_func ("/intake-resume/series", test_series);
  g_test_add_func ("/intake-resume/forget", test_forget);
  g_test_add_func ("/intake-resume/something-else", test_something_else);
  g_test_add_func ("/intake-resume/torn", test_torn);
  g_test_add_func ("/intake-resume/any-moment", test_any_moment);
  return g_test_run ();
}
