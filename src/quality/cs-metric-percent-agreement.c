/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-input.h"

CsAgreement
cs_percent_agreement (const CsRatingPatterns *patterns, const double *weights, double confidence)
{
  return cs_agreement_by_chance (patterns, weights, 0, confidence);
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricRatings) ratings = { 0 };
  g_autofree double *weights = NULL;
  double confidence = 0;
  if (!cs_metric_read_ratings (input, params, &ratings, error) ||
      !cs_metric_read_confidence (params, &confidence, error) ||
      !cs_metric_read_weights (params, &ratings, &weights, error))
    return FALSE;
  CsAgreement found = cs_percent_agreement (&ratings.patterns, weights, confidence);
  cs_metric_put_agreement (answer, &found);
  return TRUE;
}

const CsMetric cs_metric_percent_agreement = {
  .name = "percent_agreement",
  .summary = "share of pairs of ratings that agree",
  .input = "ratings: a list a rater, an entry an item, null for none|counts: instead, items by "
           "categories|table: instead, two raters, the first by rows",
  .params = "categories: those declared, in their order; else those used|weights: none, linear, "
            "quadratic or ordinal|confidence: of the interval, 0.95",
  .compute = compute,
};
