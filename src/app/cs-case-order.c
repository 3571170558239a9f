/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-order.h"
#include "cs-case-ties.h"

#include <string.h>

struct _CsCaseOrder {
  GArray *ids;       /* of guint64, by number */
  GHashTable *by_id; /* &id (owned) -> GUINT_TO_POINTER (number), its own */
  GHashTable *tied;  /* &id (owned) -> &id (owned) of the region it has its number of */
  guint last;
};

CsCaseOrder *
cs_case_order_new (void)
{
  CsCaseOrder *order = g_new0 (CsCaseOrder, 1);
  order->ids = g_array_new (FALSE, FALSE, sizeof (guint64));
  order->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  order->tied = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return order;
}

void
cs_case_order_free (CsCaseOrder *order)
{
  if (order == NULL)
    return;
  g_array_unref (order->ids);
  g_hash_table_unref (order->by_id);
  g_hash_table_unref (order->tied);
  g_free (order);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const CsMark *x = *(const CsMark *const *)a, *y = *(const CsMark *const *)b;
  gboolean names = x->kind->target == CS_MARK_TARGET_MARKS;
  int items = memcmp (&x->item, &y->item, sizeof x->item);
  if (names != (y->kind->target == CS_MARK_TARGET_MARKS))
    return names ? 1 : -1; /* what ties marks together comes after them */
  if (items != 0)
    return items;
  if (x->part != y->part)
    return x->part < y->part ? -1 : 1;
  if (x->frame != y->frame)
    return x->frame < y->frame ? -1 : 1;
  CsMarkBounds p = { 0 }, q = { 0 };
  cs_mark_bounds (x, &p);
  cs_mark_bounds (y, &q);
  if (p.y0 != q.y0)
    return p.y0 < q.y0 ? -1 : 1;
  if (p.x0 != q.x0)
    return p.x0 < q.x0 ? -1 : 1;
  return x->id < y->id ? -1 : 1;
}

static void
forget_gone (CsCaseOrder *order, const CsMarkSet *set)
{
  guint kept = 0;
  for (guint i = 0; i < order->ids->len; i++) {
    guint64 id = g_array_index (order->ids, guint64, i);
    if (cs_mark_set_get (set, id) != NULL)
      g_array_index (order->ids, guint64, kept++) = id;
  }
  g_array_set_size (order->ids, kept);
}

static guint
own_number (const CsCaseOrder *order, guint64 id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (order->by_id, &id));
}

guint
cs_case_order_number (const CsCaseOrder *order, guint64 id)
{
  const guint64 *region = g_hash_table_lookup (order->tied, &id);
  return own_number (order, region != NULL ? *region : id);
}

/* A mark that was tied later stays where it was. */
static guint
place_number (const CsCaseOrder *order, guint64 id)
{
  guint own = own_number (order, id);
  return own != 0 ? own : cs_case_order_number (order, id);
}

/* An undone deletion gets its old place back: numbers of marks that went are remembered. */
static void
insert_by_number (CsCaseOrder *order, guint64 id)
{
  guint at = order->ids->len;
  while (at > 0 && place_number (order, g_array_index (order->ids, guint64, at - 1)) >
                       place_number (order, id))
    at--;
  g_array_insert_val (order->ids, at, id);
}

static void
give_number (CsCaseOrder *order, guint64 id)
{
  if (own_number (order, id) == 0)
    g_hash_table_insert (order->by_id, g_memdup2 (&id, sizeof id),
                         GUINT_TO_POINTER (++order->last));
}

static void
share_number (CsCaseOrder *order, guint64 id, guint64 region)
{
  if (!g_hash_table_contains (order->tied, &id))
    g_hash_table_insert (order->tied, g_memdup2 (&id, sizeof id),
                         g_memdup2 (&region, sizeof region));
}

static void
find_ties (CsCaseOrder *order, const CsMarkSet *set, const CsSchema *schema)
{
  g_hash_table_remove_all (order->tied);
  for (guint i = 0; i < set->n_marks; i++) {
    const CsMark *region = NULL, *passage = NULL;
    if (!cs_case_tie_is_across (set, set->marks[i], &region, &passage))
      continue;
    share_number (order, passage->id, region->id);
    if (cs_case_tie_is_plain (set, set->marks[i], schema))
      share_number (order, set->marks[i]->id, region->id);
  }
}

/* Those of SET that are not listed yet, by place. */
static GPtrArray *
find_added (CsCaseOrder *order, const CsMarkSet *set, const CsSchema *schema)
{
  g_autoptr (GHashTable) present = g_hash_table_new (g_int64_hash, g_int64_equal);
  GPtrArray *added = g_ptr_array_new ();
  for (guint i = 0; i < order->ids->len; i++)
    g_hash_table_add (present, &g_array_index (order->ids, guint64, i));
  for (guint i = 0; i < set->n_marks; i++)
    if (!g_hash_table_contains (present, &set->marks[i]->id) &&
        !cs_case_tie_is_plain (set, set->marks[i], schema))
      g_ptr_array_add (added, set->marks[i]);
  g_ptr_array_sort (added, compare_places);
  return added;
}

void
cs_case_order_follow (CsCaseOrder *order, const CsMarkSet *set, const CsSchema *schema)
{
  forget_gone (order, set);
  find_ties (order, set, schema);
  /* Passages that were tied when they came, and are not any more. */
  for (guint i = 0; i < order->ids->len; i++)
    if (cs_case_order_number (order, g_array_index (order->ids, guint64, i)) == 0)
      give_number (order, g_array_index (order->ids, guint64, i));
  g_autoptr (GPtrArray) added = find_added (order, set, schema);
  for (guint i = 0; i < added->len; i++) {
    const CsMark *mark = added->pdata[i];
    if (g_hash_table_contains (order->tied, &mark->id))
      continue;
    give_number (order, mark->id);
    insert_by_number (order, mark->id);
  }
  for (guint i = 0; i < added->len; i++) {
    const CsMark *mark = added->pdata[i];
    if (g_hash_table_contains (order->tied, &mark->id))
      insert_by_number (order, mark->id);
  }
}

const guint64 *
cs_case_order_ids (const CsCaseOrder *order, guint *ret_count)
{
  *ret_count = order->ids->len;
  return (const guint64 *)(gconstpointer)order->ids->data;
}

guint
cs_case_order_next (const CsCaseOrder *order)
{
  return order->last + 1;
}

guint
cs_case_order_findings (const CsCaseOrder *order)
{
  guint n = 0;
  for (guint i = 0; i < order->ids->len; i++)
    n += !g_hash_table_contains (order->tied, &g_array_index (order->ids, guint64, i));
  return n;
}
