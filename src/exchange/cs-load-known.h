/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The marks that a case has before a load, to tell which of a file are there already. Owned by one
 * load; one thread. */
#pragma once

#include "cs-project-review.h"

typedef struct _CsLoadKnown CsLoadKnown;

/* SET: the draft, or the version under it. */
CsLoadKnown *cs_load_known_new (const CsMarkSet *set);
/* What MODEL suggested; ROWS as cs_project_suggestions gives them. */
CsLoadKnown *cs_load_known_new_suggested (const GPtrArray *rows, const char *model);
void cs_load_known_free (CsLoadKnown *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsLoadKnown, cs_load_known_free)

/* The mark with the label, item, kind and shape of MARK, whatever its id; NULL when there is none.
 * One with the id of MARK comes first. Owned by SELF. */
const CsMark *cs_load_known_find (const CsLoadKnown *self, const CsMark *mark);
/* Whether ANSWER is what the case says of its item already, with the same note. */
gboolean cs_load_known_answer (const CsLoadKnown *self, const CsGid *item, CsAnswer answer,
                               const char *note);
