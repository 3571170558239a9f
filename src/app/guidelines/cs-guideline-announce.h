/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between two cases: a version of the guideline that changes decisions and that this person has not
 * read is said once, with the rules that it changes. Main thread. */
#pragma once

#include "cs-main-window.h"
#include "cs-project-news.h"

/* Reads what is new, and asks whether to read it now. */
void cs_guideline_announce (CsMainWindow *window);
/* What is to be said of NEWS where version TOLD was said already; NULL: nothing. Caller frees. */
char *cs_guideline_announcement (const CsGuidelineNews *news, gint64 told);
