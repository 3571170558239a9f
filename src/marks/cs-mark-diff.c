/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-diff.h"
#include "cs-mark-match.h"

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
  CsMarkChange change = { NULL, NULL, 0, FALSE };
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

static GArray *
new_changes (void)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (CsMarkChange));
  g_array_set_clear_func (changes, clear_change);
  return changes;
}

CsMarkDiff *
cs_mark_diff (const CsMarkSet *before, const CsMarkSet *after)
{
  CsMarkDiff *diff = g_new (CsMarkDiff, 1);
  diff->marks = new_changes ();
  diff->answers = g_array_new (FALSE, FALSE, sizeof (CsMarkAnswerChange));
  g_array_set_clear_func (diff->answers, clear_answer_change);
  if (before != after) {
    join_marks (diff->marks, before, after);
    join_answers (diff->answers, before, after);
  }
  return diff;
}

/* --- what was drawn anew --- */

gboolean
cs_mark_said_check (const CsMarkSaid *said, const CsMarkSet *before, const CsMarkSet *after,
                    GError **error)
{
  const CsMark *gone = cs_mark_set_get (before, said->before);
  const CsMark *came = cs_mark_set_get (after, said->after);
  if (gone == NULL || came == NULL)
    return cs_fail (error, CS_ERROR_INVALID, "mark %" G_GUINT64_FORMAT " is not in the version %s",
                    gone == NULL ? said->before : said->after, gone == NULL ? "before" : "after");
  if (cs_mark_set_get (after, said->before) != NULL ||
      cs_mark_set_get (before, said->after) != NULL)
    return cs_fail (error, CS_ERROR_INVALID,
                    "mark %" G_GUINT64_FORMAT
                    " is in both versions, so that it is known which it is",
                    cs_mark_set_get (after, said->before) != NULL ? said->before : said->after);
  if (gone->kind->target != came->kind->target || gone->kind->target == CS_MARK_TARGET_MARKS)
    return cs_fail (error, CS_ERROR_INVALID, "a %s and a %s cannot be one finding",
                    cs_mark_noun (gone), cs_mark_noun (came));
  return TRUE;
}

/* Which mark of the version after stands for one of the version before, and the other way round;
 * by id. */
typedef struct {
  GHashTable *after_of, *before_of;
} Partners;

static void
part (const Partners *partners, const CsMark *before, const CsMark *after)
{
  const CsMark *other = before != NULL ? g_hash_table_lookup (partners->after_of, &before->id)
                                       : g_hash_table_lookup (partners->before_of, &after->id);
  if (other == NULL)
    return;
  g_hash_table_remove (partners->after_of, before != NULL ? &before->id : &other->id);
  g_hash_table_remove (partners->before_of, after != NULL ? &after->id : &other->id);
}

static void
tie (const Partners *partners, const CsMark *before, const CsMark *after)
{
  part (partners, before, NULL);
  part (partners, NULL, after);
  g_hash_table_insert (partners->after_of, (gpointer)&before->id, (gpointer)after);
  g_hash_table_insert (partners->before_of, (gpointer)&after->id, (gpointer)before);
}

static void
apply_said (const Partners *partners, const CsMarkSaid *said, const CsMarkSet *before,
            const CsMarkSet *after)
{
  const CsMark *gone = cs_mark_set_get (before, said->before);
  const CsMark *came = cs_mark_set_get (after, said->after);
  if (!cs_mark_said_check (said, before, after, NULL))
    return;
  if (said->kind == CS_MARK_SAID_SAME)
    tie (partners, gone, came);
  else if (g_hash_table_lookup (partners->after_of, &said->before) == came)
    part (partners, gone, NULL);
}

static void
find_partners (const Partners *partners, const CsMarkSet *before, const CsMarkSet *after,
               const GArray *said)
{
  g_autoptr (GArray) pairs =
      cs_mark_match (before, after, CS_MARK_MATCH_LEAST, CS_MARK_MATCH_REACH);
  for (guint i = 0; i < pairs->len; i++) {
    const CsMarkPair *pair = &g_array_index (pairs, CsMarkPair, i);
    if (pair->by_shape)
      tie (partners, pair->a, pair->b);
  }
  for (guint i = 0; said != NULL && i < said->len; i++)
    apply_said (partners, &g_array_index (said, CsMarkSaid, i), before, after);
}

static void
add_redrawn (GArray *changes, const CsMark *before, const CsMark *after)
{
  CsMarkChange change = { NULL, NULL, cs_mark_compare (before, after), TRUE };
  if (before->kind->target == CS_MARK_TARGET_MARKS) {
    change.aspects &= ~CS_MARK_DIFF_GEOMETRY;
    if (change.aspects == 0)
      return;
  }
  if (change.aspects == 0)
    change.aspects = CS_MARK_DIFF_ORIGIN;
  change.before = cs_mark_ref (before);
  change.after = cs_mark_ref (after);
  g_array_append_val (changes, change);
}

static gboolean
has_both (const GArray *changes)
{
  gboolean gone = FALSE, came = FALSE;
  for (guint i = 0; i < changes->len; i++) {
    const CsMarkChange *change = &g_array_index (changes, CsMarkChange, i);
    gone = gone || change->after == NULL;
    came = came || change->before == NULL;
  }
  return gone && came;
}

CsMarkDiff *
cs_mark_diff_matched (const CsMarkSet *before, const CsMarkSet *after, const GArray *said)
{
  CsMarkDiff *diff = cs_mark_diff (before, after);
  if (!has_both (diff->marks))
    return diff;
  g_autoptr (GHashTable) after_of = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) before_of = g_hash_table_new (g_int64_hash, g_int64_equal);
  const Partners partners = { after_of, before_of };
  g_autoptr (GArray) plain = diff->marks;
  diff->marks = new_changes ();
  find_partners (&partners, before, after, said);
  for (guint i = 0; i < plain->len; i++) {
    const CsMarkChange *change = &g_array_index (plain, CsMarkChange, i);
    const CsMark *old =
        change->before == NULL ? g_hash_table_lookup (before_of, &change->after->id) : NULL;
    if (old != NULL)
      add_redrawn (diff->marks, old, change->after);
    else if (change->after != NULL || !g_hash_table_contains (after_of, &change->before->id))
      add_change (diff->marks, change->before, change->after);
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
    if (change->before != NULL && (change->after == NULL || change->by_shape))
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
