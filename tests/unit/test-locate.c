/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linked sources whose files were moved are found again by their bytes, and by nothing else. */
#include "cs-blob-locate.h"
#include "cs-test.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  CsEnv *env;
  CsStore *store;
  char *dir;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  fixture->dir = cs_test_dir ();
  fixture->env = cs_test_env (fixture->dir, 1);
  g_autofree char *path = g_build_filename (fixture->dir, "test.countersign", NULL);
  fixture->store = cs_store_create (fixture->env, path, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cs_store_close (fixture->store);
  cs_env_free (fixture->env);
  g_free (fixture->dir);
}

static char *
at (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->dir, name, NULL);
}

static void
put (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = at (fixture, name);
  g_autofree char *folder = g_path_get_dirname (path);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* A linked source of those bytes at NAME. */
static CsHash
linked (Fixture *fixture, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  CsBlobInfo info;
  put (fixture, name, text);
  g_autofree char *path = at (fixture, name);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  g_assert_true (cs_blob_measure (fd, (gint64)strlen (text), "text/plain", &info, NULL, NULL));
  close (fd);
  CsTxn *txn = cs_db_begin (cs_store_db (fixture->store), &error);
  cs_store_link_blob (fixture->store, path, &info, &error);
  g_assert_no_error (error);
  g_assert_true (cs_txn_commit (txn, NULL));
  return info.hash;
}

static void
move (Fixture *fixture, const char *from, const char *to)
{
  g_autofree char *a = at (fixture, from), *b = at (fixture, to);
  g_autofree char *folder = g_path_get_dirname (b);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (g_rename (a, b), ==, 0);
}

static gboolean
locate (Fixture *fixture, const CsHash *hash, const char *name, CsBlobsLocated *located,
        GError **error)
{
  g_autofree char *path = at (fixture, name);
  return cs_store_locate_blobs (fixture->store, hash, path, NULL, NULL, NULL, located, error);
}

static void
assert_lies_at (Fixture *fixture, const CsHash *hash, const char *name)
{
  g_autofree char *expected = at (fixture, name);
  g_autofree char *path = cs_store_blob_path (fixture->store, hash);
  g_assert_cmpstr (path, ==, expected);
}

/* Choosing one file finds those that moved with it, however deep, and no others. */
static void
test_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsBlobsLocated located = { 0 };
  CsHash one = linked (fixture, "old/ct/1.dcm", "one");
  CsHash two = linked (fixture, "old/ct/2.dcm", "two");
  CsHash note = linked (fixture, "old/notes/deep/a.txt", "note");
  CsHash stays = linked (fixture, "else/b.txt", "stays");
  CsHash gone = linked (fixture, "old/ct/3.dcm", "gone");
  move (fixture, "old", "share/new");
  g_autofree char *third = at (fixture, "share/new/ct/3.dcm");
  g_assert_cmpint (g_unlink (third), ==, 0);
  g_assert_true (cs_store_blob_is_lost (fixture->store, &one));
  g_assert_false (cs_store_blob_is_lost (fixture->store, &stays));
  locate (fixture, &one, "share/new/ct/1.dcm", &located, &error);
  g_assert_no_error (error);
  g_assert_cmpint (located.found, ==, 3);
  g_assert_cmpint (located.lost, ==, 1);
  assert_lies_at (fixture, &one, "share/new/ct/1.dcm");
  assert_lies_at (fixture, &two, "share/new/ct/2.dcm");
  assert_lies_at (fixture, &note, "share/new/notes/deep/a.txt");
  assert_lies_at (fixture, &stays, "else/b.txt");
  assert_lies_at (fixture, &gone, "old/ct/3.dcm");
  g_assert_false (cs_store_blob_is_lost (fixture->store, &one));
  g_assert_true (cs_store_blob_is_lost (fixture->store, &gone));
  gint64 size = 0;
  int fd = cs_store_open_blob (fixture->store, &two, &size, &error);
  g_assert_no_error (error);
  g_assert_cmpint (size, ==, 3);
  close (fd);
}

/* A folder: the way below it may be a part of the old one only. */
static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsBlobsLocated located = { 0 };
  CsHash one = linked (fixture, "a/ct/1.dcm", "one");
  CsHash two = linked (fixture, "b/mr/1.dcm", "two");
  move (fixture, "a/ct", "disk/ct");
  move (fixture, "b/mr", "disk/mr");
  locate (fixture, &one, "disk", &located, &error);
  g_assert_no_error (error);
  g_assert_cmpint (located.found, ==, 2);
  g_assert_cmpint (located.lost, ==, 0);
  assert_lies_at (fixture, &one, "disk/ct/1.dcm");
  assert_lies_at (fixture, &two, "disk/mr/1.dcm");
}

/* Another name is no obstacle for the file that was chosen; other bytes always are. */
static void
test_other_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsBlobsLocated located = { 0 };
  CsHash one = linked (fixture, "old/1.dcm", "one");
  CsHash two = linked (fixture, "old/2.dcm", "two");
  move (fixture, "old", "new");
  put (fixture, "new/2.dcm", "owt"); /* of the same size */
  g_assert_false (locate (fixture, &two, "new/2.dcm", &located, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "another file"));
  g_assert_nonnull (strstr (error->message, "new/2.dcm"));
  assert_lies_at (fixture, &two, "old/2.dcm");
  assert_lies_at (fixture, &one, "old/1.dcm");
  g_clear_error (&error);
  g_assert_false (locate (fixture, &two, "new", &located, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_clear_error (&error);
  put (fixture, "empty/x", "x");
  g_assert_false (locate (fixture, &two, "empty", &located, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "2.dcm"));
  g_clear_error (&error);
  move (fixture, "new/1.dcm", "empty/renamed");
  locate (fixture, &one, "empty/renamed", &located, &error);
  g_assert_no_error (error);
  g_assert_cmpint (located.found, ==, 1);
  g_assert_cmpint (located.lost, ==, 1); /* what lies at new/2.dcm is not it */
  assert_lies_at (fixture, &two, "old/2.dcm");
}

static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  CsBlobsLocated located = { 0 };
  CsHash one = linked (fixture, "old/1.dcm", "one");
  move (fixture, "old", "new");
  g_autofree char *path = at (fixture, "new/1.dcm");
  g_cancellable_cancel (cancellable);
  g_assert_false (cs_store_locate_blobs (fixture->store, &one, path, NULL, NULL, cancellable,
                                         &located, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CANCELLED);
  assert_lies_at (fixture, &one, "old/1.dcm");
}

/* What came by a merge without its bytes is found like what was moved. */
static void
test_absent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsBlobsLocated located = { 0 };
  CsHash one = linked (fixture, "old/1.dcm", "one");
  g_assert_true (cs_db_exec (cs_store_db (fixture->store),
                             "DELETE FROM blob_link; UPDATE blob SET stored = 0", NULL));
  g_assert_true (cs_store_blob_is_lost (fixture->store, &one));
  locate (fixture, &one, "old/1.dcm", &located, &error);
  g_assert_no_error (error);
  assert_lies_at (fixture, &one, "old/1.dcm");
}

#define ADD(name, func) g_test_add ("/locate/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  ADD ("file", test_file);
  ADD ("folder", test_folder);
  ADD ("other-file", test_other_file);
  ADD ("stopped", test_stopped);
  ADD ("absent", test_absent);
  return g_test_run ();
}
