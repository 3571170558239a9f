/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The action bar where disputes between readers are settled: what is missing, and the button that
 * settles the case. Main thread. */
#pragma once

#include "cs-adjudication.h"

#include <gtk/gtk.h>

#define CS_TYPE_ADJUDICATION_BAR (cs_adjudication_bar_get_type ())
G_DECLARE_FINAL_TYPE (CsAdjudicationBar, cs_adjudication_bar, CS, ADJUDICATION_BAR, GtkWidget)

/* NULL: none. */
void cs_adjudication_bar_set_adjudication (CsAdjudicationBar *self, CsAdjudication *adjudication);
/* Goes to what holds the case; returns what that is, for the caller to free, or NULL. */
char *cs_adjudication_bar_go_missing (CsAdjudicationBar *self);
