/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers that people see on marks: in order of place when a case is opened, and a new number
 * for every new mark, so that no number changes while somebody works. What is tied to a region is
 * the same finding and has its number. Owned by the case model. */
#pragma once

#include "cs-schema.h"

typedef struct _CsCaseOrder CsCaseOrder;

CsCaseOrder *cs_case_order_new (void);
void cs_case_order_free (CsCaseOrder *order);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCaseOrder, cs_case_order_free)

/* Marks that are new get the next numbers, by item, part, frame, place, relations last; those gone
 * lose theirs. Of a tie that says nothing more under SCHEMA (or NULL) there is no id in the list.
 */
void cs_case_order_follow (CsCaseOrder *order, const CsMarkSet *set, const CsSchema *schema);
guint cs_case_order_number (const CsCaseOrder *order, guint64 id);
guint cs_case_order_next (const CsCaseOrder *order);
/* Different numbers in the list. */
guint cs_case_order_findings (const CsCaseOrder *order);
const guint64 *cs_case_order_ids (const CsCaseOrder *order, guint *ret_count);
