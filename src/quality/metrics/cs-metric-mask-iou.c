/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-masks.h"

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  return cs_metric_compute_overlap (input, cs_overlap_iou, answer, error);
}

const CsMetric cs_metric_mask_iou = {
  .name = "mask_iou",
  .summary = "Intersection over union of two masks, on their runs",
  .input = "a: a mask, rows of 0 and 1 or COCO's size and counts; a list of them is a volume|b: "
           "that of the other",
  .params = "",
  .compute = compute,
};
