/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-alpha.h"
#include "cs-bootstrap.h"
#include "cs-metric-cautions.h"
#include "cs-metric-bootstrap.h"
#include "cs-metric-read-labels.h"
#include "cs-quality-defaults.h"

#include <glib/gi18n.h>
#include <gsl/gsl_randist.h>
#include <stdlib.h>
#include <string.h>

#define A_DRAW 40 /* how many counts a binomial draw is worth */

/* --- SplitMix64 as a generator of the library that draws binomially --- */

static guint64
next_number (guint64 *state)
{
  guint64 z = *state += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static void
generator_set (void *state, unsigned long seed)
{
  *(guint64 *)state = seed;
}

static unsigned long
generator_get (void *state)
{
  return (unsigned long)(next_number (state) >> 32);
}

static double
generator_get_double (void *state)
{
  return (double)(next_number (state) >> 11) * 0x1p-53;
}

static const gsl_rng_type generator_type = {
  .name = "splitmix64",
  .max = G_MAXUINT32,
  .min = 0,
  .size = sizeof (guint64),
  .set = generator_set,
  .get = generator_get,
  .get_double = generator_get_double,
};

/* --- replicates --- */

/* How many units of each pattern a sample of N has: from each what is left is drawn binomially. */
static void
draw (gsl_rng *generator, const CsRatingPatterns *patterns, gint64 n, gint64 *times)
{
  gint64 left = n, among = n;
  for (guint i = 0; i < patterns->n_patterns; i++) {
    times[i] = 0;
    if (patterns->sizes[i] < 2 || left == 0)
      continue;
    double share = (double)patterns->times[i] / (double)among;
    times[i] = share >= 1 ? left : gsl_ran_binomial (generator, share, (guint)left);
    left -= times[i];
    among -= patterns->times[i];
  }
}

static void
sum_up (double *values, guint n, double confidence, CsAlphaBootstrap *result)
{
  guint tentative = 0, firm = 0;
  for (guint i = 0; i < n; i++) {
    tentative += values[i] < CS_ALPHA_TENTATIVE;
    firm += values[i] < CS_ALPHA_FIRM;
  }
  result->below_tentative = (double)tentative / n;
  result->below_firm = (double)firm / n;
  cs_bootstrap_interval (values, n, confidence, &result->estimate);
}

void
cs_krippendorff_alpha_bootstrap (const CsRatingPatterns *patterns, CsLevel level,
                                 const double *values, guint replicates, guint64 seed,
                                 double confidence, CsAlphaBootstrap *ret_result)
{
  CsAlphaBootstrap result = { .estimate = cs_krippendorff_alpha (patterns, level, values),
                              .replicates = replicates,
                              .below_tentative = CS_UNKNOWN,
                              .below_firm = CS_UNKNOWN };
  g_autofree gint64 *times = g_new (gint64, MAX (patterns->n_patterns, 1));
  g_autofree double *found = g_new (double, MAX (replicates, 1));
  CsRatingPatterns sample = *patterns;
  guint n = 0;
  sample.times = times;
  if (result.estimate.undefined == NULL && result.estimate.n >= CS_ALPHA_LEAST_DRAWN) {
    gsl_rng *generator = gsl_rng_alloc (&generator_type);
    for (guint i = 0; i < replicates; i++) {
      gsl_rng_set (generator, cs_bootstrap_seed (seed, i));
      draw (generator, patterns, result.estimate.n, times);
      CsEstimate each = cs_krippendorff_alpha (&sample, level, values);
      if (each.undefined == NULL)
        found[n++] = each.value;
    }
    gsl_rng_free (generator);
    result.undefined = replicates - n;
    if (n > 1 && 2 * (guint64)n >= replicates)
      sum_up (found, n, confidence, &result);
  }
  *ret_result = result;
}

/* --- the metric --- */

/* Krippendorff's targets, for the lower limit and never for the value itself. */
static const char *
reading_of (double low)
{
  return low >= CS_ALPHA_FIRM ? "firm" : low >= CS_ALPHA_TENTATIVE ? "tentative" : "too low";
}

/* What a replicate costs: a draw for each pattern, its counts and the categories, of ratios all
 * pairs of them. */
static gboolean
check_size (const CsRatingPatterns *patterns, CsLevel level, guint replicates, GError **error)
{
  double q = patterns->n_categories;
  double steps = (double)A_DRAW * patterns->n_patterns + q;
  for (guint i = 0; i < patterns->n_patterns; i++) {
    double n = patterns->starts[i + 1] - patterns->starts[i];
    steps += level == CS_LEVEL_RATIO ? n * n : n;
  }
  steps += level == CS_LEVEL_RATIO ? q * q : 0;
  if (patterns->n_items > (gint64)G_MAXUINT32)
    return cs_fail (error, CS_ERROR_LIMIT, "input: %" G_GINT64_FORMAT " items are more than %u",
                    patterns->n_items, G_MAXUINT32);
  return steps * replicates <= CS_BOOTSTRAP_MOST_DRAWS ||
         cs_fail (error, CS_ERROR_LIMIT,
                  "params.replicates: %u of %u patterns of items and %u categories are more than "
                  "%.0f steps",
                  replicates, patterns->n_patterns, patterns->n_categories,
                  CS_BOOTSTRAP_MOST_DRAWS);
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricRatings) ratings = { 0 };
  CsAlphaBootstrap found = { 0 };
  CsLevel level = CS_LEVEL_NOMINAL;
  CsMetricBootstrap settings = { 0 };
  if (!cs_metric_read_ratings (input, params, &ratings, error) ||
      !cs_metric_read_level (params, &ratings, &level, error) ||
      !cs_metric_read_bootstrap (params, &settings, error))
    return FALSE;
  if (!check_size (&ratings.patterns, level, settings.replicates, error))
    return FALSE;
  cs_krippendorff_alpha_bootstrap (&ratings.patterns, level, ratings.values, settings.replicates,
                                   settings.seed, settings.confidence, &found);
  cs_metric_put_estimate (answer, &found.estimate);
  if (found.estimate.undefined != NULL)
    return TRUE;
  if (!isfinite (found.estimate.low)) {
    const char *why = found.estimate.n < CS_ALPHA_LEAST_DRAWN
                          ? N_ ("there are fewer than three items to draw from")
                          : N_ ("more than half of the draws have no value");
    cs_metric_put_null (answer, "ci_low", why);
    cs_metric_put_null (answer, "ci_high", why);
  }
  cs_metric_put_real (answer, "below_0667", found.below_tentative);
  cs_metric_put_real (answer, "below_0800", found.below_firm);
  if (found.estimate.n >= CS_ALPHA_LEAST_DRAWN) {
    cs_json_put_int (answer, "replicates_undefined", found.undefined);
    cs_metric_put_bootstrap (answer, &settings);
  }
  if (isfinite (found.estimate.low))
    cs_json_put_string (answer, "reading", reading_of (found.estimate.low));
  cs_metric_put_benchmark (answer, &found.estimate);
  if (isfinite (found.estimate.low) && found.undefined > 0)
    cs_metric_warn (answer, "%u of %u draws have no value and are left out of the interval",
                    (guint)found.undefined, settings.replicates);
  cs_metric_warn_ratings (answer, &ratings, level <= CS_LEVEL_ORDINAL);
  return TRUE;
}

const CsMetric cs_metric_krippendorff_alpha_bootstrap = {
  .name = "krippendorff_alpha_bootstrap",
  .summary = "Krippendorff's alpha with the interval of resampled items",
  .input = "ratings: a list a rater, an entry an item, null for none|counts: instead, items by "
           "categories|table: instead, two raters, the first by rows",
  .params = "level: nominal, ordinal, interval or ratio|categories: those declared, in their "
            "order|confidence: of the interval, 0.95|replicates: 2000|seed: 1",
  .fixed = "resample: units with replacement, percentile",
  .compute = compute,
};
