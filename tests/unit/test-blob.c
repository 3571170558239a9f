/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Source bytes that cannot be stored leave nothing behind in the caller's transaction. */
#include "cs-blob.h"
#include "cs-test.h"
#include "cs-verify.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  CsEnv *env;
  CsStore *store;
  char *path, *source;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = cs_test_dir ();
  fixture->env = cs_test_env (dir, 1);
  fixture->path = g_build_filename (dir, "test.countersign", NULL);
  fixture->source = g_build_filename (dir, "source", NULL);
  fixture->store = cs_store_create (fixture->env, fixture->path, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cs_store_close (fixture->store);
  cs_env_free (fixture->env);
  g_free (fixture->path);
  g_free (fixture->source);
}

/* A file of SIZE bytes, all FILL. */
static int
source (Fixture *fixture, char fill, gsize size)
{
  g_autofree char *text = g_strnfill (size, fill);
  g_assert_true (g_file_set_contents (fixture->source, text, (gssize)size, NULL));
  int fd = g_open (fixture->source, O_RDONLY | O_CLOEXEC, 0);
  g_assert_cmpint (fd, >=, 0);
  return fd;
}

static void
assert_rows (Fixture *fixture, gint64 blobs, gint64 chunks)
{
  g_autoptr (GError) error = NULL;
  CsDb *db = cs_store_db (fixture->store);
  gint64 n = -1;
  g_assert_true (cs_db_get_int (db, -1, &n, NULL, "SELECT count(*) FROM blob", ""));
  g_assert_cmpint (n, ==, blobs);
  g_assert_true (cs_db_get_int (db, -1, &n, NULL, "SELECT count(*) FROM blob_chunk", ""));
  g_assert_cmpint (n, ==, chunks);
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  cs_verify_truth (db, problems, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* What else the transaction did stays, and it can be committed. */
static void
test_changed (Fixture *fixture, gconstpointer data)
{
  static const struct {
    char fill;
    gsize size;
  } later[] = { { 'b', 2500000 }, { 'a', 2499999 }, { 'a', 5000000 }, { 'a', 0 } };
  CsBlobInfo info, other;
  int fd = source (fixture, 'a', 2500000);
  g_assert_true (cs_blob_measure (fd, 2500000, "image/png", &info, NULL, NULL));
  close (fd);
  CsTxn *txn = cs_db_begin (cs_store_db (fixture->store), NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_assert_true (cs_store_put_blob_bytes (fixture->store, bytes, "image/png", &other, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (later); i++) {
    g_autoptr (GError) error = NULL;
    fd = source (fixture, later[i].fill, later[i].size);
    g_assert_false (cs_store_put_blob (fixture->store, fd, &info, NULL, &error));
    g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
    g_assert_false (cs_store_has_blob (fixture->store, &info.hash));
    close (fd);
  }
  g_assert_true (cs_txn_commit (txn, NULL));
  assert_rows (fixture, 1, 1);
}

static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  CsBlobInfo info;
  int fd = source (fixture, 'a', 10);
  g_assert_true (cs_blob_measure (fd, 10, "image/png", &info, NULL, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (cs_store_put_blob (fixture->store, fd, &info, cancellable, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CANCELLED);
  assert_rows (fixture, 0, 0);
  g_clear_error (&error);
  cs_store_put_blob (fixture->store, fd, &info, NULL, &error);
  g_assert_no_error (error);
  assert_rows (fixture, 1, 1);
  close (fd);
}

/* What could be stored but never be opened again is refused before a byte of it is read. */
static void
test_limit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsBlobInfo info = { .size = CS_BLOB_MEMORY_MAX + 1, .media = "image/png" };
  g_assert_false (cs_store_put_blob (fixture->store, -1, &info, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "--link"));
  assert_rows (fixture, 0, 0);
}

#define ADD(name, func) g_test_add ("/blob/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  ADD ("changed", test_changed);
  ADD ("stopped", test_stopped);
  ADD ("limit", test_limit);
  return g_test_run ();
}
