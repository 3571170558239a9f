/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-numbers.h"

#include <string.h>

gboolean
cs_metric_read_real (const CsJson *json, const char *place, double *ret_value, GError **error)
{
  double value = cs_json_real (json);
  if (!cs_metric_is_number (json) || !isfinite (value))
    return cs_fail (error, CS_ERROR_INVALID, "%s: not a number", place);
  *ret_value = value;
  return TRUE;
}

gboolean
cs_metric_read_number (const CsJson *object, const char *place, const char *key, double low,
                       double high, double *ret_value, GError **error)
{
  double value = 0;
  g_autofree char *whole = g_strdup_printf ("%s.%s", place, key);
  if (!cs_metric_read_real (cs_json_get (object, key), whole, &value, error))
    return FALSE;
  if (value < low || value > high) {
    char least[G_ASCII_DTOSTR_BUF_SIZE], most[G_ASCII_DTOSTR_BUF_SIZE];
    return cs_fail (error, CS_ERROR_INVALID, "%s: not from %s to %s", whole,
                    g_ascii_dtostr (least, sizeof least, low),
                    g_ascii_dtostr (most, sizeof most, high));
  }
  *ret_value = value;
  return TRUE;
}

gboolean
cs_metric_read_share (const CsJson *object, const char *place, const char *key, double *ret_value,
                      GError **error)
{
  double value = cs_json_real (cs_json_get (object, key));
  if (!(value > 0 && value < 1))
    return cs_fail (error, CS_ERROR_INVALID, "%s.%s: not a number between 0 and 1", place, key);
  *ret_value = value;
  return TRUE;
}

static gboolean
is_whole (const CsJson *json, gint64 least, gint64 most)
{
  return cs_json_type (json) == CS_JSON_INT && cs_json_int (json) >= least &&
         cs_json_int (json) <= most;
}

gboolean
cs_metric_read_count (const CsJson *object, const char *place, const char *key, gint64 least,
                      gint64 most, gint64 *ret_value, GError **error)
{
  const CsJson *json = cs_json_get (object, key);
  if (!is_whole (json, least, most))
    return cs_fail (error, CS_ERROR_INVALID,
                    "%s.%s: not a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT,
                    place, key, least, most);
  *ret_value = cs_json_int (json);
  return TRUE;
}

gboolean
cs_metric_has (const CsJson *object, const char *key)
{
  const CsJson *json = cs_json_get (object, key);
  return json != NULL && cs_json_type (json) != CS_JSON_NULL;
}

gboolean
cs_metric_read_numbers (const CsJson *input, const char *key, double **ret_values, guint *ret_n,
                        GError **error)
{
  const CsJson *list = NULL;
  if (!cs_metric_read_list (input, key, &list, error))
    return FALSE;
  guint n = cs_json_length (list);
  g_autofree double *values = g_new (double, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    values[i] = cs_json_real (cs_json_at (list, i));
    if (!cs_metric_is_number (cs_json_at (list, i)) || !isfinite (values[i]))
      return cs_fail (error, CS_ERROR_INVALID, "input.%s[%u]: not a number", key, i);
  }
  *ret_values = g_steal_pointer (&values);
  *ret_n = n;
  return TRUE;
}

gboolean
cs_metric_read_counts (const CsJson *input, const char *key, gint64 **ret_values, guint *ret_n,
                       GError **error)
{
  const CsJson *list = NULL;
  if (!cs_metric_read_list (input, key, &list, error))
    return FALSE;
  guint n = cs_json_length (list);
  g_autofree gint64 *values = g_new (gint64, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    values[i] = cs_json_int (cs_json_at (list, i));
    if (!is_whole (cs_json_at (list, i), 0, G_MAXINT32))
      return cs_fail (error, CS_ERROR_INVALID, "input.%s[%u]: not a whole number from 0 to %d", key,
                      i, G_MAXINT32);
  }
  *ret_values = g_steal_pointer (&values);
  *ret_n = n;
  return TRUE;
}

static gboolean
check_pairs (const char *x_key, const char *y_key, guint n_x, guint n_y, GError **error)
{
  return n_x == n_y || cs_fail (error, CS_ERROR_INVALID, "input.%s: %u entries, but %u in %s",
                                y_key, n_y, n_x, x_key);
}

gboolean
cs_metric_read_pairs (const CsJson *input, const char *x_key, const char *y_key, double **ret_x,
                      double **ret_y, guint *ret_n, GError **error)
{
  guint n_y = 0;
  return cs_metric_read_numbers (input, x_key, ret_x, ret_n, error) &&
         cs_metric_read_numbers (input, y_key, ret_y, &n_y, error) &&
         check_pairs (x_key, y_key, *ret_n, n_y, error);
}

gboolean
cs_metric_read_count_pairs (const CsJson *input, const char *x_key, const char *y_key,
                            gint64 **ret_x, gint64 **ret_y, guint *ret_n, GError **error)
{
  guint n_y = 0;
  return cs_metric_read_counts (input, x_key, ret_x, ret_n, error) &&
         cs_metric_read_counts (input, y_key, ret_y, &n_y, error) &&
         check_pairs (x_key, y_key, *ret_n, n_y, error);
}

static gboolean
begins_with (const char *text, const char *word)
{
  gsize size = strlen (word);
  return g_ascii_strncasecmp (text, word, size) == 0 && !g_ascii_isalnum (text[size]);
}

gboolean
cs_metric_read_word (const CsJson *params, const char *key, const char *const *words,
                     guint *ret_word, GError **error)
{
  const char *text = cs_json_get_string (params, key);
  *ret_word = 0;
  if (!cs_metric_has (params, key))
    return TRUE;
  for (guint i = 0; text != NULL && words[i] != NULL; i++)
    if (begins_with (text, words[i])) {
      *ret_word = i;
      return TRUE;
    }
  g_autofree char *all = g_strjoinv (", ", (char **)words);
  return cs_fail (error, CS_ERROR_INVALID, "params.%s: none of %s", key, all);
}

gboolean
cs_metric_read_sprt (const CsJson *rates, const char *place, const CsJson *params, CsSprt *ret_sprt,
                     GError **error)
{
  CsSprt sprt = { 0 };
  if (!cs_metric_read_share (rates, place, "p0", &sprt.p0, error) ||
      !cs_metric_read_share (rates, place, "p1", &sprt.p1, error) ||
      !cs_metric_read_share (params, "params", "alpha", &sprt.alpha, error) ||
      !cs_metric_read_share (params, "params", "beta", &sprt.beta, error))
    return FALSE;
  if (sprt.p0 >= sprt.p1)
    return cs_fail (error, CS_ERROR_INVALID, "%s.p1: not more than p0", place);
  if (sprt.alpha + sprt.beta >= 1)
    return cs_fail (error, CS_ERROR_INVALID, "params.beta: 1 or more together with alpha");
  *ret_sprt = sprt;
  return TRUE;
}
