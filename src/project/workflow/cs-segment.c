/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-segment.h"

const char *const cs_segment_kinds[] = { "expertise", "sensitive", NULL };

gboolean
cs_segment_is_in (const CsWork *work)
{
  return work->sensitive[0] != '\0' || work->expertise[0] != '\0';
}

/* Where people are free in their segments only, all else comes in its order. */
void
cs_segment_state (const CsWorkflow *workflow, const CsWork *work, const CsReader *reader,
                  const CsTraits *traits, CsRuleState *state)
{
  state->hidden = !cs_traits_sees (traits, reader->roles, work->sensitive);
  state->expertise = work->expertise[0] != '\0' && !cs_words_has (traits->tags, work->expertise)
                         ? work->expertise
                         : NULL;
  if (workflow->autonomy == CS_AUTONOMY_SEGMENTS)
    state->ordered = !cs_segment_is_in (work) || state->hidden || state->expertise != NULL;
}
