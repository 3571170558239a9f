/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-input.h"

CsAgreement
cs_gwet_ac (const CsRatingPatterns *patterns, const double *weights, double confidence)
{
  double q = patterns->n_categories, chance = 0;
  if (q < 2)
    return cs_agreement_undefined (patterns->n_items, cs_agreement_why_alone (patterns));
  double scale = cs_agreement_total (weights, patterns->n_categories) / (q * (q - 1));
  g_autofree double *parts = cs_agreement_shares (patterns);
  for (guint i = 0; i < patterns->n_categories; i++) {
    chance += scale * parts[i] * (1 - parts[i]);
    parts[i] = scale * (1 - parts[i]);
  }
  return cs_agreement_by_parts (patterns, weights, chance, parts, confidence);
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  return cs_metric_compute_agreement (input, params, FALSE, cs_gwet_ac, answer, error);
}

const CsMetric cs_metric_gwet_ac1 = {
  .name = "gwet_ac1",
  .summary = "Gwet's AC1: steady where nearly all ratings are of one category",
  .input = "ratings: a list a rater, an entry an item, null for none|counts: instead, items by "
           "categories|table: instead, two raters, the first by rows",
  .params = "categories: those declared; else those used|confidence: of the interval, 0.95",
  .fixed = "df: items-1",
  .compute = compute,
};
