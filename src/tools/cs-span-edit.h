/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding and changing passages of a text. Each change is one edit for the draft; what cannot be
 * done says why in a sentence for the reader. Pure but for the memory of CsTextBreaks. */
#pragma once

#include "cs-mark-edit.h"
#include "cs-text-breaks.h"

/* The passages of ITEM that cover the code point POSITION, the shortest first: GPtrArray of const
 * CsMark, which lives no longer than SET. */
GPtrArray *cs_spans_at (const CsMarkSet *set, const CsGid *item, gint64 position);
/* The shortest, or after AFTER the next one (for repeated clicks); NULL when there is none. AFTER
 * is the id of a mark or 0. */
const CsMark *cs_span_at (const CsMarkSet *set, const CsGid *item, gint64 position, guint64 after);
/* Code points that MARK covers. */
gint64 cs_span_length (const CsMark *mark);

/* "Label the selection as LABEL": [START, END) without white space round it, in whole graphemes,
 * as the new mark ID. INVALID when nothing is left, CONFLICT when that passage has that label. */
CsMarkEdit *cs_span_label (const CsMarkSet *set, CsTextBreaks *breaks, const CsGid *item,
                           guint32 start, guint32 end, const char *label, guint64 id,
                           GError **error);
/* ATTRIBUTES are those that apply to the new label, NULL for none. Any kind of mark. NOT_FOUND. */
CsMarkEdit *cs_span_relabel (const CsMarkSet *set, guint64 id, const char *label,
                             const CsJson *attributes, GError **error);
/* Moves the beginning or END of a passage by STEPS units, negative is towards the beginning of the
 * text; by words, to where a word begins or ends. INVALID when it would become empty, meet its
 * neighbour fragment, or leave the text. */
CsMarkEdit *cs_span_move_edge (const CsMarkSet *set, CsTextBreaks *breaks, guint64 id, gboolean end,
                               CsTextUnit unit, int steps, GError **error);
/* The same by dragging: to POSITION, or the nearest place before it where a caret may stand. */
CsMarkEdit *cs_span_set_edge (const CsMarkSet *set, CsTextBreaks *breaks, guint64 id, gboolean end,
                              guint32 position, GError **error);
/* The relation LABEL from one mark to another, of any kinds and items of the case, as mark ID.
 * INVALID, CONFLICT when it is there already, NOT_FOUND. Deleting is cs_removal_new. */
CsMarkEdit *cs_relation_add (const CsMarkSet *set, guint64 from, guint64 to, const char *label,
                             guint64 id, GError **error);
/* The relations that begin or end at the mark ID: GPtrArray of const CsMark. */
GPtrArray *cs_relations_of (const CsMarkSet *set, guint64 id);
