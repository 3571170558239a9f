/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How alike the places and shapes of two marks are; labels do not count. Pure; any thread. */
#pragma once

#include "cs-mark-outline.h"

#define CS_MARK_LIKENESS_MOST 1000

/* 0 (nothing in common, or not to be compared) to 1000, the same from either side:
 * areas, of whatever kind, by what they share over what either covers; passages by code points in
 * the same way; what is said of an item or a frame as a whole, 1000 on the same one; ties, 1000
 * between the same marks; points and lines of one kind by the distance of their corners, 1000 at 0
 * and 0 at REACH, in 1/1000 pixel: of the two that lie furthest apart in drawing order, from
 * whichever end, or, where one has more corners, of the one that is furthest from all of the other
 * (Hausdorff 1914). */
guint cs_mark_likeness (const CsMark *a, const CsMark *b, gint64 reach);
/* The same for outlines that were made of A and B already; NULL for what is no area. */
guint cs_mark_likeness_of (const CsMark *a, const CsMarkOutline *outline_a, const CsMark *b,
                           const CsMarkOutline *outline_b, gint64 reach);
/* Both lie on one item and frame, and are marks that can be compared. */
gboolean cs_mark_comparable (const CsMark *a, const CsMark *b);
