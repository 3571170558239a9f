/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What metrics read from JSON and say in it: every error names the place. Any thread. */
#pragma once

#include "cs-agreement.h"
#include "cs-alpha.h"
#include "cs-metric-answer.h"

/* Ratings as they come: "ratings" (a list a rater, null where there is none), "counts" (items by
 * categories) or "table" (two raters, the first by rows). */
typedef struct {
  CsRatingPatterns patterns;
  CsRatings ratings; /* of "ratings"; else without items */
  gint64 *table;     /* of "table", [n_categories]^2; else NULL */
  guint n_categories;
  gboolean by_name; /* the order of the categories is that of their words alone */
  CsJson *names;    /* a list of them in their order; NULL where nothing names them */
  double *
      values; /* of the categories, ascending where none were declared; NULL: not all are numbers */
} CsMetricRatings;

void cs_metric_ratings_clear (CsMetricRatings *ratings);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsMetricRatings, cs_metric_ratings_clear)

/* "categories" of PARAMS are the declared ones; a rating that is none of them is an error. */
gboolean cs_metric_read_ratings (const CsJson *input, const CsJson *params,
                                 CsMetricRatings *ret_ratings, GError **error);
/* A string of PARAMS; NULL where it is absent. */
gboolean cs_metric_read_string (const CsJson *params, const char *key, const char **ret_string,
                                GError **error);
/* The weights of PARAMS, by NULL where there are none; caller frees. */
gboolean cs_metric_read_weights (const CsJson *params, const CsMetricRatings *ratings,
                                 double **ret_weights, GError **error);
/* "confidence", 0.95 where it is absent; between 0 and 1. */
gboolean cs_metric_read_confidence (const CsJson *params, double *ret_confidence, GError **error);

/* "level", nominal where it is absent; refused where the categories are not of that kind. */
gboolean cs_metric_read_level (const CsJson *params, const CsMetricRatings *ratings,
                               CsLevel *ret_level, GError **error);

/* The names under "categories"; where nothing names them, their places from 0 on. */
void cs_metric_put_categories (CsJson *answer, const CsMetricRatings *ratings);

/* A list below INPUT; INVALID where it is none. */
gboolean cs_metric_read_list (const CsJson *input, const char *key, const CsJson **ret_list,
                              GError **error);

gboolean cs_metric_is_number (const CsJson *json);
/* By which names are one: 1 and 1.0 are, "1" is another. NULL for what is neither number nor
 * string; caller frees. */
char *cs_metric_words (const CsJson *json);
/* Numbers in their order, then strings by bytes. */
int cs_metric_compare_names (const CsJson *a, const CsJson *b);

/* What those share that count patterns: reads, computes and puts. WEIGHTED: "weights" of PARAMS
 * count; else FUNC gets none. */
typedef CsAgreement (*CsMetricAgreement) (const CsRatingPatterns *patterns, const double *weights,
                                          double confidence);
gboolean cs_metric_compute_agreement (const CsJson *input, const CsJson *params, gboolean weighted,
                                      CsMetricAgreement func, CsJson *answer, GError **error);
