/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: its windows, what it remembers, and what it was started with. Main thread. */
#pragma once

#include "cs-preferences.h"

#include <adwaita.h>

#define CS_TYPE_APPLICATION (cs_application_get_type ())
G_DECLARE_FINAL_TYPE (CsApplication, cs_application, CS, APPLICATION, AdwApplication)

CsApplication *cs_application_new (void);
CsEnv *cs_application_env (CsApplication *self);
CsPreferences *cs_application_preferences (CsApplication *self);
/* Opens PATH in a window of its own unless one shows it already; HANDLE may be NULL. */
void cs_application_open_project (CsApplication *self, const char *path, const char *handle);
