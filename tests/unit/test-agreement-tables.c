/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Published tables of agreement on categories and measurements, one test a table. "irr" is the R
 * package of that name 0.84.1, "irrCAC" that of Gwet: 1.0 as its README prints, "tests of irrCAC in
 * Python" those of its port, and 1.4 where a value is computed with it. A tolerance is half a unit
 * of the last digit that is printed; where it is more the source says why. */
#include "cs-monitoring.h"
#include "cs-test-metric.h"
#include "cs-test.h"

#include <math.h>
#include <string.h>

#define CHECK(input, rows) cs_test_published (input, rows, G_N_ELEMENTS (rows))
#define D3 0.00051
#define D5 0.0000051
#define D6 0.00000051
#define D7 0.000000051

/* What irr makes of alpha: where nothing is missing it puts ordered pairs, of which a unit of m
 * values has m (m - 1), in the place of n, the values. Krippendorff (2011) has n. */
static void
check_irr_alpha (const CsJson *input, const char *level, double units, double raters,
                 double published)
{
  double n = units * raters, pairs = n * (raters - 1);
  g_autofree char *params = g_strdup_printf ("{\"level\":\"%s\"}", level);
  g_autoptr (CsJson) answer = cs_test_answer ("krippendorff_alpha", input, params);
  double disagreement = (1 - cs_test_number (answer, "value")) * n / (n - 1);
  cs_test_near (level, 1 - disagreement * (pairs - 1) / pairs, published, D6, "irr kripp.alpha");
}

/* --- Fleiss 1971: 30 patients, 6 psychiatrists, 5 diagnoses --- */

#define PATIENTS 30
#define PSYCHIATRISTS 6

/* The mean of kappa over all pairs of raters. */
static double
light_kappa (const GPtrArray *table)
{
  double sum = 0;
  for (guint i = 0; i < PSYCHIATRISTS; i++)
    for (guint k = i + 1; k < PSYCHIATRISTS; k++) {
      g_autoptr (CsJson) one = cs_test_ratings (table, 1, i, 1, FALSE);
      g_autoptr (CsJson) two = cs_test_ratings (table, 1, k, 1, FALSE);
      g_autoptr (CsJson) input = cs_json_new_object ();
      CsJson *both = cs_json_new_array ();
      cs_json_append (both, cs_json_ref ((CsJson *)cs_json_at (cs_json_get (one, "ratings"), 0)));
      cs_json_append (both, cs_json_ref ((CsJson *)cs_json_at (cs_json_get (two, "ratings"), 0)));
      cs_json_put (input, "ratings", both);
      g_autoptr (CsJson) answer = cs_test_answer ("cohen_kappa", input, NULL);
      double value = cs_test_number (answer, "value");
      if (i == 1 && k == 2)
        cs_test_near ("kappa of raters 2 and 3", value, 0.631148, D6, "irr kappa2");
      sum += value;
    }
  return sum / (PSYCHIATRISTS * (PSYCHIATRISTS - 1) / 2);
}

/* A category against all others: Fleiss' kappa of that one. */
static double
kappa_of_category (const GPtrArray *table, const char *category)
{
  g_autoptr (CsJson) input = cs_json_new_object ();
  CsJson *raters = cs_json_new_array ();
  for (guint i = 0; i < PSYCHIATRISTS; i++) {
    CsJson *rater = cs_json_new_array ();
    for (guint k = 1; k < table->len; k++)
      cs_json_append (rater, cs_json_new_int (strcmp (cs_test_cell (table, k, i), category) == 0));
    cs_json_append (raters, rater);
  }
  cs_json_put (input, "ratings", raters);
  g_autoptr (CsJson) answer = cs_test_answer ("fleiss_kappa", input, NULL);
  return cs_test_number (answer, "value");
}

static double
share_of_unanimous (const GPtrArray *table)
{
  double n = 0;
  for (guint i = 1; i < table->len; i++) {
    gboolean same = TRUE;
    for (guint k = 1; k < PSYCHIATRISTS; k++)
      same = same && strcmp (cs_test_cell (table, i, k), cs_test_cell (table, i, 0)) == 0;
    n += same ? 1 : 0;
  }
  return n / (table->len - 1);
}

static void
test_fleiss (void)
{
  static const CsPublished rows[] = {
    { "fleiss_kappa", NULL, "value", 0.430, D3, "Fleiss (1971)" },
    { "fleiss_kappa", NULL, "value", 0.430245, D6, "irr kappam.fleiss" },
  };
  static const struct {
    const char *category;
    double kappa;
  } categories[] = {
    { "1. Depression", 0.245 },    { "2. Personality Disorder", 0.245 },
    { "3. Schizophrenia", 0.520 }, { "4. Neurosis", 0.471 },
    { "5. Other", 0.566 },
  };
  g_autoptr (GPtrArray) table = cs_test_table ("agreement/classic/diagnoses.csv", ',');
  if (table == NULL)
    return;
  g_assert_cmpuint (table->len, ==, PATIENTS + 1);
  g_autoptr (CsJson) input = cs_test_ratings (table, 1, 0, PSYCHIATRISTS, FALSE);
  CHECK (input, rows);
  check_irr_alpha (input, "nominal", PATIENTS, PSYCHIATRISTS, 0.430878);
  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    cs_test_near (categories[i].category, kappa_of_category (table, categories[i].category),
                  categories[i].kappa, D3, "irr kappam.fleiss, by category");
  cs_test_near ("mean kappa of pairs", light_kappa (table), 0.459412, D6, "irr kappam.light");
  cs_test_near ("all six agree", share_of_unanimous (table) * 100, 16.6667, 0.00005, "irr agree");
}

static void
test_video (void)
{
  static const CsPublished rows[] = {
    { "icc", NULL, "value", 0.156913, D6, "irr icc, two-way, agreement, single" },
  };
  g_autoptr (GPtrArray) table = cs_test_table ("agreement/classic/video.csv", ',');
  if (table == NULL)
    return;
  g_autoptr (CsJson) input = cs_test_ratings (table, 1, 0, 4, TRUE);
  CHECK (input, rows);
  check_irr_alpha (input, "nominal", 20, 4, 0.039688);
  check_irr_alpha (input, "ordinal", 20, 4, 0.112032);
  check_irr_alpha (input, "interval", 20, 4, 0.101357);
}

/* --- Krippendorff's 12 units with 4 observers, as Gwet has them --- */

#define ALL5 "\"categories\":[1,2,3,4,5]"

static void
test_krippendorff (void)
{
  static const CsPublished rows[] = {
    { "krippendorff_alpha", "{\"level\":\"nominal\"}", "value", 0.743, D3, "Krippendorff (2011)" },
    { "krippendorff_alpha", "{\"level\":\"ordinal\"}", "value", 0.815, D3, "Krippendorff (2011)" },
    { "krippendorff_alpha", "{\"level\":\"interval\"}", "value", 0.849, D3, "Krippendorff (2011)" },
    { "krippendorff_alpha", "{\"level\":\"ratio\"}", "value", 0.797, D3, "Krippendorff (2011)" },
    { "krippendorff_alpha", "{\"level\":\"ordinal\"}", "value", 0.815388, D6, "irr" },
    { "krippendorff_alpha", "{\"level\":\"interval\"}", "value", 0.849107, D6, "irr" },
    { "krippendorff_alpha", "{\"level\":\"ratio\"}", "value", 0.797403, D6, "irr" },
    { "krippendorff_alpha_se", NULL, "se", 0.145478717, 1e-9, "irrCAC 1.4 krippen.alpha.raw" },
    { "krippendorff_alpha_se", NULL, "ci_low", 0.423224555, 1e-9, "irrCAC 1.4" },
    { "krippendorff_alpha_se", NULL, "ci_high", 1, 0, "irrCAC 1.4" },
    { "krippendorff_alpha_se", NULL, "se", 0.14557, 0.0001,
      "irrCAC 1.0, which puts the corrected p_a where 1.4 has the plain one" },
    { "krippendorff_alpha_se", NULL, "ci_low", 0.419, 0.0043,
      "irrCAC 1.0, t by the 11 units with two values; 1.4 by the 12 with any" },
  };
  g_autoptr (GPtrArray) table = cs_test_table ("agreement/irrCAC/cac.raw4raters.csv", ',');
  if (table == NULL)
    return;
  g_autoptr (CsJson) input = cs_test_ratings (table, 1, 1, 4, TRUE);
  CHECK (input, rows);
}

static void
test_gwet_4_raters (void)
{
  static const char *const source = "irrCAC 1.0";
  const CsPublished rows[] = {
    { "percent_agreement", NULL, "value", 0.8181818, D7, source },
    { "percent_agreement", NULL, "se", 0.12561, D5, source },
    { "percent_agreement", NULL, "ci_low", 0.542, D3, source },
    { "percent_agreement", NULL, "ci_high", 1, 0, source },
    { "gwet_ac1", NULL, "pe", 0.1903212, D7, source },
    { "gwet_ac1", NULL, "value", 0.77544, D5, source },
    { "gwet_ac1", NULL, "se", 0.14295, D5, source },
    { "gwet_ac1", NULL, "ci_low", 0.461, D3, source },
    { "fleiss_kappa", NULL, "pe", 0.2387153, D7, source },
    { "fleiss_kappa", NULL, "value", 0.76117, D5, source },
    { "fleiss_kappa", NULL, "se", 0.15302, D5, source },
    { "fleiss_kappa", NULL, "ci_low", 0.424, D3, source },
    { "conger_kappa", NULL, "pe", 0.2334252, D7, source },
    { "conger_kappa", NULL, "value", 0.76282, D5, source },
    { "conger_kappa", NULL, "se", 0.14917, D5, source },
    { "conger_kappa", NULL, "ci_low", 0.435, D3, source },
    { "brennan_prediger", NULL, "value", 0.77273, D5, source },
    { "brennan_prediger", NULL, "se", 0.14472, D5, source },
    { "brennan_prediger", NULL, "ci_low", 0.454, D3, source },
  };
  g_autoptr (GPtrArray) table = cs_test_table ("agreement/irrCAC/cac.raw4raters.csv", ',');
  if (table == NULL)
    return;
  g_autoptr (CsJson) input = cs_test_ratings (table, 1, 1, 4, TRUE);
  CHECK (input, rows);
}

#define LINEAR "{\"weights\":\"linear\"," ALL5 "}"
#define QUADRATIC "{\"weights\":\"quadratic\"," ALL5 "}"
#define ORDINAL "{\"weights\":\"ordinal\"," ALL5 "}"

static void
test_gwet_weights (void)
{
  static const char *const source = "tests of irrCAC in Python";
  const CsPublished rows[] = {
    { "gwet_ac2", QUADRATIC, "value", 0.914, D3, "irrCAC 1.4" },
    { "gwet_ac2", QUADRATIC, "se", 0.104, D3, source },
    { "gwet_ac2", QUADRATIC, "ci_low", 0.685, D3, source },
    { "gwet_ac2", LINEAR, "value", 0.859, D3, source },
    { "gwet_ac2", LINEAR, "se", 0.117, D3, source },
    { "gwet_ac2", LINEAR, "ci_low", 0.600, D3, source },
    { "gwet_ac2", ORDINAL, "value", 0.899, D3, source },
    { "gwet_ac2", ORDINAL, "se", 0.107, D3, source },
    { "gwet_ac2", ORDINAL, "ci_low", 0.664, D3, source },
    { "fleiss_kappa_weighted", QUADRATIC, "value", 0.86494, D5, "irrCAC 1.4" },
    { "fleiss_kappa_weighted", QUADRATIC, "se", 0.146, D3, source },
    { "fleiss_kappa_weighted", LINEAR, "value", 0.818, D3, source },
    { "fleiss_kappa_weighted", LINEAR, "se", 0.149, D3, source },
    { "fleiss_kappa_weighted", ORDINAL, "value", 0.850, D3, source },
    { "fleiss_kappa_weighted", ORDINAL, "se", 0.147, D3, source },
    { "brennan_prediger", QUADRATIC, "value", 0.902, D3, source },
    { "brennan_prediger", QUADRATIC, "se", 0.111, D3, source },
    { "brennan_prediger", LINEAR, "value", 0.848, D3, source },
    { "brennan_prediger", LINEAR, "se", 0.123, D3, source },
    { "brennan_prediger", ORDINAL, "value", 0.886, D3, source },
    { "brennan_prediger", ORDINAL, "se", 0.114, D3, source },
    { "conger_kappa", QUADRATIC, "value", 0.858, D3, source },
    { "conger_kappa", QUADRATIC, "se", 0.144, D3, source },
    { "conger_kappa", LINEAR, "value", 0.814, D3, source },
    { "conger_kappa", LINEAR, "se", 0.145, D3, source },
    { "conger_kappa", ORDINAL, "value", 0.844, D3, source },
    { "conger_kappa", ORDINAL, "se", 0.144, D3, source },
  };
  g_autoptr (GPtrArray) table = cs_test_table ("agreement/irrCAC/cac.raw4raters.csv", ',');
  if (table == NULL)
    return;
  g_autoptr (CsJson) input = cs_test_ratings (table, 1, 1, 4, TRUE);
  CHECK (input, rows);
}

static void
test_gwet_5_observers (void)
{
  static const char *const source = "tests of irrCAC in Python";
  const CsPublished rows[] = {
    { "gwet_ac1", NULL, "pa", 0.616, D3, source },
    { "gwet_ac1", NULL, "pe", 0.236, D3, source },
    { "gwet_ac1", NULL, "value", 0.497, D3, source },
    { "gwet_ac1", NULL, "se", 0.122, D3, source },
    { "gwet_ac1", NULL, "ci_low", 0.235, D3, source },
    { "gwet_ac1", NULL, "ci_high", 0.758, D3, source },
    { "fleiss_kappa", NULL, "pe", 0.291, D3, source },
    { "fleiss_kappa", NULL, "value", 0.458, D3, source },
    { "fleiss_kappa", NULL, "se", 0.120, D3, source },
    { "fleiss_kappa", NULL, "ci_low", 0.199, D3, source },
    { "fleiss_kappa", NULL, "ci_high", 0.716, D3, source },
    { "conger_kappa", NULL, "pe", 0.276, D3, source },
    { "conger_kappa", NULL, "value", 0.469, D3, source },
    { "conger_kappa", NULL, "se", 0.117, D3, source },
    { "conger_kappa", NULL, "ci_low", 0.219, D3, source },
    { "conger_kappa", NULL, "ci_high", 0.719, D3, source },
    { "brennan_prediger", NULL, "value", 0.487, D3, source },
    { "brennan_prediger", NULL, "se", 0.121, D3, source },
    { "brennan_prediger", NULL, "ci_low", 0.228, D3, source },
    { "brennan_prediger", NULL, "ci_high", 0.747, D3, source },
    { "krippendorff_alpha_se", NULL, "value", 0.481, D3, source },
    { "krippendorff_alpha_se", NULL, "se", 0.114, D3, source },
    { "krippendorff_alpha_se", NULL, "ci_low", 0.237, D3, source },
    { "krippendorff_alpha_se", NULL, "ci_high", 0.724, D3, source },
  };
  g_autoptr (GPtrArray) table = cs_test_table ("agreement/irrCAC/cac.raw5obser.csv", ',');
  if (table == NULL)
    return;
  g_autoptr (CsJson) input = cs_test_ratings (table, 1, 1, 5, TRUE);
  CHECK (input, rows);
}

static void
test_gwet_groups (void)
{
  static const char *const source = "tests of irrCAC in Python";
  const CsPublished rows[] = {
    { "gwet_ac1", NULL, "pa", 0.744, D3, source },
    { "gwet_ac1", NULL, "pe", 0.187, D3, source },
    { "gwet_ac1", NULL, "value", 0.685, D3, source },
    { "gwet_ac1", NULL, "se", 0.134, D3, source },
    { "gwet_ac1", NULL, "ci_low", 0.396, D3, source },
    { "gwet_ac1", NULL, "ci_high", 0.973, D3, source },
    { "fleiss_kappa", NULL, "pe", 0.252, D3, source },
    { "fleiss_kappa", NULL, "value", 0.657, D3, source },
    { "fleiss_kappa", NULL, "se", 0.150, D3, source },
    { "fleiss_kappa", NULL, "ci_low", 0.333, D3, source },
    { "fleiss_kappa", NULL, "ci_high", 0.981, D3, source },
    { "conger_kappa", NULL, "pe", 0.249, D3, source },
    { "conger_kappa", NULL, "value", 0.659, D3, source },
    { "conger_kappa", NULL, "se", 0.146, D3, source },
    { "conger_kappa", NULL, "ci_low", 0.343, D3, source },
    { "conger_kappa", NULL, "ci_high", 0.974, D3, source },
    { "brennan_prediger", NULL, "value", 0.679, D3, source },
    { "brennan_prediger", NULL, "se", 0.136, D3, source },
    { "krippendorff_alpha_se", NULL, "value", 0.632, D3, source },
    { "krippendorff_alpha_se", NULL, "se", 0.150, D3, source },
  };
  g_autoptr (GPtrArray) table = cs_test_table ("agreement/irrCAC/cac.raw.g1g2.csv", ',');
  if (table == NULL)
    return;
  g_autoptr (CsJson) input = cs_test_ratings (table, 1, 2, 4, FALSE);
  CHECK (input, rows);
}

/* --- Gwet's tables of counts --- */

#define PREGNANCIES 100

static void
test_gwet_abstractors (void)
{
  static const char *const source = "irrCAC 1.0";
  static const CsPublished rows[] = {
    { "cohen_kappa", NULL, "value", 0.7964094, D7, "irrCAC 1.0" },
    { "cohen_kappa", NULL, "ase", 0.05891072, 5.1e-9, "irrCAC 1.0" },
    { "scott_pi", NULL, "value", 0.7962397, D7, "irrCAC 1.0" },
    { "gwet_ac1", NULL, "value", 0.8493305, D7, "irrCAC 1.0" },
    { "brennan_prediger", NULL, "value", 0.835, D3, "irrCAC 1.0" },
    { "percent_agreement", NULL, "value", 0.89, 1e-12, "irrCAC 1.0" },
  };
  /* Of tables it divides by n, of ratings, as we do for both, by n - 1. */
  static const struct {
    const char *metric;
    double se;
  } by_n[] = { { "gwet_ac1", 0.04321747 },
               { "scott_pi", 0.05905473 },
               { "brennan_prediger", 0.04693346 },
               { "percent_agreement", 0.03128898 } };
  g_autoptr (GPtrArray) table = cs_test_table ("agreement/irrCAC/cont3x3abstractors.csv", ',');
  if (table == NULL)
    return;
  g_autoptr (CsJson) input = cs_test_numbers ("table", table, 1, 1, 3);
  CHECK (input, rows);
  for (guint i = 0; i < G_N_ELEMENTS (by_n); i++) {
    g_autoptr (CsJson) answer = cs_test_answer (by_n[i].metric, input, NULL);
    double se = cs_test_number (answer, "se") * sqrt ((PREGNANCIES - 1.0) / PREGNANCIES);
    cs_test_near (by_n[i].metric, se, by_n[i].se, 5.1e-9, source);
  }
}

static void
test_gwet_distribution (void)
{
  static const char *const source = "irrCAC 1.0";
  const CsPublished rows[] = {
    { "gwet_ac1", NULL, "pa", 0.5511111, D7, source },
    { "gwet_ac1", NULL, "pe", 0.1914815, D7, source },
    { "gwet_ac1", NULL, "value", 0.4448007, D7, source },
    { "gwet_ac1", NULL, "se", 0.08418757, 5.1e-9, source },
    { "gwet_ac1", NULL, "ci_low", 0.264, D3, source },
    { "gwet_ac1", NULL, "ci_high", 0.625, D3, source },
    { "fleiss_kappa", NULL, "pe", 0.2340741, D7, source },
    { "fleiss_kappa", NULL, "value", 0.4139265, D7, source },
    { "fleiss_kappa", NULL, "se", 0.08119291, 5.1e-9, source },
    { "fleiss_kappa", NULL, "ci_low", 0.24, 0.0051, source },
    { "fleiss_kappa", NULL, "ci_high", 0.588, D3, source },
    { "brennan_prediger", NULL, "value", 0.4388889, D7, source },
    { "brennan_prediger", NULL, "se", 0.08312142, 5.1e-9, source },
    { "brennan_prediger", NULL, "ci_low", 0.261, D3, source },
    { "brennan_prediger", NULL, "ci_high", 0.617, D3, source },
    { "krippendorff_alpha_se", NULL, "value", 0.4204384, D7, source },
    { "krippendorff_alpha_se", NULL, "se", 0.08119291, 5.1e-9,
      "irrCAC 1.0 for Fleiss' kappa: as all have six ratings, both are linearised alike" },
    { "krippendorff_alpha_se", NULL, "se", 0.08243228, 0.0013,
      "irrCAC 1.0, whose function of counts takes the part of chance once; p_k^2 has it twice, and "
      "so have its function of ratings and 1.4" },
  };
  g_autoptr (GPtrArray) table = cs_test_table ("agreement/irrCAC/distrib.6raters.csv", ',');
  if (table == NULL)
    return;
  g_autoptr (CsJson) input = cs_test_numbers ("counts", table, 1, 1, 5);
  CHECK (input, rows);
}

/* --- words for a coefficient --- */

static void
test_benchmark (void)
{
  static const double cumulative[] = { 0.18168, 0.67511, 0.96356, 0.99912, 1, 1 };
  double share[CS_BENCHMARKS], sum[CS_BENCHMARKS];
  g_autoptr (GPtrArray) table = cs_test_table ("agreement/irrCAC/landis.koch.csv", ',');
  if (table == NULL)
    return;
  guint level = cs_benchmark_level (0.67, 0.15, share, sum);
  g_assert_cmpuint (table->len, ==, CS_BENCHMARKS + 1);
  for (guint i = 0; i < CS_BENCHMARKS; i++) {
    g_assert_cmpstr (cs_benchmarks[i], ==, cs_test_cell (table, i + 1, 2));
    cs_test_near (cs_benchmarks[i], sum[i], cumulative[i], D5, "tests of irrCAC in Python");
  }
  g_assert_cmpstr (cs_benchmarks[level], ==, "Moderate");
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/agreement/fleiss-1971-diagnoses", test_fleiss);
  g_test_add_func ("/agreement/video-ratings", test_video);
  g_test_add_func ("/agreement/krippendorff-2011", test_krippendorff);
  g_test_add_func ("/agreement/gwet-4-raters", test_gwet_4_raters);
  g_test_add_func ("/agreement/gwet-4-raters-weighted", test_gwet_weights);
  g_test_add_func ("/agreement/gwet-5-observers", test_gwet_5_observers);
  g_test_add_func ("/agreement/gwet-two-groups", test_gwet_groups);
  g_test_add_func ("/agreement/gwet-3x3-abstractors", test_gwet_abstractors);
  g_test_add_func ("/agreement/gwet-6-raters-counts", test_gwet_distribution);
  g_test_add_func ("/agreement/landis-koch-benchmark", test_benchmark);
  return g_test_run ();
}
