/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Speed of the project core: argument 1 is a folder on the disk to measure, argument 2 the path of
 * countersign-cli, argument 3 a folder in memory where the large project is made. One line a
 * figure, its floor of the same run beside it. */
#include "cs-project-desk.h"
#include "cs-project-private.h"
#include "cs-test-project.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

#define CASES 10000
#define MARKS 100
#define SUBMITS 60

static double
seconds_since (gint64 start)
{
  return (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static void
tell (const char *figure, double value, const char *unit, double goal, double floor_value,
      const char *floor_name)
{
  printf ("%-28s %10.3f %-3s goal %-8g floor %10.3f (%s) ratio %.1f\n", figure, value, unit, goal,
          floor_value, floor_name, floor_value > 0 ? value / floor_value : 0);
}

static CsMarkEdit *
hundred_marks (const CsGid *item, GRand *dice)
{
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  for (guint i = 0; i < MARKS; i++) {
    gint64 x = g_rand_int_range (dice, 0, 900000), y = g_rand_int_range (dice, 0, 900000);
    gint64 values[] = { x, y, x + g_rand_int_range (dice, 1, 99999),
                        y + g_rand_int_range (dice, 1, 99999) };
    CsMarkInit init = { .id = ((guint64)g_rand_int (dice) << 20 | i) + 1,
                        .kind = cs_mark_kind_find ("box"),
                        .label = "finding",
                        .item = *item,
                        .values = values,
                        .n_values = 4,
                        .confidence = -1 };
    g_ptr_array_add (put, cs_mark_new (&init, NULL));
  }
  return cs_mark_edit_new (put, NULL, NULL, NULL);
}

/* Draws in the first N cases, all in one transaction as `load` does. */
static void
draw_all (CsProject *project, GPtrArray *items, guint n)
{
  g_autoptr (GError) error = NULL;
  GRand *dice = g_rand_new_with_seed (7);
  g_autofree CsGid *cases = g_new0 (CsGid, n);
  g_autofree const CsMarkEdit **edits = g_new0 (const CsMarkEdit *, n);
  for (guint i = 0; i < n; i++) {
    const CsItemRow *item = items->pdata[i];
    cases[i] = item->case_gid;
    edits[i] = hundred_marks (&item->gid, dice);
  }
  cs_project_edit_drafts (project, cases, edits, n, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    cs_mark_edit_unref ((CsMarkEdit *)edits[i]);
  g_rand_free (dice);
}

static int
compare_doubles (const void *a, const void *b)
{
  double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

static double
submit_all (CsProject *project, GPtrArray *items, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autofree double *times = g_new0 (double, n);
  for (guint i = 0; i < n; i++) {
    const CsItemRow *item = items->pdata[i];
    gint64 start = g_get_monotonic_time ();
    cs_project_submit (project, &item->case_gid, NULL, NULL, &error);
    times[i] = seconds_since (start) * 1000;
    g_assert_no_error (error);
  }
  qsort (times, n, sizeof *times, compare_doubles);
  return times[n / 2];
}

/* What the disk asks for one row of 10 KB made durable in the same way. */
static double
commit_floor (const char *dir)
{
  g_autoptr (GError) error = NULL;
  double times[SUBMITS];
  char row[10240] = { 1 };
  g_autofree char *path = g_build_filename (dir, "floor.db", NULL);
  g_autoptr (CsDb) db = cs_db_open (path, CS_DB_CREATE, &error);
  g_assert_true (cs_db_exec (db,
                             "PRAGMA page_size=16384; PRAGMA synchronous=EXTRA;"
                             " CREATE TABLE t (a BLOB) STRICT;",
                             &error));
  for (guint i = 0; i < SUBMITS; i++) {
    gint64 start = g_get_monotonic_time ();
    CsTxn *txn = cs_db_begin (db, &error);
    g_assert_true (cs_db_run (db, &error, "INSERT INTO t VALUES (?)", "b", row, sizeof row));
    g_assert_true (cs_txn_commit (txn, &error));
    times[i] = seconds_since (start) * 1000;
  }
  qsort (times, SUBMITS, sizeof *times, compare_doubles);
  return times[SUBMITS / 2];
}

static double
best_run (const char *command)
{
  double best = 1e9;
  for (guint i = 0; i < 5; i++) {
    int status = 0;
    g_autofree char *out = NULL;
    gint64 start = g_get_monotonic_time ();
    g_assert_true (g_spawn_command_line_sync (command, &out, NULL, &status, NULL));
    best = MIN (best, seconds_since (start));
    g_assert_cmpint (status, ==, 0);
  }
  return best;
}

static void
bench_submit (CsEnv *env, const char *dir)
{
  g_autofree char *path = cs_test_project (env, dir, SUBMITS);
  g_autoptr (CsProject) project = cs_test_open (env, path, "ana");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_items (project, &reader, NULL);
  draw_all (project, items, SUBMITS);
  double median = submit_all (project, items, SUBMITS);
  tell ("submit of 100 marks, median", median, "ms", 20, commit_floor (dir),
        "durable commit of 10 KB");
}

/* Everything that a window needs of a case with 5,000 marks and some work upon it. */
static void
bench_open_case (CsEnv *env, const char *dir)
{
  g_autoptr (GError) error = NULL;
  double view = 1e9, read = 1e9;
  g_autofree char *folder = g_build_filename (dir, "case", NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_autofree char *path = cs_test_project (env, folder, 1);
  CsProject *project = cs_test_open (env, path, "ana");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_items (project, &reader, NULL);
  const CsItemRow *item = items->pdata[0];
  for (guint i = 0; i < 50; i++) {
    GRand *dice = g_rand_new_with_seed (i);
    g_autoptr (CsMarkEdit) edit = hundred_marks (&item->gid, dice);
    cs_project_edit_draft (project, &item->case_gid, edit, &error);
    g_assert_no_error (error);
    g_rand_free (dice);
  }
  cs_project_submit (project, &item->case_gid, NULL, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  project = cs_test_open (env, path, "ben");
  cs_test_draw (project, &item->case_gid, 1000);
  for (guint i = 0; i < 9; i++) {
    gint64 start = g_get_monotonic_time ();
    g_autoptr (CsCaseView) opened = cs_project_case_view (project, &item->case_gid, &error);
    g_assert_no_error (error);
    view = MIN (view, seconds_since (start) * 1000);
    g_assert_cmpuint (opened->draft->n_marks, ==, 5001);
    start = g_get_monotonic_time ();
    g_autoptr (CsMarkSet) set = cs_project_read_marks (project, &opened->row->object, &error);
    read = MIN (read, seconds_since (start) * 1000);
  }
  tell ("opening a case of 5,000 marks", view, "ms", 50, read, "reading the marks");
  cs_project_close (project);
}

static void
bench_large (CsEnv *env, const char *dir, const char *cli)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = cs_test_project (env, dir, CASES);
  {
    g_autoptr (CsProject) project = cs_test_open (env, path, "ana");
    CsReader reader = cs_project_reader (project);
    g_autoptr (GPtrArray) items = cs_project_items (project, &reader, NULL);
    draw_all (project, items, CASES);
    submit_all (project, items, CASES);
    gint64 start = g_get_monotonic_time ();
    g_assert_true (cs_index_rebuild (project->index, &error));
    double rebuild = seconds_since (start);
    g_autoptr (GPtrArray) cases = cs_project_cases (project, &reader, &error);
    start = g_get_monotonic_time ();
    for (guint i = 0; i < cases->len; i++) {
      const CsCaseRow *row = cases->pdata[i];
      g_autoptr (CsMarkSet) set = cs_project_read_marks (project, &row->object, &error);
      g_assert_no_error (error);
    }
    double floor_read = seconds_since (start);
    tell ("index of 1,000,000 marks anew", rebuild, "s", 10, floor_read, "reading the marks");
  }
  g_autofree char *status = g_strdup_printf ("%s status %s --json --as ana", cli, path);
  g_autofree char *version = g_strdup_printf ("%s --version", cli);
  tell ("status --json, 10,000 cases", best_run (status), "s", 0.3, best_run (version),
        "process start");
}

int
main (int argc, char **argv)
{
  if (argc != 4) {
    fprintf (stderr, "usage: bench-project FOLDER CLI MEMORY-FOLDER\n");
    return 2;
  }
  g_autofree char *disk = g_strdup (argv[1]);
  g_autofree char *cli = g_strdup (argv[2]);
  g_autofree char *memory = g_strdup (argv[3]);
  int none = 1;
  cs_test_init (&none, &argv);
  /* The command line finds identities and index where the fixed environment puts them. */
  g_autofree char *data = g_build_filename (memory, "xdg-data", NULL);
  g_autofree char *state = g_build_filename (memory, "xdg-state", NULL);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_autoptr (CsEnv) env = cs_test_env (memory, 1);
  g_free (env->data_dir);
  g_free (env->state_dir);
  env->data_dir = g_build_filename (data, "countersign", NULL);
  env->state_dir = g_build_filename (state, "countersign", NULL);
  bench_submit (env, disk);
  bench_open_case (env, disk);
  bench_large (env, memory, cli);
  return 0;
}
