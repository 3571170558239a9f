/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-scale FOLDER CASES CLI: makes FOLDER/test.countersign with so many cases in all states, its
 * people (lee leads, ana labels) in the folders of XDG_DATA_HOME and XDG_STATE_HOME, and says what
 * lists of all of them cost. One line a figure, its floor of the same run beside it. */
#include "cs-project-backlog.h"
#include "cs-project-trends.h"
#include "cs-project-bulk.h"
#include "cs-project-list.h"
#include "cs-project-private.h"
#include "cs-test-project.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double
ms_since (gint64 start)
{
  return (double)(g_get_monotonic_time () - start) / 1000;
}

static void
tell (const char *figure, double value, double floor_value, const char *floor_name)
{
  printf ("%-44s %8.0f ms, floor %6.1f ms (%s) ratio %.1f\n", figure, value, floor_value,
          floor_name, floor_value > 0 ? value / floor_value : 0);
  fflush (stdout);
}

/* Reads all rows of SQL. */
static double
query (CsProject *project, const char *sql)
{
  double best = 1e9;
  for (guint i = 0; i < 3; i++) {
    gint64 start = g_get_monotonic_time ();
    g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), NULL, sql, "");
    g_assert_nonnull (stmt);
    while (cs_stmt_step (stmt, NULL) > 0)
      cs_stmt_text (stmt, 0);
    best = MIN (best, ms_since (start));
  }
  return best;
}

/* A tenth is with somebody, a fiftieth handed in, a hundredth of all accepted by one reviewer or
 * sent back. */
static void
work_on_some (CsEnv *env, const char *path)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open (env, path, "lee");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_items (project, &reader, &error);
  guint n = items->len / 10, handed_in = items->len / 50;
  g_autofree CsGid *cases = g_new0 (CsGid, n + 1);
  g_autoptr (CsPersonRow) ana = cs_project_find_person (project, "ana", &error);
  for (guint i = 0; i < n; i++)
    cases[i] = ((const CsItemRow *)items->pdata[i * 10])->case_gid;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (CsBulk) bulk = cs_project_assign_cases (project, cases, n, &ana->gid, NULL, &error);
  g_assert_no_error (error);
  tell ("a tenth of all cases assigned", ms_since (start),
        query (project, "SELECT title FROM work ORDER BY ord"), "a plain query of all titles");
  cs_project_close (project);
  project = cs_test_open (env, path, "ana");
  for (guint i = 0; i < handed_in; i++) {
    cs_test_draw (project, &cases[i], 1000);
    cs_project_submit (project, &cases[i], NULL, NULL, &error);
    g_assert_no_error (error);
  }
  cs_project_close (project);
  project = cs_test_open (env, path, "ben");
  for (guint i = 0; i < handed_in / 2; i++)
    cs_test_decide (project, &cases[i], i % 4 == 0 ? "send-back" : "accept");
  cs_project_close (project);
}

/* What one is served, as it is found: the claim that follows is a commit like any other. Its floor
 * is one look at one case by its id. */
static void
bench_next (CsProject *project, const CsReader *reader, const char *handle)
{
  g_autoptr (GError) error = NULL;
  double found = 1e9, floor_value = 1e9;
  for (guint i = 0; i < 9; i++) {
    g_autoptr (CsTaskRow) task = NULL;
    g_auto (CsWork) work = { 0 };
    gint64 start = g_get_monotonic_time ();
    g_assert_true (cs_project_first_task (project, reader, NULL, &task, &error));
    found = MIN (found, ms_since (start));
    start = g_get_monotonic_time ();
    g_assert_true (task == NULL || cs_project_work (project, &task->case_gid, &work, &error));
    floor_value = MIN (floor_value, ms_since (start));
  }
  printf ("%-44s %8.3f ms, goal 5 ms, floor %6.3f ms (one case read by its id)\n", handle, found,
          floor_value);
  fflush (stdout);
}

static void
bench_lists (CsEnv *env, const char *path, const char *handle)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  CsProject *project = cs_test_open (env, path, handle);
  double opened = ms_since (start);
  CsReader reader = cs_project_reader (project);
  double floor_list = query (project, "SELECT * FROM work ORDER BY ord");
  g_autofree char *list_name = g_strdup_printf ("table of all cases, %s", handle);
  g_autofree char *tasks_name = g_strdup_printf ("tasks, %s", handle);
  g_autofree char *status_name = g_strdup_printf ("status, %s", handle);
  g_autofree char *open_name = g_strdup_printf ("opening, %s", handle);
  tell (open_name, opened, floor_list, "a plain query of all cases");
  start = g_get_monotonic_time ();
  g_autoptr (GPtrArray) lines = cs_project_case_list (project, &reader, NULL, &error);
  g_assert_no_error (error);
  tell (list_name, ms_since (start), floor_list, "a plain query of all cases");
  start = g_get_monotonic_time ();
  g_autoptr (GPtrArray) tasks = cs_project_tasks (project, &reader, &error);
  g_assert_no_error (error);
  tell (tasks_name, ms_since (start), query (project, "SELECT * FROM work WHERE status <= 2"),
        "a plain query of open cases");
  g_autofree char *next_name = g_strdup_printf ("next task, %s", handle);
  bench_next (project, &reader, next_name);
  start = g_get_monotonic_time ();
  g_autoptr (CsStatus) status = cs_project_status (project, &reader, &error);
  g_assert_no_error (error);
  tell (status_name, ms_since (start),
        query (project, "SELECT stage, status, count(*) FROM work GROUP BY stage, status"),
        "a count by state");
  if (!g_str_equal (handle, "lee")) {
    cs_project_close (project);
    return;
  }
  start = g_get_monotonic_time ();
  g_autoptr (CsBacklog) backlog = cs_project_backlog (project, &reader, 7, &error);
  g_assert_no_error (error);
  tell ("backlog, lee", ms_since (start), query (project, "SELECT * FROM work WHERE status <= 1"),
        "a plain query of open cases");
  start = g_get_monotonic_time ();
  g_autoptr (CsTrends) trends =
      cs_project_trends (project, &reader, cs_trends_monday (env->wall (env), 3), NULL, &error);
  g_assert_no_error (error);
  tell ("trends of four weeks, lee", ms_since (start), query (project, "SELECT * FROM work"),
        "a plain query of all cases");
  cs_project_close (project);
}

/* Appending N acts of KIND and nothing else: no rule is asked, no state is folded. */
static double
append (CsProject *project, const char *kind, const CsGid *cases, guint n)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  CsAct *act = cs_act_begin (project->sitting, &error);
  CsEvent opened = { 0 };
  g_assert_true (cs_act_open_sitting (act, &opened, &error));
  cs_event_clear (&opened);
  for (guint i = 0; i < n; i++) {
    CsEvent event = { 0 };
    g_autoptr (CsJson) body = cs_project_case_body (project, &cases[i]);
    cs_json_put_string (body, "priority", "high");
    g_assert_true (cs_act_event (act, kind, body, &event, &error));
    cs_event_clear (&event);
  }
  cs_act_rollback (act);
  return ms_since (start);
}

static void
tell_bulk (const char *what, guint n, gint64 start, double floor_value, const CsBulk *bulk)
{
  g_autofree char *name = g_strdup_printf ("%s, %u cases", what, n);
  double took = ms_since (start);
  g_assert_nonnull (bulk);
  g_assert_cmpuint (bulk->done->len, ==, n);
  tell (name, took, floor_value, "appending as many acts");
}

/* The first N that nobody has begun are given away and back, put first and back. */
static void
bench_bulk (CsEnv *env, const char *path, guint n)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open (env, path, "lee");
  g_autoptr (CsPersonRow) ana = cs_project_find_person (project, "ana", &error);
  g_autofree CsGid *cases = g_new0 (CsGid, n);
  g_autofree int *ranks = g_new0 (int, n);
  guint found = 0;
  {
    g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), &error,
                                           "SELECT gid FROM work WHERE stage = 0 AND status = 0"
                                           " ORDER BY ord LIMIT ?",
                                           "i", (gint64)n);
    while (cs_stmt_step (stmt, &error) > 0)
      g_assert_true (cs_stmt_gid (stmt, 0, &cases[found++]));
  }
  for (guint i = 0; i < found; i++)
    ranks[i] = 1;
  double floor_value = append (project, "case.priority", cases, found);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (CsBulk) given =
      cs_project_assign_cases (project, cases, found, &ana->gid, NULL, &error);
  tell_bulk ("assigned", found, start, floor_value, given);
  start = g_get_monotonic_time ();
  g_autoptr (CsBulk) back = cs_project_undo_cases (
      project, (const CsBulkAct *)(gpointer)given->done->data, given->done->len, NULL, &error);
  tell_bulk ("assignments taken back", found, start, floor_value, back);
  start = g_get_monotonic_time ();
  g_autoptr (CsBulk) first =
      cs_project_prioritise_cases (project, cases, ranks, NULL, found, NULL, &error);
  tell_bulk ("put first", found, start, floor_value, first);
  start = g_get_monotonic_time ();
  g_autoptr (CsBulk) usual = cs_project_undo_cases (
      project, (const CsBulkAct *)(gpointer)first->done->data, first->done->len, NULL, &error);
  tell_bulk ("priorities taken back", found, start, floor_value, usual);
  cs_project_close (project);
}

static void
bench_command (const char *cli, const char *what, const char *path)
{
  int code = 0;
  g_autofree char *command = g_strdup_printf ("%s %s %s --json --as lee", cli, what, path);
  g_autofree char *bare = g_strdup_printf ("%s --version", cli), *out = NULL, *version = NULL;
  gint64 start = g_get_monotonic_time ();
  g_assert_true (g_spawn_command_line_sync (bare, &version, NULL, &code, NULL));
  double floor_value = ms_since (start);
  start = g_get_monotonic_time ();
  g_assert_true (g_spawn_command_line_sync (command, &out, NULL, &code, NULL));
  g_assert_cmpint (code, ==, 0);
  g_autofree char *name = g_strdup_printf ("%s --json", what);
  tell (name, ms_since (start), floor_value, "process start");
}

int
main (int argc, char **argv)
{
  if (argc != 4 || g_getenv ("XDG_DATA_HOME") == NULL || g_getenv ("XDG_STATE_HOME") == NULL) {
    fprintf (stderr, "usage: XDG_DATA_HOME=DIR XDG_STATE_HOME=DIR bench-scale FOLDER CASES CLI\n");
    return 2;
  }
  g_autofree char *data = g_strdup (g_getenv ("XDG_DATA_HOME"));
  g_autofree char *state = g_strdup (g_getenv ("XDG_STATE_HOME"));
  int none = 1;
  cs_test_init (&none, &argv);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_autoptr (CsEnv) env = cs_test_env (argv[1], 1);
  g_free (env->data_dir);
  g_free (env->state_dir);
  env->data_dir = g_build_filename (data, "countersign", NULL);
  env->state_dir = g_build_filename (state, "countersign", NULL);
  guint n = (guint)strtoul (argv[2], NULL, 10);
  gint64 start = g_get_monotonic_time ();
  g_autofree char *path = cs_test_project (env, argv[1], n);
  g_autofree char *made = g_strdup_printf ("a project of %u cases made", n);
  tell (made, ms_since (start), n, "one a case");
  work_on_some (env, path);
  bench_lists (env, path, "lee");
  bench_lists (env, path, "ana");
  bench_lists (env, path, "ben");
  bench_bulk (env, path, MIN (n, 5000));
  if (n > 5000)
    bench_bulk (env, path, n);
  bench_command (argv[3], "status", path);
  bench_command (argv[3], "cases", path);
  bench_command (argv[3], "tasks", path);
  return 0;
}
