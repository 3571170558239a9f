/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Items: the table of all cases with search and filters, and what is known of the selected one.
 * Read ahead while the project is looked at and nothing else is asked for. Main thread. */
#pragma once

#include "cs-session.h"

#include <adwaita.h>

#define CS_TYPE_ITEMS_PAGE (cs_items_page_get_type ())
G_DECLARE_FINAL_TYPE (CsItemsPage, cs_items_page, CS, ITEMS_PAGE, AdwBin)

void cs_items_page_set_session (CsItemsPage *self, CsSession *session);
void cs_items_page_refresh (CsItemsPage *self);
/* The pages of the project are looked at, so that this one may be next. */
void cs_items_page_come_near (CsItemsPage *self);
/* Puts the cursor into the search. */
void cs_items_page_search (CsItemsPage *self);
/* Shows the cases with the word KEY of cs-case-words.h; "all" and "mine" too. */
void cs_items_page_filter (CsItemsPage *self, const char *key);
/* For a wide window, or one so small that what the preview says has no columns. */
void cs_items_page_set_room (CsItemsPage *self, gboolean wide, gboolean tight, gboolean slim);
