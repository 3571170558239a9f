/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Today: what waits for the person who works here, one card and one button each. Main thread. */
#pragma once

#include "cs-session.h"

#include <adwaita.h>

#define CS_TYPE_TODAY_PAGE (cs_today_page_get_type ())
G_DECLARE_FINAL_TYPE (CsTodayPage, cs_today_page, CS, TODAY_PAGE, AdwBin)

void cs_today_page_set_session (CsTodayPage *self, CsSession *session);
void cs_today_page_refresh (CsTodayPage *self);
