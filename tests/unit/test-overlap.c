/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spans and edits against the definition, tried out in full on small inputs. */
#include "cs-edits.h"
#include "cs-overlap.h"
#include "cs-test.h"

#define MOST 6 /* spans of a side */

typedef struct {
  gint64 length, credit; /* of overlaps; two for the same span, one for an overlap */
} Match;

static gint64
overlap (const CsTriple *a, const CsTriple *b)
{
  return MAX (0, MIN (a->key[1], b->key[1]) - MAX (a->key[0], b->key[0]));
}

/* The best of all ways to match A from I on with what of B is not in USED. */
static Match
best_of (const CsTriple *a, guint n_a, const CsTriple *b, guint n_b, guint i, guint used)
{
  if (i == n_a)
    return (Match){ 0, 0 };
  Match best = best_of (a, n_a, b, n_b, i + 1, used);
  for (guint k = 0; k < n_b; k++) {
    gint64 length = overlap (&a[i], &b[k]);
    if ((used >> k & 1) != 0 || length == 0)
      continue;
    Match rest = best_of (a, n_a, b, n_b, i + 1, used | 1u << k);
    rest.length += length;
    rest.credit += a[i].key[0] == b[k].key[0] && a[i].key[1] == b[k].key[1] ? 2 : 1;
    if (rest.length > best.length || (rest.length == best.length && rest.credit > best.credit))
      best = rest;
  }
  return best;
}

static guint
random_spans (GRand *random, CsTriple *spans)
{
  guint n = (guint)g_rand_int_range (random, 0, MOST);
  for (guint i = 0; i < n; i++) {
    gint64 start = g_rand_int_range (random, 0, 20);
    spans[i] = (CsTriple){ { start, start + g_rand_int_range (random, 1, 9),
                             g_rand_int_range (random, 0, 2) } };
  }
  return cs_triples_sort (spans, n);
}

static void
test_partial (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  CsTriple a[MOST], b[MOST];
  for (guint i = 0; i < 3000; i++) {
    guint n_a = random_spans (random, a), n_b = random_spans (random, b);
    CsF1 found = cs_spans_partial (a, n_a, b, n_b), other = cs_spans_partial (b, n_b, a, n_a);
    if (n_a + n_b == 0) {
      g_assert_nonnull (found.f1.undefined);
      continue;
    }
    Match best = best_of (a, n_a, b, n_b, 0, 0);
    g_assert_cmpint (2 * found.correct + found.partial, ==, best.credit);
    g_assert_cmpfloat (found.f1.value, ==, other.f1.value);
  }
}

static gint64
plain_distance (const guint32 *a, guint n_a, const guint32 *b, guint n_b)
{
  gint64 table[16][16];
  for (guint i = 0; i <= n_a; i++)
    for (guint k = 0; k <= n_b; k++) {
      table[i][k] = i + k;
      if (i > 0 && k > 0)
        table[i][k] = MIN (table[i - 1][k - 1] + (a[i - 1] != b[k - 1]),
                           MIN (table[i - 1][k], table[i][k - 1]) + 1);
    }
  return table[n_a][n_b];
}

static void
test_edits (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  guint32 a[15], b[15];
  for (guint i = 0; i < 20000; i++) {
    guint n_a = (guint)g_rand_int_range (random, 0, 16);
    guint n_b = (guint)g_rand_int_range (random, 0, 16);
    for (guint k = 0; k < 15; k++) {
      a[k] = (guint32)g_rand_int_range (random, 0, 3);
      b[k] = (guint32)g_rand_int_range (random, 0, 3);
    }
    g_assert_cmpint (cs_edit_distance (a, n_a, b, n_b), ==, plain_distance (a, n_a, b, n_b));
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/overlap/partial", test_partial);
  g_test_add_func ("/overlap/edits", test_edits);
  return g_test_run ();
}
