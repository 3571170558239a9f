/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rules a new project has: its labels, written here or in a file, and its guideline; and what
 * the project is called and where it lies. Main thread. */
#pragma once

#include "cs-project-plan.h"

#include <adwaita.h>

#define CS_TYPE_RULES_PAGE (cs_rules_page_get_type ())
G_DECLARE_FINAL_TYPE (CsRulesPage, cs_rules_page, CS, RULES_PAGE, AdwBin)

/* Signal "changed" (). */

/* Reads files on SESSION's thread. */
void cs_rules_page_set_session (CsRulesPage *self, CsSession *session);
/* What new labels mark: words when TEXTS, else regions. */
void cs_rules_page_set_texts (CsRulesPage *self, gboolean texts);
/* Proposes a name while the person has not written one. */
void cs_rules_page_propose (CsRulesPage *self, const char *name);
/* The name as it stands; as if the person had written NAME. */
const char *cs_rules_page_name (CsRulesPage *self);
void cs_rules_page_set_name (CsRulesPage *self, const char *name);
/* What is missing, as a sentence; NULL when it is complete. */
const char *cs_rules_page_missing (CsRulesPage *self);
/* Fills path, name, schema and guideline in. */
gboolean cs_rules_page_fill (CsRulesPage *self, CsProjectPlan *plan, GError **error);
