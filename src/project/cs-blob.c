/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-blob.h"
#include "cs-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static gssize
read_chunk (int fd, guint8 *buffer, gint64 offset, GError **error)
{
  gsize done = 0;
  while (done < CS_BLOB_CHUNK) {
    ssize_t got = pread (fd, buffer + done, CS_BLOB_CHUNK - done, offset + (gint64)done);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0) {
      cs_set_errno (error, errno, "reading");
      return -1;
    }
    if (got == 0)
      break;
    done += (gsize)got;
  }
  return (gssize)done;
}

static gboolean
stopped (GCancellable *cancellable, GError **error)
{
  if (!g_cancellable_is_cancelled (cancellable))
    return FALSE;
  cs_fail (error, CS_ERROR_CANCELLED, "stopped");
  return TRUE;
}

/* Calls FUNC for each chunk of FD in order. */
typedef gboolean (*ChunkFunc) (gpointer data, gint64 n, const guint8 *bytes, gsize size,
                               const CsHash *hash, GError **error);

static gboolean
foreach_chunk (int fd, GCancellable *cancellable, ChunkFunc func, gpointer data, CsHash *ret_whole,
               CsHash *ret_list, gint64 *ret_size, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (CS_BLOB_CHUNK);
  g_autoptr (CsHasher) whole = cs_hasher_new ();
  g_autoptr (CsHasher) list = cs_hasher_new ();
  gint64 size = 0;
  for (gint64 n = 0;; n++) {
    if (stopped (cancellable, error))
      return FALSE;
    gssize got = read_chunk (fd, buffer, size, error);
    if (got < 0)
      return FALSE;
    if (got == 0)
      break;
    CsHash hash;
    cs_hash_data (buffer, (gsize)got, &hash);
    cs_hasher_add (whole, buffer, (gsize)got);
    cs_hasher_add (list, hash.bytes, sizeof hash.bytes);
    if (func != NULL && !func (data, n, buffer, (gsize)got, &hash, error))
      return FALSE;
    size += got;
  }
  cs_hasher_finish (whole, ret_whole);
  cs_hasher_finish (list, ret_list);
  *ret_size = size;
  return TRUE;
}

static gboolean
changed_meanwhile (GError **error)
{
  return cs_fail (error, CS_ERROR_CONFLICT, "the file changed while it was read");
}

gboolean
cs_blob_measure (int fd, gint64 size, const char *media, CsBlobInfo *ret_info,
                 GCancellable *cancellable, GError **error)
{
  CsBlobInfo info = { 0 };
  if (!foreach_chunk (fd, cancellable, NULL, NULL, &info.hash, &info.chunks, &info.size, error))
    return FALSE;
  if (info.size != size)
    return changed_meanwhile (error);
  g_strlcpy (info.media, media, sizeof info.media);
  *ret_info = info;
  return TRUE;
}

gboolean
cs_store_has_blob (CsStore *store, const CsHash *hash)
{
  gint64 stored = 0;
  return cs_db_get_int (cs_store_db (store), 0, &stored, NULL,
                        "SELECT stored FROM blob WHERE hash = ?", "h", hash) &&
         stored != 0;
}

typedef struct {
  CsDb *db;
  gint64 blob;
  gint64 left; /* bytes that were measured and did not come yet */
} ChunkWriter;

static gboolean
write_chunk (gpointer data, gint64 n, const guint8 *bytes, gsize size, const CsHash *hash,
             GError **error)
{
  ChunkWriter *writer = data;
  if ((gint64)size > writer->left)
    return changed_meanwhile (error);
  writer->left -= (gint64)size;
  return cs_db_run (writer->db, error, "INSERT INTO blob_chunk (id, hash, data) VALUES (?, ?, ?)",
                    "ihb", writer->blob << CS_BLOB_CHUNK_BITS | n, hash, bytes, size);
}

static gboolean
insert_blob (CsDb *db, const CsBlobInfo *info, int stored, gint64 *ret_id, GError **error)
{
  if (!cs_db_run (db, error,
                  "INSERT INTO blob (hash, size, media, stored) VALUES (?, ?, ?, ?)"
                  " ON CONFLICT (hash) DO UPDATE SET size = excluded.size,"
                  " media = excluded.media, stored = excluded.stored",
                  "hiti", &info->hash, info->size, info->media, (gint64)stored))
    return FALSE;
  return cs_db_get_int (db, 0, ret_id, error, "SELECT id FROM blob WHERE hash = ?", "h",
                        &info->hash);
}

static gboolean
write_blob (CsDb *db, int fd, const CsBlobInfo *info, GCancellable *cancellable, GError **error)
{
  ChunkWriter writer = { db, 0, info->size };
  CsHash whole, list;
  gint64 size = 0;
  return insert_blob (db, info, CS_BLOB_EMBEDDED, &writer.blob, error) &&
         foreach_chunk (fd, cancellable, write_chunk, &writer, &whole, &list, &size, error) &&
         (cs_hash_equal (&whole, &info->hash) || changed_meanwhile (error));
}

gboolean
cs_store_put_blob (CsStore *store, int fd, const CsBlobInfo *info, GCancellable *cancellable,
                   GError **error)
{
  CsDb *db = cs_store_db (store);
  if (cs_store_has_blob (store, &info->hash))
    return TRUE;
  if (info->size > CS_BLOB_MEMORY_MAX)
    return cs_fail (error, CS_ERROR_LIMIT,
                    "larger than the 1 GiB that a project file takes in; leave it where it is and "
                    "link it (--link)");
  if (!cs_db_exec (db, "SAVEPOINT blob", error))
    return FALSE;
  if (write_blob (db, fd, info, cancellable, error))
    return cs_db_exec (db, "RELEASE blob", error);
  /* Of half a file nothing stays, whatever the caller does with the rest of the transaction. */
  cs_db_exec (db, "ROLLBACK TO blob; RELEASE blob", NULL);
  return FALSE;
}

gint64
cs_blob_modified (const struct stat *status)
{
  return (gint64)status->st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + status->st_mtim.tv_nsec;
}

gboolean
cs_store_link_blob (CsStore *store, const char *path, const CsBlobInfo *info, GError **error)
{
  CsDb *db = cs_store_db (store);
  gint64 id = 0;
  struct stat status;
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  if (cs_store_has_blob (store, &info->hash))
    return TRUE;
  if (!g_utf8_validate (absolute, -1, NULL))
    return cs_fail (
        error, CS_ERROR_INVALID,
        "its path is not UTF-8 and cannot be linked; rename it or import without --link");
  if (stat (absolute, &status) != 0)
    return cs_set_errno (error, errno, "%s", path);
  return insert_blob (db, info, CS_BLOB_LINKED, &id, error) &&
         cs_db_run (db, error,
                    "INSERT INTO blob_link (blob, path, mtime) VALUES (?, ?, ?)"
                    " ON CONFLICT (blob) DO UPDATE SET path = excluded.path,"
                    " mtime = excluded.mtime",
                    "iti", id, absolute, cs_blob_modified (&status));
}

/* --- memory files --- */

static gboolean
write_all (int fd, const guint8 *data, gsize size, GError **error)
{
  for (gsize done = 0; done < size;) {
    ssize_t put = write (fd, data + done, size - done);
    if (put < 0 && errno == EINTR)
      continue;
    if (put < 0)
      return cs_set_errno (error, errno, "copying into memory");
    done += (gsize)put;
  }
  return TRUE;
}

static int
memory_file (GError **error)
{
  int fd = memfd_create ("countersign-source", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (fd < 0)
    cs_set_errno (error, errno, "memory for a source");
  return fd;
}

static void
seal_memory (int fd)
{
  fcntl (fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL);
}

gboolean
cs_store_put_blob_bytes (CsStore *store, GBytes *bytes, const char *media, CsBlobInfo *ret_info,
                         GError **error)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  int fd = memory_file (error);
  if (fd < 0)
    return FALSE;
  gboolean ok = write_all (fd, data, size, error) &&
                cs_blob_measure (fd, (gint64)size, media, ret_info, NULL, error) &&
                cs_store_put_blob (store, fd, ret_info, NULL, error);
  close (fd);
  return ok;
}

static gboolean
copy_chunks (CsStore *store, gint64 blob, int fd, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_store_db (store), error,
                   "SELECT data FROM blob_chunk WHERE id >= ? AND id < ? ORDER BY id", "ii",
                   blob << CS_BLOB_CHUNK_BITS, (blob + 1) << CS_BLOB_CHUNK_BITS);
  if (stmt == NULL)
    return FALSE;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    gsize size = 0;
    const guint8 *data = cs_stmt_blob (stmt, 0, &size);
    if (!write_all (fd, data, size, error))
      return FALSE;
  }
  return state == 0;
}

static int
open_embedded (CsStore *store, gint64 blob, gint64 size, GError **error)
{
  if (size > CS_BLOB_MEMORY_MAX) {
    cs_fail (error, CS_ERROR_LIMIT, "an embedded source of more than 1 GiB; link it instead");
    return -1;
  }
  int fd = memory_file (error);
  if (fd < 0)
    return -1;
  if (!copy_chunks (store, blob, fd, error)) {
    close (fd);
    return -1;
  }
  seal_memory (fd);
  return fd;
}

/* Whether FD holds what was linked: by size and time when these are as they were, else by all of
 * its bytes. */
static gboolean
is_as_linked (int fd, gint64 size, gint64 mtime, const CsHash *hash, GError **error)
{
  struct stat status;
  CsBlobInfo info;
  if (fstat (fd, &status) != 0)
    return cs_set_errno (error, errno, "its size and time");
  if (status.st_size == size && cs_blob_modified (&status) == mtime)
    return TRUE;
  if (status.st_size == size && !cs_blob_measure (fd, size, "", &info, NULL, error))
    return FALSE;
  return (status.st_size == size && cs_hash_equal (&info.hash, hash)) ||
         cs_fail (error, CS_ERROR_CONFLICT,
                  "source changed on disk since it was imported; put the old file back, or import "
                  "the new one as an item of its own");
}

/* What of PATH is not there says what to do about it. */
static void
refuse_lost (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    cs_fail (error, CS_ERROR_NOT_FOUND, "%s is where it was linked, and there is no such file now",
             path);
  else
    cs_fail (error, CS_ERROR_NOT_FOUND,
             "%s is where it was linked, and its folder is not there either: its disk or share may "
             "not be connected",
             path);
}

static int
open_linked (const char *path, gint64 size, gint64 mtime, const CsHash *hash, GError **error)
{
  g_autoptr (GError) local = NULL;
  int fd = cs_file_open (path, NULL, &local);
  if (fd < 0 && g_error_matches (local, CS_ERROR, CS_ERROR_NOT_FOUND))
    refuse_lost (path, error);
  else if (fd < 0)
    g_propagate_error (error, g_steal_pointer (&local));
  if (fd < 0 || is_as_linked (fd, size, mtime, hash, error))
    return fd;
  close (fd);
  g_prefix_error (error, "%s: ", path);
  return -1;
}

int
cs_store_open_blob (CsStore *store, const CsHash *hash, gint64 *ret_size, GError **error)
{
  char hex[CS_HASH_HEX + 1];
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_store_db (store), error,
                   "SELECT id, size, stored, path, mtime FROM blob LEFT JOIN blob_link ON blob = id"
                   " WHERE hash = ?",
                   "h", hash);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state < 0)
    return -1;
  gint64 stored = state > 0 ? cs_stmt_int (stmt, 2) : 0;
  const char *path = state > 0 ? cs_stmt_text (stmt, 3) : NULL;
  if (stored == 0 || (stored == CS_BLOB_LINKED && path == NULL)) {
    cs_fail (error, CS_ERROR_NOT_FOUND, "source %.12s is not in this file",
             cs_hash_to_hex (hash, hex));
    return -1;
  }
  *ret_size = cs_stmt_int (stmt, 1);
  return stored == CS_BLOB_LINKED
             ? open_linked (path, *ret_size, cs_stmt_int (stmt, 4), hash, error)
             : open_embedded (store, cs_stmt_int (stmt, 0), *ret_size, error);
}

GBytes *
cs_store_read_blob (CsStore *store, const CsHash *hash, gsize limit, GError **error)
{
  gint64 size = 0;
  int fd = cs_store_open_blob (store, hash, &size, error);
  if (fd < 0)
    return NULL;
  if ((guint64)size > limit) {
    close (fd);
    cs_fail (error, CS_ERROR_LIMIT, "a source of %" G_GINT64_FORMAT " bytes", size);
    return NULL;
  }
  g_autofree guint8 *data = g_malloc ((gsize)size + 1);
  ssize_t got = 0;
  gsize done = 0;
  while (done < (gsize)size && (got = pread (fd, data + done, (gsize)size - done, done)) > 0)
    done += (gsize)got;
  close (fd);
  CsHash computed;
  cs_hash_data (data, done, &computed);
  if (done != (gsize)size || !cs_hash_equal (&computed, hash)) {
    cs_fail (error, CS_ERROR_CORRUPT, "a source changed since it was imported");
    return NULL;
  }
  return g_bytes_new_take (g_steal_pointer (&data), done);
}

char *
cs_store_blob_path (CsStore *store, const CsHash *hash)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_store_db (store), NULL,
      "SELECT path FROM blob_link JOIN blob ON blob = id WHERE hash = ? AND stored = 1", "h", hash);
  return stmt != NULL && cs_stmt_step (stmt, NULL) > 0 ? g_strdup (cs_stmt_text (stmt, 0)) : NULL;
}
