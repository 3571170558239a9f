/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-past.h"
#include "cs-project-private.h"

/* As many as a few cases have: what is read ahead, and what is gone back to. */
#define KEPT_MAX 256

/* Those that name others, and what they name. */
static CsMarkSet *
ties_of (const CsMarkSet *set)
{
  g_autoptr (GHashTable) named = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) ties = g_ptr_array_new ();
  for (guint i = 0; i < set->n_marks; i++) {
    const CsMark *mark = set->marks[i];
    if (mark->kind->target != CS_MARK_TARGET_MARKS)
      continue;
    g_hash_table_add (named, GSIZE_TO_POINTER (mark->id));
    for (guint k = 0; k < mark->n_values; k++)
      g_hash_table_add (named, GSIZE_TO_POINTER ((guint64)mark->values[k]));
  }
  for (guint i = 0; i < set->n_marks; i++)
    if (g_hash_table_contains (named, GSIZE_TO_POINTER (set->marks[i]->id)))
      g_ptr_array_add (ties, set->marks[i]);
  return cs_mark_set_new (ties, NULL, NULL);
}

CsCasePast *
cs_case_past_new (const CsMarkSet *set)
{
  CsCasePast *past = g_atomic_rc_box_new0 (CsCasePast);
  past->ids = g_new (guint64, set->n_marks);
  past->n_ids = set->n_marks;
  for (guint i = 0; i < set->n_marks; i++)
    past->ids[i] = set->marks[i]->id;
  past->ties = ties_of (set);
  return past;
}

CsCasePast *
cs_case_past_ref (CsCasePast *past)
{
  return g_atomic_rc_box_acquire (past);
}

static void
past_clear (gpointer data)
{
  CsCasePast *past = data;
  g_free (past->ids);
  cs_mark_set_unref (past->ties);
}

void
cs_case_past_unref (CsCasePast *past)
{
  if (past != NULL)
    g_atomic_rc_box_release_full (past, past_clear);
}

CsCasePast *
cs_project_case_past (CsProject *project, const CsHash *object)
{
  if (project->pasts == NULL)
    project->pasts = g_hash_table_new_full (cs_hash_hash_func, cs_hash_equal_func, g_free,
                                            (GDestroyNotify)cs_case_past_unref);
  CsCasePast *known = g_hash_table_lookup (project->pasts, object);
  if (known != NULL)
    return cs_case_past_ref (known);
  g_autoptr (CsMarkSet) set = cs_project_read_marks (project, object, NULL);
  if (set == NULL)
    return NULL;
  if (g_hash_table_size (project->pasts) >= KEPT_MAX)
    g_hash_table_remove_all (project->pasts);
  CsCasePast *past = cs_case_past_new (set);
  g_hash_table_insert (project->pasts, g_memdup2 (object, sizeof *object), cs_case_past_ref (past));
  return past;
}
