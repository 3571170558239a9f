/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a case with its outline, what is being tied, and what is said in its place when it
 * cannot be read. Main thread. */
#pragma once

#include "cs-text-canvas.h"

#include <adwaita.h>

#define CS_TYPE_TEXT_VIEW (cs_text_view_get_type ())
G_DECLARE_FINAL_TYPE (CsTextView, cs_text_view, CS, TEXT_VIEW, AdwBin)

/* Shows the text looked at, else the first of the case. NULL shows nothing; hidden for a case
 * without texts. */
void cs_text_view_set_model (CsTextView *self, CsCaseModel *model);
CsTextCanvas *cs_text_view_canvas (CsTextView *self);
/* Passages that readers do not agree on, each position in a column of its own where LOOK wants that
 * and there is room; NULL for none. */
void cs_text_view_set_positions (CsTextView *self, CsPositionsLook *look);
/* The item that is shown; -1 without. */
int cs_text_view_item (CsTextView *self);
