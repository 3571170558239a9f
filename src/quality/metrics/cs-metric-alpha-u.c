/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-units.h"

#include <glib/gi18n.h>

/* What of a continuum a rater left free, in order. */
static void
add_gaps (const CsUnit *units, guint n, double length, GArray *gaps)
{
  double at = 0;
  for (guint i = 0; i <= n; i++) {
    CsUnit gap = { at, i < n ? units[i].start : length };
    if (gap.end > gap.start)
      g_array_append_val (gaps, gap);
    at = i < n ? units[i].end : length;
  }
}

static double
square (double x)
{
  return x * x;
}

/* What units of one rater in gaps of another differ. */
static double
in_gaps (const CsUnit *a, guint n_a, const CsUnit *gaps, guint n_gaps)
{
  double sum = 0;
  for (guint i = 0; i < n_a; i++)
    for (guint k = 0; k < n_gaps; k++)
      if (gaps[k].start <= a[i].start && a[i].end <= gaps[k].end)
        sum += square (a[i].end - a[i].start);
  return sum;
}

static double
in_overlaps (const CsUnit *a, guint n_a, const CsUnit *b, guint n_b)
{
  double sum = 0;
  for (guint i = 0; i < n_a; i++)
    for (guint k = 0; k < n_b; k++)
      if (a[i].start < b[k].end && b[k].start < a[i].end)
        sum += square (a[i].start - b[k].start) + square (a[i].end - b[k].end);
  return sum;
}

static double
expected_of (const CsUnit *units, guint n, const GArray *gaps, double all, double length)
{
  double sum = 0, inside = 0;
  for (guint i = 0; i < n; i++) {
    double own = units[i].end - units[i].start;
    sum += (n - 1.0) / 3 * (2 * own * own * own - 3 * own * own + own);
    inside += own * (own - 1);
    for (guint k = 0; k < gaps->len; k++) {
      const CsUnit *gap = &g_array_index (gaps, CsUnit, k);
      if (gap->end - gap->start >= own)
        sum += own * own * (gap->end - gap->start - own + 1);
    }
  }
  double pairs = all * (all - 1) - inside;
  return pairs > 0 ? 2 / length * sum / pairs : 0;
}

static CsUnitAlpha
undefined (guint n, double observed, const char *why)
{
  return (CsUnitAlpha){ cs_estimate_undefined (n, why), observed, CS_UNKNOWN };
}

CsUnitAlpha
cs_unit_alpha (const CsUnit *units, const guint *starts, guint n_raters, double length)
{
  guint n = starts[n_raters];
  double observed = 0;
  if (n_raters < 2)
    return undefined (n, CS_UNKNOWN, N_ ("there are no two raters"));
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (CsUnit));
  for (guint i = 0; i < n_raters; i++) {
    guint from = gaps->len, n_own = starts[i + 1] - starts[i];
    const CsUnit *own = units + starts[i];
    add_gaps (own, n_own, length, gaps);
    for (guint k = 0; k < n_raters; k++) {
      const CsUnit *other = units + starts[k];
      guint n_other = starts[k + 1] - starts[k];
      if (k == i)
        continue;
      observed += in_overlaps (own, n_own, other, n_other);
      observed += 2 * in_gaps (other, n_other, (const CsUnit *)(const void *)gaps->data + from,
                               gaps->len - from);
    }
  }
  observed /= (double)n_raters * (n_raters - 1) * length * length;
  if (n == 0)
    return undefined (0, observed, N_ ("nobody marked anything"));
  double expected = expected_of (units, n, gaps, n_raters * length, length);
  if (expected <= 0)
    return undefined (n, observed, N_ ("no variation: nothing could differ"));
  CsUnitAlpha result = { { 1 - observed / expected, CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN, n, NULL },
                         observed,
                         expected };
  return result;
}

/* --- the metric --- */

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricUnits) units = { 0 };
  const CsJson *raters = NULL;
  if (!cs_metric_read_list (input, "raters", &raters, error) ||
      !cs_metric_units_init (&units, input, error))
    return FALSE;
  for (guint i = 0; i < cs_json_length (raters); i++) {
    g_autofree char *place = g_strdup_printf ("input.raters[%u]", i);
    if (!cs_metric_units_add (&units, cs_json_at (raters, i), place,
                              cs_json_get (params, "category"), error))
      return FALSE;
  }
  CsUnitAlpha found = cs_metric_units_alpha (&units);
  cs_metric_put_estimate (answer, &found.alpha);
  if (found.alpha.undefined != NULL)
    return TRUE;
  cs_metric_put_real (answer, "observed", found.observed);
  cs_metric_put_real (answer, "expected", found.expected);
  return TRUE;
}

const CsMetric cs_metric_alpha_u = {
  .name = "alpha_u",
  .summary = "Krippendorff's alpha of units on a continuum, one category",
  .input = "raters: units [start, end, label] of each|length: of the continuum|start: where it "
           "begins, 0",
  .params = "category: the label that counts; all where it is absent",
  .compute = compute,
};
