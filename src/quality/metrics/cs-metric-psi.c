/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-drift.h"
#include "cs-metric-cautions.h"
#include "cs-metric-numbers.h"
#include "cs-quality-defaults.h"

#define EMPTY 0.0001

CsEstimate
cs_psi (const gint64 *reference, const gint64 *current, guint n_bins)
{
  double n = 0, m = 0, value = 0, added = 0;
  const char *why = cs_drift_totals (reference, current, n_bins, &n, &m);
  if (why != NULL)
    return cs_estimate_undefined ((gint64)(n + m), why);
  for (guint i = 0; i < n_bins; i++)
    if (reference[i] == 0 || current[i] == 0)
      added = EMPTY;
  for (guint i = 0; i < n_bins; i++) {
    double p = ((double)reference[i] / n + added) / (1 + n_bins * added);
    double q = ((double)current[i] / m + added) / (1 + n_bins * added);
    value += (q - p) * log (q / p);
  }
  return (CsEstimate){ value, CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN, (gint64)(n + m), NULL };
}

static gint64
total_of (const gint64 *counts, guint n)
{
  gint64 total = 0;
  for (guint i = 0; i < n; i++)
    total += counts[i];
  return total;
}

static void
put_reading (CsJson *answer, const gint64 *reference, const gint64 *current, guint n, double value)
{
  gint64 least = MIN (total_of (reference, n), total_of (current, n));
  if (least < CS_PSI_LEAST)
    cs_metric_warn (answer,
                    "too few to judge: a window has %" G_GINT64_FORMAT " items, %d are needed",
                    least, CS_PSI_LEAST);
  else
    cs_json_put_string (answer, "reading",
                        value >= CS_PSI_ACT    ? "act"
                        : value >= CS_PSI_LOOK ? "look"
                                               : "no drift");
}

static gboolean
compute (const CsJson *input, const CsJson *params G_GNUC_UNUSED, CsJson *answer, GError **error)
{
  g_autofree gint64 *reference = NULL, *current = NULL;
  guint n = 0;
  if (!cs_metric_read_count_pairs (input, "reference", "current", &reference, &current, &n, error))
    return FALSE;
  CsEstimate found = cs_psi (reference, current, n);
  cs_metric_put_estimate (answer, &found);
  if (found.undefined == NULL)
    put_reading (answer, reference, current, n, found.value);
  return TRUE;
}

const CsMetric cs_metric_psi = {
  .name = "psi",
  .summary = "Population stability index: drift of counts; 0.1 look, 0.25 act",
  .input = "reference: a count a bin|current: the same of the window that is judged",
  .params = "",
  .fixed = "log: natural|zero_bins",
  .compute = compute,
};
