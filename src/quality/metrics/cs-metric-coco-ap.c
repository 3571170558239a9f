/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-coco-metrics.h"
#include "cs-metric-read-shapes.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const score_keys[CS_COCO_N_SCORES] = {
  [CS_COCO_AP] = "AP",
  [CS_COCO_AP50] = "AP50",
  [CS_COCO_AP75] = "AP75",
  [CS_COCO_AP_SMALL] = "AP_small",
  [CS_COCO_AP_MEDIUM] = "AP_medium",
  [CS_COCO_AP_LARGE] = "AP_large",
  [CS_COCO_AR1] = "AR1",
  [CS_COCO_AR10] = "AR10",
  [CS_COCO_AR100] = "AR100",
  [CS_COCO_AR_SMALL] = "AR_small",
  [CS_COCO_AR_MEDIUM] = "AR_medium",
  [CS_COCO_AR_LARGE] = "AR_large",
};

/* --- reading --- */

static gboolean
read_id (const CsJson *json, const char *list, guint i, const char *key, gint64 *ret_id,
         GError **error)
{
  const CsJson *id = cs_json_get (json, key);
  *ret_id = cs_json_int (id);
  return cs_json_type (id) == CS_JSON_INT ||
         cs_fail (error, CS_ERROR_INVALID, "input.%s[%u].%s: not a whole number", list, i, key);
}

static gboolean
read_box (const CsJson *json, const char *list, guint i, gint64 *ret_image, gint64 *ret_category,
          CsBox *ret_box, GError **error)
{
  g_autofree char *place = g_strdup_printf ("input.%s[%u].bbox", list, i);
  return read_id (json, list, i, "image_id", ret_image, error) &&
         read_id (json, list, i, "category_id", ret_category, error) &&
         cs_metric_read_box (cs_json_get (json, "bbox"), place, ret_box, error);
}

/* "area" is that of the box where it is absent. */
static gboolean
read_truth (const CsJson *json, guint i, CsCocoTruth *ret_truth, GError **error)
{
  const CsJson *area = cs_json_get (json, "area"), *crowd = cs_json_get (json, "iscrowd");
  if (!read_box (json, "gt", i, &ret_truth->image, &ret_truth->category, &ret_truth->box, error))
    return FALSE;
  ret_truth->area = ret_truth->box.width * ret_truth->box.height;
  ret_truth->is_crowd = cs_json_int (crowd) != 0;
  if (area != NULL &&
      (!cs_metric_read_real (area, "", &ret_truth->area, NULL) || ret_truth->area < 0))
    return cs_fail (error, CS_ERROR_INVALID, "input.gt[%u].area: not a number from 0 on", i);
  return crowd == NULL || cs_json_type (crowd) == CS_JSON_BOOL ||
         (cs_json_type (crowd) == CS_JSON_INT && (guint64)cs_json_int (crowd) <= 1) ||
         cs_fail (error, CS_ERROR_INVALID, "input.gt[%u].iscrowd: neither 0 nor 1", i);
}

static gboolean
read_finding (const CsJson *json, guint i, CsCocoFinding *ret_finding, GError **error)
{
  return read_box (json, "detections", i, &ret_finding->image, &ret_finding->category,
                   &ret_finding->box, error) &&
         (cs_metric_read_real (cs_json_get (json, "score"), "", &ret_finding->score, NULL) ||
          cs_fail (error, CS_ERROR_INVALID, "input.detections[%u].score: not a number", i));
}

static gboolean
check_params (const CsJson *params, GError **error)
{
  static const gint64 most[] = { 1, 10, CS_COCO_MOST };
  const char *type = NULL, *iou = NULL;
  const CsJson *list = cs_json_get (params, "max_detections");
  gboolean same = list == NULL || cs_json_length (list) == G_N_ELEMENTS (most);
  for (guint i = 0; list != NULL && i < G_N_ELEMENTS (most); i++)
    same = same && cs_json_int (cs_json_at (list, i)) == most[i];
  if (!cs_metric_read_string (params, "type", &type, error) ||
      !cs_metric_read_string (params, "iou", &iou, error))
    return FALSE;
  if (type != NULL && strcmp (type, "bbox") != 0)
    return cs_fail (error, CS_ERROR_INVALID, "params.type: \"%s\" is not bbox", type);
  if (iou != NULL && strcmp (iou, "0.50:0.05:0.95") != 0)
    return cs_fail (error, CS_ERROR_INVALID, "params.iou: \"%s\" is not 0.50:0.05:0.95", iou);
  return same || cs_fail (error, CS_ERROR_INVALID, "params.max_detections: not 1, 10 and 100");
}

/* --- the metric --- */

static void
put_scores (CsJson *answer, const double *scores)
{
  if (!isfinite (scores[CS_COCO_AP])) {
    cs_metric_put_undefined (answer, N_ ("there is no object to be found"));
    return;
  }
  for (guint i = 0; i < CS_COCO_N_SCORES; i++) {
    if (isfinite (scores[i])) {
      cs_metric_put_real (answer, score_keys[i], scores[i]);
      continue;
    }
    cs_json_put (answer, score_keys[i], cs_json_new_null ());
    cs_metric_put_reason (answer, score_keys[i], N_ ("there is no object of that size"));
  }
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  const CsJson *gt = cs_json_get (input, "gt"), *dt = cs_json_get (input, "detections");
  guint n_gt = cs_json_length (gt), n_dt = cs_json_length (dt);
  double scores[CS_COCO_N_SCORES];
  if (cs_json_type (gt) != CS_JSON_ARRAY || cs_json_type (dt) != CS_JSON_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID, "input: wants two lists, \"gt\" and \"detections\"");
  g_autofree CsCocoTruth *truths = g_new (CsCocoTruth, MAX (n_gt, 1));
  g_autofree CsCocoFinding *findings = g_new (CsCocoFinding, MAX (n_dt, 1));
  for (guint i = 0; i < n_gt; i++)
    if (!read_truth (cs_json_at (gt, i), i, &truths[i], error))
      return FALSE;
  for (guint i = 0; i < n_dt; i++)
    if (!read_finding (cs_json_at (dt, i), i, &findings[i], error))
      return FALSE;
  if (!check_params (params, error))
    return FALSE;
  cs_coco_evaluate (truths, n_gt, findings, n_dt, scores);
  put_scores (answer, scores);
  return TRUE;
}

const CsMetric cs_metric_coco_ap = {
  .name = "coco_ap",
  .summary = "Average precision and recall of boxes with scores, as COCO defines them",
  .input = "gt: image_id, category_id, bbox, area, iscrowd of every object|detections: image_id, "
           "category_id, bbox, score of every finding|images: how many, not looked at|categories: "
           "how many, not looked at",
  .params = "type: bbox|iou: 0.50:0.05:0.95|max_detections: 1, 10 and 100",
  .compute = compute,
};
