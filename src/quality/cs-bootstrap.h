/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals by drawing items again, with replacement (Efron 1979), as pure functions. Any thread: a
 * replicate depends on the seed and its number alone. */
#pragma once

#include "cs-estimate.h"

/* Where SplitMix64 begins for a replicate. */
guint64 cs_bootstrap_seed (guint64 seed, guint replicate);
/* Standard deviation of VALUES, two or more, which it sorts, and their percentiles into ESTIMATE,
 * between neighbours (type 7 of Hyndman & Fan 1996). */
void cs_bootstrap_interval (double *values, guint n, double confidence, CsEstimate *estimate);

/* Most groups times replicates. */
#define CS_BOOTSTRAP_MOST_DRAWS 2000000000.0

/* sum of NUMERATORS by sum of DENOMINATORS (0 or more) of N items: a mean where denominators are 1,
 * a pooled F1 where they are 2 tp and 2 tp + only_a + only_b. Drawn again are GROUPS [item], below
 * N_GROUPS (patients, of which several items are not independent); NULL: items. An item with the
 * denominator 0, and a group of nothing else, counts nowhere. No interval where one group counts,
 * or where all draws are the same: one without width would say that nothing is uncertain. N: items
 * that count. Undefined: none does. */
CsEstimate cs_ratio_bootstrap (const double *numerators, const double *denominators,
                               const guint *groups, guint n, guint n_groups, guint replicates,
                               guint64 seed, double confidence);
