/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-cautions.h"
#include "cs-metric-input.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cdf.h>

#define MOST_CELLS (1 << 22) /* of the table */

/* Shares of the categories by rows and by columns. */
static void
margins (const gint64 *table, guint n, double total, double *ret_rows, double *ret_columns)
{
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n; k++) {
      double share = (double)table[(gsize)i * n + k] / total;
      ret_rows[i] += share;
      ret_columns[k] += share;
    }
}

static gboolean
is_constant (const double *shares, guint n)
{
  guint used = 0;
  for (guint i = 0; i < n; i++)
    used += shares[i] > 0;
  return used < 2;
}

/* Fleiss, Cohen and Everitt (1969), formula 13; what they take off at the end is the square of the
 * mean of the parts, and is taken off each: nearly all in one cell it would eat up the digits. */
static double
variance (const gint64 *table, guint n, const double *weights, const double *rows,
          const double *columns, double observed, double chance, double total)
{
  double sum = 0, mean = observed * chance - 2 * chance + observed;
  g_autofree double *by_row = g_new0 (double, n);
  g_autofree double *by_column = g_new0 (double, n);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n; k++) {
      by_row[i] += columns[k] * cs_agreement_weight (weights, n, i, k);
      by_column[k] += rows[i] * cs_agreement_weight (weights, n, i, k);
    }
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n; k++) {
      double part = cs_agreement_weight (weights, n, i, k) * (1 - chance) -
                    (by_row[i] + by_column[k]) * (1 - observed) - mean;
      sum += (double)table[(gsize)i * n + k] / total * part * part;
    }
  return sum / (total * pow (1 - chance, 4));
}

CsAgreement
cs_cohen_kappa (const gint64 *table, guint n, const double *weights, double confidence)
{
  double observed = 0, chance = 0, total = 0;
  g_autofree double *rows = g_new0 (double, MAX (n, 1));
  g_autofree double *columns = g_new0 (double, MAX (n, 1));
  for (gsize i = 0; i < (gsize)n * n; i++)
    total += (double)table[i];
  if (total <= 0)
    return cs_agreement_undefined (0, N_ ("no item was rated by both"));
  margins (table, n, total, rows, columns);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n; k++) {
      observed += cs_agreement_weight (weights, n, i, k) * (double)table[(gsize)i * n + k] / total;
      chance += cs_agreement_weight (weights, n, i, k) * rows[i] * columns[k];
    }
  if (1 - chance <= 1e-15)
    return cs_agreement_undefined ((gint64)total, N_ ("only one category was used"));
  CsAgreement result = { { (observed - chance) / (1 - chance), CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN,
                           (gint64)total, NULL },
                         observed,
                         chance };
  if (is_constant (rows, n) || is_constant (columns, n))
    return result;
  CsEstimate *estimate = &result.estimate;
  estimate->se = sqrt (variance (table, n, weights, rows, columns, observed, chance, total));
  double reach = gsl_cdf_ugaussian_Pinv ((1 + confidence) / 2) * estimate->se;
  estimate->low = estimate->value - reach;
  estimate->high = estimate->value + reach;
  return result;
}

/* --- the table of two raters --- */

static gboolean
table_of (CsMetricRatings *ratings, GError **error)
{
  if (ratings->table == NULL && ratings->ratings.n_raters != 2)
    return cs_fail (error, CS_ERROR_INVALID,
                    "input: wants \"table\", or \"ratings\" of two raters");
  if (ratings->table == NULL && (guint64)ratings->n_categories * ratings->n_categories > MOST_CELLS)
    return cs_fail (error, CS_ERROR_LIMIT,
                    "input.ratings: the table of %u categories has more than %d cells",
                    ratings->n_categories, MOST_CELLS);
  if (ratings->table == NULL)
    ratings->table = cs_confusion_table (&ratings->ratings, 0, 1);
  return TRUE;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricRatings) ratings = { 0 };
  g_autofree double *weights = NULL;
  double confidence = 0;
  if (!cs_metric_read_ratings (input, params, &ratings, error) ||
      !cs_metric_read_confidence (params, &confidence, error) ||
      !cs_metric_read_weights (params, &ratings, &weights, error) || !table_of (&ratings, error))
    return FALSE;
  CsAgreement found = cs_cohen_kappa (ratings.table, ratings.n_categories, weights, confidence);
  cs_metric_put_agreement (answer, &found);
  cs_metric_put_benchmark (answer, &found.estimate);
  cs_metric_warn_ratings (answer, &ratings, TRUE);
  cs_metric_put_real (answer, "ase", found.estimate.se);
  return TRUE;
}

const CsMetric cs_metric_cohen_kappa = {
  .name = "cohen_kappa",
  .summary = "Cohen's kappa: two raters, chance by the shares of each",
  .input = "table: the first rater by rows|ratings: instead, of two raters",
  .params = "categories: those declared, in their order|weights: none, linear, quadratic or "
            "ordinal|confidence: of the interval, 0.95",
  .compute = compute,
};
