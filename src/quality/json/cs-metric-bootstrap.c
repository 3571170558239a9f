/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-bootstrap.h"
#include "cs-metric-numbers.h"
#include "cs-metric-read-labels.h"
#include "cs-quality-defaults.h"

#include <glib/gi18n.h>

#define LEAST_REPLICATES 100
#define MOST_REPLICATES 1000000

static gboolean
read_whole (const CsJson *params, const char *key, gint64 least, gint64 most, gint64 *ret_value,
            GError **error)
{
  return cs_json_get (params, key) == NULL ||
         cs_metric_read_count (params, "params", key, least, most, ret_value, error);
}

gboolean
cs_metric_read_bootstrap (const CsJson *params, CsMetricBootstrap *ret_settings, GError **error)
{
  gint64 replicates = CS_BOOTSTRAP_REPLICATES, seed = 1;
  const char *words = cs_json_get_string (params, "replicates");
  if (((words == NULL || !g_str_has_prefix (words, ">=")) &&
       !read_whole (params, "replicates", LEAST_REPLICATES, MOST_REPLICATES, &replicates, error)) ||
      !read_whole (params, "seed", 0, CS_JSON_MAX_INT, &seed, error) ||
      !cs_metric_read_confidence (params, &ret_settings->confidence, error))
    return FALSE;
  ret_settings->replicates = (guint)replicates;
  ret_settings->seed = (guint64)seed;
  return TRUE;
}

void
cs_metric_put_bootstrap (CsJson *answer, const CsMetricBootstrap *settings)
{
  cs_json_put_int (answer, "replicates", settings->replicates);
  cs_json_put_int (answer, "seed", (gint64)settings->seed);
}

void
cs_metric_put_drawn (CsJson *answer, const CsEstimate *estimate)
{
  cs_metric_put_estimate (answer, estimate);
  if (estimate->undefined != NULL || isfinite (estimate->low))
    return;
  cs_metric_put_null (answer, "ci_low", N_ ("all draws are the same"));
  cs_metric_put_null (answer, "ci_high", N_ ("all draws are the same"));
}

gboolean
cs_metric_read_groups (const CsJson *input, guint n, guint **ret_groups, guint *ret_n_groups,
                       GError **error)
{
  const CsJson *list = cs_json_get (input, "groups");
  g_auto (CsMetricNames) names = { 0 };
  *ret_groups = NULL;
  *ret_n_groups = 0;
  if (!cs_metric_has (input, "groups"))
    return TRUE;
  if (cs_json_type (list) != CS_JSON_ARRAY || cs_json_length (list) != n)
    return cs_fail (error, CS_ERROR_INVALID, "input.groups: not a list of %u names", n);
  g_autofree guint *groups = g_new (guint, MAX (n, 1));
  cs_metric_names_init (&names);
  for (guint i = 0; i < n; i++)
    if (!cs_metric_names_add (&names, cs_json_at (list, i), &groups[i]))
      return cs_fail (error, CS_ERROR_INVALID, "input.groups[%u]: neither a number nor a string",
                      i);
  *ret_groups = g_steal_pointer (&groups);
  *ret_n_groups = names.names->len;
  return TRUE;
}

gboolean
cs_metric_check_bootstrap (const CsMetricBootstrap *settings, guint n, GError **error)
{
  return (double)settings->replicates * n <= CS_BOOTSTRAP_MOST_DRAWS ||
         cs_fail (error, CS_ERROR_LIMIT, "params.replicates: %u of %u items are too many",
                  settings->replicates, n);
}
