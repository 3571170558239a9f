/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys that a measure reads, and no others: what is spelled wrong is an error and not ignored. A
 * list of them is "key: what it is|key: what it is", as CsMetric has it. Any thread. */
#pragma once

#include "cs-metric.h"

gboolean cs_metric_keys_have (const char *keys, const char *key);
/* PLACE is how errors call OBJECT, NULL for a whole file. FIXED, a list "key: word": keys that may
 * be there if their value begins with the word, or whatever it is where there is no word. */
gboolean cs_metric_check_keys (const CsJson *object, const char *place, const char *keys,
                               const char *fixed, GError **error);
