/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the vectors do not ask of drift, measurements, sampling and monitoring: wrong and empty
 * input, the distributions by themselves, and rules that hold for any sample. */
#include "cs-drift.h"
#include "cs-metric.h"
#include "cs-numeric.h"
#include "cs-sampling.h"
#include "cs-statistics.h"
#include "cs-test.h"

#include <math.h>
#include <string.h>

#define MOST_BYTES 10000

/* An answer that is refused with the start of an error, or has no value for a reason. */
typedef struct {
  const char *metric, *input, *params, *error, *undefined;
} Case;

static const Case cases[] = {
  { "p_chart", "{'n':[],'x':[]}", "{}", NULL, "there are no items" },
  { "p_chart", "{'n':[5],'x':[6]}", "{}", "input.x[0]: more than n[0]", NULL },
  { "p_chart", "{'n':[5,'a'],'x':[1,1]}", "{}", "input.n[1]: not a whole number", NULL },
  { "cusum", "{'x':[1,null]}", "{'target':0,'k':1,'h':1}", "input.x[1]: not a number", NULL },
  { "cusum", "{'x':[1]}", "{'k':1,'h':1}", "params.target: not a number", NULL },
  { "robust_outliers", "{'seconds':[]}", "{}", NULL, "there are no values" },
  { "robust_outliers", "{'seconds':[1,0]}", "{}", "input.seconds[1]: not more than 0", NULL },
  { "rater_skill_vs_reference", "{'tp':0,'fn':0,'fp':0,'tn':0}", "{}", NULL,
    "there are no reference items" },
  { "benchmark_level", "{'value':0.5,'se':0}", "{}", NULL, "there is no standard error" },
  { "benchmark_level", "{'value':1.5,'se':1}", "{}", "input.value: not from -1 to 1", NULL },
  { "psi", "{'reference':[1,0],'current':[0,0]}", "{}", NULL, "the current window is empty" },
  { "psi", "{'reference':[1],'current':[1,0]}", "{}", "input.current: 2 entries", NULL },
  { "jensen_shannon", "{'reference':[],'current':[]}", "{}", NULL, "the reference is empty" },
  { "chi_square_homogeneity", "{'reference':[3,0],'current':[4,0]}", "{}", NULL,
    "only one category was used" },
  { "ks_two_sample", "{'a':[],'b':[1]}", "{}", NULL, "one of the windows is empty" },
  { "wasserstein_1", "{'a':[1e308],'b':[-1e308]}", "{}", NULL, "the values are too far apart" },
  { "icc", "{'ratings':[[1,2,3]]}", "{}", NULL, "there is only one rater" },
  { "icc", "{'ratings':[[1,null],[null,2]]}", "{}", NULL,
    "fewer than two items were rated by all" },
  { "icc", "{'ratings':[[1,2],[1]]}", "{}", "input.ratings[1]: not a list of 2", NULL },
  { "icc", "{'ratings':[[1,'2'],[1,2]]}", "{}", "input.ratings[0][1]: not a number", NULL },
  { "lin_ccc", "{'x':[2,2],'y':[2,2]}", "{}", NULL, "no variation: all values are the same" },
  { "bland_altman", "{'x':[1],'y':[1]}", "{}", NULL, "there are fewer than two pairs" },
  { "proportion_interval", "{'x':3,'n':2}", "{}", "input.x: not a whole number from 0 to 2", NULL },
  { "proportion_interval", "{'x':3,'n':9}", "{'method':'wald'}", "params.method: none of wilson",
    NULL },
  { "sample_size_proportion", "{'p':0,'margin':0.1}", "{}", "input.p: not a number between", NULL },
  { "discovery_sample_size", "{'max_error_rate':0.1}", "{'population':10,'defects_tolerated':1}",
    NULL, "the population has no more errors than are tolerated" },
  { "stratified_allocation", "{'sizes':[1,1,1]}", "{'n':2}", "params.n: ", NULL },
  { "stratified_allocation", "{'sizes':[9],'sd':[0]}", "{'n':2,'method':'Neyman'}", NULL,
    "nothing varies in any stratum" },
  { "seeded_sample", "{'seed':'s','items':['a','a']}", "{'n':1}", "input.items[1]: the same",
    NULL },
  { "prng_splitmix64", "{'seed':'18446744073709551616'}", "{}", "input.seed: ", NULL },
  { "acceptance_sampling_plan", "{'lot_size':100}", "{'aql':1.1}", "params.aql: none of", NULL },
  { "two_point_plan", "{'p_good':0.5,'producer_risk':0.01,'p_bad':0.501,'consumer_risk':0.01}",
    "{}", NULL, "no plan of 1,000,000 items or fewer keeps both risks" },
  { "inspection_switching", "{'lots':['A','B']}", "{}", "input.lots[1]: none of", NULL },
  { "sprt", "{'errors':[2]}", "{'p0':0.1,'p1':0.2,'alpha':0.1,'beta':0.1}",
    "input.errors[0]: neither 0 nor 1", NULL },
  { "sprt_lines", "{'p0':0.2,'p1':0.1}", "{'alpha':0.1,'beta':0.1}", "input.p1: ", NULL },
};

/* Single quotes stand for double ones. */
static CsJson *
parse (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  CsJson *parsed = cs_json_parse_text (json, strlen (json), MOST_BYTES, NULL);
  g_assert_nonnull (parsed);
  return parsed;
}

static void
test_no_value (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const Case *each = &cases[i];
    g_autoptr (GError) error = NULL;
    g_autoptr (CsJson) params = parse (each->params);
    g_autoptr (CsJson) input = parse (each->input);
    g_autoptr (CsJson) answer =
        cs_metric_compute (cs_metric_find (each->metric, NULL), input, params, &error);
    g_test_message ("%s %s", each->metric, each->input);
    if (each->error != NULL) {
      g_assert_null (answer);
      g_assert_true (g_str_has_prefix (error->message, each->error));
    } else {
      g_assert_no_error (error);
      g_assert_cmpstr (cs_json_get_string (answer, "undefined"), ==, each->undefined);
    }
  }
}

/* Marsaglia, Tsang & Wang (2003): exact to 140, beyond an expansion. */
static void
test_kolmogorov (void)
{
  g_assert_cmpfloat_with_epsilon (cs_kolmogorov_above (0.274, 10), 1 - 0.6284796154565043, 1e-13);
  g_assert_cmpfloat_with_epsilon (cs_kolmogorov_above (0.04, 2000), 1 - 0.99676943191713677, 1e-8);
  g_assert_cmpfloat_with_epsilon (cs_kolmogorov_above (0.016, 16000), 1 - 0.99945234913828052,
                                  1e-9);
  g_assert_cmpfloat (cs_kolmogorov_above (0, 10), ==, 1);
  g_assert_cmpfloat (cs_kolmogorov_above (1, 10), ==, 0);
  for (double d = 0.03; d < 0.3; d += 0.01)
    g_assert_cmpfloat (cs_kolmogorov_above (d, 140), >, cs_kolmogorov_above (d, 142) - 1e-5);
}

static void
test_quantiles (void)
{
  const double values[] = { 4, 1, 3, 2 };
  g_autofree double *sorted = cs_sorted (values, 4);
  g_assert_cmpfloat (cs_quantile (sorted, 4, 0.25), ==, 1.75);
  g_assert_cmpfloat (cs_quantile (sorted, 4, 1), ==, 4);
  g_assert_cmpfloat_with_epsilon (cs_beta_quantile (0.3, 1, 1), 0.3, 1e-15);
  g_assert_cmpfloat_with_epsilon (cs_f_quantile (0.95, 2, 10), 4.10282101513040, 1e-12);
  g_assert_cmpfloat_with_epsilon (cs_f_quantile (0.05, 10, 2), 1 / 4.10282101513040, 1e-13);
  g_assert_true (isnan (cs_beta_quantile (0.5, NAN, 1)));
  g_assert_true (isnan (cs_beta_quantile (0.5, 1, 0)));
}

/* Table 2 of Shrout & Fleiss (1979), six targets by four judges, and what they print for it. */
static void
test_shrout_fleiss (void)
{
  static const double values[] = { 9, 2, 5, 8, 6,  1, 3, 2, 8, 4, 6, 8,
                                   7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7 };
  static const double printed[] = { 0.17, 0.29, 0.71, 0.44, 0.62, 0.91 };
  for (guint i = 0; i < G_N_ELEMENTS (printed); i++) {
    CsEstimate found = cs_icc (values, 6, 4, (CsIccForm)i, 0.95);
    g_assert_cmpfloat_with_epsilon (found.value, printed[i], 0.005);
    g_assert_true (found.low < found.value && found.value < found.high);
  }
}

/* Two of the 20 orders of three and three are as far apart. */
static void
test_ks_exact (void)
{
  const double a[] = { 1, 2, 3 }, b[] = { 4, 5, 6 };
  CsKolmogorovSmirnov found = cs_ks_two_sample (a, 3, b, 3, CS_KS_BY_SIZE);
  g_assert_true (found.exact);
  g_assert_cmpfloat (found.statistic, ==, 1);
  g_assert_cmpfloat_with_epsilon (found.p_value, 0.1, 1e-15);
  found = cs_ks_two_sample (a, 3, a, 3, CS_KS_EXACT);
  g_assert_cmpfloat (found.p_value, ==, 1);
}

static void
assert_plan (gint64 lot, guint aql, CsInspection inspection, char letter, guint n, guint accept)
{
  CsSamplingPlan plan = cs_acceptance_plan (lot, CS_LEVEL_GENERAL_2, aql, inspection);
  g_assert_cmpint (plan.letter, ==, letter);
  g_assert_cmpuint (plan.n, ==, n);
  g_assert_cmpuint (plan.accept, ==, accept);
}

/* AQL 1.0: after accepting none, normal goes up once and down once, tightened down twice. */
static void
test_arrows (void)
{
  assert_plan (150, 10, CS_INSPECTION_NORMAL, 'E', 13, 0);
  assert_plan (280, 10, CS_INSPECTION_NORMAL, 'H', 50, 1);
  assert_plan (150, 10, CS_INSPECTION_TIGHTENED, 'F', 20, 0);
  assert_plan (280, 10, CS_INSPECTION_TIGHTENED, 'J', 80, 1);
  assert_plan (500, 10, CS_INSPECTION_TIGHTENED, 'J', 80, 1);
  for (gint64 lot = 2; lot < G_GINT64_CONSTANT (10000000); lot *= 2)
    for (guint level = 0; level <= CS_LEVEL_SPECIAL_4; level++)
      for (guint aql = 0; aql < CS_AQLS; aql++)
        for (guint kind = 0; kind < CS_INSPECTION_DISCONTINUED; kind++) {
          CsSamplingPlan plan =
              cs_acceptance_plan (lot, (CsInspectionLevel)level, aql, (CsInspection)kind);
          g_assert_cmpuint (plan.n, >, 1);
          g_assert_cmpuint (plan.reject, >, plan.accept);
        }
}

/* A sample does not depend on the order, and stays in the larger one. */
static void
test_sample (void)
{
  static const char *const one[] = { "a", "b", "c", "d", "e" };
  static const char *const other[] = { "e", "c", "a", "d", "b", "f" };
  g_autofree CsSampleRank *x = cs_seeded_ranks ("s", one, 5), *y = cs_seeded_ranks ("s", other, 6);
  for (guint i = 0, k = 0; i < 5; i++, k++) {
    if (strcmp (other[y[k].item], "f") == 0)
      k++;
    g_assert_cmpstr (one[x[i].item], ==, other[y[k].item]);
  }
}

static void
test_allocation (void)
{
  static const gint64 sizes[] = { 0, 1000, 3, 1 }, same[] = { 10, 10, 10 };
  static const char *const names[] = { "c", "a", "b" };
  gint64 found[4] = { 0 };
  g_assert_true (cs_allocate_proportional (sizes, NULL, 4, 10, 1, found));
  g_assert_true (found[0] == 0 && found[1] == 8 && found[2] == 1 && found[3] == 1);
  g_assert_true (cs_allocate_proportional (sizes, NULL, 4, 1004, 2, found));
  g_assert_true (found[0] == 0 && found[1] == 1000 && found[2] == 3 && found[3] == 1);
  g_assert_true (cs_allocate_proportional (same, names, 3, 4, 1, found));
  g_assert_true (found[0] == 1 && found[1] == 2 && found[2] == 1);
  g_assert_false (cs_allocate_proportional (same, names, 3, 31, 1, found));
  g_assert_false (cs_allocate_proportional (same, names, 3, 2, 1, found));
}

/* The error of a limit by Bland & Altman (1999): that of the bias and that of the standard
 * deviation, as far as the multiplier has it. */
static void
test_limits (void)
{
  const double x[] = { 1, 2, 4.5, 3 }, y[] = { 1.5, 2, 4, 2 };
  static const struct {
    double multiplier, reach;
  } rows[] = { { 2, 1.966804456209361 }, { 3, 2.7175308837964893 } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    CsBlandAltman found = cs_bland_altman (x, y, 4, rows[i].multiplier, 0.95);
    g_assert_cmpfloat (fabs (found.limit_reach - rows[i].reach), <, 1e-9);
  }
  CsBlandAltman bias = cs_bland_altman (x, y, 4, 0, 0.95);
  g_assert_cmpfloat (fabs (bias.limit_reach - (bias.bias_high - bias.bias)), <, 1e-12);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/quality-numbers/no-value", test_no_value);
  g_test_add_func ("/quality-numbers/kolmogorov", test_kolmogorov);
  g_test_add_func ("/quality-numbers/quantiles", test_quantiles);
  g_test_add_func ("/quality-numbers/shrout-fleiss", test_shrout_fleiss);
  g_test_add_func ("/quality-numbers/ks-exact", test_ks_exact);
  g_test_add_func ("/quality-numbers/limits", test_limits);
  g_test_add_func ("/quality-numbers/arrows", test_arrows);
  g_test_add_func ("/quality-numbers/sample", test_sample);
  g_test_add_func ("/quality-numbers/allocation", test_allocation);
  return g_test_run ();
}
