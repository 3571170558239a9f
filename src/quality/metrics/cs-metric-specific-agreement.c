/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-cautions.h"
#include "cs-metric-input.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cdf.h>

/* Pairs of one item of a pattern: both of the category, and one at least, counted from each end. */
typedef struct {
  double both, possible;
} Pairs;

static Pairs
pairs_of (const CsRatingPatterns *patterns, guint pattern, guint at)
{
  double count = patterns->counts[at].count;
  return (Pairs){ count * (count - 1), count * ((double)patterns->sizes[pattern] - 1) };
}

static void
set_interval (CsEstimate *estimate, double squares, double possible, gint64 items,
              double confidence)
{
  double n = (double)items;
  if (items < 2 || squares <= 0)
    return;
  estimate->se = sqrt (squares * n / (n - 1)) / possible;
  double reach = gsl_cdf_tdist_Pinv ((1 + confidence) / 2, n - 1) * estimate->se;
  estimate->low = MAX (0, estimate->value - reach);
  estimate->high = MIN (1, estimate->value + reach);
}

void
cs_specific_agreement (const CsRatingPatterns *patterns, double confidence,
                       CsEstimate *ret_estimates)
{
  guint n = patterns->n_categories;
  gint64 items = 0;
  g_autofree Pairs *sums = g_new0 (Pairs, MAX (n, 1));
  g_autofree double *squares = g_new0 (double, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    ret_estimates[i] = cs_estimate_undefined (0, N_ ("nobody used the category"));
  for (guint i = 0; i < patterns->n_patterns; i++) {
    items += patterns->sizes[i] > 1 ? patterns->times[i] : 0;
    for (guint k = patterns->starts[i]; patterns->sizes[i] > 1 && k < patterns->starts[i + 1];
         k++) {
      guint category = patterns->counts[k].category;
      Pairs pairs = pairs_of (patterns, i, k);
      sums[category].both += (double)patterns->times[i] * pairs.both;
      sums[category].possible += (double)patterns->times[i] * pairs.possible;
      ret_estimates[category].n += patterns->times[i];
      ret_estimates[category].undefined = NULL;
    }
  }
  for (guint i = 0; i < n; i++)
    if (ret_estimates[i].undefined == NULL)
      ret_estimates[i].value = sums[i].both / sums[i].possible;
  for (guint i = 0; i < patterns->n_patterns; i++)
    for (guint k = patterns->starts[i]; patterns->sizes[i] > 1 && k < patterns->starts[i + 1];
         k++) {
      guint category = patterns->counts[k].category;
      Pairs pairs = pairs_of (patterns, i, k);
      double off = pairs.both - ret_estimates[category].value * pairs.possible;
      squares[category] += (double)patterns->times[i] * off * off;
    }
  for (guint i = 0; i < n; i++)
    if (ret_estimates[i].undefined == NULL)
      set_interval (&ret_estimates[i], squares[i], sums[i].possible, items, confidence);
}

/* --- the metric --- */

static gint64
usable_items (const CsRatingPatterns *patterns)
{
  gint64 n = 0;
  for (guint i = 0; i < patterns->n_patterns; i++)
    n += patterns->sizes[i] > 1 ? patterns->times[i] : 0;
  return n;
}

static void
put_estimates (CsJson *answer, const CsEstimate *found, guint n)
{
  CsJson *values = cs_json_new_array (), *errors = cs_json_new_array (),
         *lows = cs_json_new_array (), *highs = cs_json_new_array (), *items = cs_json_new_array ();
  gboolean all = TRUE, errors_known = TRUE;
  for (guint i = 0; i < n; i++) {
    cs_json_append (values, cs_metric_new_real (found[i].value));
    cs_json_append (errors, cs_metric_new_real (found[i].se));
    cs_json_append (lows, cs_metric_new_real (found[i].low));
    cs_json_append (highs, cs_metric_new_real (found[i].high));
    cs_json_append (items, cs_json_new_int (found[i].n));
    all = all && isfinite (found[i].value);
    errors_known = errors_known && isfinite (found[i].se);
  }
  cs_json_put (answer, "agreement", values);
  cs_json_put (answer, "se", errors);
  cs_json_put (answer, "ci_low", lows);
  cs_json_put (answer, "ci_high", highs);
  cs_json_put (answer, "items", items);
  if (!all)
    cs_metric_put_reason (answer, "agreement", N_ ("null: nobody used the category"));
  static const char *const unknown[] = { "se", "ci_low", "ci_high" };
  for (guint i = 0; !errors_known && i < G_N_ELEMENTS (unknown); i++)
    cs_metric_put_reason (answer, unknown[i],
                          N_ ("null: nothing varies that an error could be told of"));
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricRatings) ratings = { 0 };
  double confidence = 0;
  if (!cs_metric_read_ratings (input, params, &ratings, error) ||
      !cs_metric_read_confidence (params, &confidence, error))
    return FALSE;
  gint64 n = usable_items (&ratings.patterns);
  cs_json_put_int (answer, "n", n);
  if (n == 0) {
    cs_metric_put_undefined (answer, N_ ("no item has two ratings"));
    return TRUE;
  }
  g_autofree CsEstimate *found = g_new (CsEstimate, MAX (ratings.n_categories, 1));
  cs_specific_agreement (&ratings.patterns, confidence, found);
  cs_metric_put_categories (answer, &ratings);
  put_estimates (answer, found, ratings.n_categories);
  cs_metric_warn_ratings (answer, &ratings, TRUE);
  return TRUE;
}

const CsMetric cs_metric_specific_agreement = {
  .name = "specific_agreement",
  .summary = "Agreement on each category: positive and negative agreement of a finding",
  .input = "ratings: a list a rater, an entry an item, null for none|counts: instead, items by "
           "categories|table: instead, two raters, the first by rows",
  .params = "categories: those declared; else those used|confidence: of the interval, 0.95",
  .compute = compute,
};
