/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What metrics read from JSON and say in it: every error names the place. Any thread. */
#pragma once

#include "cs-agreement.h"
#include "cs-alpha.h"
#include "cs-metric.h"
#include "cs-sampling.h"

/* Ratings as they come: "ratings" (a list a rater, null where there is none), "counts" (items by
 * categories) or "table" (two raters, the first by rows). */
typedef struct {
  CsRatingPatterns patterns;
  CsRatings ratings; /* of "ratings"; else without items */
  gint64 *table;     /* of "table", [n_categories]^2; else NULL */
  guint n_categories;
  double *
      values; /* of the categories, ascending where none were declared; NULL: not all are numbers */
} CsMetricRatings;

void cs_metric_ratings_clear (CsMetricRatings *ratings);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsMetricRatings, cs_metric_ratings_clear)

/* "categories" of PARAMS are the declared ones; a rating that is none of them is an error. */
gboolean cs_metric_read_ratings (const CsJson *input, const CsJson *params,
                                 CsMetricRatings *ret_ratings, GError **error);
/* The weights of PARAMS, by NULL where there are none; caller frees. */
gboolean cs_metric_read_weights (const CsJson *params, const CsMetricRatings *ratings,
                                 double **ret_weights, GError **error);
/* "confidence", 0.95 where it is absent; between 0 and 1. */
gboolean cs_metric_read_confidence (const CsJson *params, double *ret_confidence, GError **error);

/* "level", nominal where it is absent; refused where the categories are not of that kind. */
gboolean cs_metric_read_level (const CsJson *params, const CsMetricRatings *ratings,
                               CsLevel *ret_level, GError **error);

gboolean cs_metric_is_number (const CsJson *json);
/* By which names are one: 1 and 1.0 are, "1" is another. NULL for what is neither number nor
 * string; caller frees. */
char *cs_metric_words (const CsJson *json);
/* Numbers in their order, then strings by bytes. */
int cs_metric_compare_names (const CsJson *a, const CsJson *b);

/* --- answers --- */

void cs_metric_put_undefined (CsJson *answer, const char *why);
/* Nothing for CS_UNKNOWN. */
void cs_metric_put_real (CsJson *answer, const char *key, double value);
/* value, se, ci_low, ci_high, n; or the reason. */
void cs_metric_put_estimate (CsJson *answer, const CsEstimate *estimate);
/* The same with pa and pe. */
void cs_metric_put_agreement (CsJson *answer, const CsAgreement *agreement);

/* --- plain numbers: PLACE is "input" or "params", what OBJECT is called in errors --- */

/* A finite number at any place. */
gboolean cs_metric_read_real (const CsJson *json, const char *place, double *ret_value,
                              GError **error);
/* From LOW to HIGH, both allowed. */
gboolean cs_metric_read_number (const CsJson *object, const char *place, const char *key,
                                double low, double high, double *ret_value, GError **error);
/* Between 0 and 1, neither allowed. */
gboolean cs_metric_read_share (const CsJson *object, const char *place, const char *key,
                               double *ret_value, GError **error);
/* A whole number from LEAST to MOST. */
gboolean cs_metric_read_count (const CsJson *object, const char *place, const char *key,
                               gint64 least, gint64 most, gint64 *ret_value, GError **error);
/* Neither absent nor null. */
gboolean cs_metric_has (const CsJson *object, const char *key);
/* Lists of INPUT, which may be empty; caller frees. Counts are whole and not negative. */
gboolean cs_metric_read_numbers (const CsJson *input, const char *key, double **ret_values,
                                 guint *ret_n, GError **error);
gboolean cs_metric_read_counts (const CsJson *input, const char *key, gint64 **ret_values,
                                guint *ret_n, GError **error);
/* Two lists of one length. */
gboolean cs_metric_read_pairs (const CsJson *input, const char *x_key, const char *y_key,
                               double **ret_x, double **ret_y, guint *ret_n, GError **error);
gboolean cs_metric_read_count_pairs (const CsJson *input, const char *x_key, const char *y_key,
                                     gint64 **ret_x, gint64 **ret_y, guint *ret_n, GError **error);
/* Which of WORDS, ended by NULL, the string begins with (explanations may follow it); the first
 * where there is no string. */
gboolean cs_metric_read_word (const CsJson *params, const char *key, const char *const *words,
                              guint *ret_word, GError **error);
/* null for CS_UNKNOWN. */
CsJson *cs_metric_new_real (double value);
void cs_metric_put_reals (CsJson *answer, const char *key, const double *values, guint n);
/* "reasons", an object of WHY by key: what is null in the answer, and why. */
void cs_metric_put_null (CsJson *answer, CsJson *reasons, const char *key, const char *why);
/* Takes REASONS; nothing where it is empty. */
void cs_metric_put_reasons (CsJson *answer, CsJson *reasons);
/* low and high as a list of two. */
void cs_metric_put_pair (CsJson *answer, const char *key, double low, double high);
/* p0 and p1 of RATES, called PLACE, and alpha and beta of PARAMS. */
gboolean cs_metric_read_sprt (const CsJson *rates, const char *place, const CsJson *params,
                              CsSprt *ret_sprt, GError **error);
