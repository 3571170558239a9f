/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of the stages of a workflow, from the document as it is or as somebody edits it: a
 * stage may lack anything. Pure; any thread. */
#pragma once

#include "cs-workflow.h"

/* "Reading", "Second look" for second-look; caller frees. */
char *cs_stage_title (const char *key);
/* The other way round: "Reading" is label. Caller frees. */
char *cs_stage_key (const char *title);
/* "a reviewer or an expert"; "nobody" when STAGE names no role. Caller frees. */
char *cs_stage_who (const CsJson *stage);
/* "10 % of the cases"; NULL where every case passes. Caller frees. */
char *cs_stage_share (const CsJson *stage);
/* "may be relaxed to 25 %, 5 %"; NULL where no rule says so. Caller frees. */
char *cs_stage_relaxed (const CsJson *stage);
/* Who may act at stage N of the list, on which cases, and what follows: "A reviewer or an expert
 * who is no author of the case. 10 % of the cases, drawn by their ids." Caller frees. */
char *cs_stage_sentence (const CsJson *stages, guint n);
/* All of it, one stage after another, for who does not see the drawing. WAITING: how many cases
 * wait at each stage, or NULL. Caller frees. */
char *cs_stages_sentence (const CsJson *stages, const gint64 *waiting);
