/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-shapes.h"

#include <glib/gi18n.h>

static double
shared (double from_a, double size_a, double from_b, double size_b)
{
  return MAX (0, MIN (from_a + size_a, from_b + size_b) - MAX (from_a, from_b));
}

double
cs_box_iou (const CsBox *a, const CsBox *b)
{
  double both = shared (a->x, a->width, b->x, b->width) * shared (a->y, a->height, b->y, b->height);
  double either = a->width * a->height + b->width * b->height - both;
  return either > 0 ? both / either : CS_UNKNOWN;
}

double *
cs_box_ious (const CsBox *a, guint n_a, const CsBox *b, guint n_b)
{
  double *ious = g_new (double, MAX ((gsize)n_a * n_b, 1));
  for (guint i = 0; i < n_a; i++)
    for (guint k = 0; k < n_b; k++)
      ious[(gsize)i * n_b + k] = cs_box_iou (&a[i], &b[k]);
  return ious;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  (void)params;
  g_auto (CsMetricBoxes) boxes = { 0 };
  if (!cs_metric_read_boxes (input, &boxes, error))
    return FALSE;
  CsJson *matrix = cs_json_new_array ();
  gboolean whole = TRUE;
  for (guint i = 0; i < boxes.n_a; i++) {
    CsJson *row = cs_json_new_array ();
    for (guint k = 0; k < boxes.n_b; k++) {
      double iou = cs_box_iou (&boxes.a[i], &boxes.b[k]);
      cs_json_append (row, isfinite (iou) ? cs_json_new_real (iou) : cs_json_new_null ());
      whole = whole && isfinite (iou);
    }
    cs_json_append (matrix, row);
  }
  cs_json_put (answer, "matrix", matrix);
  if (!whole)
    cs_metric_put_reason (answer, "matrix", N_ ("neither of two boxes has an area"));
  return TRUE;
}

const CsMetric cs_metric_box_iou = {
  .name = "box_iou",
  .summary = "Intersection over union of every box of one rater with every one of another",
  .input = "a: boxes, each x, y, width, height|b: those of the other",
  .params = "",
  .fixed = "box: x,y,w,h",
  .compute = compute,
};
