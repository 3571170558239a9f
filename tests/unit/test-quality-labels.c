/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The metrics that section "label type to metric" names and no vectors of others cover: worked
 * examples, published numbers, and searches through every choice. */
#include "cs-agreement.h"
#include "cs-consensus.h"
#include "cs-drift.h"
#include "cs-edits.h"
#include "cs-lines.h"
#include "cs-mask-overlap.h"
#include "cs-metric.h"
#include "cs-region.h"
#include "cs-sampling.h"
#include "cs-statistics.h"
#include "cs-test.h"

#include <math.h>
#include <string.h>

#define ROUNDS 300

/* The same numbers at every run. */
static GRand *chance;

/* --- through JSON --- */

/* METRIC of INPUT by PARAMS: WANTED is in the answer, or begins the error. */
typedef struct {
  const char *metric, *input, *params, *wanted;
} Row;

/* Single quotes stand for double ones. */
static CsJson *
parse (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  CsJson *parsed = cs_json_parse_text (json, strlen (json), CS_JSON_MAX_SIZE, NULL);
  g_assert_nonnull (parsed);
  return parsed;
}

static void
check_row (const Row *row, gboolean good)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) input = parse (row->input);
  g_autoptr (CsJson) params = parse (row->params);
  g_autofree char *wanted = g_strdelimit (g_strdup (row->wanted), "'", '"');
  g_autoptr (CsJson) answer =
      cs_metric_compute (cs_metric_find (row->metric, NULL), input, params, &error);
  g_autofree char *said = answer != NULL ? cs_json_to_line (answer) : g_strdup (error->message);
  if ((answer != NULL) != good || strstr (said, wanted) == NULL)
    g_error ("%s of %s says: %s", row->metric, row->input, said);
}

static void
test_bad (void)
{
  static const Row rows[] = {
    { "confusion_table", "{'counts':[[1,2]]}", "{}",
      "input.counts: no such key; there is ratings, table" },
    { "median_vote", "{'labels':[['i','x','low']]}", "{}", "params.classes: the order" },
    { "median_value", "{'values':[['i','x','7']]}", "{}", "input.values[0][2]: not a number" },
    { "median_value", "{'values':[['i','x']]}", "{}", "input.values[0]: not [item, rater" },
    { "option_majority", "{'labels':[['i','x',['a','a']]]}", "{}", "input.labels[0][2][1]: twice" },
    { "option_majority", "{'labels':[['i','x','a']]}", "{}", "input.labels[0]: not [item" },
    { "option_agreement", "{'ratings':[[['a']],[['b']]]}", "{'options':['a']}",
      "input.ratings[1][0]: not a list of declared options" },
    { "option_agreement", "{'ratings':[]}", "{'options':['a','a']}", "params.options[1]: twice" },
    { "token_majority", "{'raters':[[[3,3,'x']]]}", "{}", "input.raters[0][0]: does not begin" },
    { "token_majority", "{'raters':[[[3,4]]]}", "{}", "input.raters[0][0]: not [start, end" },
    { "box_median", "{'raters':[[[1,2,3]]]}", "{}", "input.raters[0][0]: not four numbers" },
    { "box_median", "{'raters':[]}", "{'iou_threshold':0}", "params.iou_threshold: not above 0" },
    { "pixel_majority", "{'masks':[['01'],['011']]}", "{}",
      "input.masks[1]: 1 x 3, but the first is 1 x 2" },
    { "instance_f1", "{'a':[['01']],'b':[['011']]}", "{}", "input.b: 1 x 3, but a is 1 x 2" },
    { "instance_f1", "{'a':[[[0,0],[1,1]]],'b':[]}", "{}", "input.a[0]: fewer than three" },
    { "instance_f1", "{'a':[[[0,0],[1,1],[1]]],'b':[]}", "{}", "input.a[0][2]: not two numbers" },
    { "geometric_median", "{'points':[[0,1,2]]}", "{}", "input.points[0]: not two numbers" },
    { "line_distance", "{'a':[[0,1]],'b':[[0,1],[1,1]]}", "{}", "input.a: fewer than two points" },
    { "line_distance", "{'a':[[0,1],[1,1]],'b':[[0,1],[1,1]]}", "{'step':1e-12}",
      "params.step: too small" },
    { "line_f1", "{'a':[[0,1],[1,1]],'b':[[0,1],[1,1]]}", "{}", "params.buffer: not a number" },
    { "benjamini_hochberg", "{'p_values':[0.5,1.5]}", "{}", "input.p_values[1]: neither" },
    { "exact_match", "{'a':['x'],'b':[]}", "{}", "input: wants \"a\" and \"b\", lists of one" },
    { "exact_match", "{'a':['x'],'b':[1]}", "{}", "input.b[0]: not a text" },
    { "confident_learning", "{'labels':[0],'probabilities':[[0.5,0.5]],'out_of_sample':false}",
      "{}", "input.out_of_sample: false; predict" },
    { "sprt", "{'errors':[]}", "{'p0':0.1,'p1':0.2,'alpha':0.1,'beta':0.1,'most':0}",
      "params.most: not a whole number" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    check_row (&rows[i], FALSE);
}

static void
test_answers (void)
{
  static const Row rows[] = {
    { "specific_agreement", "{'ratings':[['a',null],[null,'b']]}", "{}",
      "'undefined':'no item has two ratings'" },
    { "specific_agreement", "{'table':[[3,0],[0,0]]}", "{'categories':['yes','no']}",
      "'agreement':[1,null]" },
    { "specific_agreement", "{'table':[[3,0],[0,0]]}", "{}", "'se':[null,null]" },
    { "specific_agreement", "{'counts':[[2,0],[1,1]]}", "{}", "'categories':[0,1]" },
    { "confusion_table", "{'ratings':[['a','b','c',null],['a','c','a','b']]}",
      "{'categories':['c','b','a']}",
      "'categories':['c','b','a'],'pairs':[{'n':3,'raters':[0,1],'same':0.3333333333333333,"
      "'table':[[0,0,1],[1,0,0],[0,0,1]],'within_one':0.6666666666666666}]" },
    { "confusion_table", "{'ratings':[['a']]}", "{}", "'undefined':'there are no two raters'" },
    { "confusion_table", "{'ratings':[['a',null],[null,'b']]}", "{}", "'same':null" },
    { "median_vote",
      "{'labels':[['i','x','mild'],['i','y','none'],['i','z','severe'],['j','x','none'],"
      "['j','y','severe'],['k','x','mild'],['k','y','mild']]}",
      "{'classes':['none','mild','severe']}", "'label':['mild',['none','severe'],'mild']" },
    { "median_vote", "{'labels':[]}", "{}", "'undefined':'there are no labels'" },
    { "median_value", "{'values':[['i','x',4],['i','y',1],['i','z',2],['i','u',3]]}", "{}",
      "'highest':[4],'items':['i'],'lowest':[1],'n':1,'value':[2.5],'values':[4]" },
    { "option_majority", "{'labels':[['i','x',['a','b']],['i','y',['a']],['j','x',[]]]}", "{}",
      "'open':[['b'],[]],'options':[['a'],[]]" },
    { "option_agreement", "{'ratings':[[['a'],null],[null,['b']]]}", "{}",
      "'undefined':'no item has two ratings'" },
    { "option_agreement", "{'ratings':[[['a','b'],['a']],[['b','a'],['b']]]}", "{}",
      "'percent':[0.5,0.5],'same_set':0.5" },
    { "token_majority", "{'raters':[[],[]]}", "{}", "'n':2,'open':[],'spans':[]" },
    { "token_majority", "{'raters':[]}", "{}", "'undefined':'there are no raters'" },
    { "token_majority", "{'raters':[[[0,5,'x']],[[2,7,'x'],[9,10,'y']],[[4,8,'x']],[]]}", "{}",
      "'open':[[2,4,'x'],[5,7,'x']],'spans':[[4,5,'x']]" },
    { "box_median", "{'raters':[[],[]]}", "{}", "'undefined':'nobody marked anything'" },
    { "box_median", "{'raters':[[[0,0,8,8]],[[1,1,8,8],[50,50,4,4]],[[0,1,7,8]]]}", "{}",
      "'box':[0,1,8,8],'majority':'yes','raters':[0,1,2]" },
    { "pixel_majority", "{'masks':[]}", "{}", "'undefined':'there are no masks'" },
    { "pixel_majority", "{'masks':[['011','010'],['010','000']]}", "{}", "'area':1,'area_open':2" },
    { "geometric_median", "{'points':[]}", "{}", "'undefined':'there are no points'" },
    { "line_distance", "{'a':[[1,1],[1,1]],'b':[[0,0],[1,0]]}", "{}",
      "'undefined':'a line has no length'" },
    { "line_f1", "{'a':[[0,0],[8,0]],'b':[[0,9],[8,9]]}", "{'buffer':1}", "'f1':0," },
    { "instance_f1", "{'a':[['011'],['100']],'b':[{'size':[1,3],'counts':[1,2]}]}", "{}",
      "'mean_matched_iou':1," },
    { "instance_f1", "{'a':[],'b':[[[0,0],[2,0],[2,2]]]}", "{}", "'only_b':1" },
    { "mean_best_iou",
      "{'a':[[[0,0],[2,0],[2,2],[0,2]]],'b':[[[0,0],[1,0],[1,2],[0,2]],[[5,5],[6,5],[6,6]]]}", "{}",
      "'n':2,'value':0.25" },
    { "benjamini_hochberg", "{'p_values':[null]}", "{}", "'undefined':'there are no p values'" },
    { "benjamini_hochberg", "{'p_values':[0.01,null,0.5]}", "{}", "'adjusted':[0.02,null,0.5]" },
    { "exact_match", "{'a':['',' '],'b':['  ','']}", "{}", "'undefined':'nobody wrote anything'" },
    { "exact_match", "{'a':['No  FINDING ','10\u00b2'],'b':['no finding','102']}", "{}",
      "'n':2,'value':0.5" },
    { "confident_learning", "{'labels':[0],'probabilities':[[0.5,0.5]],'out_of_sample':true}", "{}",
      "'out_of_sample':true" },
    { "confident_learning", "{'labels':[0],'probabilities':[[0.5,0.5]]}", "{}",
      "'out_of_sample':null" },
    { "sprt", "{'errors':[0,1,0]}", "{'p0':0.02,'p1':0.1,'alpha':0.05,'beta':0.1,'most':3}",
      "'decision':'reject'" },
    { "sprt", "{'errors':[0,0,0,1]}", "{'p0':0.02,'p1':0.1,'alpha':0.05,'beta':0.1,'most':3}",
      "'decision':'accept'" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    check_row (&rows[i], TRUE);
}

/* --- agreement --- */

/* Positive and negative agreement of Cicchetti & Feinstein (1990) and the variance of Graham & Bull
 * (1998), by their formulas for two raters. */
static void
test_specific (void)
{
  const gint64 table[] = { 40, 9, 6, 45 };
  const double a = 40, b = 9, c = 6, d = 45, n = 100;
  CsEstimate found[2];
  g_auto (CsRatingPatterns) patterns = { 0 };
  cs_rating_patterns_init_table (&patterns, table, 2);
  cs_specific_agreement (&patterns, 0.95, found);
  g_assert_cmpfloat_with_epsilon (found[0].value, 2 * a / (2 * a + b + c), 1e-15);
  g_assert_cmpfloat_with_epsilon (found[1].value, 2 * d / (2 * d + b + c), 1e-15);
  double variance = 4 * a * (b + c) * (a + b + c) / pow (2 * a + b + c, 4);
  g_assert_cmpfloat_with_epsilon (found[0].se * found[0].se * (n - 1) / n, variance, 1e-15);
  g_assert_cmpint (found[0].n, ==, 55);
}

/* Against a walk over all ordered pairs of ratings. */
static void
test_specific_pairs (void)
{
  for (guint round = 0; round < ROUNDS; round++) {
    guint n = 1 + round % 7, r = 2 + round % 4, q = 3;
    g_autofree gint32 *codes = g_new (gint32, n * r);
    for (guint i = 0; i < n * r; i++)
      codes[i] = g_rand_int_range (chance, CS_RATING_NONE, (gint32)q);
    CsRatings ratings = { n, r, q, codes };
    g_auto (CsRatingPatterns) patterns = { 0 };
    CsEstimate found[3];
    cs_rating_patterns_init (&patterns, &ratings);
    cs_specific_agreement (&patterns, 0.95, found);
    for (gint32 k = 0; k < (gint32)q; k++) {
      double both = 0, one = 0;
      for (guint i = 0; i < n; i++)
        for (guint x = 0; x < r; x++)
          for (guint y = 0; y < r; y++) {
            gint32 of_x = codes[i * r + x], of_y = codes[i * r + y];
            if (x == y || of_x != k || of_y == CS_RATING_NONE)
              continue;
            one++;
            both += of_y == k;
          }
      if (one > 0)
        g_assert_cmpfloat_with_epsilon (found[k].value, both / one, 1e-12);
      else
        g_assert_nonnull (found[k].undefined);
    }
  }
}

/* --- consensus --- */

static int
compare_codes (const void *a, const void *b)
{
  return *(const int *)a - *(const int *)b;
}

static void
test_medians (void)
{
  for (guint round = 0; round < ROUNDS; round++) {
    guint n = 1 + round % 9, lower = 0, upper = 0;
    int codes[9];
    CsVote votes[9];
    for (guint i = 0; i < n; i++) {
      codes[i] = g_rand_int_range (chance, 0, 5);
      votes[i] = (CsVote){ 0, i, (guint)codes[i] };
    }
    CsVotes all = { 1, n, 5, n, votes };
    qsort (codes, n, sizeof *codes, compare_codes);
    cs_vote_medians (&all, &lower, &upper);
    g_assert_cmpint ((int)lower, ==, codes[(n - 1) / 2]);
    g_assert_cmpint ((int)upper, ==, codes[n / 2]);
  }
}

/* Place by place, rater by rater. */
static void
test_tokens (void)
{
  enum { PLACES = 20, LABELS = 2 };
  for (guint round = 0; round < ROUNDS; round++) {
    guint n_raters = 1 + round % 5, n = (guint)g_rand_int_range (chance, 0, 12);
    CsRaterSpan spans[12];
    gboolean has[5][LABELS][PLACES] = { 0 };
    for (guint i = 0; i < n; i++) {
      gint64 start = g_rand_int_range (chance, 0, PLACES - 1);
      gint64 end = g_rand_int_range (chance, (gint32)start + 1, PLACES + 1);
      guint rater = (guint)g_rand_int_range (chance, 0, (gint32)n_raters);
      guint label = (guint)g_rand_int_range (chance, 0, LABELS);
      spans[i] = (CsRaterSpan){ start, end, rater, label };
      for (gint64 k = start; k < end; k++)
        has[rater][label][k] = TRUE;
    }
    g_autoptr (GArray) found = NULL;
    g_autoptr (GArray) open = NULL;
    cs_span_majority (spans, n, n_raters, &found, &open);
    for (guint label = 0; label < LABELS; label++)
      for (gint64 k = 0; k < PLACES; k++) {
        guint count = 0, in = 0, half = 0;
        for (guint r = 0; r < n_raters; r++)
          count += has[r][label][k];
        for (guint i = 0; i < found->len; i++) {
          const CsRaterSpan *span = &g_array_index (found, CsRaterSpan, i);
          in += span->label == label && span->start <= k && k < span->end;
        }
        for (guint i = 0; i < open->len; i++) {
          const CsRaterSpan *span = &g_array_index (open, CsRaterSpan, i);
          half += span->label == label && span->start <= k && k < span->end;
        }
        g_assert_cmpuint (in, ==, 2 * count > n_raters);
        g_assert_cmpuint (half, ==, 2 * count == n_raters);
      }
    for (guint i = 1; i < found->len; i++) { /* the longest stretches */
      const CsRaterSpan *span = &g_array_index (found, CsRaterSpan, i);
      g_assert_true (span->label != span[-1].label || span->start > span[-1].end);
    }
  }
}

static void
test_pixels (void)
{
  enum { PIXELS = 37 };
  for (guint round = 0; round < ROUNDS; round++) {
    guint n = 1 + round % 6, counts[PIXELS] = { 0 };
    g_autoptr (GPtrArray) masks = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
    guint8 pixels[PIXELS], most[PIXELS], half[PIXELS];
    for (guint k = 0; k < n; k++) {
      for (guint i = 0; i < PIXELS; i++) {
        pixels[i] = g_rand_boolean (chance);
        counts[i] += pixels[i];
      }
      g_ptr_array_add (masks, cs_runs_new (pixels, PIXELS));
    }
    for (guint i = 0; i < PIXELS; i++) {
      most[i] = 2 * counts[i] > n;
      half[i] = 2 * counts[i] == n;
    }
    g_autoptr (GArray) majority = NULL;
    g_autoptr (GArray) open = NULL;
    g_autoptr (GArray) of_most = cs_runs_new (most, PIXELS);
    g_autoptr (GArray) of_half = cs_runs_new (half, PIXELS);
    cs_runs_majority ((const GArray *const *)masks->pdata, n, &majority, &open);
    g_assert_cmpmem (majority->data, majority->len * sizeof (gint64), of_most->data,
                     of_most->len * sizeof (gint64));
    g_assert_cmpmem (open->data, open->len * sizeof (gint64), of_half->data,
                     of_half->len * sizeof (gint64));
  }
}

/* Nobody is in a group twice, and with the boxes of two raters far apart the groups are the pairs.
 */
static void
test_box_groups (void)
{
  for (guint round = 0; round < ROUNDS; round++) {
    enum { BOXES = 12, RATERS = 4 };
    CsBox boxes[BOXES];
    guint raters[BOXES], groups[BOXES];
    for (guint i = 0; i < BOXES; i++) {
      double place = 100 * g_rand_int_range (chance, 0, 4);
      boxes[i] = (CsBox){ place + g_rand_double (chance), g_rand_double (chance), 10, 10 };
      raters[i] = i % RATERS;
    }
    guint n = cs_box_groups (boxes, raters, BOXES, 0.5, groups);
    for (guint i = 0; i < BOXES; i++) {
      g_assert_cmpuint (groups[i], <, n);
      for (guint k = 0; k < i; k++) {
        gboolean together = groups[i] == groups[k];
        g_assert_false (together && raters[i] == raters[k]);
        g_assert_false (together && cs_box_iou (&boxes[i], &boxes[k]) < 0.5);
      }
    }
    /* None could still be joined with another one. */
    for (guint i = 0; i < BOXES; i++)
      for (guint k = 0; k < i; k++) {
        gboolean clash = groups[i] == groups[k] || cs_box_iou (&boxes[i], &boxes[k]) < 0.5;
        for (guint x = 0; x < BOXES && !clash; x++)
          for (guint y = 0; y < BOXES && !clash; y++)
            clash = groups[x] == groups[i] && groups[y] == groups[k] && raters[x] == raters[y];
        g_assert_true (clash);
      }
  }
}

/* --- points and lines --- */

static double
sum_from (const double *points, guint n, double x, double y)
{
  double sum = 0;
  for (guint i = 0; i < n; i++)
    sum += hypot (points[2 * i] - x, points[2 * i + 1] - y);
  return sum;
}

/* No place near it is better, at no distance and in no direction, and the function has no dents. */
static void
test_geometric_median (void)
{
  const double kite[] = { 0, 0, 4, 0, 0, 3, 10, 10 }; /* where its diagonals cross */
  CsGeometricMedian found = cs_geometric_median (kite, 4);
  g_assert_cmpfloat_with_epsilon (found.x, 12 / 7.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (found.y, 12 / 7.0, 1e-9);
  const double obtuse[] = { 0, 0, 10, 1, -10, 1 }; /* an angle above 120 degrees: its corner */
  found = cs_geometric_median (obtuse, 3);
  g_assert_true (found.x == 0 && found.y == 0);
  const double line[] = { 0, 0, 3, 3, 1, 1, 9, 9 };
  found = cs_geometric_median (line, 4);
  g_assert_cmpfloat_with_epsilon (found.x, 2, 1e-12);
  for (guint round = 0; round < ROUNDS; round++) {
    guint n = 1 + round % 8;
    double points[16];
    for (guint i = 0; i < 2 * n; i++)
      points[i] = round % 2 == 0 ? g_rand_double (chance) : g_rand_int_range (chance, 0, 4);
    found = cs_geometric_median (points, n);
    double sum = sum_from (points, n, found.x, found.y);
    g_assert_cmpfloat_with_epsilon (sum, n * found.mean_distance, 1e-12);
    for (double reach = 1e-4; reach < 4; reach *= 3)
      for (guint k = 0; k < 16; k++)
        g_assert_cmpfloat (sum, <=,
                           sum_from (points, n, found.x + reach * cos (k * G_PI / 8),
                                     found.y + reach * sin (k * G_PI / 8)) +
                               1e-9);
  }
}

static void
some_line (double *points, guint n)
{
  for (guint i = 0; i < 2 * n; i++)
    points[i] = 10 * g_rand_double (chance);
}

static double
nearest (double x, double y, const double *points, guint n)
{
  double least = INFINITY;
  for (guint i = 0; i + 1 < n; i++)
    for (guint k = 0; k <= 400; k++) {
      double t = k / 400.0;
      double px = points[2 * i] + t * (points[2 * i + 2] - points[2 * i]);
      double py = points[2 * i + 1] + t * (points[2 * i + 3] - points[2 * i + 1]);
      least = MIN (least, hypot (x - px, y - py));
    }
  return least;
}

/* Against walking both in small steps. */
static void
test_lines (void)
{
  for (guint round = 0; round < 20; round++) {
    double a[8], b[6], reach = 1 + 3 * g_rand_double (chance);
    double length = 0, sum = 0, within = 0, most = 0;
    CsLineDistances found = { 0 };
    some_line (a, 4);
    some_line (b, 3);
    for (guint i = 0; i < 3; i++) {
      double piece = hypot (a[2 * i + 2] - a[2 * i], a[2 * i + 3] - a[2 * i + 1]) / 200;
      for (guint k = 0; k < 200; k++) {
        double t = (k + 0.5) / 200;
        double far = nearest (a[2 * i] + t * (a[2 * i + 2] - a[2 * i]),
                              a[2 * i + 1] + t * (a[2 * i + 3] - a[2 * i + 1]), b, 3);
        length += piece;
        sum += piece * far;
        within += far <= reach ? piece : 0;
        most = MAX (most, far);
      }
    }
    g_assert_true (cs_line_distances (a, 4, b, 3, 0.01, &found));
    g_assert_cmpfloat_with_epsilon (found.mean_ab, sum / length, 2e-3);
    g_assert_cmpfloat (found.hausdorff, >=, most - 0.02);
    g_assert_cmpfloat_with_epsilon (cs_line_within (a, 4, b, 3, reach), within, 0.2);
    CsLineDistances turned = { 0 };
    g_assert_true (cs_line_distances (b, 3, a, 4, 0.01, &turned));
    g_assert_cmpfloat_with_epsilon (turned.mean, found.mean, 1e-12);
    g_assert_cmpfloat (turned.hausdorff, ==, found.hausdorff);
    g_assert_cmpfloat_with_epsilon (cs_line_within (a, 4, a, 4, 0.01), length, 1e-9);
  }
  const double flat[] = { 0, 0, 10, 0 }, slope[] = { 0, 1, 10, 3 };
  CsLineDistances found = { 0 };
  g_assert_true (cs_line_distances (slope, 2, flat, 2, 0.01, &found));
  g_assert_cmpfloat_with_epsilon (found.mean_ab, 2, 1e-12);
  g_assert_cmpfloat (found.hausdorff, ==, 3);
  g_assert_cmpfloat_with_epsilon (cs_line_within (slope, 2, flat, 2, 2), hypot (5, 1), 1e-12);
}

/* --- drift, sampling and text --- */

/* The fifteen p values of Benjamini & Hochberg (1995), of which they reject four at 5 %. */
static void
test_false_discoveries (void)
{
  const double p[] = { 0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                       0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000 };
  double adjusted[15];
  guint rejected = 0;
  g_assert_cmpuint (cs_benjamini_hochberg (p, 15, adjusted), ==, 15);
  for (guint i = 0; i < 15; i++)
    rejected += adjusted[i] <= 0.05;
  g_assert_cmpuint (rejected, ==, 4);
  for (guint round = 0; round < ROUNDS; round++) { /* step-up, as they put it */
    double values[8], all[8], rate = g_rand_double (chance);
    guint n = 1 + round % 8, most = 0;
    for (guint i = 0; i < n; i++)
      values[i] = round % 3 == 0 ? g_rand_int_range (chance, 0, 5) / 8.0 : g_rand_double (chance);
    g_autofree double *sorted = cs_sorted (values, n);
    for (guint i = 0; i < n; i++)
      if (sorted[i] <= (i + 1.0) / n * rate)
        most = i + 1;
    cs_benjamini_hochberg (values, n, all);
    for (guint i = 0; i < n; i++)
      g_assert_true ((all[i] <= rate) == (most > 0 && values[i] <= sorted[most - 1]));
  }
}

/* It ends at the latest there, and never later than without an end. */
static void
test_truncation (void)
{
  const CsSprt sprt = { 0.02, 0.1, 0.05, 0.1 };
  gint64 errors[200], n = 0, accept = 0;
  g_assert_true (cs_two_point_plan (0.02, 0.05, 0.1, 0.1, &n, &accept));
  g_assert_cmpint (cs_sprt_most (&sprt), ==, 3 * n);
  for (guint round = 0; round < ROUNDS; round++) {
    guint free_stop = 0, stop = 0, most = 1 + round % 60;
    double ratio = 0, cut = 0;
    for (guint i = 0; i < 200; i++)
      errors[i] = g_rand_double (chance) < 0.05;
    CsSprtDecision freely = cs_sprt_decide (&sprt, 0, errors, 200, &free_stop, &ratio);
    CsSprtDecision decision = cs_sprt_decide (&sprt, most, errors, 200, &stop, &cut);
    g_assert_cmpint (decision, !=, CS_SPRT_CONTINUE);
    g_assert_cmpuint (stop, ==, MIN (free_stop, most));
    if (free_stop <= most)
      g_assert_cmpint (decision, ==, freely);
    else
      g_assert_cmpint (decision, ==, cut > 0 ? CS_SPRT_REJECT : CS_SPRT_ACCEPT);
  }
}

static void
test_plain (void)
{
  static const char *const pairs[][2] = {
    { " No\tFinding \n", "no finding" },
    { "STRASSE", "stra\u00dfe" },
    { "e\u0301", "\u00c9" },
    { "", " \u00a0 " },
  };
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autofree char *a = cs_text_plain (pairs[i][0]), *b = cs_text_plain (pairs[i][1]);
    g_assert_cmpstr (a, ==, b);
  }
  g_autofree char *power = cs_text_plain ("10\u00b2");
  g_assert_cmpstr (power, !=, "102");
  g_assert_null (cs_text_plain ("\xff"));
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  chance = g_rand_new_with_seed (20);
  g_test_add_func ("/quality-labels/bad", test_bad);
  g_test_add_func ("/quality-labels/answers", test_answers);
  g_test_add_func ("/quality-labels/specific", test_specific);
  g_test_add_func ("/quality-labels/specific-pairs", test_specific_pairs);
  g_test_add_func ("/quality-labels/medians", test_medians);
  g_test_add_func ("/quality-labels/tokens", test_tokens);
  g_test_add_func ("/quality-labels/pixels", test_pixels);
  g_test_add_func ("/quality-labels/box-groups", test_box_groups);
  g_test_add_func ("/quality-labels/geometric-median", test_geometric_median);
  g_test_add_func ("/quality-labels/lines", test_lines);
  g_test_add_func ("/quality-labels/false-discoveries", test_false_discoveries);
  g_test_add_func ("/quality-labels/truncation", test_truncation);
  g_test_add_func ("/quality-labels/plain", test_plain);
  int failed = g_test_run ();
  g_rand_free (chance);
  return failed;
}
