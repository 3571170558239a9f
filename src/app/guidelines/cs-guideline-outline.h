/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The contents of the guideline: version, search, clauses, labels, older versions. Asks for what is
 * chosen by the actions "guideline.go" (clause id), "guideline.labels" and "guideline.version"
 * (number). Main thread. */
#pragma once

#include "cs-guide-text.h"
#include "cs-guideline-facts.h"

#include <gtk/gtk.h>

#define CS_TYPE_GUIDELINE_OUTLINE (cs_guideline_outline_get_type ())
G_DECLARE_FINAL_TYPE (CsGuidelineOutline, cs_guideline_outline, CS, GUIDELINE_OUTLINE, GtkWidget)

/* Shows TEXT, which is version VERSION. Both values live until the next call. SESSION knows the
 * names of people. */
void cs_guideline_outline_show (CsGuidelineOutline *self, CsSession *session,
                                const CsGuideText *text, const CsGuidelineFacts *facts,
                                gint64 version);
/* Selects the row of CLAUSE; -1: none. */
void cs_guideline_outline_select (CsGuidelineOutline *self, int clause);
