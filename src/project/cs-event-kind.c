/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-workflow.h"

#include <string.h>

static const CsEventKind *const kinds[] = {
#define CS_EVENT_KIND(name) &cs_event_##name,
#include "cs-event-kinds.def"
#undef CS_EVENT_KIND
  NULL,
};

const CsEventKind *
cs_event_kind_find (const char *tag)
{
  for (guint i = 0; kinds[i] != NULL; i++)
    if (strcmp (kinds[i]->tag, tag) == 0)
      return kinds[i];
  return NULL;
}

const CsEventKind *const *
cs_event_kinds (void)
{
  return kinds;
}

gboolean
cs_fold_is_author (CsFold *fold, const CsHash *revision, const CsGid *person, gboolean *ret_is,
                   GError **error)
{
  gint64 there = 0;
  if (!cs_db_get_int (fold->db, 0, &there, error,
                      "SELECT 1 FROM author WHERE revision = ? AND person = ?", "hg", revision,
                      person))
    return FALSE;
  *ret_is = there != 0;
  return TRUE;
}

gboolean
cs_fold_stage (CsFold *fold, guint n, CsRuleState *ret_state, guint *ret_count, GError **error)
{
  const CsWorkflow *workflow = cs_index_workflow (fold->index, error);
  if (workflow == NULL)
    return FALSE;
  *ret_count = workflow->n_stages;
  ret_state->reading_evidence_missing = workflow->coverage == CS_COVERAGE_BLOCK;
  if (n >= workflow->n_stages)
    return TRUE;
  const CsWorkflowStage *stage = &workflow->stages[n];
  ret_state->stage_key = stage->key;
  ret_state->stage_roles = stage->roles;
  ret_state->stage_excludes_author = stage->excludes_author;
  ret_state->stage_signs = stage->signs;
  return TRUE;
}

gboolean
cs_gather_case (CsFold *fold, const CsGid *gid, CsRuleState *state, CsWork *ret_work,
                GError **error)
{
  g_auto (CsWork) work = { 0 };
  guint stages = 0;
  gint64 schemas = 0, items = 0;
  int there = cs_work_load (fold->db, gid, &work, error);
  if (there < 0)
    return FALSE;
  state->case_exists = there > 0;
  if (there == 0)
    return TRUE;
  if (!cs_fold_stage (fold, work.stage, state, &stages, error) ||
      !cs_fold_is_author (fold, &work.revision, &fold->actor.person, &state->actor_is_author,
                          error) ||
      !cs_db_get_int (fold->db, 0, &schemas, error,
                      "SELECT 1 FROM document WHERE kind = 'schema' LIMIT 1", "") ||
      !cs_db_get_int (fold->db, 0, &items, error, "SELECT 1 FROM item WHERE case_gid = ? LIMIT 1",
                      "g", gid))
    return FALSE;
  gboolean held = work.status == CS_CASE_HELD;
  state->has_schema = schemas != 0;
  state->case_empty = items == 0;
  state->case_worked = work.worked;
  state->status = work.status;
  state->stage = work.stage;
  state->actor_holds = held && cs_gid_equal (&work.holder, &fold->actor.person);
  state->other_holds = held && !state->actor_holds;
  state->assigned_to_other =
      !cs_gid_is_zero (&work.assigned) && !cs_gid_equal (&work.assigned, &fold->actor.person);
  state->has_revision = !cs_hash_is_zero (&work.revision);
  state->accepted_by_actor = cs_gid_equal (&work.accepted_by, &fold->actor.person);
  if (ret_work != NULL) {
    *ret_work = work;
    work = (CsWork){ 0 };
  }
  return TRUE;
}

gboolean
cs_gather_body_case (CsFold *fold, const CsJson *body, CsRuleState *state, GError **error)
{
  CsGid gid;
  cs_json_get_gid (body, "case", &gid);
  return cs_gather_case (fold, &gid, state, NULL, error);
}

gboolean
cs_fold_load_work (CsFold *fold, const CsJson *body, CsWork *ret_work, GError **error)
{
  CsGid gid;
  cs_json_get_gid (body, "case", &gid);
  int there = cs_work_load (fold->db, &gid, ret_work, error);
  if (there == 0)
    return cs_fail (error, CS_ERROR_CORRUPT, "the index is damaged");
  return there > 0;
}

gboolean
cs_fold_document (CsFold *fold, const CsJson *body, const char *kind, GError **error)
{
  CsHash object;
  cs_json_get_hash (body, "object", &object);
  return cs_db_run (
      fold->db, error,
      "INSERT INTO document (hash, kind, version, name, note, change, wall, person) VALUES"
      " (?, ?, (SELECT coalesce(max(version), 0) + 1 FROM document WHERE kind = ?),"
      " ?, ?, ?, ?, ?)",
      "htttttig", &object, kind, kind, cs_json_get_string (body, "name"),
      cs_json_get_string (body, "note"), cs_json_get_string (body, "class"),
      cs_json_get_int (body, "wall", 0), &fold->actor.person);
}

GBytes *
cs_fold_object (CsFold *fold, const CsJson *body, const char **ret_text, gsize *ret_size,
                GError **error)
{
  CsHash object;
  cs_json_get_hash (body, "object", &object);
  GBytes *bytes = cs_store_get_object (fold->store, &object, error);
  if (bytes != NULL)
    *ret_text = g_bytes_get_data (bytes, ret_size);
  return bytes;
}

gboolean
cs_fold_gid_taken (CsFold *fold, const CsGid *gid, gboolean *ret_taken, GError **error)
{
  gint64 taken = 0;
  if (!cs_db_get_int (fold->db, 0, &taken, error,
                      "SELECT 1 FROM work WHERE gid = ?1 UNION SELECT 1 FROM item WHERE gid = ?1",
                      "g", gid))
    return FALSE;
  *ret_taken = taken != 0;
  return TRUE;
}

gboolean
cs_fold_need_source (CsFold *fold, const CsHash *hash, gint64 size, GError **error)
{
  char hex[CS_HASH_HEX + 1];
  gint64 there = -1;
  if (!cs_db_get_int (fold->db, -1, &there, error, "SELECT size FROM source WHERE hash = ?", "h",
                      hash))
    return FALSE;
  return (there >= 0 && (size < 0 || size == there)) ||
         cs_fail (error, CS_ERROR_CORRUPT, "it names the file %.12s, which nobody brought in",
                  cs_hash_to_hex (hash, hex));
}

gboolean
cs_fold_send_back (CsFold *fold, CsWork *work, GError **error)
{
  CsRuleState first = { 0 };
  guint stages = 0;
  gint64 roles = 0;
  if (!cs_fold_stage (fold, 0, &first, &stages, error) ||
      !cs_db_get_int (fold->db, 0, &roles, error, "SELECT roles FROM person WHERE gid = ?", "g",
                      &work->last_labeler))
    return FALSE;
  work->stage = 0;
  work->status = CS_CASE_WAITING;
  work->sent_back = TRUE;
  work->holder = work->assigned = work->accepted_by = (CsGid){ { 0 } };
  if (roles & first.stage_roles)
    work->assigned = work->last_labeler;
  return TRUE;
}

/* --- revisions --- */

static GBytes *
fetch_object (const CsHash *hash, gpointer store, GError **error)
{
  return cs_store_get_object (store, hash, error);
}

typedef struct {
  CsDb *db;
  const CsHash *revision;
  GHashTable *items; /* CsGid of the case */
} MarkIndexer;

static GHashTable *
items_of_revision (CsDb *db, const CsHash *revision, GError **error)
{
  g_autoptr (GHashTable) items =
      g_hash_table_new_full (cs_gid_hash_func, cs_gid_equal_func, g_free, NULL);
  g_autoptr (CsStmt) stmt = cs_db_query (db, error,
                                         "SELECT item.gid FROM item JOIN revision ON"
                                         " revision.case_gid = item.case_gid WHERE hash = ?",
                                         "h", revision);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsGid gid;
    cs_stmt_gid (stmt, 0, &gid);
    g_hash_table_add (items, g_memdup2 (&gid, sizeof gid));
  }
  return state == 0 ? g_steal_pointer (&items) : NULL;
}

static gboolean
index_mark (const CsMark *mark, gpointer data, GError **error)
{
  const MarkIndexer *indexer = data;
  if (!g_hash_table_contains (indexer->items, &mark->item))
    return cs_fail (error, CS_ERROR_CORRUPT, "a mark on an item that is not in the case");
  return cs_db_run (indexer->db, error,
                    "INSERT OR IGNORE INTO mark (revision, id, item, kind, label)"
                    " VALUES (?, ?, ?, ?, ?)",
                    "higtt", indexer->revision, (gint64)mark->id, &mark->item, mark->kind->tag,
                    mark->label);
}

static gboolean
check_answers (const CsRevision *content, GHashTable *items, GError **error)
{
  for (guint i = 0; i < content->answers->len; i++)
    if (!g_hash_table_contains (items, &g_array_index (content->answers, CsMarkAnswer, i).item))
      return cs_fail (error, CS_ERROR_CORRUPT, "an answer about an item that is not in the case");
  return TRUE;
}

static gboolean
index_content (CsFold *fold, const CsHash *revision, const CsRevision *content, GError **error)
{
  g_autoptr (GHashTable) items = items_of_revision (fold->db, revision, error);
  MarkIndexer indexer = { fold->db, revision, items };
  return items != NULL && check_answers (content, items, error) &&
         cs_revision_each (content, fetch_object, fold->store, index_mark, &indexer, error);
}

gboolean
cs_fold_marks (CsFold *fold, const CsHash *revision, GError **error)
{
  CsHash object;
  g_autoptr (CsStmt) stmt =
      cs_db_query (fold->db, error, "SELECT object FROM revision WHERE hash = ?", "h", revision);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state <= 0)
    return state == 0;
  cs_stmt_hash (stmt, 0, &object);
  g_autoptr (GBytes) bytes = cs_store_get_object (fold->store, &object, error);
  if (bytes == NULL)
    return FALSE;
  gsize size = 0;
  const char *json = g_bytes_get_data (bytes, &size);
  g_autoptr (CsRevision) content = cs_revision_parse (json, size, error);
  return content != NULL && index_content (fold, revision, content, error);
}

CsRevision *
cs_fold_read_revision (CsFold *fold, const CsJson *body, GError **error)
{
  gsize size = 0;
  const char *text = NULL;
  g_autoptr (GBytes) bytes = cs_fold_object (fold, body, &text, &size, error);
  g_autoptr (CsRevision) content = bytes != NULL ? cs_revision_parse (text, size, error) : NULL;
  if (content != NULL && content->n_marks != (guint64)cs_json_get_int (body, "marks", 0)) {
    cs_fail (error, CS_ERROR_CORRUPT, "it says another number of marks than there are");
    return NULL;
  }
  return g_steal_pointer (&content);
}

/* The documents that a revision says it was made under were in force once. */
static gboolean
check_stamps (CsFold *fold, const CsJson *body, GError **error)
{
  static const char *const stamps[] = { "guideline", "schema", "workflow" };
  for (guint i = 0; i < G_N_ELEMENTS (stamps); i++) {
    CsHash hash;
    gint64 there = 0;
    if (!cs_json_get_hash (body, stamps[i], &hash))
      continue;
    if (!cs_db_get_int (fold->db, 0, &there, error,
                        "SELECT 1 FROM document WHERE kind = ? AND hash = ?", "th", stamps[i],
                        &hash))
      return FALSE;
    if (there == 0)
      return cs_fail (error, CS_ERROR_CORRUPT, "the %s that it names was never published",
                      stamps[i]);
  }
  return TRUE;
}

gboolean
cs_fold_revision (CsFold *fold, const CsJson *body, CsWork *work, GError **error)
{
  CsHash object, schema, guideline, workflow, evidence;
  const CsHash *id = &fold->event->hash;
  const CsHash *parent = cs_hash_is_zero (&work->revision) ? NULL : &work->revision;
  cs_json_get_hash (body, "object", &object);
  cs_json_get_hash (body, "schema", &schema);
  cs_json_get_hash (body, "workflow", &workflow);
  gboolean guided = cs_json_get_hash (body, "guideline", &guideline);
  gboolean read = cs_json_get_hash (body, "evidence", &evidence);
  g_autoptr (CsRevision) content = cs_fold_read_revision (fold, body, error);
  if (content == NULL || !check_stamps (fold, body, error))
    return FALSE;
  if (!cs_db_run (
          fold->db, error,
          "INSERT INTO revision (hash, case_gid, ord, person, object, parent, schema, guideline,"
          " workflow, marks, wall, evidence, withdrawn)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
          "hgighhhhhiih", id, &work->gid, fold->ord, &fold->actor.person, &object, parent, &schema,
          guided ? &guideline : NULL, &workflow, cs_json_get_int (body, "marks", 0),
          cs_json_get_int (body, "wall", 0), read ? &evidence : NULL) ||
      !cs_db_run (fold->db, error,
                  "INSERT OR IGNORE INTO author (revision, person)"
                  " SELECT ?, person FROM author WHERE revision = ?",
                  "hh", id, parent) ||
      !cs_db_run (fold->db, error, "INSERT OR IGNORE INTO author (revision, person) VALUES (?, ?)",
                  "hg", id, &fold->actor.person))
    return FALSE;
  /* Only the newest version is indexed mark by mark. A case that was signed before and has a newer
   * version now says so. */
  work->changed = work->changed || !cs_hash_is_zero (&work->signature);
  work->revision = *id;
  return cs_db_run (fold->db, error, "DELETE FROM mark WHERE revision = ?", "h", parent) &&
         index_content (fold, id, content, error);
}
