/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which metrics fit a type of the label schema, as data (cs-label-metrics.def). It chooses by
 * itself; people may choose otherwise. Static, any thread. */
#pragma once

#include "cs-json.h"

typedef struct {
  const char *id;    /* "grade" */
  const char *title; /* "grades in their order" */
  /* Metrics with the params that make them fit, "|" between them: "gwet_ac2 weights=quadratic". All
   * of the headline are shown together, none alone. */
  const char *headline, *also;
  const char *consensus; /* "": people adjudicate */
} CsLabelMetrics;

/* All rows, in the order of the table. */
const CsLabelMetrics *cs_label_metrics (guint *ret_count);
/* TYPE is a kind of mark or a type of attribute, as in a schema. RET_OTHERWISE: what it may also
 * be, which the schema does not say (choices may be grades, integers too, a line of two points is a
 * length), or NULL. NULL for what is no type. */
const CsLabelMetrics *cs_label_metrics_of (const char *type, const CsLabelMetrics **ret_otherwise);

/* From one of a list above: the name, which the caller frees, and params as cs_metric_compute takes
 * them, which the caller unrefs. */
char *cs_label_metric_read (const char *words, CsJson **ret_params);
