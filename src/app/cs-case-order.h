/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers that people see on marks: in order of place when a case is opened, and a new number
 * for every new mark, so that no number changes while somebody works. Owned by the case model. */
#pragma once

#include "cs-mark-set.h"

typedef struct _CsCaseOrder CsCaseOrder;

CsCaseOrder *cs_case_order_new (void);
void cs_case_order_free (CsCaseOrder *order);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCaseOrder, cs_case_order_free)

/* Marks that are new get the next numbers, by item, part, frame, place, relations last; those gone
 * lose theirs. */
void cs_case_order_follow (CsCaseOrder *order, const CsMarkSet *set);
guint cs_case_order_number (const CsCaseOrder *order, guint64 id);
const guint64 *cs_case_order_ids (const CsCaseOrder *order, guint *ret_count);
