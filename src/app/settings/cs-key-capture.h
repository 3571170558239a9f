/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for the keys of an action by having them pressed, says who has them already, and puts them
 * in force when that was agreed to. Main thread. */
#pragma once

#include "cs-actions.h"

#include <adwaita.h>

#define CS_TYPE_KEY_CAPTURE (cs_key_capture_get_type ())
G_DECLARE_FINAL_TYPE (CsKeyCapture, cs_key_capture, CS, KEY_CAPTURE, AdwWindow)

void cs_key_capture_present (GtkWindow *parent, const CsAction *action);
/* KEYS as though they had been pressed already: who has them is asked for them. */
void cs_key_capture_present_with (GtkWindow *parent, const CsAction *action, const char *keys);
