/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rule of the mark that is selected, else of the label that is armed: example pictures, at most
 * six lines, and the whole clause on request. Main thread. */
#pragma once

#include "cs-case-model.h"

#include <gtk/gtk.h>

#define CS_TYPE_RULE_PANE (cs_rule_pane_get_type ())
G_DECLARE_FINAL_TYPE (CsRulePane, cs_rule_pane, CS, RULE_PANE, GtkWidget)

GtkWidget *cs_rule_pane_new (void);
/* For the narrow pane: smaller pictures. */
void cs_rule_pane_set_narrow (CsRulePane *self, gboolean narrow);
/* NULL shows nothing. */
void cs_rule_pane_set_model (CsRulePane *self, CsCaseModel *model);
