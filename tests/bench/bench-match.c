/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-match: what it costs to find out which mark of one version is which of another, a line a
 * figure. The floor of finding is to compare the right marks with each other and nothing else. */
#include "cs-mark-diff.h"
#include "cs-mark-match.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define MARKS 10000
#define CORNERS 16

static double
now (void)
{
  struct timespec time;
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* The same outlines, each a little elsewhere; with the ids from FIRST on. APART 0: all of them in
 * one heap. */
static CsMarkSet *
make_set (guint64 first, gint64 apart, gint64 off)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  for (guint i = 0; i < MARKS; i++) {
    gint64 values[2 * CORNERS], x = 100000 + i % 100 * apart, y = 100000 + i / 100 * apart;
    double size = g_rand_double_range (rand, 20000, 40000);
    for (guint k = 0; k < CORNERS; k++) {
      double wide = size * g_rand_double_range (rand, 0.8, 1.2), at = 2 * G_PI * k / CORNERS;
      values[2 * k] = x + off + (gint64)(wide * cos (at));
      values[2 * k + 1] = y + (gint64)(wide * sin (at));
    }
    const CsMarkRing ring = { 0, CORNERS, FALSE };
    const CsMarkInit init = { .id = first + i,
                              .kind = &cs_mark_kind_polygon,
                              .label = "cell",
                              .values = values,
                              .n_values = 2 * CORNERS,
                              .rings = &ring,
                              .n_rings = 1,
                              .confidence = -1 };
    CsMark *mark = cs_mark_new (&init, NULL);
    if (mark == NULL)
      exit (1);
    g_ptr_array_add (marks, mark);
  }
  return cs_mark_set_new (marks, NULL, NULL);
}

static double
time_match (const CsMarkSet *a, const CsMarkSet *b, guint *ret_found)
{
  double best = INFINITY;
  for (guint round = 0; round < 3; round++) {
    double start = now ();
    g_autoptr (GArray) pairs = cs_mark_match (a, b, CS_MARK_MATCH_LEAST, CS_MARK_MATCH_REACH);
    best = MIN (best, now () - start);
    *ret_found = pairs->len;
  }
  return best;
}

static double
time_right_pairs (const CsMarkSet *a, const CsMarkSet *b)
{
  double best = INFINITY;
  guint sum = 0;
  for (guint round = 0; round < 3; round++) {
    double start = now ();
    for (guint i = 0; i < a->n_marks; i++)
      sum += cs_mark_likeness (a->marks[i], b->marks[i], CS_MARK_MATCH_REACH);
    best = MIN (best, now () - start);
  }
  return sum > 0 ? best : 0;
}

int
main (void)
{
  guint found = 0;
  g_autoptr (CsMarkSet) one = make_set (1, 90000, 0);
  g_autoptr (CsMarkSet) other = make_set (1 + MARKS, 90000, 4000);
  g_autoptr (CsMarkSet) changed = make_set (1, 90000, 4000);
  double floor_ms = time_right_pairs (one, other);
  double took = time_match (one, other, &found);
  printf ("match of 2 x %u outlines by shape: %.0f ms, %u pairs (goal 200 ms; the right pairs "
          "alone: %.0f ms)\n",
          MARKS, took, found, floor_ms);
  took = time_match (one, changed, &found);
  double start = now ();
  g_autoptr (CsMarkDiff) diff = cs_mark_diff (one, changed);
  printf ("match of 2 x %u changed outlines by id: %.0f ms, %u pairs; their differences: %.1f ms, "
          "%u rows (goal 200 ms)\n",
          MARKS, took, found, now () - start, diff->marks->len);
  g_autoptr (CsMarkSet) heap = make_set (1, 20, 0);
  g_autoptr (CsMarkSet) other_heap = make_set (1 + MARKS, 20, 4000);
  took = time_match (heap, other_heap, &found);
  printf ("match of 2 x %u outlines in one heap: %.0f ms, %u pairs (no goal)\n", MARKS, took,
          found);
  return 0;
}
