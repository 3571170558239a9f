/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks of one frame are gone through from left to right; those that were reached and not left are
 * compared with what comes next, so that only marks whose boxes meet are looked at. */
#include "cs-mark-match.h"
#include "cs-mark-draw.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  const CsMark *mark;
  CsMarkBounds box; /* of a line or point, with half the reach around it */
  guint side;       /* 0 of A, 1 of B */
  CsMarkOutline *outline;
  gboolean has_outline; /* it was asked for */
  gboolean done;
  GArray *near; /* of Near: those of the other side, while side is 0 */
  guint worst;  /* the one of them that goes first, once there are enough */
} Entry;

typedef struct {
  Entry *other;
  double closeness; /* of both boxes */
} Near;

typedef struct {
  Entry *a, *b;
  guint likeness;
} Candidate;

typedef struct {
  GPtrArray *all;     /* of Entry; owned */
  GPtrArray *entries; /* of them without a pair yet, by frame and left side */
  GArray *pairs;      /* of CsMarkPair */
  guint least;
  gint64 reach;
} Matching;

/* --- what may belong together --- */

static int
compare_places (const CsMark *one, const CsMark *two)
{
  int order = cs_gid_compare (&one->item, &two->item);
  if (order == 0)
    order = (one->part > two->part) - (one->part < two->part);
  if (order == 0)
    order = (one->frame > two->frame) - (one->frame < two->frame);
  if (order == 0)
    order = (one->kind->target > two->kind->target) - (one->kind->target < two->kind->target);
  return order;
}

static int
by_place (gconstpointer a, gconstpointer b)
{
  const Entry *one = *(Entry *const *)a, *two = *(Entry *const *)b;
  int order = compare_places (one->mark, two->mark);
  if (order == 0)
    order = (one->box.x0 > two->box.x0) - (one->box.x0 < two->box.x0);
  if (order == 0)
    order = (one->mark->id > two->mark->id) - (one->mark->id < two->mark->id);
  return order;
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;
  cs_mark_outline_free (entry->outline);
  g_clear_pointer (&entry->near, g_array_unref);
  g_free (entry);
}

static Entry *
entry_new (const CsMark *mark, guint side, gint64 reach)
{
  Entry *entry = g_new0 (Entry, 1);
  entry->mark = mark;
  entry->side = side;
  cs_mark_bounds (mark, &entry->box);
  if (mark->kind->target == CS_MARK_TARGET_IMAGE && !cs_mark_has_area (mark)) {
    gint64 half = MAX (0, (reach + 1) / 2);
    entry->box = (CsMarkBounds){ entry->box.x0 - half, entry->box.y0 - half, entry->box.x1 + half,
                                 entry->box.y1 + half };
  }
  return entry;
}

/* What both boxes share over what either covers; sides of nothing count as one. */
static double
closeness (const CsMarkBounds *a, const CsMarkBounds *b)
{
  double w = (double)(MIN (a->x1, b->x1) - MAX (a->x0, b->x0) + 1);
  double h = (double)(MIN (a->y1, b->y1) - MAX (a->y0, b->y0) + 1);
  double area_a = (double)(a->x1 - a->x0 + 1) * (double)(a->y1 - a->y0 + 1);
  double area_b = (double)(b->x1 - b->x0 + 1) * (double)(b->y1 - b->y0 + 1);
  return w * h / (area_a + area_b - w * h);
}

static gboolean
is_nearer (const Near *one, const Near *two)
{
  if (one->closeness != two->closeness)
    return one->closeness > two->closeness;
  return one->other->mark->id < two->other->mark->id;
}

/* Keeps the CS_MARK_MATCH_NEAR closest ones; of equal ones, those with the least id. */
static void
add_near (Entry *a, Entry *b)
{
  const Near near = { b, closeness (&a->box, &b->box) };
  if (a->near == NULL)
    a->near = g_array_new (FALSE, FALSE, sizeof (Near));
  if (a->near->len < CS_MARK_MATCH_NEAR)
    g_array_append_val (a->near, near);
  else if (is_nearer (&near, &g_array_index (a->near, Near, a->worst)))
    g_array_index (a->near, Near, a->worst) = near;
  else
    return;
  if (a->near->len < CS_MARK_MATCH_NEAR)
    return;
  a->worst = 0;
  for (guint i = 1; i < a->near->len; i++)
    if (is_nearer (&g_array_index (a->near, Near, a->worst), &g_array_index (a->near, Near, i)))
      a->worst = i;
}

static void
meet (const Entry *entry, GPtrArray *reached, gboolean labels)
{
  guint n = 0;
  for (guint i = 0; i < reached->len; i++) {
    Entry *other = reached->pdata[i];
    if (other->box.x1 < entry->box.x0)
      continue;
    reached->pdata[n++] = other;
    if (other->box.y1 < entry->box.y0 || other->box.y0 > entry->box.y1 ||
        (labels && strcmp (other->mark->label, entry->mark->label) != 0) ||
        !cs_mark_comparable (other->mark, entry->mark))
      continue;
    if (entry->side == 0)
      add_near ((Entry *)entry, other);
    else
      add_near (other, (Entry *)entry);
  }
  g_ptr_array_set_size (reached, (int)n);
}

static void
find_near (const Matching *matching, gboolean labels)
{
  g_autoptr (GPtrArray) of_a = g_ptr_array_new ();
  g_autoptr (GPtrArray) of_b = g_ptr_array_new ();
  const Entry *before = NULL;
  for (guint i = 0; i < matching->entries->len; i++) {
    Entry *entry = matching->entries->pdata[i];
    if (before == NULL || compare_places (before->mark, entry->mark) != 0) {
      g_ptr_array_set_size (of_a, 0);
      g_ptr_array_set_size (of_b, 0);
    }
    before = entry;
    meet (entry, entry->side == 0 ? of_b : of_a, labels);
    g_ptr_array_add (entry->side == 0 ? of_a : of_b, entry);
  }
}

/* --- pairs --- */

static const CsMarkOutline *
outline_of (Entry *entry)
{
  if (!entry->has_outline)
    entry->outline = cs_mark_outline_new (entry->mark);
  entry->has_outline = TRUE;
  return entry->outline;
}

/* 0 for what cannot be as alike as it has to be. */
static guint
compare (const Matching *matching, Entry *a, Entry *b)
{
  const CsMarkOutline *one = NULL, *two = NULL;
  if (a->mark->kind->target == CS_MARK_TARGET_IMAGE && cs_mark_has_area (a->mark) &&
      !cs_mark_same_geometry (a->mark, b->mark)) {
    one = outline_of (a);
    two = outline_of (b);
    double small = cs_mark_outline_area (one), large = cs_mark_outline_area (two);
    if (MIN (small, large) * CS_MARK_LIKENESS_MOST < MAX (small, large) * (matching->least - 0.5))
      return 0;
  } else if (cs_mark_has_area (a->mark)) {
    return CS_MARK_LIKENESS_MOST;
  }
  guint likeness = cs_mark_likeness_of (a->mark, one, b->mark, two, matching->reach);
  return likeness >= matching->least ? likeness : 0;
}

static int
by_likeness (gconstpointer a, gconstpointer b)
{
  const Candidate *one = a, *two = b;
  if (one->likeness != two->likeness)
    return one->likeness > two->likeness ? -1 : 1;
  const guint64 first[2] = { MIN (one->a->mark->id, one->b->mark->id),
                             MIN (two->a->mark->id, two->b->mark->id) };
  const guint64 second[2] = { MAX (one->a->mark->id, one->b->mark->id),
                              MAX (two->a->mark->id, two->b->mark->id) };
  if (first[0] != first[1])
    return first[0] < first[1] ? -1 : 1;
  return (second[0] > second[1]) - (second[0] < second[1]);
}

static void
add_pair (const Matching *matching, const CsMark *a, const CsMark *b, guint likeness)
{
  const CsMarkPair pair = { a, b, likeness, a->id != b->id };
  g_array_append_val (matching->pairs, pair);
}

/* Leaves those without a pair to the next round. */
static void
drop_done (const Matching *matching)
{
  guint n = 0;
  for (guint i = 0; i < matching->entries->len; i++) {
    Entry *entry = matching->entries->pdata[i];
    g_clear_pointer (&entry->near, g_array_unref);
    if (!entry->done)
      matching->entries->pdata[n++] = entry;
  }
  g_ptr_array_set_size (matching->entries, (int)n);
}

static void
match_shapes (const Matching *matching, gboolean labels)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  find_near (matching, labels);
  for (guint i = 0; i < matching->entries->len; i++) {
    Entry *entry = matching->entries->pdata[i];
    for (guint k = 0; entry->near != NULL && k < entry->near->len; k++) {
      Entry *other = g_array_index (entry->near, Near, k).other;
      const Candidate candidate = { entry, other, compare (matching, entry, other) };
      if (candidate.likeness > 0)
        g_array_append_val (candidates, candidate);
    }
  }
  g_array_sort (candidates, by_likeness);
  for (guint i = 0; i < candidates->len; i++) {
    const Candidate *candidate = &g_array_index (candidates, Candidate, i);
    if (candidate->a->done || candidate->b->done)
      continue;
    candidate->a->done = candidate->b->done = TRUE;
    add_pair (matching, candidate->a->mark, candidate->b->mark, candidate->likeness);
  }
  drop_done (matching);
}

/* --- ties --- */

/* A tie of one side with the marks of the other side that it is between. */
typedef struct {
  const CsMark *tie;
  guint64 from, to;
} Tie;

static int
by_ends (gconstpointer a, gconstpointer b)
{
  const Tie *one = a, *two = b;
  int order = strcmp (one->tie->label, two->tie->label);
  if (order == 0)
    order = (one->from > two->from) - (one->from < two->from);
  if (order == 0)
    order = (one->to > two->to) - (one->to < two->to);
  return order;
}

static int
by_ends_and_id (gconstpointer a, gconstpointer b)
{
  const Tie *one = a, *two = b;
  int order = by_ends (a, b);
  return order != 0 ? order : (one->tie->id > two->tie->id) - (one->tie->id < two->tie->id);
}

/* PARTNERS: id in A to id in B, or NULL for what is of B itself. */
static void
add_tie (GArray *ties, const CsMark *tie, GHashTable *partners)
{
  Tie entry = { tie, (guint64)tie->values[0], (guint64)tie->values[1] };
  if (partners != NULL) {
    const guint64 *from = g_hash_table_lookup (partners, &entry.from);
    const guint64 *to = g_hash_table_lookup (partners, &entry.to);
    if (from == NULL || to == NULL)
      return;
    entry.from = *from;
    entry.to = *to;
  }
  g_array_append_val (ties, entry);
}

static GArray *
ties_of (GHashTable *left, GHashTable *partners)
{
  GArray *ties = g_array_new (FALSE, FALSE, sizeof (Tie));
  GHashTableIter iter;
  gpointer tie;
  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, &tie, NULL))
    add_tie (ties, tie, partners);
  g_array_sort (ties, by_ends_and_id);
  return ties;
}

static void
match_ties (const Matching *matching, GHashTable *ties_a, GHashTable *ties_b)
{
  g_autoptr (GHashTable) partners = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n_pairs = matching->pairs->len;
  for (guint i = 0; i < n_pairs; i++) {
    const CsMarkPair *pair = &g_array_index (matching->pairs, CsMarkPair, i);
    g_hash_table_insert (partners, (gpointer)&pair->a->id, (gpointer)&pair->b->id);
  }
  g_autoptr (GArray) a = ties_of (ties_a, partners);
  g_autoptr (GArray) b = ties_of (ties_b, NULL);
  for (guint i = 0, k = 0; i < a->len && k < b->len;) {
    const Tie *one = &g_array_index (a, Tie, i), *two = &g_array_index (b, Tie, k);
    int order = by_ends (one, two);
    if (order == 0)
      add_pair (matching, one->tie, two->tie, CS_MARK_LIKENESS_MOST);
    i += order <= 0;
    k += order >= 0;
  }
}

/* --- all --- */

static int
by_first_id (gconstpointer a, gconstpointer b)
{
  const CsMarkPair *one = a, *two = b;
  return (one->a->id > two->a->id) - (one->a->id < two->a->id);
}

static void
leave (const Matching *matching, const CsMark *mark, guint side, GHashTable *ties)
{
  if (mark->kind->target == CS_MARK_TARGET_MARKS)
    g_hash_table_add (ties, (gpointer)mark);
  else
    g_ptr_array_add (matching->all, entry_new (mark, side, matching->reach));
}

/* What has one id is a pair; the others are left to be looked at. */
static void
match_ids (const Matching *matching, const CsMarkSet *a, const CsMarkSet *b, GHashTable *ties_a,
           GHashTable *ties_b)
{
  for (guint i = 0, k = 0; i < a->n_marks || k < b->n_marks;) {
    const CsMark *one = i < a->n_marks ? a->marks[i] : NULL;
    const CsMark *two = k < b->n_marks ? b->marks[k] : NULL;
    if (one != NULL && two != NULL && one->id == two->id)
      add_pair (matching, one, two, cs_mark_likeness (one, two, matching->reach));
    else if (two == NULL || (one != NULL && one->id < two->id))
      leave (matching, one, 0, ties_a);
    else
      leave (matching, two, 1, ties_b);
    guint64 at = MIN (one != NULL ? one->id : G_MAXUINT64, two != NULL ? two->id : G_MAXUINT64);
    i += one != NULL && one->id == at;
    k += two != NULL && two->id == at;
  }
}

GArray *
cs_mark_match (const CsMarkSet *a, const CsMarkSet *b, guint least, gint64 reach)
{
  g_autoptr (GHashTable) ties_a = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) ties_b = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  Matching matching = { all, entries, g_array_new (FALSE, FALSE, sizeof (CsMarkPair)),
                        CLAMP (least, 1, CS_MARK_LIKENESS_MOST), reach };
  match_ids (&matching, a, b, ties_a, ties_b);
  g_ptr_array_extend (entries, all, NULL, NULL);
  g_ptr_array_sort (entries, by_place);
  match_shapes (&matching, TRUE);
  match_shapes (&matching, FALSE);
  match_ties (&matching, ties_a, ties_b);
  g_array_sort (matching.pairs, by_first_id);
  return matching.pairs;
}
