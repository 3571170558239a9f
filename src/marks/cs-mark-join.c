/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-consensus.h"

#include <string.h>

typedef struct {
  CsMarkSet *const *sets;
  guint n;
  CsMarkKeeps keeps;
  gpointer data;
  GHashTable *ids;                      /* guint64 of all sets, and those made anew */
  GHashTable *taken;                    /* guint64 of marks that are in */
  GHashTable *stands[CS_CONSENSUS_MAX]; /* guint64 id of a mark of that set -> CsMark * for it */
  GPtrArray *marks;
  CsConsensus *joined;
} Join;

static gboolean
is_relation (const CsMark *mark)
{
  return mark->kind->target == CS_MARK_TARGET_MARKS;
}

static void
leave_open (Join *join, guint reader, const CsMark *mark, guint why)
{
  CsDispute dispute = { .why = why, .item = is_relation (mark) ? (CsGid){ { 0 } } : mark->item };
  dispute.marks[reader] = cs_mark_ref (mark);
  g_array_append_val (join->joined->disputes, dispute);
}

/* The next one that nobody has. */
static guint64
free_id (Join *join, guint64 id)
{
  do
    id = id < CS_MARK_MAX_ID ? id + 1 : 1;
  while (g_hash_table_contains (join->ids, &id));
  g_hash_table_add (join->ids, g_memdup2 (&id, sizeof id));
  return id;
}

/* Takes MARK over. */
static void
put (Join *join, guint reader, const guint64 *id, CsMark *mark)
{
  g_ptr_array_add (join->marks, mark);
  g_hash_table_add (join->taken, &mark->id);
  g_hash_table_insert (join->stands[reader], (gpointer)id, mark);
}

/* MARK with another id where its own is taken, between ENDS where that is not NULL. */
static CsMark *
as_it_stands (Join *join, const CsMark *mark, const gint64 *ends)
{
  CsMarkInit init = cs_mark_to_init (mark);
  gboolean clash = g_hash_table_contains (join->taken, &mark->id);
  if (!clash && (ends == NULL || memcmp (ends, mark->values, 2 * sizeof *ends) == 0))
    return cs_mark_ref (mark);
  if (clash)
    init.id = free_id (join, mark->id);
  if (ends != NULL)
    init.values = ends;
  return cs_mark_new (&init, NULL);
}

static void
join_marks (Join *join, guint reader)
{
  const CsMarkSet *set = join->sets[reader];
  for (guint i = 0; i < set->n_marks; i++) {
    CsMark *mark = set->marks[i];
    if (is_relation (mark))
      continue;
    CsMark *now = join->keeps (mark, join->data) ? as_it_stands (join, mark, NULL) : NULL;
    if (now != NULL)
      put (join, reader, &mark->id, now);
    else
      leave_open (join, reader, mark, CS_DISPUTE_PRESENCE);
  }
}

static void
join_relations (Join *join, guint reader)
{
  const CsMarkSet *set = join->sets[reader];
  for (guint i = 0; i < set->n_relations; i++) {
    CsMark *tie = set->relations[i];
    const guint64 from_id = (guint64)tie->values[0], to_id = (guint64)tie->values[1];
    const CsMark *from = g_hash_table_lookup (join->stands[reader], &from_id);
    const CsMark *to = g_hash_table_lookup (join->stands[reader], &to_id);
    CsMark *now = NULL;
    if (from != NULL && to != NULL && join->keeps (tie, join->data)) {
      const gint64 ends[2] = { (gint64)from->id, (gint64)to->id };
      now = as_it_stands (join, tie, ends);
    }
    if (now != NULL)
      put (join, reader, &tie->id, now);
    else
      leave_open (join, reader, tie, CS_DISPUTE_ENDS);
  }
}

/* --- answers --- */

static gboolean
is_marked (const Join *join, const CsGid *item)
{
  for (guint i = 0; i < join->n; i++)
    for (guint k = 0; k < join->sets[i]->n_marks; k++)
      if (!is_relation (join->sets[i]->marks[k]) &&
          cs_gid_equal (&join->sets[i]->marks[k]->item, item))
        return TRUE;
  return FALSE;
}

/* All that fit, in the order of the readers. */
static char *
join_notes (const Join *join, const CsGid *item)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < join->n; i++) {
    const CsMarkAnswer *answer = cs_mark_set_answer (join->sets[i], item);
    if (answer == NULL || answer->note == NULL ||
        text->len + (text->len > 0) + strlen (answer->note) > CS_MARK_MAX_NOTE)
      continue;
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", answer->note);
  }
  return g_string_free (text, text->len == 0);
}

/* In their order, each doubts more than the one before it. */
static void
join_answer (const Join *join, const CsGid *item, GArray *answers)
{
  CsAnswer answer = CS_ANSWER_NONE;
  for (guint i = 0; i < join->n; i++) {
    const CsMarkAnswer *one = cs_mark_set_answer (join->sets[i], item);
    answer = one != NULL ? MAX (answer, one->answer) : answer;
  }
  g_autofree char *note = join_notes (join, item);
  if (answer != CS_ANSWER_NOTHING || !is_marked (join, item))
    cs_mark_answers_add (answers, item, answer, note);
}

static GArray *
join_answers (const Join *join)
{
  GArray *answers = cs_mark_answers_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (cs_gid_hash_func, cs_gid_equal_func);
  for (guint i = 0; i < join->n; i++)
    for (guint k = 0; k < join->sets[i]->n_answers; k++)
      if (g_hash_table_add (seen, (gpointer)&join->sets[i]->answers[k].item))
        join_answer (join, &join->sets[i]->answers[k].item, answers);
  return answers;
}

CsConsensus *
cs_consensus_join (CsMarkSet *const *sets, guint n, CsMarkKeeps keeps, gpointer data)
{
  g_return_val_if_fail (n >= 2 && n <= CS_CONSENSUS_MAX, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  Join join = { sets, n, keeps, data, ids, taken, { NULL }, marks, cs_consensus_new (n) };
  for (guint i = 0; i < n; i++) {
    join.stands[i] = g_hash_table_new (g_int64_hash, g_int64_equal);
    for (guint k = 0; k < sets[i]->n_marks; k++)
      g_hash_table_add (ids, g_memdup2 (&sets[i]->marks[k]->id, sizeof (guint64)));
  }
  for (guint i = 0; i < n; i++)
    join_marks (&join, i);
  for (guint i = 0; i < n; i++)
    join_relations (&join, i);
  g_autoptr (GArray) answers = join_answers (&join);
  join.joined->agreed = cs_mark_set_new (marks, answers, NULL);
  g_assert (join.joined->agreed != NULL);
  for (guint i = 0; i < n; i++)
    g_hash_table_unref (join.stands[i]);
  return join.joined;
}
