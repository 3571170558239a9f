/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-drift.h"
#include "cs-metric-numbers.h"
#include "cs-statistics.h"

#include <glib/gi18n.h>

CsEstimate
cs_wasserstein_1 (const double *a, guint n_a, const double *b, guint n_b)
{
  const char *why = n_a == 0 || n_b == 0 ? N_ ("one of the windows is empty") : NULL;
  why = why != NULL ? why : cs_why_not_finite (a, n_a);
  why = why != NULL ? why : cs_why_not_finite (b, n_b);
  if (why != NULL)
    return cs_estimate_undefined ((gint64)n_a + n_b, why);
  g_autofree double *x = cs_sorted (a, n_a), *y = cs_sorted (b, n_b);
  double before = MIN (x[0], y[0]), area = 0;
  for (guint i = 0, k = 0; i < n_a || k < n_b;) {
    double at = k >= n_b || (i < n_a && x[i] <= y[k]) ? x[i] : y[k];
    area += fabs ((double)i / n_a - (double)k / n_b) * (at - before);
    before = at;
    while (i < n_a && x[i] <= at)
      i++;
    while (k < n_b && y[k] <= at)
      k++;
  }
  if (!isfinite (area))
    return cs_estimate_undefined ((gint64)n_a + n_b, N_ ("the values are too far apart"));
  return (CsEstimate){ area, CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN, (gint64)n_a + n_b, NULL };
}

static gboolean
compute (const CsJson *input, const CsJson *params G_GNUC_UNUSED, CsJson *answer, GError **error)
{
  g_autofree double *a = NULL, *b = NULL;
  guint n_a = 0, n_b = 0;
  if (!cs_metric_read_numbers (input, "a", &a, &n_a, error) ||
      !cs_metric_read_numbers (input, "b", &b, &n_b, error))
    return FALSE;
  CsEstimate found = cs_wasserstein_1 (a, n_a, b, n_b);
  cs_metric_put_estimate (answer, &found);
  return TRUE;
}

const CsMetric cs_metric_wasserstein_1 = {
  .name = "wasserstein_1",
  .summary = "Wasserstein distance of two windows of numbers, in their unit",
  .input = "a: numbers|b: numbers of the other window",
  .params = "",
  .compute = compute,
};
