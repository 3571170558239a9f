/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-private.h"
#include "cs-project-reads.h"
#include "cs-verify.h"

#include <string.h>

#define DAY_US (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

typedef struct {
  CsDb *ours, *theirs;
  GArray *forks; /* of Feed: sittings that went on in both files, and differently */
  CsMergeReport report;
} Merge;

/* --- sittings and their events --- */

typedef struct {
  gint64 id, n;
  CsGid gid;
  CsHash head, key;
  gboolean sealed;
} Feed;

/* The event of FEED that both copies must share. */
static gboolean
event_hash_at (CsDb *db, gint64 feed, gint64 seq, CsHash *ret_hash)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (db, NULL, "SELECT hash FROM event WHERE feed = ? AND seq = ?", "ii", feed, seq);
  return stmt != NULL && cs_stmt_step (stmt, NULL) > 0 && cs_stmt_hash (stmt, 0, ret_hash);
}

/* The chain is the same up to and with event SEQ, since each hash covers the one before. */
static gboolean
same_through (Merge *merge, const Feed *theirs, const Feed *ours, gint64 seq)
{
  CsHash a, b;
  return event_hash_at (merge->theirs, theirs->id, seq, &a) &&
         event_hash_at (merge->ours, ours->id, seq, &b) && cs_hash_equal (&a, &b);
}

/* How many events the two share before they part. */
static gint64
shared_events (Merge *merge, const Feed *theirs, const Feed *ours)
{
  gint64 same = 0, parted = MIN (theirs->n, ours->n);
  while (same < parted) {
    gint64 middle = same + (parted - same) / 2;
    if (same_through (merge, theirs, ours, middle))
      same = middle + 1;
    else
      parted = middle;
  }
  return same;
}

static gboolean
unproven (const Feed *feed, GError **error)
{
  char hex[CS_GID_HEX + 1];
  return cs_fail (error, CS_ERROR_CONFLICT,
                  "sitting %.8s goes on in the other file without being proven to be of the "
                  "same person; nothing was merged",
                  cs_gid_to_hex (&feed->gid, hex));
}

static gboolean
read_feed (CsStmt *stmt, Feed *ret_feed)
{
  *ret_feed = (Feed){ .id = cs_stmt_int (stmt, 0), .n = cs_stmt_int (stmt, 3) };
  ret_feed->sealed = !cs_stmt_is_null (stmt, 5);
  return cs_stmt_gid (stmt, 1, &ret_feed->gid) && cs_stmt_hash (stmt, 2, &ret_feed->key) &&
         cs_stmt_hash (stmt, 4, &ret_feed->head);
}

#define FEED_COLUMNS "id, gid, pubkey, n, head, seal"

/* One of our rows beside theirs: another person's or unproven ones are no copies of each other. RET
 * is set when theirs is all there, or goes on from it. */
static gboolean
compare_feeds (Merge *merge, const Feed *theirs, const Feed *ours, Feed *ret, gint64 *shared,
               GError **error)
{
  gboolean same = same_through (merge, theirs, ours, MIN (theirs->n, ours->n) - 1);
  const Feed *longer = theirs->n > ours->n ? theirs : ours;
  const Feed *shorter = longer == theirs ? ours : theirs;
  if (!cs_hash_equal (&theirs->key, &ours->key) || (!same && !(theirs->sealed && ours->sealed)) ||
      (longer->n > shorter->n && shorter->sealed && !longer->sealed))
    return unproven (theirs, error);
  if (!same)
    *shared = MAX (*shared, shared_events (merge, theirs, ours));
  else if (ret->id == 0 || ours->n > ret->n)
    *ret = *ours;
  return TRUE;
}

/* Where theirs goes on in our file: RET_OURS has id 0 when it has a row of its own to begin, and
 * SHARED tells how much of it we have in another one that goes on differently. */
static gboolean
find_ours (Merge *merge, const Feed *theirs, Feed *ret_ours, gint64 *ret_shared, GError **error)
{
  Feed found = { .gid = theirs->gid };
  gint64 shared = 0;
  g_autoptr (CsStmt) stmt = cs_db_query (
      merge->ours, error, "SELECT " FEED_COLUMNS " FROM feed WHERE gid = ?", "g", &theirs->gid);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    Feed ours;
    if (!read_feed (stmt, &ours) || !compare_feeds (merge, theirs, &ours, &found, &shared, error))
      return FALSE;
  }
  *ret_ours = found;
  *ret_shared = found.id == 0 ? shared : found.n;
  return state == 0;
}

static gboolean
copy_events (Merge *merge, const Feed *theirs, const Feed *ours, gint64 shared, gint64 latest,
             GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (merge->theirs, error,
                                         "SELECT seq, at, kind, body, bhash, hash FROM event"
                                         " WHERE feed = ? AND seq >= ? ORDER BY seq",
                                         "ii", theirs->id, ours->n);
  if (stmt == NULL)
    return FALSE;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    CsHash body_hash, hash;
    cs_stmt_hash (stmt, 4, &body_hash);
    cs_stmt_hash (stmt, 5, &hash);
    if (cs_stmt_int (stmt, 1) > latest)
      return cs_fail (error, CS_ERROR_INVALID,
                      "the other file holds times more than a day in the future; set the clock of "
                      "the machine it was made on, or this one's");
    if (!cs_db_run (merge->ours, error,
                    "INSERT INTO event (feed, seq, at, kind, body, bhash, hash)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    "iiitthh", ours->id, cs_stmt_int (stmt, 0), cs_stmt_int (stmt, 1),
                    cs_stmt_text (stmt, 2), cs_stmt_text (stmt, 3), &body_hash, &hash))
      return FALSE;
    merge->report.events += cs_stmt_int (stmt, 0) >= shared;
  }
  return state == 0;
}

static gboolean
copy_feed (Merge *merge, CsStmt *row, gint64 latest, GError **error)
{
  Feed theirs, ours;
  gint64 shared = 0;
  g_autoptr (GBytes) key = cs_stmt_bytes (row, 2);
  g_autoptr (GBytes) seal = cs_stmt_bytes (row, 5);
  if (!read_feed (row, &theirs))
    return cs_fail (error, CS_ERROR_CORRUPT, "a malformed sitting");
  if (!find_ours (merge, &theirs, &ours, &shared, error))
    return FALSE;
  if (ours.n > theirs.n || (ours.n == theirs.n && (ours.sealed || !theirs.sealed)))
    return TRUE;
  if (ours.id == 0) {
    if (!cs_db_run (merge->ours, error,
                    "INSERT INTO feed (gid, pubkey, n, head, seal) VALUES (?, ?, ?, ?, ?)", "gBihB",
                    &theirs.gid, key, theirs.n, &theirs.head, seal))
      return FALSE;
    ours.id = cs_db_last_id (merge->ours);
    if (shared > 0)
      g_array_append_val (merge->forks, theirs);
    else
      merge->report.sittings++;
  } else if (!cs_db_run (merge->ours, error,
                         "UPDATE feed SET n = ?, head = ?, seal = ? WHERE id = ?", "ihBi", theirs.n,
                         &theirs.head, seal, ours.id)) {
    return FALSE;
  }
  return copy_events (merge, &theirs, &ours, shared, latest, error);
}

static gboolean
copy_feeds (Merge *merge, gint64 latest, GError **error)
{
  /* By arrival there, which brings founding first. */
  g_autoptr (CsStmt) stmt =
      cs_db_query (merge->theirs, error, "SELECT " FEED_COLUMNS " FROM feed ORDER BY id", "");
  if (stmt == NULL)
    return FALSE;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0)
    if (!copy_feed (merge, stmt, latest, error))
      return FALSE;
  return state == 0;
}

/* --- content --- */

/* What is only known here and lies there comes along too. */
static gboolean
copy_objects (Merge *merge, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      merge->theirs, error, "SELECT hash, size, enc, data FROM object ORDER BY id", "");
  if (stmt == NULL)
    return FALSE;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    CsHash hash;
    gint64 there = -1;
    gboolean absent = cs_stmt_is_null (stmt, 3);
    cs_stmt_hash (stmt, 0, &hash);
    if (!cs_db_get_int (merge->ours, -1, &there, error,
                        "SELECT data IS NOT NULL FROM object WHERE hash = ?", "h", &hash))
      return FALSE;
    if (there == 1 || (there == 0 && absent))
      continue;
    g_autoptr (GBytes) data = cs_stmt_bytes (stmt, 3);
    if (!cs_db_run (merge->ours, error,
                    "INSERT INTO object (hash, size, enc, data) VALUES (?, ?, ?, ?) ON CONFLICT"
                    " (hash) DO UPDATE SET size = excluded.size, enc = excluded.enc,"
                    " data = excluded.data",
                    "hiiB", &hash, cs_stmt_int (stmt, 1), cs_stmt_int (stmt, 2), data))
      return FALSE;
    merge->report.objects++;
  }
  return state == 0;
}

static gboolean
copy_chunks (Merge *merge, gint64 theirs, gint64 ours, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (merge->theirs, error,
                   "SELECT id, hash, data FROM blob_chunk WHERE id >= ? AND id < ? ORDER BY id",
                   "ii", theirs << 24, (theirs + 1) << 24);
  if (stmt == NULL)
    return FALSE;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    CsHash hash;
    gsize size = 0;
    gconstpointer data = cs_stmt_blob (stmt, 2, &size);
    cs_stmt_hash (stmt, 1, &hash);
    if (!cs_db_run (merge->ours, error, "INSERT INTO blob_chunk (id, hash, data) VALUES (?, ?, ?)",
                    "ihb", ours << 24 | (cs_stmt_int (stmt, 0) & 0xffffff), &hash, data, size))
      return FALSE;
  }
  return state == 0;
}

/* A linked source stays where it is on the other machine: known here, but absent. */
static gboolean
copy_blobs (Merge *merge, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      merge->theirs, error, "SELECT id, hash, size, media, stored FROM blob ORDER BY id", "");
  if (stmt == NULL)
    return FALSE;
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    CsHash hash;
    gint64 stored = -1;
    gboolean embedded = cs_stmt_int (stmt, 4) == 2;
    cs_stmt_hash (stmt, 1, &hash);
    if (!cs_db_get_int (merge->ours, -1, &stored, error, "SELECT stored FROM blob WHERE hash = ?",
                        "h", &hash))
      return FALSE;
    if (stored > 0 || (stored == 0 && !embedded))
      continue;
    if (!cs_db_run (merge->ours, error,
                    "INSERT INTO blob (hash, size, media, stored) VALUES (?, ?, ?, ?)"
                    " ON CONFLICT (hash) DO UPDATE SET size = excluded.size,"
                    " media = excluded.media, stored = excluded.stored",
                    "hiti", &hash, cs_stmt_int (stmt, 2), cs_stmt_text (stmt, 3),
                    (gint64)(embedded ? 2 : 0)))
      return FALSE;
    gint64 ours = 0;
    if (!cs_db_get_int (merge->ours, 0, &ours, error, "SELECT id FROM blob WHERE hash = ?", "h",
                        &hash) ||
        (embedded && !copy_chunks (merge, cs_stmt_int (stmt, 0), ours, error)))
      return FALSE;
    merge->report.blobs++;
  }
  return state == 0;
}

/* --- the whole --- */

/* The project that INDEX was folded to is PROJECT; an earlier founding that came in from elsewhere
 * would make it another one, with other people. */
static gboolean
is_same_project (CsProject *project, CsIndex *index, const char *path, GError **error)
{
  CsGid gid;
  g_autofree char *hex = cs_index_meta (index, "project");
  return (hex != NULL && cs_gid_from_hex (hex, &gid) && cs_gid_equal (&gid, &project->gid)) ||
         cs_fail (error, CS_ERROR_INVALID,
                  "%s is another project; only copies of the same project merge", path);
}

/* Signed cases of both sides, so that none is lost in silence. */
static GHashTable *
signatures_of (CsIndex *index, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (index), error, "SELECT gid, title FROM work WHERE status = ?", "i",
                   (gint64)CS_CASE_SIGNED);
  if (stmt == NULL)
    return NULL;
  g_autoptr (GHashTable) cases =
      g_hash_table_new_full (cs_gid_hash_func, cs_gid_equal_func, g_free, g_free);
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    CsGid *gid = g_new0 (CsGid, 1);
    cs_stmt_gid (stmt, 0, gid);
    g_hash_table_replace (cases, gid, g_strdup (cs_stmt_text (stmt, 1)));
  }
  return state == 0 ? g_steal_pointer (&cases) : NULL;
}

/* Who only labels is not told of cases that are not theirs, not even their titles; what became of a
 * signature is work, which no observer is told of. */
static gboolean
names_cases (CsProject *project)
{
  return (cs_project_reader (project).roles & ~(guint)(CS_ROLE_LABELER | CS_ROLE_OBSERVER)) != 0;
}

static gboolean
tell_lost (CsProject *project, GHashTable *before, Merge *merge, GPtrArray *problems,
           GError **error)
{
  g_autoptr (GHashTable) after = signatures_of (project->index, error);
  if (after == NULL)
    return FALSE;
  GHashTableIter iter;
  gpointer gid, title;
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &gid, &title)) {
    if (g_hash_table_contains (after, gid))
      continue;
    merge->report.signed_lost++;
    if (names_cases (project))
      cs_problems_add (problems, CS_SEVERITY_WARNING, "signature-lost", title,
                       "the signature on \"%s\" does not count after this merge: something earlier "
                       "on the other side comes before it",
                       (char *)title);
    else
      cs_problems_add (problems, CS_SEVERITY_WARNING, "signature-lost", NULL,
                       "the signature on a case does not count after this merge: something earlier "
                       "on the other side comes before it; a lead sees which");
  }
  return cs_db_get_int (cs_index_db (project->index), 0, &merge->report.unrecognised, error,
                        "SELECT count(*) FROM unrecognised", "");
}

/* When the sitting began, as its person's clock said. */
static char *
beginning_of (Merge *merge, const CsGid *gid)
{
  gint64 at = 0;
  cs_db_get_int (merge->ours, 0, &at, NULL,
                 "SELECT at FROM event JOIN feed ON feed.id = event.feed WHERE gid = ? AND seq = 0",
                 "g", gid);
  return cs_time_to_rfc3339 (at);
}

static void
tell_forks (CsProject *project, Merge *merge, GPtrArray *problems)
{
  for (guint i = 0; i < merge->forks->len; i++) {
    const Feed *fork = &g_array_index (merge->forks, Feed, i);
    char hex[CS_GID_HEX + 1];
    g_autofree char *began = beginning_of (merge, &fork->gid);
    g_autoptr (CsStmt) stmt =
        cs_db_query (cs_index_db (project->index), NULL,
                     "SELECT handle FROM person WHERE sitting_key = ?", "h", &fork->key);
    const char *who =
        stmt != NULL && cs_stmt_step (stmt, NULL) > 0 ? cs_stmt_text (stmt, 0) : "somebody";
    cs_problems_add (problems, CS_SEVERITY_WARNING, "forked", cs_gid_to_hex (&fork->gid, hex),
                     "the sitting of %s that began at %s goes on differently in the two files: one "
                     "was copied while it was open. Both ways are sealed with the key of %s and "
                     "both were kept; ask %s whether both are theirs",
                     who, began, who, who);
  }
}

/* Each case whose acts in two copies have met, or came too late to. */
static gboolean
tell_rivals (CsProject *project, GPtrArray *problems, GError **error)
{
  static const char *const said[] = {
    "two copies went on differently with %s; somebody who did neither settles it, at adjudication",
    "what another copy did with %s came after it was decided for good; it is kept, and a lead who "
    "reopens the case brings it to adjudication",
  };
  gboolean named = names_cases (project);
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT title, max (state) = 0 FROM rival JOIN work ON work.gid = case_gid"
                   " WHERE state < 2 GROUP BY case_gid ORDER BY work.ord",
                   "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    const char *title = cs_stmt_text (stmt, 0);
    g_autofree char *words = named ? g_strdup_printf ("\"%s\"", title) : g_strdup ("a case");
    const char *sentence = said[cs_stmt_int (stmt, 1) != 0];
    g_auto (GStrv) parts = g_strsplit (sentence, "%s", 2);
    cs_problems_add (problems, CS_SEVERITY_WARNING, "met", named ? title : NULL, "%s%s%s", parts[0],
                     words, parts[1]);
  }
  return state == 0;
}

static gboolean
copy_all (Merge *merge, CsEnv *env, GError **error)
{
  return copy_objects (merge, error) && copy_blobs (merge, error) &&
         copy_feeds (merge, env->wall (env) + DAY_US, error);
}

static gboolean
open_other (CsProject *project, const char *other, Merge *merge, CsStore **ret_store,
            GHashTable **ret_signed, GError **error)
{
  g_autoptr (CsStore) store = cs_store_open (project->env, other, CS_STORE_LOOK, error);
  if (store == NULL)
    return FALSE;
  if (strcmp (cs_store_path (store), cs_store_path (project->store)) == 0)
    return cs_fail (error, CS_ERROR_INVALID, "%s is the project itself; name another copy of it",
                    other);
  /* One state of it, whoever works on it meanwhile. */
  if (!cs_db_exec (cs_store_db (store), "BEGIN", error))
    return FALSE;
  g_autoptr (CsIndex) index = cs_index_open (store, error);
  if (index == NULL || !is_same_project (project, index, other, error))
    return FALSE;
  *ret_signed = signatures_of (index, error);
  merge->ours = cs_store_db (project->store);
  merge->theirs = cs_store_db (store);
  *ret_store = g_steal_pointer (&store);
  return *ret_signed != NULL;
}

static gboolean
count_people (CsProject *project, gint64 *ret_people, GError **error)
{
  return cs_db_get_int (cs_index_db (project->index), 0, ret_people, error,
                        "SELECT count(*) FROM person", "");
}

/* What was known of the project until now. */
static gboolean
begin_anew (CsProject *project, GError **error)
{
  g_clear_pointer (&project->schema, cs_schema_unref);
  g_clear_pointer (&project->guideline, cs_guideline_unref);
  return cs_project_begin_sitting (project, error);
}

gboolean
cs_project_merge (CsProject *project, const char *other, gboolean dry_run,
                  CsMergeReport *ret_report, GPtrArray *problems, GError **error)
{
  g_autoptr (GArray) forks = g_array_new (FALSE, FALSE, sizeof (Feed));
  Merge merge = { .forks = forks };
  gint64 before = 0, after = 0;
  g_autoptr (CsStore) store = NULL;
  g_autoptr (GHashTable) theirs_signed = NULL;
  g_autoptr (GHashTable) ours_signed = signatures_of (project->index, error);
  if (ours_signed == NULL || !open_other (project, other, &merge, &store, &theirs_signed, error) ||
      !count_people (project, &before, error))
    return FALSE;
  g_autoptr (CsTxn) txn = cs_project_begin_blobs (project, error);
  if (txn == NULL || !copy_all (&merge, project->env, error))
    return FALSE;
  g_clear_pointer (&store, cs_store_close);
  g_autoptr (CsIndexBatch) batch = cs_index_begin (project->index, error);
  if (batch == NULL || !cs_index_refold (project->index, error) ||
      !is_same_project (project, project->index, other, error) ||
      !tell_lost (project, ours_signed, &merge, problems, error) ||
      !tell_lost (project, theirs_signed, &merge, problems, error) ||
      !count_people (project, &after, error))
    return FALSE;
  tell_forks (project, &merge, problems);
  merge.report.people = after - before;
  *ret_report = merge.report;
  if (dry_run)
    return TRUE;
  if (!cs_txn_commit (g_steal_pointer (&txn), error))
    return FALSE;
  if (!cs_index_commit (g_steal_pointer (&batch), NULL))
    cs_index_follow (project->index, NULL);
  return begin_anew (project, error) && cs_project_catch_up (project, error) &&
         tell_rivals (project, problems, error);
}
