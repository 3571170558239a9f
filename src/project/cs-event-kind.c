/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-revision.h"
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
  if (n >= workflow->n_stages)
    return TRUE;
  const CsWorkflowStage *stage = &workflow->stages[n];
  ret_state->stage_key = stage->key;
  ret_state->stage_roles = stage->roles;
  ret_state->stage_excludes_author = stage->excludes_author;
  ret_state->stage_signs = stage->signs;
  ret_state->reading_evidence_missing = workflow->coverage == CS_COVERAGE_BLOCK;
  return TRUE;
}

gboolean
cs_gather_case (CsFold *fold, const CsGid *gid, CsRuleState *state, CsWork *ret_work,
                GError **error)
{
  g_auto (CsWork) work = { 0 };
  guint stages = 0;
  gint64 found = 0;
  int there = cs_work_load (fold->db, gid, &work, error);
  if (there < 0)
    return FALSE;
  state->case_exists = there > 0;
  if (there == 0)
    return TRUE;
  if (!cs_fold_stage (fold, work.stage, state, &stages, error) ||
      !cs_fold_is_author (fold, &work.revision, &fold->actor.person, &state->actor_is_author,
                          error) ||
      !cs_db_get_int (fold->db, 0, &found, error,
                      "SELECT 1 FROM document WHERE kind = 'schema' LIMIT 1", ""))
    return FALSE;
  gboolean held = work.status == CS_CASE_HELD;
  state->has_schema = found != 0;
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
  return cs_db_run (fold->db, error,
                    "INSERT INTO document (hash, kind, version, name, note, wall, person) VALUES"
                    " (?, ?, (SELECT coalesce(max(version), 0) + 1 FROM document WHERE kind = ?),"
                    " ?, ?, ?, ?)",
                    "httttig", &object, kind, kind, cs_json_get_string (body, "name"),
                    cs_json_get_string (body, "note"), cs_json_get_int (body, "wall", 0),
                    &fold->actor.person);
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
} MarkIndexer;

static gboolean
index_mark (const CsMark *mark, gpointer data, GError **error)
{
  const MarkIndexer *indexer = data;
  return cs_db_run (indexer->db, error,
                    "INSERT OR IGNORE INTO mark (revision, id, item, kind, label)"
                    " VALUES (?, ?, ?, ?, ?)",
                    "higtt", indexer->revision, (gint64)mark->id, &mark->item, mark->kind->tag,
                    mark->label);
}

gboolean
cs_fold_marks (CsFold *fold, const CsHash *revision, GError **error)
{
  MarkIndexer indexer = { fold->db, revision };
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
  return content != NULL &&
         cs_revision_each (content, fetch_object, fold->store, index_mark, &indexer, error);
}

gboolean
cs_fold_revision (CsFold *fold, const CsJson *body, CsWork *work, GError **error)
{
  CsHash object, schema, guideline, workflow;
  const CsHash *id = &fold->event->hash;
  const CsHash *parent = cs_hash_is_zero (&work->revision) ? NULL : &work->revision;
  cs_json_get_hash (body, "object", &object);
  cs_json_get_hash (body, "schema", &schema);
  cs_json_get_hash (body, "workflow", &workflow);
  gboolean guided = cs_json_get_hash (body, "guideline", &guideline);
  if (!cs_db_run (
          fold->db, error,
          "INSERT INTO revision (hash, case_gid, ord, person, object, parent, schema,"
          " guideline, workflow, marks, withdrawn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
          "hgighhhhhi", id, &work->gid, fold->ord, &fold->actor.person, &object, parent, &schema,
          guided ? &guideline : NULL, &workflow, cs_json_get_int (body, "marks", 0)) ||
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
         cs_fold_marks (fold, id, error);
}
