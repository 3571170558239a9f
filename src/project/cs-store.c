/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-store.h"
#include "cs-file.h"
#include "cs-fingerprint.h"
#include "cs-object-code.h"
#include "cs-project-ddl.h"
#include "cs-store-lock.h"
#include "cs-verify.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER_SIZE 100
#define JOURNAL_LOOKS 5
#define JOURNAL_WAIT 2000 /* microseconds */

struct _CsStore {
  CsEnv *env;
  char *path;     /* real path, links resolved */
  char *building; /* where the file is until it is whole; NULL once it lies at PATH */
  CsDb *db;
  CsStoreLock *lock; /* NULL when only looking */
  gboolean foreign;  /* not as we closed it: what we derived from it before says nothing */
};

/* --- the header, before SQLite sees the file --- */

static gint32
be32 (const guint8 *at)
{
  guint32 big;
  memcpy (&big, at, sizeof big);
  return (gint32)GUINT32_FROM_BE (big);
}

static gboolean
check_header (const guint8 *header, const char *path, GError **error)
{
  if (memcmp (header, "SQLite format 3", 16) != 0 ||
      be32 (header + 68) != CS_PROJECT_APPLICATION_ID)
    return cs_fail (error, CS_ERROR_INVALID, "%s: this is not a Countersign project", path);
  gint32 format = be32 (header + 60);
  if (format != CS_PROJECT_FORMAT)
    return cs_fail (
        error, format > 0 || format < CS_PROJECT_FORMAT ? CS_ERROR_TOO_NEW : CS_ERROR_UNSUPPORTED,
        "%s: project format %d; this program reads format %d. Open it with the "
        "version of Countersign that made it",
        path, format, CS_PROJECT_FORMAT);
  if (header[18] != 1 || header[19] != 1)
    return cs_fail (error, CS_ERROR_INVALID, "%s: its journal mode was changed by another program",
                    path);
  if (be32 (header + 56) != 1)
    return cs_fail (error, CS_ERROR_INVALID, "%s: its texts are not UTF-8", path);
  return TRUE;
}

/* Why it cannot be opened says what to do about it, too. */
static void
add_way_out (GError **error)
{
  if (error == NULL || *error == NULL)
    return;
  const char *way = g_error_matches (*error, CS_ERROR, CS_ERROR_NOT_FOUND)
                        ? "see whether its name is right, and its disk or share connected"
                    : g_error_matches (*error, CS_ERROR, CS_ERROR_DENIED)
                        ? "ask whoever keeps it for the right to read it"
                        : NULL;
  if (way == NULL)
    return;
  g_autofree char *said = g_steal_pointer (&(*error)->message);
  (*error)->message = g_strdup_printf ("%s; %s", said, way);
}

static gboolean
read_header (const char *path, GError **error)
{
  guint8 header[HEADER_SIZE] = { 0 };
  int fd = cs_file_open (path, NULL, error);
  if (fd < 0) {
    add_way_out (error);
    return FALSE;
  }
  ssize_t got = pread (fd, header, sizeof header, 0);
  close (fd);
  if (got != sizeof header)
    return cs_fail (error, CS_ERROR_INVALID, "%s: this is not a Countersign project", path);
  return check_header (header, path, error);
}

static gboolean
has_side_file (const char *path, const char *suffix)
{
  g_autofree char *side = g_strconcat (path, suffix, NULL);
  return g_file_test (side, G_FILE_TEST_EXISTS);
}

/* A rollback journal that SQLite would apply. One that a kill left before its first page, empty or
 * beginning with a zero byte, is ignored by SQLite and by us. */
static gboolean
has_hot_journal (const char *path)
{
  g_autofree char *side = g_strconcat (path, "-journal", NULL);
  char first = 0;
  int fd = cs_file_open (side, NULL, NULL);
  if (fd < 0)
    return g_file_test (side, G_FILE_TEST_EXISTS);
  ssize_t got = pread (fd, &first, 1, 0);
  close (fd);
  return got != 0 && first != 0;
}

/* --- opening --- */

static CsDb *
open_plain (const char *path, gboolean write, GError **error)
{
  g_autoptr (CsDb) db = cs_db_open (path, write ? 0 : CS_DB_READ_ONLY, error);
  if (db == NULL)
    return NULL;
  const char *settings = write ? "PRAGMA foreign_keys=ON; PRAGMA synchronous=EXTRA;"
                                 " PRAGMA journal_mode=DELETE;"
                               : "PRAGMA query_only=ON;";
  return cs_db_exec (db, settings, error) ? g_steal_pointer (&db) : NULL;
}

/* Reads a file that may come from anybody, without writing beside it or to it. */
static gboolean
verify_foreign (const char *path, GError **error)
{
  g_autoptr (CsDb) db = cs_db_open (path, CS_DB_FOREIGN | CS_DB_READ_ONLY, error);
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  gboolean ok = db != NULL && cs_verify_tables (db, error) &&
                cs_verify_truth (db, problems, NULL, NULL, error);
  if (!ok && error != NULL && !g_str_has_prefix ((*error)->message, path))
    g_prefix_error (error, "%s: ", path);
  return ok;
}

/* After our own crash SQLite rolls the half-written transaction back; only who has the lock may. */
static gboolean
recover (const char *path, GError **error)
{
  g_autoptr (CsDb) db = open_plain (path, TRUE, error);
  gint64 tables = 0;
  return db != NULL &&
         cs_db_get_int (db, 0, &tables, error, "SELECT count(*) FROM sqlite_schema", "");
}

/* What came of looking at a file before it is opened for real. */
typedef struct {
  CsStoreLock *lock; /* ours while we look, or NULL */
  gboolean verified; /* it is not as we closed it, and was verified */
} Trust;

static void
trust_clear (Trust *trust)
{
  g_clear_pointer (&trust->lock, cs_store_lock_release);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Trust, trust_clear)

static gboolean
refuse_journal (const char *path, GError **error)
{
  return cs_fail (error, CS_ERROR_INVALID,
                  "%s: a file %s-journal lies beside it, and this machine did not leave it; "
                  "move it away to open the project as it is",
                  path, path);
}

/* Verifies, and remembers the file as it was before that: what is changed meanwhile is not trusted.
 * Somebody who writes to it by now has made a record of their own. */
static gboolean
verify_and_remember (CsEnv *env, const char *path, CsFingerprint known, Trust *trust,
                     GError **error)
{
  g_autoptr (CsJson) record = cs_fingerprint_look (path, CS_FINGERPRINT_CLOSED);
  if (!verify_foreign (path, error))
    return FALSE;
  trust->verified = TRUE;
  if (trust->lock != NULL || cs_fingerprint_of (env, path) == known)
    cs_fingerprint_store (env, path, record, NULL);
  return TRUE;
}

/* Whether a journal lies there, and what we know of the file. Another window of ours may begin or
 * end a write between the two looks: only a journal that stays without an announcement is strange.
 */
static gboolean
look_beside (CsEnv *env, const char *path, CsFingerprint *known)
{
  gboolean journal = FALSE;
  for (guint i = 0; i < JOURNAL_LOOKS; i++) {
    *known = cs_fingerprint_of (env, path);
    journal = has_hot_journal (path);
    if (!journal || *known == CS_FINGERPRINT_OPEN)
      break;
    g_usleep (JOURNAL_WAIT);
  }
  return journal;
}

/* TRUE when the file may be opened for real. TRUST holds the lock already when it is to be written.
 */
static gboolean
earn_trust (CsEnv *env, const char *path, Trust *trust, GError **error)
{
  CsFingerprint known;
  if (has_side_file (path, "-wal"))
    return cs_fail (error, CS_ERROR_INVALID,
                    "%s: a file %s-wal lies beside it, which we never make; move it away", path,
                    path);
  gboolean journal = look_beside (env, path, &known);
  if (known == CS_FINGERPRINT_CLOSED && !journal)
    return TRUE;
  if (known != CS_FINGERPRINT_OPEN)
    return journal ? refuse_journal (path, error)
                   : verify_and_remember (env, path, known, trust, error);
  /* We crashed on this file, or another window of ours is writing it right now. */
  g_autoptr (GError) busy = NULL;
  if (trust->lock == NULL)
    trust->lock = cs_store_lock_take (env, path, &busy);
  if (trust->lock == NULL && g_error_matches (busy, CS_ERROR, CS_ERROR_LOCKED))
    return TRUE;
  if (trust->lock != NULL && !recover (path, error))
    return FALSE;
  return verify_and_remember (env, path, known, trust, error);
}

static CsStore *
store_new (CsEnv *env, char *path, CsDb *db, CsStoreLock *lock)
{
  CsStore *store = g_new0 (CsStore, 1);
  store->env = env;
  store->path = path;
  store->db = db;
  store->lock = lock;
  return store;
}

/* Before the first write: without this record a crash could not be told from a stranger's file. */
static gboolean
announce_writing (CsEnv *env, const char *path, GError **error)
{
  g_autoptr (CsJson) record = cs_fingerprint_look (path, CS_FINGERPRINT_OPEN);
  g_autoptr (GError) inner = NULL;
  if (cs_fingerprint_store (env, path, record, &inner))
    return TRUE;
  return cs_fail (error, CS_ERROR_READ_ONLY,
                  "%s: cannot be worked on, because what is needed after a crash could not be "
                  "noted (%s); make room or mend the rights of that folder",
                  path, inner->message);
}

static gboolean
may_write (const char *path, GError **error)
{
  struct stat status;
  if (g_access (path, W_OK) != 0)
    return cs_fail (error, CS_ERROR_READ_ONLY,
                    "%s can only be looked at: the file may not be written (%s). Work on a copy in "
                    "a place of your own",
                    path, g_strerror (errno));
  /* What is taken back after a crash is kept beside it, and the lock. */
  g_autofree char *folder = g_path_get_dirname (path);
  if (g_access (folder, W_OK | X_OK) != 0)
    return cs_fail (error, CS_ERROR_READ_ONLY,
                    "%s can only be looked at: its folder may not be written (%s). Work on a copy "
                    "in a place of your own",
                    path, g_strerror (errno));
  if (stat (path, &status) == 0 && status.st_nlink > 1)
    return cs_fail (error, CS_ERROR_READ_ONLY,
                    "%s: the file has %u names (hard links), and only one of them could be "
                    "locked; copy it and work on the copy",
                    path, (guint)status.st_nlink);
  return TRUE;
}

CsStore *
cs_store_open (CsEnv *env, const char *path, CsStoreMode mode, GError **error)
{
  char *resolved = realpath (path, NULL);
  if (resolved == NULL) {
    cs_set_errno (error, errno, "%s", path);
    add_way_out (error);
    return NULL;
  }
  g_autofree char *real = g_strdup (resolved);
  free (resolved);
  gboolean write = mode == CS_STORE_WRITE;
  g_auto (Trust) trust = { 0 };
  if (!read_header (real, error) || (write && !may_write (real, error)) ||
      (write && (trust.lock = cs_store_lock_take (env, real, error)) == NULL) ||
      !earn_trust (env, real, &trust, error))
    return NULL;
  g_autoptr (CsDb) db = open_plain (real, write, error);
  if (db == NULL || (write && !(announce_writing (env, real, error) && cs_db_watch (db, error))))
    return NULL;
  CsStoreLock *lock = write ? g_steal_pointer (&trust.lock) : NULL;
  CsStore *store = store_new (env, g_steal_pointer (&real), g_steal_pointer (&db), lock);
  store->foreign = trust.verified;
  return store;
}

static gboolean
make_tables (CsDb *db, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "PRAGMA page_size=%d; PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=DELETE;"
      " PRAGMA synchronous=EXTRA; PRAGMA foreign_keys=ON; BEGIN IMMEDIATE; PRAGMA "
      "application_id=%d; PRAGMA user_version=%d;"
      " %s COMMIT;",
      CS_PROJECT_PAGE_SIZE, CS_PROJECT_APPLICATION_ID, CS_PROJECT_FORMAT, CS_PROJECT_DDL);
  return cs_db_exec (db, sql, error);
}

/* --- making one --- */

/* A new file is made beside its place, and comes there once it is whole: a kill leaves no file of
 * the name that holds no project. Nobody else makes one of this name, as long as we have the lock.
 */
static char *
building_name (const char *folder, const char *name)
{
  CsHash hash;
  char hex[CS_HASH_HEX + 1];
  cs_hash_data (name, strlen (name), &hash);
  cs_hash_to_hex (&hash, hex)[16] = '\0';
  g_autofree char *building = g_strdup_printf (".countersign-%s.new", hex);
  return g_build_filename (folder, building, NULL);
}

static void
remove_building (const char *building)
{
  g_autofree char *journal = g_strconcat (building, "-journal", NULL);
  g_unlink (journal);
  g_unlink (building);
}

static CsDb *
make_building (const char *building, const char *path, GError **error)
{
  remove_building (building); /* what a kill left */
  int fd = open (building, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd < 0) {
    cs_set_errno (error, errno, "%s", path);
    return NULL;
  }
  close (fd);
  g_autoptr (CsDb) db = cs_db_open (building, 0, error);
  if (db != NULL && make_tables (db, error))
    return g_steal_pointer (&db);
  g_clear_pointer (&db, cs_db_close);
  remove_building (building);
  return NULL;
}

CsStore *
cs_store_create (CsEnv *env, const char *path, GError **error)
{
  struct stat status;
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
  g_autofree char *name = g_path_get_basename (absolute);
  char *resolved = realpath (folder, NULL);
  if (resolved == NULL) {
    cs_set_errno (error, errno, "%s", folder);
    return NULL;
  }
  g_autofree char *real = g_build_filename (resolved, name, NULL);
  g_autofree char *building = building_name (resolved, name);
  free (resolved);
  if (lstat (real, &status) == 0) {
    cs_fail (error, CS_ERROR_CONFLICT, "%s is already there; choose another name", path);
    return NULL;
  }
  g_autoptr (CsStoreLock) lock = cs_store_lock_take (env, real, error);
  CsDb *db = lock != NULL ? make_building (building, path, error) : NULL;
  if (db == NULL)
    return NULL;
  CsStore *store = store_new (env, g_steal_pointer (&real), db, g_steal_pointer (&lock));
  store->building = g_steal_pointer (&building);
  return store;
}

gboolean
cs_store_finish (CsStore *store, GError **error)
{
  g_return_val_if_fail (store->building != NULL, FALSE);
  /* SQLite names its journal after the name that a file was opened by. */
  g_clear_pointer (&store->db, cs_db_close);
  if (!cs_file_rename_new (store->building, store->path, error))
    return FALSE;
  g_clear_pointer (&store->building, g_free);
  store->db = announce_writing (store->env, store->path, error)
                  ? open_plain (store->path, TRUE, error)
                  : NULL;
  return store->db != NULL && cs_db_watch (store->db, error);
}

void
cs_store_close (CsStore *store)
{
  if (store == NULL)
    return;
  /* What somebody else made of it is not as we left it. */
  gboolean ours = store->lock != NULL && store->building == NULL && store->db != NULL &&
                  !cs_db_was_overtaken (store->db);
  cs_db_close (store->db);
  /* A journal that could not be rolled back now is left to the next opening. */
  if (store->building != NULL) {
    remove_building (store->building);
  } else if (store->lock != NULL && !has_hot_journal (store->path)) {
    g_autoptr (CsJson) record =
        ours ? cs_fingerprint_look (store->path, CS_FINGERPRINT_CLOSED) : NULL;
    cs_fingerprint_store (store->env, store->path, record, NULL);
  }
  cs_store_lock_release (store->lock);
  g_free (store->building);
  g_free (store->path);
  g_free (store);
}

void
cs_store_name_person (CsStore *store, const char *person)
{
  if (store->lock != NULL)
    cs_store_lock_name (store->lock, store->env, person);
}

char *
cs_store_holder (const char *path, char **ret_host, gint64 *ret_since)
{
  char *real = realpath (path, NULL);
  char *who = real != NULL ? cs_store_lock_holder (real, ret_host, ret_since) : NULL;
  free (real);
  return who;
}

gboolean
cs_store_is_foreign (const CsStore *store)
{
  return store->foreign;
}

gboolean
cs_store_was_overtaken (CsStore *store)
{
  return cs_db_was_overtaken (store->db);
}

gboolean
cs_store_is_gone (CsStore *store)
{
  return cs_db_is_gone (store->db);
}

CsDb *
cs_store_db (CsStore *store)
{
  return store->db;
}

CsEnv *
cs_store_env (CsStore *store)
{
  return store->env;
}

const char *
cs_store_path (const CsStore *store)
{
  return store->path;
}

gboolean
cs_store_writable (const CsStore *store)
{
  return store->lock != NULL;
}

gboolean
cs_store_copy (CsStore *store, const char *to, CsDbCopyProgress progress, gpointer data,
               GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);
  g_autofree char *name = g_path_get_basename (to);
  g_autofree char *building = building_name (folder, name);
  if (g_file_test (to, G_FILE_TEST_EXISTS))
    return cs_fail (error, CS_ERROR_CONFLICT, "%s is already there; choose another name", to);
  remove_building (building); /* what a kill left */
  if (cs_db_copy (store->db, building, progress, data, cancellable, error) &&
      cs_file_rename_new (building, to, error))
    return TRUE;
  remove_building (building);
  return FALSE;
}

gboolean
cs_store_check_file (CsStore *store, GError **error)
{
  return cs_verify_tables (store->db, error);
}

/* --- objects --- */

gboolean
cs_store_has_object (CsStore *store, const CsHash *hash)
{
  gint64 there = 0;
  return cs_db_get_int (store->db, 0, &there, NULL,
                        "SELECT data IS NOT NULL FROM object WHERE hash = ?", "h", hash) &&
         there != 0;
}

gboolean
cs_store_put_object (CsStore *store, GBytes *bytes, CsHash *ret_hash, GError **error)
{
  gsize size = g_bytes_get_size (bytes);
  if (size > CS_OBJECT_MAX)
    return cs_fail (error, CS_ERROR_LIMIT,
                    "a document of %" G_GSIZE_FORMAT " bytes; at most 16 MiB can be stored", size);
  CsHash hash;
  cs_hash_data (g_bytes_get_data (bytes, NULL), size, &hash);
  *ret_hash = hash;
  if (cs_store_has_object (store, &hash))
    return TRUE;
  int code = 0;
  g_autoptr (GBytes) packed = cs_object_pack (bytes, &code);
  return cs_db_run (store->db, error,
                    "INSERT INTO object (hash, size, enc, data) VALUES (?, ?, ?, ?)"
                    " ON CONFLICT (hash) DO UPDATE SET enc = excluded.enc, data = excluded.data",
                    "hiiB", &hash, (gint64)size, (gint64)code, packed);
}

GBytes *
cs_store_get_object (CsStore *store, const CsHash *hash, GError **error)
{
  char hex[CS_HASH_HEX + 1];
  g_autoptr (CsStmt) stmt = cs_db_query (
      store->db, error, "SELECT size, enc, data FROM object WHERE hash = ? AND data IS NOT NULL",
      "h", hash);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state == 0)
    cs_fail (error, CS_ERROR_NOT_FOUND, "object %.12s is not in this file",
             cs_hash_to_hex (hash, hex));
  if (state <= 0)
    return NULL;
  gsize length = 0;
  gconstpointer data = cs_stmt_blob (stmt, 2, &length);
  return cs_object_unpack (hash, cs_stmt_int (stmt, 0), cs_stmt_int (stmt, 1), data, length, error);
}
