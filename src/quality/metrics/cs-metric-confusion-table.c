/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-input.h"

#include <glib/gi18n.h>

#define MOST_CELLS (1 << 22) /* of all tables */

gint64 *
cs_confusion_table (const CsRatings *ratings, guint first, guint second)
{
  gsize n = ratings->n_categories;
  gint64 *table = g_new0 (gint64, MAX (n * n, 1));
  for (guint i = 0; i < ratings->n_items; i++) {
    const gint32 *codes = ratings->codes + (gsize)i * ratings->n_raters;
    if (codes[first] != CS_RATING_NONE && codes[second] != CS_RATING_NONE)
      table[(gsize)codes[first] * n + (gsize)codes[second]]++;
  }
  return table;
}

double
cs_confusion_share (const gint64 *table, guint n, guint apart)
{
  double near = 0, all = 0;
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n; k++) {
      double count = (double)table[(gsize)i * n + k];
      all += count;
      near += (i > k ? i - k : k - i) <= apart ? count : 0;
    }
  return all > 0 ? near / all : CS_UNKNOWN;
}

/* --- the metric --- */

static CsJson *
pair_of (const gint64 *table, guint n, guint first, guint second)
{
  CsJson *pair = cs_json_new_object (), *raters = cs_json_new_array (),
         *rows = cs_json_new_array ();
  gint64 items = 0;
  for (guint i = 0; i < n; i++) {
    CsJson *row = cs_json_new_array ();
    for (guint k = 0; k < n; k++) {
      items += table[(gsize)i * n + k];
      cs_json_append (row, cs_json_new_int (table[(gsize)i * n + k]));
    }
    cs_json_append (rows, row);
  }
  cs_json_append (raters, cs_json_new_int (first));
  cs_json_append (raters, cs_json_new_int (second));
  cs_json_put (pair, "raters", raters);
  cs_json_put_int (pair, "n", items);
  cs_json_put (pair, "table", rows);
  cs_json_put (pair, "same", cs_metric_new_real (cs_confusion_share (table, n, 0)));
  cs_json_put (pair, "within_one", cs_metric_new_real (cs_confusion_share (table, n, 1)));
  if (items == 0)
    cs_metric_put_reason (pair, "same", N_ ("no item was rated by both"));
  return pair;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricRatings) ratings = { 0 };
  if (!cs_metric_read_ratings (input, params, &ratings, error))
    return FALSE;
  guint n = ratings.n_categories, n_raters = ratings.table != NULL ? 2 : ratings.ratings.n_raters;
  if (cs_json_get (input, "counts") != NULL)
    return cs_fail (error, CS_ERROR_INVALID, "input: wants \"table\" or \"ratings\"");
  if ((double)n * n * n_raters * n_raters / 2 > MOST_CELLS)
    return cs_fail (error, CS_ERROR_LIMIT,
                    "input: the tables of %u raters and %u categories have more than %d cells",
                    n_raters, n, MOST_CELLS);
  if (n_raters < 2) {
    cs_metric_put_undefined (answer, N_ ("there are no two raters"));
    return TRUE;
  }
  CsJson *pairs = cs_json_new_array ();
  for (guint i = 0; i < n_raters; i++)
    for (guint k = i + 1; k < n_raters; k++) {
      g_autofree gint64 *own =
          ratings.table == NULL ? cs_confusion_table (&ratings.ratings, i, k) : NULL;
      cs_json_append (pairs, pair_of (own != NULL ? own : ratings.table, n, i, k));
    }
  cs_metric_put_categories (answer, &ratings);
  cs_json_put (answer, "pairs", pairs);
  return TRUE;
}

const CsMetric cs_metric_confusion_table = {
  .name = "confusion_table",
  .summary = "Who gave what where another gave what: a table for every two raters",
  .input = "ratings: a list a rater, an entry an item, null for none|table: instead, two raters, "
           "the first by rows",
  .params = "categories: those declared, in their order; within_one is of neighbours in it",
  .compute = compute,
};
