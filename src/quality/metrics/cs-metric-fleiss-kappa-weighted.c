/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-input.h"

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  return cs_metric_compute_agreement (input, params, TRUE, cs_fleiss_kappa, answer, error);
}

const CsMetric cs_metric_fleiss_kappa_weighted = {
  .name = "fleiss_kappa_weighted",
  .summary = "Fleiss' kappa with weights for categories that lie near each other",
  .input = "ratings: a list a rater, an entry an item, null for none|counts: instead, items by "
           "categories|table: instead, two raters, the first by rows",
  .params = "categories: those declared, in their order; else those used|weights: none, linear, "
            "quadratic or ordinal|confidence: of the interval, 0.95",
  .compute = compute,
};
