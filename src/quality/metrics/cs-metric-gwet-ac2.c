/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-input.h"

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  return cs_metric_compute_agreement (input, params, TRUE, cs_gwet_ac, answer, error);
}

const CsMetric cs_metric_gwet_ac2 = {
  .name = "gwet_ac2",
  .summary = "Gwet's AC2: AC1 with weights for categories that lie near each other",
  .input = "ratings: a list a rater, an entry an item, null for none|counts: instead, items by "
           "categories|table: instead, two raters, the first by rows",
  .params = "categories: those declared, in their order; else those used|weights: none, linear, "
            "quadratic or ordinal|confidence: of the interval, 0.95",
  .compute = compute,
};
