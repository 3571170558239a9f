/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-verify.h"
#include "cs-json.h"
#include "cs-object-code.h"
#include "cs-project-ddl.h"
#include "cs-sshsig.h"

#include <string.h>

#define CHUNKS_PER_BLOB_BITS 24

/* --- the tables themselves --- */

static char *
schema_text (CsDb *db, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      db, error,
      "SELECT type || '|' || name || '|' || tbl_name || '|' || coalesce(sql, '') FROM sqlite_schema"
      " WHERE name NOT IN ('sqlite_stat1', 'sqlite_stat4') ORDER BY 1",
      "");
  if (stmt == NULL)
    return NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    g_string_append (text, cs_stmt_text (stmt, 0));
    g_string_append_c (text, '\n');
  }
  return state < 0 ? NULL : g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
expected_schema (GError **error)
{
  g_autoptr (CsDb) ours = cs_db_open (NULL, CS_DB_MEMORY, error);
  if (ours == NULL || !cs_db_exec (ours, CS_PROJECT_DDL, error))
    return NULL;
  return schema_text (ours, error);
}

static gboolean
roots_distinct (CsDb *db, GError **error)
{
  gint64 odd = 0;
  if (!cs_db_get_int (db, 0, &odd, error,
                      "SELECT count(*) - count(DISTINCT rootpage) + sum(rootpage < 2)"
                      " FROM sqlite_schema",
                      ""))
    return FALSE;
  return odd == 0 ? TRUE : cs_fail (error, CS_ERROR_CORRUPT, "two tables share their pages");
}

gboolean
cs_verify_tables (CsDb *db, GError **error)
{
  g_autofree char *there = schema_text (db, error);
  g_autofree char *ours = there != NULL ? expected_schema (error) : NULL;
  if (ours == NULL)
    return FALSE;
  if (strcmp (there, ours) != 0)
    return cs_fail (error, CS_ERROR_INVALID,
                    "its tables are not those of a Countersign project (something was added or "
                    "changed by another program)");
  if (!roots_distinct (db, error))
    return FALSE;
  g_autoptr (CsStmt) check = cs_db_query (db, error, "PRAGMA quick_check(1)", "");
  if (check == NULL || cs_stmt_step (check, error) != 1)
    return FALSE;
  const char *verdict = cs_stmt_text (check, 0);
  if (g_strcmp0 (verdict, "ok") != 0)
    return cs_fail (error, CS_ERROR_CORRUPT, "damaged pages: %s", verdict);
  return TRUE;
}

/* --- events --- */

static void
put_be64 (guint8 *at, gint64 value)
{
  guint64 big = GUINT64_TO_BE ((guint64)value);
  memcpy (at, &big, sizeof big);
}

void
cs_event_hash (const CsGid *feed, gint64 seq, gint64 at, const char *kind, const CsHash *body_hash,
               const CsHash *previous, CsHash *ret_hash)
{
  static const char tag[] = "csg-event-1";
  guint8 bytes[sizeof tag - 1 + 16 + 8 + 8 + 1 + 255 + 32 + 32];
  gsize n = sizeof tag - 1, kind_length = strlen (kind);
  g_assert (kind_length <= 255);
  memcpy (bytes, tag, n);
  memcpy (bytes + n, feed->bytes, 16);
  put_be64 (bytes + n + 16, seq);
  put_be64 (bytes + n + 24, at);
  bytes[n + 32] = (guint8)kind_length;
  n += 33;
  memcpy (bytes + n, kind, kind_length);
  n += kind_length;
  memcpy (bytes + n, body_hash->bytes, 32);
  memcpy (bytes + n + 32, previous->bytes, 32);
  cs_hash_data (bytes, n + 64, ret_hash);
}

char *
cs_seal_text (const CsGid *feed, gint64 n, const CsHash *head, gsize *ret_size)
{
  g_autoptr (CsJson) seal = cs_json_new_object ();
  cs_json_put_gid (seal, "feed", feed);
  cs_json_put_string (seal, "format", "countersign-seal-1");
  cs_json_put_hash (seal, "head", head);
  cs_json_put_int (seal, "n", n);
  return cs_json_to_canonical (seal, ret_size);
}

typedef struct {
  gint64 id, n;
  CsGid gid;
  CsHash head;
  CsPublicKey key;
  gboolean sealed;
  CsSignature seal;
} Feed;

static gboolean
altered_event (const Feed *feed, gint64 seq, const char *kind, const char *what, GError **error)
{
  char hex[CS_GID_HEX + 1];
  return cs_fail (error, CS_ERROR_CORRUPT,
                  "first altered record: event %" G_GINT64_FORMAT " (%s) of sitting %.8s: %s", seq,
                  kind != NULL ? kind : "?", cs_gid_to_hex (&feed->gid, hex), what);
}

static gboolean
check_event (CsStmt *stmt, const Feed *feed, gint64 seq, CsHash *previous, GError **error)
{
  const char *kind = cs_stmt_text (stmt, 2);
  const char *body = cs_stmt_text (stmt, 3);
  CsHash body_hash, hash, computed;
  if (cs_stmt_int (stmt, 0) != seq)
    return altered_event (feed, seq, kind, "it is missing", error);
  if (kind == NULL || strlen (kind) > 255 || !cs_stmt_hash (stmt, 4, &body_hash) ||
      !cs_stmt_hash (stmt, 5, &hash))
    return altered_event (feed, seq, kind, "malformed", error);
  if (body != NULL) {
    gsize size = 0;
    cs_stmt_blob (stmt, 3, &size);
    cs_hash_data (body, size, &computed);
    if (!cs_hash_equal (&computed, &body_hash))
      return altered_event (feed, seq, kind, "its content does not match its hash", error);
  }
  cs_event_hash (&feed->gid, seq, cs_stmt_int (stmt, 1), kind, &body_hash, previous, &computed);
  if (!cs_hash_equal (&computed, &hash))
    return altered_event (feed, seq, kind, "it does not follow from the one before", error);
  *previous = computed;
  return TRUE;
}

static gboolean
check_feed (CsDb *db, const Feed *feed, GPtrArray *problems, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (db, error,
                   "SELECT seq, at, kind, body, bhash, hash FROM event WHERE feed = ?"
                   " ORDER BY seq",
                   "i", feed->id);
  if (stmt == NULL)
    return FALSE;
  CsHash previous = { { 0 } };
  gint64 seq = 0;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    if (!check_event (stmt, feed, seq, &previous, error))
      return FALSE;
    seq++;
  }
  if (state < 0)
    return FALSE;
  if (seq != feed->n || !cs_hash_equal (&previous, &feed->head))
    return altered_event (feed, seq, "the end", "the sitting does not end where it says", error);
  char hex[CS_GID_HEX + 1];
  if (!feed->sealed) {
    cs_problems_add (problems, CS_SEVERITY_WARNING, "unsealed", cs_gid_to_hex (&feed->gid, hex),
                     "a sitting without a seal: who wrote it is not proven");
    return TRUE;
  }
  gsize size = 0;
  g_autofree char *text = cs_seal_text (&feed->gid, feed->n, &feed->head, &size);
  if (!cs_sshsig_verify (&feed->key, CS_SSHSIG_SITTING, text, size, &feed->seal))
    return altered_event (feed, seq - 1, "the seal", "the seal does not fit its events", error);
  return TRUE;
}

static gboolean
read_feed (CsStmt *stmt, Feed *ret_feed, GError **error)
{
  CsHash key;
  gsize size = 0;
  ret_feed->id = cs_stmt_int (stmt, 0);
  ret_feed->n = cs_stmt_int (stmt, 3);
  if (!cs_stmt_gid (stmt, 1, &ret_feed->gid) || !cs_stmt_hash (stmt, 2, &key) ||
      !cs_stmt_hash (stmt, 4, &ret_feed->head))
    return cs_fail (error, CS_ERROR_CORRUPT, "first altered record: a malformed sitting");
  memcpy (ret_feed->key.bytes, key.bytes, sizeof key.bytes);
  gconstpointer seal = cs_stmt_blob (stmt, 5, &size);
  ret_feed->sealed = seal != NULL;
  if (seal != NULL && size != sizeof ret_feed->seal)
    return cs_fail (error, CS_ERROR_CORRUPT, "first altered record: a malformed seal");
  if (seal != NULL)
    memcpy (ret_feed->seal.bytes, seal, size);
  return TRUE;
}

static gboolean
check_feeds (CsDb *db, GPtrArray *problems, CsVerifyCounts *counts, GCancellable *cancellable,
             GError **error)
{
  /* In the order of their first events, so that "the first altered record" is the earliest. */
  g_autoptr (CsStmt) stmt =
      cs_db_query (db, error, "SELECT id, gid, pubkey, n, head, seal FROM feed ORDER BY id", "");
  if (stmt == NULL)
    return FALSE;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    Feed feed;
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !read_feed (stmt, &feed, error) || !check_feed (db, &feed, problems, error))
      return FALSE;
    counts->feeds++;
    counts->events += feed.n;
  }
  if (state < 0)
    return FALSE;
  gint64 all = 0;
  if (!cs_db_get_int (db, 0, &all, error, "SELECT count(*) FROM event", ""))
    return FALSE;
  return all == counts->events
             ? TRUE
             : cs_fail (error, CS_ERROR_CORRUPT, "first altered record: an event of no sitting");
}

/* --- content --- */

static gboolean
check_objects (CsDb *db, CsVerifyCounts *counts, GCancellable *cancellable, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (db, error, "SELECT hash, size, enc, data FROM object ORDER BY id", "");
  if (stmt == NULL)
    return FALSE;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    CsHash hash;
    char hex[CS_HASH_HEX + 1];
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (!cs_stmt_hash (stmt, 0, &hash))
      return cs_fail (error, CS_ERROR_CORRUPT, "first altered record: a malformed object");
    counts->objects++;
    counts->bytes += cs_stmt_int (stmt, 1);
    if (cs_stmt_is_null (stmt, 3))
      continue;
    gsize size = 0;
    gconstpointer data = cs_stmt_blob (stmt, 3, &size);
    g_autoptr (GBytes) bytes =
        cs_object_unpack (&hash, cs_stmt_int (stmt, 1), cs_stmt_int (stmt, 2), data, size, NULL);
    if (bytes == NULL)
      return cs_fail (error, CS_ERROR_CORRUPT, "first altered record: object %.12s",
                      cs_hash_to_hex (&hash, hex));
  }
  return state == 0;
}

/* One embedded blob: its chunks' own hashes and the hash of the whole. */
static gboolean
check_blob (CsDb *db, gint64 id, const CsHash *hash, gint64 size, GError **error)
{
  char hex[CS_HASH_HEX + 1];
  g_autoptr (CsStmt) stmt = cs_db_query (
      db, error, "SELECT id, hash, data FROM blob_chunk WHERE id >= ? AND id < ? ORDER BY id", "ii",
      id << CHUNKS_PER_BLOB_BITS, (id + 1) << CHUNKS_PER_BLOB_BITS);
  if (stmt == NULL)
    return FALSE;
  g_autoptr (CsHasher) whole = cs_hasher_new ();
  gint64 seen = 0;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    CsHash claimed, computed;
    gsize length = 0;
    gconstpointer data = cs_stmt_blob (stmt, 2, &length);
    cs_hash_data (data, length, &computed);
    if (!cs_stmt_hash (stmt, 1, &claimed) || !cs_hash_equal (&claimed, &computed))
      return cs_fail (error, CS_ERROR_CORRUPT,
                      "first altered record: chunk %" G_GINT64_FORMAT " of source %.12s",
                      cs_stmt_int (stmt, 0) & ((1 << CHUNKS_PER_BLOB_BITS) - 1),
                      cs_hash_to_hex (hash, hex));
    cs_hasher_add (whole, data, length);
    seen += (gint64)length;
  }
  CsHash computed;
  cs_hasher_finish (whole, &computed);
  if (state < 0)
    return FALSE;
  return seen == size && cs_hash_equal (&computed, hash)
             ? TRUE
             : cs_fail (error, CS_ERROR_CORRUPT, "first altered record: source %.12s",
                        cs_hash_to_hex (hash, hex));
}

static gboolean
check_blobs (CsDb *db, CsVerifyCounts *counts, GCancellable *cancellable, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (db, error, "SELECT id, hash, size, stored FROM blob ORDER BY id", "");
  if (stmt == NULL)
    return FALSE;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    CsHash hash;
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (!cs_stmt_hash (stmt, 1, &hash))
      return cs_fail (error, CS_ERROR_CORRUPT, "first altered record: a malformed source");
    counts->blobs++;
    counts->bytes += cs_stmt_int (stmt, 2);
    if (cs_stmt_int (stmt, 3) == 2 &&
        !check_blob (db, cs_stmt_int (stmt, 0), &hash, cs_stmt_int (stmt, 2), error))
      return FALSE;
  }
  return state == 0;
}

gboolean
cs_verify_truth (CsDb *db, GPtrArray *problems, CsVerifyCounts *ret_counts,
                 GCancellable *cancellable, GError **error)
{
  CsVerifyCounts counts = { 0 };
  g_autoptr (GError) inner = NULL;
  gboolean ok = check_feeds (db, problems, &counts, cancellable, &inner) &&
                check_objects (db, &counts, cancellable, &inner) &&
                check_blobs (db, &counts, cancellable, &inner);
  if (!ok) {
    if (g_error_matches (inner, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      return cs_fail (error, CS_ERROR_CANCELLED, "stopped");
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  if (ret_counts != NULL)
    *ret_counts = counts;
  return TRUE;
}
