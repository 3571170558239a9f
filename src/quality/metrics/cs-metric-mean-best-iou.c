/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-shapes.h"

CsEstimate
cs_mean_best_iou (const double *ious, guint n_a, guint n_b)
{
  gsize n = (gsize)n_a * n_b;
  g_autofree double *weights = g_new (double, MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    weights[i] = isfinite (ious[i]) ? ious[i] : 0;
  CsMatches found = cs_region_match (weights, ious, n_a, n_b);
  guint most = MAX (n_a, n_b);
  if (found.undefined != NULL)
    return cs_estimate_undefined (0, found.undefined);
  double sum = found.n_matched > 0 ? found.mean * found.n_matched : 0;
  return (CsEstimate){ sum / most, CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN, most, NULL };
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  (void)params;
  g_autofree double *ious = NULL;
  guint n_a = 0, n_b = 0;
  if (!cs_metric_read_ious (input, &ious, &n_a, &n_b, error))
    return FALSE;
  CsEstimate found = cs_mean_best_iou (ious, n_a, n_b);
  cs_metric_put_estimate (answer, &found);
  return TRUE;
}

const CsMetric cs_metric_mean_best_iou = {
  .name = "mean_best_iou",
  .summary = "Mean IoU of the best one-to-one pairs of objects; what has no partner counts 0",
  .input = "a: boxes, each x, y, width, height; or rings of points; or masks, rows of 0 and 1 or "
           "COCO's size and counts|b: those of the other",
  .params = "",
  .fixed = "denominator: max(n_a, n_b)|matching: Hungarian",
  .compute = compute,
};
