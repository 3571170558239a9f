/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is selected: one mark, or one suggestion that is open, never both. */
#include "cs-case-model-private.h"

/* --- suggestions --- */

static GPtrArray *
open_suggestions (CsCaseModel *self)
{
  GPtrArray *all = self->view->suggestions;
  GPtrArray *open = g_ptr_array_new ();
  for (guint i = 0; i < all->len; i++)
    if (((const CsSuggestionRow *)all->pdata[i])->state == CS_SUGGESTION_OPEN)
      g_ptr_array_add (open, all->pdata[i]);
  return open;
}

static gboolean
is_selected (CsCaseModel *self, const CsSuggestionRow *row)
{
  return row->mark->id == self->suggested && cs_hash_equal (&row->suggestion, &self->suggestion);
}

/* OPEN's length when none of them is selected. */
static guint
selected_at (CsCaseModel *self, GPtrArray *open)
{
  for (guint i = 0; self->suggested != 0 && i < open->len; i++)
    if (is_selected (self, open->pdata[i]))
      return i;
  return open->len;
}

static void
note (CsCaseModel *self, const CsSuggestionRow *row)
{
  self->suggested = row != NULL ? row->mark->id : 0;
  if (row != NULL)
    self->suggestion = row->suggestion;
}

const CsSuggestionRow *
cs_case_model_suggestion (CsCaseModel *self)
{
  g_autoptr (GPtrArray) open = self->suggested != 0 ? open_suggestions (self) : NULL;
  guint at = open != NULL ? selected_at (self, open) : 0;
  return open != NULL && at < open->len ? open->pdata[at] : NULL;
}

guint
cs_case_model_suggestion_at (CsCaseModel *self)
{
  g_autoptr (GPtrArray) open = open_suggestions (self);
  return selected_at (self, open);
}

gboolean
cs_case_model_suggestion_follow (CsCaseModel *self, guint at)
{
  g_autoptr (GPtrArray) open = open_suggestions (self);
  if (self->suggested == 0 || selected_at (self, open) < open->len)
    return FALSE;
  note (self, open->len > 0 ? open->pdata[MIN (at, open->len - 1)] : NULL);
  return TRUE;
}

/* --- both --- */

static void
go_to (CsCaseModel *self, const CsMark *mark)
{
  int item = cs_case_model_find_item (self, &mark->item);
  if (item >= 0)
    cs_case_model_go (self, (guint)item, cs_case_model_unit_of (self, mark));
}

guint64
cs_case_model_selected (CsCaseModel *self)
{
  return self->selected;
}

GPtrArray *
cs_case_model_selected_marks (CsCaseModel *self)
{
  GPtrArray *marks = g_ptr_array_new ();
  const CsMark *mark = cs_mark_set_get (self->marks, self->selected);
  if (mark != NULL)
    g_ptr_array_add (marks, (gpointer)mark);
  return marks;
}

void
cs_case_model_select (CsCaseModel *self, guint64 id, gboolean go)
{
  const CsMark *mark = id != 0 ? cs_mark_set_get (self->marks, id) : NULL;
  guint64 now = mark != NULL ? id : 0;
  gboolean other = now != self->selected || self->suggested != 0;
  self->selected = now;
  self->suggested = 0;
  if (mark != NULL && go) {
    go_to (self, mark);
    other |= self->selected != now; /* an outline that was closed on the way has selected itself */
    self->selected = now;
  }
  if (other)
    cs_case_model_emit (self, CS_CASE_SELECTION);
}

void
cs_case_model_select_suggestion (CsCaseModel *self, const CsSuggestionRow *row)
{
  gboolean other =
      row != NULL ? self->selected != 0 || !is_selected (self, row) : self->suggested != 0;
  if (row != NULL) {
    go_to (self, row->mark);
    other |= self->selected != 0;
    self->selected = 0;
  }
  note (self, row);
  if (other)
    cs_case_model_emit (self, CS_CASE_SELECTION);
}

void
cs_case_model_show_suggestion (CsCaseModel *self)
{
  const CsSuggestionRow *row = cs_case_model_suggestion (self);
  if (row != NULL)
    go_to (self, row->mark);
  cs_case_model_emit (self, CS_CASE_SELECTION);
}

void
cs_case_model_select_step (CsCaseModel *self, int step)
{
  guint n = 0;
  const guint64 *ids = cs_case_model_order (self, &n);
  g_autoptr (GPtrArray) open = self->picking ? g_ptr_array_new () : open_suggestions (self);
  guint all = n + open->len, at = n + selected_at (self, open);
  if (all == 0)
    return;
  for (guint i = 0; i < n; i++)
    if (ids[i] == self->selected)
      at = i;
  if (at == all)
    at = step > 0 ? 0 : all - 1;
  else
    at = (guint)(((gint64)at + step + all) % all);
  if (at < n)
    cs_case_model_select (self, ids[at], TRUE);
  else
    cs_case_model_select_suggestion (self, open->pdata[at - n]);
}
