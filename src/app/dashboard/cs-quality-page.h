/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quality: how the work goes, week by week, stage by stage and person by person, and how each
 * disagreement was resolved. For who is told (cs_rules_sees_trends). Main thread. */
#pragma once

#include "cs-session.h"

#include <adwaita.h>

#define CS_TYPE_QUALITY_PAGE (cs_quality_page_get_type ())
G_DECLARE_FINAL_TYPE (CsQualityPage, cs_quality_page, CS, QUALITY_PAGE, AdwBin)

void cs_quality_page_set_session (CsQualityPage *self, CsSession *session);
/* Reads again, when it is looked at. */
void cs_quality_page_refresh (CsQualityPage *self);
