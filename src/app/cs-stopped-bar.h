/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar that offers to go on with an import that was killed, or to forget it. Main thread. */
#pragma once

#include "cs-session.h"

#include <adwaita.h>

#define CS_TYPE_STOPPED_BAR (cs_stopped_bar_get_type ())
G_DECLARE_FINAL_TYPE (CsStoppedBar, cs_stopped_bar, CS, STOPPED_BAR, AdwBin)

/* Looks whether there is one in SESSION's project (NULL: none is open); hidden when there is not,
 * and for who may not import. */
void cs_stopped_bar_look (CsStoppedBar *self, CsSession *session);
