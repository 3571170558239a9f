/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changed in the guideline since this person last said that they read it, clause by clause,
 * and the button that says so again. Main thread. */
#pragma once

#include "cs-guideline-facts.h"

#include <gtk/gtk.h>

#define CS_TYPE_GUIDELINE_NEWS_BOX (cs_guideline_news_box_get_type ())
G_DECLARE_FINAL_TYPE (CsGuidelineNewsBox, cs_guideline_news_box, CS, GUIDELINE_NEWS_BOX, GtkWidget)

/* BUTTON: there is none elsewhere. */
void cs_guideline_news_box_show (CsGuidelineNewsBox *self, const CsGuidelineNews *news,
                                 gboolean button);
/* "2 clauses changed", "Not read yet", "Read"; caller frees. */
char *cs_guideline_news_words (const CsGuidelineNews *news);
