/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-blob-locate.h"
#include "cs-file.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  CsHash hash;
  gint64 size;
  char *was; /* where it lay; NULL when that is not known */
  char *now; /* where it was found; NULL: not */
} Lost;

static void
lost_free (gpointer data)
{
  Lost *lost = data;
  g_free (lost->was);
  g_free (lost->now);
  g_free (lost);
}

/* --- what is lost --- */

/* One of the same size lies there: whether it holds the same bytes is asked when it is opened. */
static gboolean
lies_at (const char *path, gint64 size)
{
  struct stat status;
  return path != NULL && stat (path, &status) == 0 && S_ISREG (status.st_mode) &&
         status.st_size == size;
}

gboolean
cs_store_blob_is_lost (CsStore *store, const CsHash *hash)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_store_db (store), NULL,
                   "SELECT size, path FROM blob LEFT JOIN blob_link ON blob = id AND stored = ?"
                   " WHERE hash = ? AND stored <> ?",
                   "ihi", (gint64)CS_BLOB_LINKED, hash, (gint64)CS_BLOB_EMBEDDED);
  return stmt != NULL && cs_stmt_step (stmt, NULL) > 0 &&
         !lies_at (cs_stmt_text (stmt, 1), cs_stmt_int (stmt, 0));
}

/* The one that is asked for, wherever it lies; NOT_FOUND when it is none that can be moved. */
static Lost *
find_wanted (CsStore *store, const CsHash *hash, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_store_db (store), error,
      "SELECT size, path FROM blob LEFT JOIN blob_link ON blob = id WHERE hash = ? AND stored <> ?",
      "hi", hash, (gint64)CS_BLOB_EMBEDDED);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state == 0)
    cs_fail (error, CS_ERROR_NOT_FOUND, "the bytes of this file are in the project");
  if (state <= 0)
    return NULL;
  Lost *lost = g_new0 (Lost, 1);
  lost->hash = *hash;
  lost->size = cs_stmt_int (stmt, 0);
  lost->was = g_strdup (cs_stmt_text (stmt, 1));
  return lost;
}

static gboolean
find_others (CsStore *store, const CsHash *wanted, GPtrArray *all, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_store_db (store), error,
                   "SELECT hash, size, path FROM blob JOIN blob_link ON blob = id"
                   " WHERE stored = ? ORDER BY path",
                   "i", (gint64)CS_BLOB_LINKED);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsHash hash;
    const char *path = cs_stmt_text (stmt, 2);
    if (!cs_stmt_hash (stmt, 0, &hash) || cs_hash_equal (&hash, wanted) ||
        lies_at (path, cs_stmt_int (stmt, 1)))
      continue;
    Lost *lost = g_new0 (Lost, 1);
    lost->hash = hash;
    lost->size = cs_stmt_int (stmt, 1);
    lost->was = g_strdup (path);
    g_ptr_array_add (all, lost);
  }
  return state == 0;
}

/* --- looking for one --- */

/* FALSE without ERROR when other bytes lie there, or nothing that can be read. */
static gboolean
try_path (Lost *lost, const char *path, GCancellable *cancellable, GError **error)
{
  CsBlobInfo info;
  gint64 size = 0;
  int fd = cs_file_open (path, &size, NULL);
  if (fd < 0)
    return FALSE;
  gboolean same = size == lost->size && cs_blob_measure (fd, size, "", &info, cancellable, NULL) &&
                  cs_hash_equal (&info.hash, &lost->hash);
  close (fd);
  if (g_cancellable_is_cancelled (cancellable))
    return cs_fail (error, CS_ERROR_CANCELLED, "stopped");
  if (same)
    lost->now = g_strdup (path);
  return same;
}

/* At the end of the old way below FOLDER, the longest one first. RET_OTHER (may be NULL): a file of
 * that name that holds other bytes. */
static gboolean
try_below (Lost *lost, const char *folder, GCancellable *cancellable, char **ret_other,
           GError **error)
{
  for (const char *way = lost->was; way != NULL; way = strchr (way, '/')) {
    while (*way == '/')
      way++;
    g_autofree char *path = g_build_filename (folder, way, NULL);
    g_autoptr (GError) local = NULL;
    if (try_path (lost, path, cancellable, &local))
      return TRUE;
    if (local != NULL) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    if (ret_other != NULL && *ret_other == NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
      *ret_other = g_steal_pointer (&path);
  }
  return FALSE;
}

/* The folder that takes the place of another one when WAS became NOW; NULL when not even the name
 * of the file is as it was. */
static char *
moved_folder (const char *was, const char *now)
{
  gsize a = was != NULL ? strlen (was) : 0, b = strlen (now), end = b;
  while (a > 0 && b > 0 && was[a - 1] == now[b - 1]) {
    a--;
    b--;
    if (now[b] == '/')
      end = b;
  }
  return end < strlen (now) ? g_strndup (now, MAX (end, 1)) : NULL;
}

static gboolean
tell_other (const char *path, GError **error)
{
  return cs_fail (error, CS_ERROR_CONFLICT,
                  "%s is another file: its bytes are not those that were brought in", path);
}

/* RET_FOLDER: where to look for the others, or NULL. */
static gboolean
find_one (Lost *wanted, const char *path, GCancellable *cancellable, char **ret_folder,
          GError **error)
{
  g_autofree char *other = NULL;
  g_autoptr (GError) local = NULL;
  gboolean folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  gboolean found = folder ? try_below (wanted, path, cancellable, &other, &local)
                          : try_path (wanted, path, cancellable, &local);
  if (found) {
    *ret_folder = folder ? g_strdup (path) : moved_folder (wanted->was, path);
    return TRUE;
  }
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (!folder || other != NULL)
    return tell_other (other != NULL ? other : path, error);
  g_autofree char *name = wanted->was != NULL ? g_path_get_basename (wanted->was) : NULL;
  return cs_fail (error, CS_ERROR_NOT_FOUND,
                  "%s does not hold %s; choose that file itself, or the folder that the files "
                  "were moved to",
                  path, name != NULL ? name : "this file");
}

/* --- remembering --- */

gboolean
cs_store_move_blob (CsStore *store, const CsHash *hash, const char *path, GError **error)
{
  CsDb *db = cs_store_db (store);
  struct stat status;
  if (!g_utf8_validate (path, -1, NULL))
    return cs_fail (error, CS_ERROR_INVALID,
                    "its path is not UTF-8 and cannot be remembered; rename it");
  if (stat (path, &status) != 0)
    return cs_fail (error, CS_ERROR_NOT_FOUND, "%s went away", path);
  return cs_db_run (db, error,
                    "INSERT INTO blob_link (blob, path, mtime) SELECT id, ?, ? FROM blob"
                    " WHERE hash = ? ON CONFLICT (blob) DO UPDATE SET path = excluded.path,"
                    " mtime = excluded.mtime",
                    "tih", path, cs_blob_modified (&status), hash) &&
         cs_db_run (db, error, "UPDATE blob SET stored = ? WHERE hash = ?", "ih",
                    (gint64)CS_BLOB_LINKED, hash);
}

static gboolean
remember (CsStore *store, GPtrArray *all, CsBlobsLocated *ret_located, GError **error)
{
  CsBlobsLocated located = { 0 };
  g_autoptr (CsTxn) txn = cs_db_begin (cs_store_db (store), error);
  if (txn == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++) {
    const Lost *lost = all->pdata[i];
    if (lost->now == NULL)
      located.lost++;
    else if (cs_store_move_blob (store, &lost->hash, lost->now, error))
      located.found++;
    else
      return FALSE;
  }
  if (!cs_txn_commit (g_steal_pointer (&txn), error))
    return FALSE;
  *ret_located = located;
  return TRUE;
}

gboolean
cs_store_locate_blobs (CsStore *store, const CsHash *hash, const char *path,
                       CsBlobsProgress progress, gpointer data, GCancellable *cancellable,
                       CsBlobsLocated *ret_located, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (lost_free);
  if (!cs_store_writable (store))
    return cs_fail (error, CS_ERROR_READ_ONLY, "%s is open for looking only",
                    cs_store_path (store));
  Lost *wanted = find_wanted (store, hash, error);
  if (wanted == NULL)
    return FALSE;
  g_ptr_array_add (all, wanted);
  if (!find_one (wanted, absolute, cancellable, &folder, error) ||
      !find_others (store, hash, all, error))
    return FALSE;
  for (guint i = 1; folder != NULL && i < all->len; i++) {
    g_autoptr (GError) local = NULL;
    if (!try_below (all->pdata[i], folder, cancellable, NULL, &local) && local != NULL) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    if (progress != NULL)
      progress (data, i, all->len);
  }
  return remember (store, all, ret_located, error);
}
