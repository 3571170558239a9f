/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One change in the list of a review: what is different and how it stands; while it is looked at,
 * what can be said of it. Main thread. */
#pragma once

#include "cs-review.h"

#include <gtk/gtk.h>

#define CS_TYPE_CHANGE_ROW (cs_change_row_get_type ())
G_DECLARE_FINAL_TYPE (CsChangeRow, cs_change_row, CS, CHANGE_ROW, GtkListBoxRow)

CsChangeRow *cs_change_row_new (void);
/* ROW is borrowed until the next "rows" of its review. */
void cs_change_row_show (CsChangeRow *self, const CsReviewRow *row);
/* Of the pictures that it opens with from now on. */
void cs_change_row_set_narrow (CsChangeRow *self, gboolean narrow);
const CsReviewRow *cs_change_row_get (CsChangeRow *self);
typedef enum {
  CS_CHANGE_ROW_FOLDED,
  CS_CHANGE_ROW_OPEN,    /* with what can be said of it */
  CS_CHANGE_ROW_ASKING,  /* with the six categories of a rejection */
  CS_CHANGE_ROW_EDITING, /* with the values of the mark to be set */
} CsChangeRowState;
void cs_change_row_set_state (CsChangeRow *self, CsCaseModel *model, CsChangeRowState state);
/* Who made and changed its mark, while it is looked at; again when the model says "life". */
void cs_change_row_show_credit (CsChangeRow *self, CsCaseModel *model);
/* Opens, flips or focuses the attribute of LETTER; FALSE when none is to be set here. */
gboolean cs_change_row_letter (CsChangeRow *self, gunichar letter);
