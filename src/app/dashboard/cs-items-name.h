/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for the name of a filter that is saved, or renames or deletes one. Main thread. */
#pragma once

#include "cs-items-saved.h"

#include <gtk/gtk.h>

/* Signal "named" (name): what is shown is to be saved under it; only of a new one. */
#define CS_TYPE_ITEMS_NAME (cs_items_name_get_type ())
G_DECLARE_FINAL_TYPE (CsItemsName, cs_items_name, CS, ITEMS_NAME, GtkPopover)

/* For the one of SAVED that is called NAME, or, when that is NULL, for a new one, for which
 * PROPOSAL (may be NULL) is as good a name as any. */
GtkWidget *cs_items_name_new (CsItemsSaved *saved, const char *name, const char *proposal);
