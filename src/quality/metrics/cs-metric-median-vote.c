/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-vote-answer.h"

void
cs_vote_medians (const CsVotes *votes, guint *ret_lower, guint *ret_upper)
{
  guint n = votes->n_classes;
  g_autofree guint32 *counts = g_new0 (guint32, MAX ((gsize)votes->n_items * n, 1));
  for (gsize i = 0; i < votes->n; i++)
    counts[(gsize)votes->votes[i].item * n + votes->votes[i].label]++;
  for (guint i = 0; i < votes->n_items; i++) {
    const guint32 *own = counts + (gsize)i * n;
    gint64 all = 0, below = 0;
    for (guint k = 0; k < n; k++)
      all += own[k];
    ret_lower[i] = ret_upper[i] = G_MAXUINT;
    for (guint k = 0; k < n && ret_upper[i] == G_MAXUINT; k++) {
      below += own[k];
      if (ret_lower[i] == G_MAXUINT && below > (all - 1) / 2)
        ret_lower[i] = k;
      if (below > all / 2)
        ret_upper[i] = k;
    }
  }
}

/* --- the metric --- */

static gboolean
check_order (const CsJson *params, const CsMetricVotes *votes, GError **error)
{
  if (cs_json_get (params, "classes") != NULL)
    return TRUE;
  for (guint i = 0; i < votes->classes.names->len; i++)
    if (!cs_metric_is_number (votes->classes.names->pdata[i]))
      return cs_fail (error, CS_ERROR_INVALID,
                      "params.classes: the order of labels that are no numbers has to be said");
  return TRUE;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricVotes) votes = { 0 };
  guint open = 0;
  if (!cs_metric_read_votes (input, params, &votes, error) || !check_order (params, &votes, error))
    return FALSE;
  if (!cs_vote_put_n (answer, &votes))
    return TRUE;
  g_autofree guint *lower = g_new (guint, votes.votes.n_items);
  g_autofree guint *upper = g_new (guint, votes.votes.n_items);
  CsJson *labels = cs_json_new_array ();
  cs_vote_medians (&votes.votes, lower, upper);
  for (guint i = 0; i < votes.votes.n_items; i++) {
    CsJson *label = cs_metric_names_at (&votes.classes, lower[i]);
    if (lower[i] != upper[i]) {
      CsJson *both = cs_json_new_array ();
      cs_json_append (both, label);
      cs_json_append (both, cs_metric_names_at (&votes.classes, upper[i]));
      label = both;
      open++;
    }
    cs_json_append (labels, label);
  }
  cs_metric_put_names (answer, "items", &votes.items);
  cs_json_put (answer, "label", labels);
  cs_json_put_int (answer, "open", open);
  return TRUE;
}

const CsMetric cs_metric_median_vote = {
  .name = "median_vote",
  .summary = "The middle grade of each item; two middle ones that differ stay open, as lists",
  .input = "labels: [item, rater, grade] each",
  .params = "classes: the grades in their order; may be left out where they are numbers",
  .compute = compute,
};
