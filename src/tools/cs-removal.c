/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-removal.h"

#include <glib/gi18n-lib.h>

/* It is one of WANTED, or cannot be without one of them. */
static gboolean
goes (const CsMark *mark, GHashTable *wanted)
{
  if (g_hash_table_contains (wanted, &mark->id))
    return TRUE;
  GHashTableIter iter;
  gpointer id;
  g_hash_table_iter_init (&iter, wanted);
  while (mark->kind->names != NULL && g_hash_table_iter_next (&iter, &id, NULL))
    if (mark->kind->names (mark, *(const guint64 *)id))
      return TRUE;
  return FALSE;
}

CsMarkEdit *
cs_removal_new (const CsMarkSet *set, const guint64 *ids, guint n, GError **error)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (guint i = 0; i < n; i++) {
    if (cs_mark_set_get (set, ids[i]) == NULL) {
      cs_fail (error, CS_ERROR_NOT_FOUND, "%s", _ ("This mark is not there any more."));
      return NULL;
    }
    g_hash_table_add (wanted, (gpointer)&ids[i]);
  }
  for (guint i = 0; i < set->n_marks; i++)
    if (goes (set->marks[i], wanted))
      g_array_append_val (gone, set->marks[i]->id);
  return cs_mark_edit_new (NULL, gone, NULL, error);
}
