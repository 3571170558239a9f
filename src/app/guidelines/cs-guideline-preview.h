/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page that a guideline makes, while its text is being written: clauses that stayed the same
 * keep their widgets, so that nothing flickers while somebody types. Main thread. */
#pragma once

#include "cs-guide-text.h"

#include <gtk/gtk.h>

#define CS_TYPE_GUIDELINE_PREVIEW (cs_guideline_preview_get_type ())
G_DECLARE_FINAL_TYPE (CsGuidelinePreview, cs_guideline_preview, CS, GUIDELINE_PREVIEW, GtkWidget)

/* COLUMNS pictures in a row. CLAUSE is where somebody writes: of a long guideline the part around
 * it is shown. */
void cs_guideline_preview_show (CsGuidelinePreview *self, CsSession *session,
                                const CsGuideText *text, int columns, int clause);
void cs_guideline_preview_clear (CsGuidelinePreview *self);
/* Brings CLAUSE into view where it is not. */
void cs_guideline_preview_go (CsGuidelinePreview *self, int clause);
