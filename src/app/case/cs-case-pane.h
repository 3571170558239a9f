/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pane beside a case: wide, the list above and rule and talk below it; narrow, one of the three
 * behind a switch. The rule and the talk are put in by who makes them. Main thread. */
#pragma once

#include "cs-findings-pane.h"

#include <adwaita.h>

#define CS_TYPE_CASE_PANE (cs_case_pane_get_type ())
G_DECLARE_FINAL_TYPE (CsCasePane, cs_case_pane, CS, CASE_PANE, GtkWidget)

#define CS_CASE_PANE_WIDE 420 /* for usual letters */
#define CS_CASE_PANE_NARROW 340

/* NULL shows nothing. */
void cs_case_pane_set_model (CsCasePane *self, CsCaseModel *model);
/* ROOM: width of the window, of which large letters do not take more than their part. HEIGHT: that
 * it has as a strip below the picture; 0 beside it. */
void cs_case_pane_set_narrow (CsCasePane *self, gboolean narrow, int room, int height);
CsFindingsPane *cs_case_pane_findings (CsCasePane *self);
/* Where another list than the findings is put: a stack with the pages "findings", ... */
GtkStack *cs_case_pane_lists (CsCasePane *self);
/* What the switch says of the list: "Findings", 2. */
void cs_case_pane_set_list_name (CsCasePane *self, const char *name, guint count);
/* Widgets that show the rule and the talk; NULL: none. */
void cs_case_pane_set_rule (CsCasePane *self, GtkWidget *rule);
void cs_case_pane_set_talk (CsCasePane *self, GtkWidget *talk);
/* What the switch says of the talk: "Remarks", 1. */
void cs_case_pane_set_talk_name (CsCasePane *self, const char *name, guint count);
/* "list", "rule" or "talk": what a narrow pane shows; a wide one shows all of them. FALSE when it
 * was there already. */
gboolean cs_case_pane_go (CsCasePane *self, const char *page);
/* The page (a literal) that a case begins with, now or as soon as there is only room for one. */
void cs_case_pane_begin_on (CsCasePane *self, const char *page);
