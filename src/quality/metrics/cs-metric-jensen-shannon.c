/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-drift.h"
#include "cs-metric-numbers.h"

static double
part (double share, double mean)
{
  return share > 0 ? share * log2 (share / mean) / 2 : 0;
}

CsEstimate
cs_jensen_shannon (const gint64 *reference, const gint64 *current, guint n_bins)
{
  double n = 0, m = 0, value = 0;
  const char *why = cs_drift_totals (reference, current, n_bins, &n, &m);
  if (why != NULL)
    return cs_estimate_undefined ((gint64)(n + m), why);
  for (guint i = 0; i < n_bins; i++) {
    double p = (double)reference[i] / n, q = (double)current[i] / m;
    value += part (p, (p + q) / 2) + part (q, (p + q) / 2);
  }
  return (CsEstimate){ CLAMP (value, 0, 1), CS_UNKNOWN,      CS_UNKNOWN,
                       CS_UNKNOWN,          (gint64)(n + m), NULL };
}

static gboolean
compute (const CsJson *input, const CsJson *params G_GNUC_UNUSED, CsJson *answer, GError **error)
{
  g_autofree gint64 *reference = NULL, *current = NULL;
  guint n = 0;
  if (!cs_metric_read_count_pairs (input, "reference", "current", &reference, &current, &n, error))
    return FALSE;
  CsEstimate found = cs_jensen_shannon (reference, current, n);
  if (!cs_metric_put_n (answer, found.n, found.undefined))
    return TRUE;
  cs_metric_put_real (answer, "divergence", found.value);
  cs_metric_put_real (answer, "distance", sqrt (found.value));
  return TRUE;
}

const CsMetric cs_metric_jensen_shannon = {
  .name = "jensen_shannon",
  .summary = "Jensen-Shannon divergence of counts in bits, 0 to 1, and its root, a distance",
  .input = "reference: a count a bin|current: the same of the window that is judged",
  .params = "",
  .fixed = "kind: divergence|log_base: 2",
  .compute = compute,
};
