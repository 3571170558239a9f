/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers that people see on marks. They follow from the marks alone, so that a mark has the
 * same number for everybody and whenever the case is opened: by id, which is in the order in which
 * marks were made. A number that was handed in is never another mark's: it is kept where its mark
 * is deleted. Of marks that were not handed in yet those after a deleted one move up. What is tied
 * to a region is the same finding and has its number. Owned by the case model. */
#pragma once

#include "cs-case-past.h"
#include "cs-schema.h"

typedef struct _CsCaseOrder CsCaseOrder;

CsCaseOrder *cs_case_order_new (void);
void cs_case_order_free (CsCaseOrder *order);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCaseOrder, cs_case_order_free)

/* Forgets what was handed in; then the versions that count, the oldest first. */
void cs_case_order_begin (CsCaseOrder *order);
void cs_case_order_hand_in (CsCaseOrder *order, const CsMarkSet *set, const CsSchema *schema);
void cs_case_order_hand_in_past (CsCaseOrder *order, const CsCasePast *past,
                                 const CsSchema *schema);
/* Of a tie that says nothing more under SCHEMA (or NULL) there is no id in the list. */
void cs_case_order_follow (CsCaseOrder *order, const CsMarkSet *set, const CsSchema *schema);
guint cs_case_order_number (const CsCaseOrder *order, guint64 id);
/* The highest that is or was in use. */
guint cs_case_order_last (const CsCaseOrder *order);
/* Without relations between them, which have numbers of their own. */
guint cs_case_order_findings (const CsCaseOrder *order);
guint cs_case_order_relations (const CsCaseOrder *order);
const guint64 *cs_case_order_ids (const CsCaseOrder *order, guint *ret_count);
