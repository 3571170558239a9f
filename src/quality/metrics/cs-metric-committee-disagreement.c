/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-active.h"
#include "cs-label-errors.h"
#include "cs-metric-read-labels.h"

#include <glib/gi18n.h>

CsCommittee
cs_committee (const double *probabilities, guint n_members, guint n_classes)
{
  CsCommittee result = { 0, 0 };
  g_autofree double *mean = g_new0 (double, MAX (n_classes, 1));
  g_autofree double *votes = g_new0 (double, MAX (n_classes, 1));
  for (guint i = 0; i < n_members; i++) {
    const double *own = probabilities + (gsize)i * n_classes;
    double most = own[cs_likeliest (own, n_classes)];
    guint even = 0;
    for (guint k = 0; k < n_classes; k++) {
      mean[k] += own[k] / n_members;
      even += own[k] >= most;
    }
    for (guint k = 0; k < n_classes; k++)
      votes[k] += own[k] >= most ? 1.0 / even / n_members : 0;
  }
  for (guint i = 0; i < n_members; i++)
    for (guint k = 0; k < n_classes; k++) {
      double p = probabilities[(gsize)i * n_classes + k];
      if (p > 0)
        result.consensus_kl += p * log (p / mean[k]) / n_members;
    }
  result.consensus_kl = MAX (0, result.consensus_kl);
  result.vote_entropy = MAX (0, cs_entropy (votes, n_classes));
  return result;
}

/* --- the metric --- */

static gboolean
read_item (const CsJson *list, guint i, guint n_members, guint n_classes, double **ret_values,
           GError **error)
{
  guint rows = 0, columns = 0;
  g_autofree char *place = g_strdup_printf ("input.committee_probabilities[%u]", i);
  if (!cs_metric_read_probabilities (cs_json_at (list, i), place, ret_values, &rows, &columns,
                                     error))
    return FALSE;
  return (rows == n_members && columns == n_classes && rows > 0) ||
         cs_fail (error, CS_ERROR_INVALID,
                  "%s: %u members and %u classes, but the first has %u and %u", place, rows,
                  columns, n_members, n_classes);
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  const CsJson *list = NULL;
  if (!cs_metric_read_list (input, "committee_probabilities", &list, error))
    return FALSE;
  const CsJson *first = cs_json_at (list, 0);
  guint n_items = cs_json_length (list), n_members = MAX (cs_json_length (first), 1);
  guint n_classes = cs_json_length (cs_json_at (first, 0));
  g_autofree double *kl = g_new (double, MAX (n_items, 1));
  g_autofree double *votes = g_new (double, MAX (n_items, 1));
  for (guint i = 0; i < n_items; i++) {
    g_autofree double *values = NULL;
    if (!read_item (list, i, n_members, n_classes, &values, error))
      return FALSE;
    CsCommittee found = cs_committee (values, n_members, n_classes);
    kl[i] = found.consensus_kl;
    votes[i] = found.vote_entropy;
  }
  cs_json_put_int (answer, "n", n_items);
  if (n_items == 0 || n_members < 2) {
    cs_metric_put_undefined (answer, n_items == 0 ? N_ ("there are no items")
                                                  : N_ ("one model alone does not disagree"));
    return TRUE;
  }
  cs_json_put (answer, "consensus_kl", cs_metric_reals (kl, n_items));
  cs_json_put (answer, "vote_entropy", cs_metric_reals (votes, n_items));
  return TRUE;
}

const CsMetric cs_metric_committee_disagreement = {
  .name = "committee_disagreement",
  .summary = "How much several models disagree about each item",
  .input = "committee_probabilities: for each item a row a model, a column a class",
  .params = "",
  .fixed = "log: natural",
  .compute = compute,
};
