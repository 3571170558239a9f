/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One mark in the list of findings: its number, name, words and measures; below them its attributes
 * or, of a suggestion, what can be done with it, while it is the selected row. Main thread. */
#pragma once

#include "cs-case-model.h"

#include <gtk/gtk.h>

#define CS_TYPE_FINDING_ROW (cs_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (CsFindingRow, cs_finding_row, CS, FINDING_ROW, GtkListBoxRow)

CsFindingRow *cs_finding_row_new (void);
/* Shows what MODEL has under ID now. */
void cs_finding_row_show_mark (CsFindingRow *self, CsCaseModel *model, guint64 id);
/* SUGGESTION is borrowed until the next "review" of MODEL. */
void cs_finding_row_show_suggestion (CsFindingRow *self, CsCaseModel *model,
                                     const CsSuggestionRow *suggestion);
/* The same suggestion, read again. */
void cs_finding_row_follow_suggestion (CsFindingRow *self, const CsSuggestionRow *suggestion);
/* 0 for a suggestion. */
guint64 cs_finding_row_id (CsFindingRow *self);
const CsSuggestionRow *cs_finding_row_suggestion (CsFindingRow *self);
/* Opens or folds what lies below. */
void cs_finding_row_set_open (CsFindingRow *self, CsCaseModel *model, gboolean open);
/* A letter typed while the list has the focus; TRUE when an attribute took it. */
gboolean cs_finding_row_letter (CsFindingRow *self, gunichar letter);
/* Puts the focus on the first attribute that is missing; FALSE when there is none. */
gboolean cs_finding_row_focus_missing (CsFindingRow *self);
