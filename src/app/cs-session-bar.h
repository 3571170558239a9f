/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar above everything: why the project's file takes nothing now, or only from somebody else,
 * and what can be done. Main thread. */
#pragma once

#include "cs-session.h"

#include <adwaita.h>

#define CS_TYPE_SESSION_BAR (cs_session_bar_get_type ())
G_DECLARE_FINAL_TYPE (CsSessionBar, cs_session_bar, CS, SESSION_BAR, AdwBin)

/* Shows how SESSION (NULL: none is open) stands now; hidden while all is well. */
void cs_session_bar_show (CsSessionBar *self, CsSession *session);
