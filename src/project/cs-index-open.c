/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-file.h"
#include "cs-index-ddl.h"
#include "cs-index-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Two programs may find an empty file at the same moment; the second waits and finds the tables. */
static gboolean
make_tables (CsDb *db, GError **error)
{
  gint64 version = 0;
  g_autoptr (CsTxn) txn = cs_db_begin (db, error);
  g_autofree char *sql =
      g_strdup_printf ("%s PRAGMA user_version=%d;", CS_INDEX_DDL, CS_INDEX_VERSION);
  if (txn == NULL || !cs_db_get_int (db, 0, &version, error, "PRAGMA user_version", "") ||
      (version == 0 && !cs_db_exec (db, sql, error)))
    return FALSE;
  return cs_txn_commit (g_steal_pointer (&txn), error);
}

static char *
index_path (CsStore *store)
{
  CsHash hash;
  char hex[CS_HASH_HEX + 1];
  const char *path = cs_store_path (store);
  cs_hash_data (path, strlen (path), &hash);
  cs_hash_to_hex (&hash, hex)[32] = '\0';
  g_autofree char *name = g_strdup_printf ("%s.index", hex);
  return g_build_filename (cs_store_env (store)->state_dir, "index", name, NULL);
}

static CsDb *
try_open (const char *path, GError **error)
{
  gint64 version = 0, rows = 0;
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0) {
    cs_set_errno (error, errno, "%s", path);
    return NULL;
  }
  close (fd);
  g_autoptr (CsDb) db = cs_db_open (path, 0, error);
  if (db == NULL ||
      !cs_db_exec (db,
                   "PRAGMA synchronous=NORMAL; PRAGMA journal_mode=WAL;"
                   " PRAGMA cache_size=-65536;",
                   error) ||
      !cs_db_get_int (db, 0, &version, error, "PRAGMA user_version", "") ||
      (version == 0 && !make_tables (db, error)) ||
      !cs_db_get_int (db, 0, &version, error, "PRAGMA user_version", ""))
    return NULL;
  if (version != CS_INDEX_VERSION) {
    cs_fail (error, CS_ERROR_UNSUPPORTED, "%s: another version", path);
    return NULL;
  }
  return cs_db_get_int (db, 0, &rows, error, "SELECT count(*) FROM meta", "")
             ? g_steal_pointer (&db)
             : NULL;
}

static void
remove_file (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *name = g_strconcat (path, suffixes[i], NULL);
    g_unlink (name);
  }
}

/* NULL when there can be none on disk: the folder is not ours to write, or another program is
 * building it and takes long. */
static CsDb *
open_file (CsStore *store)
{
  g_autofree char *path = index_path (store);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  if (!cs_file_make_dir (folder, 0700, NULL))
    return NULL;
  CsDb *db = try_open (path, &error);
  if (db != NULL || g_error_matches (error, CS_ERROR, CS_ERROR_LOCKED))
    return db;
  remove_file (path);
  return try_open (path, NULL);
}

static CsDb *
open_memory (GError **error)
{
  g_autoptr (CsDb) memory = cs_db_open (NULL, CS_DB_MEMORY, error);
  return memory != NULL && make_tables (memory, error) ? g_steal_pointer (&memory) : NULL;
}

/* What was folded from another file of this name says nothing about this one. */
static gboolean
bring_up (CsIndex *index, GError **error)
{
  return cs_store_is_foreign (index->store) ? cs_index_rebuild (index, error)
                                            : cs_index_follow (index, error);
}

CsIndex *
cs_index_open (CsStore *store, GError **error)
{
  g_autoptr (CsIndex) index = g_new0 (CsIndex, 1);
  g_autoptr (GError) first = NULL;
  index->store = store;
  index->answers =
      g_hash_table_new_full (cs_hash_hash_func, cs_hash_equal_func, g_free, cs_fold_answer_free);
  index->moved = g_hash_table_new_full (cs_gid_hash_func, cs_gid_equal_func, g_free, g_free);
  index->db = open_file (store);
  if (index->db != NULL && bring_up (index, &first))
    return g_steal_pointer (&index);
  /* Whatever is wrong with it, it is only an index. Somebody else's is left alone. */
  if (index->db != NULL && !g_error_matches (first, CS_ERROR, CS_ERROR_LOCKED)) {
    g_autofree char *path = index_path (store);
    g_clear_pointer (&index->db, cs_db_close);
    remove_file (path);
    index->db = open_file (store);
    if (index->db != NULL && bring_up (index, NULL))
      return g_steal_pointer (&index);
  }
  g_clear_pointer (&index->db, cs_db_close);
  index->db = open_memory (error);
  return index->db != NULL && bring_up (index, error) ? g_steal_pointer (&index) : NULL;
}
