/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What metrics of boxes and points read from JSON, and what they say. Any thread. */
#pragma once

#include "cs-metric-numbers.h"
#include "cs-region.h"

/* Two raters. */
typedef struct {
  CsBox *a, *b;
  guint n_a, n_b;
} CsMetricBoxes;

void cs_metric_boxes_clear (CsMetricBoxes *boxes);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsMetricBoxes, cs_metric_boxes_clear)

/* Four numbers, the last two not negative. PLACE is how errors name it. */
gboolean cs_metric_read_box (const CsJson *json, const char *place, CsBox *ret_box, GError **error);
/* "a" and "b"; LIMIT where they make too many pairs. */
gboolean cs_metric_read_boxes (const CsJson *input, CsMetricBoxes *ret_boxes, GError **error);
/* IoUs, [i * n_b + k], of "a" and "b": lists of boxes, of rings of points or of masks, whatever the
 * first one is. Caller frees. */
gboolean cs_metric_read_ious (const CsJson *input, double **ret_ious, guint *ret_n_a,
                              guint *ret_n_b, GError **error);
/* x, y, x, y ...; N is the points. Caller frees. */
gboolean cs_metric_read_points (const CsJson *input, const char *key, double **ret_points,
                                guint *ret_n, GError **error);
/* The same of LIST, which errors call PLACE. */
gboolean cs_metric_read_places (const CsJson *list, const char *place, double **ret_points,
                                guint *ret_n, GError **error);
/* The same of a line: two points or more. */
gboolean cs_metric_read_line (const CsJson *input, const char *key, double **ret_points,
                              guint *ret_n, GError **error);
gboolean cs_metric_check_pairs (guint n_a, guint n_b, GError **error);
/* A number of PARAMS above 0, at most MOST; OTHERWISE where it is absent, if that is above 0. */
gboolean cs_metric_read_above_0 (const CsJson *params, const char *key, double otherwise,
                                 double most, double *ret_number, GError **error);

/* --- answers --- */

/* tp, only_a, only_b, f1 and the mean under its key; or the reason. */
void cs_metric_put_matches (CsJson *answer, const CsMatches *matches, const char *mean_key);
