/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-clause-list.h"

#include <glib/gi18n.h>

GtkStringList *
cs_clause_list_new (CsSession *session, const char *wanted, GPtrArray *ids, guint *ret_at)
{
  const CsGuideline *guideline = cs_session_facts (session)->guideline;
  GtkStringList *list = gtk_string_list_new (NULL);
  guint at = 0;
  gtk_string_list_append (list, _ ("none"));
  g_ptr_array_add (ids, NULL);
  for (guint i = 0; guideline != NULL && i < guideline->clauses->n_clauses; i++) {
    const CsClause *clause = &guideline->clauses->clauses[i];
    if (clause->is_generated)
      continue;
    g_autofree char *line = g_strdup_printf ("%s  %s", clause->id, clause->heading);
    if (g_strcmp0 (wanted, clause->id) == 0)
      at = ids->len;
    gtk_string_list_append (list, line);
    g_ptr_array_add (ids, g_strdup (clause->id));
  }
  if (wanted != NULL && at == 0) {
    at = ids->len;
    gtk_string_list_append (list, wanted);
    g_ptr_array_add (ids, g_strdup (wanted));
  }
  *ret_at = at;
  return list;
}
