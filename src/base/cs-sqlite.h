/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only place that opens, prepares, steps and commits. A CsDb and its statements belong to one
 * thread. SQLite's result codes become CS_ERROR: full disk and I/O errors FAILED, a lock LOCKED,
 * a read-only file READ_ONLY, damage CORRUPT, a row that does not fit the table CONFLICT. */
#pragma once

#include "cs-hash.h"

#include <gio/gio.h>

typedef struct _CsDb CsDb;
typedef struct _CsStmt CsStmt;
typedef struct _CsTxn CsTxn;

typedef enum {
  CS_DB_READ_ONLY = 1 << 0,
  CS_DB_CREATE = 1 << 1,    /* make it when missing */
  CS_DB_FOREIGN = 1 << 2,   /* hardened: nothing but reading tables, limits, deadline */
  CS_DB_IMMUTABLE = 1 << 3, /* nobody else writes: no locks, side files ignored */
  CS_DB_MEMORY = 1 << 4,    /* PATH is ignored */
} CsDbFlags;

/* DONE of TOTAL pages. */
typedef void (*CsDbCopyProgress) (gpointer data, gint64 done, gint64 total);

/* A plain file path; "file:" names are not interpreted. Symbolic links are refused with FOREIGN. */
CsDb *cs_db_open (const char *path, CsDbFlags flags, GError **error);
/* From now on transactions that write begin only on the file as this connection left it: once
 * anybody else wrote to it, replaced or removed it, they are READ_ONLY for good. */
gboolean cs_db_watch (CsDb *db, GError **error);
/* Looks whether somebody did; FALSE for one that is not watched. Not within a transaction. */
gboolean cs_db_was_overtaken (CsDb *db);
/* Whether it was overtaken because there is no file of its name any more. */
gboolean cs_db_is_gone (const CsDb *db);
/* Copies the whole as this connection sees it, also while others write and when the file was
 * replaced, to TO, where no file may be. CANCELLED leaves nothing. */
gboolean cs_db_copy (CsDb *db, const char *to, CsDbCopyProgress progress, gpointer data,
                     GCancellable *cancellable, GError **error);
/* Every statement handed out must be gone. NULL is fine. */
void cs_db_close (CsDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsDb, cs_db_close)

/* Runs constant SQL of several statements. */
gboolean cs_db_exec (CsDb *db, const char *sql, GError **error);
/* A statement from the cache, with values bound by TYPES, one letter a value:
 *   i gint64   t const char * (NULL is NULL)   b gconstpointer, gsize   B GBytes * (NULL is NULL)
 *   h const CsHash * (NULL is NULL)   g const CsGid * (NULL is NULL)    n nothing: NULL
 * Bound memory is copied. NULL with ERROR when it does not prepare. */
CsStmt *cs_db_query (CsDb *db, GError **error, const char *sql, const char *types, ...);
/* The same for a statement without rows: runs it to the end. */
gboolean cs_db_run (CsDb *db, GError **error, const char *sql, const char *types, ...);
/* The first column of the first row as integer; OTHERWISE when there is no row. FALSE on error. */
gboolean cs_db_get_int (CsDb *db, gint64 otherwise, gint64 *ret_value, GError **error,
                        const char *sql, const char *types, ...);
/* TRUE once SQLite found the file itself damaged, which is another matter than what it holds. */
gboolean cs_db_is_damaged (const CsDb *db);
gint64 cs_db_last_id (CsDb *db);
gint64 cs_db_changes (CsDb *db);

/* 1 a row, 0 no more, -1 error. */
int cs_stmt_step (CsStmt *stmt, GError **error);
gint64 cs_stmt_int (CsStmt *stmt, int column);
const char *cs_stmt_text (CsStmt *stmt, int column); /* until the next step; NULL when NULL */
gconstpointer cs_stmt_blob (CsStmt *stmt, int column, gsize *ret_size); /* until the next step */
GBytes *cs_stmt_bytes (CsStmt *stmt, int column);                       /* a copy; NULL when NULL */
gboolean cs_stmt_is_null (CsStmt *stmt, int column);
/* FALSE unless the column is a blob of exactly that size. */
gboolean cs_stmt_hash (CsStmt *stmt, int column, CsHash *ret_hash);
gboolean cs_stmt_gid (CsStmt *stmt, int column, CsGid *ret_gid);
/* Back to the cache. */
void cs_stmt_done (CsStmt *stmt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsStmt, cs_stmt_done)

/* BEGIN IMMEDIATE. Rolls back when the guard goes without a commit. */
CsTxn *cs_db_begin (CsDb *db, GError **error);
/* The same to read only: everything until the guard goes is of one state. */
CsTxn *cs_db_begin_read (CsDb *db, GError **error);
/* Consumes the guard in every case. After a failed commit the state is as before. */
gboolean cs_txn_commit (CsTxn *txn, GError **error);
void cs_txn_rollback (CsTxn *txn);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsTxn, cs_txn_rollback)
