/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric.h"
#include "cs-metric-keys.h"

#include <string.h>

static const CsMetric *const metrics[] = {
#define CS_METRIC(id) &cs_metric_##id,
#include "cs-metrics.def"
#undef CS_METRIC
};

const CsMetric *const *
cs_metrics (guint *ret_count)
{
  *ret_count = G_N_ELEMENTS (metrics);
  return metrics;
}

/* Its parts: "kappa" finds all kappas. */
static gboolean
is_close (const char *name, const char *wanted)
{
  g_auto (GStrv) words = g_strsplit_set (wanted, "_- ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) > 2 && strstr (name, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

const CsMetric *
cs_metric_find (const char *name, GError **error)
{
  g_autoptr (GString) close = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++) {
    if (strcmp (metrics[i]->name, name) == 0)
      return metrics[i];
    if (is_close (metrics[i]->name, name))
      g_string_append_printf (close, "%s%s", close->len > 0 ? ", " : "", metrics[i]->name);
  }
  cs_fail (error, CS_ERROR_NOT_FOUND, "no metric is called \"%s\"; %s%s", name,
           close->len > 0 ? "there is " : "\"metric list\" shows what there is", close->str);
  return NULL;
}

gboolean
cs_metric_check_file (const CsMetric *metric, const CsJson *file, GError **error)
{
  static const char keys[] = "input|params|id|metric|expected|tolerance|source|note";
  for (guint i = 0; i < cs_json_length (file); i++) {
    const char *key = cs_json_key_at (file, i);
    const char *belongs = cs_metric_keys_have (keys, key)             ? NULL
                          : cs_metric_keys_have (metric->params, key) ? "params"
                          : cs_metric_keys_have (metric->input, key)  ? "input"
                                                                      : NULL;
    if (belongs != NULL)
      return cs_fail (error, CS_ERROR_INVALID, "%s: belongs into \"%s\"", key, belongs);
  }
  return cs_metric_check_keys (file, NULL, keys, NULL, error);
}

CsJson *
cs_metric_compute (const CsMetric *metric, const CsJson *input, const CsJson *params,
                   GError **error)
{
  g_autoptr (CsJson) answer = cs_json_new_object ();
  if (cs_json_type (input) != CS_JSON_OBJECT) {
    cs_fail (error, CS_ERROR_INVALID, "input: not an object");
    return NULL;
  }
  if (params != NULL && cs_json_type (params) != CS_JSON_NULL &&
      cs_json_type (params) != CS_JSON_OBJECT) {
    cs_fail (error, CS_ERROR_INVALID, "params: not an object");
    return NULL;
  }
  if (!cs_metric_check_keys (input, "input", metric->input, NULL, error) ||
      !cs_metric_check_keys (params, "params", metric->params, metric->fixed, error))
    return NULL;
  return metric->compute (input, params, answer, error) ? g_steal_pointer (&answer) : NULL;
}

gboolean
cs_metric_is_undefined (const CsJson *answer)
{
  return cs_json_get_string (answer, "undefined") != NULL;
}
