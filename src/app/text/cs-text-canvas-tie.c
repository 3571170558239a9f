/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tying two marks: the first is remembered, the second is whatever is selected then, on the text or
 * on the picture beside it. */
#include "cs-text-canvas-private.h"
#include "cs-case-same.h"
#include "cs-text-tie.h"

#include "cs-removal.h"
#include "cs-span-edit.h"

#include <glib/gi18n.h>

static const CsMark *
mark_of (CsTextCanvas *self, guint64 id)
{
  return id != 0 ? cs_mark_set_get (cs_case_model_marks (self->model), id) : NULL;
}

guint64
cs_text_canvas_tie_first (CsTextCanvas *self)
{
  return self->model != NULL && mark_of (self, self->tie_first) != NULL ? self->tie_first : 0;
}

GArray *
cs_text_canvas_tie_choices (CsTextCanvas *self)
{
  const CsMark *first = self->model != NULL ? mark_of (self, self->tie_first) : NULL;
  const CsMark *second =
      first != NULL ? mark_of (self, cs_case_model_selected (self->model)) : NULL;
  const CsSchema *schema = self->model != NULL ? cs_case_model_schema (self->model) : NULL;
  if (second == NULL || schema == NULL)
    return g_array_new (FALSE, FALSE, sizeof (CsTieChoice));
  return cs_tie_choices_new (schema, cs_case_model_marks (self->model), first, second);
}

void
cs_text_canvas_tie_begin (CsTextCanvas *self)
{
  const CsMark *first = mark_of (self, cs_case_model_selected (self->model));
  const CsSchema *schema = cs_case_model_schema (self->model);
  if (!cs_text_canvas_may_edit (self))
    return;
  if (schema == NULL || schema->n_relations == 0) {
    cs_text_canvas_say (self, _ ("The labels of this project know no way to tie marks."));
    return;
  }
  if (first == NULL || first->kind->target == CS_MARK_TARGET_MARKS) {
    cs_text_canvas_say (self, _ ("Select the mark that is to be tied, then press {passage.tie}."));
    return;
  }
  cs_case_same_cancel (self->model);
  self->tie_first = first->id;
  cs_case_model_set_picking (self->model, TRUE); /* the other end may be on the picture */
  cs_text_canvas_emit (self, CS_TEXT_TIE);
}

void
cs_text_canvas_tie_cancel (CsTextCanvas *self)
{
  if (self->tie_first == 0)
    return;
  guint64 first = self->tie_first;
  self->tie_first = 0;
  if (self->model != NULL) {
    cs_case_model_set_picking (self->model, FALSE);
    cs_case_model_select (self->model, first, FALSE);
  }
  cs_text_canvas_emit (self, CS_TEXT_TIE);
}

void
cs_text_canvas_tie (CsTextCanvas *self, guint choice)
{
  g_autoptr (GArray) choices = cs_text_canvas_tie_choices (self);
  g_autoptr (GError) error = NULL;
  if (choice >= choices->len) {
    cs_text_canvas_say (self, choices->len == 0
                                  ? _ ("These two cannot be tied: choose another mark.")
                                  : _ ("There is no such way to tie these two."));
    return;
  }
  const CsTieChoice *way = &g_array_index (choices, CsTieChoice, choice);
  guint64 first = self->tie_first, second = cs_case_model_selected (self->model);
  CsMarkEdit *edit = cs_relation_add (
      cs_case_model_marks (self->model), way->turned ? second : first, way->turned ? first : second,
      way->relation->key, cs_case_model_new_id (self->model), &error);
  if (!cs_text_canvas_edit (self, edit, g_steal_pointer (&error)))
    return;
  self->tie_first = 0;
  cs_case_model_set_picking (self->model, FALSE);
  cs_case_model_select (self->model, first, FALSE);
  cs_text_canvas_emit (self, CS_TEXT_TIE);
}

/* The tie that is selected, or the only one of the selected mark. */
void
cs_text_canvas_untie (CsTextCanvas *self)
{
  g_autoptr (GError) error = NULL;
  const CsMarkSet *set = cs_case_model_marks (self->model);
  const CsMark *mark = mark_of (self, cs_case_model_selected (self->model));
  if (!cs_text_canvas_may_edit (self))
    return;
  if (mark == NULL) {
    cs_text_canvas_say (self, _ ("Select the mark whose tie is to go."));
    return;
  }
  guint64 tie = mark->id;
  if (mark->kind != &cs_mark_kind_relation) {
    g_autoptr (GPtrArray) ties = cs_relations_of (set, mark->id);
    if (ties->len != 1) {
      cs_text_canvas_say (self, ties->len == 0 ? _ ("This mark is not tied to any other.")
                                               : _ ("This mark has several ties: select the one "
                                                    "that is to go, then press {mark.delete}."));
      return;
    }
    tie = ((const CsMark *)ties->pdata[0])->id;
  }
  CsMarkEdit *edit = cs_removal_new (set, &tie, 1, &error);
  cs_text_canvas_edit (self, edit, g_steal_pointer (&error));
}
