/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The saved filters of who works in a session: in memory, and written beside it whenever they
 * change. Main thread. */
#pragma once

#include "cs-items-filter.h"
#include "cs-session.h"

/* Signal "changed" (): there are others, or other names. */
#define CS_TYPE_ITEMS_SAVED (cs_items_saved_get_type ())
G_DECLARE_FINAL_TYPE (CsItemsSaved, cs_items_saved, CS, ITEMS_SAVED, GObject)

CsItemsSaved *cs_items_saved_new (void);
/* Those of who works in SESSION (may be NULL) are read, and there are none until they are. */
void cs_items_saved_take (CsItemsSaved *self, CsSession *session);
/* Somebody works here, whose they are, and they were read. */
gboolean cs_items_saved_ready (CsItemsSaved *self);
guint cs_items_saved_count (CsItemsSaved *self);
const CsItemsFilter *cs_items_saved_at (CsItemsSaved *self, guint n);
const CsItemsFilter *cs_items_saved_find (CsItemsSaved *self, const char *name); /* or NULL */
/* FILTER is copied; one of its name gives way to it. */
void cs_items_saved_put (CsItemsSaved *self, const CsItemsFilter *filter);
void cs_items_saved_rename (CsItemsSaved *self, const char *name, const char *other);
void cs_items_saved_remove (CsItemsSaved *self, const char *name);
