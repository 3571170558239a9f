/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Segments: which cases only those know of who were let in, and which only experts take. What the
 * rules look at of it. Pure functions over plain values. Any thread. */
#pragma once

#include "cs-work.h"
#include "cs-workflow.h"

/* "expertise", "sensitive"; NULL-terminated. */
extern const char *const cs_segment_kinds[];

gboolean cs_segment_is_in (const CsWork *work);
/* To be asked after cs_flow_state: READER of TRAITS is who acts. STATE borrows from WORK. */
void cs_segment_state (const CsWorkflow *workflow, const CsWork *work, const CsReader *reader,
                       const CsTraits *traits, CsRuleState *state);
