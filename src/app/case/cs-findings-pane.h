/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of what is marked, and of what is suggested. It can do everything that the canvas can:
 * its keys and buttons ask for the same actions. Shows the case model and nothing else. Main
 * thread. */
#pragma once

#include "cs-case-model.h"

#include <gtk/gtk.h>

#define CS_TYPE_FINDINGS_PANE (cs_findings_pane_get_type ())
G_DECLARE_FINAL_TYPE (CsFindingsPane, cs_findings_pane, CS, FINDINGS_PANE, GtkWidget)

/* NULL shows nothing. */
void cs_findings_pane_set_model (CsFindingsPane *self, CsCaseModel *model);
/* With its heading, or without where a switch above says the same. */
void cs_findings_pane_set_headed (CsFindingsPane *self, gboolean headed);
/* Selects the first suggestion that is open, for the keyboard. */
void cs_findings_pane_go_suggestion (CsFindingsPane *self);
/* Puts the focus on the first attribute that the selected mark lacks, else on its row. */
void cs_findings_pane_go_attribute (CsFindingsPane *self);
/* The letter of an attribute of the selected mark was pressed; FALSE when it is none of them. */
gboolean cs_findings_pane_letter (CsFindingsPane *self, gunichar letter);
