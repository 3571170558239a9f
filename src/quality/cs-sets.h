/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far two sets of labels are from one another, 0 to 1, no unit. Two empty sets are the same;
 * an empty one is 1 from any other. Any thread. */
#pragma once

#include <glib.h>

typedef enum {
  CS_SET_JACCARD, /* 1 - |A n B| / |A u B| (Jaccard 1912) */
  CS_SET_MASI,    /* 1 - |A n B| / |A u B| * m: m = 1 for the same sets, 0.67 where one holds the
                     other, 0.33 where they overlap, 0 else (Passonneau 2006, whose 2/3 and 1/3 are
                     rounded so by the programs that people compare with) */
} CsSetDistance;

/* Of labels, ascending and each once. */
double cs_set_distance (const guint *a, guint n_a, const guint *b, guint n_b, CsSetDistance kind);
