/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What metrics of masks read from JSON: rows of 0 and 1 from the top, or {"size": [height, width],
 * "counts": COCO's runs as a list or a string}; a list of those is a volume, slice by slice. Any
 * thread. */
#pragma once

#include "cs-mask-overlap.h"
#include "cs-metric-input.h"

/* Runs (GArray of gint64) by columns, slice after slice. */
typedef struct {
  GArray *a, *b; /* B: NULL where one was read */
  gboolean is_volume;
  guint slices, height, width;
} CsMetricMasks;

void cs_metric_masks_clear (CsMetricMasks *masks);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsMetricMasks, cs_metric_masks_clear)

/* "mask" alone, which is no volume. */
gboolean cs_metric_read_mask (const CsJson *input, CsMetricMasks *ret_mask, GError **error);
/* "a" and "b", of one size. */
gboolean cs_metric_read_masks (const CsJson *input, CsMetricMasks *ret_masks, GError **error);
/* A list of them under KEY, all of one size, none a volume; GArray of gint64 each. */
gboolean cs_metric_read_mask_list (const CsJson *input, const char *key, GPtrArray *ret_masks,
                                   guint *ret_height, guint *ret_width, GError **error);
/* "size": [height, width] of OBJECT, 1 or more. PLACE is how errors name OBJECT. */
gboolean cs_metric_read_size (const CsJson *object, const char *place, guint *ret_height,
                              guint *ret_width, GError **error);

/* FOUND, and the areas. */
void cs_metric_put_overlap (CsJson *answer, const CsOverlap *overlap, const CsEstimate *found);
/* COCO's string of RUNS. */
void cs_metric_put_rle (CsJson *answer, const char *key, const GArray *runs);
/* Of two masks: reads, counts and puts what FUNC makes of it. */
gboolean cs_metric_compute_overlap (const CsJson *input,
                                    CsEstimate (*func) (const CsOverlap *overlap), CsJson *answer,
                                    GError **error);
