/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands at the left of Items: the search, which cases are shown, and the filters that the
 * person saved. Main thread. */
#pragma once

#include "cs-case-list.h"
#include "cs-session.h"

#include <adwaita.h>

/* Signals:
 * "changed" ()  other cases are wanted
 * "sorted" ()   another order is wanted: see cs_items_side_sorts
 * "left" ()     the search was left by its key */
#define CS_TYPE_ITEMS_SIDE (cs_items_side_get_type ())
G_DECLARE_FINAL_TYPE (CsItemsSide, cs_items_side, CS, ITEMS_SIDE, AdwBin)

/* What is chosen: "mine", or a key of cs_case_table_count. */
const char *cs_items_side_key (CsItemsSide *self);
/* What is searched for, as the list wants it; NULL for nothing. */
const char *cs_items_side_needle (CsItemsSide *self);
/* Chooses KEY and searches for nothing, without a signal. */
void cs_items_side_choose (CsItemsSide *self, const char *key);
/* Puts the cursor into the search. */
void cs_items_side_search (CsItemsSide *self);
/* The order that the saved filter wants; its number in RET_COUNT. */
const CsCaseSort *cs_items_side_sorts (CsItemsSide *self, guint *ret_count);
/* The list is in this order now, without a signal. */
void cs_items_side_sorted (CsItemsSide *self, const CsCaseSort *sorts, guint n_sorts);
/* Counts LIST for who works in SESSION (NULL for none); READ: it has cases by now. */
void cs_items_side_show (CsItemsSide *self, CsCaseList *list, CsSession *session, gboolean read);
