/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-roster.h"
#include "cs-test.h"
#include "cs-workflow.h"

#include <string.h>

static char *
read_fixture (const char *name, gsize *ret_size)
{
  g_autofree char *inner = g_build_filename ("formats/workflow", name, NULL);
  g_autofree char *path = cs_test_source (inner);
  char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (path, &text, ret_size, &error);
  g_assert_no_error (error);
  return text;
}

/* The normal form is the expected one and the normal form of itself. */
static void
check_normal (const CsWorkflow *workflow, const char *name)
{
  g_autofree char *file = g_strdup_printf ("good/%s.normal", name);
  g_autofree char *expected = g_strchomp (read_fixture (file, NULL));
  gsize size = 0;
  g_autofree char *normal = cs_json_to_canonical (cs_workflow_to_json (workflow), &size);
  g_assert_cmpstr (normal, ==, expected);
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) again = cs_workflow_parse (normal, size, &error);
  g_assert_no_error (error);
  g_autofree char *twice = cs_json_to_canonical (cs_workflow_to_json (again), NULL);
  g_assert_cmpstr (twice, ==, normal);
}

/* What is of a strict tier is read by more, and a tier that says nothing as at first. */
static void
test_reads_by_tier (void)
{
  static const guint readers[] = { 1, 3, 2, 1 };
  gsize size = 0;
  g_autofree char *text = read_fixture ("good/reads-by-tier.json", &size);
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, size, NULL);
  check_normal (workflow, "reads-by-tier");
  g_assert_cmpmem (workflow->stages[0].readers, sizeof workflow->stages[0].readers, readers,
                   sizeof readers);
  g_assert_true (cs_workflow_has_rounds (workflow));
  g_assert_true (cs_workflow_compares (workflow));
  g_assert_cmpint (workflow->stages[1].task, ==, CS_TASK_ADJUDICATE);
}

/* Anybody labels, a reviewer or SME who is no author reviews, an SME who is no author signs. */
static void
test_labelers_sme (void)
{
  g_autoptr (CsWorkflow) workflow = cs_workflow_from_template ("labelers-sme", NULL);
  static const CsWorkflowStage expected[] = {
    { (char *)"label", CS_TASK_READ, CS_ROLE_LABELER | CS_ROLE_REVIEWER | CS_ROLE_SME, FALSE,
      FALSE },
    { (char *)"review", CS_TASK_REVIEW, CS_ROLE_REVIEWER | CS_ROLE_SME, TRUE, FALSE },
    { (char *)"approve", CS_TASK_APPROVE, CS_ROLE_SME, TRUE, TRUE },
  };
  g_assert_cmpuint (workflow->n_stages, ==, G_N_ELEMENTS (expected));
  g_assert_cmpint (workflow->coverage, ==, CS_COVERAGE_WARN);
  for (guint i = 0; i < workflow->n_stages; i++) {
    g_assert_cmpstr (workflow->stages[i].key, ==, expected[i].key);
    g_assert_cmpint (workflow->stages[i].task, ==, expected[i].task);
    g_assert_cmpuint (workflow->stages[i].roles, ==, expected[i].roles);
    g_assert_cmpint (workflow->stages[i].excludes_author, ==, expected[i].excludes_author);
    g_assert_cmpint (workflow->stages[i].signs, ==, expected[i].signs);
  }
  check_normal (workflow, "labelers-sme");
  g_autoptr (GError) error = NULL;
  g_assert_null (cs_workflow_from_template ("labelers", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
}

/* Every row of the table reads, is in normal form as its fixture says, and ends with a signature.
 */
static void
test_templates (void)
{
#define CS_TEMPLATE(name) &cs_template_##name,
  static const CsTemplate *const templates[] = {
#include "cs-templates.def"
  };
#undef CS_TEMPLATE
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CsWorkflow) workflow = cs_workflow_from_template (templates[i]->id, &error);
    g_assert_no_error (error);
    g_assert_true (workflow->stages[workflow->n_stages - 1].signs);
    check_normal (workflow, templates[i]->id);
  }
}

static void
test_good_and_diff (void)
{
  gsize size = 0;
  g_autofree char *text = read_fixture ("good/two.json", &size);
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, size, NULL);
  g_assert_cmpint (workflow->coverage, ==, CS_COVERAGE_BLOCK);
  check_normal (workflow, "two");
  g_autoptr (CsWorkflow) template = cs_workflow_from_template ("labelers-sme", NULL);
  g_autoptr (GPtrArray) changes = cs_workflow_diff (template, workflow);
  static const char *const expected[] = {
    "coverage: \"warn\" is now \"block\"",
    "stage label, roles: [\"labeler\",\"reviewer\",\"sme\"] is now [\"labeler\",\"sme\"]",
    "stage review: removed",
  };
  g_assert_cmpuint (changes->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < changes->len; i++)
    g_assert_cmpstr (changes->pdata[i], ==, expected[i]);
}

/* A member that is as usual is left out, so that nothing is said to have changed. */
static void
test_look_first (void)
{
  gsize size = 0;
  g_autofree char *text = read_fixture ("good/look.json", &size);
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, size, NULL);
  g_assert_false (workflow->stages[0].looks_first);
  g_assert_true (workflow->stages[1].looks_first);
  g_assert_false (workflow->stages[2].looks_first);
  check_normal (workflow, "look");
  char *member = strstr (text, "\"look_first\": true");
  memcpy (member, "\"look_first\":false", strlen ("\"look_first\": true"));
  g_autoptr (CsWorkflow) without = cs_workflow_parse (text, size, NULL);
  g_autoptr (GPtrArray) changes = cs_workflow_diff (without, workflow);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_cmpstr (changes->pdata[0], ==, "stage review, look_first: now true");
  g_autoptr (CsWorkflow) again = cs_workflow_parse (text, size, NULL);
  g_autoptr (GPtrArray) none = cs_workflow_diff (without, again);
  g_assert_cmpuint (none->len, ==, 0);
}

/* What is less sure than that, and not what is as sure. */
static void
test_doubts (void)
{
  gsize size = 0;
  g_autofree char *text = read_fixture ("good/doubt.json", &size);
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, size, NULL);
  g_autoptr (CsWorkflow) off = cs_workflow_from_template ("labelers-sme", NULL);
  const CsRisk sure = { 0 }, half = { .unsure = 500 }, less = { .unsure = 501 },
               not_at_all = { .unsure = 1000 };
  check_normal (workflow, "doubt");
  g_assert_cmpuint (workflow->doubt_below, ==, 50);
  g_assert_false (cs_workflow_doubts (workflow, &sure));
  g_assert_false (cs_workflow_doubts (workflow, &half));
  g_assert_true (cs_workflow_doubts (workflow, &less));
  g_assert_true (cs_workflow_doubts (workflow, &not_at_all));
  g_assert_cmpuint (off->doubt_below, ==, 0);
  g_assert_false (cs_workflow_doubts (off, &not_at_all));
}

/* By how bad it is. */
static void
test_route (void)
{
  gsize size = 0;
  g_autofree char *text = read_fixture ("good/send-back.json", &size);
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, size, NULL);
  check_normal (workflow, "send-back");
  g_assert_cmpint (workflow->send_back, ==, CS_SEND_BACK_MAJOR);
  g_assert_cmpint (cs_send_back_route (CS_SEND_BACK_FREE, "critical"), ==, CS_ROUTE_FREE);
  g_assert_cmpint (cs_send_back_route (CS_SEND_BACK_MAJOR, NULL), ==, CS_ROUTE_FREE);
  g_assert_cmpint (cs_send_back_route (CS_SEND_BACK_MAJOR, "minor"), ==, CS_ROUTE_CORRECT);
  g_assert_cmpint (cs_send_back_route (CS_SEND_BACK_MAJOR, "major"), ==, CS_ROUTE_SEND_BACK);
  g_assert_cmpint (cs_send_back_route (CS_SEND_BACK_MAJOR, "critical"), ==, CS_ROUTE_SEND_BACK);
  g_assert_cmpint (cs_send_back_route (CS_SEND_BACK_CRITICAL, "major"), ==, CS_ROUTE_CORRECT);
  g_assert_cmpint (cs_send_back_route (CS_SEND_BACK_MINOR, "minor"), ==, CS_ROUTE_SEND_BACK);
}

/* Each step is what the stage has then, and the last leaves none. */
static void
test_relaxed (void)
{
  static const guint shares[][4] = { { 80, 100, 80, 80 }, { 50, 100, 50, 50 }, { 10, 50, 20, 10 } };
  static const char *const sentences[][4] = {
    { "stage review, relax 1, accepted: 45 is now 95", "stage review, relax 1, of: 50 is now 100",
      "stage review, relax 1, share: 50 is now 10",
      "stage review, relax 1, tiers: now {\"1\":50,\"2\":20}" },
    { "stage review, relax 1: no longer "
      "{\"accepted\":95,\"of\":100,\"share\":10,\"tiers\":{\"1\":50,\"2\":20}}",
      "stage review, share: 50 is now 10", "stage review, tiers, 1: 100 is now 50",
      "stage review, tiers, 2: now 20" },
  };
  gsize size = 0;
  g_autofree char *text = read_fixture ("good/relax.json", &size);
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, size, NULL);
  check_normal (workflow, "relax");
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++) {
    const CsWorkflowStage *stage = &workflow->stages[1];
    g_assert_cmpmem (stage->shares, sizeof stage->shares, shares[i], sizeof shares[i]);
    g_assert_cmpuint (stage->n_relax, ==, 2 - i);
    g_assert_null (cs_workflow_relaxed (workflow, 0));
    g_autoptr (CsWorkflow) next = cs_workflow_relaxed (workflow, 1);
    g_assert_cmpint (next == NULL, ==, i == 2);
    if (next == NULL)
      break;
    g_autoptr (GPtrArray) changes = cs_workflow_diff (workflow, next);
    for (guint k = 0; k < 4; k++)
      g_assert_cmpstr (changes->pdata[k], ==, sentences[i][k]);
    cs_workflow_unref (workflow);
    workflow = g_steal_pointer (&next);
  }
}

static void
test_bad (void)
{
  g_autofree char *table = read_fixture ("bad/expected.tsv", NULL);
  g_auto (GStrv) rows = g_strsplit (g_strchomp (table), "\n", -1);
  g_assert_cmpuint (g_strv_length (rows), >=, 15);
  for (guint i = 0; rows[i] != NULL; i++) {
    g_auto (GStrv) row = g_strsplit (rows[i], "\t", -1);
    g_autofree char *name = g_build_filename ("bad", row[0], NULL);
    gsize size = 0;
    g_autofree char *text = read_fixture (name, &size);
    g_autoptr (GError) error = NULL;
    g_assert_null (cs_workflow_parse (text, size, &error));
    g_autofree char *said = g_strdup_printf ("%s: %s", cs_error_nick (error), error->message);
    g_assert_cmpstr (said, ==, row[1]);
  }
}

/* Where cases stop with these people, and whose. */
static void
test_roster (void)
{
  static const struct {
    const char *template;
    guint roles[4], n;
    const char *gaps; /* "/" between them */
  } rows[] = {
    { "labelers-sme", { CS_ROLE_LABELER, CS_ROLE_SME, CS_ROLE_SME }, 3, "" },
    { "labelers-sme",
      { CS_ROLE_LABELER, CS_ROLE_REVIEWER, CS_ROLE_SME },
      3,
      "cases that P2 corrects at approval stop there where the tier is 1 or there is none: nobody "
      "else is an SME; at tiers 2 and 3 the agreement of who made it is enough" },
    { "labelers-sme",
      { CS_ROLE_LABELER | CS_ROLE_SME, CS_ROLE_LABELER, CS_ROLE_REVIEWER },
      3,
      "cases that P0 reads stop at approval: nobody else is an SME/"
      "cases that P0 corrects at approval stop there where the tier is 1 or there is none: nobody "
      "else is an SME; at tiers 2 and 3 the agreement of who made it is enough" },
    { "labelers-sme",
      { CS_ROLE_LABELER, CS_ROLE_LEAD },
      2,
      "every case stops at review: nobody is a reviewer or an SME/"
      "every case stops at approval: nobody is an SME" },
    { "peer-review", { CS_ROLE_SME, CS_ROLE_SME }, 2, "" },
    { "peer-review",
      { CS_ROLE_SME, CS_ROLE_LABELER },
      2,
      "cases that P0 reads stop at approval: nobody else is an SME/"
      "cases that P0 corrects at approval stop there where the tier is 1 or there is none: nobody "
      "else is an SME; at tiers 2 and 3 the agreement of who made it is enough" },
    { "qc-qa",
      { CS_ROLE_LABELER, CS_ROLE_REVIEWER, CS_ROLE_REVIEWER, CS_ROLE_SME },
      4,
      "cases that P3 corrects at approval stop there where the tier is 1 or there is none: nobody "
      "else is an SME; at tiers 2 and 3 the agreement of who made it is enough/"
      "cases that P3 accepts before stop at approval: nobody else is an SME" },
    { "qc-qa", { CS_ROLE_LABELER, CS_ROLE_REVIEWER, CS_ROLE_SME, CS_ROLE_SME }, 4, "" },
    { "qc-qa",
      { CS_ROLE_LABELER, CS_ROLE_SME, CS_ROLE_SME },
      3,
      "cases that are drawn for all stages stop at approval: nobody is left who is an SME and did "
      "not accept it before" },
    { "qc-qa",
      { CS_ROLE_LABELER | CS_ROLE_SME, CS_ROLE_SME, CS_ROLE_SME },
      3,
      "cases that P0 reads and that are drawn for all stages stop at approval: nobody is left who "
      "is an SME and did not accept it "
      "before" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (CsWorkflow) workflow = cs_workflow_from_template (rows[i].template, NULL);
    g_autoptr (GArray) gaps = cs_roster_gaps (workflow, rows[i].roles, rows[i].n);
    g_autoptr (GString) text = g_string_new (NULL);
    for (guint k = 0; k < gaps->len; k++) {
      const CsRosterGap *gap = &g_array_index (gaps, CsRosterGap, k);
      g_autofree char *name = gap->person < rows[i].n ? g_strdup_printf ("P%u", gap->person) : NULL;
      g_autofree char *words = cs_roster_gap_words (gap, workflow, name);
      g_string_append_printf (text, "%s%s", k > 0 ? "/" : "", words);
    }
    g_assert_cmpstr (text->str, ==, rows[i].gaps);
  }
}

/* As many read a case as there are groups, and with few labelers others do. */
static void
test_roster_groups (void)
{
  static const char text[] =
      "{\"format\":\"countersign-workflow-1\",\"stages\":[{\"key\":\"label\",\"roles\":["
      "\"labeler\",\"reviewer\"],\"groups\":[{\"key\":\"a\",\"labels\":[\"x\"]},{\"key\":\"b\","
      "\"labels\":[\"y\"]}]},{\"key\":\"review\",\"roles\":[\"reviewer\"],\"exclude\":["
      "\"author\"]},{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":"
      "true}]}";
  static const struct {
    guint roles[5];
    guint n;
    const char *gaps;
  } rows[] = {
    { { CS_ROLE_LABELER, CS_ROLE_LABELER, CS_ROLE_REVIEWER, CS_ROLE_SME, CS_ROLE_SME }, 5, "" },
    { { CS_ROLE_LABELER, CS_ROLE_SME, CS_ROLE_SME },
      3,
      "every case stops at labelling: 2 read it, and fewer people are a labeler or a reviewer/"
      "every case stops at review: nobody is a reviewer" },
    { { CS_ROLE_LABELER, CS_ROLE_REVIEWER, CS_ROLE_SME, CS_ROLE_SME },
      4,
      "cases that P1 reads stop at review: nobody else is a reviewer" },
  };
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, strlen (text), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GArray) gaps = cs_roster_gaps (workflow, rows[i].roles, rows[i].n);
    g_autoptr (GString) said = g_string_new (NULL);
    for (guint k = 0; k < gaps->len; k++) {
      const CsRosterGap *gap = &g_array_index (gaps, CsRosterGap, k);
      g_autofree char *words = cs_roster_gap_words (gap, workflow, gap->person == 1 ? "P1" : NULL);
      g_string_append_printf (said, "%s%s", k > 0 ? "/" : "", words);
    }
    g_assert_cmpstr (said->str, ==, rows[i].gaps);
  }
}

/* What readers differ on is read by one more, who is somebody else. */
static void
test_roster_another (void)
{
  static const char text[] =
      "{\"format\":\"countersign-workflow-1\",\"stages\":[{\"key\":\"label\",\"roles\":["
      "\"labeler\"],\"reads\":2,\"tie_breaker\":\"another\"},{\"key\":\"adjudicate\",\"roles\":["
      "\"reviewer\"],\"exclude\":[\"author\"]},{\"key\":\"approve\",\"roles\":[\"sme\"],"
      "\"exclude\":[\"author\"],\"sign\":true}]}";
  static const guint roles[] = { CS_ROLE_LABELER, CS_ROLE_LABELER, CS_ROLE_REVIEWER,
                                 CS_ROLE_SME,     CS_ROLE_SME,     CS_ROLE_LABELER };
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  g_autoptr (GArray) two = cs_roster_gaps (workflow, roles, 5);
  g_autoptr (GArray) three = cs_roster_gaps (workflow, roles, 6);
  g_assert_cmpuint (two->len, ==, 1);
  g_assert_cmpuint (three->len, ==, 0);
  g_autofree char *words =
      cs_roster_gap_words (&g_array_index (two, CsRosterGap, 0), workflow, NULL);
  g_assert_cmpstr (words, ==,
                   "cases that readers differ on stop at labelling: one more person reads them, "
                   "and nobody else is a labeler");
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/workflow/labelers-sme", test_labelers_sme);
  g_test_add_func ("/workflow/templates", test_templates);
  g_test_add_func ("/workflow/good-and-diff", test_good_and_diff);
  g_test_add_func ("/workflow/reads-by-tier", test_reads_by_tier);
  g_test_add_func ("/workflow/look-first", test_look_first);
  g_test_add_func ("/workflow/doubts", test_doubts);
  g_test_add_func ("/workflow/route", test_route);
  g_test_add_func ("/workflow/relaxed", test_relaxed);
  g_test_add_func ("/workflow/bad", test_bad);
  g_test_add_func ("/workflow/roster", test_roster);
  g_test_add_func ("/workflow/roster-groups", test_roster_groups);
  g_test_add_func ("/workflow/roster-another", test_roster_another);
  return g_test_run ();
}
