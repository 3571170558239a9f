/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing items again: against every draw that there is, and what is the same at every run. */
#include "cs-bootstrap.h"
#include "cs-metric.h"
#include "cs-test.h"

#include <math.h>
#include <string.h>

#define REPLICATES 20000

/* Mean and standard deviation over all n^n samples of n ratios. */
static void
all_draws (const double *numerators, const double *denominators, guint n, double *ret_mean,
           double *ret_sd)
{
  double sum = 0, squares = 0, count = 0;
  guint all = 1;
  for (guint i = 0; i < n; i++)
    all *= n;
  for (guint draw = 0; draw < all; draw++) {
    double numerator = 0, denominator = 0;
    for (guint i = 0, rest = draw; i < n; i++, rest /= n) {
      numerator += numerators[rest % n];
      denominator += denominators[rest % n];
    }
    sum += numerator / denominator;
    squares += numerator / denominator * (numerator / denominator);
    count++;
  }
  *ret_mean = sum / count;
  *ret_sd = sqrt (squares / count - *ret_mean * *ret_mean);
}

static void
test_every_draw (void)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (7);
  for (guint round = 0; round < 20; round++) {
    double numerators[5], denominators[5], mean = 0, sd = 0;
    guint n = 2 + round % 4;
    for (guint i = 0; i < n; i++) {
      denominators[i] = 1 + g_rand_int_range (chance, 0, 9);
      numerators[i] = denominators[i] * g_rand_double (chance);
    }
    all_draws (numerators, denominators, n, &mean, &sd);
    CsEstimate found =
        cs_ratio_bootstrap (numerators, denominators, NULL, n, 0, REPLICATES, round, 0.95);
    g_assert_cmpfloat_with_epsilon (found.se, sd, 0.03 * sd + 1e-9);
    g_assert_cmpint (found.n, ==, n);
    g_assert_true (found.low <= found.value && found.value <= found.high);
  }
}

/* Groups are drawn whole: items that are doubled within theirs change nothing. */
static void
test_groups (void)
{
  const double numerators[] = { 1, 3, 2, 2, 6, 4 }, denominators[] = { 2, 4, 5, 4, 8, 10 };
  const guint groups[] = { 0, 1, 2, 0, 1, 2 };
  CsEstimate single = cs_ratio_bootstrap (numerators, denominators, NULL, 3, 0, 500, 3, 0.9);
  CsEstimate doubled = cs_ratio_bootstrap (numerators, denominators, groups, 6, 3, 500, 3, 0.9);
  CsEstimate alone = cs_ratio_bootstrap (numerators, denominators, NULL, 6, 0, 500, 3, 0.9);
  g_assert_cmpfloat_with_epsilon (single.value, doubled.value, 1e-15);
  g_assert_cmpfloat_with_epsilon (single.low, doubled.low, 1e-12);
  g_assert_cmpfloat_with_epsilon (single.high, doubled.high, 1e-12);
  g_assert_cmpfloat (alone.high - alone.low, <, doubled.high - doubled.low);
  g_assert_cmpint (doubled.n, ==, 6);
  CsEstimate again = cs_ratio_bootstrap (numerators, denominators, groups, 6, 3, 500, 3, 0.9);
  g_assert_cmpmem (&again, sizeof again, &doubled, sizeof doubled);
}

static void
test_edges (void)
{
  const double numerators[] = { 1, 9, 1 }, denominators[] = { 2, 0, 2 };
  CsEstimate none = cs_ratio_bootstrap (numerators, denominators + 1, NULL, 1, 0, 100, 1, 0.95);
  CsEstimate one = cs_ratio_bootstrap (numerators, denominators, NULL, 2, 0, 100, 1, 0.95);
  CsEstimate same = cs_ratio_bootstrap (numerators, denominators, NULL, 3, 0, 100, 1, 0.95);
  g_assert_cmpstr (none.undefined, ==, "no item has a value");
  g_assert_true (one.value == 0.5 && isnan (one.low) && one.n == 1);
  g_assert_true (same.value == 0.5 && isnan (same.low) && isnan (same.high) && same.n == 2);
}

typedef struct {
  const char *metric, *input, *params, *wanted;
  gboolean good;
} Row;

static void
test_metrics (void)
{
  static const Row rows[] = {
    { "pooled_f1", "{'items':[[3,1,0],[0,0,0],[1,0,1]]}", "{}", "'both_empty':1,'ci_high':", TRUE },
    { "pooled_f1", "{'items':[[1,0,0],[1,0,0]]}", "{}",
      "'reasons':{'ci_high':'all draws are the same'", TRUE },
    { "pooled_f1", "{'items':[[3,1,1],[0,0,2]]}", "{}", "'mean':0.375,", TRUE },
    { "pooled_f1", "{'items':[[0,0,0]]}", "{}",
      "'both_empty':1,'n':0,'undefined':'no item has a value'", TRUE },
    { "pooled_f1", "{'items':[[1,0,0]]}", "{'seed':9,'replicates':100}",
      "'replicates':100,'seed':9,'value':1,'warnings':['too few to judge: 1 item, 30", TRUE },
    { "pooled_f1", "{'items':[[1,0]]}", "{}", "input.items[0]: not [tp, only_a, only_b]", FALSE },
    { "pooled_f1", "{'items':[[1,0,0]],'groups':[]}", "{}", "input.groups: not a list of 1",
      FALSE },
    { "pooled_f1", "{'items':[[1,0,0]]}", "{'replicates':7}", "params.replicates: not a whole",
      FALSE },
    { "item_mean", "{'values':[0.5,null,1]}", "{}", "'highest':1,'lowest':0.5,'median':0.75,'n':2,",
      TRUE },
    { "item_mean", "{'values':[null]}", "{}",
      "'n':0,'undefined':'no item has a value','without_value':1", TRUE },
    { "item_mean", "{'values':[1,2,5],'groups':['p','p','p']}", "{}", "'value':2.66666666666666",
      TRUE },
    { "item_mean", "{'values':['1']}", "{}", "input.values[0]: neither null", FALSE },
    { "item_mean", "{'values':[1],'groups':[null]}", "{}", "input.groups[0]: neither", FALSE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *input = g_strdelimit (g_strdup (rows[i].input), "'", '"');
    g_autofree char *params = g_strdelimit (g_strdup (rows[i].params), "'", '"');
    g_autofree char *wanted = g_strdelimit (g_strdup (rows[i].wanted), "'", '"');
    g_autoptr (CsJson) of_input = cs_json_parse_text (input, strlen (input), 10000, NULL);
    g_autoptr (CsJson) of_params = cs_json_parse_text (params, strlen (params), 10000, NULL);
    g_autoptr (CsJson) answer =
        cs_metric_compute (cs_metric_find (rows[i].metric, NULL), of_input, of_params, &error);
    g_autofree char *said = answer != NULL ? cs_json_to_line (answer) : g_strdup (error->message);
    if ((answer != NULL) != rows[i].good || strstr (said, wanted) == NULL)
      g_error ("%s of %s says %s", rows[i].metric, input, said);
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/quality-bootstrap/every-draw", test_every_draw);
  g_test_add_func ("/quality-bootstrap/groups", test_groups);
  g_test_add_func ("/quality-bootstrap/edges", test_edges);
  g_test_add_func ("/quality-bootstrap/metrics", test_metrics);
  return g_test_run ();
}
