/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which slices of each item, or which parts of a text, somebody was shown. Units are counted over
 * the whole item: frames of all parts in order, or code points of a text. Owned by one thread at a
 * time. Document {"format":"countersign-evidence-1","from","items":[{"item","of","shown":[start,
 * end,...]}],"to","tool"}, items by gid, half-open ranges that ascend and do not touch. */
#pragma once

#include "cs-json.h"

#define CS_EVIDENCE_MAX_ITEMS 100000
#define CS_EVIDENCE_MAX_RANGES 1000000

typedef struct _CsEvidence CsEvidence;

CsEvidence *cs_evidence_new (void);
CsEvidence *cs_evidence_copy (const CsEvidence *evidence);
void cs_evidence_free (CsEvidence *evidence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsEvidence, cs_evidence_free)

/* [START, END) of the OF units of ITEM were on the screen at WALL; what lies outside is cut off.
 * TRUE when that is news. */
gboolean cs_evidence_note (CsEvidence *evidence, const CsGid *item, gint64 of, gint64 start,
                           gint64 end, gint64 wall);
/* Everything of MORE as well; TRUE when some of it is news. */
gboolean cs_evidence_add (CsEvidence *evidence, const CsEvidence *more);
gboolean cs_evidence_is_empty (const CsEvidence *evidence);
gboolean cs_evidence_was_shown (const CsEvidence *evidence, const CsGid *item, gint64 unit);
/* How many of the OF units were not shown. EVIDENCE may be NULL. */
gint64 cs_evidence_missing (const CsEvidence *evidence, const CsGid *item, gint64 of);
/* The first unit from START on that was not shown; -1 when there is none. */
gint64 cs_evidence_next_missing (const CsEvidence *evidence, const CsGid *item, gint64 of,
                                 gint64 start);

typedef gboolean (*CsEvidenceVisit) (const CsGid *item, gint64 of, gpointer data, GError **error);
gboolean cs_evidence_each (const CsEvidence *evidence, CsEvidenceVisit visit, gpointer data,
                           GError **error);

CsJson *cs_evidence_to_json (const CsEvidence *evidence, const char *tool);
/* Canonical bytes; CORRUPT or INVALID for anything else. */
CsEvidence *cs_evidence_parse (const char *text, gsize size, GError **error);

/* The units of an item with these facts (see CsItemRow), and the place of one of its frames in
 * them; a text counts its code points. */
gint64 cs_item_units (const CsJson *facts);
gint64 cs_item_unit_of (const CsJson *facts, guint part, guint frame);
