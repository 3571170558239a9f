/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can and cannot happen with the people of a project, in one sentence. Pure; any thread. */
#pragma once

#include "cs-rules.h"

/* ROLES of each person (CsRole). What stands in the way, or what is to be known; never NULL;
 * RET_STOPS (may be NULL): no case could ever be signed. Translated. */
const char *cs_roster_sentence (const guint *roles, guint n, gboolean *ret_stops);
