/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-masks.h"

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  (void)params;
  g_auto (CsMetricMasks) masks = { 0 };
  if (!cs_metric_read_masks (input, &masks, error))
    return FALSE;
  CsOverlap overlap = cs_runs_overlap (masks.a, masks.b);
  CsEstimate found = cs_overlap_dice (&overlap);
  cs_metric_put_overlap (answer, &overlap, &found);
  return TRUE;
}

const CsMetric cs_metric_dice = {
  .name = "dice",
  .summary = "Dice coefficient of two masks, on their runs",
  .input = "a: a mask, rows of 0 and 1 or COCO's size and counts; a list of them is a volume|b: "
           "that of the other",
  .params = "",
  .compute = compute,
};
