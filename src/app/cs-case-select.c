/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is selected: one mark, with others or without, or one suggestion that is open, never both.
 */
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

void
cs_case_model_go_mark (CsCaseModel *self, guint64 id)
{
  const CsMark *mark = cs_mark_set_get (self->marks, id);
  if (mark != NULL)
    go_to (self, mark);
}

void
cs_case_model_show_words (CsCaseModel *self, guint item, gint64 start, gint64 end)
{
  cs_case_model_go (self, item, start);
  self->words_item = item;
  self->words_start = start;
  self->words_end = end;
  cs_case_model_emit (self, CS_CASE_WORDS);
}

guint
cs_case_model_words (CsCaseModel *self, gint64 *ret_start, gint64 *ret_end)
{
  *ret_start = self->words_start;
  *ret_end = self->words_end;
  return self->words_item;
}

guint64
cs_case_model_selected (CsCaseModel *self)
{
  return self->selected;
}

const guint64 *
cs_case_model_selected_others (CsCaseModel *self, guint *ret_count)
{
  *ret_count = self->others->len;
  return (const guint64 *)(gpointer)self->others->data;
}

guint
cs_case_model_n_selected (CsCaseModel *self)
{
  return (self->selected != 0) + self->others->len;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  guint64 left = *(const guint64 *)a, right = *(const guint64 *)b;
  return (left > right) - (left < right);
}

gboolean
cs_case_model_is_selected (CsCaseModel *self, guint64 id)
{
  return id != 0 &&
         (id == self->selected || g_array_binary_search (self->others, &id, compare_ids, NULL));
}

GPtrArray *
cs_case_model_selected_marks (CsCaseModel *self)
{
  GPtrArray *marks = g_ptr_array_new ();
  if (self->selected != 0)
    g_ptr_array_add (marks, (gpointer)cs_mark_set_get (self->marks, self->selected));
  for (guint i = 0; i < self->others->len; i++)
    g_ptr_array_add (
        marks, (gpointer)cs_mark_set_get (self->marks, g_array_index (self->others, guint64, i)));
  return marks;
}

gboolean
cs_case_model_selection_follow (CsCaseModel *self)
{
  guint before = cs_case_model_n_selected (self);
  for (guint i = self->others->len; i > 0; i--)
    if (cs_mark_set_get (self->marks, g_array_index (self->others, guint64, i - 1)) == NULL)
      g_array_remove_index (self->others, i - 1);
  if (self->selected != 0 && cs_mark_set_get (self->marks, self->selected) == NULL) {
    self->selected = self->others->len > 0 ? g_array_index (self->others, guint64, 0) : 0;
    if (self->selected != 0)
      g_array_remove_index (self->others, 0);
  }
  return cs_case_model_n_selected (self) != before;
}

void
cs_case_model_select_many (CsCaseModel *self, const guint64 *ids, guint n, guint64 main)
{
  self->suggested = 0;
  self->selected = cs_mark_set_get (self->marks, main) != NULL ? main : 0;
  g_array_set_size (self->others, 0);
  for (guint i = 0; i < n; i++)
    if (ids[i] != main && cs_mark_set_get (self->marks, ids[i]) != NULL)
      g_array_append_val (self->others, ids[i]);
  g_array_sort (self->others, compare_ids);
  cs_case_model_emit (self, CS_CASE_SELECTION);
}

void
cs_case_model_select_slice (CsCaseModel *self)
{
  gint64 unit = 0;
  guint part = 0, frame = 0, at = cs_case_model_place (self, &unit);
  const CsGid *item = &cs_case_model_item (self, at)->row->gid;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint64));
  cs_case_model_frame_at (self, at, unit, &part, &frame);
  for (guint i = 0; i < self->visible->n_marks; i++) {
    const CsMark *mark = self->visible->marks[i];
    if (mark->kind->target == CS_MARK_TARGET_IMAGE && mark->part == part && mark->frame == frame &&
        cs_gid_equal (&mark->item, item))
      g_array_append_val (ids, mark->id);
  }
  if (ids->len == 0)
    return;
  guint64 main = cs_mark_set_get (self->marks, self->selected) != NULL ? self->selected : 0;
  if (main == 0 || !g_array_binary_search (ids, &main, compare_ids, NULL))
    main = g_array_index (ids, guint64, 0);
  cs_case_model_select_many (self, (const guint64 *)(gpointer)ids->data, ids->len, main);
}

void
cs_case_model_select (CsCaseModel *self, guint64 id, gboolean go)
{
  const CsMark *mark = id != 0 ? cs_mark_set_get (self->marks, id) : NULL;
  guint64 now = mark != NULL ? id : 0;
  gboolean other = now != self->selected || self->suggested != 0 || self->others->len > 0;
  self->selected = now;
  self->suggested = 0;
  g_array_set_size (self->others, 0);
  if (mark != NULL && go) {
    go_to (self, mark);
    other |= self->selected != now; /* an outline that was closed on the way has selected itself */
    self->selected = now;
    g_array_set_size (self->others, 0);
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
    g_array_set_size (self->others, 0);
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
  for (guint i = 0; i < all && at < n && cs_mark_set_get (self->visible, ids[at]) == NULL; i++)
    at = (guint)(((gint64)at + (step > 0 ? 1 : -1) + all) % all);
  if (at < n && cs_mark_set_get (self->visible, ids[at]) == NULL)
    return;
  if (at < n)
    cs_case_model_select (self, ids[at], TRUE);
  else
    cs_case_model_select_suggestion (self, open->pdata[at - n]);
}
