/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The profile that is in force: one for each account of this computer, in a file of the state
 * folder. Keys and letters follow at once; who shows anything else of it listens. Main thread. */
#pragma once

#include "cs-env.h"
#include "cs-profile.h"

#include <gtk/gtk.h>

#define CS_TYPE_SETTINGS (cs_settings_get_type ())
G_DECLARE_FINAL_TYPE (CsSettings, cs_settings, CS, SETTINGS, GObject)

/* Signal "changed": cs_settings_profile is another. */
CsSettings *cs_settings_get_default (void);
/* Never NULL; owned by the settings. */
const CsProfile *cs_settings_profile (void);
/* Reads the file, and writes it from now on. What cannot be used is set aside; gives a sentence
 * that says so, or NULL. Caller frees. */
char *cs_settings_open (CsSettings *self, CsEnv *env);
/* Writes what has changed, and writes no more. */
void cs_settings_close (CsSettings *self);
/* PROFILE is shared: not to be changed any more. */
void cs_settings_use (CsSettings *self, CsProfile *profile);
/* The same, and what was in force until now can be gone back to, also after the next start. */
void cs_settings_replace (CsSettings *self, CsProfile *profile);
gboolean cs_settings_has_before (CsSettings *self);
/* Changes places with it. */
void cs_settings_go_back (CsSettings *self);
