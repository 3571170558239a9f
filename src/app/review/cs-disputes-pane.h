/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What readers do not agree on, as a list, and under it the positions on the one that is looked at,
 * always in the same place: what to choose, and why. Its buttons ask for the same actions as keys
 * do. Main thread. */
#pragma once

#include "cs-adjudication.h"

#include <gtk/gtk.h>

#define CS_TYPE_DISPUTES_PANE (cs_disputes_pane_get_type ())
G_DECLARE_FINAL_TYPE (CsDisputesPane, cs_disputes_pane, CS, DISPUTES_PANE, GtkWidget)

/* NULL: none. */
void cs_disputes_pane_set_adjudication (CsDisputesPane *self, CsAdjudication *adjudication);
void cs_disputes_pane_set_narrow (CsDisputesPane *self, gboolean narrow);
/* The focus goes to the line that asks why. */
void cs_disputes_pane_ask_why (CsDisputesPane *self);
/* The focus goes to the answers that can be given instead of drawing. */
void cs_disputes_pane_ask_answer (CsDisputesPane *self);
