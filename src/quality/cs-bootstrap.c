/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-bootstrap.h"
#include "cs-sampling.h"
#include "cs-statistics.h"

#include <glib/gi18n.h>
#include <string.h>

guint64
cs_bootstrap_seed (guint64 seed, guint replicate)
{
  guint64 state = seed, first = cs_splitmix64_next (&state);
  state = first ^ (replicate + G_GUINT64_CONSTANT (1)) * 0xd1342543de82ef95u;
  return cs_splitmix64_next (&state);
}

void
cs_bootstrap_interval (double *values, guint n, double confidence, CsEstimate *estimate)
{
  double mean = cs_mean (values, n), squares = 0;
  g_autofree double *sorted = cs_sorted (values, n);
  memcpy (values, sorted, n * sizeof *values);
  for (guint i = 0; i < n; i++)
    squares += (values[i] - mean) * (values[i] - mean);
  estimate->se = sqrt (squares / (n - 1));
  estimate->low = cs_quantile (values, n, (1 - confidence) / 2);
  estimate->high = cs_quantile (values, n, (1 + confidence) / 2);
}

/* --- ratios --- */

typedef struct {
  double numerator, denominator;
} Sums;

/* Below N, each as likely as the others (Lemire 2019). */
static guint
below (guint64 *state, guint n)
{
  guint32 least = (guint32)(-n) % n;
  for (;;) {
    guint64 product = (cs_splitmix64_next (state) >> 32) * n;
    if ((guint32)product >= least)
      return (guint)(product >> 32);
  }
}

/* Of each group in which something counts, in their order; how many those are. */
static guint
sums_of (const double *numerators, const double *denominators, const guint *groups, guint n,
         guint n_groups, Sums *sums)
{
  guint kept = 0;
  for (guint i = 0; i < n; i++) {
    Sums *own = &sums[groups != NULL ? groups[i] : i];
    own->numerator += denominators[i] > 0 ? numerators[i] : 0;
    own->denominator += denominators[i];
  }
  for (guint i = 0; i < n_groups; i++)
    if (sums[i].denominator > 0)
      sums[kept++] = sums[i];
  return kept;
}

CsEstimate
cs_ratio_bootstrap (const double *numerators, const double *denominators, const guint *groups,
                    guint n, guint n_groups, guint replicates, guint64 seed, double confidence)
{
  Sums all = { 0, 0 };
  gint64 counted = 0;
  guint n_sums = groups != NULL ? n_groups : n;
  g_autofree Sums *sums = g_new0 (Sums, MAX (n_sums, 1));
  g_autofree double *found = g_new (double, MAX (replicates, 1));
  for (guint i = 0; i < n; i++)
    counted += denominators[i] > 0;
  guint kept = sums_of (numerators, denominators, groups, n, n_sums, sums);
  for (guint i = 0; i < kept; i++) {
    all.numerator += sums[i].numerator;
    all.denominator += sums[i].denominator;
  }
  if (!(all.denominator > 0))
    return cs_estimate_undefined (0, N_ ("no item has a value"));
  CsEstimate estimate = {
    all.numerator / all.denominator, CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN, counted, NULL,
  };
  for (guint r = 0; kept > 1 && r < replicates; r++) {
    guint64 state = cs_bootstrap_seed (seed, r);
    Sums drawn = { 0, 0 };
    for (guint i = 0; i < kept; i++) {
      const Sums *own = &sums[below (&state, kept)];
      drawn.numerator += own->numerator;
      drawn.denominator += own->denominator;
    }
    found[r] = drawn.numerator / drawn.denominator;
  }
  if (kept < 2 || replicates < 2)
    return estimate;
  cs_bootstrap_interval (found, replicates, confidence, &estimate);
  if (found[0] == found[replicates - 1])
    estimate.se = estimate.low = estimate.high = CS_UNKNOWN;
  return estimate;
}
