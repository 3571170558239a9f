/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The suggestions of a case that are open still, under their heading; gone while there is none.
 * Shows the case model and nothing else; lies in a column that is scrolled. Main thread. */
#pragma once

#include "cs-case-model.h"

#include <gtk/gtk.h>

#define CS_TYPE_SUGGESTIONS_LIST (cs_suggestions_list_get_type ())
G_DECLARE_FINAL_TYPE (CsSuggestionsList, cs_suggestions_list, CS, SUGGESTIONS_LIST, GtkWidget)

/* NULL shows nothing. */
void cs_suggestions_list_set_model (CsSuggestionsList *self, CsCaseModel *model);
/* Selects the first one and puts the focus on it. */
void cs_suggestions_list_go_first (CsSuggestionsList *self);
