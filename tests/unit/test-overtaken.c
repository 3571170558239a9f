/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A project file that somebody else changes while it is open here: nothing more is written to it,
 * nothing of ours vouches for it, and what is seen here can be copied. */
#include "cs-test-project.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef enum { BY_SQLITE, UNSEEN, BY_BYTES, BY_APPENDING, BY_REPLACING, BY_REMOVING, N_WAYS } Way;

static void
write_at (const char *path, off_t offset)
{
  char byte = 0;
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pread (fd, &byte, 1, offset), >=, 0);
  g_assert_cmpint (pwrite (fd, &byte, 1, offset), ==, 1);
  close (fd);
}

static off_t
size_of (const char *path)
{
  GStatBuf status;
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_size;
}

static void
replace (const char *path)
{
  g_autofree char *beside = g_strconcat (path, ".new", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (beside);
  g_assert_true (g_file_copy (from, to, 0, NULL, NULL, NULL, NULL));
  g_assert_cmpint (g_rename (beside, path), ==, 0);
}

/* As if within one step of the file system's clock. */
static void
change_unseen (const char *path)
{
  GStatBuf status;
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_autoptr (CsDb) db = cs_db_open (path, 0, NULL);
  g_assert_true (cs_db_exec (db, "UPDATE blob SET media = media || 'x'", NULL));
  const struct timespec times[2] = { status.st_atim, status.st_mtim };
  g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
}

/* The clock of the file system goes in steps. */
static void
change (const char *path, Way way)
{
  g_usleep (20000);
  if (way == BY_SQLITE) {
    g_autoptr (CsDb) db = cs_db_open (path, 0, NULL);
    g_assert_true (cs_db_exec (db, "DELETE FROM draft_op", NULL));
  } else if (way == UNSEEN) {
    change_unseen (path);
  } else if (way == BY_BYTES) {
    write_at (path, 5000);
  } else if (way == BY_APPENDING) {
    write_at (path, size_of (path));
  } else if (way == BY_REPLACING) {
    replace (path);
  } else {
    g_assert_cmpint (g_unlink (path), ==, 0);
  }
}

static GBytes *
contents (const char *path)
{
  char *data = NULL;
  gsize size = 0;
  if (!g_file_get_contents (path, &data, &size, NULL))
    return NULL;
  return g_bytes_new_take (data, size);
}

static gboolean
same (GBytes *a, GBytes *b)
{
  return (a == NULL && b == NULL) || (a != NULL && b != NULL && g_bytes_equal (a, b));
}

static void
test_nothing_is_written (CsTestFixture *fixture, gconstpointer data)
{
  Way way = (Way)GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ana");
  CsGid first = cs_test_case (project, "case-0"), second = cs_test_case (project, "case-1");
  g_assert_true (cs_project_claim (project, &first, NULL));
  cs_test_draw (project, &first, 1000);
  g_assert_false (cs_store_was_overtaken (cs_project_store (project)));
  change (fixture->path, way);
  g_autoptr (GBytes) before = contents (fixture->path);
  g_assert_false (cs_project_claim (project, &second, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, way == BY_REMOVING ? "is not there any more"
                                                               : "changed by another program"));
  g_assert_true (cs_store_was_overtaken (cs_project_store (project)));
  g_assert_true (cs_store_is_gone (cs_project_store (project)) == (way == BY_REMOVING));
  g_clear_error (&error);
  g_assert_false (cs_project_discard_draft (project, &first, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_READ_ONLY);
  cs_project_close (project);
  g_autoptr (GBytes) after = contents (fixture->path);
  g_assert_true (same (before, after));
}

/* What closing remembers is not what somebody else wrote. */
static void
test_is_verified (CsTestFixture *fixture, gconstpointer data)
{
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ana");
  g_assert_false (cs_store_is_foreign (cs_project_store (project)));
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->path, "ana");
  change (fixture->path, BY_SQLITE);
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->path, "ana");
  g_assert_true (cs_store_is_foreign (cs_project_store (project)));
  cs_project_close (project);
}

/* An import that gives back its room is no stranger. */
static void
test_own_work (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  CsStore *store = cs_project_store (project);
  CsBlobInfo info;
  g_autofree char *much = g_strnfill (6000000, 'x');
  g_autoptr (GBytes) bytes = g_bytes_new_static (much, 6000000);
  CsTxn *txn = cs_project_begin_blobs (project, &error);
  g_assert_true (cs_store_put_blob_bytes (store, bytes, "text/plain", &info, &error));
  g_assert_true (cs_txn_commit (txn, &error));
  g_usleep (20000);
  off_t large = size_of (fixture->path);
  g_assert_true (cs_project_sweep_blobs (project, &error));
  g_assert_cmpint (size_of (fixture->path), <, large);
  g_usleep (20000);
  txn = cs_project_begin_blobs (project, &error);
  g_assert_true (cs_store_put_blob_bytes (store, bytes, "text/plain", &info, &error));
  cs_txn_rollback (txn); /* more than fits into the cache */
  g_assert_false (cs_store_was_overtaken (store));
  txn = cs_project_begin_blobs (project, &error);
  g_assert_no_error (error);
  cs_txn_rollback (txn);
}

static void
test_copy (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *copy = g_build_filename (fixture->dir, "copy.countersign", NULL);
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ana");
  g_cancellable_cancel (cancellable);
  CsStore *store = cs_project_store (project);
  g_assert_false (cs_store_copy (store, copy, NULL, NULL, cancellable, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CANCELLED);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  change (fixture->path, BY_REMOVING);
  cs_store_copy (store, copy, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (cs_store_copy (store, copy, NULL, NULL, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  cs_project_close (project);
  project = cs_test_open (fixture->env, copy, "ana");
  CsGid first = cs_test_case (project, "case-0");
  g_assert_true (cs_project_claim (project, &first, NULL));
  cs_project_close (project);
}

#define ADD(name, data, func)                                                                      \
  g_test_add ("/overtaken/" name, CsTestFixture, GINT_TO_POINTER (data), cs_test_set_up, func,     \
              cs_test_tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  ADD ("sqlite", BY_SQLITE, test_nothing_is_written);
  ADD ("unseen", UNSEEN, test_nothing_is_written);
  ADD ("bytes", BY_BYTES, test_nothing_is_written);
  ADD ("appending", BY_APPENDING, test_nothing_is_written);
  ADD ("replacing", BY_REPLACING, test_nothing_is_written);
  ADD ("removing", BY_REMOVING, test_nothing_is_written);
  ADD ("verified", 0, test_is_verified);
  ADD ("own-work", 0, test_own_work);
  ADD ("copy", 0, test_copy);
  return g_test_run ();
}
