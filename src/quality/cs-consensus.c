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

guint
cs_vote_leaders (const double *shares, guint n, guint *ret_labels)
{
  double most = 0;
  guint tied = 0;
  for (guint i = 0; i < n; i++)
    most = MAX (most, shares[i]);
  for (guint i = 0; i < n; i++)
    if (shares[i] >= most - EQUAL)
      ret_labels[tied++] = i;
  return tied;
}

double *
cs_vote_skills (const CsVotes *votes, const double *shares)
{
  double *skills = g_new0 (double, MAX (votes->n_raters, 1));
  g_autofree guint *counted = g_new0 (guint, MAX (votes->n_raters, 1));
  g_autofree guint *labels = g_new0 (guint, MAX (votes->n_classes, 1));
  g_autofree guint *leader = g_new (guint, MAX (votes->n_items, 1));
  for (guint i = 0; i < votes->n_items; i++) {
    guint tied = cs_vote_leaders (shares + (gsize)i * votes->n_classes, votes->n_classes, labels);
    leader[i] = tied == 1 ? labels[0] : G_MAXUINT;
  }
  for (gsize i = 0; i < votes->n; i++) {
    const CsVote *vote = &votes->votes[i];
    if (leader[vote->item] == G_MAXUINT)
      continue;
    counted[vote->rater]++;
    skills[vote->rater] += leader[vote->item] == vote->label;
  }
  for (guint i = 0; i < votes->n_raters; i++)
    skills[i] = counted[i] > 0 ? skills[i] / counted[i] : CS_UNKNOWN;
  return skills;
}
