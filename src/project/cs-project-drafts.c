/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-mark-set-builder.h"
#include "cs-project-sight.h"
#include "cs-revision.h"
#include "cs-workflow-groups.h"

#include <string.h>

/* --- marks of a revision --- */

static GBytes *
fetch_object (const CsHash *hash, gpointer store, GError **error)
{
  return cs_store_get_object (store, hash, error);
}

CsMarkSet *
cs_project_read_marks (CsProject *project, const CsHash *object, GError **error)
{
  g_autoptr (GBytes) bytes = cs_project_object (project, object, error);
  if (bytes == NULL)
    return NULL;
  gsize size = 0;
  const char *json = g_bytes_get_data (bytes, &size);
  return cs_revision_read (json, size, fetch_object, project->store, error);
}

gboolean
cs_project_put_marks (CsProjectAct *act, const CsMarkSet *set, CsHash *ret_object, GError **error)
{
  g_autoptr (GBytes) object = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  CsHash hash;
  if (!cs_revision_write (set, &object, &parts, error))
    return FALSE;
  for (guint i = 0; i < parts->len; i++)
    if (!cs_project_act_object (act, parts->pdata[i], &hash, error))
      return FALSE;
  return cs_project_act_object (act, object, ret_object, error);
}

CsMarkSet *
cs_project_marks_of (CsProject *project, const CsHash *revision, GError **error)
{
  if (cs_hash_is_zero (revision))
    return cs_mark_set_new_empty ();
  CsHash object;
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT object FROM revision WHERE hash = ?", "h", revision);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state == 0)
    cs_fail (error, CS_ERROR_NOT_FOUND, "there is no such version");
  if (state <= 0 || !cs_stmt_hash (stmt, 0, &object))
    return NULL;
  return cs_project_read_marks (project, &object, error);
}

/* --- the rows --- */

/* What was taken back as one step stays. */
static gboolean
is_floor (const char *text)
{
  g_autoptr (CsJson) aside =
      text != NULL ? cs_json_parse_canonical (text, strlen (text), NULL) : NULL;
  return aside != NULL && cs_json_get_bool (aside, "floor");
}

gboolean
cs_project_load_draft (CsProject *project, const CsGid *case_gid, CsDraft *ret_draft,
                       GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_store_db (project->store), error,
                   "SELECT id, base, cursor, aside FROM draft LEFT JOIN draft_op"
                   " ON draft = id AND n = 0 WHERE case_gid = ? AND person = ?",
                   "gg", case_gid, &reader.person);
  int state = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (state < 0)
    return FALSE;
  *ret_draft = (CsDraft){ .case_gid = *case_gid };
  if (state > 0) {
    ret_draft->id = cs_stmt_int (stmt, 0);
    cs_stmt_hash (stmt, 1, &ret_draft->base);
    ret_draft->cursor = cs_stmt_int (stmt, 2);
    ret_draft->floor = is_floor (cs_stmt_text (stmt, 3)) ? 1 : 0;
  }
  return TRUE;
}

/* One step, and the chain with it. */
static gboolean
replay_step (CsStmt *stmt, CsMarkSetBuilder *builder, CsHash *digest, GError **error)
{
  const char *body = cs_stmt_text (stmt, 0), *text = cs_stmt_text (stmt, 1);
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_parse (body, strlen (body), error);
  g_autoptr (CsJson) aside =
      text != NULL ? cs_json_parse_canonical (text, strlen (text), NULL) : NULL;
  cs_draft_seal_step (body, aside, digest);
  return edit != NULL && cs_mark_set_builder_apply (builder, edit, error);
}

CsMarkSet *
cs_project_replay (CsProject *project, const CsDraft *draft, const CsMarkSet *base, GError **error)
{
  CsHash sealed, digest;
  if (draft->cursor == 0)
    return cs_mark_set_ref (base);
  g_autoptr (CsMarkSetBuilder) builder = cs_mark_set_builder_new (base);
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_store_db (project->store), error,
                   "SELECT body, aside FROM draft_op WHERE draft = ? AND n < ? ORDER BY n", "ii",
                   draft->id, draft->cursor);
  if (stmt == NULL || !cs_draft_seal_check (project, draft, &sealed, error))
    return NULL;
  cs_draft_seal_begin (project, draft, &digest);
  int state;
  while ((state = cs_stmt_step (stmt, error)) > 0)
    if (!replay_step (stmt, builder, &digest, error))
      return NULL;
  if (state == 0 && !cs_hash_equal (&digest, &sealed)) {
    cs_fail (
        error, CS_ERROR_CONFLICT,
        "your draft was changed by another program; throw it away (\"task discard\") and begin "
        "again");
    return NULL;
  }
  return state == 0 ? cs_mark_set_builder_finish (builder) : NULL;
}

static CsMarkSet *
replay (CsProject *project, const CsDraft *draft, GError **error)
{
  g_autoptr (CsMarkSet) base = cs_project_marks_of (project, &draft->base, error);
  return base != NULL ? cs_project_replay (project, draft, base, error) : NULL;
}

/* A row may have come with the file, so what it says is checked. */
static gboolean
check_base (CsProject *project, const CsGid *case_gid, const CsHash *base, GError **error)
{
  gint64 there = 0;
  if (cs_hash_is_zero (base))
    return TRUE;
  if (!cs_db_get_int (cs_index_db (project->index), 0, &there, error,
                      "SELECT 1 FROM revision WHERE hash = ? AND case_gid = ?", "hg", base,
                      case_gid))
    return FALSE;
  return there != 0 || cs_fail (error, CS_ERROR_CONFLICT,
                                "your draft does not rest on a version of this case; throw it away "
                                "(\"task discard\") and begin again");
}

/* The base of a draft is shown by the rule for every version. */
static gboolean
check_sight (CsProject *project, const CsGid *case_gid, const CsHash *base, GError **error)
{
  g_auto (CsSight) sight = { 0 };
  CsReader reader = cs_project_reader (project);
  g_autoptr (GError) inner = NULL;
  if (cs_hash_is_zero (base))
    return TRUE;
  if (!cs_sight_begin (project, &reader, &sight, error))
    return FALSE;
  if (cs_sight_version (&sight, base, &inner))
    return TRUE;
  if (!g_error_matches (inner, CS_ERROR, CS_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  return cs_project_may_draft (project, case_gid, error) &&
         cs_fail (error, CS_ERROR_DENIED,
                  "your draft rests on work that is not yours to see any more; throw it away "
                  "(\"task discard\") and begin again");
}

gboolean
cs_project_draft_start (CsProject *project, const CsWork *work, CsHash *ret_base, GError **error)
{
  g_auto (CsSight) sight = { 0 };
  CsReader reader = cs_project_reader (project);
  if (!cs_sight_begin (project, &reader, &sight, error))
    return FALSE;
  CsWork seen = *work; /* nothing of it is freed */
  if (cs_sight_keeps (&sight, work))
    cs_sight_focus (&sight, &seen);
  *ret_base = cs_sight_hides (&sight, work) ? (CsHash){ { 0 } } : seen.revision;
  return TRUE;
}

/* The signer's draft, or what one would begin with. */
static gboolean
look_draft (CsProject *project, const CsGid *case_gid, CsDraft *ret_draft, GError **error)
{
  g_auto (CsWork) work = { 0 };
  if (cs_project_reader (project).roles == 0)
    return cs_fail (error, CS_ERROR_DENIED,
                    "only a member of the project may do this; ask a lead to add you");
  if (!cs_project_work (project, case_gid, &work, error) ||
      !cs_project_load_draft (project, case_gid, ret_draft, error))
    return FALSE;
  if (ret_draft->id == 0 && !cs_project_draft_start (project, &work, &ret_draft->base, error))
    return FALSE;
  return check_base (project, case_gid, &ret_draft->base, error) &&
         check_sight (project, case_gid, &ret_draft->base, error);
}

CsMarkSet *
cs_project_draft (CsProject *project, const CsGid *case_gid, GError **error)
{
  CsDraft draft;
  return look_draft (project, case_gid, &draft, error) ? replay (project, &draft, error) : NULL;
}

gboolean
cs_project_draft_base (CsProject *project, const CsGid *case_gid, CsHash *ret_base, GError **error)
{
  CsDraft draft;
  if (!look_draft (project, case_gid, &draft, error))
    return FALSE;
  *ret_base = draft.base;
  return TRUE;
}

gboolean
cs_project_drop_steps (CsProject *project, const CsGid *case_gid, GError **error)
{
  CsDraft draft;
  CsDb *db = cs_store_db (project->store);
  if (!cs_project_load_draft (project, case_gid, &draft, error))
    return FALSE;
  return draft.id == 0 ||
         (cs_db_run (db, error, "DELETE FROM draft_op WHERE draft = ?", "i", draft.id) &&
          cs_db_run (db, error, "DELETE FROM draft WHERE id = ?", "i", draft.id));
}

gboolean
cs_project_drop_draft (CsProject *project, const CsGid *case_gid, GError **error)
{
  return cs_project_drop_asides (project, case_gid, error) &&
         cs_project_drop_steps (project, case_gid, error);
}

/* --- editing --- */

/* What readers agree on is not changed by who settles the rest. */
static gboolean
check_agreed (CsProject *project, const CsWork *work, const CsMarkEdit *edit, GError **error)
{
  guint64 id = 0;
  g_autoptr (CsMarkSet) agreed = cs_project_marks_of (project, &work->revision, error);
  if (agreed == NULL)
    return FALSE;
  for (guint i = 0; i < edit->n_put && id == 0; i++)
    id = cs_mark_set_get (agreed, edit->put[i]->id) != NULL ? edit->put[i]->id : 0;
  for (guint i = 0; i < edit->n_remove && id == 0; i++)
    id = cs_mark_set_get (agreed, edit->remove[i]) != NULL ? edit->remove[i] : 0;
  return id == 0 || cs_fail (error, CS_ERROR_DENIED,
                             "readers agree on mark %" G_GUINT64_FORMAT
                             ", so it stays as it is; \"adjudicate reopen\" opens it",
                             id);
}

/* Who reads one group of labels draws no other. */
static gboolean
check_stage (CsProject *project, const CsGid *case_gid, const CsMarkEdit *edit, GError **error)
{
  g_auto (CsWork) work = { 0 };
  CsReader reader = cs_project_reader (project);
  const CsWorkflows *all = cs_index_workflows (project->index, error);
  if (all == NULL || !cs_project_work (project, case_gid, &work, error))
    return FALSE;
  const CsWorkflow *workflow = cs_flow_workflow (all, &work);
  const CsWorkflowGroup *group =
      cs_flow_group (workflow, &work, &reader.person, NULL, project->env->wall (project->env));
  const CsWorkflowStage *stage = cs_flow_stage (workflow, &work);
  if (stage != NULL && stage->task == CS_TASK_ADJUDICATE && work.stage < CS_STAGE_VERSIONS &&
      !check_agreed (project, &work, edit, error))
    return FALSE;
  return group == NULL ||
         cs_workflow_group_check (&workflow->stages[0], group, edit->put, edit->n_put, error);
}

static gboolean
check_edit (CsProject *project, const CsGid *case_gid, const CsMarkEdit *edit, GError **error)
{
  return check_stage (project, case_gid, edit, error) &&
         cs_project_check_marks (project, case_gid, edit->put, edit->n_put, error) &&
         cs_project_check_answers (project, case_gid, edit, error);
}

gboolean
cs_project_begin_draft (CsProject *project, const CsGid *case_gid, CsDraft *draft, GError **error)
{
  CsDb *db = cs_store_db (project->store);
  CsReader reader = cs_project_reader (project);
  g_auto (CsWork) work = { 0 };
  if (!cs_project_work (project, case_gid, &work, error) ||
      !cs_project_draft_start (project, &work, &draft->base, error))
    return FALSE;
  gboolean none = cs_hash_is_zero (&draft->base);
  if (!cs_db_run (db, error,
                  "INSERT INTO draft (case_gid, person, base, cursor, saved_at)"
                  " VALUES (?, ?, ?, 0, ?)",
                  "gghi", case_gid, &reader.person, none ? NULL : &draft->base,
                  project->env->wall (project->env)))
    return FALSE;
  draft->id = cs_db_last_id (db);
  return TRUE;
}

gboolean
cs_project_may_draft (CsProject *project, const CsGid *case_gid, GError **error)
{
  CsRuleState state = { .project_exists = TRUE };
  g_autofree char *reason = NULL;
  CsFold fold = { .index = project->index,
                  .db = cs_index_db (project->index),
                  .store = project->store,
                  .actor = cs_project_reader (project) };
  g_auto (CsWork) work = { 0 };
  if (!cs_project_work (project, case_gid, &work, error) ||
      !cs_gather_case (&fold, case_gid, &state, NULL, error))
    return FALSE;
  if (cs_rules_may (&fold.actor, CS_DEED_DRAFT, &state, &reason))
    return TRUE;
  return fold.actor.roles == 0 || cs_project_sees_case (project, &fold.actor, &work)
             ? cs_fail (error, CS_ERROR_DENIED, "%s", reason)
             : cs_fail (error, CS_ERROR_NOT_FOUND, "there is no such case");
}

gboolean
cs_project_put_edit (CsProject *project, const CsGid *case_gid, const CsMarkEdit *edit,
                     const CsJson *aside, GError **error)
{
  CsDraft draft;
  CsHash digest;
  CsDb *db = cs_store_db (project->store);
  if (!check_edit (project, case_gid, edit, error) ||
      !look_draft (project, case_gid, &draft, error) ||
      (draft.id == 0 && !cs_project_begin_draft (project, case_gid, &draft, error)) ||
      !cs_draft_seal_check (project, &draft, &digest, error))
    return FALSE;
  if (edit->n_remove > 0) {
    g_autoptr (CsMarkSet) now = replay (project, &draft, error);
    g_autoptr (CsMarkSet) then = now != NULL ? cs_mark_edit_apply (now, edit, error) : NULL;
    if (then == NULL)
      return FALSE;
  }
  g_autoptr (GString) body = g_string_new (NULL);
  cs_mark_edit_write (edit, body);
  cs_draft_seal_step (body->str, aside, &digest);
  g_autoptr (CsJson) sealed = cs_draft_seal_aside (project, aside, &digest);
  g_autofree char *beside = cs_json_to_canonical (sealed, NULL);
  return cs_db_run (db, error, "DELETE FROM draft_op WHERE draft = ? AND n >= ?", "ii", draft.id,
                    draft.cursor) &&
         cs_db_run (db, error, "INSERT INTO draft_op (draft, n, body, aside) VALUES (?, ?, ?, ?)",
                    "iitt", draft.id, draft.cursor, body->str, beside) &&
         cs_db_run (db, error, "UPDATE draft SET cursor = ?, saved_at = ? WHERE id = ?", "iii",
                    draft.cursor + 1, project->env->wall (project->env), draft.id);
}

gboolean
cs_project_append_edit (CsProject *project, const CsGid *case_gid, const CsMarkEdit *edit,
                        const CsJson *aside, GError **error)
{
  return cs_project_may_draft (project, case_gid, error) &&
         cs_project_put_edit (project, case_gid, edit, aside, error);
}

gboolean
cs_project_edit_drafts (CsProject *project, const CsGid *cases, const CsMarkEdit *const *edits,
                        guint n, GError **error)
{
  g_autoptr (CsTxn) txn = cs_project_begin_blobs (project, error);
  if (txn == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!cs_project_append_edit (project, &cases[i], edits[i], NULL, error))
      return FALSE;
  if (!cs_txn_commit (g_steal_pointer (&txn), error))
    return FALSE;
  /* The step is safe by now; what went wrong here is said when the case is handed on. */
  if (n == 1)
    cs_project_keep_claim (project, cases, NULL);
  return TRUE;
}

gboolean
cs_project_edit_draft (CsProject *project, const CsGid *case_gid, const CsMarkEdit *edit,
                       GError **error)
{
  return cs_project_edit_drafts (project, case_gid, &edit, 1, error);
}

/* Moves the cursor by STEP when there is an operation there. */
static gboolean
step_cursor (CsProject *project, const CsGid *case_gid, int step, GError **error)
{
  CsDraft draft;
  gint64 ops = 0;
  CsDb *db = cs_store_db (project->store);
  g_autoptr (CsTxn) txn = cs_project_begin_blobs (project, error);
  if (txn == NULL || !cs_project_load_draft (project, case_gid, &draft, error) ||
      !cs_db_get_int (db, 0, &ops, error, "SELECT count(*) FROM draft_op WHERE draft = ?", "i",
                      draft.id))
    return FALSE;
  gint64 cursor = draft.cursor + step;
  if (draft.id == 0 || cursor < draft.floor || cursor > ops)
    return FALSE;
  return cs_db_run (db, error, "UPDATE draft SET cursor = ? WHERE id = ?", "ii", cursor,
                    draft.id) &&
         cs_txn_commit (g_steal_pointer (&txn), error);
}

gboolean
cs_project_undo_draft (CsProject *project, const CsGid *case_gid, GError **error)
{
  return step_cursor (project, case_gid, -1, error);
}

gboolean
cs_project_redo_draft (CsProject *project, const CsGid *case_gid, GError **error)
{
  return step_cursor (project, case_gid, 1, error);
}

gboolean
cs_project_suggest (CsProject *project, const CsGid *cases, const CsMarkSet *const *marks, guint n,
                    const char *model, GError **error)
{
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, error);
  if (act == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    CsHash object;
    if (!cs_project_check_marks (project, &cases[i], marks[i]->marks, marks[i]->n_marks, error) ||
        !cs_project_put_marks (act, marks[i], &object, error))
      return FALSE;
    CsJson *body = cs_project_case_body (project, &cases[i]);
    cs_json_put_int (body, "marks", marks[i]->n_marks);
    cs_json_put_string (body, "model", model);
    cs_json_put_hash (body, "object", &object);
    if (!cs_project_act_event (act, "suggestion.add", body, NULL, error))
      return FALSE;
  }
  return cs_project_act_commit (g_steal_pointer (&act), error);
}

CsMarkSet *
cs_project_revision (CsProject *project, const CsReader *reader, const CsHash *revision,
                     GError **error)
{
  g_auto (CsSight) sight = { 0 };
  return cs_sight_begin (project, reader, &sight, error) &&
                 cs_sight_version (&sight, revision, error)
             ? cs_project_marks_of (project, revision, error)
             : NULL;
}
