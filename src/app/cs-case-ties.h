/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A passage of the text and a region of a picture that are tied are one finding in two places;
 * marks on pictures that are the same lesion are findings of their own. What is asked here is pure,
 * of the marks as they are; owned by nobody. Any thread. */
#pragma once

#include "cs-schema.h"

/* RELATION ties a passage to a region; RET_REGION and RET_PASSAGE may be NULL. */
gboolean cs_case_tie_is_across (const CsMarkSet *set, const CsMark *relation,
                                const CsMark **ret_region, const CsMark **ret_passage);
/* Such a tie, or one of what is the same lesion, that says nothing more: it needs no row and no
 * number of its own. */
gboolean cs_case_tie_is_plain (const CsMarkSet *set, const CsMark *relation,
                               const CsSchema *schema);
/* The ties across that end at the mark ID: GPtrArray of const CsMark, which lives no longer than
 * SET. */
GPtrArray *cs_case_ties_of (const CsMarkSet *set, guint64 id);
/* The end of RELATION that is not ID; NULL when it is not in SET. */
const CsMark *cs_case_tie_partner (const CsMarkSet *set, const CsMark *relation, guint64 id);
