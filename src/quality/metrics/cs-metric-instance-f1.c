/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-assignment.h"
#include "cs-metric-read-shapes.h"
#include "cs-quality-defaults.h"

#include <glib/gi18n.h>

CsMatches
cs_region_match (const double *weights, const double *values, guint n_a, guint n_b)
{
  CsMatches found = { 0, n_a, n_b, CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN, NULL };
  double sum = 0;
  if (n_a + n_b == 0) {
    found.undefined = N_ ("nobody marked anything");
    return found;
  }
  g_autofree guint *pairs = g_new (guint, MAX (n_a, 1));
  cs_assignment_most (weights, n_a, n_b, pairs);
  for (guint i = 0; i < n_a; i++)
    if (pairs[i] != G_MAXUINT) {
      sum += values[(gsize)i * n_b + pairs[i]];
      found.n_matched++;
    }
  found.only_a = n_a - found.n_matched;
  found.only_b = n_b - found.n_matched;
  found.f1 = 2.0 * found.n_matched / ((double)n_a + n_b);
  if (found.n_matched > 0)
    found.mean = sum / found.n_matched;
  return found;
}

CsMatches
cs_instance_matches (const double *ious, guint n_a, guint n_b, double threshold)
{
  gsize n = (gsize)n_a * n_b;
  g_autofree double *weights = g_new (double, MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    weights[i] = ious[i] >= threshold ? ious[i] : 0;
  CsMatches found = cs_region_match (weights, ious, n_a, n_b);
  if (found.undefined == NULL)
    found.panoptic = found.n_matched > 0 ? found.mean * found.f1 : 0;
  return found;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_autofree double *ious = NULL;
  guint n_a = 0, n_b = 0;
  double threshold = 0;
  if (!cs_metric_read_ious (input, &ious, &n_a, &n_b, error) ||
      !cs_metric_read_above_0 (params, "iou_threshold", CS_IOU_THRESHOLD, 1, &threshold, error))
    return FALSE;
  CsMatches found = cs_instance_matches (ious, n_a, n_b, threshold);
  cs_metric_put_matches (answer, &found, "mean_matched_iou");
  cs_metric_put_real (answer, "panoptic_quality", found.panoptic);
  return TRUE;
}

const CsMetric cs_metric_instance_f1 = {
  .name = "instance_f1",
  .summary = "F1 and panoptic quality of objects, one to one from a threshold of IoU on",
  .input = "a: boxes, each x, y, width, height; or rings of points; or masks, rows of 0 and 1 or "
           "COCO's size and counts|b: those of the other",
  .params = "iou_threshold: 0.5, above 0",
  .fixed = "matching: one to one",
  .compute = compute,
};
