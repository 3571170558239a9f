/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spans that overlap, one to one, with the largest sum of overlaps. What hangs together is matched
 * by itself: most of it is one span and another. */
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

/* Of A by B, no more of A: the assignment of least cost, by shortest augmenting paths (Kuhn 1955,
 * Munkres 1957, with the potentials of Jonker & Volgenant 1987). Row and column 0 are nobody's. */
typedef struct {
  const CsTriple *a, *b;
  guint n_a, n_b;
  gint64 place;           /* what a place of an overlap is worth: more than all that is credited */
  gint64 *rows, *columns; /* potentials */
  guint *of;              /* [column]: its row */
  gint64 *least;
  guint *from;
  gboolean *done;
} Matching;

static gint64
cost (const Matching *m, guint row, guint column)
{
  const CsTriple *a = &m->a[row - 1], *b = &m->b[column - 1];
  gint64 shared = overlap (a, b);
  return -(shared * m->place + (shared > 0) + is_same (a, b));
}

/* Goes on from COLUMN to the nearest column that is not done. */
static guint
step (Matching *m, guint column)
{
  gint64 delta = G_MAXINT64;
  guint row = m->of[column], next = 0;
  m->done[column] = TRUE;
  for (guint k = 1; k <= m->n_b; k++) {
    if (m->done[k])
      continue;
    gint64 reduced = cost (m, row, k) - m->rows[row] - m->columns[k];
    if (reduced < m->least[k]) {
      m->least[k] = reduced;
      m->from[k] = column;
    }
    if (m->least[k] < delta) {
      delta = m->least[k];
      next = k;
    }
  }
  for (guint k = 0; k <= m->n_b; k++)
    if (m->done[k]) {
      m->rows[m->of[k]] += delta;
      m->columns[k] -= delta;
    } else {
      m->least[k] -= delta;
    }
  return next;
}

static void
assign (Matching *m)
{
  for (guint row = 1; row <= m->n_a; row++) {
    guint column = 0;
    m->of[0] = row;
    for (guint k = 0; k <= m->n_b; k++) {
      m->least[k] = G_MAXINT64 / 2;
      m->done[k] = FALSE;
    }
    do
      column = step (m, column);
    while (m->of[column] != 0);
    for (; column != 0; column = m->from[column])
      m->of[column] = m->of[m->from[column]];
  }
}

static void
match_some (const CsTriple *a, guint n_a, const CsTriple *b, guint n_b, gint64 *correct,
            gint64 *partial)
{
  if (n_a > n_b) {
    match_some (b, n_b, a, n_a, correct, partial);
    return;
  }
  if (n_a == 0)
    return;
  g_autofree gint64 *numbers = g_new0 (gint64, n_a + 1 + 2 * ((gsize)n_b + 1));
  g_autofree guint *of = g_new0 (guint, 2 * ((gsize)n_b + 1));
  g_autofree gboolean *done = g_new0 (gboolean, (gsize)n_b + 1);
  Matching m = { a,
                 b,
                 n_a,
                 n_b,
                 2 * (gint64)n_a + 1,
                 numbers,
                 numbers + n_a + 1,
                 of,
                 numbers + n_a + n_b + 2,
                 of + n_b + 1,
                 done };
  assign (&m);
  for (guint k = 1; k <= n_b; k++) {
    if (of[k] == 0 || overlap (&a[of[k] - 1], &b[k - 1]) == 0)
      continue;
    *(is_same (&a[of[k] - 1], &b[k - 1]) ? correct : partial) += 1;
  }
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
