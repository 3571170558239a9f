/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What metrics of spans, crowds, masks and probabilities read from JSON. As in cs-metric-input.h
 * every error names the place. Any thread. */
#pragma once

#include "cs-consensus.h"
#include "cs-metric-input.h"

/* Numbers and strings by which things are called, with a code each, from 0 in the order in which
 * they come. They belong to the JSON they were read from. */
typedef struct {
  GHashTable *codes;
  GPtrArray *names; /* const CsJson by code */
} CsMetricNames;

void cs_metric_names_init (CsMetricNames *names);
void cs_metric_names_clear (CsMetricNames *names);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsMetricNames, cs_metric_names_clear)

/* FALSE: neither a number nor a string. */
gboolean cs_metric_names_add (CsMetricNames *names, const CsJson *json, guint *ret_code);
/* FALSE: it is not among them, or neither a number nor a string. */
gboolean cs_metric_names_find (const CsMetricNames *names, const CsJson *json, guint *ret_code);
/* As JSON, and as the key of an object; caller unrefs and frees. */
CsJson *cs_metric_names_at (const CsMetricNames *names, guint code);
char *cs_metric_names_key (const CsMetricNames *names, guint code);

/* "label", TRUE where it is absent. */
gboolean cs_metric_read_labelled (const CsJson *params, gboolean *ret_labelled, GError **error);

/* "labels": [item, rater, label] triples. Items and raters in the order in which they come, classes
 * by "classes" of PARAMS, else in their order. */
typedef struct {
  CsMetricNames items, raters, classes;
  CsVotes votes;
} CsMetricVotes;

void cs_metric_votes_clear (CsMetricVotes *votes);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsMetricVotes, cs_metric_votes_clear)

/* LIMIT above 2^24 items by classes. */
gboolean cs_metric_read_votes (const CsJson *input, const CsJson *params, CsMetricVotes *ret_votes,
                               GError **error);

/* A list of strings of 0 and 1 of one length, rows from the top, at PLACE ("input.a"): a byte a
 * pixel, 0 or 1; caller frees. */
gboolean cs_metric_read_pixels (const CsJson *json, const char *place, guint8 **ret_pixels,
                                guint *ret_width, guint *ret_height, GError **error);

/* A list of rows of numbers at PLACE, all as long as the first; caller frees. */
gboolean cs_metric_read_rows (const CsJson *json, const char *place, double **ret_values,
                              guint *ret_rows, guint *ret_columns, GError **error);
/* The same of probabilities: 0 to 1, and a row sums to 1 within 0.01, which is how they are
 * printed.
 */
gboolean cs_metric_read_probabilities (const CsJson *json, const char *place, double **ret_values,
                                       guint *ret_rows, guint *ret_columns, GError **error);

/* --- answers --- */

/* The words of all codes, in their order. */
void cs_metric_put_names (CsJson *answer, const char *key, const CsMetricNames *names);
/* Numbers; CS_UNKNOWN is null. */
CsJson *cs_metric_real_rows (const double *values, guint n_rows, guint n_columns);
