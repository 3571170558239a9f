/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-text-lanes.h"

#include <stdlib.h>

typedef struct {
  CsTextRange range;
  guint place; /* in the caller's list */
} Entry;

/* The shortest first: it gets the lane nearest to the text. */
static int
compare_entries (const void *a, const void *b)
{
  const CsTextRange *left = &((const Entry *)a)->range, *right = &((const Entry *)b)->range;
  gint64 sizes = (left->end - left->start) - (right->end - right->start);
  if (sizes != 0)
    return sizes < 0 ? -1 : 1;
  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  return (left->id > right->id) - (left->id < right->id);
}

/* Where RANGE would stand among the sorted, disjoint ranges of LANE; FALSE when it meets one. */
static gboolean
find_room (const GArray *lane, const CsTextRange *range, guint *ret_place)
{
  guint low = 0, high = lane->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (g_array_index (lane, CsTextRange, middle).end <= range->start)
      low = middle + 1;
    else
      high = middle;
  }
  *ret_place = low;
  return low == lane->len || g_array_index (lane, CsTextRange, low).start >= range->end;
}

static guint
take_lane (GPtrArray *lanes, const CsTextRange *range)
{
  guint place = 0;
  for (guint i = 0; i < lanes->len; i++)
    if (find_room (lanes->pdata[i], range, &place)) {
      g_array_insert_val (lanes->pdata[i], place, *range);
      return i;
    }
  GArray *lane = g_array_new (FALSE, FALSE, sizeof (CsTextRange));
  g_array_append_val (lane, *range);
  g_ptr_array_add (lanes, lane);
  return lanes->len - 1;
}

/* An outer range never comes between an inner one and the text: the lanes nearer than the inner
 * one's are taken by shorter ranges that meet it, and so meet the outer one, too. */
guint *
cs_text_lanes_new (const CsTextRange *ranges, guint count, guint *ret_lanes)
{
  g_autoptr (GPtrArray) lanes = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  g_autofree Entry *entries = g_new (Entry, count);
  guint *result = g_new0 (guint, count);
  for (guint i = 0; i < count; i++)
    entries[i] = (Entry){ ranges[i], i };
  if (count > 0)
    qsort (entries, count, sizeof *entries, compare_entries);
  for (guint i = 0; i < count; i++)
    result[entries[i].place] = take_lane (lanes, &entries[i].range);
  if (ret_lanes != NULL)
    *ret_lanes = lanes->len;
  return result;
}
