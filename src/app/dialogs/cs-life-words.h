/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One act of a case's life in words. Main thread; callers free. */
#pragma once

#include "cs-project-life.h"
#include "cs-session.h"

/* Nothing that anybody asks for: a sitting opened, a file stored. */
gboolean cs_life_is_told (const CsLifeStep *step);
/* "4 March 2026, 14:22 +01:00" */
char *cs_life_when (const CsLifeStep *step);
/* "Reader 4, Labeler" */
char *cs_life_who (CsSession *session, const CsLifeStep *step);
/* What was done: "Submitted the case with 3 marks". */
char *cs_life_what (const CsLifeStep *step);
/* Line by line what there is to know of it: what it changed, under which rules, the clause, the
 * words, whether it still counts, and the fingerprint. Never NULL. */
char *cs_life_details (CsSession *session, const GPtrArray *life, const CsLifeStep *step);
/* "after Reader 4: Boundary, clause 2.1, “too narrow”": what was said of the mark ID (0: of any)
 * before STEP; NULL when nothing was. */
char *cs_life_after (CsSession *session, const GPtrArray *life, guint step, guint64 id);
/* "Made by Reader 4, Yesterday 14:22 · changed by …" of the mark ID, which is NOW what is
 * shown (NULL: it went); NULL when no version that may be seen tells. */
char *cs_life_credit_words (CsSession *session, const GPtrArray *life, guint64 id,
                            const CsMark *now);
/* The whole life of the case TITLE as a sheet to be printed. */
char *cs_life_sheet (CsSession *session, const char *title, const char *state,
                     const GPtrArray *life);
