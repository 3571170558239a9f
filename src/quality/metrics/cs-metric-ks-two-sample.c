/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-drift.h"
#include "cs-metric-numbers.h"
#include "cs-statistics.h"

#include <glib/gi18n.h>

#define FEW 30

/* n_a n_b times the largest distance: whole, so that nothing is rounded. */
static gint64
largest (const double *a, guint n_a, const double *b, guint n_b)
{
  gint64 most = 0;
  for (guint i = 0, k = 0; i < n_a && k < n_b;) {
    double at = MIN (a[i], b[k]);
    while (i < n_a && a[i] <= at)
      i++;
    while (k < n_b && b[k] <= at)
      k++;
    most = MAX (most, ABS ((gint64)i * n_b - (gint64)k * n_a));
  }
  return most;
}

/* The share of paths from (0, 0) to (n_a, n_b) that come as far as MOST from the diagonal: of each
 * place the share that has done so, when every order of the values is as likely. */
static double
exact_above (guint n_a, guint n_b, gint64 most)
{
  g_autofree double *far = g_new0 (double, (gsize)n_b + 1);
  for (guint i = 0; i <= n_a; i++)
    for (guint k = 0; k <= n_b; k++) {
      double left = i > 0 ? far[k] : 0, below = k > 0 ? far[k - 1] : 0;
      if (ABS ((gint64)i * n_b - (gint64)k * n_a) >= most)
        far[k] = 1;
      else if (i + k > 0)
        far[k] = (i * left + k * below) / ((double)i + k);
    }
  return far[n_b];
}

CsKolmogorovSmirnov
cs_ks_two_sample (const double *a, guint n_a, const double *b, guint n_b, CsKsMode mode)
{
  const char *why = n_a == 0 || n_b == 0 ? N_ ("one of the windows is empty") : NULL;
  why = why != NULL ? why : cs_why_not_finite (a, n_a);
  why = why != NULL ? why : cs_why_not_finite (b, n_b);
  if (why != NULL)
    return (CsKolmogorovSmirnov){ CS_UNKNOWN, CS_UNKNOWN, FALSE, why };
  g_autofree double *x = cs_sorted (a, n_a), *y = cs_sorted (b, n_b);
  gint64 most = largest (x, n_a, y, n_b);
  double n = n_a, m = n_b, statistic = (double)most / (n * m);
  gboolean exact = mode == CS_KS_EXACT || (mode == CS_KS_BY_SIZE && n_a < FEW && n_b < FEW);
  double above = exact ? exact_above (n_a, n_b, most)
                       : cs_kolmogorov_above (statistic, (guint64)rint (n * m / (n + m)));
  return (CsKolmogorovSmirnov){ statistic, above, exact, NULL };
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  static const char *const modes[] = { "by size", "asymptotic", "exact", NULL };
  g_autofree double *a = NULL, *b = NULL;
  guint n_a = 0, n_b = 0, mode = 0;
  if (!cs_metric_read_numbers (input, "a", &a, &n_a, error) ||
      !cs_metric_read_numbers (input, "b", &b, &n_b, error) ||
      !cs_metric_read_word (params, "p_value", modes, &mode, error))
    return FALSE;
  if (mode == CS_KS_EXACT && (guint64)n_a * n_b > CS_KS_EXACT_MOST)
    return cs_fail (error, CS_ERROR_LIMIT, "params.p_value: exact wants at most %d pairs of values",
                    CS_KS_EXACT_MOST);
  CsKolmogorovSmirnov found = cs_ks_two_sample (a, n_a, b, n_b, (CsKsMode)mode);
  if (found.undefined != NULL) {
    cs_metric_put_undefined (answer, found.undefined);
    return TRUE;
  }
  cs_metric_put_real (answer, "statistic", found.statistic);
  cs_metric_put_real (answer, "p_value", found.p_value);
  cs_json_put_bool (answer, "exact", found.exact);
  return TRUE;
}

const CsMetric cs_metric_ks_two_sample = {
  .name = "ks_two_sample",
  .summary = "Kolmogorov-Smirnov: largest distance of two distributions, and its p value",
  .input = "a: numbers|b: numbers of the other window",
  .params = "p_value: by size (exact where both have fewer than 30), asymptotic or exact",
  .compute = compute,
};
