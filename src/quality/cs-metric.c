/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric.h"

#include <gsl/gsl_errno.h>
#include <pthread.h>
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

/* Its own ends the program; it is one of the whole program. */
static void
leave_errors_to_us (void)
{
  gsl_set_error_handler_off ();
}

CsJson *
cs_metric_compute (const CsMetric *metric, const CsJson *input, const CsJson *params,
                   GError **error)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  g_autoptr (CsJson) answer = cs_json_new_object ();
  pthread_once (&once, leave_errors_to_us);
  if (cs_json_type (input) != CS_JSON_OBJECT) {
    cs_fail (error, CS_ERROR_INVALID, "input: not an object");
    return NULL;
  }
  return metric->compute (input, params, answer, error) ? g_steal_pointer (&answer) : NULL;
}

gboolean
cs_metric_is_undefined (const CsJson *answer)
{
  return cs_json_get_string (answer, "undefined") != NULL;
}
