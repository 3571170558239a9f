/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-score.h"

/* Something about ITEM is open beside its answer. */
static gboolean
has_mark_dispute (const CsConsensus *found, const CsGid *item)
{
  for (guint i = 0; i < found->disputes->len; i++) {
    const CsDispute *dispute = &g_array_index (found->disputes, CsDispute, i);
    if (!(dispute->why & CS_DISPUTE_ANSWER) && cs_gid_equal (&dispute->item, item))
      return TRUE;
  }
  return FALSE;
}

void
cs_mark_score (CsMarkSet *right, CsMarkSet *reading, const CsAgreeRule *rule,
               CsMarkScore *ret_score)
{
  CsMarkSet *const sets[] = { right, reading };
  CsAgreeRule both = *rule;
  both.votes = 2;
  g_autoptr (CsConsensus) found = cs_consensus_find (sets, 2, &both, FALSE);
  CsMarkScore score = { .found = found->agreed->n_marks };
  for (guint i = 0; i < found->disputes->len; i++) {
    const CsDispute *dispute = &g_array_index (found->disputes, CsDispute, i);
    if (dispute->why & CS_DISPUTE_ANSWER)
      score.answers += !has_mark_dispute (found, &dispute->item);
    else if (dispute->why & CS_DISPUTE_ENDS)
      continue;
    else if (dispute->marks[0] == NULL)
      score.extra++;
    else if (dispute->marks[1] == NULL)
      score.missed++;
    else if (dispute->why & (CS_DISPUTE_LABEL | CS_DISPUTE_ATTRIBUTES))
      score.wrong++;
    else
      score.shifted++;
  }
  *ret_score = score;
}

guint
cs_mark_score_percent (const CsMarkScore *score)
{
  guint64 all = (guint64)score->found + score->missed + score->extra + score->wrong +
                score->shifted + score->answers;
  return all == 0 ? 100 : (guint)((guint64)score->found * 100 / all);
}

/* --- on other items --- */

typedef struct {
  const CsGid *from, *to;
  guint n;
} Move;

static gboolean
move (const Move *items, CsGid *item, GError **error)
{
  for (guint i = 0; i < items->n; i++)
    if (cs_gid_equal (&items->from[i], item)) {
      *item = items->to[i];
      return TRUE;
    }
  return cs_fail (error, CS_ERROR_INVALID, "a mark is on another item");
}

static CsMark *
move_mark (const CsMark *mark, const Move *items, GError **error)
{
  CsMarkInit init = cs_mark_to_init (mark);
  return move (items, &init.item, error) ? cs_mark_new (&init, error) : NULL;
}

CsMarkSet *
cs_mark_set_on_items (const CsMarkSet *set, const CsGid *from, const CsGid *to, guint n,
                      GError **error)
{
  const Move items = { from, to, n };
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_autoptr (GArray) answers = cs_mark_answers_new ();
  for (guint i = 0; i < set->n_marks; i++) {
    CsMark *mark = move_mark (set->marks[i], &items, error);
    if (mark == NULL)
      return NULL;
    g_ptr_array_add (marks, mark);
  }
  for (guint i = 0; i < set->n_answers; i++) {
    CsGid item = set->answers[i].item;
    if (!move (&items, &item, error))
      return NULL;
    cs_mark_answers_add (answers, &item, set->answers[i].answer, set->answers[i].note);
  }
  return cs_mark_set_new (marks, answers, error);
}
