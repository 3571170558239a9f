/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-event-kind.h"
#include "cs-project-context.h"
#include "cs-project-desk.h"
#include "cs-project-private.h"
#include "cs-project-sight.h"

#include <string.h>

#define REASONS_MOST 9

CsCaseView *
cs_case_view_ref (const CsCaseView *view)
{
  CsCaseView *self = (CsCaseView *)view;
  __atomic_fetch_add (&self->refs, 1, __ATOMIC_RELAXED);
  return self;
}

void
cs_case_view_unref (CsCaseView *view)
{
  if (view == NULL || __atomic_fetch_sub (&view->refs, 1, __ATOMIC_ACQ_REL) != 1)
    return;
  cs_case_row_free (view->row);
  g_clear_pointer (&view->items, g_ptr_array_unref);
  cs_mark_set_unref (view->current);
  g_clear_pointer (&view->past, g_ptr_array_unref);
  cs_mark_set_unref (view->draft);
  g_clear_pointer (&view->suggestions, g_ptr_array_unref);
  cs_changes_unref (view->changes);
  g_clear_pointer (&view->verdicts, g_ptr_array_unref);
  g_clear_pointer (&view->remarks, g_ptr_array_unref);
  cs_remark_row_free (view->came_back);
  cs_escalation_row_free (view->question);
  cs_positions_free (view->positions);
  g_clear_pointer (&view->rulings, g_ptr_array_unref);
  g_strfreev (view->reasons);
  cs_evidence_free (view->shown);
  g_strfreev (view->context);
  cs_undoable_free (view->undoable);
  g_free (view->corrected_who);
  g_free (view->reason);
  g_free (view->group);
  g_strfreev (view->group_labels);
  g_free (view);
}

static gboolean
may_agree (CsFold *fold, const CsRuleState *state, const CsWork *work, CsCaseView *view,
           GError **error)
{
  CsRuleState asked = *state;
  asked.revision_current = TRUE;
  view->may_agree = cs_rules_may (&fold->actor, CS_DEED_COUNTERSIGN, &asked, NULL);
  if (!view->may_agree)
    return TRUE;
  g_autoptr (CsStmt) stmt = cs_db_query (fold->db, error, "SELECT handle FROM person WHERE gid = ?",
                                         "g", &work->accepted_by);
  int there = stmt != NULL ? cs_stmt_step (stmt, error) : -1;
  if (there > 0)
    view->corrected_who = g_strdup (cs_stmt_text (stmt, 0));
  return there >= 0;
}

/* What the task is: the stage decides, and the rules whether the signer may. */
static gboolean
find_mode (CsProject *project, const CsReader *reader, const CsGid *case_gid, CsCaseView *view,
           GError **error)
{
  CsFold fold = { .index = project->index,
                  .db = cs_index_db (project->index),
                  .store = project->store,
                  .actor = *reader };
  CsRuleState state = { .project_exists = TRUE };
  g_auto (CsWork) work = { 0 };
  if (!cs_gather_case (&fold, case_gid, &state, &work, error))
    return FALSE;
  const CsWorkflow *workflow = cs_fold_workflow (&fold, &work, error);
  if (workflow == NULL)
    return FALSE;
  if (workflow->claim_hours > 0)
    cs_flow_lease (workflow, &work, &reader->person, project->env->wall (project->env), &state);
  if (!cs_project_serves (project, reader, case_gid, NULL, &state.served, error))
    return FALSE;
  view->coverage = workflow->coverage;
  view->send_back = workflow->send_back;
  view->mine = state.actor_holds;
  if (project->sitting == NULL) {
    view->reason = g_strdup ("the project is open for looking only");
    return TRUE;
  }
  view->may_reopen = cs_rules_may (reader, CS_DEED_REOPEN, &state, NULL);
  CsRuleState right = state; /* what would be found again is */
  right.merge_right = TRUE;
  view->may_unmerge = cs_rules_may (reader, CS_DEED_UNMERGE, &right, NULL);
  if (!may_agree (&fold, &state, &work, view, error))
    return FALSE;
  gboolean waits = state.asked != CS_ASKED_NOBODY;
  if ((waits || !state.actor_holds) && !cs_rules_may (reader, CS_DEED_CLAIM, &state, &view->reason))
    return TRUE;
  const CsWorkflowGroup *group =
      cs_flow_group (workflow, &work, &reader->person, NULL, project->env->wall (project->env));
  view->group = group != NULL ? g_strdup (group->key) : NULL;
  view->group_labels = group != NULL ? g_strdupv (group->labels) : NULL;
  view->mode = state.stage == 0      ? CS_MODE_READING
               : state.stage_settles ? CS_MODE_ADJUDICATION
               : state.stage_signs   ? CS_MODE_APPROVAL
                                     : CS_MODE_REVIEW;
  return TRUE;
}

/* Numbers leave gaps where others drew: who sees their own reading and not yet those of the others
 * is not to count by that. */
static gboolean
load_past (CsProject *project, const CsWork *work, CsCaseView *view, GError **error)
{
  g_auto (CsSight) sight = { 0 };
  const CsReader reader = cs_project_reader (project);
  if (!cs_sight_begin (project, &reader, &sight, error))
    return FALSE;
  gboolean all = !work->kept && !cs_sight_keeps_readings (&sight, work);
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), error,
                   "SELECT object FROM revision WHERE case_gid = ? AND withdrawn = 0 AND"
                   " hash <> ? AND (? OR person = ?) ORDER BY ord",
                   "ghig", &work->gid, &work->revision, (gint64)all, &reader.person);
  int state = stmt != NULL ? 1 : -1;
  view->past = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_case_past_unref);
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0) {
    CsHash object = { { 0 } };
    cs_stmt_hash (stmt, 0, &object);
    CsCasePast *past = cs_project_case_past (project, &object);
    if (past != NULL) /* else verifying tells: nobody works on that version any more */
      g_ptr_array_add (view->past, past);
  }
  return state == 0;
}

/* The version and the draft upon it, each read once. */
static gboolean
load_marks (CsProject *project, const CsWork *work, gboolean sees, CsCaseView *view, GError **error)
{
  CsDraft draft;
  CsHash start;
  gint64 ops = 0;
  if (!cs_project_load_draft (project, &work->gid, &draft, error) ||
      !cs_db_get_int (cs_store_db (project->store), 0, &ops, error,
                      "SELECT count(*) FROM draft_op WHERE draft = ?", "i", draft.id))
    return FALSE;
  view->has_draft = draft.id != 0;
  view->can_undo = view->has_draft && draft.cursor > draft.floor;
  view->can_redo = view->has_draft && draft.cursor < ops;
  if (!cs_project_draft_start (project, work, &start, error))
    return FALSE;
  view->hidden = !cs_hash_equal (&start, &work->revision);
  view->draft_stale = view->has_draft && !cs_hash_equal (&draft.base, &start);
  if (sees && !cs_hash_is_zero (&work->revision)) {
    view->current = cs_project_marks_of (project, &work->revision, error);
    if (view->current == NULL || !load_past (project, work, view, error))
      return FALSE;
  }
  if (!view->has_draft) {
    view->draft =
        view->current != NULL ? cs_mark_set_ref (view->current) : cs_mark_set_new_empty ();
    return TRUE;
  }
  view->draft = view->current != NULL && !view->draft_stale
                    ? cs_project_replay (project, &draft, view->current, error)
                    : cs_project_draft (project, &work->gid, error);
  return view->draft != NULL;
}

/* A draft that rests on what is not the signer's to see is not shown, and why is said. */
static gboolean
load_seen_marks (CsProject *project, const CsWork *work, gboolean sees, CsCaseView *view,
                 GError **error)
{
  g_autoptr (GError) inner = NULL;
  if (load_marks (project, work, sees, view, &inner))
    return TRUE;
  if (!g_error_matches (inner, CS_ERROR, CS_ERROR_DENIED) &&
      !g_error_matches (inner, CS_ERROR, CS_ERROR_CONFLICT)) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  view->draft = view->current != NULL ? cs_mark_set_ref (view->current) : cs_mark_set_new_empty ();
  view->mode = CS_MODE_LOOKING;
  g_free (view->reason);
  view->reason = g_strdup (inner->message);
  return TRUE;
}

/* Of several the last. */
static gboolean
load_question (CsProject *project, const CsReader *reader, const CsWork *work, CsCaseView *view,
               GError **error)
{
  g_autoptr (GPtrArray) rows = cs_project_escalations (project, reader, &work->gid, NULL, error);
  CsEscalationRow *last = rows != NULL && rows->len > 0 ? rows->pdata[rows->len - 1] : NULL;
  if (last != NULL && last->question != NULL && (last->settled == 0 || last->answers)) {
    view->question = last;
    rows->pdata[rows->len - 1] = NULL;
  }
  return rows != NULL;
}

/* Who has the case and may not settle it any more looks at it, and why is said. */
static gboolean
load_disputes (CsProject *project, const CsReader *reader, const CsWork *work, CsCaseView *view,
               GError **error)
{
  g_autoptr (GError) inner = NULL;
  if (view->mode != CS_MODE_ADJUDICATION)
    return TRUE;
  view->positions = cs_project_positions (project, reader, &work->gid, &inner);
  if (g_error_matches (inner, CS_ERROR, CS_ERROR_DENIED) ||
      g_error_matches (inner, CS_ERROR, CS_ERROR_NOT_FOUND)) {
    view->mode = CS_MODE_LOOKING;
    view->reason = g_strdup (inner->message);
    return TRUE;
  }
  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  view->rulings = view->positions != NULL
                      ? cs_project_kept_rulings (project, &work->gid, view->positions, error)
                      : NULL;
  view->reasons =
      view->rulings != NULL ? cs_project_given_reasons (project, REASONS_MOST, error) : NULL;
  return view->reasons != NULL;
}

static gboolean
load_talk (CsProject *project, const CsReader *reader, const CsWork *work, CsCaseView *view,
           GError **error)
{
  g_autoptr (GError) inner = NULL;
  view->suggestions =
      cs_project_suggestions_among (project, reader, &work->gid, view->draft, error);
  view->verdicts =
      view->suggestions != NULL ? cs_project_verdicts (project, &work->gid, error) : NULL;
  view->remarks =
      view->verdicts != NULL ? cs_project_remarks (project, reader, &work->gid, error) : NULL;
  view->shown = view->remarks != NULL ? cs_project_shown (project, &work->gid, error) : NULL;
  if (view->shown == NULL || !load_question (project, reader, work, view, error) ||
      !cs_project_came_back (project, reader, &work->gid, &view->came_back, error))
    return FALSE;
  if (view->current != NULL && view->mode != CS_MODE_READING) {
    view->changes = cs_project_changes_of (project, reader, work, view->current, error);
    if (view->changes == NULL)
      return FALSE;
  }
  view->undoable = cs_project_undoable (project, &work->gid, &inner);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static gboolean
fill (CsProject *project, const CsGid *case_gid, CsCaseView *view, GError **error)
{
  CsReader reader = cs_project_reader (project);
  char hex[CS_GID_HEX + 1];
  g_auto (CsWork) work = { 0 };
  gboolean sees = FALSE;
  view->row = cs_project_find_case (project, &reader, cs_gid_to_hex (case_gid, hex), error);
  view->items =
      view->row != NULL ? cs_project_case_items (project, &reader, case_gid, error) : NULL;
  return view->items != NULL && cs_project_work (project, case_gid, &work, error) &&
         cs_project_focus (project, &reader, &work, error) &&
         cs_project_sees (project, &reader, &work, &sees, error) &&
         find_mode (project, &reader, case_gid, view, error) &&
         load_seen_marks (project, &work, sees, view, error) &&
         load_talk (project, &reader, &work, view, error) &&
         load_disputes (project, &reader, &work, view, error) &&
         (view->context = cs_project_context_parts (project, &reader, case_gid, error)) != NULL;
}

CsCaseView *
cs_project_case_view (CsProject *project, const CsGid *case_gid, GError **error)
{
  g_autoptr (CsCaseView) view = g_new0 (CsCaseView, 1);
  view->refs = 1;
  g_autoptr (CsTxn) file = cs_db_begin_read (cs_store_db (project->store), error);
  g_autoptr (CsTxn) index =
      file != NULL ? cs_db_begin_read (cs_index_db (project->index), error) : NULL;
  return index != NULL && fill (project, case_gid, view, error) ? g_steal_pointer (&view) : NULL;
}
