/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Quality says of the figures of a project (cs-project-trends.h). Plain functions; main
 * thread, as the words are those of its language. Callers free. */
#pragma once

#include "cs-env.h"
#include "cs-project-trends.h"

/* "3 days", "5 hours", "12 minutes", "40 seconds". */
char *cs_quality_age (gint64 microseconds);
/* "In 4 weeks 312 cases went through; 94 % as they were handed in." */
char *cs_quality_verdict (const CsTrends *trends, guint weeks);
/* "Approval is the bottleneck: 21 wait, the oldest for 6 days." */
char *cs_quality_bottleneck (const CsTrends *trends);
/* How what was not right was put right, what was skipped, and what is left out; "" for nothing. */
char *cs_quality_rest (const CsTrends *trends);
/* "Review"; "Signature" for what is only to be signed. */
char *cs_quality_stage (const CsStageTally *stage);
/* How long cases waited there; "" where none passed. */
char *cs_quality_waits (const CsStageTally *stage);
/* The filter of Items that shows what waits there. */
const char *cs_quality_filter (const CsStageTally *stage);
/* "16 Nov" */
char *cs_quality_week (const CsTrendWeek *week);
/* What the disagreement is, and how it was resolved. BY and SETTLED_BY are names, or NULL. */
char *cs_quality_dispute (CsEnv *env, const CsTrendDispute *dispute, const char *by,
                          const char *settled_by);
