/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of the dispute that is looked at, and taking it back. */
#include "cs-adjudication-private.h"

#include "cs-removal.h"

#include <glib/gi18n.h>

/* --- steps of this sitting --- */

void
cs_adjudication_step_free (gpointer data)
{
  CsAdjudicationStep *step = data;
  cs_kept_ruling_free (step->before);
  cs_kept_ruling_free (step->after);
  cs_mark_set_unref (step->marks_before);
  cs_mark_set_unref (step->marks_after);
  g_free (step);
}

/* The reason is not of the step: what was typed stays. */
static void
put_ruling (CsAdjudication *self, const CsKeptRuling *ruling)
{
  CsKeptRuling *there = cs_adjudication_ruling (self, ruling->n);
  there->chosen = ruling->chosen;
  there->choice = ruling->choice;
  there->position = ruling->position;
  there->mark = ruling->mark;
  cs_adjudication_keep (self, ruling->n);
}

/* Rules on the current dispute with what EDIT (may be NULL) does to the draft. */
static gboolean
rule (CsAdjudication *self, const CsKeptRuling *ruling, const CsMarkEdit *edit, GError **error)
{
  CsAdjudicationStep *step = g_new0 (CsAdjudicationStep, 1);
  step->before = cs_kept_ruling_copy (cs_adjudication_ruling (self, ruling->n));
  step->after = cs_kept_ruling_copy (ruling);
  step->marks_before = cs_mark_set_ref (cs_case_model_marks (self->model));
  step->edits = edit != NULL && !cs_mark_edit_is_empty (edit);
  self->ruling = TRUE;
  gboolean ok = !step->edits || cs_case_model_edit (self->model, edit, error);
  self->ruling = FALSE;
  if (!ok) {
    cs_adjudication_step_free (step);
    return FALSE;
  }
  step->marks_after = cs_mark_set_ref (cs_case_model_marks (self->model));
  g_ptr_array_set_size (self->future, 0);
  g_ptr_array_add (self->past, step);
  self->drawing = -1;
  put_ruling (self, ruling);
  cs_adjudication_emit (self, CS_ADJUDICATION_RULINGS);
  return TRUE;
}

static CsAdjudicationStep *
last_of (GPtrArray *steps)
{
  return steps->len > 0 ? steps->pdata[steps->len - 1] : NULL;
}

static gboolean
is_now (CsAdjudication *self, const CsMarkSet *set)
{
  return cs_mark_set_equal (set, cs_case_model_marks (self->model));
}

gboolean
cs_adjudication_can_take_back (CsAdjudication *self)
{
  const CsAdjudicationStep *step = last_of (self->past);
  return step != NULL && is_now (self, step->marks_after) && cs_case_model_may_edit (self->model);
}

gboolean
cs_adjudication_can_again (CsAdjudication *self)
{
  const CsAdjudicationStep *step = last_of (self->future);
  return step != NULL && is_now (self, step->marks_before) && cs_case_model_may_edit (self->model);
}

/* The draft takes its step behind the scenes; until then what it bears is said. */
static void
walk (CsAdjudication *self, GPtrArray *from, GPtrArray *to, gboolean back)
{
  CsAdjudicationStep *step = g_ptr_array_steal_index (from, from->len - 1);
  guint n = step->before->n;
  g_ptr_array_add (to, step);
  put_ruling (self, back ? step->before : step->after);
  if (step->edits && back)
    cs_case_model_undo (self->model);
  else if (step->edits)
    cs_case_model_redo (self->model);
  cs_adjudication_go (self, n);
  cs_adjudication_emit (self, CS_ADJUDICATION_RULINGS);
}

gboolean
cs_adjudication_take_back (CsAdjudication *self)
{
  if (!cs_adjudication_can_take_back (self))
    return FALSE;
  walk (self, self->past, self->future, TRUE);
  return TRUE;
}

gboolean
cs_adjudication_again (CsAdjudication *self)
{
  if (!cs_adjudication_can_again (self))
    return FALSE;
  walk (self, self->future, self->past, FALSE);
  return TRUE;
}

/* --- ruling --- */

static gboolean
check_current (CsAdjudication *self, GError **error)
{
  return cs_case_model_check_edit (self->model, error) &&
         (self->current >= 0 ||
          cs_fail (error, CS_ERROR_INVALID, "%s", _ ("There is no dispute here.")));
}

/* Marks of the draft that speak for the current dispute, but not the one with the id BUT: nor any
 * that another dispute rests on. */
static GArray *
marks_to_go (CsAdjudication *self, guint64 but)
{
  guint n = (guint)self->current;
  const CsDispute *dispute = cs_adjudication_dispute (self, n);
  const CsMarkSet *set = cs_case_model_marks (self->model);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (guint i = 0; i < set->n_marks; i++) {
    guint64 id = set->marks[i]->id;
    gboolean other = id == but;
    for (guint k = 0; !other && k < cs_adjudication_n (self); k++)
      other = k != n && cs_adjudication_ruled_mark (self, k) == id;
    if (!other && (id == cs_adjudication_ruled_mark (self, n) ||
                   cs_adjudication_is_of (self, dispute, set->marks[i])))
      g_array_append_val (ids, id);
  }
  return ids;
}

/* MARK, or NULL, instead of what spoke for the current dispute until now. */
static CsMarkEdit *
edit_to (CsAdjudication *self, const CsMark *mark, GError **error)
{
  g_autoptr (GPtrArray) put = g_ptr_array_new ();
  const CsMarkSet *set = cs_case_model_marks (self->model);
  const CsMark *there = mark != NULL ? cs_mark_set_get (set, mark->id) : NULL;
  gboolean same =
      there != NULL && cs_adjudication_is_like (mark, there) && cs_mark_same_geometry (mark, there);
  g_autoptr (GArray) gone = marks_to_go (self, mark != NULL ? mark->id : 0);
  g_autoptr (CsMarkEdit) removal =
      cs_removal_new (set, (const guint64 *)(gpointer)gone->data, gone->len, error);
  if (removal == NULL)
    return NULL;
  if (mark != NULL && !same)
    g_ptr_array_add (put, (gpointer)mark);
  g_autoptr (GArray) remove = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (guint i = 0; i < removal->n_remove; i++)
    if (mark == NULL || removal->remove[i] != mark->id)
      g_array_append_val (remove, removal->remove[i]);
  return cs_mark_edit_new (put, remove, NULL, error);
}

/* TIE of POSITION between what stands in the draft for its ends. */
static CsMark *
tie_that_fits (CsAdjudication *self, guint position, const CsMark *tie, GError **error)
{
  const gint64 ends[2] = { (gint64)cs_adjudication_end_of (self, position, (guint64)tie->values[0]),
                           (gint64)cs_adjudication_end_of (self, position,
                                                           (guint64)tie->values[1]) };
  CsMarkInit init = cs_mark_to_init (tie);
  init.values = ends;
  if (ends[0] != 0 && ends[1] != 0 && ends[0] != ends[1])
    return cs_mark_new (&init, error);
  cs_fail (error, CS_ERROR_INVALID, "%s",
           _ ("What it ties is not in the case. Settle the disputes about that first, or choose "
              "another position."));
  return NULL;
}

/* MARK as it can stand in the draft: one finding of somebody else may have its id there. */
static CsMark *
that_fits (CsAdjudication *self, guint position, const CsMark *mark, GError **error)
{
  if (mark->kind->target == CS_MARK_TARGET_MARKS)
    return tie_that_fits (self, position, mark, error);
  const CsMark *there = cs_mark_set_get (cs_case_model_marks (self->model), mark->id);
  gboolean own = mark->id == cs_adjudication_ruled_mark (self, (guint)self->current);
  CsMarkInit init = cs_mark_to_init (mark);
  if (there == NULL || own || cs_adjudication_is_like (there, mark))
    return cs_mark_ref ((CsMark *)mark);
  init.id = cs_case_model_new_id (self->model);
  return cs_mark_new (&init, NULL);
}

static CsMarkEdit *
answer_edit (CsAdjudication *self, guint n, CsAnswer answer, const char *note, GError **error)
{
  const CsGid *item = &cs_adjudication_dispute (self, n)->item;
  int at = cs_case_model_find_item (self->model, item);
  const char *why_not = at >= 0 ? cs_case_model_why_not (self->model, (guint)at, answer) : NULL;
  g_autoptr (GArray) answers = cs_mark_answers_new ();
  if (why_not != NULL) {
    cs_fail (error, CS_ERROR_INVALID, "%s", why_not);
    return NULL;
  }
  if (answer != cs_adjudication_draft_answer (self, item))
    cs_mark_answers_add (answers, item, answer, note);
  return cs_mark_edit_new (NULL, NULL, answers, error);
}

gboolean
cs_adjudication_choose (CsAdjudication *self, guint position, GError **error)
{
  if (!check_current (self, error) || position >= cs_adjudication_n_positions (self))
    return FALSE;
  guint n = (guint)self->current;
  const CsPositions *positions = cs_case_model_view (self->model)->positions;
  const CsDispute *dispute = cs_adjudication_dispute (self, n);
  const CsMark *wanted = dispute->marks[position];
  g_autoptr (CsMark) mark = wanted != NULL ? that_fits (self, position, wanted, error) : NULL;
  if (wanted != NULL && mark == NULL)
    return FALSE;
  g_autoptr (CsMarkEdit) edit =
      dispute->why & CS_DISPUTE_ANSWER
          ? answer_edit (self, n, cs_adjudication_answer (self, n, position),
                         positions->notes[n * positions->n_readers + position], error)
          : edit_to (self, mark, error);
  const CsKeptRuling ruling = { .n = n,
                                .chosen = TRUE,
                                .choice = CS_RULING_POSITION,
                                .position = position,
                                .mark = mark != NULL ? mark->id : 0 };
  return edit != NULL && rule (self, &ruling, edit, error);
}

gboolean
cs_adjudication_nobody (CsAdjudication *self, GError **error)
{
  if (!check_current (self, error))
    return FALSE;
  guint n = (guint)self->current;
  gboolean answers = cs_adjudication_dispute (self, n)->why & CS_DISPUTE_ANSWER;
  g_autoptr (CsMarkEdit) edit =
      answers ? answer_edit (self, n, CS_ANSWER_NONE, NULL, error) : edit_to (self, NULL, error);
  const CsKeptRuling ruling = { .n = n, .chosen = TRUE, .choice = CS_RULING_NOBODY };
  return edit != NULL && rule (self, &ruling, edit, error);
}

gboolean
cs_adjudication_say (CsAdjudication *self, CsAnswer answer, GError **error)
{
  if (!check_current (self, error))
    return FALSE;
  const CsKeptRuling ruling = { .n = (guint)self->current,
                                .chosen = TRUE,
                                .choice = CS_RULING_DRAWN };
  g_autoptr (CsMarkEdit) edit = answer_edit (self, ruling.n, answer, NULL, error);
  return edit != NULL && rule (self, &ruling, edit, error);
}

/* --- drawing anew --- */

gboolean
cs_adjudication_is_drawing (CsAdjudication *self)
{
  return self->drawing >= 0;
}

gboolean
cs_adjudication_stop_drawing (CsAdjudication *self)
{
  if (self->drawing < 0)
    return FALSE;
  self->drawing = -1;
  cs_case_model_set_tool (self->model, "select");
  cs_adjudication_emit (self, CS_ADJUDICATION_CURRENT);
  return TRUE;
}

gboolean
cs_adjudication_draw (CsAdjudication *self)
{
  if (!check_current (self, NULL) ||
      cs_adjudication_dispute (self, (guint)self->current)->why & CS_DISPUTE_ANSWER)
    return FALSE;
  const CsSchema *schema = cs_case_model_schema (self->model);
  const CsMark *mark = cs_adjudication_mark (self, (guint)self->current);
  const CsLabel *label = schema != NULL ? cs_schema_label (schema, mark->label) : NULL;
  cs_adjudication_go (self, (guint)self->current);
  cs_case_model_select (self->model, 0, FALSE);
  if (label != NULL && mark->kind->target != CS_MARK_TARGET_MARKS)
    cs_case_model_arm (self->model, label, mark->kind);
  self->drawing = self->current;
  cs_adjudication_emit (self, CS_ADJUDICATION_CURRENT);
  return TRUE;
}

/* The mark that came with the last stroke; of several none, as nobody knows which is meant. */
static const CsMark *
came (CsAdjudication *self, const CsMarkSet *before, gboolean relation)
{
  const CsMark *new = NULL;
  const CsMarkSet *now = cs_case_model_marks (self->model);
  for (guint i = 0; i < now->n_marks; i++) {
    const CsMark *mark = now->marks[i];
    if (cs_mark_set_get (before, mark->id) != NULL ||
        (mark->kind->target == CS_MARK_TARGET_MARKS) != relation)
      continue;
    if (new != NULL)
      return NULL;
    new = mark;
  }
  return new;
}

void
cs_adjudication_take_drawn (CsAdjudication *self, const CsMarkSet *before)
{
  guint n = (guint)self->drawing;
  const CsMark *like = cs_adjudication_mark (self, n);
  const CsMark *mark = came (self, before, like->kind->target == CS_MARK_TARGET_MARKS);
  if (mark == NULL)
    return;
  guint64 id = mark->id; /* MARK goes with the marks that are there now */
  const CsKeptRuling ruling = { .n = n, .chosen = TRUE, .choice = CS_RULING_DRAWN, .mark = id };
  self->current = self->drawing;
  self->ruling = TRUE; /* a step of undo of its own: what was chosen before goes */
  g_autoptr (GArray) gone = marks_to_go (self, id);
  g_autoptr (CsMarkEdit) edit = cs_removal_new (
      cs_case_model_marks (self->model), (const guint64 *)(gpointer)gone->data, gone->len, NULL);
  if (edit != NULL && !cs_mark_edit_is_empty (edit))
    cs_case_model_edit (self->model, edit, NULL);
  self->ruling = FALSE;
  self->drawing = -1;
  put_ruling (self, &ruling);
  cs_case_model_set_tool (self->model, "select");
  cs_case_model_select (self->model, id, FALSE);
  cs_adjudication_emit (self, CS_ADJUDICATION_RULINGS);
  cs_adjudication_emit (self, CS_ADJUDICATION_CURRENT);
}
