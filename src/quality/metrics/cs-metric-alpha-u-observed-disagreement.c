/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-units.h"

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricUnits) units = { 0 };
  if (!cs_metric_units_init (&units, input, error) ||
      !cs_metric_units_add (&units, cs_json_get (input, "a"), "input.a", NULL, error) ||
      !cs_metric_units_add (&units, cs_json_get (input, "b"), "input.b", NULL, error))
    return FALSE;
  CsUnitAlpha found = cs_metric_units_alpha (&units);
  cs_metric_put_real (answer, "value", found.observed);
  cs_json_put_int (answer, "n", found.alpha.n);
  return TRUE;
}

const CsMetric cs_metric_alpha_u_observed_disagreement = {
  .name = "alpha_u_observed_disagreement",
  .summary = "How much two raters differ about units on a continuum, before chance",
  .input =
      "a: units [start, end]|b: the other's|length: of the continuum|start: where it begins, 0",
  .params = "",
  .compute = compute,
};
