/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What among the files of a plan belongs beside a case and is no case of its own: reports that lie
 * with its pictures, and what the table of cases says of it. Nothing is guessed: whoever brings the
 * files in chooses the way, and a text that fits no case, or several, is a case of its own. */
#pragma once

#include "cs-intake-plan.h"

/* Stands between two reports of one case. */
#define CS_PLAN_BETWEEN "\n\n"

/* A text and the case that it is the report of. */
typedef struct {
  const CsIntakeFile *file;  /* borrowed */
  const CsIntakeFile *stays; /* a file of the case that is part of an item; borrowed */
} CsPlanReport;

/* GArray of CsPlanReport in the order of the files: what BY makes of the texts of PLAN, all of
 * which are items of it. What cannot stand beside a case is told to PROBLEMS (may be NULL). */
GArray *cs_plan_find_reports (const CsIntakePlan *plan, CsContextBy by, CsGroupingCsv *csv,
                              GPtrArray *problems);
/* Fills PLAN->context from REPORTS and from the words of CSV (may be NULL). */
void cs_plan_put_context (CsIntakePlan *plan, const GArray *reports, const CsGroupingCsv *csv,
                          GPtrArray *problems);
void cs_plan_context_free (CsPlanContext *context);
