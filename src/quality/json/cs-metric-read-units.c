/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-units.h"

#include <stdlib.h>

#define MOST_LENGTH 1e9 /* whose cube is still a number to count with */

void
cs_metric_units_clear (CsMetricUnits *units)
{
  g_clear_pointer (&units->units, g_array_unref);
  g_clear_pointer (&units->starts, g_array_unref);
}

gboolean
cs_metric_units_init (CsMetricUnits *units, const CsJson *input, GError **error)
{
  const CsJson *length = cs_json_get (input, "length"), *start = cs_json_get (input, "start");
  guint first = 0;
  /* With room for one: what points at none of them points somewhere. */
  units->units = g_array_sized_new (FALSE, FALSE, sizeof (CsUnit), 1);
  units->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (units->starts, first);
  units->length = cs_json_real (length);
  units->start = cs_json_real (start);
  if (!cs_metric_is_number (length) || !(units->length > 0 && units->length <= MOST_LENGTH))
    return cs_fail (error, CS_ERROR_INVALID, "input.length: not a number above 0, at most 1e9");
  return start == NULL || (cs_metric_is_number (start) && fabs (units->start) <= MOST_LENGTH) ||
         cs_fail (error, CS_ERROR_INVALID, "input.start: not a number, at most 1e9");
}

static int
compare (const void *a, const void *b)
{
  const CsUnit *x = a, *y = b;
  return (x->start > y->start) - (x->start < y->start);
}

static gboolean
read_unit (const CsMetricUnits *units, const CsJson *json, const char *place, guint i,
           CsUnit *ret_unit, GError **error)
{
  const CsJson *start = cs_json_at (json, 0), *end = cs_json_at (json, 1);
  *ret_unit = (CsUnit){ cs_json_real (start) - units->start, cs_json_real (end) - units->start };
  if (cs_json_type (json) != CS_JSON_ARRAY || !cs_metric_is_number (start) ||
      !cs_metric_is_number (end))
    return cs_fail (error, CS_ERROR_INVALID, "%s[%u]: not [start, end, label]", place, i);
  return (ret_unit->start >= 0 && ret_unit->start < ret_unit->end &&
          ret_unit->end <= units->length) ||
         cs_fail (error, CS_ERROR_INVALID,
                  "%s[%u]: does not begin before it ends, within the continuum", place, i);
}

static gboolean
is_of (const CsJson *json, const CsJson *category)
{
  g_autofree char *own = cs_metric_words (cs_json_at (json, 2));
  g_autofree char *wanted = cs_metric_words (category);
  return category == NULL || g_strcmp0 (own, wanted) == 0;
}

gboolean
cs_metric_units_add (CsMetricUnits *units, const CsJson *list, const char *place,
                     const CsJson *category, GError **error)
{
  guint from = units->units->len;
  if (cs_json_type (list) != CS_JSON_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID, "%s: not a list of units", place);
  for (guint i = 0; i < cs_json_length (list); i++) {
    CsUnit unit = { 0, 0 };
    if (!read_unit (units, cs_json_at (list, i), place, i, &unit, error))
      return FALSE;
    if (is_of (cs_json_at (list, i), category))
      g_array_append_val (units->units, unit);
  }
  if (units->units->len > CS_UNITS_MOST)
    return cs_fail (error, CS_ERROR_LIMIT, "%s: with it more than %d units", place, CS_UNITS_MOST);
  CsUnit *own = &g_array_index (units->units, CsUnit, from);
  guint n = units->units->len - from;
  if (n > 0)
    qsort (own, n, sizeof *own, compare);
  for (guint i = 1; i < n; i++)
    if (own[i].start < own[i - 1].end)
      return cs_fail (error, CS_ERROR_INVALID, "%s: two units of one category overlap", place);
  g_array_append_val (units->starts, units->units->len);
  return TRUE;
}

CsUnitAlpha
cs_metric_units_alpha (const CsMetricUnits *units)
{
  return cs_unit_alpha ((const CsUnit *)(const void *)units->units->data,
                        (const guint *)(const void *)units->starts->data, units->starts->len - 1,
                        units->length);
}
