/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ratings that are sets of labels, read from JSON as in cs-metric-input.h. Any thread. */
#pragma once

#include "cs-metric-read-labels.h"
#include "cs-ratings.h"

/* Sets that were given, each once: the code of a rating is its place among them. */
typedef struct {
  CsMetricNames labels;
  GPtrArray *sets; /* of GArray of label codes (guint), ascending */
  GHashTable *codes;
  gboolean declared; /* no other labels */
} CsMetricSets;

void cs_metric_sets_clear (CsMetricSets *sets);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsMetricSets, cs_metric_sets_clear)

/* "ratings" of INPUT, sets of OPTIONS, or of any labels where that is NULL. Both are cleared by the
 * caller, on errors too. */
gboolean cs_metric_read_sets (const CsJson *input, const CsJson *options, CsMetricSets *ret_sets,
                              CsRatings *ret_ratings, GError **error);
