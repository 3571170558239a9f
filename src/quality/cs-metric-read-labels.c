/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-labels.h"

void
cs_metric_names_init (CsMetricNames *names)
{
  names->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  names->names = g_ptr_array_new ();
}

void
cs_metric_names_clear (CsMetricNames *names)
{
  g_clear_pointer (&names->codes, g_hash_table_unref);
  g_clear_pointer (&names->names, g_ptr_array_unref);
}

gboolean
cs_metric_names_add (CsMetricNames *names, const CsJson *json, guint *ret_code)
{
  g_autofree char *words = cs_metric_words (json);
  gpointer code = NULL;
  if (words == NULL)
    return FALSE;
  if (g_hash_table_lookup_extended (names->codes, words, NULL, &code)) {
    *ret_code = GPOINTER_TO_UINT (code);
    return TRUE;
  }
  *ret_code = names->names->len;
  g_hash_table_insert (names->codes, g_steal_pointer (&words), GUINT_TO_POINTER (*ret_code));
  g_ptr_array_add (names->names, (gpointer)json);
  return TRUE;
}

gboolean
cs_metric_names_find (const CsMetricNames *names, const CsJson *json, guint *ret_code)
{
  g_autofree char *words = cs_metric_words (json);
  gpointer code = NULL;
  if (words == NULL || !g_hash_table_lookup_extended (names->codes, words, NULL, &code))
    return FALSE;
  *ret_code = GPOINTER_TO_UINT (code);
  return TRUE;
}

CsJson *
cs_metric_names_at (const CsMetricNames *names, guint code)
{
  return cs_json_ref (names->names->pdata[code]);
}

char *
cs_metric_names_key (const CsMetricNames *names, guint code)
{
  const CsJson *json = names->names->pdata[code];
  return cs_json_type (json) == CS_JSON_STRING ? g_strdup (cs_json_string (json))
                                               : cs_json_to_line (json);
}

gboolean
cs_metric_read_list (const CsJson *input, const char *key, const CsJson **ret_list, GError **error)
{
  const CsJson *list = cs_json_get (input, key);
  if (cs_json_type (list) != CS_JSON_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID, "input.%s: not a list", key);
  *ret_list = list;
  return TRUE;
}

gboolean
cs_metric_read_labelled (const CsJson *params, gboolean *ret_labelled, GError **error)
{
  const CsJson *json = cs_json_get (params, "label");
  if (json != NULL && cs_json_type (json) != CS_JSON_BOOL)
    return cs_fail (error, CS_ERROR_INVALID, "params.label: neither true nor false");
  *ret_labelled = json == NULL || cs_json_int (json) != 0;
  return TRUE;
}

void
cs_metric_put_unknown (CsJson *answer, CsJson *reasons, const char *key, const char *why)
{
  cs_json_put (answer, key, cs_json_new_null ());
  cs_json_put_string (reasons, key, why);
  if (cs_json_get (answer, "reasons") == NULL)
    cs_json_put (answer, "reasons", cs_json_ref (reasons));
}
