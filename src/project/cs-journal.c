/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-journal.h"
#include "cs-sshsig.h"
#include "cs-verify.h"

#include <string.h>
#include <sys/utsname.h>

struct _CsSitting {
  CsStore *store;
  CsSigner *signer;
  CsGid project;
  gboolean has_project;
  CsJson *parents;
  CsGid gid;
  gint64 feed; /* row id, 0 before the first event */
  gint64 n;
  gint64 last_at;
  CsHash head;
};

struct _CsAct {
  CsSitting *sitting;
  CsTxn *txn;
  CsSitting before; /* what to go back to */
};

/* --- reading --- */

void
cs_event_clear (CsEvent *event)
{
  g_clear_pointer (&event->kind, g_free);
  g_clear_pointer (&event->body, cs_json_unref);
}

#define EVENT_COLUMNS                                                                              \
  "event.id, feed.gid, seq, at, kind, body, hash, pubkey, seal IS NOT NULL,"                       \
  " (SELECT hash FROM event AS before"                                                             \
  " WHERE before.feed = event.feed AND before.seq = event.seq - 1)"

static gboolean
event_from_row (CsStmt *stmt, CsEvent *ret_event, GError **error)
{
  CsHash key;
  CsEvent event = { .id = cs_stmt_int (stmt, 0),
                    .seq = cs_stmt_int (stmt, 2),
                    .at = cs_stmt_int (stmt, 3) };
  if (!cs_stmt_gid (stmt, 1, &event.feed) || !cs_stmt_hash (stmt, 6, &event.hash) ||
      !cs_stmt_hash (stmt, 7, &key))
    return cs_fail (error, CS_ERROR_CORRUPT, "event %" G_GINT64_FORMAT " is malformed", event.id);
  memcpy (event.key.bytes, key.bytes, sizeof key.bytes);
  cs_stmt_hash (stmt, 9, &event.previous);
  /* A body that is no canonical JSON makes its event worthless, not the project unreadable. */
  gsize size = 0;
  const char *body = cs_stmt_text (stmt, 5);
  cs_stmt_blob (stmt, 5, &size);
  if (body != NULL)
    event.body = cs_json_parse_canonical (body, size, NULL);
  event.malformed = body != NULL && event.body == NULL;
  event.sealed = cs_stmt_int (stmt, 8) != 0;
  event.kind = g_strdup (cs_stmt_text (stmt, 4));
  *ret_event = event;
  return TRUE;
}

/* The event is one of those that two branches of a sitting share, and stands in an earlier row. */
#define SHARED                                                                                     \
  "EXISTS (SELECT 1 FROM feed AS mine JOIN feed AS other ON other.gid = mine.gid"                  \
  " JOIN event AS twin ON twin.feed = other.id WHERE mine.id = event.feed AND other.id < mine.id"  \
  " AND twin.seq = event.seq AND twin.hash = event.hash)"

/* Only the ids are sorted: bodies may be large, and nobody is kept waiting by a long read. */
static GArray *
event_ids (CsStore *store, gint64 after, gint64 through, gboolean total_order, GError **error)
{
  static const char *const queries[] = {
    "SELECT id FROM event WHERE id > ? AND id <= ? ORDER BY id",
    "SELECT event.id FROM event JOIN feed ON feed.id = event.feed"
    " WHERE event.id > ? AND event.id <= ? ORDER BY at, gid, seq, hash",
    "SELECT id FROM event WHERE id > ? AND id <= ? AND NOT " SHARED " ORDER BY id",
    "SELECT event.id FROM event JOIN feed ON feed.id = event.feed"
    " WHERE event.id > ? AND event.id <= ? AND NOT " SHARED " ORDER BY at, gid, seq, hash",
  };
  gint64 forks = 0;
  if (!cs_db_get_int (cs_store_db (store), 0, &forks, error,
                      "SELECT count(*) - count(DISTINCT gid) FROM feed", ""))
    return NULL;
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_store_db (store), error, queries[(forks > 0 ? 2 : 0) + (total_order ? 1 : 0)],
                   "ii", after, through);
  if (stmt == NULL)
    return NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    gint64 id = cs_stmt_int (stmt, 0);
    g_array_append_val (ids, id);
  }
  return state == 0 ? g_steal_pointer (&ids) : NULL;
}

gboolean
cs_journal_foreach (CsStore *store, gint64 after, gint64 through, gboolean total_order,
                    CsEventFunc func, gpointer data, GError **error)
{
  g_autoptr (GArray) ids = event_ids (store, after, through, total_order, error);
  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++) {
    g_auto (CsEvent) event = { 0 };
    if (!cs_journal_read (store, g_array_index (ids, gint64, i), &event, error) ||
        !func (&event, data, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
cs_journal_read (CsStore *store, gint64 id, CsEvent *ret_event, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_store_db (store), error,
      "SELECT " EVENT_COLUMNS " FROM event JOIN feed ON feed.id = event.feed WHERE event.id = ?",
      "i", id);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state == 0)
    return cs_fail (error, CS_ERROR_NOT_FOUND, "there is no event %" G_GINT64_FORMAT, id);
  return state > 0 && event_from_row (stmt, ret_event, error);
}

gboolean
cs_journal_last (CsStore *store, gint64 *ret_id, CsHash *ret_hash, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (cs_store_db (store), error,
                                         "SELECT id, hash FROM event ORDER BY id DESC LIMIT 1", "");
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state < 0)
    return FALSE;
  CsHash hash = { { 0 } };
  if (state > 0 && !cs_stmt_hash (stmt, 1, &hash))
    return cs_fail (error, CS_ERROR_CORRUPT, "the last event is malformed");
  *ret_id = state > 0 ? cs_stmt_int (stmt, 0) : 0;
  *ret_hash = hash;
  return TRUE;
}

/* --- writing --- */

CsSitting *
cs_sitting_new (CsStore *store, CsSigner *signer, const CsGid *project, gint64 last_at,
                CsJson *parents)
{
  CsSitting *sitting = g_new0 (CsSitting, 1);
  sitting->store = store;
  sitting->signer = signer;
  sitting->parents = parents;
  sitting->last_at = last_at;
  if (project != NULL) {
    sitting->project = *project;
    sitting->has_project = TRUE;
  }
  cs_env_random_gid (cs_store_env (store), &sitting->gid);
  return sitting;
}

void
cs_sitting_free (CsSitting *sitting)
{
  if (sitting == NULL)
    return;
  cs_json_unref (sitting->parents);
  g_free (sitting);
}

CsSigner *
cs_sitting_signer (CsSitting *sitting)
{
  return sitting->signer;
}

void
cs_put_time (CsJson *body, CsEnv *env)
{
  gint64 wall = env->wall (env);
  cs_json_put_int (body, "offset", env->offset (env, wall));
  cs_json_put_int (body, "wall", wall);
  cs_json_put_string (body, "zone", env->zone);
}

void
cs_put_nonce (CsJson *body, CsEnv *env)
{
  CsGid nonce;
  cs_env_random_gid (env, &nonce);
  cs_json_put_gid (body, "nonce", &nonce);
}

static gboolean
insert_event (CsSitting *sitting, const char *kind, const CsJson *body, CsEvent *ret_event,
              GError **error)
{
  CsEnv *env = cs_store_env (sitting->store);
  CsHash body_hash, hash;
  gsize size = 0;
  g_autofree char *text = cs_json_to_canonical (body, &size);
  gint64 at = MAX (env->wall (env), sitting->last_at + 1);
  if (at < 0 || at > CS_EVENT_AT_MAX)
    return cs_fail (error, CS_ERROR_LIMIT,
                    "%s: its times lie too far in the future to go on from them",
                    cs_store_path (sitting->store));
  if (size > CS_EVENT_BODY_MAX)
    return cs_fail (error, CS_ERROR_LIMIT,
                    "one act of %" G_GSIZE_FORMAT " bytes; do it in smaller pieces", size);
  cs_hash_data (text, size, &body_hash);
  cs_event_hash (&sitting->gid, sitting->n, at, kind, &body_hash, &sitting->head, &hash);
  if (!cs_db_run (cs_store_db (sitting->store), error,
                  "INSERT INTO event (feed, seq, at, kind, body, bhash, hash)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?)",
                  "iiitthh", sitting->feed, sitting->n, at, kind, text, &body_hash, &hash))
    return FALSE;
  *ret_event = (CsEvent){ .id = cs_db_last_id (cs_store_db (sitting->store)),
                          .feed = sitting->gid,
                          .seq = sitting->n,
                          .at = at,
                          .kind = g_strdup (kind),
                          .body = cs_json_ref (body),
                          .sealed = TRUE, /* when the act is committed */
                          .hash = hash,
                          .previous = sitting->head,
                          .key = cs_signer_identity (sitting->signer)->sitting_key };
  sitting->n++;
  sitting->last_at = at;
  sitting->head = hash;
  return TRUE;
}

static gboolean
open_feed (CsSitting *sitting, CsEvent *ret_event, GError **error)
{
  CsDb *db = cs_store_db (sitting->store);
  CsEnv *env = cs_store_env (sitting->store);
  CsIdentity *identity = cs_signer_identity (sitting->signer);
  CsHash unset = { { 0 } };
  char hex[CS_HASH_HEX + 1];
  if (!cs_db_run (db, error, "INSERT INTO feed (gid, pubkey, n, head) VALUES (?, ?, 1, ?)", "gbh",
                  &sitting->gid, identity->sitting_key.bytes, sizeof identity->sitting_key.bytes,
                  &unset))
    return FALSE;
  sitting->feed = cs_db_last_id (db);
  struct utsname os = { 0 };
  uname (&os);
  g_autoptr (CsJson) body = cs_json_new_object ();
  cs_json_put_string (body, "key", cs_public_key_to_hex (&identity->sitting_key, hex));
  cs_json_put_string (body, "os", cs_json_text_ok (os.sysname) ? os.sysname : "?");
  cs_json_put (body, "parents", cs_json_ref (sitting->parents));
  cs_json_put_gid (body, "person", &identity->person);
  cs_json_put_gid (body, "project", sitting->has_project ? &sitting->project : NULL);
  cs_json_put_string (body, "tool", "countersign " CS_VERSION);
  cs_put_time (body, env);
  return insert_event (sitting, "sitting.open", body, ret_event, error);
}

CsAct *
cs_act_begin (CsSitting *sitting, GError **error)
{
  if (!cs_store_writable (sitting->store)) {
    cs_fail (error, CS_ERROR_READ_ONLY, "%s is open for looking only",
             cs_store_path (sitting->store));
    return NULL;
  }
  CsTxn *txn = cs_db_begin (cs_store_db (sitting->store), error);
  if (txn == NULL)
    return NULL;
  CsAct *act = g_new0 (CsAct, 1);
  act->sitting = sitting;
  act->txn = txn;
  act->before = *sitting;
  return act;
}

gboolean
cs_act_open_sitting (CsAct *act, CsEvent *ret_event, GError **error)
{
  *ret_event = (CsEvent){ 0 };
  return act->sitting->feed != 0 || open_feed (act->sitting, ret_event, error);
}

gboolean
cs_act_event (CsAct *act, const char *kind, const CsJson *body, CsEvent *ret_event, GError **error)
{
  g_assert (act->sitting->feed != 0);
  return insert_event (act->sitting, kind, body, ret_event, error);
}

static gboolean
seal (CsSitting *sitting, GError **error)
{
  CsSignature signature;
  gsize size = 0;
  g_autofree char *text = cs_seal_text (&sitting->gid, sitting->n, &sitting->head, &size);
  cs_signer_seal (sitting->signer, text, size, &signature);
  return cs_db_run (cs_store_db (sitting->store), error,
                    "UPDATE feed SET n = ?, head = ?, seal = ? WHERE id = ?", "ihbi", sitting->n,
                    &sitting->head, signature.bytes, sizeof signature.bytes, sitting->feed);
}

gboolean
cs_act_commit (CsAct *act, GError **error)
{
  g_autoptr (CsAct) guard = act;
  if (act->sitting->feed != 0 && !seal (act->sitting, error))
    return FALSE;
  if (!cs_txn_commit (g_steal_pointer (&act->txn), error))
    return FALSE;
  g_free (g_steal_pointer (&guard));
  return TRUE;
}

void
cs_act_rollback (CsAct *act)
{
  if (act == NULL)
    return;
  cs_txn_rollback (act->txn);
  *act->sitting = act->before;
  g_free (act);
}
