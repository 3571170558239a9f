/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index is disposable: missing, damaged, stale, of another version, without a place to lie, or
 * built by several programs at once, it says the same. */
#include "cs-index-private.h"
#include "cs-project-private.h"
#include "cs-test-project.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define READERS 4

static CsHash
digest_of (CsProject *project)
{
  g_autoptr (GError) error = NULL;
  CsHash digest;
  cs_index_digest (project->index, &digest, &error);
  g_assert_no_error (error);
  return digest;
}

static CsHash
digest (CsTestFixture *fixture)
{
  g_autoptr (CsProject) project = cs_test_look (fixture);
  return digest_of (project);
}

static void
assert_same (const CsHash *a, const CsHash *b)
{
  g_assert_cmpmem (a->bytes, sizeof a->bytes, b->bytes, sizeof b->bytes);
}

/* The one index file of the fixture. Caller frees. */
static char *
index_file (CsTestFixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->env->state_dir, "index", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    if (g_str_has_suffix (name, ".index"))
      return g_build_filename (folder, name, NULL);
  g_assert_not_reached ();
}

static void
in_index (CsTestFixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = index_file (fixture);
  g_autoptr (CsDb) db = cs_db_open (name, 0, &error);
  cs_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

static void
test_private (CsTestFixture *fixture, gconstpointer data)
{
  GStatBuf status;
  g_autofree char *name = index_file (fixture);
  g_assert_cmpint (g_stat (name, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

static void
test_replaced (CsTestFixture *fixture, gconstpointer data)
{
  static const char *const garbage[] = { "", "no database at all", "SQLite format 3" };
  CsHash before = digest (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (garbage); i++) {
    g_autofree char *name = index_file (fixture);
    g_assert_true (g_file_set_contents (name, garbage[i], -1, NULL));
    CsHash after = digest (fixture);
    assert_same (&before, &after);
  }
  in_index (fixture, "PRAGMA user_version = 99");
  CsHash after = digest (fixture);
  assert_same (&before, &after);
  in_index (fixture, "DROP TABLE work");
  g_autoptr (CsProject) project = cs_test_look (fixture);
  g_assert_false (cs_index_digest (project->index, &after, NULL));
}

/* The file was put there by somebody, and its last event is the one that the index ends at. */
static void
test_other_file (CsTestFixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  gsize size = 0;
  CsHash before = digest (fixture);
  in_index (fixture, "UPDATE person SET roles = 15 WHERE handle = 'ana'");
  g_assert_true (g_file_get_contents (fixture->path, &text, &size, NULL));
  g_assert_true (g_file_set_contents (fixture->path, text, (gssize)size, NULL));
  CsHash after = digest (fixture);
  assert_same (&before, &after);
}

/* Whatever happens to the index while the project is open, an act sees all that the file holds. */
static void
test_behind (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ana");
  CsGid gid = cs_test_case (project, "case-0");
  cs_project_claim (project, &gid, &error);
  g_assert_no_error (error);
  in_index (fixture, "DELETE FROM work; UPDATE meta SET value = '3' WHERE key = 'through'");
  gid = (CsGid){ { 0 } };
  g_assert_false (cs_project_claim (project, &gid, &error));
  g_clear_error (&error);
  gid = cs_test_case (project, "case-1");
  cs_project_claim (project, &gid, &error);
  g_assert_no_error (error);
  CsHash step_by_step = digest_of (project);
  g_assert_true (cs_index_rebuild (project->index, NULL));
  CsHash at_once = digest_of (project);
  assert_same (&step_by_step, &at_once);
}

static gint64
count (CsProject *project, const char *sql)
{
  gint64 n = -1;
  g_assert_true (cs_db_get_int (cs_index_db (project->index), -1, &n, NULL, sql, ""));
  return n;
}

/* Mark by mark stands only what is current, whatever came and went before, in one act or many. */
static void
test_leaves (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ana");
  CsGid gid = cs_test_case (project, "case-0");
  for (guint i = 1; i <= 3; i++) {
    cs_test_draw (project, &gid, 1000 * i);
    cs_project_submit (project, &gid, NULL, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpint (count (project, "SELECT count(*) FROM mark"), ==, i);
    g_assert_cmpint (
        count (project, "SELECT count(*) FROM mark JOIN work ON work.revision = mark.revision"), ==,
        i);
    CsHash step_by_step = digest_of (project);
    g_assert_true (cs_index_rebuild (project->index, NULL));
    CsHash at_once = digest_of (project);
    assert_same (&step_by_step, &at_once);
    cs_project_withdraw (project, &gid, &error);
    g_assert_no_error (error);
    g_assert_cmpint (count (project, "SELECT count(*) FROM mark"), ==, 0);
  }
  g_assert_true (cs_index_rebuild (project->index, NULL));
  g_assert_cmpint (count (project, "SELECT count(*) FROM mark"), ==, 0);
}

/* Files where the folders of the state should be. */
static void
test_no_place (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsHash before = digest (fixture);
  g_autoptr (CsEnv) env = cs_test_env (fixture->dir, 2);
  g_free (env->state_dir);
  env->state_dir = g_build_filename (fixture->dir, "nowhere", NULL);
  g_assert_true (g_file_set_contents (env->state_dir, "", 0, NULL));
  g_autoptr (CsProject) project = cs_project_open (env, fixture->path, CS_STORE_LOOK, NULL, &error);
  g_assert_no_error (error);
  CsHash after = digest_of (project);
  assert_same (&before, &after);
  /* Working there would leave a file after a crash that nobody could open. */
  g_assert_null (
      cs_project_open (env, fixture->path, CS_STORE_WRITE, cs_test_signer (env, "ana"), &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, "nowhere"));
}

static void
read_often (CsTestFixture *fixture, const CsHash *expected)
{
  for (guint i = 0; i < 5; i++) {
    CsHash now = digest (fixture);
    if (expected != NULL)
      assert_same (expected, &now);
  }
}

/* Who looks at a file that was open a moment ago has its lock for as long as it takes to see that
 * nobody crashed on it. */
static CsProject *
open_when_free (CsTestFixture *fixture)
{
  CsProject *project = NULL;
  g_autoptr (GError) error = NULL;
  for (guint i = 0; project == NULL && i < 500; i++) {
    g_clear_error (&error);
    project = cs_project_open (fixture->env, fixture->path, CS_STORE_WRITE,
                               cs_test_signer (fixture->env, "ana"), &error);
    if (g_error_matches (error, CS_ERROR, CS_ERROR_LOCKED))
      g_usleep (10000);
    else
      g_assert_no_error (error);
  }
  g_assert_nonnull (project);
  return project;
}

static void
write_often (CsTestFixture *fixture)
{
  for (guint i = 0; i < 5; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CsProject) project = open_when_free (fixture);
    CsGid gid = cs_test_case (project, "case-0");
    cs_project_claim (project, &gid, &error);
    g_assert_no_error (error);
    cs_project_skip (project, &gid, "later", &error);
    g_assert_no_error (error);
  }
}

static void
wait_for (pid_t child)
{
  int status = 0;
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
test_together (CsTestFixture *fixture, gconstpointer data)
{
  CsHash before = digest (fixture);
  for (guint round = 0; round < 3; round++) {
    pid_t children[READERS + 1];
    guint n = READERS + (round == 2);
    g_autofree char *name = index_file (fixture);
    if (round < 2)
      g_unlink (name);
    for (guint i = 0; i < n; i++) {
      children[i] = fork ();
      if (children[i] == 0) {
        if (i == READERS)
          write_often (fixture);
        else
          read_often (fixture, round < 2 ? &before : NULL);
        _exit (0);
      }
    }
    for (guint i = 0; i < n; i++)
      wait_for (children[i]);
  }
  g_autoptr (CsProject) project = cs_test_look (fixture);
  CsHash step_by_step = digest_of (project);
  g_assert_true (cs_index_rebuild (project->index, NULL));
  CsHash at_once = digest_of (project);
  assert_same (&step_by_step, &at_once);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/index/" name, CsTestFixture, NULL, cs_test_set_up, func, cs_test_tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  ADD ("private", test_private);
  ADD ("replaced", test_replaced);
  ADD ("other-file", test_other_file);
  ADD ("behind", test_behind);
  ADD ("leaves", test_leaves);
  ADD ("no-place", test_no_place);
  ADD ("together", test_together);
  return g_test_run ();
}
