/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an answer warns of besides its numbers, by the defaults of cs-quality-defaults.h. Any
 * thread.
 */
#pragma once

#include "cs-metric-input.h"

/* One more of "warnings". */
void cs_metric_warn (CsJson *answer, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Too few ITEMS to judge a coefficient by. */
void cs_metric_warn_few (CsJson *answer, gint64 items);
/* The same where nothing is rated twice. */
void cs_metric_warn_short (CsJson *answer, gint64 items);
/* The same of RATINGS; where they are of categories, and no measurements, also of categories that
 * are rare, or one that nearly all ratings are of. */
void cs_metric_warn_ratings (CsJson *answer, const CsMetricRatings *ratings,
                             gboolean of_categories);
/* "benchmark": the word for a coefficient by Gwet's rule (cs-monitoring.h); none where there is no
 * standard error. */
void cs_metric_put_benchmark (CsJson *answer, const CsEstimate *estimate);
