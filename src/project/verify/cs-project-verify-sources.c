/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-private.h"
#include "cs-project-verify.h"

#include <unistd.h>

/* --- what the journal says of a source against what lies here --- */

/* The item that shows the source, for a person; its hash when none does. */
static char *
name_source (CsProject *project, const CsHash *hash)
{
  char hex[CS_HASH_HEX + 1];
  g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), NULL,
                                         "SELECT title FROM part JOIN item ON item.gid = part.item"
                                         " WHERE part.hash = ? ORDER BY item.ord LIMIT 1",
                                         "h", hash);
  return stmt != NULL && cs_stmt_step (stmt, NULL) > 0 ? g_strdup (cs_stmt_text (stmt, 0))
                                                       : g_strdup (cs_hash_to_hex (hash, hex));
}

static void
tell_other_pieces (CsProject *project, const CsHash *hash, GPtrArray *problems)
{
  char hex[CS_HASH_HEX + 1];
  g_autofree char *title = name_source (project, hash);
  cs_problems_add (problems, CS_SEVERITY_ERROR, "pieces", cs_hash_to_hex (hash, hex),
                   "\"%s\": the import wrote down another size or other pieces than the file %.12s "
                   "has; its bytes are those that were named, but no single piece of it can be "
                   "checked against the journal",
                   title, cs_hash_to_hex (hash, hex));
}

/* Of an embedded source, whose pieces were compared with their hashes before. */
static gboolean
list_pieces (CsProject *project, gint64 blob, CsHash *ret_list, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_store_db (project->store), error,
                   "SELECT hash FROM blob_chunk WHERE id >= ? AND id < ? ORDER BY id", "ii",
                   blob << CS_BLOB_CHUNK_BITS, (blob + 1) << CS_BLOB_CHUNK_BITS);
  g_autoptr (CsHasher) list = cs_hasher_new ();
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsHash hash;
    if (cs_stmt_hash (stmt, 0, &hash))
      cs_hasher_add (list, hash.bytes, sizeof hash.bytes);
  }
  cs_hasher_finish (list, ret_list);
  return state == 0;
}

static gboolean
check_pieces (CsProject *project, const CsHash *hash, const CsHash *said, gint64 size,
              GPtrArray *problems, GError **error)
{
  CsHash list = *said;
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_store_db (project->store), error,
                   "SELECT id, size, stored FROM blob WHERE hash = ?", "h", hash);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state <= 0)
    return state == 0;
  if (cs_stmt_int (stmt, 2) == CS_BLOB_EMBEDDED &&
      !list_pieces (project, cs_stmt_int (stmt, 0), &list, error))
    return FALSE;
  if (cs_stmt_int (stmt, 1) != size || !cs_hash_equal (&list, said))
    tell_other_pieces (project, hash, problems);
  return TRUE;
}

static gboolean
check_embedded (CsProject *project, GPtrArray *problems, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), error,
                                         "SELECT hash, chunks, size FROM source ORDER BY hash", "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsHash hash, chunks;
    if (!cs_stmt_hash (stmt, 0, &hash) || !cs_stmt_hash (stmt, 1, &chunks))
      return cs_fail (error, CS_ERROR_CORRUPT, "the index is damaged");
    if (!check_pieces (project, &hash, &chunks, cs_stmt_int (stmt, 2), problems, error))
      return FALSE;
  }
  return state == 0;
}

/* --- items whose bytes are not here --- */

typedef struct {
  CsGid gid;
  char *title; /* NULL before the first */
  guint parts, absent;
} Item;

static void
item_clear (Item *item)
{
  g_free (item->title);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Item, item_clear)

static void
tell_absent (const Item *item, GPtrArray *problems)
{
  char hex[CS_GID_HEX + 1];
  cs_gid_to_hex (&item->gid, hex);
  if (item->absent > 0)
    cs_problems_add (problems, CS_SEVERITY_WARNING, "absent", hex,
                     "\"%s\" (item %.8s): %u of its %u %s not in this file; merge a copy of the "
                     "project that holds the bytes",
                     item->title, hex, item->absent, item->parts,
                     item->parts == 1 ? "files is" : "files are");
}

static gboolean
check_absent (CsProject *project, GPtrArray *problems, GError **error)
{
  g_auto (Item) item = { 0 };
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT gid, title, hash FROM item JOIN part ON part.item = gid"
                   " ORDER BY ord, n",
                   "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid gid = { { 0 } };
    CsHash hash = { { 0 } };
    cs_stmt_gid (stmt, 0, &gid);
    cs_stmt_hash (stmt, 2, &hash);
    if (!cs_gid_equal (&gid, &item.gid)) {
      tell_absent (&item, problems);
      item_clear (&item);
      item = (Item){ .gid = gid, .title = g_strdup (cs_stmt_text (stmt, 1)) };
    }
    item.parts++;
    item.absent += !cs_store_has_blob (project->store, &hash);
  }
  if (state == 0)
    tell_absent (&item, problems);
  return state == 0;
}

/* --- sources that lie elsewhere --- */

/* What the journal says the pieces are; FALSE when it does not know the source. */
static gboolean
said_pieces (CsProject *project, const CsHash *hash, CsHash *ret_chunks)
{
  g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), NULL,
                                         "SELECT chunks FROM source WHERE hash = ?", "h", hash);
  return stmt != NULL && cs_stmt_step (stmt, NULL) > 0 && cs_stmt_hash (stmt, 0, ret_chunks);
}

static void
check_linked (CsProject *project, const CsHash *hash, const char *path, GPtrArray *problems,
              GCancellable *cancellable)
{
  gint64 size = 0;
  CsBlobInfo info;
  CsHash said;
  g_autoptr (GError) trouble = NULL;
  int fd = cs_store_open_blob (project->store, hash, &size, &trouble);
  gboolean ok = fd >= 0 && cs_blob_measure (fd, size, "?", &info, cancellable, &trouble);
  if (fd >= 0)
    close (fd);
  if (!ok)
    cs_problems_add_error (problems, CS_SEVERITY_ERROR, path, trouble);
  else if (!cs_hash_equal (&info.hash, hash))
    cs_problems_add (problems, CS_SEVERITY_ERROR, "changed-after-signing", path,
                     "%s holds other bytes than those that were imported", path);
  else if (said_pieces (project, hash, &said) && !cs_hash_equal (&info.chunks, &said))
    tell_other_pieces (project, hash, problems);
}

static gboolean
check_links (CsProject *project, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_store_db (project->store), error,
                   "SELECT hash, path FROM blob JOIN blob_link ON blob = blob.id"
                   " WHERE stored = 1 ORDER BY path",
                   "");
  if (stmt == NULL)
    return FALSE;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    CsHash hash;
    cs_stmt_hash (stmt, 0, &hash);
    if (g_cancellable_is_cancelled (cancellable))
      return cs_fail (error, CS_ERROR_CANCELLED, "stopped");
    check_linked (project, &hash, cs_stmt_text (stmt, 1), problems, cancellable);
  }
  return state == 0;
}

gboolean
cs_project_verify_sources (CsProject *project, gboolean linked, GPtrArray *problems,
                           GCancellable *cancellable, GError **error)
{
  return check_embedded (project, problems, error) && check_absent (project, problems, error) &&
         (!linked || check_links (project, problems, cancellable, error));
}
