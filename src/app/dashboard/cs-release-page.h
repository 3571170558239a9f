/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Release: what is signed and what is not and why, and the releases that were cut. For a lead. Main
 * thread. */
#pragma once

#include "cs-session.h"

#include <adwaita.h>

#define CS_TYPE_RELEASE_PAGE (cs_release_page_get_type ())
G_DECLARE_FINAL_TYPE (CsReleasePage, cs_release_page, CS, RELEASE_PAGE, AdwBin)

void cs_release_page_set_session (CsReleasePage *self, CsSession *session);
/* Reads again, when it is looked at. */
void cs_release_page_refresh (CsReleasePage *self);
