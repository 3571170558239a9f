/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bootstraps over items as metrics read and say them. Any thread. */
#pragma once

#include "cs-bootstrap.h"
#include "cs-metric-input.h"

typedef struct {
  guint replicates;
  guint64 seed;
  double confidence;
} CsMetricBootstrap;

/* "replicates", "seed" and "confidence"; 2000, 1 and 0.95 where they are absent. Replicates may be
 * ">= 2000" in a file of vectors, which leaves them as they are. */
gboolean cs_metric_read_bootstrap (const CsJson *params, CsMetricBootstrap *ret_settings,
                                   GError **error);
/* replicates and seed, so that it can be repeated. */
void cs_metric_put_bootstrap (CsJson *answer, const CsMetricBootstrap *settings);
/* ESTIMATE, and nulls with the reason where draws left it without an interval. */
void cs_metric_put_drawn (CsJson *answer, const CsEstimate *estimate);

/* "groups" of INPUT, a name for each of N items; NULL where there are none. Caller frees. */
gboolean cs_metric_read_groups (const CsJson *input, guint n, guint **ret_groups,
                                guint *ret_n_groups, GError **error);
/* LIMIT where it would take too long. */
gboolean cs_metric_check_bootstrap (const CsMetricBootstrap *settings, guint n, GError **error);
