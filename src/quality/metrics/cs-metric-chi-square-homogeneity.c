/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-drift.h"
#include "cs-metric-numbers.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cdf.h>

#define SMALL 5

static CsChiSquare
undefined (double n, const char *why)
{
  return (CsChiSquare){ CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN, (gint64)n, 0, why };
}

CsChiSquare
cs_chi_square_homogeneity (const gint64 *reference, const gint64 *current, guint n_bins)
{
  double n = 0, m = 0, statistic = 0;
  guint used = 0, small = 0;
  const char *why = cs_drift_totals (reference, current, n_bins, &n, &m);
  if (why != NULL)
    return undefined (n + m, why);
  for (guint i = 0; i < n_bins; i++) {
    double both = (double)reference[i] + (double)current[i], all = n + m;
    if (both <= 0)
      continue;
    double first = n * both / all, second = m * both / all;
    double off = (double)reference[i] - first;
    statistic += off * off / first + off * off / second;
    small += (first < SMALL) + (second < SMALL);
    used++;
  }
  if (used < 2)
    return undefined (n + m, N_ ("only one category was used"));
  return (CsChiSquare){ statistic,
                        gsl_cdf_chisq_Q (statistic, used - 1.0),
                        sqrt (statistic / (n + m)),
                        small / (2.0 * used),
                        (gint64)(n + m),
                        used - 1,
                        NULL };
}

static gboolean
compute (const CsJson *input, const CsJson *params G_GNUC_UNUSED, CsJson *answer, GError **error)
{
  g_autofree gint64 *reference = NULL, *current = NULL;
  guint n = 0;
  if (!cs_metric_read_count_pairs (input, "reference", "current", &reference, &current, &n, error))
    return FALSE;
  CsChiSquare found = cs_chi_square_homogeneity (reference, current, n);
  if (!cs_metric_put_n (answer, found.n, found.undefined))
    return TRUE;
  cs_metric_put_real (answer, "statistic", found.statistic);
  cs_json_put_int (answer, "df", found.df);
  cs_metric_put_real (answer, "p_value", found.p_value);
  cs_metric_put_real (answer, "cramers_v", found.cramers_v);
  cs_metric_put_real (answer, "small_expected", found.small_expected);
  return TRUE;
}

const CsMetric cs_metric_chi_square_homogeneity = {
  .name = "chi_square_homogeneity",
  .summary = "Chi-square of two windows of counts, with Cramer's V; no correction",
  .input = "reference: a count a bin|current: the same of the window that is judged",
  .params = "",
  .fixed = "correction: false",
  .compute = compute,
};
