/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preferences: what a person sets for themselves, at once and for every project. Main thread.
 */
#pragma once

#include <adwaita.h>

#define CS_TYPE_SETTINGS_WINDOW (cs_settings_window_get_type ())
G_DECLARE_FINAL_TYPE (CsSettingsWindow, cs_settings_window, CS, SETTINGS_WINDOW, AdwWindow)

void cs_settings_window_present (GtkWindow *parent);
