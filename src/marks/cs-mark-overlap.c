/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-overlap.h"
#include "cs-mark-outline.h"

#include <string.h>

static gboolean
same_frame (const CsMark *a, const CsMark *b)
{
  return a->part == b->part && a->frame == b->frame &&
         memcmp (&a->item, &b->item, sizeof a->item) == 0;
}

gboolean
cs_mark_overlap (const CsMark *a, const CsMark *b, double *ret_overlap)
{
  if (!same_frame (a, b))
    return FALSE;
  g_autoptr (CsMarkOutline) one = cs_mark_outline_new (a);
  g_autoptr (CsMarkOutline) two = cs_mark_outline_new (b);
  double overlap = one != NULL && two != NULL ? cs_mark_outline_overlap (one, two) : -1;
  if (overlap < 0)
    return FALSE;
  *ret_overlap = overlap;
  return TRUE;
}
