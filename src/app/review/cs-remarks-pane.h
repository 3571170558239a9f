/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was said of the versions of a case, as cards: to the labeler whose work came back, what
 * there is to answer; to the reviewer, what became of it. Main thread. */
#pragma once

#include "cs-case-model.h"

#include <gtk/gtk.h>

#define CS_TYPE_REMARKS_PANE (cs_remarks_pane_get_type ())
G_DECLARE_FINAL_TYPE (CsRemarksPane, cs_remarks_pane, CS, REMARKS_PANE, GtkWidget)

/* NULL shows nothing. */
void cs_remarks_pane_set_model (CsRemarksPane *self, CsCaseModel *model);
void cs_remarks_pane_set_headed (CsRemarksPane *self, gboolean headed);
/* How many MODEL's reader has to answer. */
guint cs_remarks_to_answer (CsCaseModel *model);
/* How many are not closed. */
guint cs_remarks_count (CsCaseModel *model);
/* Goes to the place of the first one that is to be answered. */
void cs_remarks_pane_go_open (CsRemarksPane *self);
/* Gives the focus to the first one that is to be answered, else to the first. */
void cs_remarks_pane_focus_next (CsRemarksPane *self);
