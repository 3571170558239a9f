/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-cautions.h"
#include "cs-metric-input.h"

#include <glib/gi18n.h>

#define MOST_SHARES (1 << 24) /* of raters by categories */
#define MOST_STEPS (1 << 30)  /* raters by weights */

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

/* RET[k]: sum over l of w_kl VALUES[l]. */
static void
weigh (const double *weights, guint q, const double *values, double *ret)
{
  for (guint k = 0; k < q; k++) {
    ret[k] = weights == NULL ? values[k] : 0;
    for (guint l = 0; weights != NULL && l < q; l++)
      ret[k] += weights[(gsize)k * q + l] * values[l];
  }
}

static double
product (const double *a, const double *b, guint n)
{
  double sum = 0;
  for (guint i = 0; i < n; i++)
    sum += a[i] * b[i];
  return sum;
}

/* p_e: what two different raters would agree by their own shares, a mean of all pairs of raters. */
static double
chance_of (const Raters *raters, const CsRatings *ratings, const double *weights)
{
  guint q = ratings->n_categories, r = ratings->n_raters;
  g_autofree double *weighed = g_new (double, MAX (q, 1));
  weigh (weights, q, raters->means, weighed);
  double all = product (raters->means, weighed, q), own = 0;
  for (guint g = 0; g < r; g++) {
    const double *shares = raters->shares + (gsize)g * q;
    weigh (weights, q, shares, weighed);
    own += product (shares, weighed, q);
  }
  return ((double)r * r * all - own) / ((double)r * (r - 1));
}

/* What RATER's rating of each category adds to that rater's shares, against the shares of the
 * others, goes to RET_PULLS; the mean of it by the rater's shares is the return value. */
static double
pulls_of (const Raters *raters, const CsRatings *ratings, const double *weights, guint rater,
          double n, double *others, double *ret_pulls)
{
  guint q = ratings->n_categories, r = ratings->n_raters;
  const double *own = raters->shares + (gsize)rater * q;
  for (guint k = 0; k < q; k++)
    others[k] = n / raters->rated[rater] * (r * raters->means[k] - own[k]);
  weigh (weights, q, others, ret_pulls); /* weights are the same both ways */
  return product (own, ret_pulls, q);
}

/* [item]: its part in p_e, linearised. Caller frees. */
static double *
parts_of (const Raters *raters, const CsRatings *ratings, const double *weights, double n)
{
  guint q = ratings->n_categories, r = ratings->n_raters;
  double *parts = g_new0 (double, MAX (ratings->n_items, 1));
  g_autofree double *others = g_new (double, MAX (q, 1));
  g_autofree double *pulls = g_new (double, MAX (q, 1));
  for (guint g = 0; g < r; g++) {
    double mean = pulls_of (raters, ratings, weights, g, n, others, pulls);
    for (guint i = 0; i < ratings->n_items; i++) {
      gint32 code = ratings->codes[(gsize)i * r + g];
      double there = code == CS_RATING_NONE ? 0 : 1;
      parts[i] += (there > 0 ? pulls[code] : 0) - (there - raters->rated[g] / n) * mean;
    }
  }
  for (guint i = 0; i < ratings->n_items; i++)
    parts[i] /= (double)r * (r - 1);
  return parts;
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
  g_autofree double *parts = parts_of (&raters, ratings, weights, (double)patterns.n_items);
  guint n = 0;
  for (guint i = 0; i < ratings->n_items; i++) {
    if (of[i] == G_MAXUINT)
      continue;
    units[n] = alike[of[i]];
    units[n].times = 1;
    units[n++].expected = parts[i];
  }
  return cs_agreement_combine (units, n, chance_of (&raters, ratings, weights), confidence);
}

static gboolean
check_size (const CsMetricRatings *ratings, gboolean weighted, GError **error)
{
  guint64 r = ratings->ratings.n_raters, q = ratings->n_categories, shares = r * q;
  if (shares > MOST_SHARES)
    return cs_fail (error, CS_ERROR_LIMIT,
                    "input.ratings: %u raters by %u categories are more than %d shares", (guint)r,
                    (guint)q, MOST_SHARES);
  return !weighted || shares * q <= MOST_STEPS ||
         cs_fail (error, CS_ERROR_LIMIT,
                  "params.weights: %u raters by the square of %u categories are more than %d",
                  (guint)r, (guint)q, MOST_STEPS);
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
  if (!check_size (&ratings, weights != NULL, error))
    return FALSE;
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
