/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-verify.h"
#include "cs-blob.h"
#include "cs-journal.h"
#include "cs-object-code.h"
#include "cs-project-ddl.h"
#include "cs-sshsig.h"

#include <string.h>

/* Local row numbers beyond these would leave no room to go on counting from them. */
#define ID_MAX ((gint64)1 << 48)
#define BLOB_ID_MAX ((gint64)1 << 38)

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
  /* Not quick_check: rows that an index hides would be read by one query and not by another. */
  g_autoptr (CsStmt) check = cs_db_query (db, error, "PRAGMA integrity_check(1)", "");
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

/* One walk over all sittings. */
typedef struct {
  CsDb *db;
  GPtrArray *problems;
  CsVerifyCounts *counts;
  GHashTable *named; /* CsHash of events that sittings say they saw, and that were not met yet */
  gint64 at_id;      /* local id of the event that is looked at */
  gint64 first_id;   /* of the first altered one */
  GError *first;
} Walk;

static gboolean
altered_event (const Feed *feed, gint64 seq, const char *kind, const char *what, GError **error)
{
  char hex[CS_GID_HEX + 1];
  return cs_fail (error, CS_ERROR_CORRUPT,
                  "first altered record: event %" G_GINT64_FORMAT " (%s) of sitting %.8s: %s", seq,
                  kind != NULL ? kind : "?", cs_gid_to_hex (&feed->gid, hex), what);
}

static gboolean
text_is_whole (CsStmt *stmt, int column, const char *text)
{
  gsize size = 0;
  cs_stmt_blob (stmt, column, &size);
  return strlen (text) == size;
}

static gboolean
check_event (CsStmt *stmt, const Feed *feed, gint64 seq, gint64 *at, CsHash *previous,
             GError **error)
{
  const char *kind = cs_stmt_text (stmt, 2);
  const char *body = cs_stmt_text (stmt, 3);
  gint64 now = cs_stmt_int (stmt, 1);
  CsHash body_hash, hash, computed;
  gsize size = 0;
  if (cs_stmt_int (stmt, 0) != seq)
    return altered_event (feed, seq, kind, "it is missing", error);
  if (kind == NULL || strlen (kind) > 255 || !text_is_whole (stmt, 2, kind) ||
      !cs_stmt_hash (stmt, 4, &body_hash) || !cs_stmt_hash (stmt, 5, &hash))
    return altered_event (feed, seq, "?", "malformed", error);
  if (now <= *at || now > CS_EVENT_AT_MAX)
    return altered_event (feed, seq, kind, "its time does not follow from the one before", error);
  if (body == NULL)
    return altered_event (feed, seq, kind, "its content was removed", error);
  cs_stmt_blob (stmt, 3, &size);
  cs_hash_data (body, size, &computed);
  if (size > CS_EVENT_BODY_MAX || !cs_hash_equal (&computed, &body_hash))
    return altered_event (feed, seq, kind, "its content does not match its hash", error);
  cs_event_hash (&feed->gid, seq, now, kind, &body_hash, previous, &computed);
  if (!cs_hash_equal (&computed, &hash))
    return altered_event (feed, seq, kind, "it does not follow from the one before", error);
  *previous = computed;
  *at = now;
  return TRUE;
}

static gboolean
check_seal (Walk *walk, const Feed *feed, GError **error)
{
  char hex[CS_GID_HEX + 1];
  if (!feed->sealed) {
    cs_problems_add (walk->problems, CS_SEVERITY_WARNING, "unsealed",
                     cs_gid_to_hex (&feed->gid, hex),
                     "a sitting without a seal: who wrote it is not proven, so nothing in it "
                     "counts");
    return TRUE;
  }
  gsize size = 0;
  g_autofree char *text = cs_seal_text (&feed->gid, feed->n, &feed->head, &size);
  if (!cs_sshsig_verify (&feed->key, CS_SSHSIG_SITTING, text, size, &feed->seal))
    return altered_event (feed, feed->n - 1, "the seal", "the seal does not fit its events", error);
  return TRUE;
}

static gboolean
check_feed (Walk *walk, const Feed *feed, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (walk->db, error,
                   "SELECT seq, at, kind, body, bhash, hash, id FROM event WHERE feed = ?"
                   " ORDER BY seq",
                   "i", feed->id);
  if (stmt == NULL)
    return FALSE;
  CsHash previous = { { 0 } };
  gint64 seq = 0, at = -1;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    walk->at_id = cs_stmt_int (stmt, 6);
    if (walk->at_id < 1 || walk->at_id > ID_MAX)
      return altered_event (feed, seq, "?", "malformed", error);
    if (!check_event (stmt, feed, seq, &at, &previous, error))
      return FALSE;
    g_hash_table_remove (walk->named, &previous);
    seq++;
  }
  if (state < 0)
    return FALSE;
  if (seq != feed->n || !cs_hash_equal (&previous, &feed->head))
    return altered_event (feed, seq, "the end", "the sitting does not end where it says", error);
  return check_seal (walk, feed, error);
}

/* What sittings say they saw when they began: who takes a sitting out of the file leaves these. */
static gboolean
collect_named (Walk *walk, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      walk->db, error, "SELECT body FROM event WHERE seq = 0 AND kind = 'sitting.open'", "");
  if (stmt == NULL)
    return FALSE;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    gsize size = 0;
    const char *text = cs_stmt_blob (stmt, 0, &size);
    g_autoptr (CsJson) body = text != NULL ? cs_json_parse_canonical (text, size, NULL) : NULL;
    const CsJson *parents = cs_json_get (body, "parents");
    for (guint i = 0; i < cs_json_length (parents); i++) {
      CsHash parent;
      const char *hex = cs_json_string (cs_json_at (parents, i));
      if (hex != NULL && cs_hash_from_hex (hex, &parent))
        g_hash_table_add (walk->named, g_memdup2 (&parent, sizeof parent));
    }
  }
  return state == 0;
}

static gboolean
read_feed (CsStmt *stmt, Feed *ret_feed, GError **error)
{
  CsHash key;
  gsize size = 0;
  ret_feed->id = cs_stmt_int (stmt, 0);
  ret_feed->n = cs_stmt_int (stmt, 3);
  if (ret_feed->id < 1 || ret_feed->id > ID_MAX || !cs_stmt_gid (stmt, 1, &ret_feed->gid) ||
      !cs_stmt_hash (stmt, 2, &key) || !cs_stmt_hash (stmt, 4, &ret_feed->head))
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

/* Branches of one sitting are of one person, and proven: else one of them was made by somebody who
 * is not who they say. */
static gboolean
check_branches (CsDb *db, GError **error)
{
  CsGid gid;
  char hex[CS_GID_HEX + 1];
  g_autoptr (CsStmt) stmt = cs_db_query (db, error,
                                         "SELECT gid FROM feed GROUP BY gid HAVING count(*) > 1 AND"
                                         " (count(DISTINCT pubkey) > 1 OR count(seal) < count(*))",
                                         "");
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state <= 0)
    return state == 0;
  cs_stmt_gid (stmt, 0, &gid);
  return cs_fail (error, CS_ERROR_CORRUPT,
                  "first altered record: sitting %.8s stands there twice, and not both times "
                  "proven to be of the same person",
                  cs_gid_to_hex (&gid, hex));
}

/* Keeps the one that came first in the order of the journal. */
static void
note_altered (Walk *walk, GError *trouble)
{
  if (walk->first == NULL || walk->at_id < walk->first_id) {
    g_clear_error (&walk->first);
    walk->first = trouble;
    walk->first_id = walk->at_id;
  } else {
    g_error_free (trouble);
  }
}

static gboolean
walk_feeds (Walk *walk, GCancellable *cancellable, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      walk->db, error, "SELECT id, gid, pubkey, n, head, seal FROM feed ORDER BY id", "");
  if (stmt == NULL)
    return FALSE;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    Feed feed = { 0 };
    GError *trouble = NULL;
    walk->at_id = 0;
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (!read_feed (stmt, &feed, &trouble) || !check_feed (walk, &feed, &trouble)) {
      if (!g_error_matches (trouble, CS_ERROR, CS_ERROR_CORRUPT)) {
        g_propagate_error (error, trouble);
        return FALSE;
      }
      note_altered (walk, trouble);
      continue;
    }
    walk->counts->feeds++;
    walk->counts->events += feed.n;
  }
  return state == 0;
}

static gboolean
check_feeds (CsDb *db, GPtrArray *problems, CsVerifyCounts *counts, GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GHashTable) named =
      g_hash_table_new_full (cs_hash_hash_func, cs_hash_equal_func, g_free, NULL);
  Walk walk = { .db = db, .problems = problems, .counts = counts, .named = named };
  gint64 all = 0;
  gboolean ok = collect_named (&walk, error) && walk_feeds (&walk, cancellable, error);
  if (ok && walk.first != NULL) {
    g_propagate_error (error, g_steal_pointer (&walk.first));
    return FALSE;
  }
  g_clear_error (&walk.first);
  if (!ok || !check_branches (db, error) ||
      !cs_db_get_int (db, 0, &all, error, "SELECT count(*) FROM event", ""))
    return FALSE;
  if (all != counts->events)
    return cs_fail (error, CS_ERROR_CORRUPT, "first altered record: an event of no sitting");
  if (g_hash_table_size (named) > 0)
    return cs_fail (error, CS_ERROR_CORRUPT,
                    "first altered record: a sitting was taken out of the file; another one says "
                    "that it saw it");
  return TRUE;
}

/* --- content --- */

static gboolean
check_objects (CsDb *db, CsVerifyCounts *counts, GCancellable *cancellable, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (db, error, "SELECT hash, size, enc, data, id FROM object ORDER BY id", "");
  if (stmt == NULL)
    return FALSE;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    CsHash hash;
    char hex[CS_HASH_HEX + 1];
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (!cs_stmt_hash (stmt, 0, &hash) || cs_stmt_int (stmt, 4) < 1 ||
        cs_stmt_int (stmt, 4) > ID_MAX)
      return cs_fail (error, CS_ERROR_CORRUPT, "first altered record: a malformed object");
    counts->objects++;
    if (cs_stmt_is_null (stmt, 3))
      continue;
    gsize size = 0;
    gconstpointer data = cs_stmt_blob (stmt, 3, &size);
    g_autoptr (GBytes) bytes =
        cs_object_unpack (&hash, cs_stmt_int (stmt, 1), cs_stmt_int (stmt, 2), data, size, NULL);
    if (bytes == NULL)
      return cs_fail (error, CS_ERROR_CORRUPT, "first altered record: object %.12s",
                      cs_hash_to_hex (&hash, hex));
    counts->bytes += cs_stmt_int (stmt, 1);
  }
  return state == 0;
}

static gboolean
altered_source (const CsHash *hash, GError **error)
{
  char hex[CS_HASH_HEX + 1];
  return cs_fail (error, CS_ERROR_CORRUPT, "first altered record: source %.12s",
                  cs_hash_to_hex (hash, hex));
}

/* One embedded blob: its chunks' own hashes and the hash of the whole. */
static gboolean
check_blob (CsDb *db, gint64 id, const CsHash *hash, gint64 size, gint64 *chunks, GError **error)
{
  char hex[CS_HASH_HEX + 1];
  gint64 first = id << CS_BLOB_CHUNK_BITS;
  g_autoptr (CsStmt) stmt = cs_db_query (
      db, error, "SELECT id, hash, data FROM blob_chunk WHERE id >= ? AND id < ? ORDER BY id", "ii",
      first, (id + 1) << CS_BLOB_CHUNK_BITS);
  if (stmt == NULL)
    return FALSE;
  g_autoptr (CsHasher) whole = cs_hasher_new ();
  gint64 seen = 0, n = 0;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    CsHash claimed, computed;
    gsize length = 0;
    gconstpointer data = cs_stmt_blob (stmt, 2, &length);
    cs_hash_data (data, length, &computed);
    if (!cs_stmt_hash (stmt, 1, &claimed) || !cs_hash_equal (&claimed, &computed) ||
        cs_stmt_int (stmt, 0) != first + n ||
        (gint64)length != MIN (size - seen, (gint64)CS_BLOB_CHUNK))
      return cs_fail (error, CS_ERROR_CORRUPT,
                      "first altered record: chunk %" G_GINT64_FORMAT " of source %.12s", n,
                      cs_hash_to_hex (hash, hex));
    cs_hasher_add (whole, data, length);
    seen += (gint64)length;
    n++;
  }
  CsHash computed;
  cs_hasher_finish (whole, &computed);
  *chunks += n;
  return state == 0 &&
         ((seen == size && cs_hash_equal (&computed, hash)) || altered_source (hash, error));
}

static gboolean
check_blobs (CsDb *db, CsVerifyCounts *counts, GCancellable *cancellable, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (db, error, "SELECT id, hash, size, stored FROM blob ORDER BY id", "");
  if (stmt == NULL)
    return FALSE;
  gint64 chunks = 0, all = 0;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    CsHash hash;
    gint64 id = cs_stmt_int (stmt, 0), size = cs_stmt_int (stmt, 2);
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (id < 1 || id > BLOB_ID_MAX || size < 0 || size > CS_BLOB_MAX ||
        !cs_stmt_hash (stmt, 1, &hash))
      return cs_fail (error, CS_ERROR_CORRUPT, "first altered record: a malformed source");
    counts->blobs++;
    if (cs_stmt_int (stmt, 3) != CS_BLOB_EMBEDDED)
      continue;
    counts->bytes += size;
    if (!check_blob (db, id, &hash, size, &chunks, error))
      return FALSE;
  }
  if (state < 0 || !cs_db_get_int (db, 0, &all, error, "SELECT count(*) FROM blob_chunk", ""))
    return FALSE;
  return all == chunks ? TRUE
                       : cs_fail (error, CS_ERROR_CORRUPT,
                                  "first altered record: a chunk of no source in the file");
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
