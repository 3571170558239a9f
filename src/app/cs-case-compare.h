/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two versions of the open case instead of what is there now: all views show them, in the way that
 * the person chose, and nothing is changed meanwhile. Kept by the case model. Main thread. */
#pragma once

#include "cs-case-model.h"

typedef enum {
  CS_COMPARE_OVERLAY, /* the version before dashed over the other one */
  CS_COMPARE_BESIDE,  /* one picture twice, moved and zoomed together */
  CS_COMPARE_SWIPE,   /* on the left of a line the version before */
  CS_COMPARE_FLICKER, /* one at a time: the version before while a key is held */
} CsCompareWay;

/* NOW is shown for the marks of the case, "marks" is emitted and nothing is selected; BEFORE is
 * what it is compared with. NOW_WORDS: "Version 3, Ana". References are taken. */
void cs_case_compare_begin (CsCaseModel *model, const CsMarkSet *before, const CsMarkSet *now,
                            const char *now_words);
void cs_case_compare_end (CsCaseModel *model);
gboolean cs_case_compare_is_on (CsCaseModel *model);
const CsMarkSet *cs_case_compare_before (CsCaseModel *model); /* NULL unless it is on */
const char *cs_case_compare_words (CsCaseModel *model);       /* the same */
/* The way, also of the next comparison of the case; "compare" is emitted. */
void cs_case_compare_set_way (CsCaseModel *model, CsCompareWay way);
CsCompareWay cs_case_compare_way (CsCaseModel *model);
/* Where the line of SWIPE stands, 0 to 1 of the width of a view; at first in the middle. */
void cs_case_compare_set_line (CsCaseModel *model, double line);
double cs_case_compare_line (CsCaseModel *model);
