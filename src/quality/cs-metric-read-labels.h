/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What metrics of spans, crowds, masks and probabilities read from JSON. As in cs-metric-input.h
 * every error names the place. Any thread. */
#pragma once

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

/* A list below INPUT; INVALID where it is none. */
gboolean cs_metric_read_list (const CsJson *input, const char *key, const CsJson **ret_list,
                              GError **error);
/* "label", TRUE where it is absent. */
gboolean cs_metric_read_labelled (const CsJson *params, gboolean *ret_labelled, GError **error);

/* --- answers --- */

/* One value of several that has none: null, and WHY below "reasons", which belongs to the answer
 * once it is put there. */
void cs_metric_put_unknown (CsJson *answer, CsJson *reasons, const char *key, const char *why);
