/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sqlite-private.h"

#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_PATH 500u /* of 512 bytes, with what is beside it */
/* What reading a foreign file may take: two minutes, and a slow disk's time for its bytes. */
#define FOREIGN_DEADLINE_US (120 * G_USEC_PER_SEC)
#define FOREIGN_BYTES_PER_US 10

struct _CsStmt {
  CsDb *db;
  sqlite3_stmt *handle;
  gboolean busy;
  gboolean cached;
};

struct _CsDb {
  sqlite3 *handle;
  char *name;
  GHashTable *statements; /* SQL text -> CsStmt */
  gint64 deadline;
  gboolean damaged;
  gboolean watched, overtaken, gone;
  struct stat left; /* the file after our last transaction */
  gint64 version;   /* SQLite's, which others raise */
};

struct _CsTxn {
  CsDb *db;
  gboolean writes;
};

static gboolean
fail_sqlite (CsDb *db, int code, GError **error)
{
  CsError ours = CS_ERROR_FAILED;
  switch (code & 0xff) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    ours = CS_ERROR_LOCKED;
    break;
  case SQLITE_READONLY:
    return cs_fail (error, CS_ERROR_READ_ONLY,
                    "%s: the file or its folder may not be written any more; nothing was changed. "
                    "Give the right to write back, then open it again",
                    db->name);
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
  case SQLITE_FORMAT:
    db->damaged = TRUE;
    return cs_fail (error, CS_ERROR_CORRUPT,
                    "%s: the file is damaged or cut short (%s); go back to the last good copy",
                    db->name,
                    db->handle != NULL ? sqlite3_errmsg (db->handle) : sqlite3_errstr (code));
  case SQLITE_AUTH:
    ours = CS_ERROR_DENIED;
    break;
  case SQLITE_TOOBIG:
  case SQLITE_INTERRUPT:
    ours = CS_ERROR_LIMIT;
    break;
  case SQLITE_CONSTRAINT:
    ours = CS_ERROR_CONFLICT;
    break;
  case SQLITE_FULL:
    return cs_fail (
        error, CS_ERROR_FAILED,
        "%s: no room left on the disk; nothing was changed. Free some room and try again",
        db->name);
  case SQLITE_IOERR:
  case SQLITE_CANTOPEN:
    return cs_fail (error, CS_ERROR_FAILED,
                    "%s: its disk or share does not do what it is asked (%s); see whether it is "
                    "still connected, then open the project again",
                    db->name,
                    db->handle != NULL ? sqlite3_errmsg (db->handle) : sqlite3_errstr (code));
  default:
    break;
  }
  return cs_fail (error, ours, "%s: %s", db->name,
                  db->handle != NULL ? sqlite3_errmsg (db->handle) : sqlite3_errstr (code));
}

static int
past_deadline (void *data)
{
  CsDb *db = data;
  return g_get_monotonic_time () > db->deadline;
}

/* Reading tables is all that a foreign file may make us do. */
static int
authorize_foreign (void *data, int action, const char *a, const char *b, const char *database,
                   const char *trigger)
{
  if (trigger != NULL)
    return SQLITE_DENY;
  switch (action) {
  case SQLITE_SELECT:
  case SQLITE_READ:
  case SQLITE_FUNCTION:
  case SQLITE_TRANSACTION:
  case SQLITE_PRAGMA:
    return SQLITE_OK;
  default:
    return SQLITE_DENY;
  }
}

static void
harden (CsDb *db)
{
  sqlite3 *handle = db->handle;
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_limit (handle, SQLITE_LIMIT_LENGTH, 64 * 1024 * 1024);
  sqlite3_limit (handle, SQLITE_LIMIT_SQL_LENGTH, 100000);
  sqlite3_limit (handle, SQLITE_LIMIT_EXPR_DEPTH, 50);
  sqlite3_limit (handle, SQLITE_LIMIT_COLUMN, 100);
  sqlite3_limit (handle, SQLITE_LIMIT_ATTACHED, 1);
  sqlite3_limit (handle, SQLITE_LIMIT_WORKER_THREADS, 0);
}

static gboolean
apply_flags (CsDb *db, const char *path, CsDbFlags flags, GError **error)
{
  struct stat status = { 0 };
  harden (db);
  sqlite3_busy_timeout (db->handle, CS_DB_BUSY_MS);
  sqlite3_extended_result_codes (db->handle, 1);
  if (!cs_db_exec (db, "PRAGMA mmap_size=0; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY;",
                   error))
    return FALSE;
  if (flags & CS_DB_FOREIGN) {
    stat (path, &status);
    db->deadline =
        g_get_monotonic_time () + FOREIGN_DEADLINE_US + status.st_size / FOREIGN_BYTES_PER_US;
    sqlite3_progress_handler (db->handle, 10000, past_deadline, db);
    sqlite3_set_authorizer (db->handle, authorize_foreign, NULL);
  }
  return TRUE;
}

static void
free_statement (gpointer data)
{
  CsStmt *stmt = data;
  sqlite3_finalize (stmt->handle);
  g_free (stmt);
}

CsDb *
cs_db_open (const char *path, CsDbFlags flags, GError **error)
{
  int mode = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  mode |= (flags & CS_DB_READ_ONLY) ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (flags & CS_DB_CREATE)
    mode |= SQLITE_OPEN_CREATE;
  if (flags & CS_DB_FOREIGN)
    mode |= SQLITE_OPEN_NOFOLLOW;
  g_autofree char *name = NULL;
  if (flags & CS_DB_MEMORY) {
    mode |= SQLITE_OPEN_MEMORY | SQLITE_OPEN_CREATE;
    name = g_strdup (":memory:");
  } else if (flags & CS_DB_IMMUTABLE) {
    g_autofree char *absolute = g_canonicalize_filename (path, NULL);
    g_autofree char *escaped = g_uri_escape_string (absolute, "/", FALSE);
    name = g_strdup_printf ("file:%s?immutable=1", escaped);
    mode |= SQLITE_OPEN_URI;
  } else {
    name = g_canonicalize_filename (path, NULL);
  }
  g_autoptr (CsDb) db = g_new0 (CsDb, 1);
  db->name = g_strdup (flags & CS_DB_MEMORY ? "memory" : path);
  db->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_statement);
  int code = sqlite3_open_v2 (name, &db->handle, mode, NULL);
  if (code == SQLITE_CANTOPEN && strlen (name) > MOST_PATH) {
    cs_fail (error, CS_ERROR_LIMIT,
             "%s: its path has %u bytes, and at most %u can be opened; move it to a folder of a "
             "shorter path",
             path, (guint)strlen (name), MOST_PATH);
    return NULL;
  }
  if (code == SQLITE_CANTOPEN && !(flags & CS_DB_MEMORY) &&
      !g_file_test (path, G_FILE_TEST_EXISTS)) {
    cs_fail (error, (flags & CS_DB_CREATE) ? CS_ERROR_READ_ONLY : CS_ERROR_NOT_FOUND,
             (flags & CS_DB_CREATE) ? "%s: cannot be made there" : "%s: there is no such file",
             path);
    return NULL;
  }
  if (code != SQLITE_OK) {
    fail_sqlite (db, code, error);
    return NULL;
  }
  return apply_flags (db, path, flags, error) ? g_steal_pointer (&db) : NULL;
}

void
cs_db_close (CsDb *db)
{
  if (db == NULL)
    return;
  g_hash_table_unref (db->statements);
  int code = sqlite3_close (db->handle);
  g_assert (code == SQLITE_OK);
  g_free (db->name);
  g_free (db);
}

gboolean
cs_db_exec (CsDb *db, const char *sql, GError **error)
{
  int code = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);
  return code == SQLITE_OK ? TRUE : fail_sqlite (db, code, error);
}

static CsStmt *
statement_for (CsDb *db, const char *sql, GError **error)
{
  CsStmt *cached = g_hash_table_lookup (db->statements, sql);
  if (cached != NULL && !cached->busy) {
    cached->busy = TRUE;
    return cached;
  }
  sqlite3_stmt *handle = NULL;
  int code = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
  if (code != SQLITE_OK) {
    fail_sqlite (db, code, error);
    return NULL;
  }
  CsStmt *stmt = g_new0 (CsStmt, 1);
  stmt->db = db;
  stmt->handle = handle;
  stmt->busy = TRUE;
  stmt->cached = cached == NULL;
  if (stmt->cached)
    g_hash_table_insert (db->statements, g_strdup (sql), stmt);
  return stmt;
}

static int
bind_bytes (sqlite3_stmt *handle, int n, gconstpointer data, gsize size)
{
  return data == NULL ? sqlite3_bind_null (handle, n)
                      : sqlite3_bind_blob64 (handle, n, data, size, SQLITE_TRANSIENT);
}

static int
bind_one (sqlite3_stmt *handle, int n, char type, va_list *args)
{
  switch (type) {
  case 'i':
    return sqlite3_bind_int64 (handle, n, va_arg (*args, gint64));
  case 't':
    return sqlite3_bind_text (handle, n, va_arg (*args, const char *), -1, SQLITE_TRANSIENT);
  case 'b': {
    gconstpointer data = va_arg (*args, gconstpointer);
    gsize size = va_arg (*args, gsize);
    return size == 0 ? sqlite3_bind_zeroblob (handle, n, 0) : bind_bytes (handle, n, data, size);
  }
  case 'B': {
    GBytes *bytes = va_arg (*args, GBytes *);
    gsize size = 0;
    gconstpointer data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
    return bytes != NULL && size == 0 ? sqlite3_bind_zeroblob (handle, n, 0)
                                      : bind_bytes (handle, n, data, size);
  }
  case 'h':
    return bind_bytes (handle, n, va_arg (*args, const CsHash *), sizeof (CsHash));
  case 'g':
    return bind_bytes (handle, n, va_arg (*args, const CsGid *), sizeof (CsGid));
  default:
    g_assert (type == 'n');
    return sqlite3_bind_null (handle, n);
  }
}

static CsStmt *
query_va (CsDb *db, GError **error, const char *sql, const char *types, va_list *args)
{
  CsStmt *stmt = statement_for (db, sql, error);
  if (stmt == NULL)
    return NULL;
  for (int n = 1; types[n - 1] != '\0'; n++) {
    int code = bind_one (stmt->handle, n, types[n - 1], args);
    if (code != SQLITE_OK) {
      fail_sqlite (db, code, error);
      cs_stmt_done (stmt);
      return NULL;
    }
  }
  return stmt;
}

CsStmt *
cs_db_query (CsDb *db, GError **error, const char *sql, const char *types, ...)
{
  va_list args;
  va_start (args, types);
  CsStmt *stmt = query_va (db, error, sql, types, &args);
  va_end (args);
  return stmt;
}

gboolean
cs_db_run (CsDb *db, GError **error, const char *sql, const char *types, ...)
{
  va_list args;
  va_start (args, types);
  g_autoptr (CsStmt) stmt = query_va (db, error, sql, types, &args);
  va_end (args);
  if (stmt == NULL)
    return FALSE;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0)
    ;
  return state == 0;
}

gboolean
cs_db_get_int (CsDb *db, gint64 otherwise, gint64 *ret_value, GError **error, const char *sql,
               const char *types, ...)
{
  va_list args;
  va_start (args, types);
  g_autoptr (CsStmt) stmt = query_va (db, error, sql, types, &args);
  va_end (args);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state < 0)
    return FALSE;
  *ret_value = state > 0 && !cs_stmt_is_null (stmt, 0) ? cs_stmt_int (stmt, 0) : otherwise;
  return TRUE;
}

sqlite3 *
cs_db_handle (CsDb *db)
{
  return db->handle;
}

gboolean
cs_db_is_damaged (const CsDb *db)
{
  return db->damaged;
}

gint64
cs_db_last_id (CsDb *db)
{
  return sqlite3_last_insert_rowid (db->handle);
}

gint64
cs_db_changes (CsDb *db)
{
  return sqlite3_changes64 (db->handle);
}

int
cs_stmt_step (CsStmt *stmt, GError **error)
{
  int code = sqlite3_step (stmt->handle);
  if (code == SQLITE_ROW)
    return 1;
  if (code == SQLITE_DONE)
    return 0;
  fail_sqlite (stmt->db, code, error);
  return -1;
}

gint64
cs_stmt_int (CsStmt *stmt, int column)
{
  return sqlite3_column_int64 (stmt->handle, column);
}

const char *
cs_stmt_text (CsStmt *stmt, int column)
{
  return (const char *)sqlite3_column_text (stmt->handle, column);
}

gconstpointer
cs_stmt_blob (CsStmt *stmt, int column, gsize *ret_size)
{
  gconstpointer data = sqlite3_column_blob (stmt->handle, column);
  *ret_size = (gsize)sqlite3_column_bytes (stmt->handle, column);
  return data;
}

GBytes *
cs_stmt_bytes (CsStmt *stmt, int column)
{
  if (cs_stmt_is_null (stmt, column))
    return NULL;
  gsize size = 0;
  gconstpointer data = cs_stmt_blob (stmt, column, &size);
  return g_bytes_new (data, size);
}

gboolean
cs_stmt_is_null (CsStmt *stmt, int column)
{
  return sqlite3_column_type (stmt->handle, column) == SQLITE_NULL;
}

static gboolean
exact_blob (CsStmt *stmt, int column, gpointer ret_data, gsize size)
{
  gsize got = 0;
  if (sqlite3_column_type (stmt->handle, column) != SQLITE_BLOB)
    return FALSE;
  gconstpointer data = cs_stmt_blob (stmt, column, &got);
  if (got != size)
    return FALSE;
  memcpy (ret_data, data, size);
  return TRUE;
}

gboolean
cs_stmt_hash (CsStmt *stmt, int column, CsHash *ret_hash)
{
  return exact_blob (stmt, column, ret_hash, sizeof *ret_hash);
}

gboolean
cs_stmt_gid (CsStmt *stmt, int column, CsGid *ret_gid)
{
  return exact_blob (stmt, column, ret_gid, sizeof *ret_gid);
}

void
cs_stmt_done (CsStmt *stmt)
{
  if (stmt == NULL)
    return;
  sqlite3_reset (stmt->handle);
  sqlite3_clear_bindings (stmt->handle);
  stmt->busy = FALSE;
  if (!stmt->cached)
    free_statement (stmt);
}

static CsTxn *
begin (CsDb *db, const char *sql, GError **error)
{
  if (!cs_db_exec (db, sql, error))
    return NULL;
  CsTxn *txn = g_new0 (CsTxn, 1);
  txn->db = db;
  return txn;
}

/* --- others --- */

static gboolean
is_as_left (CsDb *db)
{
  struct stat now;
  const struct stat *left = &db->left;
  db->gone = stat (db->name, &now) != 0;
  return !db->gone && now.st_ino == left->st_ino && now.st_dev == left->st_dev &&
         now.st_size == left->st_size && now.st_mtim.tv_sec == left->st_mtim.tv_sec &&
         now.st_mtim.tv_nsec == left->st_mtim.tv_nsec;
}

static gboolean
version_of (CsDb *db, gint64 *ret_version, GError **error)
{
  return cs_db_get_int (db, 0, ret_version, error, "PRAGMA data_version", "");
}

static void
note_left (CsTxn *txn)
{
  CsDb *db = txn->db;
  if (txn->writes && db->watched && !db->overtaken && stat (db->name, &db->left) != 0)
    db->overtaken = db->gone = TRUE;
}

gboolean
cs_db_watch (CsDb *db, GError **error)
{
  if (!version_of (db, &db->version, error))
    return FALSE;
  if (stat (db->name, &db->left) != 0)
    return cs_fail (error, CS_ERROR_NOT_FOUND, "%s: there is no such file", db->name);
  db->watched = TRUE;
  return TRUE;
}

gboolean
cs_db_was_overtaken (CsDb *db)
{
  gint64 version = 0;
  if (db->watched && !db->overtaken)
    db->overtaken = !is_as_left (db) || (version_of (db, &version, NULL) && version != db->version);
  return db->overtaken;
}

gboolean
cs_db_is_gone (const CsDb *db)
{
  return db->gone;
}

static CsTxn *
refuse_overtaken (const CsDb *db, GError **error)
{
  const char *words = db->gone
                          ? "the file is not there any more, so nothing more is written to it; "
                            "see whether its disk or share is connected, then open it again"
                          : "changed by another program, so nothing more is written to it; "
                            "open it again";
  cs_fail (error, CS_ERROR_READ_ONLY, "%s: %s", db->name, words);
  return NULL;
}

CsTxn *
cs_db_begin (CsDb *db, GError **error)
{
  g_autoptr (GError) local = NULL;
  CsTxn *txn = db->overtaken ? NULL : begin (db, "BEGIN IMMEDIATE", &local);
  if (!cs_db_was_overtaken (db)) {
    if (txn == NULL)
      g_propagate_error (error, g_steal_pointer (&local));
    else
      txn->writes = TRUE;
    return txn;
  }
  cs_txn_rollback (txn);
  return refuse_overtaken (db, error);
}

CsTxn *
cs_db_begin_read (CsDb *db, GError **error)
{
  return begin (db, "BEGIN", error);
}

gboolean
cs_txn_commit (CsTxn *txn, GError **error)
{
  if (!cs_db_exec (txn->db, "COMMIT", error)) {
    cs_txn_rollback (txn);
    return FALSE;
  }
  note_left (txn);
  g_free (txn);
  return TRUE;
}

void
cs_txn_rollback (CsTxn *txn)
{
  if (txn == NULL)
    return;
  if (!sqlite3_get_autocommit (txn->db->handle))
    cs_db_exec (txn->db, "ROLLBACK", NULL);
  note_left (txn); /* what did not fit into memory was written and taken back */
  g_free (txn);
}
