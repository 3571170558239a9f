/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-set.h"

#include "cs-mark-set-private.h"

int
cs_mark_compare_ids (gconstpointer a, gconstpointer b)
{
  const CsMark *left = *(const CsMark *const *)a, *right = *(const CsMark *const *)b;
  return (left->id > right->id) - (left->id < right->id);
}

gboolean
cs_marks_settle (GPtrArray *marks, GError **error)
{
  gboolean sorted = TRUE;
  for (guint i = 1; i < marks->len && sorted; i++)
    sorted = cs_mark_compare_ids (&marks->pdata[i - 1], &marks->pdata[i]) < 0;
  if (sorted)
    return TRUE;
  g_ptr_array_sort (marks, cs_mark_compare_ids);
  for (guint i = 1; i < marks->len; i++)
    if (cs_mark_compare_ids (&marks->pdata[i - 1], &marks->pdata[i]) == 0)
      return cs_fail (error, CS_ERROR_INVALID, "mark %" G_GUINT64_FORMAT ": twice",
                      ((const CsMark *)marks->pdata[i])->id);
  return TRUE;
}

GPtrArray *
cs_marks_copy (GPtrArray *marks)
{
  guint count = marks != NULL ? marks->len : 0;
  GPtrArray *copy = g_ptr_array_new_full (count, (GDestroyNotify)cs_mark_unref);
  for (guint i = 0; i < count; i++)
    g_ptr_array_add (copy, cs_mark_ref (marks->pdata[i]));
  return copy;
}

GArray *
cs_mark_answers_copy (GArray *answers)
{
  GArray *copy = cs_mark_answers_new ();
  for (guint i = 0; answers != NULL && i < answers->len; i++) {
    const CsMarkAnswer *answer = &g_array_index (answers, CsMarkAnswer, i);
    cs_mark_answers_add (copy, &answer->item, answer->answer, answer->note);
  }
  return copy;
}

/* Few of many, which are asked for again and again; MARKS holds them. */
static GPtrArray *
relations_of (const GPtrArray *marks)
{
  GPtrArray *relations = g_ptr_array_new ();
  for (guint i = 0; i < marks->len; i++)
    if (((const CsMark *)marks->pdata[i])->kind->target == CS_MARK_TARGET_MARKS)
      g_ptr_array_add (relations, marks->pdata[i]);
  return relations;
}

CsMarkSet *
cs_mark_set_new_take (GPtrArray *marks, GArray *answers)
{
  CsMarkSet *set = g_new0 (CsMarkSet, 1);
  set->mark_list = marks;
  set->marks = (CsMark *const *)marks->pdata;
  set->n_marks = marks->len;
  set->relation_list = relations_of (marks);
  set->relations = (CsMark *const *)set->relation_list->pdata;
  set->n_relations = set->relation_list->len;
  set->answer_list = answers;
  set->answers = (const CsMarkAnswer *)answers->data;
  set->n_answers = answers->len;
  set->refs = 1;
  return set;
}

CsMarkSet *
cs_mark_set_new (GPtrArray *marks, GArray *answers, GError **error)
{
  g_autoptr (GPtrArray) own_marks = cs_marks_copy (marks);
  g_autoptr (GArray) own_answers = cs_mark_answers_copy (answers);
  if (!cs_marks_settle (own_marks, error) || !cs_mark_answers_settle (own_answers, FALSE, error))
    return NULL;
  return cs_mark_set_new_take (g_steal_pointer (&own_marks), g_steal_pointer (&own_answers));
}

CsMarkSet *
cs_mark_set_new_empty (void)
{
  return cs_mark_set_new (NULL, NULL, NULL);
}

CsMarkSet *
cs_mark_set_ref (const CsMarkSet *set)
{
  CsMarkSet *self = (CsMarkSet *)set;
  if (self != NULL)
    __atomic_fetch_add (&self->refs, 1, __ATOMIC_RELAXED);
  return self;
}

void
cs_mark_set_unref (CsMarkSet *set)
{
  if (set == NULL || __atomic_fetch_sub (&set->refs, 1, __ATOMIC_ACQ_REL) != 1)
    return;
  g_ptr_array_unref (set->relation_list);
  g_ptr_array_unref (set->mark_list);
  g_array_unref (set->answer_list);
  g_free (set);
}

const CsMark *
cs_mark_set_get (const CsMarkSet *set, guint64 id)
{
  guint low = 0, high = set->n_marks;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (set->marks[middle]->id == id)
      return set->marks[middle];
    if (set->marks[middle]->id < id)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

const CsMarkAnswer *
cs_mark_set_answer (const CsMarkSet *set, const CsGid *item)
{
  guint low = 0, high = set->n_answers;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    int order = cs_gid_compare (&set->answers[middle].item, item);
    if (order == 0)
      return &set->answers[middle];
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

gboolean
cs_mark_set_equal (const CsMarkSet *a, const CsMarkSet *b)
{
  if (a->n_marks != b->n_marks || a->n_answers != b->n_answers)
    return FALSE;
  for (guint i = 0; i < a->n_answers; i++)
    if (!cs_mark_answer_equal (&a->answers[i], &b->answers[i]))
      return FALSE;
  for (guint i = 0; i < a->n_marks; i++)
    if (!cs_mark_equal (a->marks[i], b->marks[i]))
      return FALSE;
  return TRUE;
}

gboolean
cs_mark_set_check_links (const CsMarkSet *set, GError **error)
{
  for (guint i = 0; i < set->n_marks; i++) {
    const CsMark *mark = set->marks[i];
    if (mark->kind->check_links == NULL || mark->kind->check_links (mark, set, error))
      continue;
    g_prefix_error (error, "mark %" G_GUINT64_FORMAT ": ", mark->id);
    return FALSE;
  }
  return TRUE;
}
