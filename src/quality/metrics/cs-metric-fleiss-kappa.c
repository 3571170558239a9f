/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-input.h"

/* Of each category what PI and the weights expect of it, both ways round. */
static double *
expected_of (const double *shares, const double *weights, guint n)
{
  double *expected = g_new0 (double, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    expected[i] = weights == NULL ? shares[i] : 0;
    for (guint k = 0; weights != NULL && k < n; k++)
      expected[i] += weights[(gsize)i * n + k] * shares[k];
  }
  return expected;
}

CsAgreement
cs_fleiss_kappa (const CsRatingPatterns *patterns, const double *weights, double confidence)
{
  double chance = 0;
  g_autofree double *shares = cs_agreement_shares (patterns);
  g_autofree double *expects = expected_of (shares, weights, patterns->n_categories);
  for (guint i = 0; i < patterns->n_categories; i++)
    chance += shares[i] * expects[i];
  return cs_agreement_by_parts (patterns, weights, chance, expects, confidence);
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  return cs_metric_compute_agreement (input, params, FALSE, cs_fleiss_kappa, answer, error);
}

const CsMetric cs_metric_fleiss_kappa = {
  .name = "fleiss_kappa",
  .summary = "Fleiss' kappa: chance by the shares of all raters together",
  .input = "ratings: a list a rater, an entry an item, null for none|counts: instead, items by "
           "categories|table: instead, two raters, the first by rows",
  .params = "categories: those declared; else those used|confidence: of the interval, 0.95",
  .fixed = "form: counts|missing: Gwet generalisation",
  .compute = compute,
};
