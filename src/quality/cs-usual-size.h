/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What size marks of a label usually have, and which one is far from it. Sizes spread like their
 * logarithms, so the usual is the median of these and their spread 1.4826 times the median distance
 * from it (Hampel 1974; the constant makes it the standard deviation of normal values), and far is
 * more than 3.5 of those away (Iglewicz and Hoaglin 1993). Immutable once made; any thread. */
#pragma once

#include "cs-mark-gauge.h"

#define CS_USUAL_LEAST 20 /* sizes, below which nothing is called usual */

typedef struct {
  char *label;
  CsGauge gauge;
  guint n;
  double median, spread; /* of the natural logarithms */
} CsUsualSize;

/* CsUsualSize of all of SIZES (CsGaugedSizes) that are enough and differ: where half of them or
 * more are the same nothing else could be told from a mistake. */
GPtrArray *cs_usual_sizes_new (const GPtrArray *sizes);

typedef struct {
  const CsUsualSize *usual;
  double size;
} CsUnusual;

/* Whether MARK is far from what USUAL (of CsUsualSize) has for its label and gauge; it is in
 * nothing when there is none. GEOMETRY as in cs_mark_gauge. */
gboolean cs_usual_is_far (const GPtrArray *usual, const CsMark *mark,
                          const CsFrameGeometry *geometry, CsUnusual *ret_unusual);
/* "40 times as large as usual (about 52 mm²)": two digits, and not of how many, so that nobody
 * counts what others marked. Caller frees. */
char *cs_unusual_words (const CsUnusual *unusual);
