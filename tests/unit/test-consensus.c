/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dawid and Skene against a plain EM of their formulas that goes on until nothing moves. */
#include "cs-consensus.h"
#include "cs-test.h"

#include <math.h>
#include <string.h>

static GRand *chance;

/* --- the formulas --- */

typedef struct {
  const CsVotes *votes;
  double smoothing;
  double *posterior, *shares, *confusion; /* as in CsDawidSkene */
} Plain;

static void
maximise (Plain *plain)
{
  const CsVotes *votes = plain->votes;
  guint n = votes->n_classes;
  memset (plain->shares, 0, n * sizeof (double));
  for (gsize i = 0; i < (gsize)votes->n_raters * n * n; i++)
    plain->confusion[i] = 0;
  for (guint i = 0; i < votes->n_items; i++)
    for (guint c = 0; c < n; c++)
      plain->shares[c] += plain->posterior[i * n + c] / votes->n_items;
  for (gsize i = 0; i < votes->n; i++) {
    const CsVote *vote = &votes->votes[i];
    for (guint c = 0; c < n; c++)
      plain->confusion[(vote->rater * n + c) * n + vote->label] +=
          plain->posterior[vote->item * n + c];
  }
  for (gsize i = 0; i < (gsize)votes->n_raters * n; i++) {
    double *row = plain->confusion + i * n, total = 0;
    for (guint k = 0; k < n; k++)
      total += row[k] = MAX (row[k], 1e-10) + plain->smoothing;
    for (guint k = 0; k < n; k++)
      row[k] /= total;
  }
}

static double
expect (Plain *plain)
{
  const CsVotes *votes = plain->votes;
  guint n = votes->n_classes;
  double change = 0;
  g_autofree double *logs = g_new (double, (gsize)votes->n_items *n);
  for (guint i = 0; i < votes->n_items * n; i++)
    logs[i] = log (plain->shares[i % n]);
  for (gsize i = 0; i < votes->n; i++) {
    const CsVote *vote = &votes->votes[i];
    for (guint c = 0; c < n; c++)
      logs[vote->item * n + c] += log (plain->confusion[(vote->rater * n + c) * n + vote->label]);
  }
  for (guint i = 0; i < votes->n_items; i++) {
    double *own = logs + i * n, most = -INFINITY, total = 0;
    for (guint c = 0; c < n; c++)
      most = MAX (most, own[c]);
    for (guint c = 0; c < n; c++)
      total += exp (own[c] - most);
    for (guint c = 0; c < n; c++) {
      double found = exp (own[c] - most) / total;
      change = MAX (change, fabs (found - plain->posterior[i * n + c]));
      plain->posterior[i * n + c] = found;
    }
  }
  return change;
}

/* How many rounds it takes to come to rest. */
static guint
go_on (Plain *plain)
{
  guint rounds = 0;
  plain->posterior = cs_vote_shares (plain->votes, NULL);
  plain->shares = g_new (double, plain->votes->n_classes);
  plain->confusion = g_new (double, (gsize)plain->votes->n_raters * plain->votes->n_classes *
                                        plain->votes->n_classes);
  do
    maximise (plain);
  while (expect (plain) > 1e-11 && ++rounds < 20000);
  g_assert_cmpuint (rounds, <, 20000);
  return rounds;
}

/* --- votes --- */

/* EACH votes on each item, of raters who see the classes as well as SKILL. */
static CsVotes
make_votes (guint n_items, guint n_raters, guint n_classes, guint each, double skill)
{
  CsVotes votes = { n_items, n_raters, n_classes, (gsize)n_items * each, NULL };
  votes.votes = g_new (CsVote, votes.n);
  for (guint i = 0; i < n_items; i++) {
    guint class = (guint)g_rand_int_range (chance, 0, (gint32)n_classes);
    for (guint k = 0; k < each; k++) {
      gboolean right = g_rand_double (chance) < skill;
      guint label = (guint)g_rand_int_range (chance, 0, (gint32)n_classes);
      votes.votes[i * each + k] =
          (CsVote){ i, (guint)g_rand_int_range (chance, 0, (gint32)n_raters),
                    right ? class : label };
    }
  }
  return votes;
}

/* N_CLASSES on both sides of what is compiled for; EACH on both sides of what is multiplied. */
typedef struct {
  guint n_items, n_raters, n_classes, each;
  double skill, smoothing;
} Case;

static const Case cases[] = {
  { 1000, 50, 2, 4, 0.6, 0.01 },  { 1000, 40, 3, 4, 0.6, 0.01 }, { 1000, 40, 4, 5, 0.6, 0 },
  { 600, 20, 5, 5, 0.6, 0.01 },   { 1000, 20, 6, 6, 0.6, 0.01 }, { 1000, 20, 11, 8, 0.7, 0.01 },
  { 100, 10, 3, 40, 0.08, 0.01 }, { 300, 30, 3, 17, 0.2, 0.5 },  { 200, 5, 2, 5, 0.9, 0.01 },
};

static void
test_dawid_skene (void)
{
  guint slow = 0;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const Case *each = &cases[i];
    CsVotes votes =
        make_votes (each->n_items, each->n_raters, each->n_classes, each->each, each->skill);
    Plain plain = { .votes = &votes, .smoothing = each->smoothing };
    guint rounds = go_on (&plain);
    g_auto (CsDawidSkene) found = { 0 };
    double off = 0;
    cs_dawid_skene (&votes, each->smoothing, &found);
    slow += found.rounds > 30;
    for (gsize k = 0; k < (gsize)votes.n_items * votes.n_classes; k++)
      off = MAX (off, fabs (found.posterior[k] - plain.posterior[k]));
    g_test_message ("case %u: %u rounds for %u, off by %g", i, found.rounds, rounds, off);
    g_assert_cmpfloat (off, <, 1e-5);
    for (gsize k = 0; k < (gsize)votes.n_raters * votes.n_classes * votes.n_classes; k++)
      g_assert_cmpfloat_with_epsilon (found.confusion[k], plain.confusion[k], 1e-5);
    g_free (votes.votes);
    g_free (plain.posterior);
    g_free (plain.shares);
    g_free (plain.confusion);
  }
  g_assert_cmpuint (slow, >=, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  chance = g_rand_new_with_seed (21);
  g_test_add_func ("/consensus/dawid-skene", test_dawid_skene);
  int code = g_test_run ();
  g_rand_free (chance);
  return code;
}
