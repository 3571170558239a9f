/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-bootstrap.h"
#include "cs-metric-cautions.h"
#include "cs-metric-numbers.h"
#include "cs-metric-read-labels.h"
#include "cs-statistics.h"

#include <glib/gi18n.h>

#define FARTHEST 1e100 /* so that squares and their sums are numbers */

static gboolean
read_values (const CsJson *list, double **ret_values, double **ret_known, GError **error)
{
  guint n = cs_json_length (list);
  *ret_values = g_new0 (double, MAX (n, 1));
  *ret_known = g_new0 (double, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    const CsJson *each = cs_json_at (list, i);
    double value = cs_json_real (each);
    if (cs_json_type (each) == CS_JSON_NULL)
      continue;
    if (!cs_metric_is_number (each) || !(fabs (value) <= FARTHEST))
      return cs_fail (error, CS_ERROR_INVALID,
                      "input.values[%u]: neither null nor a number up to 10^100", i);
    (*ret_values)[i] = value;
    (*ret_known)[i] = 1;
  }
  return TRUE;
}

static void
put_spread (CsJson *answer, const double *values, const double *known, guint n)
{
  g_autofree double *all = g_new (double, MAX (n, 1));
  guint kept = 0;
  for (guint i = 0; i < n; i++)
    if (known[i] > 0)
      all[kept++] = values[i];
  cs_metric_put_real (answer, "median", cs_median (all, kept));
  cs_metric_put_real (answer, "lowest", all[0]);
  cs_metric_put_real (answer, "highest", all[kept - 1]);
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_autofree double *values = NULL, *known = NULL;
  g_autofree guint *groups = NULL;
  CsMetricBootstrap settings = { 0 };
  const CsJson *list = NULL;
  guint n_groups = 0;
  if (!cs_metric_read_bootstrap (params, &settings, error) ||
      !cs_metric_read_list (input, "values", &list, error) ||
      !read_values (list, &values, &known, error) ||
      !cs_metric_read_groups (input, cs_json_length (list), &groups, &n_groups, error) ||
      !cs_metric_check_bootstrap (&settings, cs_json_length (list), error))
    return FALSE;
  guint n = cs_json_length (list);
  CsEstimate mean = cs_ratio_bootstrap (values, known, groups, n, n_groups, settings.replicates,
                                        settings.seed, settings.confidence);
  cs_metric_put_drawn (answer, &mean);
  cs_json_put_int (answer, "without_value", (gint64)n - mean.n);
  if (mean.undefined != NULL)
    return TRUE;
  put_spread (answer, values, known, n);
  cs_metric_put_bootstrap (answer, &settings);
  cs_metric_warn_short (answer, mean.n);
  return TRUE;
}

const CsMetric cs_metric_item_mean = {
  .name = "item_mean",
  .summary = "The mean of what was measured on many items or pairs of raters, by a bootstrap",
  .input = "values: a number an item, null where it is undefined|groups: of each item, whom it is "
           "of; then those are drawn and not items",
  .params = "confidence: of the interval, 0.95|replicates: 2000|seed: 1",
  .compute = compute,
};
