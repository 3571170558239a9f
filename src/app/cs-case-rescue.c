/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing on when the project's file takes no more, and what is known of a case from last time. */
#include "cs-case-model-private.h"

#include <glib/gi18n.h>

CsCaseRescue *
cs_case_rescue_new (gboolean active)
{
  CsCaseRescue *rescue = g_atomic_rc_box_new0 (CsCaseRescue);
  rescue->active = active;
  return rescue;
}

/* Once one stroke is beside the file, those after it must be, too: they would make no sense without
 * it. */
gboolean
cs_case_rescue_write (CsDesk *desk, CsCaseRescue *rescue, const CsGid *case_gid,
                      const CsMarkEdit *edit, GError **error)
{
  CsCaseRecoveryKey key = cs_case_recovery_key (desk->project, case_gid);
  g_autoptr (GError) refusal = NULL;
  if (!rescue->active) {
    if (cs_project_edit_draft (desk->project, case_gid, edit, &refusal))
      return TRUE;
    if (!cs_case_is_write_trouble (refusal)) {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
    rescue->active = TRUE;
  }
  if (!cs_case_recovery_append (desk->env, &key, edit, error))
    return FALSE;
  if (refusal == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

gboolean
cs_case_is_write_trouble (const GError *error)
{
  return g_error_matches (error, CS_ERROR, CS_ERROR_FAILED) ||
         g_error_matches (error, CS_ERROR, CS_ERROR_READ_ONLY) ||
         g_error_matches (error, CS_ERROR, CS_ERROR_CORRUPT) ||
         g_error_matches (error, CS_ERROR, CS_ERROR_LOCKED);
}

/* --- undo without the file --- */

void
cs_case_rescue_begin (CsCaseModel *self)
{
  if (self->rescuing)
    return;
  self->rescuing = TRUE;
  self->can_undo = self->can_redo = FALSE;
}

static void
push (GPtrArray *list, const CsMarkSet *set)
{
  g_ptr_array_add (list, cs_mark_set_ref (set));
}

void
cs_case_rescue_note (CsCaseModel *self)
{
  push (self->past, self->marks);
  g_ptr_array_set_size (self->future, 0);
}

void
cs_case_rescue_step (CsCaseModel *self, int direction)
{
  GPtrArray *from = direction < 0 ? self->past : self->future;
  GPtrArray *to = direction < 0 ? self->future : self->past;
  if (from->len == 0)
    return;
  g_autoptr (CsMarkSet) wanted = g_ptr_array_steal_index (from, from->len - 1);
  g_autoptr (CsMarkDiff) diff = cs_mark_diff (self->marks, wanted);
  g_autoptr (CsMarkEdit) edit = cs_mark_diff_to_edit (diff);
  g_autoptr (CsMarkSet) before = cs_mark_set_ref (self->marks);
  push (to, self->marks);
  cs_case_model_write (self, edit, wanted);
  self->can_undo = self->past->len > 0;
  self->can_redo = self->future->len > 0;
  cs_case_model_emit (self, CS_CASE_MARKS);
  cs_case_model_note_step (self, before, direction);
}

/* --- the place --- */

typedef struct {
  CsGid case_gid;
  CsCasePlace place;
} PlaceNote;

static gpointer
place_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const PlaceNote *note = data;
  CsGid person = cs_project_reader (desk->project).person;
  /* A place that is lost is no trouble worth a word. */
  cs_case_place_write (desk->env, cs_project_gid (desk->project), &person, &note->case_gid,
                       &note->place, NULL);
  return NULL;
}

void
cs_case_model_write_place (CsCaseModel *self, gboolean open)
{
  const CsCaseItem *item = cs_case_model_item (self, self->item);
  self->place_moved = FALSE;
  if (item == NULL || cs_session_facts (self->session)->handle == NULL)
    return;
  PlaceNote *note = g_new0 (PlaceNote, 1);
  note->case_gid = self->case_gid;
  note->place =
      (CsCasePlace){ .item = item->row->gid,
                     .unit = self->units[self->item],
                     .open = open,
                     .kept = self->kept_edit == self->last_edit && !open ? self->kept : 0 };
  CsJobSpec spec = { .run = place_job, .data = note, .free_data = g_free, .flags = CS_JOB_URGENT };
  cs_session_run_async (self->session, &spec, NULL, NULL, NULL);
}

void
cs_case_model_return_to_place (CsCaseModel *self)
{
  const CsCasePlace *place = &self->read->place;
  int item = self->read->has_place ? cs_case_model_find_item (self, &place->item) : -1;
  if (item < 0)
    return;
  const CsCaseItem *there = self->items->pdata[item];
  self->item = (guint)item;
  self->units[item] = CLAMP (place->unit, 0, MAX (there->units - 1, 0));
}

guint64
cs_case_model_kept (CsCaseModel *self)
{
  guint64 id = self->read->has_place ? self->read->place.kept : 0;
  return id != 0 && cs_mark_set_get (self->marks, id) != NULL ? id : 0;
}

gboolean
cs_case_model_restored (CsCaseModel *self)
{
  return self->restored;
}

/* --- strokes of last time --- */

guint
cs_case_model_recovered (CsCaseModel *self)
{
  return self->read->recovered != NULL && !self->recovery_settled && cs_case_model_may_edit (self)
             ? self->read->recovered->len
             : 0;
}

static gpointer
take_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsCaseRecoveryKey key = cs_case_recovery_key (desk->project, data);
  cs_case_recovery_take (desk->env, &key, error);
  return NULL;
}

static gpointer
taken_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsCaseRecoveryKey key = cs_case_recovery_key (desk->project, data);
  cs_case_recovery_taken (desk->env, &key);
  return NULL;
}

static gpointer
discard_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsCaseRecoveryKey key = cs_case_recovery_key (desk->project, data);
  cs_case_recovery_discard (desk->env, &key);
  return NULL;
}

static void
run (CsCaseModel *self, CsJobFunc job, CsJobFlags flags)
{
  CsJobSpec spec = { .run = job,
                     .data = g_memdup2 (&self->case_gid, sizeof self->case_gid),
                     .free_data = g_free,
                     .flags = flags };
  cs_session_run_async (self->session, &spec, NULL, NULL, NULL);
}

guint
cs_case_model_take_recovered (CsCaseModel *self)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_ref (self->read->recovered);
  guint taken = 0;
  self->recovery_settled = TRUE;
  run (self, take_job, CS_JOB_URGENT);
  for (guint i = 0; i < edits->len; i++)
    taken += cs_case_model_edit (self, edits->pdata[i], NULL);
  run (self, taken_job, 0); /* after every stroke, which is urgent */
  cs_case_model_emit (self, CS_CASE_REVIEW);
  return taken;
}

void
cs_case_model_discard_recovered (CsCaseModel *self)
{
  self->recovery_settled = TRUE;
  run (self, discard_job, CS_JOB_URGENT);
  cs_case_model_emit (self, CS_CASE_REVIEW);
}
