/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The share that two areas have in common, against what can be worked out by hand. */
#include "cs-mark-overlap.h"
#include "cs-test.h"

#include <math.h>
#include <string.h>

static CsMark *
parse (const char *geometry)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (
      "{\"id\":7,\"label\":\"a\",\"item\":\"00000000000000000000000000000000\",%s}", geometry);
  g_autoptr (CsJson) tree = cs_json_parse_text (text, strlen (text), 1 << 20, &error);
  g_assert_no_error (error);
  CsMark *mark = cs_mark_from_json (tree, &error);
  g_assert_no_error (error);
  return mark;
}

#define BOX(x0, y0, x1, y1) "\"kind\":\"box\",\"box\":[" #x0 "," #y0 "," #x1 "," #y1 "]"
#define ELLIPSE(x, y, a, b, t)                                                                     \
  "\"kind\":\"ellipse\",\"ellipse\":[" #x "," #y "," #a "," #b "," #t "]"

static const struct {
  const char *a, *b;
  double overlap;
} known[] = {
  { BOX (0, 0, 20000, 10000), BOX (0, 0, 20000, 10000), 1 },
  { BOX (0, 0, 20000, 10000), BOX (10000, 0, 30000, 10000), 1.0 / 3 },
  { BOX (0, 0, 20000, 10000), BOX (20000, 0, 30000, 10000), 0 },
  { BOX (0, 0, 20000, 10000), BOX (90000, 90000, 99000, 99000), 0 },
  { BOX (0, 0, 30000, 30000), BOX (10000, 10000, 20000, 20000), 1.0 / 9 },
  /* a hair: one side is a thousand times the other */
  { BOX (0, 0, 1000000, 1000), BOX (0, 0, 1000000, 1500), 2.0 / 3 },
  { ELLIPSE (50000, 50000, 20000, 10000, 0), ELLIPSE (50000, 50000, 10000, 20000, 90000), 1 },
  { ELLIPSE (50000, 50000, 20000, 20000, 0), ELLIPSE (50000, 50000, 10000, 10000, 0), 0.25 },
  { ELLIPSE (50000, 50000, 20000, 20000, 0), BOX (30000, 30000, 70000, 70000), G_PI / 4 },
  /* two discs, the middle of each on the edge of the other: lens over union */
  { ELLIPSE (50000, 50000, 10000, 10000, 0), ELLIPSE (60000, 50000, 10000, 10000, 0), 0.243047 },
  /* a ring and the disc that fills its hole */
  { "\"kind\":\"polygon\",\"parts\":[[[0,0,40000,0,40000,40000,0,40000],"
    "[10000,10000,10000,30000,30000,30000,30000,10000]]]",
    BOX (10000, 10000, 30000, 30000), 0 },
  { "\"kind\":\"polygon\",\"parts\":[[[0,0,40000,0,0,40000]]]", BOX (0, 0, 40000, 40000), 0.5 },
  { "\"kind\":\"mask\",\"box\":[10,10,2,2],\"runs\":[1,2,1]", BOX (10000, 10000, 12000, 12000),
    0.5 },
  { "\"kind\":\"mask\",\"box\":[10,10,2,2],\"runs\":[0,4]",
    "\"kind\":\"mask\",\"box\":[11,10,2,2],\"runs\":[0,4]", 1.0 / 3 },
};

static void
test_known (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++) {
    g_autoptr (CsMark) a = parse (known[i].a);
    g_autoptr (CsMark) b = parse (known[i].b);
    double there = -1, back = -2;
    g_assert_true (cs_mark_overlap (a, b, &there));
    g_assert_true (cs_mark_overlap (b, a, &back));
    g_assert_cmpfloat_with_epsilon (there, known[i].overlap, CS_MARK_OVERLAP_PRECISION);
    g_assert_cmpfloat (there, ==, back);
  }
}

/* Boxes anywhere: the right answer is arithmetic. */
static void
test_random_boxes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  for (guint i = 0; i < 200; i++) {
    gint64 v[8];
    for (guint n = 0; n < 2; n++)
      for (guint axis = 0; axis < 2; axis++) {
        v[4 * n + axis] = g_rand_int_range (rand, 0, 50000);
        v[4 * n + axis + 2] = v[4 * n + axis] + g_rand_int_range (rand, 5000, 50000);
      }
    g_autofree char *one = g_strdup_printf ("\"kind\":\"box\",\"box\":[%d,%d,%d,%d]", (int)v[0],
                                            (int)v[1], (int)v[2], (int)v[3]);
    g_autofree char *two = g_strdup_printf ("\"kind\":\"box\",\"box\":[%d,%d,%d,%d]", (int)v[4],
                                            (int)v[5], (int)v[6], (int)v[7]);
    g_autoptr (CsMark) a = parse (one);
    g_autoptr (CsMark) b = parse (two);
    double w = (double)MAX (0, MIN (v[2], v[6]) - MAX (v[0], v[4]));
    double h = (double)MAX (0, MIN (v[3], v[7]) - MAX (v[1], v[5]));
    double shared = w * h / 1e6, overlap = -1;
    double right = shared / (cs_mark_area (a) + cs_mark_area (b) - shared);
    g_assert_true (cs_mark_overlap (a, b, &overlap));
    g_assert_cmpfloat_with_epsilon (overlap, right, CS_MARK_OVERLAP_PRECISION);
  }
}

static void
test_nothing_to_say (void)
{
  g_autoptr (CsMark) box = parse (BOX (0, 0, 20000, 10000));
  g_autoptr (CsMark) elsewhere = parse (BOX (0, 0, 20000, 10000) ",\"frame\":3");
  g_autoptr (CsMark) point = parse ("\"kind\":\"point\",\"point\":[5000,5000]");
  g_autoptr (CsMark) line = parse ("\"kind\":\"polyline\",\"points\":[0,0,9000,9000]");
  double overlap = 7;
  g_assert_false (cs_mark_overlap (box, elsewhere, &overlap));
  g_assert_false (cs_mark_overlap (box, point, &overlap));
  g_assert_false (cs_mark_overlap (line, box, &overlap));
  g_assert_cmpfloat (overlap, ==, 7);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mark-overlap/known", test_known);
  g_test_add_func ("/mark-overlap/random-boxes", test_random_boxes);
  g_test_add_func ("/mark-overlap/nothing-to-say", test_nothing_to_say);
  return g_test_run ();
}
