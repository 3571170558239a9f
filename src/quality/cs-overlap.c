/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-overlap.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

gboolean
cs_spans_match_from_nick (const char *nick, CsSpansMatch *ret_match)
{
  static const char *const nicks[] = { "exact", "token", "partial" };
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (strcmp (nicks[i], nick) == 0) {
      *ret_match = (CsSpansMatch)i;
      return TRUE;
    }
  return FALSE;
}

static int
compare (const void *a, const void *b)
{
  const CsTriple *x = a, *y = b;
  for (guint i = 0; i < 3; i++)
    if (x->key[i] != y->key[i])
      return x->key[i] < y->key[i] ? -1 : 1;
  return 0;
}

guint
cs_triples_sort (CsTriple *triples, guint n)
{
  guint kept = 0;
  if (n > 0)
    qsort (triples, n, sizeof *triples, compare);
  for (guint i = 0; i < n; i++)
    if (kept == 0 || compare (&triples[kept - 1], &triples[i]) != 0)
      triples[kept++] = triples[i];
  return kept;
}

CsF1
cs_f1_of (gint64 n_a, gint64 n_b, gint64 correct, gint64 partial)
{
  gint64 n = n_a + n_b, met = correct + partial;
  CsF1 result = { .f1 = cs_estimate_undefined (0, N_ ("both have marked nothing")) };
  if (n == 0)
    return result;
  result = (CsF1){ .correct = correct, .partial = partial };
  result.missed = n_a - met;
  result.spurious = n_b - met;
  result.f1 = (CsEstimate){ 2 * ((double)correct + 0.5 * (double)partial) / (double)n,
                            CS_UNKNOWN,
                            CS_UNKNOWN,
                            CS_UNKNOWN,
                            n,
                            NULL };
  return result;
}

CsF1
cs_triples_f1 (CsTriple *a, guint n_a, CsTriple *b, guint n_b)
{
  gint64 correct = 0;
  n_a = cs_triples_sort (a, n_a);
  n_b = cs_triples_sort (b, n_b);
  for (guint i = 0, k = 0; i < n_a && k < n_b;) {
    int order = compare (&a[i], &b[k]);
    correct += order == 0;
    i += order <= 0;
    k += order >= 0;
  }
  return cs_f1_of (n_a, n_b, correct, 0);
}
