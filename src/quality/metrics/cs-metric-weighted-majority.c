/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-vote-answer.h"

static gboolean
read_weights (const CsJson *input, const CsMetricVotes *votes, double **ret_weights, GError **error)
{
  const CsJson *object = cs_json_get (input, "weights");
  guint n = votes->votes.n_raters;
  if (cs_json_type (object) != CS_JSON_OBJECT)
    return cs_fail (error, CS_ERROR_INVALID, "input.weights: not an object of rater and number");
  g_autofree double *weights = g_new0 (double, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    g_autofree char *key = cs_metric_names_key (&votes->raters, i);
    const CsJson *json = cs_json_get (object, key);
    weights[i] = cs_json_real (json);
    if (!cs_metric_is_number (json) || !(weights[i] >= 0) || !(weights[i] <= 1e100))
      return cs_fail (error, CS_ERROR_INVALID, "input.weights.%s: not a number from 0 on", key);
  }
  *ret_weights = g_steal_pointer (&weights);
  return TRUE;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricVotes) votes = { 0 };
  g_autofree double *weights = NULL;
  if (!cs_metric_read_votes (input, params, &votes, error) ||
      !read_weights (input, &votes, &weights, error))
    return FALSE;
  if (!cs_vote_put_n (answer, &votes))
    return TRUE;
  g_autofree double *shares = cs_vote_shares (&votes.votes, weights);
  cs_vote_put_shares (answer, &votes, shares);
  return TRUE;
}

const CsMetric cs_metric_weighted_majority = {
  .name = "weighted_majority",
  .summary = "Shares of the labels of an item, each rater with a weight",
  .input = "labels: [item, rater, label] each|weights: of each rater by name, 0 or more",
  .params = "classes: those declared, in their order",
  .fixed = "weights: given",
  .compute = compute,
};
