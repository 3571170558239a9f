/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-consensus.h"

#define EQUAL 1e-12 /* shares that differ by less are tied: they are sums in another order */

double *
cs_vote_shares (const CsVotes *votes, const double *weights)
{
  guint n = votes->n_classes;
  double *shares = g_new0 (double, MAX ((gsize)votes->n_items * n, 1));
  for (gsize i = 0; i < votes->n; i++) {
    const CsVote *vote = &votes->votes[i];
    shares[(gsize)vote->item * n + vote->label] += weights != NULL ? weights[vote->rater] : 1;
  }
  for (guint i = 0; i < votes->n_items; i++) {
    double *row = shares + (gsize)i * n, total = 0;
    for (guint k = 0; k < n; k++)
      total += row[k];
    for (guint k = 0; k < n; k++)
      row[k] = total > 0 ? row[k] / total : CS_UNKNOWN;
  }
  return shares;
}

gboolean
cs_vote_leads (const double *shares, guint n, guint label, guint *ret_tied)
{
  double most = 0;
  guint tied = 0;
  for (guint i = 0; i < n; i++)
    most = MAX (most, shares[i]);
  for (guint i = 0; i < n; i++)
    tied += shares[i] >= most - EQUAL;
  if (ret_tied != NULL)
    *ret_tied = tied;
  return shares[label] >= most - EQUAL;
}

double *
cs_vote_skills (const CsVotes *votes, const double *shares)
{
  double *skills = g_new0 (double, MAX (votes->n_raters, 1));
  g_autofree guint *counted = g_new0 (guint, MAX (votes->n_raters, 1));
  for (gsize i = 0; i < votes->n; i++) {
    const CsVote *vote = &votes->votes[i];
    guint tied = 0;
    gboolean leads = cs_vote_leads (shares + (gsize)vote->item * votes->n_classes, votes->n_classes,
                                    vote->label, &tied);
    if (tied != 1)
      continue;
    counted[vote->rater]++;
    skills[vote->rater] += leads;
  }
  for (guint i = 0; i < votes->n_raters; i++)
    skills[i] = counted[i] > 0 ? skills[i] / counted[i] : CS_UNKNOWN;
  return skills;
}
