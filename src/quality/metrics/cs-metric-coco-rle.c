/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-masks.h"
#include "cs-metric-read-shapes.h"

#include <glib/gi18n.h>

/* x, y, width, height of the pixels that are set. */
static void
put_box (CsJson *answer, const GArray *runs, gint64 height)
{
  gint64 at = 0, left = -1, right = -1, top = height, bottom = -1;
  for (guint i = 0; i < runs->len; i++) {
    gint64 length = g_array_index (runs, gint64, i), last = at + length - 1;
    if (i % 2 == 1 && length > 0) {
      gboolean one = at / height == last / height;
      left = left < 0 ? at / height : left;
      right = last / height;
      top = MIN (top, one ? at % height : 0);
      bottom = MAX (bottom, one ? last % height : height - 1);
    }
    at += length;
  }
  if (left < 0) {
    cs_json_put (answer, "bbox", cs_json_new_null ());
    cs_metric_put_reason (answer, "bbox", N_ ("the mask is empty"));
    return;
  }
  const gint64 numbers[] = { left, top, right - left + 1, bottom - top + 1 };
  CsJson *box = cs_json_new_array ();
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    cs_json_append (box, cs_json_new_int (numbers[i]));
  cs_json_put (answer, "bbox", box);
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  (void)params;
  g_auto (CsMetricMasks) mask = { 0 };
  if (!cs_metric_read_mask (input, &mask, error))
    return FALSE;
  CsJson *size = cs_json_new_array (), *counts = cs_json_new_array ();
  cs_json_append (size, cs_json_new_int (mask.height));
  cs_json_append (size, cs_json_new_int (mask.width));
  for (guint i = 0; i < mask.a->len; i++)
    cs_json_append (counts, cs_json_new_int (g_array_index (mask.a, gint64, i)));
  cs_json_put (answer, "size", size);
  cs_json_put (answer, "counts", counts);
  cs_metric_put_rle (answer, "string", mask.a);
  cs_json_put_int (answer, "area", cs_runs_area (mask.a));
  put_box (answer, mask.a, mask.height);
  return TRUE;
}

const CsMetric cs_metric_coco_rle = {
  .name = "coco_rle",
  .summary = "COCO's runs of a mask, as numbers and as a string, its area and its box",
  .input = "mask: rows of 0 and 1, or COCO's size and counts",
  .params = "",
  .fixed = "order: column-major",
  .compute = compute,
};
