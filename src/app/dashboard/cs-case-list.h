/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases of a project as a list model. A case keeps its object while the list is read again, so
 * that selection, order and place survive; cells follow by its properties. Main thread. */
#pragma once

#include "cs-case-words.h"

#include <gio/gio.h>

/* Properties, read only: "title", "state", "icon", "state-classes" (GStrv), "with", "marks",
 * "what", "when", each a text. */
#define CS_TYPE_CASE_ENTRY (cs_case_entry_get_type ())
G_DECLARE_FINAL_TYPE (CsCaseEntry, cs_case_entry, CS, CASE_ENTRY, GObject)

/* Valid until the list is read again. */
const CsCaseLine *cs_case_entry_line (CsCaseEntry *self);

typedef enum {
  CS_CASE_COLUMN_TITLE,
  CS_CASE_COLUMN_STATE,
  CS_CASE_COLUMN_WITH,
  CS_CASE_COLUMN_MARKS,
  CS_CASE_COLUMN_WHAT,
  CS_CASE_COLUMN_WHEN,
} CsCaseColumn;
/* The order of two cases by COLUMN, below 0, 0 or above; a GCompareDataFunc. */
int cs_case_entry_compare (gconstpointer a, gconstpointer b, gpointer column);
/* FOLDED (g_utf8_casefold) stands in the title or in who has it. */
gboolean cs_case_entry_matches (CsCaseEntry *self, const char *folded);

#define CS_TYPE_CASE_LIST (cs_case_list_get_type ())
G_DECLARE_FINAL_TYPE (CsCaseList, cs_case_list, CS, CASE_LIST, GObject)

CsCaseList *cs_case_list_new (void);
/* LINES (GPtrArray of CsCaseLine) as they are now; taken over, and emptied. PEOPLE as in
 * CsSessionFacts, or NULL. */
void cs_case_list_take (CsCaseList *self, GPtrArray *lines, CsEnv *env, GHashTable *people);
/* How many cases have the word KEY; of the state "with-HANDLE", those with that person. */
guint cs_case_list_count (CsCaseList *self, const char *key);
/* NULL when it is not there. */
CsCaseEntry *cs_case_list_find (CsCaseList *self, const CsGid *case_gid);
