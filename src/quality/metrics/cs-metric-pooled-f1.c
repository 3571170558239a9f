/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-bootstrap.h"
#include "cs-metric-cautions.h"
#include "cs-metric-numbers.h"
#include "cs-metric-read-labels.h"
#include "cs-quality-defaults.h"

#include <glib/gi18n.h>

/* Of each item 2 tp, 2 tp + only_a + only_b, its own F1, and 1 where anybody marked anything. */
typedef struct {
  double *twice, *all, *f1, *used;
  guint n;
} Items;

static void
items_clear (Items *items)
{
  g_free (items->twice);
  g_free (items->all);
  g_free (items->f1);
  g_free (items->used);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Items, items_clear)

static gboolean
read_items (const CsJson *list, Items *items, GError **error)
{
  items->n = cs_json_length (list);
  items->twice = g_new (double, MAX (items->n, 1));
  items->all = g_new (double, MAX (items->n, 1));
  items->f1 = g_new (double, MAX (items->n, 1));
  items->used = g_new (double, MAX (items->n, 1));
  for (guint i = 0; i < items->n; i++) {
    const CsJson *counts = cs_json_at (list, i);
    gint64 count[3] = { 0 };
    gboolean good = cs_json_type (counts) == CS_JSON_ARRAY && cs_json_length (counts) == 3;
    for (guint k = 0; good && k < 3; k++) {
      count[k] = cs_json_int (cs_json_at (counts, k));
      good = cs_json_type (cs_json_at (counts, k)) == CS_JSON_INT && count[k] >= 0 &&
             count[k] <= G_MAXINT32;
    }
    if (!good)
      return cs_fail (error, CS_ERROR_INVALID,
                      "input.items[%u]: not [tp, only_a, only_b], whole numbers from 0 on", i);
    items->twice[i] = 2 * (double)count[0];
    items->all[i] = items->twice[i] + (double)(count[1] + count[2]);
    items->used[i] = items->all[i] > 0;
    items->f1[i] = items->all[i] > 0 ? items->twice[i] / items->all[i] : 0;
  }
  return TRUE;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (Items) items = { 0 };
  g_autofree guint *groups = NULL;
  CsMetricBootstrap settings = { 0 };
  const CsJson *list = NULL;
  guint n_groups = 0;
  if (!cs_metric_read_bootstrap (params, &settings, error) ||
      !cs_metric_read_list (input, "items", &list, error) || !read_items (list, &items, error) ||
      !cs_metric_read_groups (input, items.n, &groups, &n_groups, error) ||
      !cs_metric_check_bootstrap (&settings, items.n, error))
    return FALSE;
  CsEstimate pooled = cs_ratio_bootstrap (items.twice, items.all, groups, items.n, n_groups,
                                          settings.replicates, settings.seed, settings.confidence);
  CsEstimate mean = cs_ratio_bootstrap (items.f1, items.used, groups, items.n, n_groups,
                                        settings.replicates, settings.seed, settings.confidence);
  cs_metric_put_drawn (answer, &pooled);
  cs_json_put_int (answer, "both_empty", (gint64)items.n - pooled.n);
  if (pooled.undefined != NULL)
    return TRUE;
  cs_metric_put_real (answer, "mean", mean.value);
  cs_metric_put_real (answer, "mean_ci_low", mean.low);
  cs_metric_put_real (answer, "mean_ci_high", mean.high);
  cs_metric_put_bootstrap (answer, &settings);
  cs_metric_warn_short (answer, pooled.n);
  return TRUE;
}

const CsMetric cs_metric_pooled_f1 = {
  .name = "pooled_f1",
  .summary = "F1 of many items: of their counts together, and the mean over items, by a bootstrap",
  .input =
      "items: [tp, only_a, only_b] each; those of nothing count for themselves|groups: of each "
      "item, whom it is of; then those are drawn and not items",
  .params = "confidence: of the interval, 0.95|replicates: 2000|seed: 1",
  .compute = compute,
};
