/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-cautions.h"
#include "cs-metric-input.h"

#include <glib/gi18n.h>

/* Shares of the categories of each rater, and how many items the rater rated. */
typedef struct {
  double *shares; /* [rater * q + category] */
  double *rated;
  double *means; /* of the categories, over the raters */
} Raters;

static void
raters_clear (Raters *raters)
{
  g_clear_pointer (&raters->shares, g_free);
  g_clear_pointer (&raters->rated, g_free);
  g_clear_pointer (&raters->means, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Raters, raters_clear)

static gboolean
raters_init (Raters *self, const CsRatings *ratings)
{
  guint q = ratings->n_categories, r = ratings->n_raters;
  self->shares = g_new0 (double, MAX ((gsize)q * r, 1));
  self->rated = g_new0 (double, MAX (r, 1));
  self->means = g_new0 (double, MAX (q, 1));
  for (guint i = 0; i < ratings->n_items; i++)
    for (guint g = 0; g < r; g++) {
      gint32 code = ratings->codes[(gsize)i * r + g];
      if (code == CS_RATING_NONE)
        continue;
      self->shares[(gsize)g * q + (gsize)code]++;
      self->rated[g]++;
    }
  for (guint g = 0; g < r; g++) {
    if (self->rated[g] < 1)
      return FALSE;
    for (guint k = 0; k < q; k++) {
      self->shares[(gsize)g * q + k] /= self->rated[g];
      self->means[k] += self->shares[(gsize)g * q + k] / r;
    }
  }
  return TRUE;
}

/* p_e: what two different raters would agree by their own shares, a mean of all pairs of raters. */
static double
chance_of (const Raters *raters, const CsRatings *ratings, const double *weights)
{
  guint q = ratings->n_categories, r = ratings->n_raters;
  double all = 0, own = 0;
  for (guint k = 0; k < q; k++)
    for (guint l = 0; l < q; l++) {
      double w = cs_agreement_weight (weights, q, k, l), same = 0;
      if (w == 0)
        continue;
      for (guint g = 0; g < r; g++)
        same += raters->shares[(gsize)g * q + k] * raters->shares[(gsize)g * q + l];
      all += w * raters->means[k] * raters->means[l];
      own += w * same;
    }
  return ((double)r * r * all - own) / ((double)r * (r - 1));
}

/* The part of item I in p_e, linearised: what each rater's rating of it adds to the shares of that
 * rater, against the shares of the others. */
static double
part_of (const Raters *raters, const CsRatings *ratings, const double *weights, guint item,
         double n)
{
  guint q = ratings->n_categories, r = ratings->n_raters;
  double sum = 0;
  for (guint g = 0; g < r; g++) {
    gint32 code = ratings->codes[(gsize)item * r + g];
    double rated = raters->rated[g], there = code == CS_RATING_NONE ? 0 : 1;
    const double *own = raters->shares + (gsize)g * q;
    for (guint k = 0; k < q; k++) {
      double moved = 0;
      for (guint l = 0; l < q; l++)
        moved += cs_agreement_weight (weights, q, k, l) * ((gint32)l == code ? 1 : 0) -
                 cs_agreement_weight (weights, q, k, l) * (there - rated / n) * own[l];
      sum += moved * n / rated * (r * raters->means[k] - own[k]);
    }
  }
  return sum / ((double)r * (r - 1));
}

CsAgreement
cs_conger_kappa (const CsRatings *ratings, const double *weights, double confidence)
{
  g_auto (Raters) raters = { 0 };
  g_auto (CsRatingPatterns) patterns = { 0 };
  g_autofree guint *of = cs_rating_patterns_init_items (&patterns, ratings);
  if (ratings->n_raters < 2)
    return cs_agreement_undefined (patterns.n_items, N_ ("there is only one rater"));
  if (!raters_init (&raters, ratings))
    return cs_agreement_undefined (patterns.n_items, N_ ("a rater rated nothing"));
  g_autofree CsAgreementUnit *alike = cs_agreement_units (&patterns, weights);
  g_autofree CsAgreementUnit *units = g_new0 (CsAgreementUnit, MAX (ratings->n_items, 1));
  guint n = 0;
  for (guint i = 0; i < ratings->n_items; i++) {
    if (of[i] == G_MAXUINT)
      continue;
    units[n] = alike[of[i]];
    units[n].times = 1;
    units[n++].expected = part_of (&raters, ratings, weights, i, (double)patterns.n_items);
  }
  return cs_agreement_combine (units, n, chance_of (&raters, ratings, weights), confidence);
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
  if (cs_json_get (input, "ratings") == NULL)
    return cs_fail (error, CS_ERROR_INVALID,
                    "input: wants \"ratings\": who gave which counts here");
  CsAgreement found = cs_conger_kappa (&ratings.ratings, weights, confidence);
  cs_metric_put_agreement (answer, &found);
  cs_metric_put_benchmark (answer, &found.estimate);
  cs_metric_warn_ratings (answer, &ratings, TRUE);
  return TRUE;
}

const CsMetric cs_metric_conger_kappa = {
  .name = "conger_kappa",
  .summary = "Conger's kappa: Cohen's for more than two raters",
  .input = "ratings: a list a rater, an entry an item, null for none",
  .params = "categories: those declared, in their order; else those used|weights: none, linear, "
            "quadratic or ordinal|confidence: of the interval, 0.95",
  .compute = compute,
};
