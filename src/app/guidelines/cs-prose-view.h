/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a guideline as labels: paragraphs, lists, quotations, literal lines. Links are words
 * without effect. Main thread. */
#pragma once

#include "cs-prose.h"

#include <gtk/gtk.h>

/* One block, at most WIDTH wide; 0: as wide as there is room. What a comparison found is underlined
 * where it is new and struck where it is gone. */
GtkWidget *cs_prose_view_block (const CsProseBlock *block, int width);
/* Empties BOX and puts the blocks of CLAUSE into it, at most WIDTH wide; 0: as wide as BOX. */
void cs_prose_view_fill (GtkBox *box, const CsProse *prose, guint clause, int width);
/* All words of CLAUSE in LABEL, line by line, as one paragraph for the toolkit, so that its "lines"
 * counts all of them. FALSE when there are none. */
gboolean cs_prose_view_brief (GtkLabel *label, const CsProse *prose, guint clause);
