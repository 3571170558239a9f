/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The project level: the places of a project under one header. Main thread. */
#pragma once

#include "cs-session.h"

#include <adwaita.h>

#define CS_TYPE_PROJECT_PAGE (cs_project_page_get_type ())
G_DECLARE_FINAL_TYPE (CsProjectPage, cs_project_page, CS, PROJECT_PAGE, AdwBin)

/* NULL shows nothing. */
void cs_project_page_set_session (CsProjectPage *self, CsSession *session);
/* Reads again what is shown. */
void cs_project_page_refresh (CsProjectPage *self);
/* "today", "items", "guideline", "release"; one that is hidden is not gone to. */
void cs_project_page_go (CsProjectPage *self, const char *place);
const char *cs_project_page_place (CsProjectPage *self);
/* Goes to Items, with the cursor in its search, or with the cases of a filter: see cs-items-page.h.
 */
/* Goes to the guideline and begins to edit it, or ends that. FALSE for who may not. */
gboolean cs_project_page_edit_guideline (CsProjectPage *self);
void cs_project_page_search (CsProjectPage *self);
void cs_project_page_show_cases (CsProjectPage *self, const char *key);
