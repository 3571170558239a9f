/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-vote-answer.h"

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricVotes) votes = { 0 };
  if (!cs_metric_read_votes (input, params, &votes, error))
    return FALSE;
  if (!cs_vote_put_n (answer, &votes))
    return TRUE;
  g_autofree double *shares = cs_vote_shares (&votes.votes, NULL);
  cs_vote_put_labels (answer, &votes, shares);
  return TRUE;
}

const CsMetric cs_metric_majority_vote = {
  .name = "majority_vote",
  .summary = "The label that most gave to an item; ties stay open, as lists",
  .input = "labels: [item, rater, label] each",
  .params = "classes: those declared, in their order",
  .fixed = "ties: reported as the set of tied labels",
  .compute = compute,
};
