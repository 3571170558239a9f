/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long because opening, rebuilding and following the journal share one connection and its state. */
#include "cs-event-kind.h"
#include "cs-index-private.h"

#include <string.h>

struct _CsIndexBatch {
  CsIndex *index;
  CsTxn *txn;
  CsIndexProgress before;
};

/* --- meta --- */

char *
cs_index_meta (CsIndex *index, const char *key)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (index->db, NULL, "SELECT value FROM meta WHERE key = ?", "t", key);
  return stmt != NULL && cs_stmt_step (stmt, NULL) > 0 ? g_strdup (cs_stmt_text (stmt, 0)) : NULL;
}

static gboolean
set_meta (CsIndex *index, const char *key, const char *value, GError **error)
{
  return cs_db_run (index->db, error, "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)",
                    "tt", key, value);
}

static gint64
meta_int (CsIndex *index, const char *key)
{
  g_autofree char *text = cs_index_meta (index, key);
  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static gboolean
set_meta_int (CsIndex *index, const char *key, gint64 value, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  return set_meta (index, key, text, error);
}

void
cs_index_people_changed (CsIndex *index)
{
  index->actor_known = FALSE;
}

/* Outside of a batch another program may write the index. */
static void
forget_batch (CsIndex *index)
{
  index->in_batch = index->has_schema = index->has_tip = FALSE;
  cs_index_people_changed (index);
}

static void
load_progress (CsIndex *index)
{
  g_autofree char *hash = cs_index_meta (index, "through_hash");
  g_autofree char *project = cs_index_meta (index, "project");
  index->progress = (CsIndexProgress){ .through = meta_int (index, "through"),
                                       .count = meta_int (index, "count"),
                                       .last_at = meta_int (index, "last_at") };
  cs_hash_from_hex (hash, &index->progress.through_hash);
  index->has_project = project != NULL;
  cs_index_workflows_changed (index);
  g_hash_table_remove_all (index->answers);
  g_hash_table_remove_all (index->moved);
  forget_batch (index);
}

static gboolean
save_progress (CsIndex *index, GError **error)
{
  char hex[CS_HASH_HEX + 1];
  return set_meta_int (index, "through", index->progress.through, error) &&
         set_meta_int (index, "count", index->progress.count, error) &&
         set_meta_int (index, "last_at", index->progress.last_at, error) &&
         set_meta (index, "through_hash", cs_hash_to_hex (&index->progress.through_hash, hex),
                   error);
}

static gboolean
write_tip (CsIndex *index, GError **error)
{
  gboolean has = index->has_tip;
  index->has_tip = FALSE;
  return !has || cs_db_run (index->db, error, "INSERT OR IGNORE INTO tip (head) VALUES (?)", "h",
                            &index->tip);
}

/* The events of a sitting come one after another: only where it ends is written, and before
 * anything else is folded. */
static gboolean
leave_tip (CsIndex *index, const CsEvent *event, GError **error)
{
  return cs_hash_equal (&event->previous, &index->tip) || write_tip (index, error);
}

static gboolean
move_tip (CsIndex *index, const CsEvent *event, GError **error)
{
  if (!index->has_tip &&
      !cs_db_run (index->db, error, "DELETE FROM tip WHERE head = ?", "h", &event->previous))
    return FALSE;
  index->tip = event->hash;
  index->has_tip = TRUE;
  return TRUE;
}

/* --- batches --- */

CsIndexBatch *
cs_index_begin (CsIndex *index, GError **error)
{
  CsTxn *txn = cs_db_begin (index->db, error);
  if (txn == NULL)
    return NULL;
  load_progress (index);
  index->in_batch = TRUE;
  CsIndexBatch *batch = g_new0 (CsIndexBatch, 1);
  batch->index = index;
  batch->txn = txn;
  batch->before = index->progress;
  return batch;
}

gboolean
cs_index_commit (CsIndexBatch *batch, GError **error)
{
  g_autoptr (CsIndexBatch) guard = batch;
  if (!cs_index_marks (batch->index, error) || !write_tip (batch->index, error) ||
      !save_progress (batch->index, error) || !cs_txn_commit (g_steal_pointer (&batch->txn), error))
    return FALSE;
  forget_batch (batch->index);
  g_free (g_steal_pointer (&guard));
  return TRUE;
}

void
cs_index_rollback (CsIndexBatch *batch)
{
  if (batch == NULL)
    return;
  cs_txn_rollback (batch->txn);
  load_progress (batch->index);
  g_free (batch);
}

/* --- one event --- */

gboolean
cs_index_person_of_key (CsIndex *index, const CsPublicKey *key, CsReader *ret_reader,
                        GError **error)
{
  CsReader reader = { 0 };
  if (index->in_batch && index->actor_known && cs_public_key_equal (key, &index->actor_key)) {
    *ret_reader = index->actor;
    return TRUE;
  }
  g_autoptr (CsStmt) stmt =
      cs_db_query (index->db, error,
                   "SELECT gid, roles, EXISTS (SELECT 1 FROM pause WHERE pause.person = person.gid"
                   " AND ended IS NULL) FROM person WHERE sitting_key = ?",
                   "b", key->bytes, sizeof key->bytes);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state < 0)
    return FALSE;
  if (state > 0 && cs_stmt_gid (stmt, 0, &reader.person)) {
    reader.roles = (guint)cs_stmt_int (stmt, 1);
    reader.paused = cs_stmt_int (stmt, 2) != 0;
  }
  *ret_reader = index->actor = reader;
  index->actor_key = *key;
  index->actor_known = TRUE;
  return TRUE;
}

/* Damage in what an event points at makes that event worthless, not the project unreadable. Damage
 * of the index itself is no such thing. */
static gboolean
is_content_trouble (const CsFold *fold, const GError *error)
{
  return error->domain == CS_ERROR && !cs_db_is_damaged (fold->db) &&
         (error->code == CS_ERROR_NOT_FOUND || error->code == CS_ERROR_CORRUPT ||
          error->code == CS_ERROR_INVALID || error->code == CS_ERROR_LIMIT ||
          error->code == CS_ERROR_UNSUPPORTED || error->code == CS_ERROR_TOO_NEW ||
          error->code == CS_ERROR_CONFLICT || error->code == CS_ERROR_DENIED);
}

/* Others read it for as long as there is the journal: who was refused is called by name. */
static gboolean
refuse_by_name (CsFold *fold, CsDeed deed, CsRuleState *state, char **ret_reason, GError **error)
{
  g_autoptr (CsStmt) stmt = cs_db_query (fold->db, error, "SELECT handle FROM person WHERE gid = ?",
                                         "g", &fold->actor.person);
  int found = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (found < 0)
    return FALSE;
  state->actor = found > 0 ? cs_stmt_text (stmt, 0) : "somebody else";
  g_clear_pointer (ret_reason, g_free);
  cs_rules_may (&fold->actor, deed, state, ret_reason);
  return TRUE;
}

/* Two copies went on from one state: what the case has gone past in the meantime is not wrong for
 * that. RET_REASON is cleared where the rules would have said yes there. */
static gboolean
is_late (CsFold *fold, const CsJson *body, CsDeed deed, CsRuleState state, char **ret_reason,
         GError **error)
{
  if (!cs_gather_rival (fold, body, deed, &state, error))
    return FALSE;
  fold->rival.is = fold->rival.is && cs_rules_may (&fold->actor, deed, &state, NULL);
  if (fold->rival.is)
    g_clear_pointer (ret_reason, g_free);
  return TRUE;
}

/* The rules' answer for BODY by FOLD's actor; the reason in RET_REASON, said to them while there is
 * no event yet and of them once it stands in the journal. */
static gboolean
ask_rules (CsFold *fold, const CsEventKind *kind, const CsJson *body, gboolean unsigned_yet,
           char **ret_reason, GError **error)
{
  CsRuleState state = { .project_exists = fold->index->has_project };
  *ret_reason = NULL;
  if (kind->deed == NULL)
    return TRUE;
  CsDeed deed = kind->deed (body);
  if ((fold->index->has_project || deed == CS_DEED_CREATE) && kind->gather != NULL &&
      !kind->gather (fold, body, &state, error))
    return FALSE;
  state.signature_good = state.signature_good || unsigned_yet;
  if (cs_rules_may (&fold->actor, deed, &state, ret_reason) || fold->event == NULL)
    return TRUE;
  if (kind->meets && !is_late (fold, body, deed, state, ret_reason, error))
    return FALSE;
  return *ret_reason == NULL || refuse_by_name (fold, deed, &state, ret_reason, error);
}

/* The same where the event is there already: what cannot be answered is no yes. */
static gboolean
ask_rules_guarded (CsFold *fold, const CsEventKind *kind, const CsJson *body, char **ret_reason,
                   GError **error)
{
  g_autoptr (GError) inner = NULL;
  if (ask_rules (fold, kind, body, FALSE, ret_reason, &inner))
    return TRUE;
  if (!is_content_trouble (fold, inner)) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  *ret_reason = g_strdup (inner->message);
  return TRUE;
}

/* Who begins a case has it as they knew it. */
static gboolean
ask_of_case (CsFold *fold, const CsEventKind *kind, const CsJson *body, char **ret_reason,
             GError **error)
{
  CsDeed deed = kind->deed != NULL ? kind->deed (body) : CS_DEED_REGROUP;
  gboolean back = FALSE;
  if (deed != CS_DEED_CLAIM && deed != CS_DEED_SUBMIT)
    return ask_rules_guarded (fold, kind, body, ret_reason, error);
  return cs_db_run (fold->db, error, "SAVEPOINT asked", "") &&
         cs_fold_bring_back (fold, body, &back, error) &&
         ask_rules_guarded (fold, kind, body, ret_reason, error) &&
         (!back || *ret_reason == NULL || cs_db_exec (fold->db, "ROLLBACK TO asked", error)) &&
         cs_db_run (fold->db, error, "RELEASE asked", "");
}

static gboolean
note_unrecognised (CsIndex *index, const CsEvent *event, const char *reason, GError **error)
{
  return cs_db_run (index->db, error,
                    "INSERT OR REPLACE INTO unrecognised (hash, reason) VALUES (?, ?)", "ht",
                    &event->hash, reason);
}

static gboolean
note_case (CsFold *fold, const char *gid_text, GError **error)
{
  CsGid gid;
  if (!cs_gid_from_hex (gid_text, &gid))
    return TRUE;
  return cs_db_run (fold->db, error,
                    "INSERT OR IGNORE INTO case_event (case_gid, ord, event) VALUES (?, ?, ?)",
                    "gii", &gid, fold->ord, fold->event->id);
}

/* So that a case's history is found without reading the journal. */
static gboolean
note_cases (CsFold *fold, const CsJson *body, GError **error)
{
  const CsJson *cases = cs_json_get (body, "cases");
  if (!note_case (fold, cs_json_get_string (body, "case"), error))
    return FALSE;
  for (guint i = 0; i < cs_json_length (cases); i++)
    if (!note_case (fold, cs_json_string (cs_json_at (cases, i)), error))
      return FALSE;
  return TRUE;
}

/* The rules were asked a moment ago, in this batch, of the same person: it is an act that is under
 * way, and goes with the whole act if it fails. */
static gboolean
is_answered (const CsFold *fold)
{
  return fold->asked_of.roles != 0 && fold->asked_of.roles == fold->actor.roles &&
         cs_gid_equal (&fold->asked_of.person, &fold->actor.person);
}

static gboolean
fold_act (CsFold *fold, const CsEventKind *kind, const CsJson *body, GError **error)
{
  g_autoptr (GError) inner = NULL;
  if (kind->fold (fold, body, &inner))
    return TRUE;
  if (is_content_trouble (fold, inner))
    return cs_fail (error, CS_ERROR_FAILED, "%s: %s", kind->tag, inner->message);
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static gboolean
fold_guarded (CsFold *fold, const CsEventKind *kind, const CsJson *body, char **ret_reason,
              GError **error)
{
  g_autoptr (GError) inner = NULL;
  if (is_answered (fold))
    return fold_act (fold, kind, body, error);
  if (!cs_db_run (fold->db, error, "SAVEPOINT event", ""))
    return FALSE;
  gboolean ok = fold->rival.is ? cs_fold_rival (fold, body, kind->deed (body), &inner)
                               : kind->fold (fold, body, &inner);
  if (!ok && !is_content_trouble (fold, inner)) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  if (!ok) {
    *ret_reason = g_strdup (inner->message);
    cs_index_workflows_changed (fold->index);
    cs_index_people_changed (fold->index);
    if (!cs_db_exec (fold->db, "ROLLBACK TO event", error))
      return FALSE;
  }
  return cs_db_run (fold->db, error, "RELEASE event", "");
}

static gboolean
actor_of (CsFold *fold, const CsEvent *event, char **ret_reason, GError **error)
{
  CsGid claimed = { { 0 } };
  g_autoptr (CsStmt) stmt =
      cs_db_query (fold->db, error, "SELECT person FROM sitting WHERE feed = ?", "g", &event->feed);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state < 0 || !cs_index_person_of_key (fold->index, &event->key, &fold->actor, error))
    return FALSE;
  /* What they did in another copy, which knew of no pause, is not lost for it. */
  fold->actor.paused = FALSE;
  if (state > 0)
    cs_stmt_gid (stmt, 0, &claimed);
  if (fold->actor.roles != 0 && !cs_gid_equal (&claimed, &fold->actor.person))
    *ret_reason = g_strdup ("the sitting claims another person than its key belongs to");
  return TRUE;
}

static gboolean
recognise (CsFold *fold, const CsEvent *event, char **ret_reason, GError **error)
{
  const CsEventKind *kind = cs_event_kind_find (event->kind);
  g_autoptr (GError) shape = NULL;
  const char *no = NULL;
  if (!event->sealed)
    no = "its sitting has no seal, so nobody knows who wrote it";
  else if (kind == NULL)
    no = "a kind of event that this program does not know";
  else if (event->body == NULL)
    no = event->malformed ? "its content is not canonical JSON" : "its content was erased";
  if (no != NULL) {
    *ret_reason = g_strdup (no);
    return TRUE;
  }
  if (!cs_json_check (event->body, kind->fields, &shape)) {
    *ret_reason = g_strdup (shape->message);
    return TRUE;
  }
  if (kind->deed != NULL && !actor_of (fold, event, ret_reason, error))
    return FALSE;
  if (*ret_reason == NULL && !is_answered (fold) &&
      !ask_of_case (fold, kind, event->body, ret_reason, error))
    return FALSE;
  if (*ret_reason == NULL && !fold_guarded (fold, kind, event->body, ret_reason, error))
    return FALSE;
  return note_cases (fold, event->body, error);
}

gboolean
cs_index_fold_asked (CsIndex *index, const CsEvent *event, const CsReader *asked_of,
                     gboolean *ret_recognised, GError **error)
{
  g_autofree char *reason = NULL;
  CsFold fold = { .index = index,
                  .db = index->db,
                  .store = index->store,
                  .event = event,
                  .asked_of = *asked_of,
                  .ord = index->progress.count + 1 };
  if (!leave_tip (index, event, error) || !recognise (&fold, event, &reason, error) ||
      (reason != NULL && !note_unrecognised (index, event, reason, error)) ||
      !move_tip (index, event, error))
    return FALSE;
  if (reason == NULL && strcmp (event->kind, "project.create") == 0)
    index->has_project = TRUE;
  index->progress.count++;
  index->progress.last_at = MAX (index->progress.last_at, event->at);
  if (event->id > index->progress.through) {
    index->progress.through = event->id;
    index->progress.through_hash = event->hash;
  }
  if (ret_recognised != NULL)
    *ret_recognised = reason == NULL;
  return TRUE;
}

gboolean
cs_index_fold (CsIndex *index, const CsEvent *event, gboolean *ret_recognised, GError **error)
{
  const CsReader nobody = { 0 };
  return cs_index_fold_asked (index, event, &nobody, ret_recognised, error);
}

static gboolean
check (CsIndex *index, const CsReader *actor, const char *tag, const CsJson *body,
       gboolean unsigned_yet, GError **error)
{
  const CsEventKind *kind = cs_event_kind_find (tag);
  g_autofree char *reason = NULL;
  g_assert (kind != NULL);
  CsFold fold = { .index = index,
                  .db = index->db,
                  .store = index->store,
                  .actor = *actor,
                  .ord = index->progress.count + 1 };
  if (!cs_json_check (body, kind->fields, error) ||
      !ask_rules (&fold, kind, body, unsigned_yet, &reason, error))
    return FALSE;
  return reason == NULL ? TRUE : cs_fail (error, CS_ERROR_DENIED, "%s", reason);
}

gboolean
cs_index_check (CsIndex *index, const CsReader *actor, const char *tag, const CsJson *body,
                GError **error)
{
  return check (index, actor, tag, body, FALSE, error);
}

gboolean
cs_index_check_unsigned (CsIndex *index, const CsReader *actor, const char *tag, const CsJson *body,
                         GError **error)
{
  return check (index, actor, tag, body, TRUE, error);
}

/* --- keeping up --- */

static gboolean
fold_next (const CsEvent *event, gpointer data, GError **error)
{
  return cs_index_fold (data, event, NULL, error);
}

static gboolean
empty_tables (CsIndex *index, GError **error)
{
  for (guint i = 0; cs_index_tables[i] != NULL; i++) {
    g_autofree char *sql = g_strdup_printf ("DELETE FROM %s", cs_index_tables[i]);
    if (!cs_db_exec (index->db, sql, error))
      return FALSE;
  }
  load_progress (index);
  return TRUE;
}

gboolean
cs_index_refold (CsIndex *index, GError **error)
{
  gint64 last = 0;
  CsHash hash;
  if (!cs_journal_last (index->store, &last, &hash, error) || !empty_tables (index, error) ||
      !cs_journal_foreach (index->store, 0, last, TRUE, fold_next, index, error))
    return FALSE;
  index->progress.through = last;
  index->progress.through_hash = hash;
  return TRUE;
}

gboolean
cs_index_rebuild (CsIndex *index, GError **error)
{
  g_autoptr (CsIndexBatch) batch = cs_index_begin (index, error);
  if (batch == NULL || !cs_index_refold (index, error))
    return FALSE;
  return cs_index_commit (g_steal_pointer (&batch), error);
}

typedef struct {
  gint64 after;
  gboolean in_order;
} Order;

static gboolean
check_order (const CsEvent *event, gpointer data, GError **error)
{
  Order *order = data;
  order->in_order = order->in_order && event->at > order->after;
  order->after = event->at;
  return TRUE;
}

static gboolean
follow_within (CsIndex *index, GError **error)
{
  Order order = { index->progress.last_at, TRUE };
  gint64 last = 0;
  CsHash hash;
  g_auto (CsEvent) known = { 0 };
  if (!cs_journal_last (index->store, &last, &hash, error))
    return FALSE;
  gint64 through = index->progress.through;
  gboolean same = through == 0;
  if (through > 0 && cs_journal_read (index->store, through, &known, NULL))
    same = cs_hash_equal (&known.hash, &index->progress.through_hash);
  if (same && through == last)
    return TRUE;
  if (!same || last < through || through == 0 ||
      !cs_journal_foreach (index->store, through, last, FALSE, check_order, &order, error) ||
      !order.in_order)
    return cs_index_refold (index, error);
  return cs_journal_foreach (index->store, through, last, FALSE, fold_next, index, error);
}

gboolean
cs_index_follow (CsIndex *index, GError **error)
{
  gint64 last = 0;
  CsHash hash;
  /* The usual case costs no write. */
  load_progress (index);
  if (!cs_journal_last (index->store, &last, &hash, error))
    return FALSE;
  if (last == index->progress.through && cs_hash_equal (&hash, &index->progress.through_hash))
    return TRUE;
  g_autoptr (CsIndexBatch) batch = cs_index_begin (index, error);
  if (batch == NULL || !follow_within (index, error))
    return FALSE;
  return cs_index_commit (g_steal_pointer (&batch), error);
}

/* --- the rest --- */

void
cs_index_close (CsIndex *index)
{
  if (index == NULL)
    return;
  cs_index_workflows_changed (index);
  g_clear_pointer (&index->schema, cs_schema_unref);
  g_clear_pointer (&index->answers, g_hash_table_unref);
  g_clear_pointer (&index->moved, g_hash_table_unref);
  cs_db_close (index->db);
  g_free (index);
}

CsDb *
cs_index_db (CsIndex *index)
{
  return index->db;
}

CsStore *
cs_index_store (CsIndex *index)
{
  return index->store;
}

gint64
cs_index_last_at (CsIndex *index)
{
  return index->progress.last_at;
}

CsJson *
cs_index_tips (CsIndex *index, GError **error)
{
  if (!write_tip (index, error))
    return NULL;
  g_autoptr (CsStmt) stmt = cs_db_query (
      index->db, error, "SELECT head FROM tip ORDER BY head LIMIT ?", "i", (gint64)CS_TIPS_MAX);
  if (stmt == NULL)
    return NULL;
  g_autoptr (CsJson) tips = cs_json_new_array ();
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0) {
    CsHash head;
    cs_stmt_hash (stmt, 0, &head);
    cs_json_append (tips, cs_json_new_hash (&head));
  }
  return state == 0 ? g_steal_pointer (&tips) : NULL;
}
