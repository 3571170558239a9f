/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strokes: shown at once, written behind the scenes, one job each. */
#include "cs-case-model-private.h"

#include "cs-removal.h"

#include <glib/gi18n.h>

typedef struct {
  CsGid case_gid;
  CsMarkEdit *edit; /* NULL for a step of the cursor */
  CsCaseRescue *rescue;
  int step; /* -1 undo, 1 redo */
} Write;

static void
write_free (gpointer data)
{
  Write *write = data;
  g_clear_pointer (&write->edit, cs_mark_edit_unref);
  g_clear_pointer (&write->rescue, g_atomic_rc_box_release);
  g_free (write);
}

static gpointer
edit_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Write *write = data;
  cs_case_rescue_write (desk, write->rescue, &write->case_gid, write->edit, error);
  return NULL;
}

static gpointer
step_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Write *write = data;
  gboolean moved = write->step < 0 ? cs_project_undo_draft (desk->project, &write->case_gid, error)
                                   : cs_project_redo_draft (desk->project, &write->case_gid, error);
  if (!moved && error != NULL && *error != NULL)
    return NULL;
  return cs_project_case_view (desk->project, &write->case_gid, error);
}

static void
set_saved (CsCaseModel *self, CsSaveState state)
{
  if (self->saved == state)
    return;
  self->saved = state;
  cs_case_model_emit (self, CS_CASE_SAVED);
}

static void
write_failed (CsCaseModel *self, const GError *error)
{
  set_saved (self, CS_SAVE_FAILED);
  if (cs_case_is_write_trouble (error)) {
    cs_case_rescue_begin (self);
    cs_session_set_trouble (self->session, error->message);
    return;
  }
  /* The rules moved on under the stroke: show what there is. */
  cs_session_set_notice (self->session, error->message);
  cs_case_model_reload (self);
}

/* A suggestion whose mark was deleted is open again. */
static gboolean
is_offered_again (CsCaseModel *self)
{
  const GPtrArray *rows = self->view->suggestions;
  for (guint i = 0; i < rows->len; i++) {
    const CsSuggestionRow *row = rows->pdata[i];
    if (row->state == CS_SUGGESTION_TAKEN && cs_mark_set_get (self->marks, row->mark->id) == NULL)
      return TRUE;
  }
  return FALSE;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsCaseModel) self = user_data;
  g_autoptr (GError) error = NULL;
  self->pending--;
  if (!cs_session_run_finish (CS_SESSION (source), result, NULL, &error))
    write_failed (self, error);
  else if (self->pending == 0)
    set_saved (self, self->rescuing ? CS_SAVE_FAILED : CS_SAVE_DONE);
  if (error == NULL && self->pending == 0 && is_offered_again (self))
    cs_case_model_reload (self);
}

void
cs_case_model_write (CsCaseModel *self, const CsMarkEdit *edit, const CsMarkSet *after)
{
  Write *write = g_new0 (Write, 1);
  write->case_gid = self->case_gid;
  write->edit = cs_mark_edit_ref (edit);
  write->rescue = g_atomic_rc_box_acquire (self->rescue);
  CsJobSpec spec = {
    .run = edit_job, .data = write, .free_data = write_free, .flags = CS_JOB_URGENT
  };
  self->pending++;
  self->last_edit++;
  self->can_undo = TRUE;
  self->can_redo = FALSE;
  set_saved (self, CS_SAVE_UNDER_WAY);
  cs_session_run_async (self->session, &spec, NULL, written_cb, g_object_ref (self));
  cs_case_model_show_marks (self, after);
}

gboolean
cs_case_model_check_edit (CsCaseModel *self, GError **error)
{
  if (cs_case_compare_is_on (self))
    return cs_fail (error, CS_ERROR_DENIED, "%s",
                    _ ("Versions are compared: end that to change marks."));
  return cs_case_model_may_edit (self) ||
         cs_fail (error, CS_ERROR_DENIED, "%s",
                  self->view->reason != NULL ? self->view->reason
                                             : _ ("This case is only looked at."));
}

gboolean
cs_case_model_edit (CsCaseModel *self, const CsMarkEdit *edit, GError **error)
{
  if (!cs_case_model_check_edit (self, error) ||
      !cs_mark_hold_check (self->hold, self->marks, edit, error))
    return FALSE;
  for (guint i = 0; i < edit->n_put; i++)
    if (!cs_schema_check_draft_mark (self->schema, edit->put[i], error))
      return FALSE;
  g_autoptr (CsMarkSet) after = cs_mark_edit_apply (self->marks, edit, error);
  if (after == NULL)
    return FALSE;
  if (self->rescuing)
    cs_case_rescue_note (self);
  cs_case_model_write (self, edit, after);
  if (self->place_moved)
    cs_case_model_flush (self); /* a stroke and its place go together */
  return TRUE;
}

gboolean
cs_case_model_put (CsCaseModel *self, CsMark *mark, GError **error)
{
  g_autoptr (GPtrArray) put = g_ptr_array_new ();
  g_ptr_array_add (put, mark);
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, NULL, error);
  return edit != NULL && cs_case_model_edit (self, edit, error);
}

/* Relations that name one of IDS go with it. */
static gboolean
remove_all (CsCaseModel *self, const GArray *ids, GError **error)
{
  g_autoptr (CsMarkEdit) edit =
      cs_removal_new (self->marks, (const guint64 *)(gpointer)ids->data, ids->len, error);
  return edit != NULL && cs_case_model_edit (self, edit, error);
}

gboolean
cs_case_model_remove (CsCaseModel *self, guint64 id, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_array_append_val (ids, id);
  return remove_all (self, ids, error);
}

gboolean
cs_case_model_remove_selected (CsCaseModel *self, GError **error)
{
  g_autoptr (GError) left = NULL;
  g_autoptr (GPtrArray) marks = cs_case_model_selected_marks (self);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint64));
  gboolean all = cs_case_hold_leave_out (self, marks, &left);
  for (guint i = 0; i < marks->len; i++)
    g_array_append_val (ids, ((const CsMark *)marks->pdata[i])->id);
  if (ids->len > 0 && !remove_all (self, ids, error))
    return FALSE;
  if (!all)
    g_propagate_error (error, g_steal_pointer (&left));
  return all;
}

const char *
cs_case_model_why_not (CsCaseModel *self, guint item, CsAnswer answer)
{
  if (answer == CS_ANSWER_NONE || answer == CS_ANSWER_NOT_ASSESSABLE)
    return NULL;
  if (cs_case_model_is_unseen (self, item))
    return _ ("Nothing of this item could be shown. Say Not Assessable, or report it as damaged.");
  if (answer == CS_ANSWER_NOTHING && cs_case_model_count (self, item) > 0)
    return _ ("This item has marks. Delete them first if nothing is to be marked.");
  return NULL;
}

gboolean
cs_case_model_answer (CsCaseModel *self, guint item, CsAnswer answer, GError **error)
{
  return cs_case_model_answer_because (self, item, answer, NULL, error);
}

gboolean
cs_case_model_answer_because (CsCaseModel *self, guint item, CsAnswer answer, const char *note,
                              GError **error)
{
  const CsCaseItem *there = cs_case_model_item (self, item);
  g_return_val_if_fail (there != NULL, FALSE);
  const char *why_not = cs_case_model_why_not (self, item, answer);
  if (why_not != NULL)
    return cs_fail (error, CS_ERROR_INVALID, "%s", why_not);
  g_autoptr (GArray) answers = cs_mark_answers_new ();
  cs_mark_answers_add (answers, &there->row->gid, answer, note);
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (NULL, NULL, answers, error);
  return edit != NULL && cs_case_model_edit (self, edit, error);
}

CsAnswer
cs_case_model_answered (CsCaseModel *self, guint item)
{
  const CsCaseItem *there = cs_case_model_item (self, item);
  const CsMarkAnswer *answer =
      there != NULL ? cs_mark_set_answer (self->marks, &there->row->gid) : NULL;
  return answer != NULL ? answer->answer : CS_ANSWER_NONE;
}

const char *
cs_case_model_answer_note (CsCaseModel *self, guint item)
{
  const CsCaseItem *there = cs_case_model_item (self, item);
  const CsMarkAnswer *answer =
      there != NULL ? cs_mark_set_answer (self->marks, &there->row->gid) : NULL;
  return answer != NULL ? answer->note : NULL;
}

/* --- the cursor --- */

typedef struct {
  CsCaseModel *self;
  guint64 last_edit;
  int direction;
} Stepping;

void
cs_case_model_note_step (CsCaseModel *self, const CsMarkSet *before, int direction)
{
  g_clear_pointer (&self->stepped, cs_mark_diff_free);
  self->stepped = cs_mark_diff (before, self->marks);
  self->stepped_by = direction;
  cs_case_model_emit (self, CS_CASE_STEPPED);
}

const CsMarkDiff *
cs_case_model_stepped (CsCaseModel *self, int *ret_direction)
{
  *ret_direction = self->stepped_by;
  return self->stepped;
}

/* Taking and dropping are steps as well: what is offered hangs on them. */
static gboolean
is_settled_otherwise (const GPtrArray *shown, const GPtrArray *now)
{
  gboolean other = shown->len != now->len;
  for (guint i = 0; !other && i < now->len; i++)
    other = ((const CsSuggestionRow *)shown->pdata[i])->state !=
            ((const CsSuggestionRow *)now->pdata[i])->state;
  return other;
}

static void
stepped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Stepping *stepping = user_data;
  g_autoptr (CsCaseModel) self = stepping->self;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  self->pending--;
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, &error)) {
    write_failed (self, error);
    return;
  }
  g_autoptr (CsCaseView) view = value;
  if (self->pending == 0)
    set_saved (self, CS_SAVE_DONE);
  /* Something was drawn after the key: only what the file says now is right. */
  if (stepping->last_edit != self->last_edit) {
    cs_case_model_reload (self);
  } else {
    self->can_undo = view->can_undo;
    self->can_redo = view->can_redo;
    g_autoptr (CsMarkSet) before = cs_mark_set_ref (self->marks);
    cs_case_model_show_marks (self, view->draft != NULL ? view->draft : view->current);
    cs_case_model_note_step (self, before, stepping->direction);
    if (is_settled_otherwise (self->view->suggestions, view->suggestions))
      cs_case_model_reload (self);
  }
}

static void
step (CsCaseModel *self, int direction)
{
  if (self->rescuing) {
    cs_case_rescue_step (self, direction);
    return;
  }
  Write *write = g_new0 (Write, 1);
  write->case_gid = self->case_gid;
  write->step = direction;
  Stepping *stepping = g_new0 (Stepping, 1);
  stepping->self = g_object_ref (self);
  stepping->last_edit = self->last_edit;
  stepping->direction = direction;
  CsJobSpec spec = { .run = step_job,
                     .data = write,
                     .free_data = write_free,
                     .free_result = (GDestroyNotify)cs_case_view_unref,
                     .flags = CS_JOB_URGENT };
  self->pending++;
  set_saved (self, CS_SAVE_UNDER_WAY);
  cs_session_run_async (self->session, &spec, NULL, stepped_cb, stepping);
}

gboolean
cs_case_model_can_undo (CsCaseModel *self)
{
  return self->can_undo && !cs_case_compare_is_on (self);
}

gboolean
cs_case_model_can_redo (CsCaseModel *self)
{
  return self->can_redo && !cs_case_compare_is_on (self);
}

void
cs_case_model_undo (CsCaseModel *self)
{
  if (cs_case_model_can_undo (self))
    step (self, -1);
}

void
cs_case_model_redo (CsCaseModel *self)
{
  if (cs_case_model_can_redo (self))
    step (self, 1);
}

guint64
cs_case_model_new_id (CsCaseModel *self)
{
  return cs_mark_new_id (cs_session_env (self->session));
}

CsSaveState
cs_case_model_save_state (CsCaseModel *self)
{
  return self->saved;
}

/* --- acts --- */

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  CsCaseModel *self = g_task_get_source_object (task);
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, &error)) {
    if (cs_case_is_write_trouble (error))
      cs_session_set_trouble (self->session, error->message);
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  cs_case_model_reload (self);
  g_task_return_pointer (task, value, g_task_get_task_data (task));
}

/* Not urgent, so that it comes after every stroke, which is. */
void
cs_case_model_act_async (CsCaseModel *self, const CsJobSpec *spec, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_task_set_task_data (task, spec->free_result, NULL);
  cs_case_model_flush (self);
  cs_case_model_hold_effort (self);
  cs_session_run_async (self->session, spec, NULL, acted_cb, task);
}

gboolean
cs_case_model_act_finish (CsCaseModel *self, GAsyncResult *result, gpointer *ret_result,
                          GError **error)
{
  return cs_worker_finish (result, ret_result, error);
}

/* --- what is not a mark yet --- */

gboolean
cs_case_model_keep_stroke (CsCaseModel *self)
{
  guint64 before = self->last_edit;
  if (!self->closed)
    cs_case_model_emit (self, CS_CASE_STROKE);
  return self->last_edit != before;
}

void
cs_case_model_keep_for_later (CsCaseModel *self)
{
  if (!cs_case_model_keep_stroke (self))
    return;
  self->kept = self->selected;
  self->kept_edit = self->last_edit;
}

void
cs_case_model_let_go (CsCaseModel *self)
{
  if (cs_case_model_keep_stroke (self))
    cs_case_model_emit (self, CS_CASE_KEPT);
}
