/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-masks.h"

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  (void)params;
  g_auto (CsMetricMasks) masks = { 0 };
  if (!cs_metric_read_masks (input, &masks, error))
    return FALSE;
  if (masks.is_volume)
    return cs_fail (error, CS_ERROR_INVALID, "input.a: a volume, not one picture");
  g_autoptr (GArray) either = cs_runs_either (masks.a, masks.b);
  g_autoptr (GArray) both = cs_runs_both (masks.a, masks.b);
  cs_metric_put_rle (answer, "union", either);
  cs_metric_put_rle (answer, "intersection", both);
  cs_json_put_int (answer, "union_area", cs_runs_area (either));
  cs_json_put_int (answer, "intersection_area", cs_runs_area (both));
  return TRUE;
}

const CsMetric cs_metric_coco_rle_merge = {
  .name = "coco_rle_merge",
  .summary = "Union and intersection of two masks as COCO's strings of runs",
  .input = "a: a mask, rows of 0 and 1 or COCO's size and counts|b: the other",
  .params = "",
  .compute = compute,
};
