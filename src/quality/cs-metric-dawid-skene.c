/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-ratings.h"
#include "cs-vote-answer.h"

#include <glib/gi18n.h>
#include <string.h>

#define LEAST_COUNT 1e-10 /* of a label that a rater used */
#define CONVERGED 1e-7
#define NOTHING (-40) /* a logarithm whose power does not change a sum with 1 */

void
cs_dawid_skene_clear (CsDawidSkene *result)
{
  g_clear_pointer (&result->class_shares, g_free);
  g_clear_pointer (&result->posterior, g_free);
  g_clear_pointer (&result->confusion, g_free);
}

/* Items whose votes are the same are one pattern; a category is rater * n_classes + label. */
typedef struct {
  CsRatingPatterns patterns;
  guint n_raters, n; /* classes */
  double *posterior; /* [pattern * n + class] */
  double *shares;    /* [class] */
  double *share_logs;
  double *counts; /* [category * n + class]: expected */
  double *logs;   /* the same of the confusion */
  gboolean *used; /* [category] */
  double smoothing;
} Em;

static guint *
begin (Em *em, const CsVotes *votes)
{
  guint n = votes->n_classes;
  g_autofree guint *starts = g_new0 (guint, (gsize)votes->n_items + 2);
  g_autofree gint32 *codes = g_new (gint32, MAX (votes->n, 1));
  for (gsize i = 0; i < votes->n; i++)
    starts[votes->votes[i].item + 2]++;
  for (guint i = 2; i < votes->n_items + 2; i++)
    starts[i] += starts[i - 1];
  for (gsize i = 0; i < votes->n; i++) {
    const CsVote *vote = &votes->votes[i];
    codes[starts[vote->item + 1]++] = (gint32)(vote->rater * n + vote->label);
  }
  guint *of = cs_rating_patterns_init_lists (&em->patterns, starts, codes, votes->n_items,
                                             votes->n_raters * n);
  gsize cells = MAX ((gsize)votes->n_raters * n * n, 1);
  em->posterior = g_new0 (double, MAX ((gsize)em->patterns.n_patterns * n, 1));
  em->shares = g_new0 (double, MAX (n, 1));
  em->share_logs = g_new0 (double, MAX (n, 1));
  em->counts = g_new0 (double, cells);
  em->logs = g_new0 (double, cells);
  em->used = g_new0 (gboolean, MAX ((gsize)votes->n_raters * n, 1));
  for (guint i = 0; i < em->patterns.n_patterns; i++)
    for (guint k = em->patterns.starts[i]; k < em->patterns.starts[i + 1]; k++) {
      const CsRatingCount *each = &em->patterns.counts[k];
      em->used[each->category] = TRUE;
      em->posterior[(gsize)i * n + each->category % n] +=
          (double)each->count / (double)em->patterns.sizes[i];
    }
  return of;
}

static void
forget (Em *em)
{
  memset (em->shares, 0, em->n * sizeof *em->shares);
  memset (em->counts, 0, (gsize)em->n_raters * em->n * em->n * sizeof *em->counts);
}

/* Adds what a posterior says to class shares and expected counts. */
static void
count (Em *em, guint pattern, const double *posterior)
{
  guint n = em->n;
  double times = (double)em->patterns.times[pattern];
  for (guint c = 0; c < n; c++)
    em->shares[c] += times * posterior[c] / (double)em->patterns.n_items;
  for (guint k = em->patterns.starts[pattern]; k < em->patterns.starts[pattern + 1]; k++) {
    double *counts = em->counts + (gsize)em->patterns.counts[k].category * n;
    double each = times * em->patterns.counts[k].count;
    for (guint c = 0; c < n; c++)
      counts[c] += each * posterior[c];
  }
}

static double
count_at (const Em *em, guint rater, guint label, guint class)
{
  gsize category = (gsize)rater * em->n + label;
  double found = em->counts[category * em->n + class];
  return (em->used[category] ? MAX (found, LEAST_COUNT) : 0) + em->smoothing;
}

static void
take_logs (Em *em)
{
  for (guint class = 0; class < em->n; class ++)
    em->share_logs[class] = log (em->shares[class]);
  for (guint rater = 0; rater < em->n_raters; rater++)
    for (guint class = 0; class < em->n; class ++) {
      double total = 0;
      for (guint label = 0; label < em->n; label++)
        total += count_at (em, rater, label, class);
      for (guint label = 0; label < em->n; label++)
        em->logs[((gsize)rater * em->n + label) * em->n + class] =
            log (count_at (em, rater, label, class) / total);
    }
}

/* The posterior of a pattern anew; by how much it changed. LOGS has place for the classes. */
static double
expect (const Em *em, guint pattern, double *posterior, double *logs)
{
  double change = 0, most = -INFINITY, total = 0;
  guint n = em->n;
  memcpy (logs, em->share_logs, n * sizeof *logs);
  for (guint k = em->patterns.starts[pattern]; k < em->patterns.starts[pattern + 1]; k++) {
    const double *each = em->logs + (gsize)em->patterns.counts[k].category * n;
    double times = em->patterns.counts[k].count;
    for (guint c = 0; c < n; c++)
      logs[c] += times * each[c];
  }
  for (guint c = 0; c < n; c++)
    most = MAX (most, logs[c]);
  for (guint c = 0; c < n; c++)
    total += logs[c] = logs[c] - most < NOTHING ? 0 : exp (logs[c] - most);
  for (guint c = 0; c < n; c++) {
    double found = logs[c] / total;
    change = MAX (change, fabs (found - posterior[c]));
    posterior[c] = found;
  }
  return change;
}

/* Posteriors from the logarithms, then shares and counts from them, in one go. */
static double
step (Em *em, double *logs)
{
  double change = 0;
  forget (em);
  for (guint i = 0; i < em->patterns.n_patterns; i++) {
    double *posterior = em->posterior + (gsize)i * em->n;
    double own = expect (em, i, posterior, logs);
    change = MAX (change, own);
    count (em, i, posterior);
  }
  take_logs (em);
  return change;
}

static void
end (Em *em, const guint *of, guint n_items, CsDawidSkene *ret)
{
  guint n = em->n;
  ret->posterior = g_new (double, MAX ((gsize)n_items * n, 1));
  ret->confusion = g_new (double, MAX ((gsize)em->n_raters * n * n, 1));
  for (guint i = 0; i < n_items; i++)
    for (guint c = 0; c < n; c++)
      ret->posterior[(gsize)i * n + c] =
          of[i] == G_MAXUINT ? CS_UNKNOWN : em->posterior[(gsize)of[i] * n + c];
  for (guint rater = 0; rater < em->n_raters; rater++)
    for (guint class = 0; class < n; class ++) {
      double mass = 0;
      for (guint label = 0; label < n; label++)
        mass += em->counts[((gsize)rater * n + label) * n + class];
      for (guint label = 0; label < n; label++)
        ret->confusion[((gsize)rater * n + class) * n + label] =
            mass > LEAST_COUNT ? exp (em->logs[((gsize)rater * n + label) * n + class])
                               : CS_UNKNOWN;
    }
  ret->class_shares = em->shares;
  cs_rating_patterns_clear (&em->patterns);
  g_free (em->posterior);
  g_free (em->counts);
  g_free (em->logs);
  g_free (em->share_logs);
  g_free (em->used);
}

void
cs_dawid_skene (const CsVotes *votes, double smoothing, CsDawidSkene *ret_result)
{
  Em em = { .n_raters = votes->n_raters, .n = votes->n_classes, .smoothing = smoothing };
  g_autofree guint *of = begin (&em, votes);
  g_autofree double *logs = g_new (double, MAX (em.n, 1));
  *ret_result = (CsDawidSkene){ .change = 1 };
  for (guint i = 0; i < em.patterns.n_patterns; i++)
    count (&em, i, em.posterior + (gsize)i * em.n);
  take_logs (&em);
  while (ret_result->change >= CONVERGED && ret_result->rounds < CS_DAWID_SKENE_ROUNDS) {
    ret_result->change = step (&em, logs);
    ret_result->rounds++;
  }
  end (&em, of, votes->n_items, ret_result);
}

/* --- the metric --- */

static gboolean
read_smoothing (const CsJson *params, double *ret_smoothing, GError **error)
{
  const CsJson *json = cs_json_get (params, "smoothing");
  *ret_smoothing = json != NULL ? cs_json_real (json) : 0.01;
  return ((json == NULL || cs_metric_is_number (json)) && *ret_smoothing >= 0 &&
          *ret_smoothing <= 1e6) ||
         cs_fail (error, CS_ERROR_INVALID, "params.smoothing: not a number from 0 to 1000000");
}

static void
put_confusions (CsJson *answer, const CsMetricVotes *votes, const double *confusion)
{
  CsJson *object = cs_json_new_object ();
  guint n = votes->votes.n_classes;
  gboolean all = TRUE;
  for (guint i = 0; i < votes->votes.n_raters; i++) {
    const double *own = confusion + (gsize)i * n * n;
    g_autofree char *key = cs_metric_names_key (&votes->raters, i);
    cs_json_put (object, key, cs_metric_real_rows (own, n, n));
    for (guint k = 0; k < n; k++)
      all = all && isfinite (own[(gsize)k * n]);
  }
  cs_json_put (answer, "confusion_true_by_observed", object);
  if (!all)
    cs_metric_put_reason (answer, "confusion_true_by_observed",
                          N_ ("null: the rater labelled no item of the class"));
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricVotes) votes = { 0 };
  g_auto (CsDawidSkene) found = { 0 };
  double smoothing = 0;
  if (!cs_metric_read_votes (input, params, &votes, error) ||
      !read_smoothing (params, &smoothing, error))
    return FALSE;
  guint n = votes.votes.n_classes;
  if (n > 4096 || (guint64)votes.votes.n_raters * n * n > CS_DAWID_SKENE_MOST)
    return cs_fail (error, CS_ERROR_LIMIT,
                    "input.labels: %u raters with %u classes are too many to tell apart",
                    votes.votes.n_raters, n);
  if (!cs_vote_put_n (answer, &votes))
    return TRUE;
  cs_dawid_skene (&votes.votes, smoothing, &found);
  cs_vote_put_shares (answer, &votes, found.posterior);
  cs_json_put (answer, "class_shares", cs_metric_reals (found.class_shares, n));
  put_confusions (answer, &votes, found.confusion);
  cs_metric_put_real (answer, "smoothing", smoothing);
  cs_json_put_int (answer, "rounds", found.rounds);
  cs_metric_put_real (answer, "change", found.change);
  return TRUE;
}

const CsMetric cs_metric_dawid_skene = {
  .name = "dawid_skene",
  .summary = "Dawid and Skene: the classes of items and the errors of raters, by EM",
  .input = "labels: [item, rater, label] each, repeats allowed",
  .params = "classes: those declared, in their order|smoothing: what is added to expected counts, "
            "0.01",
  .compute = compute,
};
