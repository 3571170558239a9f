/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-numbers.h"
#include "cs-metric-read-labels.h"
#include "cs-statistics.h"

#include <glib/gi18n.h>

/* What was measured of an item. */
static gboolean
read_values (const CsJson *list, CsMetricNames *items, GPtrArray *values, GError **error)
{
  for (guint i = 0; i < cs_json_length (list); i++) {
    const CsJson *each = cs_json_at (list, i);
    g_autofree char *place = g_strdup_printf ("input.values[%u][2]", i);
    guint item = 0, rater = 0;
    double value = 0;
    g_auto (CsMetricNames) raters = { 0 };
    cs_metric_names_init (&raters);
    if (cs_json_type (each) != CS_JSON_ARRAY || cs_json_length (each) != 3 ||
        !cs_metric_names_add (items, cs_json_at (each, 0), &item) ||
        !cs_metric_names_add (&raters, cs_json_at (each, 1), &rater))
      return cs_fail (error, CS_ERROR_INVALID, "input.values[%u]: not [item, rater, number]", i);
    if (!cs_metric_read_real (cs_json_at (each, 2), place, &value, error))
      return FALSE;
    if (item == values->len)
      g_ptr_array_add (values, g_array_new (FALSE, FALSE, sizeof (double)));
    g_array_append_val (values->pdata[item], value);
  }
  return TRUE;
}

static void
put_medians (CsJson *answer, const CsMetricNames *items, const GPtrArray *values)
{
  CsJson *medians = cs_json_new_array (), *counts = cs_json_new_array (),
         *lows = cs_json_new_array (), *highs = cs_json_new_array ();
  for (guint i = 0; i < values->len; i++) {
    const GArray *own = values->pdata[i];
    double *all = (double *)(void *)own->data;
    cs_json_append (medians, cs_metric_new_real (cs_median (all, own->len)));
    cs_json_append (counts, cs_json_new_int (own->len));
    cs_json_append (lows, cs_metric_new_real (all[0]));
    cs_json_append (highs, cs_metric_new_real (all[own->len - 1]));
  }
  cs_metric_put_names (answer, "items", items);
  cs_json_put (answer, "value", medians);
  cs_json_put (answer, "values", counts);
  cs_json_put (answer, "lowest", lows);
  cs_json_put (answer, "highest", highs);
}

static gboolean
compute (const CsJson *input, const CsJson *params G_GNUC_UNUSED, CsJson *answer, GError **error)
{
  g_auto (CsMetricNames) items = { 0 };
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  const CsJson *list = NULL;
  cs_metric_names_init (&items);
  if (!cs_metric_read_list (input, "values", &list, error) ||
      !read_values (list, &items, values, error))
    return FALSE;
  cs_json_put_int (answer, "n", values->len);
  if (values->len == 0)
    cs_metric_put_undefined (answer, N_ ("there are no values"));
  else
    put_medians (answer, &items, values);
  return TRUE;
}

const CsMetric cs_metric_median_value = {
  .name = "median_value",
  .summary = "The median of what was measured of each item, with its lowest and highest value",
  .input = "values: [item, rater, number] each",
  .params = "",
  .compute = compute,
};
