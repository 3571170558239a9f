/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All cases of a project made ready to be searched and sorted: what takes time is done when it is
 * made, on the project's thread, so that a look at 100,000 of them is one walk over numbers.
 * Immutable and reference counted; any thread. */
#pragma once

#include "cs-case-words.h"

typedef struct _CsCaseTable CsCaseTable;

typedef enum {
  CS_CASE_COLUMN_TITLE,
  CS_CASE_COLUMN_STATE,
  CS_CASE_COLUMN_WITH,
  CS_CASE_COLUMN_MARKS,
  CS_CASE_COLUMN_WHAT,
  CS_CASE_COLUMN_WHEN,
  CS_CASE_COLUMNS,
} CsCaseColumn;

#define CS_CASE_IN "in-"
#define CS_CASE_WITH "with-"

typedef struct {
  char *handle, *name;
  guint count; /* cases that they have, alone or beside others */
} CsCasePerson;

typedef struct {
  CsCaseColumn column;
  gboolean descending;
} CsCaseSort;

/* LINES (GPtrArray of CsCaseLine) are taken over, and emptied. PEOPLE as in CsSessionFacts, or
 * NULL. BEFORE: the table that this one follows, of which the order of titles is taken over where
 * they are the same; or NULL. NULL once CANCELLABLE, which may be NULL, is cancelled. */
CsCaseTable *cs_case_table_new (GPtrArray *lines, GHashTable *people, const CsCaseTable *before,
                                GCancellable *cancellable);
CsCaseTable *cs_case_table_ref (CsCaseTable *table);
void cs_case_table_unref (CsCaseTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCaseTable, cs_case_table_unref)

guint cs_case_table_length (const CsCaseTable *table);
const CsCaseLine *cs_case_table_line (const CsCaseTable *table, guint row);
/* Who has the case, as people call them; NULL for nobody. */
const char *cs_case_table_with (const CsCaseTable *table, guint row);
/* How many rows from the first on are of the same cases in both. */
guint cs_case_table_common (const CsCaseTable *table, const CsCaseTable *other);

/* The segments that there is a case of, by name: interned; caller unrefs. */
GPtrArray *cs_case_table_segments (const CsCaseTable *table);
/* Who has a case, by name: GPtrArray of CsCasePerson, the table's. */
const GPtrArray *cs_case_table_people (const CsCaseTable *table);
/* How many cases pass KEY: "all", "high" (priority), "overdue", "with-HANDLE", "in-SEGMENT", or the
 * key of a word. */
guint cs_case_table_count (const CsCaseTable *table, const char *key);
/* All rows into ROWS, by the first of SORTS, what is equal by the next, and then as they arrived.
 */
void cs_case_table_sort (const CsCaseTable *table, const CsCaseSort *sorts, guint n_sorts,
                         guint32 *rows);
/* Those of ORDER, as many rows as there are, that pass KEY and in whose words FOLDED
 * (g_utf8_casefold; NULL for any) stands, into ROWS; how many these are. */
guint cs_case_table_pick (const CsCaseTable *table, const guint32 *order, const char *key,
                          const char *folded, guint32 *rows);
