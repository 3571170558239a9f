/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is brought in: files and folders are chosen or dropped and looked into before anything is
 * stored. For the new project and for the import: what is dropped anywhere on their dialog is taken
 * while this page is shown. Main thread. */
#pragma once

#include "cs-intake-job.h"

#include <adwaita.h>

#define CS_TYPE_SOURCES_PAGE (cs_sources_page_get_type ())
G_DECLARE_FINAL_TYPE (CsSourcesPage, cs_sources_page, CS, SOURCES_PAGE, AdwBin)

/* Signal "changed" (): other files, another way, or they were looked into now. */

/* Looks on SESSION's thread; it may have no project. */
void cs_sources_page_set_session (CsSourcesPage *self, CsSession *session);
/* Adds PATHS to what is looked into. */
void cs_sources_page_add (CsSourcesPage *self, const char *const *paths);
/* NULL while nothing is chosen; caller frees. */
CsIntakeOrder *cs_sources_page_order (CsSourcesPage *self);
/* NULL while it is not looked into; owned by SELF until "changed". */
const CsIntakeResult *cs_sources_page_result (CsSourcesPage *self);
/* What of it is taken, in the cases that are chosen now; NULL as long. Owned by SELF. */
const CsIntakePlan *cs_sources_page_chosen (CsSourcesPage *self);
gboolean cs_sources_page_is_busy (CsSourcesPage *self);
