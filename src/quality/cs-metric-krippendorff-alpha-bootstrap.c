/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-alpha.h"
#include "cs-metric-cautions.h"
#include "cs-metric-read-labels.h"
#include "cs-quality-defaults.h"

#include <glib/gi18n.h>
#include <gsl/gsl_randist.h>
#include <stdlib.h>
#include <string.h>

#define MOST_REPLICATES 1000000

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

static guint64
seed_of (guint64 seed, guint replicate)
{
  guint64 state = seed, first = next_number (&state);
  state = first ^ (replicate + G_GUINT64_CONSTANT (1)) * 0xd1342543de82ef95u;
  return next_number (&state);
}

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

static int
compare (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Of VALUES in their order, between neighbours by the share that is left. */
static double
percentile (const double *values, guint n, double share)
{
  double place = share * (n - 1);
  guint at = MIN ((guint)place, n - 1), next = MIN (at + 1, n - 1);
  return values[at] + (place - at) * (values[next] - values[at]);
}

static void
sum_up (double *values, guint n, double confidence, CsAlphaBootstrap *result)
{
  double mean = 0, squares = 0;
  guint tentative = 0, firm = 0;
  qsort (values, n, sizeof *values, compare);
  for (guint i = 0; i < n; i++) {
    mean += values[i] / n;
    tentative += values[i] < CS_ALPHA_TENTATIVE;
    firm += values[i] < CS_ALPHA_FIRM;
  }
  for (guint i = 0; i < n; i++)
    squares += (values[i] - mean) * (values[i] - mean);
  result->below_tentative = (double)tentative / n;
  result->below_firm = (double)firm / n;
  result->estimate.se = sqrt (squares / (n - 1));
  result->estimate.low = percentile (values, n, (1 - confidence) / 2);
  result->estimate.high = percentile (values, n, (1 + confidence) / 2);
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
  if (result.estimate.undefined == NULL && result.estimate.n > 1) {
    gsl_rng *generator = gsl_rng_alloc (&generator_type);
    for (guint i = 0; i < replicates; i++) {
      gsl_rng_set (generator, seed_of (seed, i));
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

/* RET_VALUE stays where KEY is absent. */
static gboolean
read_whole (const CsJson *params, const char *key, gint64 least, gint64 most, gint64 *ret_value,
            GError **error)
{
  const CsJson *json = cs_json_get (params, key);
  if (json == NULL)
    return TRUE;
  if (cs_json_type (json) != CS_JSON_INT || cs_json_int (json) < least || cs_json_int (json) > most)
    return cs_fail (error, CS_ERROR_INVALID,
                    "params.%s: not a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT,
                    key, least, most);
  *ret_value = cs_json_int (json);
  return TRUE;
}

/* "replicates" may be words in a file of vectors, which say how many there are at least. */
static gboolean
read_settings (const CsJson *params, gint64 *ret_replicates, gint64 *ret_seed,
               double *ret_confidence, GError **error)
{
  *ret_replicates = CS_BOOTSTRAP_REPLICATES;
  *ret_seed = 1;
  return (cs_json_type (cs_json_get (params, "replicates")) == CS_JSON_STRING ||
          read_whole (params, "replicates", 100, MOST_REPLICATES, ret_replicates, error)) &&
         read_whole (params, "seed", 0, CS_JSON_MAX_INT, ret_seed, error) &&
         cs_metric_read_confidence (params, ret_confidence, error);
}

/* Krippendorff's targets, for the lower limit and never for the value itself. */
static const char *
reading_of (double low)
{
  return low >= CS_ALPHA_FIRM ? "firm" : low >= CS_ALPHA_TENTATIVE ? "tentative" : "too low";
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricRatings) ratings = { 0 };
  CsAlphaBootstrap found = { 0 };
  CsLevel level = CS_LEVEL_NOMINAL;
  gint64 replicates = 0, seed = 0;
  double confidence = 0;
  if (!cs_metric_read_ratings (input, params, &ratings, error) ||
      !cs_metric_read_level (params, &ratings, &level, error) ||
      !read_settings (params, &replicates, &seed, &confidence, error))
    return FALSE;
  cs_krippendorff_alpha_bootstrap (&ratings.patterns, level, ratings.values, (guint)replicates,
                                   (guint64)seed, confidence, &found);
  cs_metric_put_estimate (answer, &found.estimate);
  if (found.estimate.undefined != NULL)
    return TRUE;
  if (!isfinite (found.estimate.low)) {
    cs_metric_put_null (answer, "ci_low", N_ ("too few items to draw others"));
    cs_metric_put_null (answer, "ci_high", N_ ("too few items to draw others"));
  }
  cs_metric_put_real (answer, "below_0667", found.below_tentative);
  cs_metric_put_real (answer, "below_0800", found.below_firm);
  cs_json_put_int (answer, "replicates", replicates);
  cs_json_put_int (answer, "replicates_undefined", found.undefined);
  cs_json_put_int (answer, "seed", seed);
  if (isfinite (found.estimate.low))
    cs_json_put_string (answer, "reading", reading_of (found.estimate.low));
  cs_metric_put_benchmark (answer, &found.estimate);
  cs_metric_warn_ratings (answer, &ratings, level <= CS_LEVEL_ORDINAL);
  return TRUE;
}

const CsMetric cs_metric_krippendorff_alpha_bootstrap = {
  .name = "krippendorff_alpha_bootstrap",
  .summary = "Krippendorff's alpha with the interval of resampled items",
  .input = "ratings: a list a rater, an entry an item, null for none|counts: instead, items by "
           "categories",
  .params = "level: nominal, ordinal, interval or ratio|categories: those declared, in their "
            "order|confidence: of the interval, 0.95|replicates: 2000|seed: 1",
  .compute = compute,
};
