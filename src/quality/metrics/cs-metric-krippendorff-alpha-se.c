/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-alpha.h"
#include "cs-metric-cautions.h"
#include "cs-metric-input.h"

#include <gsl/gsl_cdf.h>

#define MOST_CATEGORIES 2000 /* distances are a square of them */

/* What a unit of a pattern adds to observed and to expected agreement. */
typedef struct {
  double agreed, expected;
} Part;

typedef struct {
  const CsRatingPatterns *patterns;
  const double *distances;
  double most;   /* distance, where agreement is 0 */
  double n, all; /* units that count, and their values */
  double mean;   /* values of a unit */
} Linear;

static double
agreement (const Linear *l, guint a, guint b)
{
  return 1 - l->distances[(gsize)a * l->patterns->n_categories + b] / l->most;
}

/* FALSE: no two values differ. */
static gboolean
measure (Linear *l)
{
  guint n = l->patterns->n_categories;
  for (gsize i = 0; i < (gsize)n * n; i++)
    l->most = MAX (l->most, l->distances[i]);
  for (guint i = 0; i < l->patterns->n_patterns; i++)
    if (l->patterns->sizes[i] > 1) {
      l->n += (double)l->patterns->times[i];
      l->all += (double)l->patterns->times[i] * (double)l->patterns->sizes[i];
    }
  l->mean = l->all / l->n;
  return l->most > 0;
}

/* The share of each category in the values that count; caller frees. */
static double *
shares_of (const Linear *l)
{
  double *shares = g_new0 (double, MAX (l->patterns->n_categories, 1));
  for (guint i = 0; i < l->patterns->n_patterns; i++)
    for (guint k = l->patterns->starts[i];
         l->patterns->sizes[i] > 1 && k < l->patterns->starts[i + 1]; k++)
      shares[l->patterns->counts[k].category] +=
          (double)l->patterns->times[i] * l->patterns->counts[k].count / l->all;
  return shares;
}

/* sum_l w_kl pi_l for each category; caller frees. */
static double *
chances_of (const Linear *l, const double *shares, double *ret_expected)
{
  guint n = l->patterns->n_categories;
  double *chances = g_new0 (double, MAX (n, 1));
  *ret_expected = 0;
  for (guint i = 0; i < n; i++) {
    for (guint k = 0; k < n; k++)
      chances[i] += agreement (l, i, k) * shares[k];
    *ret_expected += chances[i] * shares[i];
  }
  return chances;
}

/* Before the share of all units is taken off. */
static Part
part_of (const Linear *l, guint pattern, const double *chances)
{
  const CsRatingPatterns *patterns = l->patterns;
  double size = (double)patterns->sizes[pattern];
  Part part = { 0, 0 };
  for (guint i = patterns->starts[pattern]; i < patterns->starts[pattern + 1]; i++) {
    double own = patterns->counts[i].count, others = -1;
    guint category = patterns->counts[i].category;
    for (guint k = patterns->starts[pattern]; k < patterns->starts[pattern + 1]; k++)
      others += agreement (l, category, patterns->counts[k].category) * patterns->counts[k].count;
    part.agreed += own * others / (l->mean * (size - 1));
    part.expected += own * chances[category] / l->mean;
  }
  return part;
}

static double
variance (const Linear *l, const Part *parts, double agreed, double expected)
{
  double alpha = (agreed - expected) / (1 - expected), sum = 0;
  for (guint i = 0; i < l->patterns->n_patterns; i++) {
    double longer = ((double)l->patterns->sizes[i] - l->mean) / l->mean;
    if (l->patterns->sizes[i] < 2)
      continue;
    double own = (parts[i].agreed - agreed * longer - expected) / (1 - expected);
    double chance = (parts[i].expected - expected * longer - expected) / (1 - expected);
    double off = own - 2 * (1 - alpha) * chance - alpha;
    sum += (double)l->patterns->times[i] * off * off;
  }
  return sum / (l->n * (l->n - 1));
}

CsEstimate
cs_krippendorff_alpha_linearised (const CsRatingPatterns *patterns, const double *distances,
                                  double confidence)
{
  Linear l = { .patterns = patterns, .distances = distances };
  CsEstimate result = cs_krippendorff_alpha_by (patterns, distances);
  double agreed = 0, expected = 0;
  if (result.undefined != NULL || result.n < 2 || !measure (&l))
    return result;
  g_autofree double *shares = shares_of (&l);
  g_autofree double *chances = chances_of (&l, shares, &expected);
  g_autofree Part *parts = g_new0 (Part, patterns->n_patterns);
  for (guint i = 0; i < patterns->n_patterns; i++)
    if (patterns->sizes[i] > 1) {
      parts[i] = part_of (&l, i, chances);
      agreed += (double)patterns->times[i] * parts[i].agreed / l.n;
    }
  result.se = sqrt (variance (&l, parts, agreed, expected));
  double reach =
      gsl_cdf_tdist_Pinv ((1 + confidence) / 2, (double)(patterns->n_items - 1)) * result.se;
  result.low = result.value - reach;
  result.high = MIN (1, result.value + reach);
  return result;
}

/* --- the metric --- */

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricRatings) ratings = { 0 };
  CsLevel level = CS_LEVEL_NOMINAL;
  double confidence = 0;
  if (!cs_metric_read_ratings (input, params, &ratings, error) ||
      !cs_metric_read_level (params, &ratings, &level, error) ||
      !cs_metric_read_confidence (params, &confidence, error))
    return FALSE;
  if (ratings.n_categories > MOST_CATEGORIES)
    return cs_fail (error, CS_ERROR_LIMIT,
                    "input: %u categories are more than %d; the bootstrap takes as many",
                    ratings.n_categories, MOST_CATEGORIES);
  g_autofree double *distances = cs_alpha_distances (&ratings.patterns, level, ratings.values);
  CsEstimate found = cs_krippendorff_alpha_linearised (&ratings.patterns, distances, confidence);
  cs_metric_put_estimate (answer, &found);
  cs_metric_put_benchmark (answer, &found);
  cs_metric_warn_ratings (answer, &ratings, level <= CS_LEVEL_ORDINAL);
  return TRUE;
}

const CsMetric cs_metric_krippendorff_alpha_se = {
  .name = "krippendorff_alpha_se",
  .summary = "Krippendorff's alpha with Gwet's linearised standard error",
  .input = "ratings: a list a rater, an entry an item, null for none|counts: instead, items by "
           "categories|table: instead, two raters, the first by rows",
  .params = "level: nominal, ordinal, interval or ratio|categories: those declared, in their "
            "order|confidence: of the interval, 0.95",
  .fixed = "method: Gwet linearised",
  .compute = compute,
};
