/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spans that overlap, one to one, with the largest sum of overlaps. What hangs together is matched
 * by itself: most of it is one span and another. */
#include "cs-assignment.h"
#include "cs-overlap.h"

#include <glib/gi18n.h>

static gint64
overlap (const CsTriple *a, const CsTriple *b)
{
  return MAX (0, MIN (a->key[1], b->key[1]) - MAX (a->key[0], b->key[0]));
}

static gboolean
is_same (const CsTriple *a, const CsTriple *b)
{
  return a->key[0] == b->key[0] && a->key[1] == b->key[1];
}

/* Of two choices that share the same length the one with the larger F1 is better, of these the one
 * with more that are the same; so they do not hang on who is A. The weights are whole, and exact
 * while the length times the square of the spans is below 2^52. */
static void
match_some (const CsTriple *a, guint n_a, const CsTriple *b, guint n_b, gint64 *correct,
            gint64 *partial)
{
  double n = MIN (n_a, n_b), half = n + 1, place = 2 * n * half + n + 1;
  g_autofree double *weights = g_new (double, MAX ((gsize)n_a * n_b, 1));
  g_autofree guint *pairs = g_new (guint, MAX (n_a, 1));
  for (guint i = 0; i < n_a; i++)
    for (guint k = 0; k < n_b; k++) {
      gint64 shared = overlap (&a[i], &b[k]);
      double credit = is_same (&a[i], &b[k]) ? 2 * half + 1 : half;
      weights[(gsize)i * n_b + k] = shared > 0 ? (double)shared * place + credit : 0;
    }
  cs_assignment_most (weights, n_a, n_b, pairs);
  for (guint i = 0; i < n_a; i++)
    if (pairs[i] != G_MAXUINT)
      *(is_same (&a[i], &b[pairs[i]]) ? correct : partial) += 1;
}

CsF1
cs_spans_partial (const CsTriple *a, guint n_a, const CsTriple *b, guint n_b)
{
  gint64 correct = 0, partial = 0, end = 0;
  for (guint i = 0, k = 0; i < n_a || k < n_b;) {
    guint from_a = i, from_b = k;
    end = MIN (i < n_a ? a[i].key[0] : G_MAXINT64, k < n_b ? b[k].key[0] : G_MAXINT64) + 1;
    for (gboolean more = TRUE; more;) {
      more = FALSE;
      for (; i < n_a && a[i].key[0] < end; i++, more = TRUE)
        end = MAX (end, a[i].key[1]);
      for (; k < n_b && b[k].key[0] < end; k++, more = TRUE)
        end = MAX (end, b[k].key[1]);
    }
    if (MAX (i - from_a, k - from_b) > CS_SPANS_MOST_TANGLED)
      return (CsF1){ .f1 = cs_estimate_undefined ((gint64)n_a + n_b,
                                                  N_ ("too many spans overlap in one place")) };
    match_some (a + from_a, i - from_a, b + from_b, k - from_b, &correct, &partial);
  }
  return cs_f1_of (n_a, n_b, correct, partial);
}
