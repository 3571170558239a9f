/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-labels.h"

#define MOST_OFF 0.01 /* of 1 */

gboolean
cs_metric_read_rows (const CsJson *json, const char *place, double **ret_values, guint *ret_rows,
                     guint *ret_columns, GError **error)
{
  guint n_rows = cs_json_length (json), n_columns = cs_json_length (cs_json_at (json, 0));
  g_autofree double *values = g_new (double, MAX ((gsize)n_rows * n_columns, 1));
  if (cs_json_type (json) != CS_JSON_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID, "%s: not a list of rows", place);
  for (guint i = 0; i < n_rows; i++) {
    const CsJson *row = cs_json_at (json, i);
    if (cs_json_type (row) != CS_JSON_ARRAY || cs_json_length (row) != n_columns || n_columns == 0)
      return cs_fail (error, CS_ERROR_INVALID, "%s[%u]: not a list of %u numbers", place, i,
                      MAX (n_columns, 1));
    for (guint k = 0; k < n_columns; k++) {
      const CsJson *each = cs_json_at (row, k);
      values[(gsize)i * n_columns + k] = cs_json_real (each);
      if (!cs_metric_is_number (each) || !isfinite (cs_json_real (each)))
        return cs_fail (error, CS_ERROR_INVALID, "%s[%u][%u]: not a number", place, i, k);
    }
  }
  *ret_values = g_steal_pointer (&values);
  *ret_rows = n_rows;
  *ret_columns = n_columns;
  return TRUE;
}

gboolean
cs_metric_read_probabilities (const CsJson *json, const char *place, double **ret_values,
                              guint *ret_rows, guint *ret_columns, GError **error)
{
  g_autofree double *values = NULL;
  guint n_rows = 0, n_columns = 0;
  if (!cs_metric_read_rows (json, place, &values, &n_rows, &n_columns, error))
    return FALSE;
  for (guint i = 0; i < n_rows; i++) {
    double sum = 0;
    for (guint k = 0; k < n_columns; k++) {
      double each = values[(gsize)i * n_columns + k];
      sum += each;
      if (each < 0 || each > 1)
        return cs_fail (error, CS_ERROR_INVALID, "%s[%u][%u]: not between 0 and 1", place, i, k);
    }
    if (fabs (sum - 1) > MOST_OFF)
      return cs_fail (error, CS_ERROR_INVALID, "%s[%u]: does not sum to 1", place, i);
  }
  *ret_values = g_steal_pointer (&values);
  *ret_rows = n_rows;
  *ret_columns = n_columns;
  return TRUE;
}
