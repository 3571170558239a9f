/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-input.h"

#define SAME 1e-12 /* an error that comes of roundings alone */

CsAgreement
cs_percent_agreement (const CsRatingPatterns *patterns, const double *weights, double confidence)
{
  CsAgreement found = cs_agreement_by_chance (patterns, weights, 0, confidence);
  if (found.estimate.se < SAME)
    found.estimate.se = found.estimate.low = found.estimate.high = CS_UNKNOWN;
  return found;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  return cs_metric_compute_agreement (input, params, TRUE, cs_percent_agreement, answer, error);
}

const CsMetric cs_metric_percent_agreement = {
  .name = "percent_agreement",
  .summary = "share of pairs of ratings that agree",
  .input = "ratings: a list a rater, an entry an item, null for none|counts: instead, items by "
           "categories|table: instead, two raters, the first by rows",
  .params = "categories: those declared, in their order; else those used|weights: none, linear, "
            "quadratic or ordinal|confidence: of the interval, 0.95",
  .fixed = "ci: t, Gwet linearised variance|items: with >=2 ratings",
  .compute = compute,
};
