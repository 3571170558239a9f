/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-fuzz.h"
#include "cs-clause.h"

#include <string.h>

/* Clauses lie one after the other inside the source, their ids are unique and lead back. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsClauses) clauses = cs_clauses_parse ((const char *)data, size, &error);
  g_assert ((clauses == NULL) == (error != NULL));
  gsize before = 0;
  for (guint i = 0; clauses != NULL && i < clauses->n_clauses; i++) {
    const CsClause *clause = &clauses->clauses[i];
    g_assert (before <= clause->start && clause->start <= clause->body &&
              clause->body <= clause->end && clause->end <= size);
    g_assert (clause->parent < (int)i && cs_clauses_find (clauses, clause->id) == clause);
    before = clause->end;
  }
  return 0;
}
