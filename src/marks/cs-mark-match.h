/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which mark of one set is which of another: the same id, or, where ids tell nothing because a mark
 * was drawn anew or by somebody else, the same place. Pure; any thread. */
#pragma once

#include "cs-mark-likeness.h"
#include "cs-mark-set.h"

/* What marks of two versions have to have in common at least to be taken for one. */
#define CS_MARK_MATCH_LEAST 300
#define CS_MARK_MATCH_REACH 20000 /* 1/1000 pixel */
/* Where marks lie upon each other so many are compared with one of A, those whose boxes are the
 * most alike: what a crowd may cost. */
#define CS_MARK_MATCH_NEAR 32

typedef struct {
  const CsMark *a, *b;
  guint likeness;    /* see cs-mark-likeness.h; with the same id it may be 0 */
  gboolean by_shape; /* their ids differ */
} CsMarkPair;

/* GArray of CsMarkPair, by the id of `a`; the marks live no longer than the sets. One to one: marks
 * with one id; then those with one label that are at least LEAST (1 to 1000) alike, the most alike
 * first; then so without the label; ties with one label between marks that are pairs. Of pairs that
 * are as alike as each other the one with the least id counts, then the least other id. */
GArray *cs_mark_match (const CsMarkSet *a, const CsMarkSet *b, guint least, gint64 reach);
