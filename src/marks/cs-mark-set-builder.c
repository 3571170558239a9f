/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-set-builder.h"

#include "cs-mark-set-private.h"

/* What became of one id since the base; MARK NULL: removed. */
typedef struct {
  guint64 id;
  CsMark *mark;
} Change;

struct _CsMarkSetBuilder {
  CsMarkSet *base;
  GHashTable *changes; /* &Change.id -> Change */
  GHashTable *answers; /* &CsMarkAnswer.item -> CsMarkAnswer, NONE for a cleared one */
};

static void
change_free (gpointer data)
{
  Change *change = data;
  cs_mark_unref (change->mark);
  g_free (change);
}

static void
answer_free (gpointer data)
{
  CsMarkAnswer *answer = data;
  g_free (answer->note);
  g_free (answer);
}

CsMarkSetBuilder *
cs_mark_set_builder_new (const CsMarkSet *base)
{
  CsMarkSetBuilder *builder = g_new0 (CsMarkSetBuilder, 1);
  builder->base = base != NULL ? cs_mark_set_ref (base) : cs_mark_set_new_empty ();
  builder->changes = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, change_free);
  builder->answers = g_hash_table_new_full (cs_gid_hash_func, cs_gid_equal_func, NULL, answer_free);
  return builder;
}

void
cs_mark_set_builder_free (CsMarkSetBuilder *builder)
{
  if (builder == NULL)
    return;
  cs_mark_set_unref (builder->base);
  g_hash_table_unref (builder->changes);
  g_hash_table_unref (builder->answers);
  g_free (builder);
}

const CsMark *
cs_mark_set_builder_get (const CsMarkSetBuilder *builder, guint64 id)
{
  const Change *change = g_hash_table_lookup (builder->changes, &id);
  return change != NULL ? change->mark : cs_mark_set_get (builder->base, id);
}

static void
record (CsMarkSetBuilder *builder, guint64 id, const CsMark *mark)
{
  Change *change = g_new (Change, 1);
  *change = (Change){ id, cs_mark_ref (mark) };
  g_hash_table_replace (builder->changes, &change->id, change);
}

static CsAnswer
answer_now (const CsMarkSetBuilder *builder, const CsGid *item)
{
  const CsMarkAnswer *answer = g_hash_table_lookup (builder->answers, item);
  if (answer == NULL)
    answer = cs_mark_set_answer (builder->base, item);
  return answer != NULL ? answer->answer : CS_ANSWER_NONE;
}

void
cs_mark_set_builder_put (CsMarkSetBuilder *builder, const CsMark *mark)
{
  const CsMarkAnswer taken_back = { .item = mark->item, .answer = CS_ANSWER_NONE };
  record (builder, mark->id, mark);
  if (answer_now (builder, &mark->item) == CS_ANSWER_NOTHING)
    cs_mark_set_builder_answer (builder, &taken_back);
}

gboolean
cs_mark_set_builder_remove (CsMarkSetBuilder *builder, guint64 id)
{
  if (cs_mark_set_builder_get (builder, id) == NULL)
    return FALSE;
  record (builder, id, NULL);
  return TRUE;
}

void
cs_mark_set_builder_answer (CsMarkSetBuilder *builder, const CsMarkAnswer *answer)
{
  CsMarkAnswer *own = g_new (CsMarkAnswer, 1);
  *own = (CsMarkAnswer){ answer->item, answer->answer, g_strdup (answer->note) };
  g_hash_table_replace (builder->answers, &own->item, own);
}

gboolean
cs_mark_set_builder_apply (CsMarkSetBuilder *builder, const CsMarkEdit *edit, GError **error)
{
  for (guint i = 0; i < edit->n_remove; i++)
    if (cs_mark_set_builder_get (builder, edit->remove[i]) == NULL)
      return cs_fail (error, CS_ERROR_CONFLICT,
                      "mark %" G_GUINT64_FORMAT " is to be removed but is not there",
                      edit->remove[i]);
  for (guint i = 0; i < edit->n_remove; i++)
    record (builder, edit->remove[i], NULL);
  for (guint i = 0; i < edit->n_put; i++)
    cs_mark_set_builder_put (builder, edit->put[i]);
  for (guint i = 0; i < edit->n_answers; i++)
    cs_mark_set_builder_answer (builder, &edit->answers[i]);
  return TRUE;
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const Change *left = *(const Change *const *)a, *right = *(const Change *const *)b;
  return (left->id > right->id) - (left->id < right->id);
}

static GPtrArray *
sorted_changes (const CsMarkSetBuilder *builder)
{
  GPtrArray *changes = g_ptr_array_sized_new (g_hash_table_size (builder->changes));
  GHashTableIter iter;
  gpointer value = NULL;
  g_hash_table_iter_init (&iter, builder->changes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (changes, value);
  g_ptr_array_sort (changes, compare_changes);
  return changes;
}

static GPtrArray *
merge_marks (const CsMarkSetBuilder *builder)
{
  const CsMarkSet *base = builder->base;
  g_autoptr (GPtrArray) changes = sorted_changes (builder);
  GPtrArray *marks =
      g_ptr_array_new_full (base->n_marks + changes->len, (GDestroyNotify)cs_mark_unref);
  guint at = 0;
  for (guint i = 0; i < changes->len; i++) {
    const Change *change = changes->pdata[i];
    for (; at < base->n_marks && base->marks[at]->id < change->id; at++)
      g_ptr_array_add (marks, cs_mark_ref (base->marks[at]));
    if (at < base->n_marks && base->marks[at]->id == change->id)
      at++;
    if (change->mark != NULL)
      g_ptr_array_add (marks, cs_mark_ref (change->mark));
  }
  for (; at < base->n_marks; at++)
    g_ptr_array_add (marks, cs_mark_ref (base->marks[at]));
  return marks;
}

static GArray *
merge_answers (const CsMarkSetBuilder *builder)
{
  GArray *answers = cs_mark_answers_new ();
  GHashTableIter iter;
  gpointer value = NULL;
  for (guint i = 0; i < builder->base->n_answers; i++) {
    const CsMarkAnswer *answer = &builder->base->answers[i];
    if (!g_hash_table_contains (builder->answers, &answer->item))
      cs_mark_answers_add (answers, &answer->item, answer->answer, answer->note);
  }
  g_hash_table_iter_init (&iter, builder->answers);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const CsMarkAnswer *answer = value;
    if (answer->answer != CS_ANSWER_NONE)
      cs_mark_answers_add (answers, &answer->item, answer->answer, answer->note);
  }
  gboolean settled = cs_mark_answers_settle (answers, FALSE, NULL);
  g_assert (settled);
  return answers;
}

CsMarkSet *
cs_mark_set_builder_finish (const CsMarkSetBuilder *builder)
{
  return cs_mark_set_new_take (merge_marks (builder), merge_answers (builder));
}
