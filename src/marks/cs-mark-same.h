/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks on pictures that show one and the same lesion: at another time, in another series, on
 * another slice. Said by relations of one kind that every label schema knows, so that any two marks
 * of a case can be tied; who is tied to the same third one belongs together. Pure functions. */
#pragma once

#include "cs-mark-edit.h"
#include "cs-mark-size.h"

#define CS_MARK_SAME "same-as" /* the label of such a relation */

/* TIE is such a relation between two marks on pictures of SET, which it may name; RET_FROM and
 * RET_TO may be NULL. */
gboolean cs_mark_is_same (const CsMarkSet *set, const CsMark *tie, const CsMark **ret_from,
                          const CsMark **ret_to);
/* The other marks of the lesion that the mark ID shows, by id: GPtrArray of const CsMark, which
 * lives no longer than SET. */
GPtrArray *cs_mark_same_group (const CsMarkSet *set, guint64 id);
/* The relations that begin or end at the mark ID. */
GPtrArray *cs_mark_same_ties (const CsMarkSet *set, guint64 id);

/* "The mark FROM shows the same as TO", as the relation NEW_ID. NOT_FOUND, INVALID unless both are
 * drawn on a picture, CONFLICT when they belong together already: a sentence. */
CsMarkEdit *cs_mark_same_add (const CsMarkSet *set, guint64 from, guint64 to, guint64 new_id,
                              GError **error);
/* Without the relations at the mark ID. NOT_FOUND when there are none. */
CsMarkEdit *cs_mark_same_remove (const CsMarkSet *set, guint64 id, GError **error);

/* "12.0 mm to 15.0 mm, +25 %" with an arrow, a true minus and no-break spaces: greatest diameters,
 * long axes, lengths, or of boxes the areas. NULL unless both were measured in the same way, in
 * millimetres, on scales that can be compared. Caller frees. */
char *cs_mark_growth (const CsMark *before, const CsFrameGeometry *geometry_before,
                      const CsMark *after, const CsFrameGeometry *geometry_after);
