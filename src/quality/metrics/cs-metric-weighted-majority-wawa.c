/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-vote-answer.h"

#include <glib/gi18n.h>

static void
put_skills (CsJson *answer, const CsMetricVotes *votes, const double *skills)
{
  CsJson *object = cs_json_new_object ();
  gboolean all = TRUE;
  for (guint i = 0; i < votes->votes.n_raters; i++) {
    g_autofree char *key = cs_metric_names_key (&votes->raters, i);
    cs_json_put (object, key,
                 isfinite (skills[i]) ? cs_json_new_real (skills[i]) : cs_json_new_null ());
    all = all && isfinite (skills[i]);
  }
  cs_json_put (answer, "skills", object);
  if (!all)
    cs_metric_put_reason (answer, "skills", N_ ("null: all that the rater labelled is tied"));
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricVotes) votes = { 0 };
  if (!cs_metric_read_votes (input, params, &votes, error))
    return FALSE;
  if (!cs_vote_put_n (answer, &votes))
    return TRUE;
  g_autofree double *plain = cs_vote_shares (&votes.votes, NULL);
  g_autofree double *skills = cs_vote_skills (&votes.votes, plain);
  g_autofree double *weights = g_new0 (double, votes.votes.n_raters);
  for (guint i = 0; i < votes.votes.n_raters; i++)
    weights[i] = isfinite (skills[i]) ? skills[i] : 0;
  g_autofree double *shares = cs_vote_shares (&votes.votes, weights);
  put_skills (answer, &votes, skills);
  cs_vote_put_shares (answer, &votes, shares);
  return TRUE;
}

const CsMetric cs_metric_weighted_majority_wawa = {
  .name = "weighted_majority_wawa",
  .summary = "Weighted majority; a rater's weight is how often the plain majority says the same",
  .input = "labels: [item, rater, label] each",
  .params = "classes: those declared, in their order",
  .fixed = "weights: share of each rater's labels",
  .compute = compute,
};
