/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which mark lies under a place of the picture. An index holds the marks of one frame and a
 * reference to their set; immutable, owned by who made it, any thread. */
#pragma once

#include "cs-mark-set.h"

typedef struct {
  const CsMark *mark; /* owned by the set */
  gboolean inside;    /* within its area, and not near its outline */
  double distance;    /* screen pixels to the outline; 0 when inside */
  double size;        /* of its bounds, square pixels */
} CsMarkHit;

/* TOLERANCE is in screen pixels; areas count only when ASK_INSIDE. X and Y are pixels. */
gboolean cs_mark_hit (const CsMark *mark, double x, double y, const CsMarkScale *scale,
                      double tolerance, gboolean ask_inside, CsMarkHit *ret_hit);
/* Outlines before insides, then the nearer by whole screen pixels, then the smaller, the nearer,
 * the older id: a total order, for sorting CsMarkHit. */
int cs_mark_hit_compare (gconstpointer a, gconstpointer b);

typedef struct _CsMarkIndex CsMarkIndex;
CsMarkIndex *cs_mark_index_new (const CsMarkSet *set, const CsGid *item, guint part, guint frame);
void cs_mark_index_free (CsMarkIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMarkIndex, cs_mark_index_free)
/* TRUE while it holds just this. */
gboolean cs_mark_index_is (const CsMarkIndex *index, const CsMarkSet *set, const CsGid *item,
                           guint part, guint frame);
guint cs_mark_index_count (const CsMarkIndex *index);
/* All that are hit, the best first: GArray of CsMarkHit, which lives no longer than INDEX. */
GArray *cs_mark_index_hits (const CsMarkIndex *index, double x, double y, const CsMarkScale *scale,
                            double tolerance, gboolean ask_inside);
