/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What answers warn of, and that they do not where there is nothing to say. */
#include "cs-agreement.h"
#include "cs-metric.h"
#include "cs-quality-defaults.h"
#include "cs-test.h"

#include <math.h>
#include <string.h>

/* Single quotes stand for double ones. */
static CsJson *
answer_of (const char *metric, const char *input, const char *params)
{
  g_autoptr (GError) error = NULL;
  const char *const texts[] = { input, params };
  g_autoptr (GPtrArray) parsed = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_json_unref);
  for (guint i = 0; i < 2; i++) {
    g_autofree char *json = g_strdelimit (g_strdup (texts[i]), "'", '"');
    CsJson *value = cs_json_parse_text (json, strlen (json), CS_JSON_MAX_SIZE, &error);
    g_assert_no_error (error);
    g_ptr_array_add (parsed, value);
  }
  CsJson *answer =
      cs_metric_compute (cs_metric_find (metric, NULL), parsed->pdata[0], parsed->pdata[1], &error);
  g_assert_no_error (error);
  return answer;
}

typedef struct {
  const char *metric, *input, *params;
  const char *warnings; /* as JSON; NULL for none */
} Row;

static void
test_warnings (void)
{
  static const char few[] = "too few to judge: 8 items with two ratings, 30 are needed";
  static const Row rows[] = {
    { "gwet_ac1", "{'table':[[20,5],[5,20]]}", "{}", NULL },
    { "gwet_ac1", "{'ratings':[['a',null],[null,'b']]}", "{}", NULL },
    { "gwet_ac1", "{'table':[[28,1],[0,0]]}", "{'categories':['no','yes']}",
      "too few to judge: 29 items with two ratings, 30 are needed|used fewer than 5 times: yes (1)|"
      "almost all ratings fall in one category, no;" },
    { "cohen_kappa", "{'table':[[118,5],[2,0]]}", "{'categories':['no','yes']}",
      "almost all ratings fall in one category, no;" },
    { "scott_pi", "{'table':[[20,5,0],[5,20,0],[0,0,2]]}", "{'categories':['a',3,7]}",
      "used fewer than 5 times: 7 (4)" },
    { "percent_agreement",
      "{'table':[[2,0,0,0,0,0,0],[0,0,0,0,0,0,0],[0,0,0,0,0,0,0],"
      "[0,0,0,0,0,0,0],[0,0,0,0,0,0,0],[0,0,0,0,0,0,0],[0,0,0,0,0,0,28]]}",
      "{}",
      "used fewer than 5 times: 0 (4), 1 (0), 2 (0), 3 (0), 4 (0) and 1 more|"
      "almost all ratings fall in one category, 6;" },
    { "krippendorff_alpha", "{'table':[[70,9],[9,12]]}", "{}", "AC1 and alpha are 0.27 apart" },
    /* A measurement has no rare categories. */
    { "krippendorff_alpha", "{'ratings':[[1,2,3,4,5,6,7,8],[1,2,3,4,5,6,7,9]]}",
      "{'level':'interval'}", few },
    { "icc", "{'ratings':[[1,2,3,4,5,6,7,8],[1,2,3,4,5,6,7,9]]}", "{}", few },
    { "lin_ccc", "{'x':[1,2,3,4,5,6,7,8],'y':[1,2,3,4,5,6,7,9]}", "{}", few },
    { "option_agreement", "{'ratings':[[['a'],null],[['a'],[]]]}", "{}",
      "too few to judge: 1 item with two ratings" },
    { "psi", "{'reference':[100,99],'current':[500,500]}", "{}",
      "too few to judge: a window has 199 items, 200 are needed" },
    { "p_chart", "{'n':[50,50],'x':[10,12]}", "{}",
      "the limits are not yet to be fixed: 2 points" },
    { "dawid_skene", "{'labels':[['i','a',1],['i','b',2]]}", "{}",
      "2.0 labels an item and 1.0 a rater, about 3 and 20 are needed: take majority_vote" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const Row *row = &rows[i];
    g_autoptr (CsJson) answer = answer_of (row->metric, row->input, row->params);
    g_autofree char *said = cs_json_to_line (answer);
    const CsJson *warnings = cs_json_get (answer, "warnings");
    g_auto (GStrv) wanted = g_strsplit (row->warnings != NULL ? row->warnings : "", "|", -1);
    if (cs_json_length (warnings) != g_strv_length (wanted))
      g_error ("%s of %s says %s", row->metric, row->input, said);
    for (guint k = 0; wanted[k] != NULL; k++)
      if (!g_str_has_prefix (cs_json_string (cs_json_at (warnings, k)), wanted[k]))
        g_error ("%s of %s says %s", row->metric, row->input, said);
  }
}

static void
test_words (void)
{
  static const Row rows[] = {
    /* WARNINGS: "key=word" */
    { "psi", "{'reference':[100,100],'current':[500,500]}", "{}", "reading=no drift" },
    { "psi", "{'reference':[100,100],'current':[700,300]}", "{}", "reading=look" },
    { "psi", "{'reference':[100,100],'current':[800,200]}", "{}", "reading=act" },
    { "krippendorff_alpha_bootstrap",
      "{'counts':[[2,0],[2,0],[2,0],[2,0],[0,2],[0,2],[0,2],[0,2]]}", "{'replicates':100}",
      "reading=firm" },
    { "krippendorff_alpha_bootstrap",
      "{'counts':[[2,0],[1,1],[2,0],[1,1],[0,2],[1,1],[0,2],[0,2]]}", "{'replicates':100}",
      "reading=too low" },
    /* By what it may be, never by the point value, which is substantial here. */
    { "gwet_ac1", "{'table':[[8,2],[1,9]]}", "{}", "benchmark=Moderate" },
    { "percent_agreement", "{'table':[[8,2],[1,9]]}", "{}", "benchmark=" },
    { "gwet_ac1", "{'table':[[8,0],[0,9]]}", "{}", "benchmark=" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (CsJson) answer = answer_of (rows[i].metric, rows[i].input, rows[i].params);
    g_auto (GStrv) wanted = g_strsplit (rows[i].warnings, "=", 2);
    const char *word = cs_json_get_string (answer, wanted[0]);
    g_assert_cmpstr (word != NULL ? word : "", ==, wanted[1]);
  }
}

/* In standard units where nothing else is said. */
static void
test_cusum (void)
{
  g_autoptr (CsJson) ours = answer_of ("cusum", "{'x':[1,2,30,40]}", "{'target':1,'sd':4}");
  g_autoptr (CsJson) theirs = answer_of ("cusum", "{'x':[1,2,30,40]}", "{'target':1,'k':2,'h':20}");
  g_assert_true (cs_json_equal (ours, theirs));
  g_assert_cmpuint (cs_json_length (cs_json_get (ours, "signals")), ==, 2);
}

/* The five tables of the kappa paradox: where the rule speaks and where it does not. */
static void
test_paradox (void)
{
  static const struct {
    gint64 table[4];
    gboolean speaks;
  } rows[] = {
    { { 40, 9, 6, 45 }, FALSE },   { { 80, 10, 5, 5 }, TRUE },   { { 118, 5, 2, 0 }, TRUE },
    { { 45, 15, 25, 15 }, FALSE }, { { 25, 35, 5, 35 }, FALSE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (CsRatingPatterns) patterns = { 0 };
    cs_rating_patterns_init_table (&patterns, rows[i].table, 2);
    CsAgreementCautions found = cs_agreement_cautions (&patterns);
    g_assert_true ((found.share > CS_PREVALENT_SHARE || fabs (found.gap) > CS_PREVALENT_GAP) ==
                   rows[i].speaks);
    g_assert_cmpint (found.usable, ==,
                     rows[i].table[0] + rows[i].table[1] + rows[i].table[2] + rows[i].table[3]);
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/quality-cautions/warnings", test_warnings);
  g_test_add_func ("/quality-cautions/words", test_words);
  g_test_add_func ("/quality-cautions/cusum", test_cusum);
  g_test_add_func ("/quality-cautions/paradox", test_paradox);
  return g_test_run ();
}
