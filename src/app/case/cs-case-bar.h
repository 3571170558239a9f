/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar under a case that is read: what is drawn with, the answers, what is missing as links to
 * it, and the one coloured button. Main thread. */
#pragma once

#include "cs-case-model.h"

#include <gtk/gtk.h>

#define CS_TYPE_CASE_BAR (cs_case_bar_get_type ())
G_DECLARE_FINAL_TYPE (CsCaseBar, cs_case_bar, CS, CASE_BAR, GtkWidget)

/* NULL shows nothing. */
void cs_case_bar_set_model (CsCaseBar *self, CsCaseModel *model);
/* Narrow: answers lie under More, all of them where a text has labels on the bar. */
/* TIGHT: what links say needs the room of the answers. */
void cs_case_bar_set_narrow (CsCaseBar *self, gboolean narrow, gboolean tight);
/* One line right of the label, gone with the first act; NULL takes it away. */
void cs_case_bar_set_note (CsCaseBar *self, const char *sentence);
/* What to do next, in the room that everything else leaves; NULL takes it away. */
void cs_case_bar_set_hint (CsCaseBar *self, const char *sentence);
/* So many slices of the picture that is looked at are known not to be readable. */
void cs_case_bar_set_damaged (CsCaseBar *self, guint damaged, gboolean loop);
/* Arms the Nth label button, from 0; FALSE when there is none. */
gboolean cs_case_bar_label (CsCaseBar *self, guint n);
/* Goes to the first thing that holds the case, as its link does, and says what that is; NULL when
 * nothing is known to. Caller frees. */
char *cs_case_bar_go_missing (CsCaseBar *self);
