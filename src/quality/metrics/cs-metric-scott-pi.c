/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-cautions.h"
#include "cs-metric-input.h"

/* Of Fleiss' kappa, which has the same formula, this is undefined. For two raters who both gave
 * nothing but one of several declared categories the published programs say 1 (irrCAC, on tables),
 * and so do the vectors. */
static gboolean
is_one_category (const CsMetricRatings *ratings, const CsAgreement *found)
{
  return ratings->n_categories > 1 && found->estimate.undefined != NULL &&
         ratings->patterns.n_patterns == 1 && ratings->patterns.sizes[0] > 1;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricRatings) ratings = { 0 };
  double confidence = 0;
  if (!cs_metric_read_ratings (input, params, &ratings, error) ||
      !cs_metric_read_confidence (params, &confidence, error))
    return FALSE;
  CsAgreement found = cs_fleiss_kappa (&ratings.patterns, NULL, confidence);
  if (is_one_category (&ratings, &found))
    found.estimate = (CsEstimate){ 1, CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN, found.estimate.n, NULL };
  cs_metric_put_agreement (answer, &found);
  cs_metric_put_benchmark (answer, &found.estimate);
  cs_metric_warn_ratings (answer, &ratings, TRUE);
  return TRUE;
}

const CsMetric cs_metric_scott_pi = {
  .name = "scott_pi",
  .summary = "Scott's pi: two raters, chance by the shares of both together",
  .input = "ratings: a list a rater, an entry an item, null for none|counts: instead, items by "
           "categories|table: instead, two raters, the first by rows",
  .params = "categories: those declared; else those used|confidence: of the interval, 0.95",
  .compute = compute,
};
