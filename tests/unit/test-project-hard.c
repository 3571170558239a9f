/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The project file under kill -9, a full disk, a read-only place and files from strangers. */
#include "cs-project-private.h"
#include "cs-test-disk.h"
#include "cs-test-project.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#define KILLS 12

/* --- kill -9 --- */

/* Submits and withdraws without end; says each submission through FD once it returned. */
static void
work_forever (CsEnv *env, const char *path, int fd)
{
  CsProject *project = cs_test_open (env, path, "ana");
  CsGid gid = cs_test_case (project, "case-0");
  g_autoptr (GError) none = NULL;
  /* The one before may have been killed between the two. */
  if (!cs_project_withdraw (project, &gid, &none))
    g_assert_error (none, CS_ERROR, CS_ERROR_DENIED);
  for (gint64 x = 1000;; x = x % 900000 + 1000) {
    CsHash revision;
    g_autoptr (GError) error = NULL;
    cs_test_draw (project, &gid, x);
    if (!cs_project_submit (project, &gid, NULL, &revision, &error))
      _exit (3);
    if (write (fd, revision.bytes, sizeof revision.bytes) != sizeof revision.bytes)
      _exit (4);
    if (!cs_project_withdraw (project, &gid, &error))
      _exit (5);
  }
}

static void
assert_has_event (CsProject *project, const CsHash *hash)
{
  gint64 there = 0;
  g_assert_true (cs_db_get_int (cs_store_db (project->store), 0, &there, NULL,
                                "SELECT count(*) FROM event WHERE hash = ?", "h", hash));
  g_assert_cmpint (there, ==, 1);
}

/* What was handed in is there or taken back; taken back, it is the draft again. */
static void
assert_nothing_lost (CsEnv *env, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (env, path, "ana");
  g_auto (CsWork) work = { 0 };
  CsGid gid = cs_test_case (project, "case-0");
  g_assert_true (cs_project_work (project, &gid, &work, &error));
  g_assert_no_error (error);
  g_autoptr (CsMarkSet) draft = cs_project_draft (project, &gid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (draft->n_marks, >, 0);
}

static void
kill_once (CsEnv *env, const char *path, guint milliseconds)
{
  int ends[2], status = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_assert_cmpint (pipe (ends), ==, 0);
  pid_t child = fork ();
  if (child == 0) {
    close (ends[0]);
    work_forever (env, path, ends[1]);
  }
  close (ends[1]);
  g_usleep (milliseconds * 1000);
  kill (child, SIGKILL);
  waitpid (child, &status, 0);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  CsProject *project =
      cs_project_open (env, path, CS_STORE_WRITE, cs_test_signer (env, "lee"), &error);
  g_assert_no_error (error);
  CsHash said;
  gboolean any = FALSE;
  for (; read (ends[0], said.bytes, sizeof said.bytes) == sizeof said.bytes; any = TRUE)
    assert_has_event (project, &said);
  close (ends[0]);
  g_assert_true (cs_project_verify (project, TRUE, problems, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_assert_cmpstr (((CsProblem *)problems->pdata[i])->code, ==, "not-certified");
  cs_project_close (project);
  if (any)
    assert_nothing_lost (env, path);
}

static void
test_kill (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 1);
  g_autofree char *path = cs_test_project (env, dir, 2);
  for (guint i = 0; i < KILLS; i++) {
    kill_once (env, path, 5 + i * 17 % 90);
    cs_test_env_advance (env, G_USEC_PER_SEC);
    /* The child used this process's stream of ids; go elsewhere with ours. */
    for (guint j = 0; j < 1000 * (i + 1); j++) {
      CsGid skip;
      cs_env_random_gid (env, &skip);
    }
  }
}

/* By this program, which therefore goes on. */
static void
change (CsDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsTxn) txn = cs_db_begin (db, &error);
  g_assert_no_error (error);
  g_assert_true (cs_db_exec (db, sql, &error));
  g_assert_true (cs_txn_commit (g_steal_pointer (&txn), &error));
}

/* What cannot be the draft again is not taken back. */
static void
test_withdraw_whole (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CsEnv) env = cs_test_env (dir, 1);
  g_autofree char *path = cs_test_project (env, dir, 1);
  g_autoptr (CsProject) project = cs_test_open (env, path, "ana");
  CsDb *db = cs_store_db (project->store);
  CsGid gid = cs_test_case (project, "case-0");
  cs_test_draw (project, &gid, 1000);
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
  change (db, "ALTER TABLE draft_op RENAME TO draft_away");
  g_assert_false (cs_project_withdraw (project, &gid, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  cs_test_assert_state (project, "case-0", "waits for review");
  change (db, "ALTER TABLE draft_away RENAME TO draft_op");
  g_assert_true (cs_project_withdraw (project, &gid, &error));
  g_assert_no_error (error);
  g_autoptr (CsMarkSet) draft = cs_project_draft (project, &gid, &error);
  g_assert_cmpuint (draft->n_marks, ==, 1);
}

/* --- a kill while it is made --- */

static void
make_project (CsEnv *env, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) workflow = cs_workflow_from_template ("labelers-sme", NULL);
  g_autoptr (CsProject) project = cs_project_create (env, path, "test", cs_test_signer (env, "lee"),
                                                     CS_ROLE_LEAD, workflow, &error);
  g_assert_no_error (error);
}

/* There is no file of the name, or a project in it; and what is left stands in nobody's way. */
static gboolean
kill_making (CsEnv *env, const char *path, guint microseconds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  pid_t child = fork ();
  if (child == 0) {
    make_project (env, path);
    _exit (0);
  }
  g_usleep (microseconds);
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
  gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);
  if (!there)
    make_project (env, path);
  g_autoptr (CsProject) project =
      cs_project_open (env, path, CS_STORE_WRITE, cs_test_signer (env, "lee"), &error);
  g_assert_no_error (error);
  g_assert_true (cs_project_verify (project, TRUE, problems, NULL, &error));
  return there;
}

static void
assert_only (const char *dir, const char *suffix)
{
  g_autoptr (GDir) names = g_dir_open (dir, 0, NULL);
  for (const char *name; (name = g_dir_read_name (names)) != NULL;)
    if (!g_str_has_suffix (name, suffix))
      g_error ("%s was left", name);
}

static void
test_kill_new (void)
{
  guint there = 0, rounds = 30;
  g_autofree char *home = cs_test_dir ();
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (home, 1);
  cs_signer_free (cs_test_signer (env, "lee"));
  for (guint i = 0; i < rounds; i++) {
    g_autofree char *path = g_strdup_printf ("%s/p%u.countersign", dir, i);
    there += kill_making (env, path, i * 2000);
  }
  g_test_message ("%u of %u were made before the kill", there, rounds);
  g_assert_cmpuint (there, <, rounds);
  assert_only (dir, ".countersign");
}

/* --- somebody else's lock file --- */

static void
look_at_lock (const char *dir, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *home = g_build_filename (dir, "home", NULL);
  g_autofree char *lock = g_strconcat (dir, "/.test.countersign.lock", NULL);
  g_autoptr (CsEnv) env = cs_test_env (home, 1);
  g_assert_null (cs_project_open (env, path, CS_STORE_WRITE, cs_test_signer (env, "ana"), &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, "can only be looked at: the lock file "));
  g_assert_nonnull (strstr (error->message, lock));
  g_clear_error (&error);
  g_autoptr (CsProject) project = cs_project_open (env, path, CS_STORE_LOOK, NULL, &error);
  g_assert_no_error (error);
}

/* Closed to us by its mode; root looks at it as nobody. */
static void
test_other_lock (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *above = g_path_get_dirname (dir);
  g_autofree char *lock = g_strconcat (dir, "/.test.countersign.lock", NULL);
  g_autoptr (CsEnv) env = cs_test_env (dir, 1);
  g_autofree char *path = cs_test_project (env, dir, 1);
  g_assert_true (g_file_set_contents (lock, "", 0, NULL));
  g_assert_cmpint (g_chmod (lock, 0), ==, 0);
  g_assert_cmpint (g_chmod (path, 0666), ==, 0);
  g_assert_cmpint (g_chmod (dir, 0777), ==, 0);
  g_assert_cmpint (g_chmod (above, 0755), ==, 0);
  pid_t child = fork ();
  if (child == 0) {
    if (geteuid () == 0 && setresuid (65534, 65534, 65534) != 0)
      _exit (9);
    look_at_lock (dir, path);
    _exit (0);
  }
  int status = 0;
  waitpid (child, &status, 0);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

/* The lock of a project that a group shares is one that the group can take. */
static void
test_shared_lock (void)
{
  GStatBuf status;
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *lock = g_strconcat (dir, "/.test.countersign.lock", NULL);
  g_autoptr (CsEnv) env = cs_test_env (dir, 1);
  g_autofree char *path = cs_test_project (env, dir, 1);
  g_assert_cmpint (g_chmod (path, 0660), ==, 0);
  g_autoptr (CsProject) project = cs_test_open (env, path, "ana");
  g_assert_cmpint (g_stat (lock, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0660);
}

/* As when a helper is being started: it has a copy of every descriptor for a moment. */
static void
hold_and_die (const char *path, gulong microseconds)
{
  g_autofree char *home = g_path_get_dirname (path);
  CsEnv *env = cs_test_env (home, 1);
  cs_test_open (env, path, "ana");
  if (fork () == 0) {
    g_usleep (microseconds);
    _exit (0);
  }
  kill (getpid (), SIGKILL);
}

static void
test_let_go (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 1);
  g_autofree char *path = cs_test_project (env, dir, 1);
  pid_t child = fork ();
  if (child == 0)
    hold_and_die (path, 300000);
  waitpid (child, NULL, 0);
  g_autoptr (CsProject) project =
      cs_project_open (env, path, CS_STORE_WRITE, cs_test_signer (env, "ana"), &error);
  g_assert_no_error (error);
}

/* --- a full disk, a read-only one --- */

static gboolean
store_until_full (CsProject *project, GError **error)
{
  for (guint i = 0; i < 100; i++) {
    g_autofree char *text = g_strnfill (100000, 'a' + (char)(i % 26));
    memcpy (text, &i, sizeof i);
    g_autoptr (GBytes) bytes = g_bytes_new (text, 100000);
    CsBlobInfo info;
    g_autoptr (CsTxn) txn = cs_project_begin_blobs (project, error);
    if (txn == NULL ||
        !cs_store_put_blob_bytes (project->store, bytes, "text/plain", &info, error) ||
        !cs_txn_commit (g_steal_pointer (&txn), error))
      return FALSE;
  }
  return TRUE;
}

static void
fill_disk (gpointer data)
{
  const char *dir = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autofree char *home = cs_test_dir ();
  gboolean mounted = cs_test_small_disk (dir, 1500);
  g_autoptr (CsEnv) env = cs_test_env (home, 1);
  g_autofree char *path = cs_test_project (env, dir, 2);
  CsProject *project = cs_test_open (env, path, "ana");
  g_assert_false (store_until_full (project, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "no room left"));
  g_clear_error (&error);
  cs_project_close (project);
  /* The file is sound and what was there is there. */
  project = cs_project_open (env, path, CS_STORE_LOOK, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cs_project_verify (project, TRUE, problems, NULL, &error));
  cs_project_close (project);
  if (mounted && mount (NULL, dir, NULL, MS_REMOUNT | MS_RDONLY, NULL) == 0) {
    g_assert_null (
        cs_project_open (env, path, CS_STORE_WRITE, cs_test_signer (env, "ana"), &error));
    g_assert_error (error, CS_ERROR, CS_ERROR_READ_ONLY);
    g_clear_error (&error);
    g_autofree char *other = g_build_filename (dir, "other.countersign", NULL);
    g_assert_null (cs_store_create (env, other, &error));
    g_assert_error (error, CS_ERROR, CS_ERROR_READ_ONLY);
    g_assert_nonnull (strstr (error->message, "make the project in one that can"));
    g_clear_error (&error);
    project = cs_project_open (env, path, CS_STORE_LOOK, NULL, &error);
    g_assert_no_error (error);
    cs_project_close (project);
  }
}

static void
test_full_disk (void)
{
  g_autofree char *dir = cs_test_dir ();
  cs_test_in_child (fill_disk, dir);
}

/* --- files from strangers --- */

static void
open_and_verify (CsEnv *env, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  g_autoptr (CsProject) project = cs_project_open (env, path, CS_STORE_LOOK, NULL, &error);
  if (project != NULL)
    cs_project_verify (project, TRUE, problems, NULL, &error);
  else
    g_assert_nonnull (error);
}

static void
test_mutations (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 1);
  g_autofree char *path = cs_test_project (env, dir, 3);
  g_autofree char *changed = g_strconcat (dir, "/changed.countersign", NULL);
  g_autofree char *text = NULL;
  gsize size = 0;
  GRand *dice = g_rand_new_with_seed (11);
  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  for (guint i = 0; i < 150; i++) {
    g_autofree char *copy = g_memdup2 (text, size);
    gsize keep = i % 10 == 0 ? (gsize)g_rand_int_range (dice, 0, (gint32)size) : size;
    for (int n = g_rand_int_range (dice, 1, 20); n > 0; n--)
      copy[g_rand_int_range (dice, 0, (gint32)size)] = (char)g_rand_int (dice);
    g_assert_true (g_file_set_contents (changed, copy, (gssize)keep, NULL));
    open_and_verify (env, changed);
  }
  g_rand_free (dice);
}

static void
test_corpus (void)
{
  g_autofree char *folder = cs_test_corpus ("hostile/sqlite");
  if (folder == NULL)
    return;
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 1);
  g_autoptr (GDir) names = g_dir_open (folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name (names)) != NULL;) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autoptr (GError) error = NULL;
    g_assert_null (cs_project_open (env, path, CS_STORE_LOOK, NULL, &error));
    g_assert_nonnull (error);
    g_test_message ("%s", error->message);
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/project-hard/kill", test_kill);
  g_test_add_func ("/project-hard/withdraw-whole", test_withdraw_whole);
  g_test_add_func ("/project-hard/kill-new", test_kill_new);
  g_test_add_func ("/project-hard/let-go", test_let_go);
  g_test_add_func ("/project-hard/other-lock", test_other_lock);
  g_test_add_func ("/project-hard/shared-lock", test_shared_lock);
  g_test_add_func ("/project-hard/full-disk", test_full_disk);
  g_test_add_func ("/project-hard/mutations", test_mutations);
  g_test_add_func ("/project-hard/corpus", test_corpus);
  return g_test_run ();
}
