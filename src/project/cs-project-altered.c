/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-altered.h"
#include "cs-file.h"

#include <sys/stat.h>
#include <unistd.h>

/* What one look reads at most of files that have their size and another time. */
#define READ_MAX ((gint64)1024 * 1024 * 1024)

/* What a file was found to be at the time MTIME. */
typedef struct {
  CsHash hash; /* as the journal says */
  gint64 mtime;
  gboolean altered;
} Found;

static gboolean
holds_other_bytes (const char *path, const CsHash *hash, gint64 size)
{
  CsBlobInfo info;
  int fd = cs_file_open (path, NULL, NULL);
  if (fd < 0)
    return FALSE;
  gboolean read = cs_blob_measure (fd, size, "", &info, NULL, NULL);
  close (fd);
  return read && !cs_hash_equal (&info.hash, hash);
}

/* The bytes of a file are read once for each time that it has. */
static gboolean
found_altered (CsProject *project, const char *path, const CsHash *hash, const struct stat *status,
               gint64 *left)
{
  gint64 mtime = cs_blob_modified (status);
  if (project->looked_at == NULL)
    project->looked_at =
        g_hash_table_new_full (cs_hash_hash_func, cs_hash_equal_func, g_free, NULL);
  Found *found = g_hash_table_lookup (project->looked_at, hash);
  if (found != NULL && found->mtime == mtime)
    return found->altered;
  if (status->st_size > *left)
    return FALSE;
  *left -= status->st_size;
  found = g_new0 (Found, 1);
  *found = (Found){ *hash, mtime, holds_other_bytes (path, hash, status->st_size) };
  g_hash_table_replace (project->looked_at, &found->hash, found);
  return found->altered;
}

static gboolean
is_altered (CsProject *project, CsStmt *stmt, const CsHash *hash, gint64 *left)
{
  struct stat status;
  const char *path = cs_stmt_text (stmt, 1);
  if (stat (path, &status) != 0 || !S_ISREG (status.st_mode))
    return FALSE;
  if (status.st_size != cs_stmt_int (stmt, 2))
    return TRUE;
  return cs_blob_modified (&status) != cs_stmt_int (stmt, 3) &&
         found_altered (project, path, hash, &status, left);
}

static gboolean
add_cases (CsProject *project, const CsHash *hash, GHashTable *cases, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), error,
      "SELECT case_gid FROM item JOIN part ON part.item = item.gid WHERE part.hash = ?", "h", hash);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid gid;
    if (cs_stmt_gid (stmt, 0, &gid))
      g_hash_table_add (cases, g_memdup2 (&gid, sizeof gid));
  }
  return state == 0;
}

GHashTable *
cs_project_altered_cases (CsProject *project, GError **error)
{
  gint64 left = READ_MAX;
  g_autoptr (GHashTable) cases =
      g_hash_table_new_full (cs_gid_hash_func, cs_gid_equal_func, g_free, NULL);
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_store_db (project->store), error,
                   "SELECT hash, path, size, mtime FROM blob_link JOIN blob ON id = blob", "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsHash hash;
    if (cs_stmt_hash (stmt, 0, &hash) && is_altered (project, stmt, &hash, &left) &&
        !add_cases (project, &hash, cases, error))
      return NULL;
  }
  return state == 0 ? g_steal_pointer (&cases) : NULL;
}
