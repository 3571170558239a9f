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
  g_auto (CsMetricBoxes) boxes = { 0 };
  if (!cs_metric_read_boxes (input, &boxes, error))
    return FALSE;
  g_autofree double *ious = cs_box_ious (boxes.a, boxes.n_a, boxes.b, boxes.n_b);
  CsEstimate found = cs_mean_best_iou (ious, boxes.n_a, boxes.n_b);
  cs_metric_put_estimate (answer, &found);
  return TRUE;
}

const CsMetric cs_metric_mean_best_iou = {
  .name = "mean_best_iou",
  .summary = "Mean IoU of the best one-to-one pairs of boxes; what has no partner counts 0",
  .input = "a: boxes, each x, y, width, height|b: those of the other",
  .params = "",
  .compute = compute,
};
