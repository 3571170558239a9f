/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Since which of its states each piece of a mark is as it is: stretches of an outline, passages of
 * a text, else the whole shape. Pure; any thread. */
#pragma once

#include "cs-mark.h"

/* FROM to TO (not included): of an outline the points of `values`, counted through all rings, at
 * which its stretches begin; of a text code points; of anything else 0 to 1. */
typedef struct {
  gint64 from, to;
  guint since; /* which state */
} CsMarkPiece;

typedef struct {
  guint label, attributes; /* since which state they are what they are */
  GArray *pieces;          /* of CsMarkPiece, in order; neighbours of one ring differ in SINCE */
} CsMarkBlame;

/* STATES from the oldest to the one that is asked about, N at least 1; NULL where the mark was not
 * there, but for the last. What went and came back is there since it came back. A stretch is known
 * by its two ends, whichever comes first; a code point by being marked. */
CsMarkBlame *cs_mark_blame (const CsMark *const *states, guint n);
void cs_mark_blame_free (CsMarkBlame *blame);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMarkBlame, cs_mark_blame_free)
/* The piece in which AT lies, or NULL. */
const CsMarkPiece *cs_mark_blame_at (const CsMarkBlame *blame, gint64 at);
/* The stretch of the outline of MARK that is nearest to (X, Y), in pixels; as a place in its
 * pieces. -1 when its pieces are no stretches. */
gint64 cs_mark_blame_nearest (const CsMark *mark, double x, double y);
