/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-order.h"

#include <string.h>

struct _CsCaseOrder {
  GArray *ids;       /* of guint64, by number */
  GHashTable *by_id; /* &id (owned) -> GUINT_TO_POINTER (number) */
  guint last;
};

CsCaseOrder *
cs_case_order_new (void)
{
  CsCaseOrder *order = g_new0 (CsCaseOrder, 1);
  order->ids = g_array_new (FALSE, FALSE, sizeof (guint64));
  order->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return order;
}

void
cs_case_order_free (CsCaseOrder *order)
{
  if (order == NULL)
    return;
  g_array_unref (order->ids);
  g_hash_table_unref (order->by_id);
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

/* An undone deletion gets its old number back: numbers of marks that went are remembered. */
static void
insert_by_number (CsCaseOrder *order, guint64 id, guint number)
{
  guint at = order->ids->len;
  while (at > 0 &&
         cs_case_order_number (order, g_array_index (order->ids, guint64, at - 1)) > number)
    at--;
  g_array_insert_val (order->ids, at, id);
}

void
cs_case_order_follow (CsCaseOrder *order, const CsMarkSet *set)
{
  forget_gone (order, set);
  g_autoptr (GHashTable) present = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < order->ids->len; i++)
    g_hash_table_add (present, &g_array_index (order->ids, guint64, i));
  g_autoptr (GPtrArray) added = g_ptr_array_new ();
  for (guint i = 0; i < set->n_marks; i++)
    if (!g_hash_table_contains (present, &set->marks[i]->id))
      g_ptr_array_add (added, set->marks[i]);
  g_hash_table_remove_all (present);
  g_ptr_array_sort (added, compare_places);
  for (guint i = 0; i < added->len; i++) {
    const CsMark *mark = added->pdata[i];
    guint number = GPOINTER_TO_UINT (g_hash_table_lookup (order->by_id, &mark->id));
    if (number == 0) {
      number = ++order->last;
      g_hash_table_insert (order->by_id, g_memdup2 (&mark->id, sizeof mark->id),
                           GUINT_TO_POINTER (number));
    }
    insert_by_number (order, mark->id, number);
  }
}

guint
cs_case_order_number (const CsCaseOrder *order, guint64 id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (order->by_id, &id));
}

const guint64 *
cs_case_order_ids (const CsCaseOrder *order, guint *ret_count)
{
  *ret_count = order->ids->len;
  return (const guint64 *)(gconstpointer)order->ids->data;
}
