/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a former version of a case still says: which numbers are taken, and so which marks it had
 * and how they were tied, but not where they lay. Immutable, reference counted, may cross threads;
 * fields are read-only. */
#pragma once

#include "cs-mark-set.h"

typedef struct {
  guint64 *ids; /* of its marks, sorted */
  guint n_ids;
  CsMarkSet *ties; /* its marks that name others, and those that they name */
} CsCasePast;

CsCasePast *cs_case_past_new (const CsMarkSet *set);
CsCasePast *cs_case_past_ref (CsCasePast *past);
void cs_case_past_unref (CsCasePast *past);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCasePast, cs_case_past_unref)
