/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What vectors of others do not say: bad input, nothing at all, volumes, and the best pairs of all
 * against a search through every choice. */
#include "cs-assignment.h"
#include "cs-coco-metrics.h"
#include "cs-mask-overlap.h"
#include "cs-metric.h"
#include "cs-region.h"
#include "cs-surface-distance.h"

#include <string.h>

/* The same numbers at every run. */
static GRand *chance;

/* --- through JSON --- */

/* METRIC of INPUT by PARAMS: WANTED is in the answer, or begins the error. */
typedef struct {
  const char *metric, *input, *params, *wanted;
} Row;

static CsJson *
parsed (const char *text)
{
  GError *error = NULL;
  CsJson *json = cs_json_parse_text (text, strlen (text), CS_JSON_MAX_SIZE, &error);
  g_assert_no_error (error);
  return json;
}

static char *
said (const Row *row, gboolean *ret_good)
{
  g_autoptr (GError) error = NULL;
  const CsMetric *metric = cs_metric_find (row->metric, NULL);
  g_autoptr (CsJson) input = parsed (row->input), params = parsed (row->params);
  g_autoptr (CsJson) answer = cs_metric_compute (metric, input, params, &error);
  *ret_good = answer != NULL;
  return answer != NULL ? cs_json_to_line (answer) : g_strdup (error->message);
}

static void
test_bad (void)
{
  static const Row rows[] = {
    { "box_iou", "{\"a\":[],\"b\":7}", "{}", "input.b: not a list" },
    { "box_iou", "{\"a\":[[1,2,3,4],[1,2,3]],\"b\":[]}", "{}", "input.a[1]: not four numbers" },
    { "box_iou", "{\"a\":[],\"b\":[[1,2,\"3\",4]]}", "{}", "input.b[0]: not four numbers" },
    { "box_iou", "{\"a\":[[1,2,3,-4]],\"b\":[]}", "{}", "input.a[0]: a negative width" },
    { "box_iou", "{\"a\":[[1,2,1e200,1e200]],\"b\":[]}", "{}", "input.a[0]: beyond 10^100" },
    { "instance_f1", "{\"a\":[],\"b\":[]}", "{\"iou_threshold\":0}", "params.iou_threshold: not" },
    { "instance_f1", "{\"a\":[],\"b\":[]}", "{\"iou_threshold\":1.5}",
      "params.iou_threshold: not" },
    { "point_match", "{\"a\":[[1,2,3]],\"b\":[]}", "{\"radius\":1}",
      "input.a[0]: not two numbers" },
    { "point_match", "{\"a\":[],\"b\":[]}", "{}", "params.radius: not a number" },
    { "dice", "{\"a\":[\"01\",\"0\"],\"b\":[\"01\"]}", "{}", "input.a[1]: not a string of 2" },
    { "dice", "{\"a\":[\"01\"],\"b\":[\"02\"]}", "{}", "input.b[0]: neither 0 nor 1 at 1" },
    { "dice", "{\"a\":[\"01\"],\"b\":[\"011\"]}", "{}", "input.b: 1 x 1 x 3, but a is 1 x 1 x 2" },
    { "dice", "{\"a\":[],\"b\":[]}", "{}", "input.a: no rows of 0 and 1" },
    { "dice", "{\"a\":{\"size\":[2,0],\"counts\":[]},\"b\":[]}", "{}",
      "input.a.size: not a height" },
    { "dice", "{\"a\":{\"size\":[2,2],\"counts\":[1,4]},\"b\":[]}", "{}", "input.a.counts: more" },
    { "dice", "{\"a\":{\"size\":[2,2],\"counts\":[1,2]},\"b\":[]}", "{}", "input.a.counts: less" },
    { "dice", "{\"a\":{\"size\":[2,2],\"counts\":[1,-1]},\"b\":[]}", "{}",
      "input.a.counts[1]: not" },
    { "dice", "{\"a\":{\"size\":[2,2],\"counts\":\"~\"},\"b\":[]}", "{}",
      "input.a.counts: a letter" },
    { "surface_distance", "{\"a\":[\"1\"],\"b\":[\"1\"]}", "{\"spacing\":[1,0]}",
      "params.spacing[1]: not above 0" },
    { "surface_distance", "{\"a\":[\"1\"],\"b\":[\"1\"]}", "{\"spacing\":[1,1,1]}",
      "params.spacing: not row and column" },
    { "surface_distance", "{\"a\":[[\"1\"],[\"11\"]],\"b\":[[\"1\"]]}", "{}",
      "input.a[1]: 1 x 2, but the first slice is 1 x 1" },
    { "polygon_iou", "{\"a\":[[0,0],[1,1]],\"b\":[]}", "{}", "input.a: fewer than three points" },
    { "coco_rle", "{\"mask\":[[\"1\"]]}", "{}", "input.mask: a volume" },
    { "coco_polygon_raster", "{\"polygon\":[[0,0],[1e9,0],[0,1]]}", "{\"size\":[4,4]}",
      "input.polygon: point 1 is too far away" },
    { "coco_ap", "{\"gt\":[]}", "{}", "input: wants two lists" },
    { "coco_ap", "{\"gt\":[{\"image_id\":1,\"category_id\":1,\"bbox\":[1,2,3]}],\"detections\":[]}",
      "{}", "input.gt[0].bbox: not four numbers" },
    { "coco_ap",
      "{\"gt\":[],\"detections\":[{\"image_id\":1,\"category_id\":1,\"bbox\":[1,2,3,4]}]}", "{}",
      "input.detections[0].score: not a number" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    gboolean good = FALSE;
    g_autofree char *words = said (&rows[i], &good);
    if (good || !g_str_has_prefix (words, rows[i].wanted))
      g_error ("%s of %s says: %s", rows[i].metric, rows[i].input, words);
  }
}

static void
test_answers (void)
{
  static const Row rows[] = {
    { "mean_best_iou", "{\"a\":[],\"b\":[]}", "{}", "\"undefined\":\"nobody marked anything\"" },
    { "mean_best_iou", "{\"a\":[[3,3,0,0]],\"b\":[[3,3,0,0]]}", "{}", "\"value\":0" },
    { "point_match", "{\"a\":[],\"b\":[]}", "{\"radius\":1}", "\"undefined\":" },
    { "point_match", "{\"a\":[[0,0]],\"b\":[]}", "{\"radius\":1}",
      "\"reasons\":{\"mean_distance\":\"nothing was matched\"}" },
    /* Two pairs at the radius rather than one that is close. */
    { "point_match", "{\"a\":[[0,0],[2,0]],\"b\":[[2,0],[4,0]]}", "{\"radius\":2}", "\"tp\":2" },
    { "dice", "{\"a\":{\"size\":[2,2],\"counts\":[1,2,1]},\"b\":[\"01\",\"10\"]}", "{}",
      "\"value\":1" },
    { "mask_iou", "{\"a\":[[\"01\"],[\"10\"]],\"b\":[[\"01\"],[\"00\"]]}", "{}", "\"value\":0.5" },
    { "mask_iou", "{\"a\":[[\"01\"],[\"10\"]],\"b\":[[\"01\"],[\"00\"]]}", "{}",
      "\"area_difference\":1" },
    { "surface_distance", "{\"a\":[[\"1\"],[\"0\"],[\"0\"]],\"b\":[[\"0\"],[\"0\"],[\"1\"]]}",
      "{\"spacing\":[2.5,1,1]}", "\"hd\":5" },
    { "surface_distance", "{\"a\":[\"0\"],\"b\":[\"0\"]}", "{}", "\"undefined\":" },
    { "polygon_iou", "{\"a\":[[0,0],[2,2],[2,0],[0,2]],\"b\":[[0,0],[2,0],[2,2],[0,2]]}", "{}",
      "\"value\":0.5" },
    { "polygon_iou", "{\"a\":[[0,0],[1,0],[2,0]],\"b\":[[0,0],[1,0],[2,0]]}", "{}",
      "\"undefined\":" },
    { "coco_polygon_raster", "{\"polygon\":[]}", "{\"size\":[2,3]}", "\"area\":0" },
    { "coco_ap", "{\"gt\":[],\"detections\":[]}", "{}", "\"undefined\":" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    gboolean good = FALSE;
    g_autofree char *words = said (&rows[i], &good);
    if (!good || strstr (words, rows[i].wanted) == NULL)
      g_error ("%s of %s says: %s", rows[i].metric, rows[i].input, words);
  }
}

/* --- the best pairs --- */

static double
best_of (const double *weights, guint n, guint m, guint row, guint used)
{
  if (row == n)
    return 0;
  double best = best_of (weights, n, m, row + 1, used);
  for (guint k = 0; k < m; k++)
    if ((used >> k & 1) == 0 && weights[row * m + k] > 0)
      best = MAX (best, weights[row * m + k] + best_of (weights, n, m, row + 1, used | 1u << k));
  return best;
}

static double
some_weight (int kind)
{
  double share = g_rand_double (chance);
  if (kind == 0)
    return share;
  if (kind == 1)
    return (double)(int)(share * 3);
  return share < 0.5 ? 0 : kind == 2 ? share : 1 + share * 1e-9;
}

static void
test_assignment (void)
{
  double weights[25];
  guint columns[5];
  for (int round = 0; round < 20000; round++) {
    guint n = (guint)g_rand_int_range (chance, 0, 6), m = (guint)g_rand_int_range (chance, 0, 6);
    for (guint i = 0; i < n * m; i++)
      weights[i] = some_weight (round % 4);
    cs_assignment_most (weights, n, m, columns);
    double sum = 0;
    guint used = 0;
    for (guint i = 0; i < n; i++)
      if (columns[i] != G_MAXUINT) {
        g_assert_cmpuint (columns[i], <, m);
        g_assert_true ((used >> columns[i] & 1) == 0 && weights[i * m + columns[i]] > 0);
        used |= 1u << columns[i];
        sum += weights[i * m + columns[i]];
      }
    g_assert_cmpfloat_with_epsilon (sum, best_of (weights, n, m, 0, 0), 1e-12);
  }
}

static int
compare_reals (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x < y) - (x > y);
}

#define WIDE 120

/* Products, where every row wants the same columns: the most is the sum of the largest by the
 * largest, and so on. The last ones are nearly products. */
static void
test_products (void)
{
  static double weights[WIDE * WIDE];
  double rows[WIDE], columns[WIDE];
  guint found[WIDE];
  for (int round = 0; round < 60; round++) {
    guint n = (guint)g_rand_int_range (chance, WIDE / 2, WIDE + 1);
    guint m = round % 2 == 0 ? n : (guint)g_rand_int_range (chance, WIDE / 2, WIDE + 1);
    double most = 0, sum = 0, noise = round < 40 ? 0 : 1e-9;
    for (guint i = 0; i < n; i++)
      rows[i] = round % 3 == 0 ? i : g_rand_double (chance) * 100;
    for (guint k = 0; k < m; k++)
      columns[k] = round % 3 == 0 ? k : g_rand_double (chance) * 100;
    for (guint i = 0; i < n; i++)
      for (guint k = 0; k < m; k++)
        weights[i * m + k] = rows[i] * columns[k] + noise * g_rand_double (chance);
    cs_assignment_most (weights, n, m, found);
    for (guint i = 0; i < n; i++)
      sum += found[i] != G_MAXUINT ? weights[i * m + found[i]] : 0;
    qsort (rows, n, sizeof *rows, compare_reals);
    qsort (columns, m, sizeof *columns, compare_reals);
    for (guint i = 0; i < MIN (n, m); i++)
      most += rows[i] * columns[i];
    g_assert_cmpfloat (sum, >=, most * (1 - 1e-14));
    g_assert_cmpfloat (sum, <=, most * (1 + 1e-14) + noise * WIDE);
  }
}

/* --- runs and surfaces against every pixel --- */

#define MOST 400

static GArray *
some_mask (guint8 *pixels, guint n)
{
  double density = g_rand_double (chance);
  for (guint i = 0; i < n; i++)
    pixels[i] = g_rand_double (chance) < density;
  return cs_runs_new (pixels, n);
}

static guint
ones (const guint8 *pixels, guint n)
{
  guint sum = 0;
  for (guint i = 0; i < n; i++)
    sum += pixels[i];
  return sum;
}

static void
test_runs (void)
{
  guint8 a[MOST], b[MOST], any[MOST];
  for (int round = 0; round < 5000; round++) {
    guint n = (guint)g_rand_int_range (chance, 1, MOST), both = 0, either = 0;
    g_autoptr (GArray) in_a = some_mask (a, n), in_b = some_mask (b, n);
    for (guint i = 0; i < n; i++)
      any[i] = a[i] ? (guint8)g_rand_int_range (chance, 1, 256) : 0;
    g_autoptr (GArray) of_any = cs_runs_new (any, n);
    g_assert_cmpmem (of_any->data, of_any->len * sizeof (gint64), in_a->data,
                     in_a->len * sizeof (gint64));
    g_assert_cmpint (cs_runs_area (of_any), ==, ones (a, n));
    for (guint i = 0; i < n; i++) {
      both += a[i] & b[i];
      either += a[i] | b[i];
      a[i] &= b[i];
    }
    g_autoptr (GArray) merged = cs_runs_both (in_a, in_b), all = cs_runs_either (in_a, in_b);
    g_autoptr (GArray) direct = cs_runs_new (a, n);
    CsOverlap overlap = cs_runs_overlap (in_a, in_b);
    g_assert_cmpmem (merged->data, merged->len * sizeof (gint64), direct->data,
                     direct->len * sizeof (gint64));
    g_assert_cmpint (cs_runs_area (all), ==, either);
    g_assert_cmpfloat (overlap.both, ==, both);
  }
}

/* The square of the distance of two places. */
static double
apart (guint i, guint k, const guint *size, const double *spacing)
{
  double sum = 0;
  for (guint axis = 3; axis-- > 0; i /= size[axis], k /= size[axis]) {
    double off = ((double)(i % size[axis]) - (double)(k % size[axis])) * spacing[axis];
    sum += off * off;
  }
  return sum;
}

static void
test_distances (void)
{
  guint8 set[MOST];
  double squares[MOST];
  for (int round = 0; round < 500; round++) {
    guint size[3], n = 1;
    double spacing[3];
    for (guint i = 0; i < 3; i++) {
      size[i] = (guint)g_rand_int_range (chance, 1, 8);
      spacing[i] = g_rand_double_range (chance, 0.2, 3);
      n *= size[i];
    }
    g_autoptr (GArray) runs = some_mask (set, n);
    for (guint i = 0; i < n; i++)
      squares[i] = set[i] ? 0 : INFINITY;
    cs_distance_transform (squares, size, spacing);
    for (guint i = 0; i < n; i++) {
      double nearest = INFINITY;
      for (guint k = 0; k < n; k++)
        nearest = set[k] ? MIN (nearest, apart (i, k, size, spacing)) : nearest;
      g_assert_true (nearest == squares[i] || fabs (nearest - squares[i]) < 1e-9);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  chance = g_rand_new_with_seed (20);
  g_test_add_func ("/region/bad", test_bad);
  g_test_add_func ("/region/answers", test_answers);
  g_test_add_func ("/region/assignment", test_assignment);
  g_test_add_func ("/region/products", test_products);
  g_test_add_func ("/region/runs", test_runs);
  g_test_add_func ("/region/distances", test_distances);
  int result = g_test_run ();
  g_rand_free (chance);
  return result;
}
