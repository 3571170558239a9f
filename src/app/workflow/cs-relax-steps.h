/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the steps by which a stage is relaxed are written with: a line each, and a button for one
 * more. Main thread. */
#pragma once

#include "cs-json.h"

#include <gtk/gtk.h>

/* STEPS is taken over; NULL for none. GOES_ON: more of the same may follow at once. */
typedef void (*CsRelaxStepsChanged) (gpointer owner, CsJson *steps, gboolean goes_on);

/* STEPS as the document has them, or NULL. OWNER outlives it. RET_ADD:
 * the button. */
GtkWidget *cs_relax_steps_new (const CsJson *steps, CsRelaxStepsChanged changed, gpointer owner,
                               GtkWidget **ret_add);
