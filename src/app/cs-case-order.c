/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-order.h"
#include "cs-case-ties.h"

#include "cs-mark-same.h"

/* Numbers: GSIZE_TO_POINTER (id) -> GUINT_TO_POINTER (number). */
struct _CsCaseOrder {
  GArray *ids;         /* of guint64, by number */
  GHashTable *handed;  /* that versions gave, each to what had one of its own */
  GHashTable *numbers; /* of the marks that are there */
  guint last_handed, last, findings, relations;
};

CsCaseOrder *
cs_case_order_new (void)
{
  CsCaseOrder *order = g_new0 (CsCaseOrder, 1);
  order->ids = g_array_new (FALSE, FALSE, sizeof (guint64));
  order->handed = g_hash_table_new (NULL, NULL);
  order->numbers = g_hash_table_new (NULL, NULL);
  return order;
}

void
cs_case_order_free (CsCaseOrder *order)
{
  if (order == NULL)
    return;
  g_array_unref (order->ids);
  g_hash_table_unref (order->handed);
  g_hash_table_unref (order->numbers);
  g_free (order);
}

guint
cs_case_order_number (const CsCaseOrder *order, guint64 id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (order->numbers, GSIZE_TO_POINTER (id)));
}

static void
set_number (CsCaseOrder *order, guint64 id, guint number)
{
  g_hash_table_insert (order->numbers, GSIZE_TO_POINTER (id), GUINT_TO_POINTER (number));
}

/* What is tied (as GSIZE_TO_POINTER (id)) -> the region whose number it has. */
static GHashTable *
find_ties (const CsMarkSet *set, const CsSchema *schema)
{
  GHashTable *tied = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < set->n_marks; i++) {
    const CsMark *tie = set->marks[i], *region = NULL, *passage = NULL;
    if (cs_mark_is_same (set, tie, &region, NULL) && cs_case_tie_is_plain (set, tie, schema))
      g_hash_table_insert (tied, GSIZE_TO_POINTER (tie->id), (gpointer)region);
    if (!cs_case_tie_is_across (set, tie, &region, &passage))
      continue;
    if (!g_hash_table_contains (tied, GSIZE_TO_POINTER (passage->id)))
      g_hash_table_insert (tied, GSIZE_TO_POINTER (passage->id), (gpointer)region);
    if (cs_case_tie_is_plain (set, tie, schema))
      g_hash_table_insert (tied, GSIZE_TO_POINTER (tie->id), (gpointer)region);
  }
  return tied;
}

/* By number; of those that have the same, the region first. */
static int
compare_listed (gconstpointer a, gconstpointer b, gpointer order)
{
  const CsMark *x = *(const CsMark *const *)a, *y = *(const CsMark *const *)b;
  guint one = cs_case_order_number (order, x->id), two = cs_case_order_number (order, y->id);
  gboolean region = x->kind->target == CS_MARK_TARGET_IMAGE;
  if (one != two)
    return one < two ? -1 : 1;
  if (region != (y->kind->target == CS_MARK_TARGET_IMAGE))
    return region ? -1 : 1;
  return x->id < y->id ? -1 : x->id > y->id;
}

void
cs_case_order_begin (CsCaseOrder *order)
{
  g_hash_table_remove_all (order->handed);
  order->last_handed = 0;
}

static void
hand_in (CsCaseOrder *order, GHashTable *tied, guint64 id)
{
  gpointer key = GSIZE_TO_POINTER (id);
  if (!g_hash_table_contains (tied, key) && !g_hash_table_contains (order->handed, key))
    g_hash_table_insert (order->handed, key, GUINT_TO_POINTER (++order->last_handed));
}

void
cs_case_order_hand_in (CsCaseOrder *order, const CsMarkSet *set, const CsSchema *schema)
{
  g_autoptr (GHashTable) tied = find_ties (set, schema);
  for (guint i = 0; i < set->n_marks; i++) /* by id */
    hand_in (order, tied, set->marks[i]->id);
}

void
cs_case_order_hand_in_past (CsCaseOrder *order, const CsCasePast *past, const CsSchema *schema)
{
  g_autoptr (GHashTable) tied = find_ties (past->ties, schema);
  for (guint i = 0; i < past->n_ids; i++) /* by id */
    hand_in (order, tied, past->ids[i]);
}

/* Of its own: what it was handed in with, else the next one. */
static guint
own_number (CsCaseOrder *order, guint64 id)
{
  guint handed = GPOINTER_TO_UINT (g_hash_table_lookup (order->handed, GSIZE_TO_POINTER (id)));
  return handed > 0 ? handed : ++order->last;
}

void
cs_case_order_follow (CsCaseOrder *order, const CsMarkSet *set, const CsSchema *schema)
{
  g_autoptr (GHashTable) tied = find_ties (set, schema);
  g_autoptr (GPtrArray) listed = g_ptr_array_sized_new (set->n_marks);
  order->last = order->last_handed;
  order->findings = order->relations = 0;
  g_hash_table_remove_all (order->numbers);
  for (guint i = 0; i < set->n_marks; i++) /* by id */
    if (!g_hash_table_contains (tied, GSIZE_TO_POINTER (set->marks[i]->id))) {
      set_number (order, set->marks[i]->id, own_number (order, set->marks[i]->id));
      if (set->marks[i]->kind->target == CS_MARK_TARGET_MARKS)
        order->relations++;
      else
        order->findings++;
    }
  for (guint i = 0; i < set->n_marks; i++) {
    const CsMark *mark = set->marks[i];
    const CsMark *region = g_hash_table_lookup (tied, GSIZE_TO_POINTER (mark->id));
    if (region != NULL)
      set_number (order, mark->id, cs_case_order_number (order, region->id));
    if (region == NULL || mark->kind->target != CS_MARK_TARGET_MARKS)
      g_ptr_array_add (listed, (gpointer)mark);
  }
  g_ptr_array_sort_with_data (listed, compare_listed, order);
  g_array_set_size (order->ids, 0);
  for (guint i = 0; i < listed->len; i++)
    g_array_append_val (order->ids, ((const CsMark *)listed->pdata[i])->id);
}

const guint64 *
cs_case_order_ids (const CsCaseOrder *order, guint *ret_count)
{
  *ret_count = order->ids->len;
  return (const guint64 *)(gconstpointer)order->ids->data;
}

guint
cs_case_order_last (const CsCaseOrder *order)
{
  return order->last;
}

guint
cs_case_order_findings (const CsCaseOrder *order)
{
  return order->findings;
}

guint
cs_case_order_relations (const CsCaseOrder *order)
{
  return order->relations;
}
