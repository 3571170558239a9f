/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the state folder holds of projects that were not opened for half a year goes; what is of use
 * stays, and so does every stroke. */
#include "cs-file.h"
#include "cs-state-files.h"
#include "cs-test-project.h"

#include <fcntl.h>
#include <sys/stat.h>

#define DAY 86400

static char *
make (CsEnv *env, const char *folder, const CsGid *project, gint64 days)
{
  char hex[CS_GID_HEX + 1];
  g_autofree char *place = g_build_filename (env->state_dir, folder, NULL);
  g_autofree char *name = g_strconcat (cs_gid_to_hex (project, hex), "-x.json", NULL);
  char *path = g_build_filename (place, name, NULL);
  gint64 then = env->wall (env) / G_USEC_PER_SEC - days * DAY;
  const struct timespec times[2] = { { .tv_sec = then }, { .tv_sec = then } };
  g_assert_true (cs_file_make_dir (place, 0700, NULL));
  g_assert_true (g_file_set_contents (path, "{}", -1, NULL));
  g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
  return path;
}

static void
test_gone (CsTestFixture *fixture, gconstpointer folder)
{
  CsEnv *env = fixture->env;
  CsProject *project = cs_test_open (env, fixture->path, "ana");
  CsGid gone = { { 1 } }, young = { { 2 } }, open = *cs_project_gid (project);
  cs_project_close (project);
  g_autofree char *of_gone = make (env, folder, &gone, 200);
  g_autofree char *of_young = make (env, folder, &young, 100);
  g_autofree char *of_open = make (env, folder, &open, 400);
  g_autofree char *strokes = make (env, "recovery", &gone, 400);
  project = cs_test_open (env, fixture->path, "ana");
  cs_project_close (project);
  cs_state_files_sweep (env);
  g_assert_false (g_file_test (of_gone, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (of_young, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (of_open, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (strokes, G_FILE_TEST_EXISTS));
}

/* There is nothing yet on a new machine. */
static void
test_nothing (CsTestFixture *fixture, gconstpointer data)
{
  cs_state_files_sweep (fixture->env);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add ("/state-files/held", CsTestFixture, "held", cs_test_set_up, test_gone,
              cs_test_tear_down);
  g_test_add ("/state-files/imports", CsTestFixture, "imports", cs_test_set_up, test_gone,
              cs_test_tear_down);
  g_test_add ("/state-files/nothing", CsTestFixture, NULL, cs_test_set_up, test_nothing,
              cs_test_tear_down);
  return g_test_run ();
}
