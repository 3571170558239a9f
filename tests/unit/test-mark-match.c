/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How alike marks are, against what can be worked out by hand; and which is which, against the same
 * said plainly: look at every pair, take the best, again and again. */
#include "cs-mark-diff.h"
#include "cs-mark-match.h"
#include "cs-test.h"

#include <string.h>

static CsMark *
parse (guint64 id, const char *label, const char *geometry)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
      g_strdup_printf ("{\"id\":%" G_GUINT64_FORMAT
                       ",\"label\":\"%s\",\"item\":\"00000000000000000000000000000000\",%s}",
                       id, label, geometry);
  g_autoptr (CsJson) tree = cs_json_parse_text (text, strlen (text), 1 << 20, &error);
  g_assert_no_error (error);
  CsMark *mark = cs_mark_from_json (tree, &error);
  g_assert_no_error (error);
  return mark;
}

#define BOX(x0, y0, x1, y1) "\"kind\":\"box\",\"box\":[" #x0 "," #y0 "," #x1 "," #y1 "]"
#define LINE(...) "\"kind\":\"polyline\",\"points\":[" #__VA_ARGS__ "]"
#define ANGLE(...) "\"kind\":\"angle\",\"angle\":[" #__VA_ARGS__ "]"
#define AXES(...) "\"kind\":\"axes\",\"axes\":[" #__VA_ARGS__ "]"
#define POINT(x, y) "\"kind\":\"point\",\"point\":[" #x "," #y "]"
#define SPAN(quote, ...) "\"kind\":\"span\",\"quote\":\"" quote "\",\"span\":[" #__VA_ARGS__ "]"
#define CLASS "\"kind\":\"class\""

/* --- likeness --- */

static const struct {
  const char *a, *b;
  guint likeness; /* reach: 10 pixels */
} known[] = {
  { BOX (0, 0, 20000, 10000), BOX (0, 0, 20000, 10000), 1000 },
  { BOX (0, 0, 20000, 10000), BOX (10000, 0, 30000, 10000), 333 },
  { BOX (0, 0, 20000, 10000), BOX (20000, 0, 30000, 10000), 0 },
  /* areas of two kinds */
  { BOX (0, 0, 40000, 40000), "\"kind\":\"polygon\",\"parts\":[[[0,0,40000,0,0,40000]]]", 500 },
  { BOX (0, 0, 40000, 40000),
    "\"kind\":\"polygon\",\"parts\":[[[0,0,40000,0,40000,40000,0,40000]]]", 1000 },
  /* no areas, or one */
  { BOX (0, 0, 20000, 10000), POINT (5000, 5000), 0 },
  { LINE (0, 0, 9000, 0), POINT (0, 0), 0 },
  { LINE (0, 0, 9000, 0), ANGLE (0, 0, 9000, 0, 9000, 9000), 0 },
  /* distance */
  { POINT (1000, 1000), POINT (1000, 1000), 1000 },
  { POINT (1000, 1000), POINT (4000, 5000), 500 },
  { POINT (1000, 1000), POINT (1000, 11000), 0 },
  { POINT (1000, 1000), POINT (1000, 99000), 0 },
  { LINE (0, 0, 9000, 0), LINE (0, 1000, 9000, 2000), 800 },
  { LINE (0, 0, 9000, 0), LINE (9000, 2000, 0, 1000), 800 },
  { LINE (0, 0, 5000, 0, 9000, 0), LINE (0, 0, 9000, 0), 600 },
  { ANGLE (0, 0, 0, 9000, 9000, 9000), ANGLE (9000, 9000, 0, 9000, 0, 1000), 900 },
  /* the place of the corner is another one */
  { ANGLE (0, 0, 0, 5000, 5000, 5000), ANGLE (0, 5000, 0, 0, 5000, 5000), 500 },
  /* each axis from its other end */
  { AXES (0, 0, 20000, 0, 10000, -4000, 10000, 4000),
    AXES (20000, 0, 0, 0, 10000, -4000, 10000, 4000), 1000 },
  { AXES (0, 0, 20000, 0, 10000, -4000, 10000, 4000),
    AXES (20000, 0, 0, 0, 10000, 4000, 10000, -6000), 800 },
  /* text: [0, 10) and [5, 10) */
  { SPAN ("abcdefghij", [ 0, 10 ]), SPAN ("fghij", [ 5, 10 ]), 500 },
  { SPAN ("abcdefghij", [ 0, 10 ]), SPAN ("abij", [ 0, 2 ], [ 8, 10 ]), 400 },
  { SPAN ("abcdefghij", [ 0, 10 ]), SPAN ("klm", [ 10, 13 ]), 0 },
  { CLASS, CLASS, 1000 },
  { CLASS, CLASS ",\"frame\":3", 0 },
  { CLASS, POINT (0, 0), 0 },
  { BOX (0, 0, 20000, 10000), BOX (0, 0, 20000, 10000) ",\"frame\":3", 0 },
  { "\"kind\":\"relation\",\"from\":1,\"to\":2", "\"kind\":\"relation\",\"from\":1,\"to\":2",
    1000 },
  { "\"kind\":\"relation\",\"from\":1,\"to\":2", "\"kind\":\"relation\",\"from\":2,\"to\":1", 0 },
};

static void
test_known (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++) {
    g_autoptr (CsMark) a = parse (7, "a", known[i].a);
    g_autoptr (CsMark) b = parse (8, "b", known[i].b);
    g_test_message ("%s and %s", known[i].a, known[i].b);
    guint there = cs_mark_likeness (a, b, 10000);
    g_assert_cmpint (ABS ((int)there - (int)known[i].likeness), <=, 5);
    g_assert_cmpuint (there, ==, cs_mark_likeness (b, a, 10000));
  }
}

/* A line with a hundred thousand corners costs no more than a short one. */
static void
test_long_lines (void)
{
  CsMarkInit init = { .id = 1, .kind = &cs_mark_kind_polyline, .label = "a", .confidence = -1 };
  g_autofree gint64 *values = g_new (gint64, 2 * CS_MARK_MAX_POINTS);
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < CS_MARK_MAX_POINTS; i++) {
    values[2 * i] = i * 1000;
    values[2 * i + 1] = 500;
  }
  init.values = values;
  init.n_values = 2 * CS_MARK_MAX_POINTS;
  g_autoptr (CsMark) a = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  init.n_values -= 2;
  g_autoptr (CsMark) b = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cs_mark_likeness (a, b, 1000000), >, 800);
  g_assert_cmpuint (cs_mark_likeness (a, b, 1000000), ==, cs_mark_likeness (b, a, 1000000));
}

/* --- which is which --- */

static CsMarkSet *
make_set (GPtrArray *marks)
{
  g_autoptr (GError) error = NULL;
  CsMarkSet *set = cs_mark_set_new (marks, NULL, &error);
  g_assert_no_error (error);
  return set;
}

static void
add_mark (GPtrArray *marks, guint64 id, const CsMarkKind *kind, const char *label, guint frame,
          const gint64 *values, guint n_values)
{
  const CsMarkRing ring = { 0, n_values / 2, FALSE };
  g_autoptr (GError) error = NULL;
  CsMarkInit init = { .id = id,
                      .kind = kind,
                      .label = label,
                      .frame = frame,
                      .values = values,
                      .n_values = n_values,
                      .confidence = -1 };
  if (kind == &cs_mark_kind_polygon) {
    init.rings = &ring;
    init.n_rings = 1;
  }
  g_ptr_array_add (marks, cs_mark_new (&init, &error));
  g_assert_no_error (error);
}

static void
add_random (GRand *rand, GPtrArray *marks, guint64 id, int size)
{
  static const char *const labels[] = { "a", "b" };
  const char *label = labels[g_rand_int_range (rand, 0, 2)];
  guint frame = (guint)g_rand_int_range (rand, 0, 2);
  gint64 x = g_rand_int_range (rand, 0, size), y = g_rand_int_range (rand, 0, size);
  gint64 w = g_rand_int_range (rand, 3000, 20000), h = g_rand_int_range (rand, 3000, 20000);
  const gint64 box[] = { x, y, x + w, y + h };
  const gint64 polygon[] = { x, y, x + w, y + h / 2, x + w / 2, y + h };
  const gint64 line[] = { x, y, x + w, y + h, x + 2 * w, y };
  switch (g_rand_int_range (rand, 0, 4)) {
  case 0:
    add_mark (marks, id, &cs_mark_kind_box, label, frame, box, 4);
    break;
  case 1:
    add_mark (marks, id, &cs_mark_kind_polygon, label, frame, polygon, 6);
    break;
  case 2:
    add_mark (marks, id, &cs_mark_kind_polyline, label, frame, line, g_rand_boolean (rand) ? 4 : 6);
    break;
  default:
    add_mark (marks, id, &cs_mark_kind_point, label, frame, box, 2);
  }
}

static guint64
least_id (const CsMark *a, const CsMark *b)
{
  return MIN (a->id, b->id);
}

static gboolean
is_better (const CsMarkPair *one, const CsMarkPair *two)
{
  if (two->a == NULL || one->likeness != two->likeness)
    return two->a == NULL || one->likeness > two->likeness;
  if (least_id (one->a, one->b) != least_id (two->a, two->b))
    return least_id (one->a, one->b) < least_id (two->a, two->b);
  return MAX (one->a->id, one->b->id) < MAX (two->a->id, two->b->id);
}

/* The best pair of what is not in USED; `a` NULL when there is none. */
static CsMarkPair
best_pair (const CsMarkSet *a, const CsMarkSet *b, GHashTable *used, gboolean labels)
{
  CsMarkPair best = { NULL };
  for (guint i = 0; i < a->n_marks; i++)
    for (guint k = 0; k < b->n_marks; k++) {
      CsMarkPair pair = { a->marks[i], b->marks[k], 0, TRUE };
      if (g_hash_table_contains (used, pair.a) || g_hash_table_contains (used, pair.b) ||
          (labels && !g_str_equal (pair.a->label, pair.b->label)))
        continue;
      pair.likeness = cs_mark_likeness (pair.a, pair.b, CS_MARK_MATCH_REACH);
      if (pair.likeness >= CS_MARK_MATCH_LEAST && is_better (&pair, &best))
        best = pair;
    }
  return best;
}

static GHashTable *
plain_match (const CsMarkSet *a, const CsMarkSet *b)
{
  GHashTable *pairs = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < a->n_marks; i++) {
    const CsMark *same = cs_mark_set_get (b, a->marks[i]->id);
    if (same == NULL)
      continue;
    g_hash_table_insert (pairs, a->marks[i], (gpointer)same);
    g_hash_table_add (used, a->marks[i]);
    g_hash_table_add (used, (gpointer)same);
  }
  for (int labels = 1; labels >= 0; labels--)
    for (;;) {
      CsMarkPair best = best_pair (a, b, used, labels != 0);
      if (best.a == NULL)
        break;
      g_hash_table_insert (pairs, (gpointer)best.a, (gpointer)best.b);
      g_hash_table_add (used, (gpointer)best.a);
      g_hash_table_add (used, (gpointer)best.b);
    }
  return pairs;
}

static void
check_pairs (const CsMarkSet *a, const CsMarkSet *b)
{
  g_autoptr (GHashTable) right = plain_match (a, b);
  g_autoptr (GArray) pairs = cs_mark_match (a, b, CS_MARK_MATCH_LEAST, CS_MARK_MATCH_REACH);
  g_autoptr (GArray) back = cs_mark_match (b, a, CS_MARK_MATCH_LEAST, CS_MARK_MATCH_REACH);
  g_assert_cmpuint (pairs->len, ==, g_hash_table_size (right));
  g_assert_cmpuint (pairs->len, ==, back->len);
  for (guint i = 0; i < pairs->len; i++) {
    const CsMarkPair *pair = &g_array_index (pairs, CsMarkPair, i);
    g_assert_true (g_hash_table_lookup (right, pair->a) == pair->b);
    g_assert_cmpuint (pair->likeness, ==, cs_mark_likeness (pair->a, pair->b, CS_MARK_MATCH_REACH));
    g_assert_cmpint (pair->by_shape, ==, pair->a->id != pair->b->id);
    g_assert_true (i == 0 || pair->a->id > g_array_index (pairs, CsMarkPair, i - 1).a->id);
  }
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  guint found = 0;
  for (guint round = 0; round < 60; round++) {
    g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
    g_autoptr (GPtrArray) two = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
    guint n = (guint)g_rand_int_range (rand, 0, 40);
    for (guint i = 0; i < n; i++) {
      add_random (rand, one, 10 + 2 * i, 25000);
      /* some ids are in both sets, wherever their marks lie */
      add_random (rand, two, 10 + (i % 7 == 0 ? 2 * i : 2 * i + 1), 25000);
    }
    g_autoptr (CsMarkSet) a = make_set (one);
    g_autoptr (CsMarkSet) b = make_set (two);
    check_pairs (a, b);
    g_autoptr (GArray) pairs = cs_mark_match (a, b, CS_MARK_MATCH_LEAST, CS_MARK_MATCH_REACH);
    for (guint i = 0; i < pairs->len; i++)
      found += g_array_index (pairs, CsMarkPair, i).by_shape;
  }
  g_assert_cmpuint (found, >, 200);
}

/* Boxes upon boxes: more than are looked at of any one. */
static void
test_crowd (void)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_autoptr (GPtrArray) two = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  for (guint i = 0; i < 400; i++) {
    const gint64 box[] = { i, 0, 90000 + i, 50000 }, moved[] = { i, 10, 90000 + i, 50010 };
    add_mark (one, 1 + i, &cs_mark_kind_box, "a", 0, box, 4);
    add_mark (two, 1001 + i, &cs_mark_kind_box, "a", 0, moved, 4);
  }
  g_autoptr (CsMarkSet) a = make_set (one);
  g_autoptr (CsMarkSet) b = make_set (two);
  g_autoptr (GArray) pairs = cs_mark_match (a, b, CS_MARK_MATCH_LEAST, CS_MARK_MATCH_REACH);
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  g_assert_cmpuint (pairs->len, >, 350);
  for (guint i = 0; i < pairs->len; i++)
    g_assert_true (g_hash_table_add (used, (gpointer)g_array_index (pairs, CsMarkPair, i).b));
}

static void
test_ties (void)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_autoptr (GPtrArray) two = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  const gint64 left[] = { 0, 0, 9000, 9000 }, right[] = { 50000, 0, 59000, 9000 };
  const gint64 far[] = { 90000, 0, 99000, 9000 };
  add_mark (one, 1, &cs_mark_kind_box, "a", 0, left, 4);
  add_mark (one, 2, &cs_mark_kind_box, "a", 0, right, 4);
  add_mark (one, 3, &cs_mark_kind_relation, "same-as", 0, (gint64[]){ 1, 2 }, 2);
  add_mark (one, 4, &cs_mark_kind_relation, "same-as", 0, (gint64[]){ 2, 1 }, 2);
  add_mark (two, 12, &cs_mark_kind_box, "a", 0, left, 4);
  add_mark (two, 11, &cs_mark_kind_box, "a", 0, right, 4);
  add_mark (two, 15, &cs_mark_kind_box, "a", 0, far, 4);
  add_mark (two, 13, &cs_mark_kind_relation, "same-as", 0, (gint64[]){ 12, 11 }, 2);
  add_mark (two, 14, &cs_mark_kind_relation, "same-as", 0, (gint64[]){ 12, 15 }, 2);
  g_autoptr (CsMarkSet) a = make_set (one);
  g_autoptr (CsMarkSet) b = make_set (two);
  g_autoptr (GArray) pairs = cs_mark_match (a, b, CS_MARK_MATCH_LEAST, CS_MARK_MATCH_REACH);
  static const guint64 ids[][2] = { { 1, 12 }, { 2, 11 }, { 3, 13 } };
  g_assert_cmpuint (pairs->len, ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < pairs->len; i++) {
    g_assert_cmpuint (g_array_index (pairs, CsMarkPair, i).a->id, ==, ids[i][0]);
    g_assert_cmpuint (g_array_index (pairs, CsMarkPair, i).b->id, ==, ids[i][1]);
  }
}

/* What was drawn with another label at the same place is the same thing, unless one with its own
 * label lies there too. */
static void
test_labels (void)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_autoptr (GPtrArray) two = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  const gint64 here[] = { 0, 0, 9000, 9000 }, nearly[] = { 2000, 0, 11000, 9000 };
  const gint64 there[] = { 50000, 0, 59000, 9000 };
  add_mark (one, 1, &cs_mark_kind_box, "a", 0, here, 4);
  add_mark (one, 2, &cs_mark_kind_box, "a", 0, there, 4);
  add_mark (two, 11, &cs_mark_kind_box, "b", 0, here, 4);
  add_mark (two, 12, &cs_mark_kind_box, "a", 0, nearly, 4);
  add_mark (two, 13, &cs_mark_kind_box, "b", 0, there, 4);
  g_autoptr (CsMarkSet) a = make_set (one);
  g_autoptr (CsMarkSet) b = make_set (two);
  g_autoptr (GArray) pairs = cs_mark_match (a, b, CS_MARK_MATCH_LEAST, CS_MARK_MATCH_REACH);
  g_assert_cmpuint (pairs->len, ==, 2);
  g_assert_cmpuint (g_array_index (pairs, CsMarkPair, 0).b->id, ==, 12);
  g_assert_cmpuint (g_array_index (pairs, CsMarkPair, 1).b->id, ==, 13);
}

/* Whatever is taken for one, the changes lead from one set to the other; and nothing is told twice
 * or left out. */
static void
test_matched_diff (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (23);
  guint redrawn = 0;
  for (guint round = 0; round < 60; round++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
    g_autoptr (GPtrArray) two = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
    for (guint i = 0; i < 25; i++) {
      add_random (rand, one, 10 + 2 * i, 25000);
      add_random (rand, two, 10 + (i % 5 == 0 ? 2 * i : 2 * i + 1), 25000);
    }
    g_autoptr (CsMarkSet) a = make_set (one);
    g_autoptr (CsMarkSet) b = make_set (two);
    g_autoptr (GArray) said = g_array_new (FALSE, FALSE, sizeof (CsMarkSaid));
    for (guint i = 0; i < 6; i++) {
      const CsMarkSaid some = { 10 + (guint)g_rand_int_range (rand, 0, 50),
                                10 + (guint)g_rand_int_range (rand, 0, 50),
                                g_rand_boolean (rand) ? CS_MARK_SAID_SAME : CS_MARK_SAID_APART };
      g_array_append_val (said, some);
    }
    g_autoptr (CsMarkDiff) plain = cs_mark_diff (a, b);
    g_autoptr (CsMarkDiff) diff = cs_mark_diff_matched (a, b, said);
    g_autoptr (CsMarkEdit) edit = cs_mark_diff_to_edit (diff);
    g_autoptr (CsMarkSet) result = cs_mark_edit_apply (a, edit, &error);
    g_assert_no_error (error);
    g_assert_true (cs_mark_set_equal (result, b));
    guint twice = 0;
    for (guint i = 0; i < diff->marks->len; i++)
      twice += g_array_index (diff->marks, CsMarkChange, i).by_shape;
    g_assert_cmpuint (diff->marks->len + twice, ==, plain->marks->len);
    redrawn += twice;
  }
  g_assert_cmpuint (redrawn, >, 150);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mark-match/likeness", test_known);
  g_test_add_func ("/mark-match/likeness/long-lines", test_long_lines);
  g_test_add_func ("/mark-match/random", test_random);
  g_test_add_func ("/mark-match/crowd", test_crowd);
  g_test_add_func ("/mark-match/ties", test_ties);
  g_test_add_func ("/mark-match/labels", test_labels);
  g_test_add_func ("/mark-match/diff", test_matched_diff);
  return g_test_run ();
}
