/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-cautions.h"
#include "cs-quality-defaults.h"
#include "cs-vote-answer.h"

#include <glib/gi18n.h>

static gboolean
read_smoothing (const CsJson *params, double *ret_smoothing, GError **error)
{
  const CsJson *json = cs_json_get (params, "smoothing");
  *ret_smoothing = json != NULL ? cs_json_real (json) : 0.01;
  return ((json == NULL || cs_metric_is_number (json)) && *ret_smoothing >= 0 &&
          *ret_smoothing <= 1e6) ||
         cs_fail (error, CS_ERROR_INVALID, "params.smoothing: not a number from 0 to 1000000");
}

static void
put_confusions (CsJson *answer, const CsMetricVotes *votes, const double *confusion)
{
  CsJson *object = cs_json_new_object ();
  guint n = votes->votes.n_classes;
  gboolean all = TRUE;
  for (guint i = 0; i < votes->votes.n_raters; i++) {
    const double *own = confusion + (gsize)i * n * n;
    g_autofree char *key = cs_metric_names_key (&votes->raters, i);
    cs_json_put (object, key, cs_metric_real_rows (own, n, n));
    for (guint k = 0; k < n; k++)
      all = all && isfinite (own[(gsize)k * n]);
  }
  cs_json_put (answer, "confusion_true_by_observed", object);
  if (!all)
    cs_metric_put_reason (answer, "confusion_true_by_observed",
                          N_ ("null: the rater labelled no item of the class"));
}

/* Raters are known by what they say, of items that others have seen. */
static void
warn_thin (CsJson *answer, const CsVotes *votes)
{
  double an_item = (double)votes->n / votes->n_items, a_rater = (double)votes->n / votes->n_raters;
  char of_item[G_ASCII_DTOSTR_BUF_SIZE], of_rater[G_ASCII_DTOSTR_BUF_SIZE];
  if (an_item < CS_CROWD_LEAST_RATINGS || a_rater < CS_CROWD_LEAST_ITEMS)
    cs_metric_warn (answer,
                    "%s labels an item and %s a rater, about %d and %d are needed: "
                    "take majority_vote",
                    g_ascii_formatd (of_item, sizeof of_item, "%.1f", an_item),
                    g_ascii_formatd (of_rater, sizeof of_rater, "%.1f", a_rater),
                    CS_CROWD_LEAST_RATINGS, CS_CROWD_LEAST_ITEMS);
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricVotes) votes = { 0 };
  g_auto (CsDawidSkene) found = { 0 };
  double smoothing = 0;
  if (!cs_metric_read_votes (input, params, &votes, error) ||
      !read_smoothing (params, &smoothing, error))
    return FALSE;
  guint n = votes.votes.n_classes;
  if (n > 4096 || (guint64)votes.votes.n_raters * n * n > CS_DAWID_SKENE_MOST)
    return cs_fail (error, CS_ERROR_LIMIT,
                    "input.labels: %u raters with %u classes are too many to tell apart",
                    votes.votes.n_raters, n);
  if (!cs_vote_put_n (answer, &votes))
    return TRUE;
  cs_dawid_skene (&votes.votes, smoothing, &found);
  cs_vote_put_shares (answer, &votes, found.posterior);
  cs_json_put (answer, "class_shares", cs_metric_reals (found.class_shares, n));
  put_confusions (answer, &votes, found.confusion);
  cs_metric_put_real (answer, "smoothing", smoothing);
  cs_json_put_int (answer, "rounds", found.rounds);
  cs_json_put (answer, "converged", cs_json_new_bool (found.change < CS_DAWID_SKENE_CONVERGED));
  cs_metric_put_real (answer, "change", found.change);
  warn_thin (answer, &votes.votes);
  return TRUE;
}

const CsMetric cs_metric_dawid_skene = {
  .name = "dawid_skene",
  .summary = "Dawid and Skene: the classes of items and the errors of raters, by EM",
  .input = "labels: [item, rater, label] each, repeats allowed",
  .params = "classes: those declared, in their order|smoothing: what is added to expected counts, "
            "0.01",
  .fixed = "init: class shares per item|stop: to convergence",
  .compute = compute,
};
