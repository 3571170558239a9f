/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of what a reviewer settles. Its keys and buttons ask for the same actions as the canvas.
 * Shows a review and nothing else. Main thread. */
#pragma once

#include "cs-review.h"

#include <gtk/gtk.h>

#define CS_TYPE_CHANGES_PANE (cs_changes_pane_get_type ())
G_DECLARE_FINAL_TYPE (CsChangesPane, cs_changes_pane, CS, CHANGES_PANE, GtkWidget)

/* NULL shows nothing. */
void cs_changes_pane_set_review (CsChangesPane *self, CsReview *review);
/* Narrow: without its heading, which a switch above says; with smaller pictures. */
void cs_changes_pane_set_narrow (CsChangesPane *self, gboolean narrow);
/* Waits for 1 to 6, the category of a rejection of the current row; Esc ends it. FALSE when there
 * is nothing to reject. */
gboolean cs_changes_pane_ask (CsChangesPane *self);
/* Whether it does, which is said if so. */
gboolean cs_changes_pane_asks (CsChangesPane *self);
/* Shows the values of the current row's mark to be set, until another row is looked at; FALSE
 * without one. */
gboolean cs_changes_pane_edit (CsChangesPane *self);
/* Opens, flips or focuses the value of LETTER; FALSE when none is shown to be set. */
gboolean cs_changes_pane_letter (CsChangesPane *self, gunichar letter);
/* FALSE when it was not waiting. */
gboolean cs_changes_pane_cancel (CsChangesPane *self);
/* Gives the focus to the row that is looked at. */
void cs_changes_pane_focus_current (CsChangesPane *self);
