/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case offers to marks, and what it demands of a version that is handed in: the same
 * question for an act of ours and for one that comes from elsewhere. Owned by its caller, on the
 * index's thread. */
#pragma once

#include "cs-mark-set.h"
#include "cs-schema.h"
#include "cs-sqlite.h"

typedef struct _CsCaseOffer CsCaseOffer;

/* The items of the case as INDEX knows them. */
CsCaseOffer *cs_case_offer_load (CsDb *index, const CsGid *case_gid, GError **error);
void cs_case_offer_free (CsCaseOffer *offer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCaseOffer, cs_case_offer_free)

/* Lies in an item of the case and fits the schema, as far as work in progress must. INVALID. */
gboolean cs_case_offer_check_mark (const CsCaseOffer *offer, const CsSchema *schema,
                                   const CsMark *mark, GError **error);
gboolean cs_case_offer_check_answer (const CsCaseOffer *offer, const CsMarkAnswer *answer,
                                     GError **error);
/* The code points [START, END) lie in ITEM, a text of the case. INVALID. */
gboolean cs_case_offer_check_stretch (const CsCaseOffer *offer, const CsGid *item, gint64 start,
                                      gint64 end, GError **error);
/* Every mark fits, what they name is there, and, when it is WHOLE, every item is marked or
 * answered, not both where the answer is that there is nothing to mark. INVALID. */
gboolean cs_case_offer_check_version (const CsCaseOffer *offer, const CsSchema *schema,
                                      const CsMarkSet *set, gboolean whole, GError **error);
