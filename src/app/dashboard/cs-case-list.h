/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases of a project as a list model with filter, order and selection of its own. What it hands
 * out are places, not cases: a place has an object only while somebody looks at it, and keeps it
 * when another case comes to stand there, so that the rows on the screen follow by properties
 * instead of being built anew. Main thread. */
#pragma once

#include "cs-case-table.h"

#include <gtk/gtk.h>

/* A case as it stands at a place, or one that is held. Properties, read only: "title", "state",
 * "icon", "state-classes" (GStrv), "with", "marks", "what", "when", each a text. */
#define CS_TYPE_CASE_ENTRY (cs_case_entry_get_type ())
G_DECLARE_FINAL_TYPE (CsCaseEntry, cs_case_entry, CS, CASE_ENTRY, GObject)

/* Valid until the list is read again. */
const CsCaseLine *cs_case_entry_line (CsCaseEntry *self);

/* A GtkSelectionModel, too, of several: what is selected stays so as long as it is shown. */
#define CS_TYPE_CASE_LIST (cs_case_list_get_type ())
G_DECLARE_FINAL_TYPE (CsCaseList, cs_case_list, CS, CASE_LIST, GObject)

CsCaseList *cs_case_list_new (void);
/* The cases as they are now; NULL for none. ENV (which outlives it) says when "today" is. */
void cs_case_list_take (CsCaseList *self, CsCaseTable *table, CsEnv *env);
/* Shows those only that pass KEY and FOLDED, see cs-case-table.h. */
void cs_case_list_filter (CsCaseList *self, const char *key, const char *folded);
void cs_case_list_sort (CsCaseList *self, const CsCaseSort *sorts, guint n_sorts);
/* Shows not more than MOST of them, from the first on. */
void cs_case_list_limit (CsCaseList *self, guint most);

/* All cases, shown or not. */
guint cs_case_list_total (CsCaseList *self);
guint cs_case_list_count (CsCaseList *self, const char *key);
GPtrArray *cs_case_list_segments (CsCaseList *self); /* see cs_case_table_segments */
/* See cs_case_table_people; NULL before there is a table. */
const GPtrArray *cs_case_list_people (CsCaseList *self);
/* The table as it is now, for who makes the next one; NULL for none. */
CsCaseTable *cs_case_list_table (CsCaseList *self);
/* Of the case shown at POSITION, without making an object of it. */
const CsCaseLine *cs_case_list_line (CsCaseList *self, guint position);
/* The case shown at POSITION as an object of its own, which stays with it. New reference. */
CsCaseEntry *cs_case_list_hold (CsCaseList *self, guint position);
/* Brings what was held up to the list as it is now; what has gone stays as it was. */
void cs_case_list_follow (CsCaseList *self, CsCaseEntry *entry);
