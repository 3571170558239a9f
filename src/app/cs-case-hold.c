/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the person has hidden and locked in the case that is open. */
#include "cs-case-hold-file.h"
#include "cs-case-model-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* --- keeping it --- */

typedef struct {
  CsGid case_gid;
  CsMarkHold *hold;
} HoldNote;

static void
hold_note_free (gpointer data)
{
  HoldNote *note = data;
  cs_mark_hold_free (note->hold);
  g_free (note);
}

static gpointer
hold_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const HoldNote *note = data;
  CsGid person = cs_project_reader (desk->project).person;
  /* The next time all is seen and open: no trouble worth a word. */
  cs_case_hold_file_write (desk->env, cs_project_gid (desk->project), &person, &note->case_gid,
                           note->hold, NULL);
  return NULL;
}

static void
changed (CsCaseModel *self)
{
  cs_case_hold_follow (self);
  cs_case_model_emit (self, CS_CASE_MARKS);
  if (cs_session_facts (self->session)->handle == NULL || self->closed)
    return;
  HoldNote *note = g_new0 (HoldNote, 1);
  note->case_gid = self->case_gid;
  note->hold = cs_mark_hold_copy (self->hold);
  CsJobSpec spec = { .run = hold_job, .data = note, .free_data = hold_note_free };
  cs_session_run_async (self->session, &spec, NULL, NULL, NULL);
}

void
cs_case_hold_follow (CsCaseModel *self)
{
  CsMarkSet *before = self->visible;
  self->visible = self->comparing.now != NULL ? cs_mark_set_ref (self->comparing.now)
                                              : cs_mark_hold_visible (self->hold, self->marks);
  cs_mark_set_unref (before);
}

/* --- asking --- */

const CsMarkSet *
cs_case_model_visible (CsCaseModel *self)
{
  return self->visible;
}

const CsMarkHold *
cs_case_model_hold (CsCaseModel *self)
{
  return self->hold;
}

guint
cs_case_model_n_hidden (CsCaseModel *self)
{
  return cs_mark_hold_count (self->hold, self->marks, CS_MARK_HIDDEN);
}

/* --- changing it --- */

gboolean
cs_case_model_hold_mark (CsCaseModel *self, guint64 id, CsMarkHolding holding, gboolean on)
{
  if (cs_mark_set_get (self->marks, id) == NULL || !cs_mark_hold_set (self->hold, id, holding, on))
    return FALSE;
  if (holding == CS_MARK_HIDDEN && on)
    cs_case_model_keep_stroke (self);
  changed (self);
  return TRUE;
}

/* All of MARKS, or, where all of them are already, none any more. */
static void
toggle (CsCaseModel *self, const GPtrArray *marks, CsMarkHolding holding)
{
  gboolean on = FALSE, other = FALSE;
  for (guint i = 0; i < marks->len; i++)
    on |= !cs_mark_hold_is (self->hold, ((const CsMark *)marks->pdata[i])->id, holding);
  for (guint i = 0; i < marks->len; i++)
    other |= cs_mark_hold_set (self->hold, ((const CsMark *)marks->pdata[i])->id, holding, on);
  if (other)
    changed (self);
}

gboolean
cs_case_model_hold_selected (CsCaseModel *self, CsMarkHolding holding)
{
  g_autoptr (GPtrArray) marks = cs_case_model_selected_marks (self);
  toggle (self, marks, holding);
  return marks->len > 0;
}

gboolean
cs_case_model_hold_label (CsCaseModel *self, CsMarkHolding holding)
{
  const CsMark *mark = cs_mark_set_get (self->marks, self->selected);
  g_autoptr (GPtrArray) marks = g_ptr_array_new ();
  for (guint i = 0; mark != NULL && i < self->marks->n_marks; i++)
    if (g_str_equal (self->marks->marks[i]->label, mark->label))
      g_ptr_array_add (marks, self->marks->marks[i]);
  toggle (self, marks, holding);
  return mark != NULL;
}

guint
cs_case_model_show_all (CsCaseModel *self)
{
  guint n = cs_case_model_n_hidden (self);
  for (guint i = 0; i < self->marks->n_marks; i++)
    cs_mark_hold_set (self->hold, self->marks->marks[i]->id, CS_MARK_HIDDEN, FALSE);
  if (n > 0)
    changed (self);
  return n;
}

/* --- what is left out of a change --- */

gboolean
cs_case_hold_leave_out (CsCaseModel *self, GPtrArray *marks, GError **error)
{
  const char *why = NULL;
  guint all = marks->len, left = cs_mark_hold_leave_out (self->hold, marks, &why);
  if (left == 0)
    return TRUE;
  if (all == 1)
    return cs_fail (error, CS_ERROR_DENIED, "%s", _ (why));
  /* Translators: of several marks that are changed, and why the others are not. */
  return cs_fail (error, CS_ERROR_DENIED, _ ("%u of %u marks stay as they are. %s"), left, all,
                  _ (why));
}
