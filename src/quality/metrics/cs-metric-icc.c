/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-cautions.h"
#include "cs-metric-numbers.h"
#include "cs-numeric.h"
#include "cs-statistics.h"

#include <glib/gi18n.h>

/* Mean squares and what they come from. */
typedef struct {
  double items, within, raters, rest;
  double n, k;
} Squares;

static Squares
squares_of (const double *values, guint n, guint k)
{
  Squares squares = { .n = n, .k = k };
  double all = cs_mean (values, n * k), items = 0, raters = 0, total = 0;
  g_autofree double *columns = g_new0 (double, k);
  for (guint i = 0; i < n; i++) {
    double mean = cs_mean (values + (gsize)i * k, k) - all;
    items += k * mean * mean;
    for (guint j = 0; j < k; j++) {
      double off = values[(gsize)i * k + j] - all;
      columns[j] += off / n;
      total += (off - mean) * (off - mean);
    }
  }
  for (guint j = 0; j < k; j++)
    raters += n * columns[j] * columns[j];
  squares.items = items / (n - 1.0);
  squares.within = total / (n * (k - 1.0));
  squares.raters = raters / (k - 1.0);
  squares.rest = MAX (0, total - raters) / ((n - 1.0) * (k - 1.0));
  return squares;
}

/* Of one rater, by the ratio of the items to the REST with these degrees of freedom. */
static void
put_by_ratio (CsEstimate *found, const Squares *s, double rest, double df, double tail)
{
  double ratio = s->items / rest;
  double low = ratio / cs_f_quantile (tail, s->n - 1, df);
  double high = ratio * cs_f_quantile (tail, df, s->n - 1);
  found->low = (low - 1) / (low + s->k - 1);
  found->high = (high - 1) / (high + s->k - 1);
}

/* McGraw & Wong, case 2A; the value is that of one rater. */
static void
put_by_raters (CsEstimate *found, const Squares *s, double tail)
{
  double n = s->n, k = s->k, r = found->value, ratio = s->raters / s->rest;
  double a = k * r * ratio, b = n * (1 + (k - 1) * r) - k * r;
  double df = (k - 1) * (n - 1) * (a + b) * (a + b) / ((n - 1) * a * a + b * b);
  double lower = cs_f_quantile (tail, n - 1, df), upper = cs_f_quantile (tail, df, n - 1);
  double other = k * s->raters + (k * n - k - n) * s->rest;
  found->low = n * (s->items - lower * s->rest) / (lower * other + n * s->items);
  found->high = n * (upper * s->items - s->rest) / (other + n * upper * s->items);
}

/* Spearman and Brown. */
static double
of_mean (double one, double k)
{
  double below = 1 + (k - 1) * one;
  return below > 0 ? k * one / below : CS_UNKNOWN;
}

static double
value_of (const Squares *s, CsIccForm form)
{
  double n = s->n, k = s->k;
  switch (form) {
  case CS_ICC_1_1:
    return (s->items - s->within) / (s->items + (k - 1) * s->within);
  case CS_ICC_1_K:
    return (s->items - s->within) / s->items;
  case CS_ICC_2_1:
    return (s->items - s->rest) / (s->items + (k - 1) * s->rest + k * (s->raters - s->rest) / n);
  case CS_ICC_2_K:
    return (s->items - s->rest) / (s->items + (s->raters - s->rest) / n);
  case CS_ICC_3_1:
    return (s->items - s->rest) / (s->items + (k - 1) * s->rest);
  case CS_ICC_3_K:
    return (s->items - s->rest) / s->items;
  }
  return CS_UNKNOWN;
}

CsEstimate
cs_icc (const double *values, guint n_items, guint n_raters, CsIccForm form, double confidence)
{
  gboolean varies = FALSE;
  double tail = (1 + confidence) / 2;
  const char *why = cs_why_not_finite (values, (gsize)n_items * n_raters);
  for (guint i = 0; i < n_items * n_raters; i++)
    varies = varies || values[i] != values[0];
  if (n_items < 2)
    return cs_estimate_undefined (n_items, N_ ("fewer than two items were rated by all"));
  if (n_raters < 2)
    return cs_estimate_undefined (n_items, N_ ("there is only one rater"));
  if (!varies)
    return cs_estimate_undefined (n_items, N_ ("no variation: all ratings are the same"));
  if (why != NULL)
    return cs_estimate_undefined (n_items, why);
  Squares s = squares_of (values, n_items, n_raters);
  gboolean mean = form >= CS_ICC_1_K;
  CsIccForm one = mean ? form - CS_ICC_1_K : form;
  CsEstimate found = { value_of (&s, one), CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN, n_items, NULL };
  if (one == CS_ICC_1_1 && s.within > 0)
    put_by_ratio (&found, &s, s.within, s.n * (s.k - 1), tail);
  if (one == CS_ICC_2_1 && s.rest > 0)
    put_by_raters (&found, &s, tail);
  if (one == CS_ICC_3_1 && s.rest > 0)
    put_by_ratio (&found, &s, s.rest, (s.n - 1) * (s.k - 1), tail);
  if (mean) {
    found.value = value_of (&s, form);
    found.low = of_mean (found.low, s.k);
    found.high = of_mean (found.high, s.k);
  }
  if (form == CS_ICC_2_K && s.items + (s.raters - s.rest) / s.n < 0)
    return cs_estimate_undefined (n_items, N_ ("the items differ less than the rest does"));
  if (!isfinite (found.low) || !isfinite (found.high))
    found.low = found.high = CS_UNKNOWN;
  if (isfinite (found.value))
    return found;
  return cs_estimate_undefined (n_items, s.items <= 0 ? N_ ("no variation between items")
                                                      : N_ ("the values are too far apart"));
}

/* --- the metric --- */

typedef struct {
  double *values; /* of the items that all rated, [item * n_raters + rater] */
  guint n_items, n_raters, dropped;
} Rows;

static gboolean
check_raters (const CsJson *list, GError **error)
{
  guint n_items = cs_json_length (cs_json_at (list, 0));
  if (cs_json_type (list) != CS_JSON_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID, "input.ratings: not a list");
  for (guint i = 0; i < cs_json_length (list); i++)
    if (cs_json_type (cs_json_at (list, i)) != CS_JSON_ARRAY ||
        cs_json_length (cs_json_at (list, i)) != n_items)
      return cs_fail (error, CS_ERROR_INVALID,
                      "input.ratings[%u]: not a list of %u numbers, as the first one is", i,
                      n_items);
  return TRUE;
}

static gboolean
read_rows (const CsJson *input, Rows *rows, GError **error)
{
  const CsJson *list = cs_json_get (input, "ratings");
  guint n_items = cs_json_length (cs_json_at (list, 0));
  if (!check_raters (list, error))
    return FALSE;
  rows->n_raters = cs_json_length (list);
  rows->values = g_new0 (double, MAX ((gsize)n_items * rows->n_raters, 1));
  for (guint i = 0; i < n_items; i++) {
    double *row = rows->values + (gsize)rows->n_items * rows->n_raters;
    gboolean whole = TRUE;
    for (guint k = 0; k < rows->n_raters; k++) {
      const CsJson *json = cs_json_at (cs_json_at (list, k), i);
      g_autofree char *place = g_strdup_printf ("input.ratings[%u][%u]", k, i);
      if (cs_json_type (json) == CS_JSON_NULL)
        whole = FALSE;
      else if (!cs_metric_read_real (json, place, &row[k], error))
        return FALSE;
    }
    rows->n_items += whole;
    rows->dropped += !whole;
  }
  return TRUE;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  static const char *const forms[] = { "(2,1)", "(1,1)", "(3,1)", "(2,k)", "(1,k)", "(3,k)", NULL };
  static const CsIccForm of[] = { CS_ICC_2_1, CS_ICC_1_1, CS_ICC_3_1,
                                  CS_ICC_2_K, CS_ICC_1_K, CS_ICC_3_K };
  Rows rows = { 0 };
  double confidence = 0;
  guint form = 0;
  gboolean good = cs_metric_read_word (params, "form", forms, &form, error) &&
                  cs_metric_read_confidence (params, &confidence, error) &&
                  read_rows (input, &rows, error);
  if (good) {
    CsEstimate found = cs_icc (rows.values, rows.n_items, rows.n_raters, of[form], confidence);
    cs_metric_put_estimate (answer, &found);
    cs_json_put_int (answer, "dropped", rows.dropped);
    if (found.undefined == NULL && isnan (found.low))
      cs_metric_put_no_interval (answer, cs_metric_nothing_varies);
    if (found.undefined == NULL)
      cs_metric_warn_few (answer, found.n);
  }
  g_free (rows.values);
  return good;
}

const CsMetric cs_metric_icc = {
  .name = "icc",
  .summary = "Intraclass correlation: measurements of any number of raters",
  .input = "ratings: a list of numbers a rater, an entry an item, null for none; items that not "
           "all rated are dropped",
  .params = "form: (2,1) absolute agreement, (1,1), (3,1) consistency, or (2,k), (1,k), (3,k) of "
            "the mean|confidence: of the interval, 0.95",
  .compute = compute,
};
