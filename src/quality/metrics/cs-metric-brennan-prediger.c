/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-input.h"

CsAgreement
cs_brennan_prediger (const CsRatingPatterns *patterns, const double *weights, double confidence)
{
  double q = patterns->n_categories;
  if (q < 2)
    return cs_agreement_undefined (patterns->n_items, cs_agreement_why_alone (patterns));
  return cs_agreement_by_chance (patterns, weights,
                                 cs_agreement_total (weights, patterns->n_categories) / (q * q),
                                 confidence);
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  return cs_metric_compute_agreement (input, params, TRUE, cs_brennan_prediger, answer, error);
}

const CsMetric cs_metric_brennan_prediger = {
  .name = "brennan_prediger",
  .summary = "Brennan and Prediger: by chance every category is as likely; for two PABAK",
  .input = "ratings: a list a rater, an entry an item, null for none|counts: instead, items by "
           "categories|table: instead, two raters, the first by rows",
  .params = "categories: those declared, in their order; else those used|weights: none, linear, "
            "quadratic or ordinal|confidence: of the interval, 0.95",
  .compute = compute,
};
