/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-hold.h"

#include <glib/gi18n-lib.h>

struct _CsMarkHold {
  GHashTable *ids; /* &id -> CsMarkHolding, never 0 */
};

static const struct {
  CsMarkHolding holding;
  const char *key;
} members[] = { { CS_MARK_HIDDEN, "hidden" }, { CS_MARK_LOCKED, "locked" } };

CsMarkHold *
cs_mark_hold_new (void)
{
  CsMarkHold *hold = g_new0 (CsMarkHold, 1);
  hold->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return hold;
}

static guint
holdings_of (const CsMarkHold *hold, guint64 id)
{
  return hold != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (hold->ids, &id)) : 0;
}

static void
put (CsMarkHold *hold, guint64 id, guint holdings)
{
  if (holdings == 0)
    g_hash_table_remove (hold->ids, &id);
  else
    g_hash_table_insert (hold->ids, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (holdings));
}

CsMarkHold *
cs_mark_hold_copy (const CsMarkHold *hold)
{
  CsMarkHold *copy = cs_mark_hold_new ();
  GHashTableIter iter;
  gpointer id, holdings;
  if (hold == NULL)
    return copy;
  g_hash_table_iter_init (&iter, hold->ids);
  while (g_hash_table_iter_next (&iter, &id, &holdings))
    put (copy, *(const guint64 *)id, GPOINTER_TO_UINT (holdings));
  return copy;
}

void
cs_mark_hold_free (CsMarkHold *hold)
{
  if (hold == NULL)
    return;
  g_hash_table_unref (hold->ids);
  g_free (hold);
}

gboolean
cs_mark_hold_is (const CsMarkHold *hold, guint64 id, CsMarkHolding holding)
{
  return (holdings_of (hold, id) & holding) != 0;
}

gboolean
cs_mark_hold_set (CsMarkHold *hold, guint64 id, CsMarkHolding holding, gboolean on)
{
  guint before = holdings_of (hold, id), now = on ? before | holding : before & ~(guint)holding;
  if (now == before)
    return FALSE;
  put (hold, id, now);
  return TRUE;
}

guint
cs_mark_hold_count (const CsMarkHold *hold, const CsMarkSet *set, CsMarkHolding holding)
{
  GHashTableIter iter;
  gpointer id, holdings;
  guint n = 0;
  if (hold == NULL)
    return 0;
  g_hash_table_iter_init (&iter, hold->ids);
  while (g_hash_table_iter_next (&iter, &id, &holdings))
    n += (GPOINTER_TO_UINT (holdings) & holding) != 0 &&
         cs_mark_set_get (set, *(const guint64 *)id) != NULL;
  return n;
}

static gboolean
is_seen (const CsMarkHold *hold, const CsMark *mark)
{
  gboolean ends = mark->kind->target == CS_MARK_TARGET_MARKS;
  for (guint i = 0; ends && i < mark->n_values; i++)
    if (cs_mark_hold_is (hold, (guint64)mark->values[i], CS_MARK_HIDDEN))
      return FALSE;
  return !cs_mark_hold_is (hold, mark->id, CS_MARK_HIDDEN);
}

CsMarkSet *
cs_mark_hold_visible (const CsMarkHold *hold, const CsMarkSet *set)
{
  if (cs_mark_hold_count (hold, set, CS_MARK_HIDDEN) == 0)
    return cs_mark_set_ref (set);
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();
  for (guint i = 0; i < set->n_marks; i++)
    if (is_seen (hold, set->marks[i]))
      g_ptr_array_add (seen, set->marks[i]);
  return cs_mark_set_new (seen, set->answer_list, NULL);
}

/* --- the refusal --- */

const char *
cs_mark_hold_why (const CsMarkHold *hold, guint64 id)
{
  if (cs_mark_hold_is (hold, id, CS_MARK_HIDDEN))
    return N_ ("What is hidden is not changed: select it in the list and press {mark.hide}.");
  if (cs_mark_hold_is (hold, id, CS_MARK_LOCKED))
    return N_ ("What is locked is not changed: {mark.lock} unlocks what is selected.");
  if (cs_mark_hold_is (hold, id, CS_MARK_AGREED))
    return N_ ("Readers agree on this mark, so it stays as it is. Reopen the Merge, in the menu, "
               "opens it.");
  return NULL;
}

gboolean
cs_mark_hold_check (const CsMarkHold *hold, const CsMarkSet *set, const CsMarkEdit *edit,
                    GError **error)
{
  const char *why = NULL;
  for (guint i = 0; why == NULL && i < edit->n_put; i++)
    if (cs_mark_set_get (set, edit->put[i]->id) != NULL)
      why = cs_mark_hold_why (hold, edit->put[i]->id);
  for (guint i = 0; why == NULL && i < edit->n_remove; i++)
    why = cs_mark_hold_why (hold, edit->remove[i]);
  return why == NULL || cs_fail (error, CS_ERROR_DENIED, "%s", _ (why));
}

guint
cs_mark_hold_leave_out (const CsMarkHold *hold, GPtrArray *marks, const char **ret_why)
{
  guint before = marks->len;
  const char *first = NULL;
  for (guint i = marks->len; i > 0; i--) {
    const char *why = cs_mark_hold_why (hold, ((const CsMark *)marks->pdata[i - 1])->id);
    if (why == NULL)
      continue;
    first = why;
    g_ptr_array_remove_index (marks, i - 1);
  }
  if (first != NULL)
    *ret_why = first;
  return before - marks->len;
}

/* --- as a file --- */

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  guint64 left = *(const guint64 *)a, right = *(const guint64 *)b;
  return (left > right) - (left < right);
}

static CsJson *
write_ids (const CsMarkHold *hold, CsMarkHolding holding)
{
  CsJson *list = cs_json_new_array ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint64));
  GHashTableIter iter;
  gpointer id;
  g_hash_table_iter_init (&iter, hold->ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (cs_mark_hold_is (hold, *(const guint64 *)id, holding))
      g_array_append_val (ids, *(const guint64 *)id);
  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    cs_json_append (list, cs_json_new_int ((gint64)g_array_index (ids, guint64, i)));
  return list;
}

CsJson *
cs_mark_hold_write (const CsMarkHold *hold)
{
  guint n = 0;
  CsJson *lists[G_N_ELEMENTS (members)], *json = cs_json_new_object ();
  for (guint i = 0; i < G_N_ELEMENTS (members); i++) {
    lists[i] = write_ids (hold, members[i].holding);
    n += cs_json_length (lists[i]);
    cs_json_put (json, members[i].key, lists[i]);
  }
  if (n > 0)
    return json;
  cs_json_unref (json);
  return NULL;
}

CsMarkHold *
cs_mark_hold_read (const CsJson *json)
{
  CsMarkHold *hold = cs_mark_hold_new ();
  for (guint i = 0; json != NULL && i < G_N_ELEMENTS (members); i++) {
    const CsJson *list = cs_json_get (json, members[i].key);
    for (guint n = 0; n < cs_json_length (list); n++) {
      gint64 id = cs_json_int (cs_json_at (list, n));
      if (id > 0 && (guint64)id <= CS_MARK_MAX_ID)
        cs_mark_hold_set (hold, (guint64)id, members[i].holding, TRUE);
    }
  }
  return hold;
}
