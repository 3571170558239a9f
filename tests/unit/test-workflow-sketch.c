/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workflow while it is written: changes, what follows from a place, and where mistakes are. */
#include "cs-workflow-sketch.h"
#include "cs-test.h"

#include <string.h>

static CsJson *
sketch_of (const char *id)
{
  g_autoptr (CsWorkflow) workflow = cs_workflow_from_template (id, NULL);
  return cs_json_ref (cs_workflow_to_json (workflow));
}

/* "label review approve" */
static char *
keys_of (const CsJson *sketch)
{
  const CsJson *stages = cs_json_get (sketch, "stages");
  GString *keys = g_string_new (NULL);
  for (guint i = 0; i < cs_json_length (stages); i++)
    g_string_append_printf (keys, "%s%s", i > 0 ? " " : "",
                            cs_json_get_string (cs_json_at (stages, i), "key"));
  return g_string_free (keys, FALSE);
}

#define assert_keys(sketch, expected)                                                              \
  do {                                                                                             \
    g_autofree char *keys_ = keys_of (sketch);                                                     \
    g_assert_cmpstr (keys_, ==, expected);                                                         \
  } while (0)

static CsWorkflow *
finish (const CsJson *sketch)
{
  g_autoptr (GError) error = NULL;
  int stage = 0;
  g_autofree char *member = NULL;
  CsWorkflow *workflow = cs_sketch_finish (sketch, &stage, &member, &error);
  g_assert_no_error (error);
  return workflow;
}

/* Whatever is done with stages, what comes of it can be published. */
static void
test_stages (void)
{
  g_autoptr (CsJson) begin = sketch_of ("labelers-sme");
  g_autoptr (CsJson) more = cs_sketch_add (begin);
  assert_keys (more, "label review review-2 approve");
  g_autoptr (CsWorkflow) four = finish (more);
  g_assert_cmpuint (four->stages[2].roles, ==, CS_ROLE_REVIEWER | CS_ROLE_SME);
  g_assert_true (four->stages[2].excludes_author);
  CsJson *fresh = cs_json_new_array ();
  cs_json_append (fresh, cs_json_new_string ("decider"));
  g_autoptr (CsJson) apart = cs_sketch_set (more, 2, "exclude", fresh);
  g_autoptr (CsWorkflow) parted = finish (apart);
  g_assert_true (parted->stages[2].excludes_decider && parted->stages[2].excludes_author);
  g_assert_false (parted->stages[1].excludes_decider || parted->stages[3].excludes_decider);
  g_autoptr (CsJson) moved = cs_sketch_move (more, 2, -1);
  assert_keys (moved, "label review-2 review approve");
  g_assert_null (cs_sketch_move (moved, 1, -1));
  g_assert_null (cs_sketch_move (moved, 2, 1));
  g_assert_null (cs_sketch_move (moved, 0, 1));
  g_autoptr (CsJson) fewer = cs_sketch_remove (moved, 2);
  assert_keys (fewer, "label review-2 approve");
  g_autoptr (CsWorkflow) three = finish (fewer);
  g_assert_null (cs_sketch_remove (fewer, 0));
  g_assert_null (cs_sketch_remove (fewer, 2));
  g_autoptr (CsJson) two = cs_sketch_remove (fewer, 1);
  g_autoptr (CsWorkflow) least = finish (two);
  g_assert_cmpuint (least->n_stages, ==, 2);
  assert_keys (begin, "label review approve"); /* nothing was done to it */
}

static void
test_members (void)
{
  g_autoptr (CsJson) begin = sketch_of ("qc-qa");
  g_autoptr (CsJson) share = cs_sketch_set (begin, 2, "share", cs_json_new_int (25));
  g_autoptr (CsJson) off = cs_sketch_set (share, -1, "coverage", cs_json_new_string ("off"));
  g_autoptr (CsWorkflow) workflow = finish (off);
  g_assert_cmpuint (workflow->stages[2].shares[0], ==, 25);
  g_assert_cmpint (workflow->coverage, ==, CS_COVERAGE_OFF);
  g_autoptr (CsJson) nameless = cs_sketch_set (off, -1, "name", NULL);
  g_autoptr (CsWorkflow) without = finish (nameless);
  g_assert_null (without->name);
  /* The first and the last are passed by every case, whatever somebody asks. */
  g_autoptr (CsJson) first = cs_sketch_set (off, 0, "share", cs_json_new_int (5));
  g_autoptr (CsWorkflow) all = finish (first);
  g_assert_cmpuint (all->stages[0].shares[0], ==, 100);
  static const guint shares[] = { 25, 100, 25, 25 };
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    g_assert_cmpuint (workflow->stages[2].shares[i], ==, shares[i]);
  g_autoptr (CsJson) ends = cs_sketch_set (
      off, 3, "tiers",
      cs_json_ref (cs_json_get (cs_json_at (cs_json_get (off, "stages"), 2), "tiers")));
  g_autoptr (CsWorkflow) still = finish (ends);
  g_assert_false (cs_workflow_stage_draws (&still->stages[3]));
}

/* A mistake is named by its stage and member, and by words without a path. */
static void
test_mistakes (void)
{
  static const struct {
    int n;
    const char *member, *value; /* JSON; NULL: is not there */
    int stage;
    const char *words;
  } cases[] = {
    { 1, "key", "\"\"", 1, NULL },
    { 1, "key", "\"Big Look\"", 1, "other characters" },
    { 2, "key", "\"label\"", 2, "twice" },
    { 1, "roles", "[]", 1, NULL },
    { 1, "share", "0", 1, NULL },
    { 1, "share", "101", 1, NULL },
    { -1, "coverage", "\"never\"", -1, NULL },
    { -1, "name", "\"\"", -1, NULL },
  };
  g_autoptr (CsJson) begin = sketch_of ("labelers-sme");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *member = NULL;
    int stage = 7;
    CsJson *value = cs_json_parse_text (cases[i].value, strlen (cases[i].value), 1024, NULL);
    g_autoptr (CsJson) wrong = cs_sketch_set (begin, cases[i].n, cases[i].member, value);
    g_assert_null (cs_sketch_finish (wrong, &stage, &member, &error));
    g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
    g_assert_cmpint (stage, ==, cases[i].stage);
    g_assert_cmpstr (member, ==, cases[i].member);
    g_assert_null (strstr (error->message, "stages["));
    if (cases[i].words != NULL)
      g_assert_nonnull (strstr (error->message, cases[i].words));
  }
}

/* Of a later version of the program: what is not known here is kept, and named. */
static void
test_unknown (void)
{
  g_autoptr (CsJson) begin = sketch_of ("labelers-sme");
  g_autoptr (CsJson) odd = cs_sketch_set (begin, 1, "moon-phase", cs_json_new_int (3));
  g_autoptr (CsJson) more = cs_sketch_add (odd);
  const CsJson *stage = cs_json_at (cs_json_get (more, "stages"), 1);
  g_assert_cmpint (cs_json_get_int (stage, "moon-phase", 0), ==, 3);
  g_autofree char *member = NULL;
  int at = 0;
  g_autoptr (GError) error = NULL;
  g_assert_null (cs_sketch_finish (more, &at, &member, &error));
  g_assert_cmpint (at, ==, 1);
  g_assert_cmpstr (member, ==, "moon-phase");
}

static void
test_key (void)
{
  static const char *const cases[][2] = {
    { "Second look", "second-look" },
    { "  QC / QA  ", "qc-qa" },
    { "", "" },
    { "Prüfung", "prufung" },
    { "---", "" },
    { "a name that is much longer than a key may be", "a-name-that-is-much-longer-than" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *key = cs_sketch_key (cases[i][0]);
    g_assert_cmpstr (key, ==, cases[i][1]);
  }
}

/* A line that is written in while it is not yet right stays what it is. */
static void
test_groups (void)
{
  static const struct {
    const char *line, *back;
  } rows[] = {
    { "bones: fracture, luxation; lungs: nodule", "bones: fracture, luxation; lungs: nodule" },
    { " Long bones :fracture,, ;;lungs", "long-bones: fracture; lungs: " },
    { ": fracture", ": fracture" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (CsJson) groups = cs_sketch_groups (rows[i].line);
    g_autofree char *back = cs_sketch_groups_line (groups);
    g_assert_cmpstr (back, ==, rows[i].back);
  }
  g_assert_null (cs_sketch_groups (" ; "));
  g_autofree char *none = cs_sketch_groups_line (NULL);
  g_assert_cmpstr (none, ==, "");
  /* In a sketch as many read as there are groups, whatever stood there before. */
  g_autoptr (CsWorkflow) from = cs_workflow_from_template ("labelers-sme", NULL);
  g_autoptr (CsJson) three =
      cs_sketch_set (cs_workflow_to_json (from), 0, "reads", cs_json_new_int (3));
  g_autoptr (CsJson) sketch =
      cs_sketch_set (three, 0, "groups", cs_sketch_groups ("bones: fracture; lungs: nodule"));
  g_autoptr (GError) error = NULL;
  g_autofree char *member = NULL;
  int stage = -1;
  g_autoptr (CsWorkflow) workflow = cs_sketch_finish (sketch, &stage, &member, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (workflow->stages[0].readers[0], ==, 2);
  g_assert_cmpstr (workflow->stages[0].groups[1].key, ==, "lungs");
  g_autoptr (CsJson) wrong =
      cs_sketch_set (sketch, 0, "groups", cs_sketch_groups ("bones: fracture; lungs: fracture"));
  g_assert_null (cs_sketch_finish (wrong, &stage, &member, &error));
  g_assert_cmpint (stage, ==, 0);
  g_assert_cmpstr (member, ==, "groups");
  g_assert_cmpstr (error->message, ==,
                   "the label \"fracture\" is in the group \"bones\" already; each is in one");
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/workflow-sketch/stages", test_stages);
  g_test_add_func ("/workflow-sketch/members", test_members);
  g_test_add_func ("/workflow-sketch/mistakes", test_mistakes);
  g_test_add_func ("/workflow-sketch/unknown", test_unknown);
  g_test_add_func ("/workflow-sketch/key", test_key);
  g_test_add_func ("/workflow-sketch/groups", test_groups);
  return g_test_run ();
}
