/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The member "control" of a workflow to be written: whether it speaks of control cases, how well
 * they are to be read, and what becomes of who fails too many. Main thread. */
#pragma once

#include "cs-json.h"

#include <gtk/gtk.h>

/* VALUE is taken over; NULL where the workflow does not speak of them. */
typedef void (*CsControlRowChanged) (gpointer owner, CsJson *value, gboolean goes_on);

/* CONTROL may be NULL. RET_FIRST is what is written with first. */
GtkWidget *cs_control_row_new (const CsJson *control, CsControlRowChanged changed, gpointer owner,
                               GtkWidget **ret_first);
