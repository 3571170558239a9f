/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-consensus.h"
#include "cs-label-errors.h"
#include "quality-draw.h"

#define MOST_VOTES 60

static void
draw_votes (Draw *draw, CsVote *votes, CsVotes *ret_votes)
{
  CsVotes all = { 1 + draw_below (draw, 8), 1 + draw_below (draw, 5), 1 + draw_below (draw, 4),
                  draw_below (draw, MOST_VOTES + 1), votes };
  for (gsize i = 0; i < all.n; i++)
    votes[i] = (CsVote){ draw_below (draw, all.n_items), draw_below (draw, all.n_raters),
                         draw_below (draw, all.n_classes) };
  *ret_votes = all;
}

/* N shares: unknown together, or of 1. */
static void
check_row (const double *row, guint n)
{
  double sum = 0;
  for (guint i = 0; i < n; i++) {
    g_assert_true (isnan (row[i]) == isnan (row[0]));
    g_assert_true (isnan (row[i]) || (row[i] >= 0 && row[i] <= 1 + 1e-12));
    sum += row[i];
  }
  g_assert_true (isnan (sum) || fabs (sum - 1) < 1e-9);
}

static void
check_majority (Draw *draw)
{
  CsVote votes[MOST_VOTES];
  CsVotes all;
  draw_votes (draw, votes, &all);
  double weights[5];
  for (guint i = 0; i < 5; i++)
    weights[i] = draw_below (draw, 4) / 2.0;
  g_autofree double *shares = cs_vote_shares (&all, draw_one_in (draw, 2) ? weights : NULL);
  g_autofree double *skills = cs_vote_skills (&all, shares);
  for (guint i = 0; i < all.n_items; i++) {
    const double *row = shares + i * all.n_classes;
    guint leaders[8];
    g_assert_cmpuint (all.n_classes, <=, G_N_ELEMENTS (leaders));
    guint leading = cs_vote_leaders (row, all.n_classes, leaders);
    check_row (row, all.n_classes);
    for (guint k = 0; k < leading; k++)
      g_assert_true (row[leaders[k]] > 0 && (k == 0 || leaders[k] > leaders[k - 1]));
    g_assert_true (leading == 0 || !isnan (row[0]));
    g_assert_true (isnan (row[0]) || leading > 0);
  }
  for (guint i = 0; i < all.n_raters; i++)
    g_assert_true (isnan (skills[i]) || (skills[i] >= 0 && skills[i] <= 1));
}

static void
check_dawid_skene (Draw *draw)
{
  CsVote votes[MOST_VOTES], others[MOST_VOTES];
  CsVotes all;
  draw_votes (draw, votes, &all);
  g_auto (CsDawidSkene) found = { 0 }, again = { 0 };
  double smoothing = draw_one_in (draw, 2) ? 0 : 0.01;
  cs_dawid_skene (&all, smoothing, &found);
  g_assert_cmpuint (found.rounds, <=, CS_DAWID_SKENE_ROUNDS);
  check_row (found.class_shares, all.n_classes);
  for (guint i = 0; i < all.n_items; i++)
    check_row (found.posterior + i * all.n_classes, all.n_classes);
  for (guint i = 0; i < all.n_raters * all.n_classes; i++)
    check_row (found.confusion + i * all.n_classes, all.n_classes);
  for (gsize i = 0; i < all.n; i++)
    others[i] = votes[i];
  CsVotes same = all;
  same.votes = others;
  cs_dawid_skene (&same, smoothing, &again);
  gsize n = (gsize)all.n_items * all.n_classes * sizeof (double);
  g_assert_cmpmem (found.posterior, n, again.posterior, n);
}

static void
check_staple (Draw *draw)
{
  guint n_raters = draw_below (draw, 6), n = 1 + draw_below (draw, 60);
  guint8 *masks[6];
  g_auto (CsStaple) found = { 0 };
  for (guint i = 0; i < n_raters; i++)
    masks[i] = draw_mask (draw, n);
  cs_staple ((const guint8 *const *)masks, n_raters, n, &found);
  gint64 foreground = 0;
  for (guint i = 0; found.undefined == NULL && i < n_raters; i++) {
    g_assert_true (found.sensitivity[i] >= 0 && found.sensitivity[i] <= 1);
    g_assert_true (found.specificity[i] >= 0 && found.specificity[i] <= 1);
  }
  for (guint i = 0; found.undefined == NULL && i < n; i++)
    foreground += found.consensus[i];
  g_assert_true (found.undefined != NULL || found.foreground == foreground);
  g_assert_true (found.undefined != NULL || n_raters > 1);
  for (guint i = 0; i < n_raters; i++)
    g_free (masks[i]);
}

static void
check_label_errors (Draw *draw)
{
  guint n = draw_below (draw, 20), n_classes = 1 + draw_below (draw, 4), labels[20];
  double p[20 * 4];
  g_auto (CsLabelErrors) found = { 0 };
  gint64 counted = 0, guessed = 0;
  for (guint i = 0; i < n; i++) {
    labels[i] = draw_below (draw, n_classes);
    draw_probabilities (draw, n_classes, p + i * n_classes);
  }
  cs_label_errors (labels, p, n, n_classes, &found);
  for (guint i = 0; i < n_classes; i++)
    g_assert_true (isnan (found.thresholds[i]) ||
                   (found.thresholds[i] >= 0 && found.thresholds[i] <= 1 + 1e-12));
  for (guint i = 0; i < n_classes * n_classes; i++)
    counted += found.joint[i];
  for (guint i = 0; i < n; i++) {
    guessed += found.guesses[i] != G_MAXUINT;
    g_assert_true (found.guesses[i] == G_MAXUINT || found.guesses[i] < n_classes);
    g_assert_true (found.self_confidence[i] >= 0 && found.self_confidence[i] <= 1);
    g_assert_true (n_classes == 1
                       ? isnan (found.normalized_margin[i])
                       : found.normalized_margin[i] >= 0 && found.normalized_margin[i] <= 1);
    guint best = cs_likeliest (p + i * n_classes, n_classes);
    for (guint k = 0; k < n_classes; k++)
      g_assert_true (p[i * n_classes + best] >= p[i * n_classes + k]);
  }
  g_assert_cmpint (counted, ==, guessed);
}

const Check crowd_checks[] = { check_majority, check_dawid_skene, check_staple,
                               check_label_errors };
const guint n_crowd_checks = G_N_ELEMENTS (crowd_checks);
