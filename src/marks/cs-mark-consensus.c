/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-consensus.h"

#include "cs-mark-diff.h"
#include "cs-mark-match.h"

#include <string.h>

/* Marks that are less alike are two findings. */
#define LEAST 100
#define REACH 1000 /* 1/1000 pixel in a pixel */

/* One mark of one reader; those of one finding hang on one another (UP, a union by place). */
typedef struct {
  CsMark *mark;
  guint reader, up;
} Node;

typedef struct {
  guint a, b; /* nodes */
  guint likeness;
  gboolean by_shape, relabelled;
  guint64 id_a, id_b;
} Edge;

typedef struct {
  CsMarkSet *const *sets;
  const CsAgreeRule *rule;
  guint n;
  GArray *nodes;    /* of Node: the marks of the first reader, then of the second, ... */
  guint *first;     /* [reader] */
  GHashTable *tied; /* guint root + 1 -> gpointer CsDispute *, all of `findings` */
  GPtrArray *findings;
  GHashTable *taken;     /* ids of agreed marks */
  GHashTable *agreed_as; /* CsDispute * -> CsMark * that stands for it */
} Work;

static void
dispute_clear (gpointer data)
{
  CsDispute *dispute = data;
  for (guint i = 0; i < CS_CONSENSUS_MAX; i++)
    g_clear_pointer (&dispute->marks[i], cs_mark_unref);
}

static void
dispute_free (gpointer data)
{
  dispute_clear (data);
  g_free (data);
}

CsConsensus *
cs_consensus_new (guint n_readers)
{
  CsConsensus *consensus = g_new0 (CsConsensus, 1);
  consensus->n_readers = n_readers;
  consensus->disputes = g_array_new (FALSE, FALSE, sizeof (CsDispute));
  g_array_set_clear_func (consensus->disputes, dispute_clear);
  return consensus;
}

void
cs_consensus_free (CsConsensus *consensus)
{
  if (consensus == NULL)
    return;
  g_clear_pointer (&consensus->agreed, cs_mark_set_unref);
  g_clear_pointer (&consensus->disputes, g_array_unref);
  g_free (consensus);
}

static gboolean
is_relation (const CsMark *mark)
{
  return mark->kind->target == CS_MARK_TARGET_MARKS;
}

/* --- which marks are one finding --- */

static guint
place_of (const Work *work, guint reader, const CsMark *mark)
{
  const CsMarkSet *set = work->sets[reader];
  guint low = 0, high = set->n_marks;
  while (low + 1 < high) {
    guint middle = (low + high) / 2;
    if (set->marks[middle]->id <= mark->id)
      low = middle;
    else
      high = middle;
  }
  return work->first[reader] + low;
}

static guint
root_of (Work *work, guint node)
{
  Node *nodes = (Node *)work->nodes->data;
  while (nodes[node].up != node)
    node = nodes[node].up = nodes[nodes[node].up].up;
  return node;
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const Edge *one = a, *other = b;
  if (one->by_shape != other->by_shape)
    return one->by_shape ? 1 : -1;
  if (one->relabelled != other->relabelled)
    return one->relabelled ? 1 : -1;
  if (one->likeness != other->likeness)
    return one->likeness > other->likeness ? -1 : 1;
  if (one->id_a != other->id_a)
    return one->id_a < other->id_a ? -1 : 1;
  return (one->id_b > other->id_b) - (one->id_b < other->id_b);
}

static GArray *
find_edges (Work *work)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  gint64 reach = MAX ((gint64)work->rule->distance * 2, 1) * REACH;
  for (guint i = 0; i < work->n; i++)
    for (guint k = i + 1; k < work->n; k++) {
      g_autoptr (GArray) pairs = cs_mark_match (work->sets[i], work->sets[k], LEAST, reach);
      for (guint p = 0; p < pairs->len; p++) {
        const CsMarkPair *pair = &g_array_index (pairs, CsMarkPair, p);
        const Edge edge = { place_of (work, i, pair->a),
                            place_of (work, k, pair->b),
                            pair->likeness,
                            pair->by_shape,
                            pair->by_shape && strcmp (pair->a->label, pair->b->label) != 0,
                            MIN (pair->a->id, pair->b->id),
                            MAX (pair->a->id, pair->b->id) };
        g_array_append_val (edges, edge);
      }
    }
  g_array_sort (edges, compare_edges);
  return edges;
}

/* The readers of a finding, a bit each. */
static void
join (Work *work, guint *readers, const Edge *edge)
{
  guint a = root_of (work, edge->a), b = root_of (work, edge->b);
  if (a == b || (readers[a] & readers[b]) != 0)
    return;
  g_array_index (work->nodes, Node, b).up = a;
  readers[a] |= readers[b];
}

static void
gather_findings (Work *work)
{
  for (guint i = 0; i < work->nodes->len; i++) {
    const Node *node = &g_array_index (work->nodes, Node, i);
    gpointer root = GUINT_TO_POINTER (root_of (work, i) + 1);
    CsDispute *finding = g_hash_table_lookup (work->tied, root);
    if (finding == NULL) {
      finding = g_new0 (CsDispute, 1);
      g_hash_table_insert (work->tied, root, finding);
      g_ptr_array_add (work->findings, finding);
    }
    finding->marks[node->reader] = cs_mark_ref (node->mark);
    if (!is_relation (node->mark))
      finding->item = node->mark->item;
  }
}

static void
find_findings (Work *work)
{
  for (guint i = 0; i < work->n; i++) {
    work->first[i] = work->nodes->len;
    for (guint k = 0; k < work->sets[i]->n_marks; k++) {
      const Node node = { work->sets[i]->marks[k], i, work->nodes->len };
      g_array_append_val (work->nodes, node);
    }
  }
  g_autofree guint *readers = g_new0 (guint, work->nodes->len + 1);
  for (guint i = 0; i < work->nodes->len; i++)
    readers[i] = 1u << g_array_index (work->nodes, Node, i).reader;
  g_autoptr (GArray) edges = find_edges (work);
  for (guint i = 0; i < edges->len; i++)
    join (work, readers, &g_array_index (edges, Edge, i));
  gather_findings (work);
}

/* --- whether it is agreed --- */

#define MEANING (CS_MARK_DIFF_LABEL | CS_MARK_DIFF_ATTRIBUTES)

static gboolean
means_the_same (const CsMark *a, const CsMark *b)
{
  return (cs_mark_compare (a, b) & MEANING) == 0;
}

static gboolean
lies_alike (const Work *work, const CsMark *a, const CsMark *b)
{
  guint likeness = cs_mark_likeness (a, b, (gint64)MAX (work->rule->distance, 1) * REACH);
  gboolean covers = cs_mark_area (a) > 0 || a->kind->target == CS_MARK_TARGET_TEXT;
  return likeness >= (covers ? work->rule->overlap * 10 : 1);
}

/* How many of FINDING mean what its mark of READER means, and lie where that lies; RET_SUM of how
 * alike they are. */
static guint
count_votes (const Work *work, const CsDispute *finding, guint reader, guint *ret_sum)
{
  const CsMark *mark = finding->marks[reader];
  guint votes = 0;
  *ret_sum = 0;
  for (guint i = 0; i < work->n; i++) {
    const CsMark *other = finding->marks[i];
    if (other == NULL || !means_the_same (mark, other) ||
        (i != reader && !lies_alike (work, mark, other)))
      continue;
    votes++;
    *ret_sum += cs_mark_likeness (mark, other, (gint64)MAX (work->rule->distance, 1) * REACH);
  }
  return votes;
}

/* The mark that stands for FINDING; NULL when it is open. Its least id settles what is equal, so
 * that nothing depends on whose place is first. */
static CsMark *
find_agreed (const Work *work, const CsDispute *finding)
{
  CsMark *best = NULL;
  guint best_votes = 0, best_sum = 0;
  for (guint i = 0; i < work->n; i++) {
    CsMark *mark = finding->marks[i];
    guint sum = 0;
    guint votes = mark != NULL ? count_votes (work, finding, i, &sum) : 0;
    if (votes < work->rule->votes || g_hash_table_contains (work->taken, &mark->id))
      continue;
    if (best == NULL || votes > best_votes ||
        (votes == best_votes && (sum > best_sum || (sum == best_sum && mark->id < best->id)))) {
      best = mark;
      best_votes = votes;
      best_sum = sum;
    }
  }
  return best;
}

/* Not only from the first of them: what is near to one may be far from another. */
static gboolean
lie_apart (const Work *work, const CsDispute *finding)
{
  for (guint i = 0; i < work->n; i++)
    for (guint k = i + 1; k < work->n; k++)
      if (finding->marks[i] != NULL && finding->marks[k] != NULL &&
          !is_relation (finding->marks[i]) &&
          !lies_alike (work, finding->marks[i], finding->marks[k]))
        return TRUE;
  return FALSE;
}

static guint
why_open (const Work *work, const CsDispute *finding)
{
  guint there = 0, why = lie_apart (work, finding) ? CS_DISPUTE_GEOMETRY : 0;
  const CsMark *one = NULL;
  for (guint i = 0; i < work->n; i++) {
    const CsMark *mark = finding->marks[i];
    there += mark != NULL;
    if (mark == NULL)
      continue;
    if (one == NULL)
      one = mark;
    guint aspects = cs_mark_compare (one, mark);
    if (aspects & CS_MARK_DIFF_LABEL)
      why |= CS_DISPUTE_LABEL;
    if (aspects & CS_MARK_DIFF_ATTRIBUTES)
      why |= CS_DISPUTE_ATTRIBUTES;
  }
  return there < work->rule->votes || why == 0 ? why | CS_DISPUTE_PRESENCE : why;
}

static void
add_dispute (CsConsensus *consensus, const CsDispute *finding, guint why)
{
  CsDispute dispute = *finding;
  dispute.why = why;
  for (guint i = 0; i < CS_CONSENSUS_MAX; i++)
    if (dispute.marks[i] != NULL)
      cs_mark_ref (dispute.marks[i]);
  g_array_append_val (consensus->disputes, dispute);
}

static void
take (Work *work, const CsDispute *finding, CsMark *mark, GPtrArray *agreed)
{
  g_ptr_array_add (agreed, cs_mark_ref (mark));
  g_hash_table_add (work->taken, &mark->id);
  g_hash_table_insert (work->agreed_as, (gpointer)finding, mark);
}

static void
settle_marks (Work *work, gboolean nothing_agreed, GPtrArray *agreed, CsConsensus *consensus)
{
  for (guint i = 0; i < work->findings->len; i++) {
    const CsDispute *finding = work->findings->pdata[i];
    gboolean relation = FALSE;
    for (guint k = 0; k < work->n; k++)
      relation = relation || (finding->marks[k] != NULL && is_relation (finding->marks[k]));
    if (relation)
      continue;
    CsMark *mark = nothing_agreed ? NULL : find_agreed (work, finding);
    if (mark != NULL)
      take (work, finding, mark, agreed);
    else
      add_dispute (consensus, finding, why_open (work, finding));
  }
}

/* --- relations: between what is agreed --- */

/* What stands for the mark ID of READER, or NULL. */
static const CsMark *
stands_for (Work *work, guint reader, guint64 id)
{
  const CsMark *mark = cs_mark_set_get (work->sets[reader], id);
  if (mark == NULL)
    return NULL;
  guint node = place_of (work, reader, mark);
  gpointer root = GUINT_TO_POINTER (root_of (work, node) + 1);
  return g_hash_table_lookup (work->agreed_as, g_hash_table_lookup (work->tied, root));
}

/* TIE of READER between what stands for its ends; NULL when one of them is open. */
static CsMark *
tie_agreed (Work *work, guint reader, const CsMark *tie)
{
  const CsMark *from = stands_for (work, reader, (guint64)tie->values[0]);
  const CsMark *to = stands_for (work, reader, (guint64)tie->values[1]);
  if (from == NULL || to == NULL || from == to)
    return NULL;
  const gint64 ends[2] = { (gint64)from->id, (gint64)to->id };
  CsMarkInit init = cs_mark_to_init (tie);
  init.values = ends;
  return cs_mark_new (&init, NULL);
}

/* The ties of FINDING that say one and the same; the one with the least id stands for them. */
static CsMark *
agreed_tie (Work *work, const CsDispute *finding, gboolean *ret_ends)
{
  CsMark *ties[CS_CONSENSUS_MAX] = { NULL }, *best = NULL;
  guint best_votes = 0;
  *ret_ends = FALSE;
  for (guint i = 0; i < work->n; i++) {
    ties[i] = finding->marks[i] != NULL ? tie_agreed (work, i, finding->marks[i]) : NULL;
    *ret_ends = *ret_ends || (finding->marks[i] != NULL && ties[i] == NULL);
  }
  for (guint i = 0; i < work->n; i++) {
    guint votes = 0;
    for (guint k = 0; ties[i] != NULL && k < work->n; k++)
      votes += ties[k] != NULL && cs_mark_same_geometry (ties[i], ties[k]) &&
               means_the_same (ties[i], ties[k]);
    if (votes >= work->rule->votes && !g_hash_table_contains (work->taken, &ties[i]->id) &&
        (best == NULL || votes > best_votes || (votes == best_votes && ties[i]->id < best->id))) {
      best = ties[i];
      best_votes = votes;
    }
  }
  if (best != NULL)
    cs_mark_ref (best);
  for (guint i = 0; i < work->n; i++)
    g_clear_pointer (&ties[i], cs_mark_unref);
  return best;
}

/* The ties of an open FINDING as they can be put beside what is agreed: ends that are agreed as
 * another one's marks have their ids. */
static void
add_tie_dispute (Work *work, const CsDispute *finding, guint why, CsConsensus *consensus)
{
  CsDispute open = *finding;
  for (guint i = 0; i < work->n; i++) {
    const CsMark *tie = finding->marks[i];
    if (tie == NULL)
      continue;
    const CsMark *from = stands_for (work, i, (guint64)tie->values[0]);
    const CsMark *to = stands_for (work, i, (guint64)tie->values[1]);
    const gint64 ends[2] = { from != NULL ? (gint64)from->id : tie->values[0],
                             to != NULL ? (gint64)to->id : tie->values[1] };
    CsMarkInit init = cs_mark_to_init (tie);
    init.values = ends;
    gboolean other = ends[0] != tie->values[0] || ends[1] != tie->values[1];
    CsMark *now = other && ends[0] != ends[1] ? cs_mark_new (&init, NULL) : NULL;
    open.marks[i] = now != NULL ? now : cs_mark_ref (finding->marks[i]);
  }
  add_dispute (consensus, &open, why);
  for (guint i = 0; i < work->n; i++)
    g_clear_pointer (&open.marks[i], cs_mark_unref);
}

static void
settle_ties (Work *work, gboolean nothing_agreed, GPtrArray *agreed, CsConsensus *consensus)
{
  for (guint i = 0; i < work->findings->len; i++) {
    const CsDispute *finding = work->findings->pdata[i];
    gboolean relation = FALSE, ends = FALSE;
    for (guint k = 0; k < work->n; k++)
      relation = relation || (finding->marks[k] != NULL && is_relation (finding->marks[k]));
    if (!relation)
      continue;
    CsMark *tie = nothing_agreed ? NULL : agreed_tie (work, finding, &ends);
    if (tie == NULL) {
      add_tie_dispute (work, finding, why_open (work, finding) | (ends ? CS_DISPUTE_ENDS : 0),
                       consensus);
      continue;
    }
    g_hash_table_add (work->taken, &tie->id);
    g_ptr_array_add (agreed, tie);
  }
}

/* --- answers --- */

static int
compare_gids (gconstpointer a, gconstpointer b)
{
  return memcmp (*(const CsGid *const *)a, *(const CsGid *const *)b, sizeof (CsGid));
}

static GPtrArray *
answered_items (const Work *work)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (cs_gid_hash_func, cs_gid_equal_func);
  GPtrArray *items = g_ptr_array_new ();
  for (guint i = 0; i < work->n; i++)
    for (guint k = 0; k < work->sets[i]->n_answers; k++)
      if (g_hash_table_add (seen, (gpointer)&work->sets[i]->answers[k].item))
        g_ptr_array_add (items, (gpointer)&work->sets[i]->answers[k].item);
  g_ptr_array_sort (items, compare_gids);
  return items;
}

/* The answer about ITEM that enough readers give; their notes stay with them. FALSE: open. */
static gboolean
agreed_answer (const Work *work, const CsGid *item, CsAnswer *ret_answer)
{
  guint votes[CS_ANSWER_EQUIVOCAL + 1] = { 0 };
  for (guint i = 0; i < work->n; i++) {
    const CsMarkAnswer *answer = cs_mark_set_answer (work->sets[i], item);
    votes[answer != NULL ? answer->answer : CS_ANSWER_NONE]++;
  }
  for (guint i = 0; i < G_N_ELEMENTS (votes); i++)
    if (votes[i] >= work->rule->votes) {
      *ret_answer = (CsAnswer)i;
      return TRUE;
    }
  return FALSE;
}

static GArray *
settle_answers (const Work *work, gboolean nothing_agreed, CsConsensus *consensus)
{
  GArray *answers = cs_mark_answers_new ();
  g_autoptr (GPtrArray) items = answered_items (work);
  for (guint i = 0; i < items->len; i++) {
    CsAnswer answer = CS_ANSWER_NONE;
    const CsGid *item = items->pdata[i];
    if (nothing_agreed || !agreed_answer (work, item, &answer)) {
      const CsDispute open = { .item = *item };
      add_dispute (consensus, &open, CS_DISPUTE_ANSWER);
    } else if (answer != CS_ANSWER_NONE)
      cs_mark_answers_add (answers, item, answer, NULL);
  }
  return answers;
}

/* --- all of it --- */

static guint64
least_id (const CsDispute *finding)
{
  guint64 least = G_MAXUINT64;
  for (guint i = 0; i < CS_CONSENSUS_MAX; i++)
    if (finding->marks[i] != NULL)
      least = MIN (least, finding->marks[i]->id);
  return least;
}

/* Two findings share a least id only where one person's mark became two; then it is the first
 * reader's. */
static int
compare_findings (gconstpointer a, gconstpointer b)
{
  guint64 one = least_id (*(const CsDispute *const *)a);
  guint64 other = least_id (*(const CsDispute *const *)b);
  return (one > other) - (one < other);
}

CsConsensus *
cs_consensus_find (CsMarkSet *const *sets, guint n, const CsAgreeRule *rule,
                   gboolean nothing_agreed)
{
  g_return_val_if_fail (n >= 1 && n <= CS_CONSENSUS_MAX, NULL);
  guint first[CS_CONSENSUS_MAX] = { 0 };
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  g_autoptr (GHashTable) tied = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (dispute_free);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) agreed_as = g_hash_table_new (NULL, NULL);
  Work work = { sets, rule, n, nodes, first, tied, findings, taken, agreed_as };
  g_autoptr (GPtrArray) agreed = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  CsConsensus *consensus = cs_consensus_new (n);
  if (n == 1 && !nothing_agreed) { /* with the notes on answers, which nobody else's can replace */
    consensus->agreed = cs_mark_set_ref (sets[0]);
    return consensus;
  }
  find_findings (&work);
  g_ptr_array_sort (findings, compare_findings);
  g_autoptr (GArray) answers = settle_answers (&work, nothing_agreed, consensus);
  settle_marks (&work, nothing_agreed, agreed, consensus);
  settle_ties (&work, nothing_agreed, agreed, consensus);
  consensus->agreed = cs_mark_set_new (agreed, answers, NULL);
  g_assert (consensus->agreed != NULL);
  return consensus;
}

gboolean
cs_consensus_has (const CsMarkSet *result, const CsMark *mark)
{
  const CsMark *same = cs_mark_set_get (result, mark->id);
  if (same != NULL && (cs_mark_compare (same, mark) & ~CS_MARK_DIFF_ORIGIN) == 0)
    return TRUE;
  for (guint i = 0; i < result->n_marks; i++)
    if ((cs_mark_compare (result->marks[i], mark) & ~CS_MARK_DIFF_ORIGIN) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_read (const CsConsensus *found, const CsMark *mark)
{
  for (guint i = 0; i < found->disputes->len; i++)
    for (guint k = 0; k < found->n_readers; k++) {
      const CsMark *read = g_array_index (found->disputes, CsDispute, i).marks[k];
      if (read != NULL && (cs_mark_compare (read, mark) & ~CS_MARK_DIFF_ORIGIN) == 0)
        return TRUE;
    }
  return cs_consensus_has (found->agreed, mark);
}

gboolean
cs_consensus_is_anew (const CsConsensus *found, const CsDispute *dispute, const CsMarkSet *result)
{
  if (cs_mark_set_answer (result, &dispute->item) != NULL)
    return TRUE;
  for (guint i = 0; i < result->n_marks; i++)
    if (!is_read (found, result->marks[i]))
      return TRUE;
  return FALSE;
}
