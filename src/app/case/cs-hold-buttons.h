/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The eye and the padlock of one mark in the list. Main thread. */
#pragma once

#include "cs-case-model.h"

#include <gtk/gtk.h>

#define CS_TYPE_HOLD_BUTTONS (cs_hold_buttons_get_type ())
G_DECLARE_FINAL_TYPE (CsHoldButtons, cs_hold_buttons, CS, HOLD_BUTTONS, GtkBox)

GtkWidget *cs_hold_buttons_new (void);
/* MODEL must outlive SELF's being shown. */
void cs_hold_buttons_show (CsHoldButtons *self, CsCaseModel *model, guint64 id);
