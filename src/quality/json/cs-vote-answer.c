/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-vote-answer.h"

#include <glib/gi18n.h>

static const char *const no_weight = N_ ("null: nobody who labelled the item has a weight above 0");

static CsJson *
label_of (const CsMetricVotes *votes, const double *shares, guint *labels)
{
  guint tied = cs_vote_leaders (shares, votes->votes.n_classes, labels);
  if (tied < 2)
    return tied == 1 ? cs_metric_names_at (&votes->classes, labels[0]) : cs_json_new_null ();
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < tied; i++)
    cs_json_append (list, cs_metric_names_at (&votes->classes, labels[i]));
  return list;
}

void
cs_vote_put_labels (CsJson *answer, const CsMetricVotes *votes, const double *shares)
{
  guint n = votes->votes.n_classes;
  CsJson *labels = cs_json_new_array ();
  g_autofree guint *leaders = g_new0 (guint, MAX (n, 1));
  g_autofree double *most = g_new0 (double, MAX (votes->votes.n_items, 1));
  gboolean all = TRUE;
  for (guint i = 0; i < votes->votes.n_items; i++) {
    const double *row = shares + (gsize)i * n;
    cs_json_append (labels, label_of (votes, row, leaders));
    for (guint k = 0; k < n; k++)
      most[i] = isfinite (row[k]) ? MAX (most[i], row[k]) : CS_UNKNOWN;
    all = all && isfinite (most[i]);
  }
  cs_metric_put_names (answer, "items", &votes->items);
  cs_json_put (answer, "label", labels);
  cs_json_put (answer, "share", cs_metric_reals (most, votes->votes.n_items));
  if (all)
    return;
  cs_metric_put_reason (answer, "label", no_weight);
  cs_metric_put_reason (answer, "share", no_weight);
}

void
cs_vote_put_shares (CsJson *answer, const CsMetricVotes *votes, const double *shares)
{
  cs_vote_put_labels (answer, votes, shares);
  cs_metric_put_names (answer, "classes", &votes->classes);
  cs_json_put (answer, "posterior",
               cs_metric_real_rows (shares, votes->votes.n_items, votes->votes.n_classes));
  if (cs_json_get (cs_json_get (answer, "reasons"), "share") != NULL)
    cs_metric_put_reason (answer, "posterior", no_weight);
}

gboolean
cs_vote_put_n (CsJson *answer, const CsMetricVotes *votes)
{
  return cs_metric_put_n (answer, votes->votes.n_items,
                          votes->votes.n > 0 ? NULL : N_ ("there are no labels"));
}
