/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-active.h"
#include "cs-label-errors.h"
#include "cs-metric-read-labels.h"

#include <glib/gi18n.h>

double
cs_entropy (const double *probabilities, guint n)
{
  double sum = 0;
  for (guint i = 0; i < n; i++)
    if (probabilities[i] > 0)
      sum -= probabilities[i] * log (probabilities[i]);
  return sum;
}

double
cs_top_margin (const double *probabilities, guint n)
{
  guint best = cs_likeliest (probabilities, n);
  double next = 0;
  for (guint i = 0; i < n; i++)
    if (i != best)
      next = MAX (next, probabilities[i]);
  return n > 1 ? probabilities[best] - next : CS_UNKNOWN;
}

/* --- the metric --- */

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_autofree double *probabilities = NULL;
  guint n_items = 0, n = 0;
  if (!cs_metric_read_probabilities (cs_json_get (input, "probabilities"), "input.probabilities",
                                     &probabilities, &n_items, &n, error))
    return FALSE;
  cs_json_put_int (answer, "n", n_items);
  if (n_items == 0) {
    cs_metric_put_undefined (answer, N_ ("there are no items"));
    return TRUE;
  }
  g_autofree double *scores = g_new (double, 3 * (gsize)n_items);
  for (guint i = 0; i < n_items; i++) {
    const double *own = probabilities + (gsize)i * n;
    scores[i] = cs_entropy (own, n);
    scores[(gsize)n_items + i] = 1 - own[cs_likeliest (own, n)];
    scores[2 * (gsize)n_items + i] = cs_top_margin (own, n);
  }
  cs_json_put (answer, "entropy", cs_metric_reals (scores, n_items));
  cs_json_put (answer, "least_confidence", cs_metric_reals (scores + n_items, n_items));
  if (n > 1)
    cs_json_put (answer, "margin", cs_metric_reals (scores + 2 * (gsize)n_items, n_items));
  else
    cs_metric_put_null (answer, "margin", N_ ("there is one class alone"));
  return TRUE;
}

const CsMetric cs_metric_uncertainty_scores = {
  .name = "uncertainty_scores",
  .summary = "How uncertain a model is of each item: entropy, least confidence, margin",
  .input = "probabilities: a row an item, a column a class",
  .params = "",
  .fixed = "log: natural",
  .compute = compute,
};
