/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain numbers that metrics read from JSON; as in cs-metric-input.h every error names the place.
 * PLACE is "input" or "params", what OBJECT is called in errors. Any thread. */
#pragma once

#include "cs-metric-input.h"
#include "cs-sampling.h"

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
/* p0 and p1 of RATES, called PLACE, and alpha and beta of PARAMS. */
gboolean cs_metric_read_sprt (const CsJson *rates, const char *place, const CsJson *params,
                              CsSprt *ret_sprt, GError **error);
