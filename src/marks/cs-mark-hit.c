/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-hit.h"

#include <math.h>

struct _CsMarkIndex {
  CsMarkSet *set;
  CsGid item;
  guint part, frame;
  const CsMark **marks;
  CsMarkBounds *bounds;
  guint count;
};

static gboolean
near_bounds (const CsMarkBounds *bounds, double x, double y, const CsMarkScale *scale,
             double tolerance)
{
  double across = 1000.0 * tolerance / scale->x, down = 1000.0 * tolerance / scale->y;
  return x * 1000 >= (double)bounds->x0 - across && x * 1000 <= (double)bounds->x1 + across &&
         y * 1000 >= (double)bounds->y0 - down && y * 1000 <= (double)bounds->y1 + down;
}

static gboolean
hit_within (const CsMark *mark, const CsMarkBounds *bounds, double x, double y,
            const CsMarkScale *scale, double tolerance, gboolean ask_inside, CsMarkHit *ret_hit)
{
  double distance = mark->kind->distance (mark, x, y, scale);
  gboolean close = distance <= tolerance;
  if (!close && !(ask_inside && mark->kind->contains != NULL && mark->kind->contains (mark, x, y)))
    return FALSE;
  *ret_hit = (CsMarkHit){
    .mark = mark,
    .inside = !close,
    .distance = close ? distance : 0.0,
    .size = (double)(bounds->x1 - bounds->x0) * (double)(bounds->y1 - bounds->y0) / 1e6,
  };
  return TRUE;
}

gboolean
cs_mark_hit (const CsMark *mark, double x, double y, const CsMarkScale *scale, double tolerance,
             gboolean ask_inside, CsMarkHit *ret_hit)
{
  CsMarkBounds bounds = { 0 };
  if (mark->kind->distance == NULL || !cs_mark_bounds (mark, &bounds) ||
      !near_bounds (&bounds, x, y, scale, tolerance))
    return FALSE;
  return hit_within (mark, &bounds, x, y, scale, tolerance, ask_inside, ret_hit);
}

static int
order (double a, double b)
{
  return (a > b) - (a < b);
}

int
cs_mark_hit_compare (gconstpointer a, gconstpointer b)
{
  const CsMarkHit *left = a, *right = b;
  const int orders[] = {
    left->inside - right->inside,
    order (floor (left->distance), floor (right->distance)),
    order (left->size, right->size),
    order (left->distance, right->distance),
    (left->mark->id > right->mark->id) - (left->mark->id < right->mark->id),
  };
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (orders[i] != 0)
      return orders[i];
  return 0;
}

/* --- index --- */

static gboolean
belongs (const CsMark *mark, const CsGid *item, guint part, guint frame)
{
  return mark->kind->distance != NULL && mark->part == part && mark->frame == frame &&
         cs_gid_equal (&mark->item, item);
}

CsMarkIndex *
cs_mark_index_new (const CsMarkSet *set, const CsGid *item, guint part, guint frame)
{
  CsMarkIndex *index = g_new0 (CsMarkIndex, 1);
  *index =
      (CsMarkIndex){ .set = cs_mark_set_ref (set), .item = *item, .part = part, .frame = frame };
  for (guint i = 0; i < set->n_marks; i++)
    index->count += belongs (set->marks[i], item, part, frame);
  index->marks = g_new (const CsMark *, index->count);
  index->bounds = g_new (CsMarkBounds, index->count);
  guint at = 0;
  for (guint i = 0; i < set->n_marks; i++) {
    if (!belongs (set->marks[i], item, part, frame))
      continue;
    index->marks[at] = set->marks[i];
    cs_mark_bounds (set->marks[i], &index->bounds[at++]);
  }
  return index;
}

void
cs_mark_index_free (CsMarkIndex *index)
{
  if (index == NULL)
    return;
  cs_mark_set_unref (index->set);
  g_free (index->marks);
  g_free (index->bounds);
  g_free (index);
}

gboolean
cs_mark_index_is (const CsMarkIndex *index, const CsMarkSet *set, const CsGid *item, guint part,
                  guint frame)
{
  return index->set == set && index->part == part && index->frame == frame &&
         cs_gid_equal (&index->item, item);
}

guint
cs_mark_index_count (const CsMarkIndex *index)
{
  return index->count;
}

/* One pass over the bounds: 10,000 of them are 320 KB, some ten microseconds. */
GArray *
cs_mark_index_hits (const CsMarkIndex *index, double x, double y, const CsMarkScale *scale,
                    double tolerance, gboolean ask_inside)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (CsMarkHit));
  for (guint i = 0; i < index->count; i++) {
    CsMarkHit hit = { 0 };
    if (near_bounds (&index->bounds[i], x, y, scale, tolerance) &&
        hit_within (index->marks[i], &index->bounds[i], x, y, scale, tolerance, ask_inside, &hit))
      g_array_append_val (hits, hit);
  }
  g_array_sort (hits, cs_mark_hit_compare);
  return hits;
}
