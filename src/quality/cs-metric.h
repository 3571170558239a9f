/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A measure of agreement, consensus, sampling, drift or raters as the command line and files of
 * vectors see it: JSON in, JSON out. What computes it is a function over plain arrays, in the
 * header of its family; those are for programs. Any thread. */
#pragma once

#include "cs-json.h"

typedef struct {
  const char *name;    /* "cohen_kappa" */
  const char *summary; /* what it measures, one line */
  const char *input;   /* its keys, "|" between them */
  const char *params;  /* the same; "" for none */
  const char *fixed;   /* params that may be said, though each has but one value: "key: how the
                        * value begins", the same; NULL for none */
  /* Fills ANSWER, an object. FALSE: the input is wrong, and the error names the place in it. What
   * has no value is said by cs_metric_put_undefined(). */
  gboolean (*compute) (const CsJson *input, const CsJson *params, CsJson *answer, GError **error);
} CsMetric;

#define CS_METRIC(id) extern const CsMetric cs_metric_##id;
#include "cs-metrics.def"
#undef CS_METRIC

const CsMetric *const *cs_metrics (guint *ret_count);
/* NOT_FOUND names the closest ones. */
const CsMetric *cs_metric_find (const char *name, GError **error);
/* FILE has "input" and "params" of METRIC, as does a case of a file of vectors; an error for other
 * keys than theirs. */
gboolean cs_metric_check_file (const CsMetric *metric, const CsJson *file, GError **error);
/* Caller unrefs. A key that METRIC does not read is an error. An answer without a value has
 * "undefined", a sentence, and no number but "n". */
CsJson *cs_metric_compute (const CsMetric *metric, const CsJson *input, const CsJson *params,
                           GError **error);
gboolean cs_metric_is_undefined (const CsJson *answer);
