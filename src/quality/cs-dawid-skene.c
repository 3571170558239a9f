/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-consensus.h"
#include "cs-ratings.h"

#include <string.h>

#define LEAST_COUNT 1e-10 /* of a label that a rater used */
#define NOTHING (-40)     /* a logarithm whose power does not change a sum with 1 */
#define FEW 16            /* votes whose chances can be multiplied: each is 1e-18 at least */
#define PLAIN_ROUNDS 30   /* before steps are extrapolated */
#define SHORT_LEAP 4      /* steps that are extrapolated in any case */
#define TINY 1e-150       /* two of them can be multiplied */
#define SMALL 8           /* classes of a row that needs no memory */

void
cs_dawid_skene_clear (CsDawidSkene *result)
{
  g_clear_pointer (&result->class_shares, g_free);
  g_clear_pointer (&result->posterior, g_free);
  g_clear_pointer (&result->confusion, g_free);
}

/* Items whose votes are the same are one pattern; a category is rater * n_classes + label. A state
 * is the class shares and, behind them, the expected counts [category * n + class]; chances and
 * logs are of the same shape. */
typedef struct {
  CsRatingPatterns patterns;
  guint n_raters, n; /* classes */
  gsize n_state;
  double *posterior; /* [pattern * n + class] */
  double *chances;   /* class shares; of the label given the class */
  double *logs;      /* of the chances; NULL where no item has more than FEW votes */
  double *row;       /* a class each */
  gboolean *used;    /* [category] */
  double smoothing;
  double likelihood; /* logarithm, at the chances that the last step began with */
  double longest;    /* extrapolation */
} Em;

/* --- a step --- */

static double
count_at (const Em *em, const double *state, guint rater, guint label, guint class)
{
  gsize category = (gsize)rater * em->n + label;
  double found = state[em->n + category * em->n + class];
  return (em->used[category] ? MAX (found, LEAST_COUNT) : 0) + em->smoothing;
}

/* The chances that make STATE most likely; what smoothing adds to their likelihood. */
static void
maximise (Em *em, const double *state)
{
  guint n = em->n;
  double likelihood = 0;
  memcpy (em->chances, state, n * sizeof *state);
  for (guint rater = 0; rater < em->n_raters; rater++)
    for (guint class = 0; class < n; class ++) {
      double *chances = em->chances + n + (gsize)rater * n * n + class, total = 0;
      for (guint label = 0; label < n; label++)
        total += count_at (em, state, rater, label, class);
      for (guint label = 0; label < n; label++)
        chances[(gsize)label * n] = count_at (em, state, rater, label, class) / total;
      for (guint label = 0; em->smoothing > 0 && label < n; label++)
        likelihood += log (chances[(gsize)label * n]);
    }
  for (gsize i = 0; em->logs != NULL && i < em->n_state; i++)
    em->logs[i] = log (em->chances[i]);
  em->likelihood = likelihood * em->smoothing;
}

/* ROW: the chances of the votes of a pattern with a few, by class; their sum. */
static inline double
multiply (const Em *em, guint n, guint pattern, double *restrict row)
{
  double total = 0;
  for (guint c = 0; c < n; c++)
    row[c] = em->chances[c];
  for (guint k = em->patterns.starts[pattern]; k < em->patterns.starts[pattern + 1]; k++) {
    const CsRatingCount *each = &em->patterns.counts[k];
    const double *restrict chances = em->chances + n + (gsize)each->category * n;
    for (guint i = 0; i < each->count; i++)
      for (guint c = 0; c < n; c++)
        row[c] *= chances[c];
  }
  for (guint c = 0; c < n; c++)
    total += row[c];
  return total;
}

/* The same of any number, all divided by one number, whose logarithm is RET_LOG. */
static double
add_up (const Em *em, guint n, guint pattern, double *row, double *ret_log)
{
  double most = -INFINITY, total = 0;
  memcpy (row, em->logs, n * sizeof *row);
  for (guint k = em->patterns.starts[pattern]; k < em->patterns.starts[pattern + 1]; k++) {
    const CsRatingCount *each = &em->patterns.counts[k];
    const double *logs = em->logs + n + (gsize)each->category * n;
    for (guint c = 0; c < n; c++)
      row[c] += each->count * logs[c];
  }
  for (guint c = 0; c < n; c++)
    most = MAX (most, row[c]);
  for (guint c = 0; c < n; c++)
    total += row[c] = row[c] - most < NOTHING ? 0 : exp (row[c] - most);
  *ret_log = most;
  return total;
}

/* Adds what a posterior says to class shares and expected counts. */
static inline void
count (const Em *em, guint n, guint pattern, const double *restrict posterior, double *state)
{
  double times = (double)em->patterns.times[pattern];
  for (guint c = 0; c < n; c++)
    state[c] += times * posterior[c];
  for (guint k = em->patterns.starts[pattern]; k < em->patterns.starts[pattern + 1]; k++) {
    const CsRatingCount *each = &em->patterns.counts[k];
    double *restrict counts = state + n + (gsize)each->category * n;
    double weight = times * each->count;
    for (guint c = 0; c < n; c++)
      counts[c] += weight * posterior[c];
  }
}

/* Adds the logarithm of TOTAL, TIMES over, to LIKELIHOOD; many wait in PRODUCT for one logarithm.
 */
static inline void
add_log (double total, gint64 times, double *product, double *likelihood)
{
  if (times > 1 || total < TINY) {
    *likelihood += (double)times * log (total);
    return;
  }
  *product *= total;
  if (*product < TINY) {
    *likelihood += log (*product);
    *product = 1;
  }
}

/* Posteriors from the chances and the next state from them, in one go; the largest change of a
 * posterior. */
static inline G_ALWAYS_INLINE double
walk (Em *em, guint n, double *next)
{
  double change = 0, product = 1, small[SMALL], *row = n <= SMALL ? small : em->row;
  memset (next, 0, em->n_state * sizeof *next);
  for (guint i = 0; i < em->patterns.n_patterns; i++) {
    double *posterior = em->posterior + (gsize)i * n, most = 0;
    double total =
        em->patterns.sizes[i] <= FEW ? multiply (em, n, i, row) : add_up (em, n, i, row, &most);
    add_log (total, em->patterns.times[i], &product, &em->likelihood);
    em->likelihood += (double)em->patterns.times[i] * most;
    for (guint c = 0; c < n; c++) {
      double found = row[c] / total;
      change = MAX (change, fabs (found - posterior[c]));
      posterior[c] = found;
    }
    count (em, n, i, posterior, next);
  }
  for (guint c = 0; c < n; c++)
    next[c] /= (double)em->patterns.n_items;
  em->likelihood += log (product);
  return change;
}

/* From STATE to NEXT. Few classes are known while compiling, so that their loops vanish. */
static double
step (Em *em, const double *state, double *next)
{
  maximise (em, state);
  switch (em->n) {
  case 2:
    return walk (em, 2, next);
  case 3:
    return walk (em, 3, next);
  case 4:
    return walk (em, 4, next);
  case 5:
    return walk (em, 5, next);
  default:
    return walk (em, em->n, next);
  }
}

/* --- going on --- */

/* X0 as far along the way by X1 to X2 as they bend, LONGEST at most; how far, in steps. Nothing
 * changes where that is not beyond X2. */
static double
extrapolate (const Em *em, double *x0, const double *x1, const double *x2)
{
  double along = 0, bend = 0, shares = 0;
  for (gsize i = 0; i < em->n_state; i++) {
    double r = x1[i] - x0[i], v = x2[i] - x1[i] - r;
    along += r * r;
    bend += v * v;
  }
  double length = bend > 0 ? MIN (sqrt (along / bend), em->longest) : 1;
  if (length <= 1)
    return length;
  for (gsize i = 0; i < em->n_state; i++) {
    double r = x1[i] - x0[i], v = x2[i] - x1[i] - r;
    x0[i] = MAX (x0[i] + 2 * length * r + length * length * v, 0);
  }
  for (guint c = 0; c < em->n; c++)
    shares += x0[c];
  for (guint c = 0; c < em->n; c++)
    x0[c] /= shares;
  return length;
}

/* From where two steps from X[0] by X[1] to X[2] point to into X[1], if that is likelier than X[1]
 * was; else X[2] goes there. FALSE: nothing was tried. */
static gboolean
leap (Em *em, double *x[3])
{
  double likelihood = em->likelihood, length = extrapolate (em, x[0], x[1], x[2]);
  gboolean likelier = FALSE;
  if (length > 1) {
    step (em, x[0], x[1]);
    likelier = em->likelihood >= likelihood;
    if (!likelier)
      em->longest = MAX (length / 2, SHORT_LEAP);
    else if (length >= em->longest)
      em->longest *= 4;
  }
  if (!likelier)
    memcpy (x[1], x[2], em->n_state * sizeof *x[1]);
  return length > 1;
}

/* Plain rounds first, then in threes: two plain steps and a leap. X[0] has the state, in the end
 * too; the others have place for one. */
static void
run (Em *em, double *x[3], CsDawidSkene *ret)
{
  em->longest = SHORT_LEAP;
  while (ret->change >= CS_DAWID_SKENE_CONVERGED && ret->rounds < CS_DAWID_SKENE_ROUNDS) {
    gboolean plain = ret->rounds < PLAIN_ROUNDS || ret->rounds + 3 > CS_DAWID_SKENE_ROUNDS;
    ret->change = step (em, x[0], x[1]);
    ret->rounds++;
    if (!plain) {
      ret->change = step (em, x[1], x[2]);
      ret->rounds++;
      if (ret->change >= CS_DAWID_SKENE_CONVERGED)
        ret->rounds += leap (em, x);
      else
        memcpy (x[1], x[2], em->n_state * sizeof *x[1]);
    }
    double *next = x[1];
    x[1] = x[0];
    x[0] = next;
  }
  maximise (em, x[0]);
}

/* --- beginning and end --- */

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
  gboolean few = TRUE;
  em->n_state = n + (gsize)votes->n_raters * n * n;
  em->posterior = g_new0 (double, MAX ((gsize)em->patterns.n_patterns * n, 1));
  em->chances = g_new0 (double, MAX (em->n_state, 1));
  em->row = g_new (double, MAX (n, 1));
  em->used = g_new0 (gboolean, MAX ((gsize)votes->n_raters * n, 1));
  for (guint i = 0; i < em->patterns.n_patterns; i++) {
    few = few && em->patterns.sizes[i] <= FEW;
    for (guint k = em->patterns.starts[i]; k < em->patterns.starts[i + 1]; k++) {
      const CsRatingCount *each = &em->patterns.counts[k];
      em->used[each->category] = TRUE;
      em->posterior[(gsize)i * n + each->category % n] +=
          (double)each->count / (double)em->patterns.sizes[i];
    }
  }
  em->logs = few ? NULL : g_new (double, em->n_state);
  return of;
}

/* Confusions of class and label, from the chances of label and class. */
static void
end (Em *em, const double *state, const guint *of, guint n_items, CsDawidSkene *ret)
{
  guint n = em->n;
  ret->class_shares = g_new (double, MAX (n, 1));
  for (guint c = 0; c < n; c++)
    ret->class_shares[c] = em->patterns.n_items > 0 ? em->chances[c] : CS_UNKNOWN;
  ret->posterior = g_new (double, MAX ((gsize)n_items * n, 1));
  ret->confusion = g_new (double, MAX ((gsize)em->n_raters * n * n, 1));
  for (guint i = 0; i < n_items; i++)
    for (guint c = 0; c < n; c++)
      ret->posterior[(gsize)i * n + c] =
          of[i] == G_MAXUINT ? CS_UNKNOWN : em->posterior[(gsize)of[i] * n + c];
  for (guint rater = 0; rater < em->n_raters; rater++)
    for (guint class = 0; class < n; class ++) {
      gsize first = n + (gsize)rater * n * n + class;
      double mass = 0;
      for (guint label = 0; label < n; label++)
        mass += state[first + (gsize)label * n];
      for (guint label = 0; label < n; label++)
        ret->confusion[((gsize)rater * n + class) * n + label] =
            mass > LEAST_COUNT ? em->chances[first + (gsize)label * n] : CS_UNKNOWN;
    }
  cs_rating_patterns_clear (&em->patterns);
  g_free (em->posterior);
  g_free (em->chances);
  g_free (em->logs);
  g_free (em->row);
  g_free (em->used);
}

void
cs_dawid_skene (const CsVotes *votes, double smoothing, CsDawidSkene *ret_result)
{
  Em em = { .n_raters = votes->n_raters, .n = votes->n_classes, .smoothing = smoothing };
  g_autofree guint *of = begin (&em, votes);
  double *x[3];
  *ret_result = (CsDawidSkene){ .change = 1 };
  for (guint i = 0; i < G_N_ELEMENTS (x); i++)
    x[i] = g_new0 (double, MAX (em.n_state, 1));
  for (guint i = 0; i < em.patterns.n_patterns; i++)
    count (&em, em.n, i, em.posterior + (gsize)i * em.n, x[0]);
  for (guint c = 0; c < em.n; c++)
    x[0][c] /= (double)em.patterns.n_items;
  run (&em, x, ret_result);
  end (&em, x[0], of, votes->n_items, ret_result);
  for (guint i = 0; i < G_N_ELEMENTS (x); i++)
    g_free (x[i]);
}
