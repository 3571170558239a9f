/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bad input of every metric. Each has one good input in tests/bad/metrics.json; every value of it
 * is spoiled in every way, and the bad cases that people meet are told one by one. There is an
 * error that names the place, or a reason why there is no value, or an answer without a number that
 * is none; never anything else. Long because it has a row for each bad case. */
#include "cs-agreement.h"
#include "cs-alpha.h"
#include "cs-file.h"
#include "cs-mask-overlap.h"
#include "cs-metric.h"
#include "cs-test.h"

#include <math.h>
#include <string.h>

static CsJson *
parsed (const char *text)
{
  g_autoptr (GError) error = NULL;
  CsJson *json = cs_json_parse_text (text, strlen (text), CS_JSON_MAX_SIZE, &error);
  g_assert_no_error (error);
  return json;
}

/* --- what an answer may be --- */

/* Anything but numbers that are none; RET_NULL: there is a null in it. */
static gboolean
is_sound (const CsJson *json, gboolean *ret_null)
{
  gboolean sound = isfinite (cs_json_real (json));
  *ret_null = *ret_null || cs_json_type (json) == CS_JSON_NULL;
  for (guint i = 0; i < cs_json_length (json); i++)
    sound = is_sound (cs_json_type (json) == CS_JSON_OBJECT ? cs_json_member_at (json, i)
                                                            : cs_json_at (json, i),
                      ret_null) &&
            sound;
  return sound;
}

/* NULL, or what is wrong with it. */
static const char *
trouble_of_answer (const CsJson *answer)
{
  const CsJson *reasons = cs_json_get (answer, "reasons");
  gboolean undefined = cs_metric_is_undefined (answer);
  if (cs_json_length (answer) == 0)
    return "an empty answer";
  if (undefined && *cs_json_get_string (answer, "undefined") == '\0')
    return "no reason";
  for (guint i = 0; i < cs_json_length (answer); i++) {
    const char *key = cs_json_key_at (answer, i);
    const CsJson *member = cs_json_member_at (answer, i);
    gboolean has_null = FALSE;
    if (!is_sound (member, &has_null))
      return "a number that is none";
    if (has_null && cs_json_get_string (reasons, key) == NULL)
      return "a null without a reason";
    if (undefined && cs_json_type (member) == CS_JSON_REAL)
      return "no value, but a number";
  }
  return NULL;
}

/* The same of INPUT; what came out is left in RET_WORDS, which the caller frees. */
static const char *
trouble_of (const CsMetric *metric, const CsJson *input, const CsJson *params, char **ret_words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) answer = cs_metric_compute (metric, input, params, &error);
  g_assert_true ((answer == NULL) == (error != NULL));
  *ret_words = answer != NULL ? cs_json_to_line (answer) : g_strdup (error->message);
  if (answer != NULL)
    return trouble_of_answer (answer);
  if (!g_str_has_prefix (*ret_words, "input") && !g_str_has_prefix (*ret_words, "params"))
    return "an error that names no place";
  return g_utf8_validate (*ret_words, -1, NULL) ? NULL : "an error that is no text";
}

/* --- every value of a good input, spoiled --- */

static const char *const instead[] = {
  "null",
  "true",
  "\"x\"",
  "\"\"",
  "\"0\"",
  "-1",
  "0",
  "1",
  "0.5",
  "1e308",
  "-1e308",
  "1e-320",
  "3",
  "9007199254740993",
  "-9223372036854775808",
  "9223372036854775807",
  "[]",
  "{}",
  "[null]",
  "[[]]",
  "[0]",
  "[[0,0]]",
  "[\"x\"]",
  "[1e308,-1e308]",
};

typedef enum { REMOVED = G_N_ELEMENTS (instead), FIRST_ALONE, WITHOUT_LAST, TWICE, N_WAYS } Way;

static guint
count (const CsJson *json)
{
  guint n = 1;
  for (guint i = 0; i < cs_json_length (json); i++)
    n += count (cs_json_type (json) == CS_JSON_OBJECT ? cs_json_member_at (json, i)
                                                      : cs_json_at (json, i));
  return n;
}

/* A list with other entries; what is none becomes one. */
static CsJson *
relisted (const CsJson *json, Way way)
{
  CsJson *list = cs_json_new_array ();
  guint n = cs_json_type (json) == CS_JSON_ARRAY ? cs_json_length (json) : 0;
  guint kept = way == FIRST_ALONE ? MIN (n, 1) : way == WITHOUT_LAST ? MAX (n, 1) - 1 : n;
  for (guint i = 0; i < kept; i++)
    cs_json_append (list, cs_json_ref ((CsJson *)cs_json_at (json, i)));
  if (way == TWICE && n > 0)
    cs_json_append (list, cs_json_ref ((CsJson *)cs_json_at (json, n - 1)));
  return list;
}

/* JSON with its value number AT, counted as they are written, spoiled; NULL where it is removed. */
static CsJson *
spoiled (const CsJson *json, guint *at, Way way)
{
  if ((*at)-- == 0)
    return way < REMOVED ? parsed (instead[way]) : way == REMOVED ? NULL : relisted (json, way);
  if (cs_json_type (json) != CS_JSON_OBJECT && cs_json_type (json) != CS_JSON_ARRAY)
    return cs_json_ref ((CsJson *)json);
  gboolean is_list = cs_json_type (json) == CS_JSON_ARRAY;
  CsJson *other = is_list ? cs_json_new_array () : cs_json_new_object ();
  for (guint i = 0; i < cs_json_length (json); i++) {
    CsJson *member =
        spoiled (is_list ? cs_json_at (json, i) : cs_json_member_at (json, i), at, way);
    if (member != NULL && is_list)
      cs_json_append (other, member);
    else if (member != NULL)
      cs_json_put (other, cs_json_key_at (json, i), member);
  }
  return other;
}

static void
spoil_all (const CsMetric *metric, const CsJson *input, const CsJson *params)
{
  guint n = count (input);
  for (guint i = 0; i < n + count (params); i++)
    for (Way way = 0; way < N_WAYS; way++) {
      guint at = i < n ? i : i - n;
      g_autoptr (CsJson) other = spoiled (i < n ? input : params, &at, way);
      g_autofree char *words = NULL;
      const char *trouble =
          trouble_of (metric, i < n ? other : input, i < n ? params : other, &words);
      if (trouble == NULL)
        continue;
      g_autofree char *line = other != NULL ? cs_json_to_line (other) : g_strdup ("nothing");
      g_test_message ("%s of %.300s: %s: %.200s", metric->name, line, trouble, words);
      g_test_fail ();
    }
}

static const CsJson *
good_input_of (const CsJson *all, const char *name)
{
  for (guint i = 0; i < cs_json_length (all); i++)
    if (g_strcmp0 (cs_json_get_string (cs_json_at (all, i), "metric"), name) == 0)
      return cs_json_at (all, i);
  g_error ("%s has no good input in tests/bad/metrics.json", name);
}

static void
test_spoiled (void)
{
  g_autofree char *path = cs_test_source ("bad/metrics.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = cs_file_read (path, CS_JSON_MAX_SIZE, &error);
  g_assert_no_error (error);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (CsJson) all = parsed (text);
  guint n = 0;
  const CsMetric *const *metrics = cs_metrics (&n);
  g_assert_cmpuint (cs_json_length (all), ==, n);
  for (guint i = 0; i < n; i++) {
    const CsJson *good = good_input_of (all, metrics[i]->name);
    const CsJson *input = cs_json_get (good, "input"), *params = cs_json_get (good, "params");
    g_autoptr (CsJson) answer = cs_metric_compute (metrics[i], input, params, &error);
    g_assert_no_error (error);
    if (cs_metric_is_undefined (answer))
      g_error ("the good input of %s has no value", metrics[i]->name);
    spoil_all (metrics[i], input, params);
  }
}

/* --- what people meet --- */

/* METRIC of INPUT by PARAMS: the error, or the answer, has WANTED in it. */
typedef struct {
  const char *metric, *input, *params, *wanted;
} Row;

static void
check_rows (const Row *rows, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autoptr (CsJson) input = parsed (rows[i].input), params = parsed (rows[i].params);
    g_autofree char *words = NULL;
    const char *trouble = trouble_of (cs_metric_find (rows[i].metric, NULL), input, params, &words);
    if (trouble == NULL && strstr (words, rows[i].wanted) != NULL)
      continue;
    g_test_message ("%s of %s: %s", rows[i].metric, rows[i].input,
                    trouble != NULL ? trouble : "other words");
    g_test_message ("wanted %s, got %s", rows[i].wanted, words);
    g_test_fail ();
  }
}

#define CHECK(rows) check_rows (rows, G_N_ELEMENTS (rows))

static void
test_one_rater (void)
{
  static const Row rows[] = {
    { "percent_agreement", "{\"ratings\":[[1,2,1]]}", "{}", "no item has two ratings" },
    { "fleiss_kappa", "{\"ratings\":[[1,2,1]]}", "{}", "no item has two ratings" },
    { "gwet_ac1", "{\"ratings\":[[1,2,1]]}", "{}", "no item has two ratings" },
    { "gwet_ac2", "{\"ratings\":[[1,2,1]]}", "{}", "no item has two ratings" },
    { "brennan_prediger", "{\"ratings\":[[1,2,1]]}", "{}", "no item has two ratings" },
    { "conger_kappa", "{\"ratings\":[[1,2,1]]}", "{}", "there is only one rater" },
    { "krippendorff_alpha", "{\"ratings\":[[1,2,1]]}", "{}", "no item has two ratings" },
    { "cohen_kappa", "{\"ratings\":[[1,2,1]]}", "{}", "ratings\" of two raters" },
    { "icc", "{\"ratings\":[[1,2,1]]}", "{}", "there is only one rater" },
    { "staple", "{\"masks\":[[\"01\"]]}", "{}", "undefined" },
    { "dawid_skene", "{\"labels\":[[1,\"r\",2]]}", "{}", "\"posterior\":[[1]]" },
    { "alpha_u", "{\"raters\":[[[1,2,\"x\"]]],\"length\":9}", "{}", "no two raters" },
  };
  CHECK (rows);
}

static void
test_one_category (void)
{
  static const Row rows[] = {
    { "cohen_kappa", "{\"table\":[[7]]}", "{}", "only one category was used" },
    { "cohen_kappa", "{\"table\":[[7,0],[0,0]]}", "{}", "only one category was used" },
    { "cohen_kappa", "{\"table\":[[7,3],[0,0]]}", "{}", "\"value\":0" },
    { "fleiss_kappa", "{\"ratings\":[[1,1],[1,1]]}", "{}", "only one category was used" },
    /* alone of its family, as the published programs have it */
    { "scott_pi", "{\"table\":[[7,0],[0,0]]}", "{}", "\"value\":1" },
    { "scott_pi", "{\"table\":[[7]]}", "{}", "only one category was used" },
    { "conger_kappa", "{\"ratings\":[[1,1],[1,1]]}", "{}", "only one category was used" },
    { "krippendorff_alpha", "{\"ratings\":[[1,1],[1,1]]}", "{}", "no variation" },
    { "krippendorff_alpha_sets", "{\"ratings\":[[[\"a\"]],[[\"a\"]]]}", "{}", "no variation" },
    { "gwet_ac1", "{\"ratings\":[[1,1],[1,1]]}", "{}", "undefined" },
    { "gwet_ac1", "{\"ratings\":[[1,1],[1,1]]}", "{\"categories\":[1,2]}", "\"value\":1" },
    { "icc", "{\"ratings\":[[3,3],[3,3]]}", "{}", "no variation" },
    { "lin_ccc", "{\"x\":[3,3],\"y\":[3,3]}", "{}", "no variation" },
    { "chi_square_homogeneity", "{\"reference\":[5],\"current\":[3]}", "{}", "undefined" },
    { "robust_outliers", "{\"seconds\":[4,4,4,9]}", "{}", "no spread" },
  };
  CHECK (rows);
}

static void
test_nothing (void)
{
  static const Row rows[] = {
    { "percent_agreement", "{\"ratings\":[]}", "{}", "undefined" },
    { "percent_agreement", "{\"ratings\":[[],[]]}", "{}", "undefined" },
    { "fleiss_kappa", "{\"ratings\":[[null,null],[null,null]]}", "{}", "undefined" },
    { "krippendorff_alpha", "{\"ratings\":[[null,null],[null,null]]}", "{}", "undefined" },
    { "conger_kappa", "{\"ratings\":[[null,1],[null,null]]}", "{}", "undefined" },
    { "krippendorff_alpha_bootstrap", "{\"ratings\":[[null],[null]]}", "{}", "undefined" },
    { "icc", "{\"ratings\":[[null,1],[2,null]]}", "{}", "undefined" },
    { "fleiss_kappa", "{\"counts\":[[0,0],[0,0]]}", "{}", "undefined" },
    { "cohen_kappa", "{\"table\":[[0,0],[0,0]]}", "{}", "undefined" },
    { "majority_vote", "{\"labels\":[]}", "{}", "there are no labels" },
    { "dawid_skene", "{\"labels\":[]}", "{}", "there are no labels" },
    { "span_f1", "{\"a\":[],\"b\":[]}", "{}", "undefined" },
    { "span_f1", "{\"a\":[[1,2,\"x\"]],\"b\":[]}", "{}", "\"value\":0" },
    { "relation_f1", "{\"a\":[],\"b\":[]}", "{}", "undefined" },
    { "instance_f1", "{\"a\":[],\"b\":[]}", "{}", "nobody marked anything" },
    { "point_match", "{\"a\":[],\"b\":[]}", "{\"radius\":2}", "nobody marked anything" },
    { "dice", "{\"a\":[\"00\"],\"b\":[\"00\"]}", "{}", "both are empty" },
    { "dice", "{\"a\":[\"01\"],\"b\":[\"00\"]}", "{}", "\"value\":0" },
    { "surface_distance", "{\"a\":[\"01\"],\"b\":[\"00\"]}", "{}", "a mask is empty" },
    { "wer", "{\"a\":\"\",\"b\":\"x\"}", "{}", "undefined" },
    { "psi", "{\"reference\":[0,0],\"current\":[1,2]}", "{}", "undefined" },
    { "ks_two_sample", "{\"a\":[],\"b\":[1]}", "{}", "one of the windows is empty" },
    { "proportion_interval", "{\"x\":0,\"n\":0}", "{}", "there are no items" },
    { "rater_skill_vs_reference", "{\"tp\":0,\"fn\":0,\"fp\":1,\"tn\":2}", "{}",
      "no reference item is positive" },
    { "coco_ap", "{\"gt\":[],\"detections\":[]}", "{}", "undefined" },
  };
  CHECK (rows);
}

static void
test_ties (void)
{
  static const Row rows[] = {
    { "majority_vote", "{\"labels\":[[1,\"r\",\"A\"],[1,\"s\",\"B\"]]}", "{}",
      "\"label\":[[\"A\",\"B\"]]" },
    { "majority_vote", "{\"labels\":[[1,\"s\",\"B\"],[1,\"r\",\"A\"]]}",
      "{\"classes\":[\"A\",\"B\"]}", "\"label\":[[\"A\",\"B\"]]" },
    { "wasserstein_1", "{\"a\":[1,1,1],\"b\":[1,1]}", "{}", "\"value\":0" },
    { "ks_two_sample", "{\"a\":[1,1,1],\"b\":[1,1]}", "{}", "\"statistic\":0" },
    { "k_center_greedy", "{\"points\":[[1,1],[1,1],[1,1]]}", "{\"k\":2,\"first\":0}",
      "\"radius\":0" },
    { "seeded_sample", "{\"seed\":\"s\",\"items\":[\"a\",\"a\"]}", "{\"n\":1}", "input.items[1]" },
  };
  CHECK (rows);
}

static void
test_no_area (void)
{
  static const Row rows[] = {
    { "box_iou", "{\"a\":[[1,1,0,0]],\"b\":[[1,1,0,0]]}", "{}", "null" },
    { "box_iou", "{\"a\":[[1,1,0,5]],\"b\":[[0,0,4,4]]}", "{}", "[[0]]" },
    { "polygon_iou", "{\"a\":[[0,0],[1,1],[2,2]],\"b\":[[0,0],[1,1],[2,2]]}", "{}", "undefined" },
    { "surface_distance", "{\"a\":[\"1\"],\"b\":[\"1\"]}", "{\"spacing\":[0,1]}",
      "params.spacing[0]: not above 0" },
    { "surface_distance", "{\"a\":[\"1\"],\"b\":[\"1\"]}", "{\"spacing\":[-1,1]}",
      "params.spacing[0]: not above 0" },
    { "surface_distance", "{\"a\":[\"1\"],\"b\":[\"1\"]}", "{\"spacing\":[null,1]}",
      "params.spacing[0]" },
    { "point_match", "{\"a\":[[1,1]],\"b\":[[1,1]]}", "{\"radius\":0}", "params.radius: not" },
    { "instance_f1", "{\"a\":[[1,1,0,0]],\"b\":[[1,1,0,0]]}", "{}", "\"f1\":0" },
    { "line_distance", "{\"a\":[[1,1],[1,1]],\"b\":[[0,0],[1,1]]}", "{\"step\":1}", "undefined" },
  };
  CHECK (rows);
}

static void
test_unknown_keys (void)
{
  static const Row rows[] = {
    { "discovery_sample_size", "{\"max_error_rate\":0.1}", "{\"popluation\":9}",
      "params.popluation: no such key; did you mean \"population\"?" },
    { "fleiss_kappa", "{\"table\":[[3,1],[0,2]]}", "{\"categorys\":[1,2]}",
      "params.categorys: no such key; did you mean \"categories\"?" },
    { "dice", "{\"a\":[\"01\"],\"b\":[\"01\"]}", "{\"x\":1}",
      "params.x: no such key; there is none" },
    { "uncertainty_scores", "{\"probabilities\":[[0.5,0.5]]}", "{\"log\":\"2\"}",
      "params.log: cannot be chosen; it is always natural" },
    { "dice", "{\"a\":[\"01\"],\"b\":[\"01\"]}", "\"x\"", "params: not an object" },
    { "cohen_kappa", "{\"table\":[[3,1],[0,2]]}", "{\"weight\":\"linear\"}",
      "params.weight: no such key; did you mean \"weights\"? There is categories, weights" },
    { "cohen_kappa", "{\"tabel\":[[3,1],[0,2]]}", "{}",
      "input.tabel: no such key; did you mean \"table\"?" },
  };
  CHECK (rows);
}

static void
test_wrong_types (void)
{
#define TWO "{\"ratings\":[[1,2,1],[1,2,2]]}"
  static const Row rows[] = {
    { "krippendorff_alpha_bootstrap", TWO, "{\"replicates\":\"many\"}",
      "params.replicates: not a whole" },
    { "krippendorff_alpha_bootstrap", TWO, "{\"replicates\":\"500\"}",
      "params.replicates: not a whole" },
    { "gwet_ac2", TWO, "{\"weights\":2}", "params.weights: not a word in quotes" },
    { "krippendorff_alpha", TWO, "{\"level\":2}", "params.level: not a word in quotes" },
    { "krippendorff_alpha", TWO, "\"level\"", "params: not an object" },
    { "fleiss_kappa", TWO, "{\"categories\":\"1,2\"}", "params.categories: not a list" },
    { "fleiss_kappa", TWO, "{\"confidence\":\"0.9\"}", "params.confidence: not" },
    { "coco_ap", "{\"gt\":[],\"detections\":[]}", "{\"iou\":0.5}", "params.iou: not a word" },
  };
#undef TWO
  CHECK (rows);
}

static void
test_unknown_order (void)
{
#define GRADES "{\"ratings\":[[\"high\",\"low\",\"mid\"],[\"high\",\"mid\",\"mid\"]]}"
  static const Row rows[] = {
    { "krippendorff_alpha", GRADES, "{\"level\":\"ordinal\"}",
      "input: the order of \"high\", \"low\", \"mid\" is not known; declare \"categories\"" },
    { "krippendorff_alpha_se", GRADES, "{\"level\":\"ordinal\"}", "is not known" },
    { "cohen_kappa", GRADES, "{\"weights\":\"linear\"}", "is not known" },
    { "gwet_ac2", GRADES, "{\"weights\":\"quadratic\"}", "is not known" },
    { "conger_kappa", GRADES, "{\"weights\":\"ordinal\"}", "is not known" },
    { "gwet_ac2", GRADES, "{\"weights\":\"none\"}", "\"value\"" },
    { "krippendorff_alpha", GRADES, "{}", "\"value\"" },
    { "gwet_ac2", GRADES, "{\"weights\":\"linear\",\"categories\":[\"low\",\"mid\",\"high\"]}",
      "\"value\"" },
    { "gwet_ac2", "{\"ratings\":[[1,2],[1,3]]}", "{\"weights\":\"linear\"}", "\"value\"" },
    { "gwet_ac2", "{\"counts\":[[2,0,0],[0,1,1]]}", "{\"weights\":\"linear\"}", "\"value\"" },
  };
#undef GRADES
  CHECK (rows);
}

static void
test_false_reasons (void)
{
  static const Row rows[] = {
    { "gwet_ac1", "{\"ratings\":[]}", "{}", "there is no item" },
    { "gwet_ac2", "{\"ratings\":[[],[]]}", "{}", "there is no item" },
    { "gwet_ac1", "{\"ratings\":[[1]]}", "{}", "no item has two ratings" },
    { "brennan_prediger", "{\"ratings\":[[1],[null]]}", "{}", "no item has two ratings" },
    { "gwet_ac1", "{\"ratings\":[[1],[1]]}", "{}", "there is only one category" },
  };
  CHECK (rows);
}

static void
test_few_draws (void)
{
  static const Row rows[] = {
    { "krippendorff_alpha_bootstrap", "{\"ratings\":[[1,2],[1,2]]}", "{}",
      "\"ci_low\":\"there are fewer than three items" },
    { "krippendorff_alpha_bootstrap", "{\"counts\":[[2,0],[2,0],[2,0],[2,0],[2,0],[0,2]]}", "{}",
      " draws have no value and are left out" },
    { "krippendorff_alpha_bootstrap", "{\"ratings\":[[1,1,1,2,null,3],[1,1,1,null,2,null]]}", "{}",
      "undefined" },
  };
  CHECK (rows);
}

static void
test_masks_of_numbers (void)
{
  static const Row rows[] = {
    { "dice", "{\"a\":[[0,1]],\"b\":[\"01\"]}", "{}", "as [\"0110\", \"0010\"]" },
    { "staple", "{\"masks\":[[[0,1]],[[1,1]]]}", "{}", "as in [\"0110\"]" },
  };
  CHECK (rows);
}

static void
test_undeclared (void)
{
  static const Row rows[] = {
    { "gwet_ac1", "{\"ratings\":[[1,2],[1,7]]}", "{\"categories\":[1,2]}",
      "input.ratings[1][1]: 7 is not one of the declared categories" },
    { "cohen_kappa", "{\"ratings\":[[\"a\"],[\"b\"]]}", "{\"categories\":[\"a\"]}",
      "input.ratings[1][0]: " },
    { "krippendorff_alpha", "{\"ratings\":[[\"1\"],[1]]}", "{\"categories\":[1]}",
      "input.ratings[0][0]: " },
    { "fleiss_kappa", "{\"counts\":[[1,2,3]]}", "{\"categories\":[1,2]}",
      "input.counts: 3 categories" },
    { "scott_pi", "{\"table\":[[1,2],[3,4]]}", "{\"categories\":[1,2,3]}", "input.table" },
    { "majority_vote", "{\"labels\":[[1,2,\"C\"]]}", "{\"classes\":[\"A\"]}",
      "input.labels[0][2]" },
    { "confident_learning", "{\"labels\":[3],\"probabilities\":[[0.5,0.5]]}", "{}",
      "input.labels[0]" },
  };
  CHECK (rows);
}

/* JSON has no word for it; what comes near is no JSON, or another type. */
static void
test_not_a_number (void)
{
  static const char *const texts[] = { "{\"x\":NaN}",     "{\"x\":Infinity}", "{\"x\":-Infinity}",
                                       "{\"x\":1e999}",   "{\"x\":-1e999}",   "{\"x\":0x1p3}",
                                       "{\"x\":nan(12)}", "{\"x\":+1}",       "{\"x\":.5}" };
  static const Row rows[] = {
    { "wasserstein_1", "{\"a\":[\"NaN\"],\"b\":[1]}", "{}", "input.a[0]" },
    { "wasserstein_1", "{\"a\":[null],\"b\":[1]}", "{}", "input.a[0]" },
    { "bland_altman", "{\"x\":[1,null],\"y\":[1,2]}", "{}", "input.x[1]" },
    { "icc", "{\"ratings\":[[1,\"nan\"],[1,2]]}", "{}", "input.ratings[0][1]" },
    { "uncertainty_scores", "{\"probabilities\":[[\"nan\",1]]}", "{}", "input.probabilities[0]" },
    { "icc", "{\"ratings\":[[1e308,-1e308],[1e308,1]]}", "{}", "too far apart" },
    { "psi", "{\"reference\":[1.5],\"current\":[1]}", "{}", "input.reference[0]" },
    { "benchmark_level", "{\"value\":0.5,\"se\":0}", "{}", "there is no standard error" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CsJson) json =
        cs_json_parse_text (texts[i], strlen (texts[i]), CS_JSON_MAX_SIZE, &error);
    g_assert_null (json);
    g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  }
  CHECK (rows);
}

#define CROWD 10000000

/* One item, ten million ratings: half and half, but for one. */
static void
test_many_ratings (void)
{
  static const Row rows[] = {
    { "percent_agreement", "{\"counts\":[[10000000,0]]}", "{}", "\"value\":1" },
    { "fleiss_kappa", "{\"counts\":[[10000000,0]]}", "{}", "only one category was used" },
    { "krippendorff_alpha", "{\"counts\":[[5000000,5000000]]}", "{}", "\"value\":0" },
    { "gwet_ac1", "{\"counts\":[[5000000,5000000],[10000000,0]]}", "{}", "\"value\":" },
    { "fleiss_kappa", "{\"counts\":[[4294967295,1]]}", "{}", "input.counts[0][0]: " },
  };
  CsRatings ratings = { 1, CROWD, 2, g_new (gint32, CROWD) };
  g_auto (CsRatingPatterns) patterns = { 0 };
  CHECK (rows);
  for (guint i = 0; i < CROWD; i++)
    ratings.codes[i] = i < CROWD / 2 + 1;
  cs_rating_patterns_init (&patterns, &ratings);
  CsAgreement agreement = cs_percent_agreement (&patterns, NULL, 0.95);
  CsEstimate alpha = cs_krippendorff_alpha (&patterns, CS_LEVEL_NOMINAL, NULL);
  double with = CROWD / 2 + 1, without = CROWD / 2 - 1, all = CROWD;
  double pairs = (with * (with - 1) + without * (without - 1)) / (all * (all - 1));
  g_assert_cmpfloat (fabs (agreement.estimate.value - pairs), <, 1e-12);
  /* observed and expected disagreement are of the same pairs */
  g_assert_cmpfloat (fabs (alpha.value), <, 1e-12);
  cs_ratings_clear (&ratings);
}

/* What would take hours or all memory, and what is left without an interval. */
static void
test_bounds (void)
{
  static const Row rows[] = {
    { "krippendorff_alpha_bootstrap",
      "{\"table\":[[2147483647,2147483647],[2147483647,2147483647]]}", "{}",
      "more than 4294967295" },
    { "krippendorff_alpha_bootstrap", "{\"ratings\":[[1,2,3,4,5,6,7,8],[2,3,4,5,6,7,8,9]]}",
      "{\"level\":\"ratio\",\"replicates\":1000000,\"categories\":[1,2,3,4,5,6,7,8,9,10,11,12,13,"
      "14,"
      "15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,"
      "45,46,47,48,49,50]}",
      "params.replicates: 1000000 of 8 patterns" },
    { "cohen_kappa", "{\"ratings\":[[-1.7e308,0,1.7e308,0],[0,0,1.7e308,-1.7e308]]}",
      "{\"weights\":\"quadratic\"}", "\"value\":0.5" },
    { "cohen_kappa", "{\"ratings\":[[1,1,1],[1,2,1]]}", "{}", "\"ci_low\":null" },
    { "icc", "{\"ratings\":[[1,2,3],[1,2,3]]}", "{}", "\"ci_low\":null" },
    { "lin_ccc", "{\"x\":[1,2,3],\"y\":[1,2,3]}", "{}", "\"ci_low\":null" },
    { "gwet_ac2", "{\"ratings\":[[1],[2]]}", "{\"weights\":\"linear\"}", "there is only one item" },
    { "gwet_ac1", "{\"ratings\":[[1,2,1],[1,2,2]]}", "{\"confidence\":0.99999999999999994}",
      "too near to 1" },
    { "percent_agreement", "{\"ratings\":[[1,2,1],[1,2,1]]}", "{}", "\"ci_low\":null" },
    { "staple",
      "{\"masks\":[[\"1100000000000000\"],[\"0011000000000000\"],[\"0000110000000000\"]]}", "{}",
      "\"foreground_pixels\":0" },
    { "staple",
      "{\"masks\":[[\"1100000000000000\"],[\"0011000000000000\"],[\"0000110000000000\"]]}", "{}",
      "\"converged\":true" },
    { "coco_polygon_raster", "{\"polygon\":[[0,0],[15000000,1],[0,2],[15000000,3]]}",
      "{\"size\":[9,9]}", "longer than" },
  };
  CHECK (rows);
}

/* N items, each with another label, by one rater or by two. */
static void
check_many (const char *metric, gboolean votes, guint n, const char *wanted)
{
  g_autoptr (GString) text = g_string_new (votes ? "{\"labels\":[" : "{\"ratings\":[[");
  g_autoptr (CsJson) params = cs_json_new_object ();
  g_autofree char *words = NULL;
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, votes ? "%s[%u,\"r\",%u]" : "%s%u", i > 0 ? "," : "", i, i);
  if (!votes)
    g_string_append (text, "],[");
  for (guint i = 0; !votes && i < n; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "," : "", n - i);
  g_string_append (text, votes ? "]}" : "]]}");
  g_autoptr (CsJson) input = parsed (text->str);
  const char *trouble = trouble_of (cs_metric_find (metric, NULL), input, params, &words);
  g_assert_cmpstr (trouble, ==, NULL);
  if (strstr (words, wanted) == NULL)
    g_error ("%s: wanted %s, got %.200s", metric, wanted, words);
}

static void
test_squares (void)
{
  static const char *const votes[] = { "majority_vote", "median_vote", "weighted_majority_wawa",
                                       "dawid_skene" };
  for (guint i = 0; i < G_N_ELEMENTS (votes); i++)
    check_many (votes[i], TRUE, 5000, "input.labels: 5000 items by 5000 classes");
  check_many ("cohen_kappa", FALSE, 3000, "input.ratings: the table of 3001 categories");
  check_many ("conger_kappa", FALSE, 3000, "\"value\":");
}

/* Two rings of N teeth, across one another or beside. */
static char *
outcome_of_teeth (guint n, gboolean across)
{
  g_autofree double *a = g_new (double, 2 * (gsize)n), *b = g_new (double, 2 * (gsize)n);
  g_autoptr (GError) error = NULL;
  CsPolygonOverlap found = { 0 };
  for (guint i = 0; i < n; i++) {
    a[2 * i] = across ? (i % 2) * (double)n : 10 + i % 2;
    a[2 * i + 1] = i;
    b[2 * i] = across ? i : i % 2;
    b[2 * i + 1] = across ? (i % 2) * (double)n : i;
  }
  a[0] = a[2 * n - 2] = across ? a[0] : 20; /* the last edge is apart from the teeth */
  b[0] = b[2 * n - 2] = across ? b[0] : -10;
  gboolean good = cs_polygon_overlap (a, n, b, n, &found, &error);
  return good ? g_strdup ("good") : g_strdup (error->message);
}

static void
test_crossings (void)
{
  g_autofree char *across = outcome_of_teeth (200, TRUE), *beside = outcome_of_teeth (10000, FALSE);
  g_assert_cmpstr (across, ==, "the edges cross more than 4000 times");
  g_assert_cmpstr (beside, ==, "good");
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/metric-bad/spoiled", test_spoiled);
  g_test_add_func ("/metric-bad/one-rater", test_one_rater);
  g_test_add_func ("/metric-bad/one-category", test_one_category);
  g_test_add_func ("/metric-bad/nothing", test_nothing);
  g_test_add_func ("/metric-bad/ties", test_ties);
  g_test_add_func ("/metric-bad/no-area", test_no_area);
  g_test_add_func ("/metric-bad/unknown-keys", test_unknown_keys);
  g_test_add_func ("/metric-bad/wrong-types", test_wrong_types);
  g_test_add_func ("/metric-bad/unknown-order", test_unknown_order);
  g_test_add_func ("/metric-bad/false-reasons", test_false_reasons);
  g_test_add_func ("/metric-bad/few-draws", test_few_draws);
  g_test_add_func ("/metric-bad/masks-of-numbers", test_masks_of_numbers);
  g_test_add_func ("/metric-bad/undeclared", test_undeclared);
  g_test_add_func ("/metric-bad/not-a-number", test_not_a_number);
  g_test_add_func ("/metric-bad/many-ratings", test_many_ratings);
  g_test_add_func ("/metric-bad/bounds", test_bounds);
  g_test_add_func ("/metric-bad/squares", test_squares);
  g_test_add_func ("/metric-bad/crossings", test_crossings);
  return g_test_run ();
}
