/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can and cannot happen with the people of a project, in one sentence for the window. Pure;
 * any thread. */
#pragma once

#include "cs-traits.h"
#include "cs-workflow.h"

typedef struct {
  const char *name;       /* NULL or "": whoever looks at the sentence */
  guint roles;            /* CsRole */
  const CsTraits *traits; /* NULL: expert in nothing, and let in nowhere */
} CsRosterPerson;

/* What stands in the way, or what is to be known, as a translated sentence that the caller frees.
 * RET_STOPS (may be NULL): some case could never be signed. */
char *cs_roster_sentence (const CsWorkflow *workflow, const CsRosterPerson *people, guint n,
                          gboolean *ret_stops);
/* The same of the first segment (GPtrArray of CsSegmentRow) with a case that could never be signed,
 * where the project has the people for all other cases; NULL when there is none. */
char *cs_roster_segment_sentence (const CsWorkflow *workflow, const CsRosterPerson *people, guint n,
                                  const GPtrArray *segments);
