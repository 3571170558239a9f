/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands at the left of Items: the search, and which cases are shown. Reads nothing: it is
 * shown the list that it counts. Main thread. */
#pragma once

#include "cs-case-list.h"

#include <adwaita.h>

/* Signals:
 * "changed" ()  other cases are wanted
 * "left" ()     the search was left by its key */
#define CS_TYPE_ITEMS_SIDE (cs_items_side_get_type ())
G_DECLARE_FINAL_TYPE (CsItemsSide, cs_items_side, CS, ITEMS_SIDE, AdwBin)

/* What is chosen: "all", "mine", or the key of a word of cs-case-words.h. */
const char *cs_items_side_key (CsItemsSide *self);
/* What is searched for, as the list wants it; NULL for nothing. */
const char *cs_items_side_needle (CsItemsSide *self);
/* Chooses KEY and searches for nothing, without a signal. */
void cs_items_side_choose (CsItemsSide *self, const char *key);
/* Puts the cursor into the search. */
void cs_items_side_search (CsItemsSide *self);
/* Counts LIST for who has HANDLE (NULL: nobody works here); READ: it has cases by now. */
void cs_items_side_show (CsItemsSide *self, CsCaseList *list, const char *handle, gboolean read);
