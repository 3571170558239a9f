/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test.h"
#include "cs-text-lanes.h"

static void
test_cases (void)
{
  static const struct {
    CsTextRange ranges[5];
    guint count, lanes[5], used;
  } cases[] = {
    { { { 0, 0, 0 } }, 0, { 0 }, 0 },
    { { { 3, 9, 1 } }, 1, { 0 }, 1 },
    { { { 0, 5, 1 }, { 5, 9, 2 } }, 2, { 0, 0 }, 1 },  /* touching */
    { { { 0, 20, 1 }, { 5, 9, 2 } }, 2, { 1, 0 }, 2 }, /* nested */
    { { { 0, 20, 1 }, { 2, 12, 2 }, { 5, 9, 3 } }, 3, { 2, 1, 0 }, 3 },
    { { { 0, 6, 1 }, { 4, 10, 2 }, { 8, 14, 3 } }, 3, { 0, 1, 0 }, 2 }, /* a chain */
    { { { 0, 6, 9 }, { 0, 6, 4 } }, 2, { 1, 0 }, 2 },                   /* equal: by id */
    { { { 0, 4, 1 }, { 6, 9, 2 }, { 0, 9, 3 }, { 20, 29, 4 } }, 4, { 0, 0, 1, 0 }, 2 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint used = 99;
    g_autofree guint *lanes = cs_text_lanes_new (cases[i].ranges, cases[i].count, &used);
    g_assert_cmpuint (used, ==, cases[i].used);
    for (guint n = 0; n < cases[i].count; n++)
      g_assert_cmpuint (lanes[n], ==, cases[i].lanes[n]);
  }
}

static gboolean
meet (const CsTextRange *a, const CsTextRange *b)
{
  return a->start < b->end && b->start < a->end;
}

/* None meet on a lane, the inner is nearer, no lane is left out, and the order does not matter. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  for (guint round = 0; round < 500; round++) {
    guint count = (guint)g_rand_int_range (rand, 1, 60), used = 0;
    CsTextRange ranges[60] = { 0 }, turned[60] = { 0 };
    for (guint i = 0; i < count; i++) {
      gint64 start = g_rand_int_range (rand, 0, 80);
      ranges[i] = (CsTextRange){ start, start + g_rand_int_range (rand, 1, 30), i + 1 };
      turned[count - 1 - i] = ranges[i];
    }
    g_autofree guint *lanes = cs_text_lanes_new (ranges, count, &used);
    g_autofree guint *again = cs_text_lanes_new (turned, count, NULL);
    for (guint i = 0; i < count; i++) {
      gboolean nearer = lanes[i] == 0;
      g_assert_cmpuint (lanes[i], ==, again[count - 1 - i]);
      g_assert_cmpuint (lanes[i], <, used);
      for (guint j = 0; j < count; j++) {
        if (i == j || !meet (&ranges[i], &ranges[j]))
          continue;
        g_assert_cmpuint (lanes[i], !=, lanes[j]);
        nearer |= lanes[j] + 1 == lanes[i];
        gboolean outer = ranges[i].start <= ranges[j].start && ranges[i].end >= ranges[j].end &&
                         ranges[i].end - ranges[i].start > ranges[j].end - ranges[j].start;
        if (outer)
          g_assert_cmpuint (lanes[i], >, lanes[j]);
      }
      g_assert_true (nearer);
    }
  }
}

/* A range elsewhere moves nothing. */
static void
test_stable (void)
{
  const CsTextRange ranges[] = { { 0, 20, 1 }, { 5, 9, 2 }, { 7, 15, 3 }, { 20, 90, 4 } };
  g_autofree guint *before = cs_text_lanes_new (ranges, 3, NULL);
  g_autofree guint *after = cs_text_lanes_new (ranges, 4, NULL);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (before[i], ==, after[i]);
  g_assert_cmpuint (after[3], ==, 0);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/text-lanes/cases", test_cases);
  g_test_add_func ("/text-lanes/random", test_random);
  g_test_add_func ("/text-lanes/stable", test_stable);
  return g_test_run ();
}
