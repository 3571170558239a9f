/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first page: the sample, a new project, another one, and those opened lately. */
#pragma once

#include "cs-preferences.h"

#include <adwaita.h>

#define CS_TYPE_WELCOME_PAGE (cs_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (CsWelcomePage, cs_welcome_page, CS, WELCOME_PAGE, AdwBin)

/* Shows the recent projects of PREFERENCES, which outlive it; ENV says how long ago they were open.
 */
void cs_welcome_page_show (CsWelcomePage *self, CsPreferences *preferences, CsEnv *env);
/* The focus goes where a person most likely goes on: the last project, else the sample. */
void cs_welcome_page_focus (CsWelcomePage *self);
