/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-diff.h"

#include <string.h>

CsMarkDiffAspects
cs_mark_compare (const CsMark *before, const CsMark *after)
{
  CsMarkDiffAspects aspects = 0;
  if (before == after)
    return 0;
  if (!cs_mark_same_geometry (before, after))
    aspects |= CS_MARK_DIFF_GEOMETRY;
  if (strcmp (before->label, after->label) != 0)
    aspects |= CS_MARK_DIFF_LABEL;
  if (!cs_json_equal (before->attributes, after->attributes))
    aspects |= CS_MARK_DIFF_ATTRIBUTES;
  if (before->how != after->how || before->confidence != after->confidence ||
      g_strcmp0 (before->source, after->source) != 0)
    aspects |= CS_MARK_DIFF_ORIGIN;
  return aspects;
}

static void
clear_change (gpointer data)
{
  CsMarkChange *change = data;
  cs_mark_unref (change->before);
  cs_mark_unref (change->after);
}

static void
clear_answer_change (gpointer data)
{
  CsMarkAnswerChange *change = data;
  g_free (change->before.note);
  g_free (change->after.note);
}

static void
add_change (GArray *changes, const CsMark *before, const CsMark *after)
{
  CsMarkChange change = { NULL, NULL, 0 };
  if (before != NULL && after != NULL) {
    change.aspects = cs_mark_compare (before, after);
    if (change.aspects == 0)
      return;
  }
  change.before = cs_mark_ref (before);
  change.after = cs_mark_ref (after);
  g_array_append_val (changes, change);
}

static void
join_marks (GArray *changes, const CsMarkSet *before, const CsMarkSet *after)
{
  guint i = 0, j = 0;
  while (i < before->n_marks || j < after->n_marks) {
    const CsMark *old = i < before->n_marks ? before->marks[i] : NULL;
    const CsMark *new = j < after->n_marks ? after->marks[j] : NULL;
    if (old != NULL && new != NULL && old->id != new->id) {
      if (old->id < new->id)
        new = NULL;
      else
        old = NULL;
    }
    add_change (changes, old, new);
    i += old != NULL;
    j += new != NULL;
  }
}

static CsMarkAnswer
copy_answer (const CsMarkAnswer *answer, const CsGid *item)
{
  if (answer == NULL)
    return (CsMarkAnswer){ *item, CS_ANSWER_NONE, NULL };
  return (CsMarkAnswer){ *item, answer->answer, g_strdup (answer->note) };
}

static void
join_answers (GArray *changes, const CsMarkSet *before, const CsMarkSet *after)
{
  guint i = 0, j = 0;
  while (i < before->n_answers || j < after->n_answers) {
    const CsMarkAnswer *old = i < before->n_answers ? &before->answers[i] : NULL;
    const CsMarkAnswer *new = j < after->n_answers ? &after->answers[j] : NULL;
    int order = old == NULL ? 1 : new == NULL ? -1 : cs_gid_compare (&old->item, &new->item);
    if (order < 0)
      new = NULL;
    else if (order > 0)
      old = NULL;
    i += old != NULL;
    j += new != NULL;
    if (order == 0 && cs_mark_answer_equal (old, new))
      continue;
    const CsGid *item = old != NULL ? &old->item : &new->item;
    CsMarkAnswerChange change = { copy_answer (old, item), copy_answer (new, item) };
    g_array_append_val (changes, change);
  }
}

CsMarkDiff *
cs_mark_diff (const CsMarkSet *before, const CsMarkSet *after)
{
  CsMarkDiff *diff = g_new (CsMarkDiff, 1);
  diff->marks = g_array_new (FALSE, FALSE, sizeof (CsMarkChange));
  g_array_set_clear_func (diff->marks, clear_change);
  diff->answers = g_array_new (FALSE, FALSE, sizeof (CsMarkAnswerChange));
  g_array_set_clear_func (diff->answers, clear_answer_change);
  if (before != after) {
    join_marks (diff->marks, before, after);
    join_answers (diff->answers, before, after);
  }
  return diff;
}

void
cs_mark_diff_free (CsMarkDiff *diff)
{
  if (diff == NULL)
    return;
  g_array_unref (diff->marks);
  g_array_unref (diff->answers);
  g_free (diff);
}

CsMarkEdit *
cs_mark_diff_to_edit (const CsMarkDiff *diff)
{
  g_autoptr (GPtrArray) put = g_ptr_array_new ();
  g_autoptr (GArray) remove = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) answers = cs_mark_answers_new ();
  for (guint i = 0; i < diff->marks->len; i++) {
    const CsMarkChange *change = &g_array_index (diff->marks, CsMarkChange, i);
    if (change->after != NULL)
      g_ptr_array_add (put, change->after);
    else
      g_array_append_val (remove, change->before->id);
  }
  for (guint i = 0; i < diff->answers->len; i++) {
    const CsMarkAnswer *after = &g_array_index (diff->answers, CsMarkAnswerChange, i).after;
    cs_mark_answers_add (answers, &after->item, after->answer, after->note);
  }
  CsMarkEdit *edit = cs_mark_edit_new (put, remove, answers, NULL);
  g_assert (edit != NULL);
  return edit;
}
