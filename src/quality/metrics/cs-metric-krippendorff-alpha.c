/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-alpha.h"
#include "cs-metric-cautions.h"
#include "cs-metric-input.h"

#include <glib/gi18n.h>
#include <string.h>

/* --- levels --- */

gboolean
cs_level_from_nick (const char *nick, CsLevel *ret_level)
{
  static const char *const nicks[] = { "nominal", "ordinal", "interval", "ratio" };
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (strcmp (nicks[i], nick) == 0) {
      *ret_level = (CsLevel)i;
      return TRUE;
    }
  return FALSE;
}

/* n_c of the units with two values, and how many values there are. */
static double *
values_of (const CsRatingPatterns *patterns, double *ret_n, gint64 *ret_units)
{
  double *totals = g_new0 (double, MAX (patterns->n_categories, 1));
  *ret_n = 0;
  *ret_units = 0;
  for (guint i = 0; i < patterns->n_patterns; i++) {
    if (patterns->sizes[i] < 2)
      continue;
    for (guint k = patterns->starts[i]; k < patterns->starts[i + 1]; k++)
      totals[patterns->counts[k].category] +=
          (double)patterns->times[i] * patterns->counts[k].count;
    *ret_n += (double)patterns->times[i] * (double)patterns->sizes[i];
    *ret_units += patterns->times[i];
  }
  return totals;
}

/* Places of the categories on a line, between which the distance is the square of the difference.
 */
static double *
places_of (CsLevel level, const double *values, const double *totals, guint n)
{
  double *places = g_new0 (double, MAX (n, 1)), before = 0;
  for (guint i = 0; i < n; i++) {
    places[i] = level == CS_LEVEL_ORDINAL ? before + totals[i] / 2 : values[i];
    before += totals[i];
  }
  return places;
}

/* --- sums over ordered pairs of some values: counts by category --- */

typedef struct {
  CsLevel level;
  const double *places;    /* of ordinal and interval */
  const double *values;    /* of ratio */
  const double *distances; /* of one's own; NULL for a level */
  guint n;
} Distance;

static double
between (const Distance *d, guint a, guint b)
{
  if (d->distances != NULL)
    return d->distances[(gsize)a * d->n + b];
  double sum = d->values[a] + d->values[b], difference = d->values[a] - d->values[b];
  return difference == 0 ? 0 : (difference / sum) * (difference / sum);
}

typedef struct {
  guint category;
  double count;
} Some;

/* Round their mean, so that no large squares cancel. */
static double
pairs_on_line (const Distance *d, const Some *some, guint n, double all)
{
  double mean = 0, squares = 0;
  for (guint i = 0; i < n; i++)
    mean += some[i].count * d->places[some[i].category] / all;
  for (guint i = 0; i < n; i++) {
    double off = d->places[some[i].category] - mean;
    squares += some[i].count * off * off;
  }
  return 2 * all * squares;
}

static double
pairs_by_pair (const Distance *d, const Some *some, guint n)
{
  double sum = 0;
  for (guint i = 0; i < n; i++)
    for (guint k = i + 1; k < n; k++)
      sum += 2 * some[i].count * some[k].count * between (d, some[i].category, some[k].category);
  return sum;
}

static double
pairs_unlike (const Some *some, guint n, double all)
{
  double sum = 0;
  for (guint i = 0; i < n; i++)
    sum += some[i].count * (all - some[i].count);
  return sum;
}

/* Nothing for one category, whatever roundings say. */
static double
pairs (const Distance *d, const Some *some, guint n, double all)
{
  if (n < 2)
    return 0;
  if (d->distances != NULL || d->level == CS_LEVEL_RATIO)
    return pairs_by_pair (d, some, n);
  return d->level == CS_LEVEL_NOMINAL ? pairs_unlike (some, n, all)
                                      : pairs_on_line (d, some, n, all);
}

/* --- alpha --- */

static double
observed (const CsRatingPatterns *patterns, const Distance *d)
{
  g_autofree Some *some = g_new (Some, MAX (patterns->n_categories, 1));
  double sum = 0;
  for (guint i = 0; i < patterns->n_patterns; i++) {
    guint n = 0;
    double size = (double)patterns->sizes[i];
    if (patterns->sizes[i] < 2)
      continue;
    for (guint k = patterns->starts[i]; k < patterns->starts[i + 1]; k++)
      some[n++] = (Some){ patterns->counts[k].category, patterns->counts[k].count };
    sum += (double)patterns->times[i] * pairs (d, some, n, size) / (size - 1);
  }
  return sum;
}

static CsEstimate
alpha_of (const CsRatingPatterns *patterns, Distance *d, const double *totals, double n,
          gint64 units)
{
  g_autofree Some *some = g_new (Some, MAX (patterns->n_categories, 1));
  guint used = 0;
  if (units == 0)
    return cs_estimate_undefined (0, N_ ("no item has two ratings"));
  for (guint i = 0; i < patterns->n_categories; i++)
    if (totals[i] > 0)
      some[used++] = (Some){ i, totals[i] };
  double expected = pairs (d, some, used, n);
  if (expected <= 0)
    return cs_estimate_undefined (units, N_ ("no variation: all ratings are the same"));
  return (CsEstimate){
    1 - (n - 1) * observed (patterns, d) / expected, CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN, units, NULL
  };
}

CsEstimate
cs_krippendorff_alpha (const CsRatingPatterns *patterns, CsLevel level, const double *values)
{
  double n = 0;
  gint64 units = 0;
  g_autofree double *totals = values_of (patterns, &n, &units);
  g_autofree double *places = NULL;
  if (level == CS_LEVEL_ORDINAL || level == CS_LEVEL_INTERVAL)
    places = places_of (level, values, totals, patterns->n_categories);
  Distance d = { level, places, values, NULL, patterns->n_categories };
  return alpha_of (patterns, &d, totals, n, units);
}

CsEstimate
cs_krippendorff_alpha_by (const CsRatingPatterns *patterns, const double *distances)
{
  double n = 0;
  gint64 units = 0;
  g_autofree double *totals = values_of (patterns, &n, &units);
  Distance d = { .distances = distances, .n = patterns->n_categories };
  return alpha_of (patterns, &d, totals, n, units);
}

double *
cs_alpha_distances (const CsRatingPatterns *patterns, CsLevel level, const double *values)
{
  double all = 0;
  gint64 units = 0;
  guint n = patterns->n_categories;
  double *distances = g_new0 (double, MAX ((gsize)n * n, 1));
  g_autofree double *totals = values_of (patterns, &all, &units);
  g_autofree double *places = NULL;
  if (level == CS_LEVEL_ORDINAL || level == CS_LEVEL_INTERVAL)
    places = places_of (level, values, totals, n);
  Distance d = { level, places, values, NULL, n };
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n; k++) {
      double off = places != NULL ? places[i] - places[k] : i != k;
      distances[(gsize)i * n + k] = level == CS_LEVEL_RATIO ? between (&d, i, k) : off * off;
    }
  return distances;
}

/* --- the metric --- */

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricRatings) ratings = { 0 };
  CsLevel level = CS_LEVEL_NOMINAL;
  if (!cs_metric_read_ratings (input, params, &ratings, error) ||
      !cs_metric_read_level (params, &ratings, &level, error))
    return FALSE;
  CsEstimate found = cs_krippendorff_alpha (&ratings.patterns, level, ratings.values);
  cs_metric_put_estimate (answer, &found);
  cs_metric_warn_ratings (answer, &ratings, level <= CS_LEVEL_ORDINAL);
  return TRUE;
}

const CsMetric cs_metric_krippendorff_alpha = {
  .name = "krippendorff_alpha",
  .summary = "Krippendorff's alpha: any number of raters, any level, ratings may be missing",
  .input = "ratings: a list a rater, an entry an item, null for none|counts: instead, items by "
           "categories|table: instead, two raters, the first by rows",
  .params = "level: nominal, ordinal, interval or ratio|categories: those declared, in their order",
  .fixed = "missing: available pairs",
  .compute = compute,
};
