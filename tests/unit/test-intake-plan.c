/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said before an import is what the import does: items, cases, what is left out. */
#include "cs-intake-tree.h"
#include "cs-test-intake.h"

#include <string.h>

/* Looks and brings in: both must come to the same. Gives the plan. */
static CsIntakePlan *
look_then_run (CsTestIntake *bench, CsIntakeOptions options)
{
  options.look = TRUE;
  cs_test_import_well (bench, options);
  g_autoptr (CsIntakePlan) plan = cs_intake_plan_ref (bench->report->plan);
  CsIntakeReport looked = *bench->report;
  options.look = FALSE;
  cs_test_import_well (bench, options);
  g_assert_cmpint (bench->report->files, ==, looked.files);
  g_assert_cmpint (bench->report->cases, ==, looked.cases);
  g_assert_cmpint (bench->report->parts, ==, looked.parts);
  g_assert_cmpint (bench->report->bytes, ==, looked.bytes);
  g_assert_cmpint (bench->report->duplicates, ==, looked.duplicates);
  g_assert_cmpint (bench->report->continued, ==, looked.continued);
  g_assert_cmpint (bench->report->quarantined, ==, looked.quarantined);
  cs_test_same_as_plan (bench->project, plan);
  return g_steal_pointer (&plan);
}

static void
test_plan (void)
{
  static const CsCaseBy ways[] = { CS_CASE_BY_ITEM, CS_CASE_BY_STUDY, CS_CASE_BY_PATIENT,
                                   CS_CASE_BY_FOLDER, CS_CASE_BY_STEM };
  static const guint cases[] = { 5, 4, 4, 3, 5 };
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    CsTestIntake bench = cs_test_intake ();
    cs_test_put_bytes (&bench, "a.png", cs_test_shade (1));
    cs_test_put_bytes (&bench, "a-again.png", cs_test_shade (1));
    cs_test_put_bytes (&bench, "ct/1.dcm", cs_test_slice ("1.5", 1, 0, 4));
    cs_test_put_bytes (&bench, "ct/2.dcm", cs_test_slice ("1.5", 2, 5, 4));
    cs_test_put_bytes (&bench, "other/1.dcm", cs_test_slice ("1.6", 1, 0, 4));
    cs_test_put_text (&bench, "ct/note.txt", "a text");
    cs_test_put_text (&bench, "b.txt", "another");
    cs_test_put (&bench, "old.txt", "na\xefve", 5);
    g_autoptr (CsIntakePlan) plan = look_then_run (&bench, (CsIntakeOptions){ .case_by = ways[i] });
    g_assert_cmpuint (plan->n_cases, ==, cases[i]);
    g_assert_cmpuint (plan->items->len, ==, 5);
    g_autoptr (CsIntakeNode) root = cs_intake_tree_new (plan);
    g_assert_cmpuint (root->children->len, ==, 2);
    g_assert_cmpuint (root->n_files, ==, 6);
    const CsIntakeNode *nobody = root->children->pdata[0], *patient = root->children->pdata[1];
    g_assert_null (nobody->title);
    g_assert_cmpuint (nobody->n_items, ==, 3);
    g_assert_cmpstr (patient->title, ==, "P7");
    g_assert_cmpuint (patient->children->len, ==, 1);
    g_assert_cmpuint (patient->notes, ==, CS_PLAN_NAMES_SOMEBODY);
    const CsIntakeNode *study = patient->children->pdata[0];
    g_assert_cmpint (study->level, ==, CS_NODE_STUDY);
    g_assert_cmpuint (study->n_items, ==, 2);
    g_assert_cmpuint (study->n_files, ==, 3);
    cs_test_intake_clear (&bench);
  }
}

/* The rest of a series: what is said before is what happens. */
static void
test_plan_in_part (void)
{
  CsTestIntake bench = cs_test_intake ();
  cs_test_put_slices (&bench, 1, 4);
  cs_test_import_well (&bench, (CsIntakeOptions){ 0 });
  cs_test_put_slices (&bench, 5, 6);
  g_autoptr (CsIntakePlan) plan = look_then_run (&bench, (CsIntakeOptions){ 0 });
  g_assert_cmpint (bench.report->continued, ==, 1);
  g_assert_cmpuint (plan->items->len, ==, 1);
  g_assert_true (((CsPlanItem *)plan->items->pdata[0])->notes & CS_PLAN_IN_PART);
  cs_test_intake_clear (&bench);
}

/* What was left out stays out, and what changed since is not taken for what was looked at. */
static void
test_leave_out (void)
{
  CsTestIntake bench = cs_test_intake ();
  g_autoptr (GHashTable) take = cs_hash_set_new ();
  g_autoptr (GHashTable) leave = cs_hash_set_new ();
  cs_test_put_slices (&bench, 1, 5);
  cs_test_put_bytes (&bench, "a.png", cs_test_shade (1));
  cs_test_put_bytes (&bench, "a-again.png", cs_test_shade (1));
  cs_test_put_bytes (&bench, "b.png", cs_test_shade (2));
  cs_test_put (&bench, "old.txt", "na\xefve", 5);
  cs_test_import_well (&bench, (CsIntakeOptions){ .look = TRUE });
  g_autoptr (CsIntakePlan) all = cs_intake_plan_ref (bench.report->plan);
  for (guint i = 0; i < all->files->len; i++) {
    const CsIntakeFile *file = all->files->pdata[i];
    gboolean out = strstr (file->name, "a-again") != NULL || strstr (file->name, "03.dcm") != NULL;
    cs_hash_set_add (out ? leave : take, &file->blob.hash);
  }
  g_autoptr (GPtrArray) told = cs_problems_new ();
  g_autoptr (CsIntakePlan) plan =
      cs_intake_plan_new (all->files, leave, CS_CASE_BY_ITEM, NULL, told);
  g_assert_cmpuint (plan->items->len, ==, 2);
  g_assert_cmpuint (plan->n_parts, ==, 5);
  g_assert_cmpuint (told->len, ==, 1); /* the gap */
  cs_test_put_bytes (&bench, "b.png", cs_test_shade (3));
  cs_test_put_bytes (&bench, "c.png", cs_test_shade (4));
  cs_test_import_well (&bench, (CsIntakeOptions){ .take = take, .leave = leave });
  g_assert_cmpint (bench.report->items, ==, 1);
  g_assert_cmpint (bench.report->parts, ==, 4);
  g_assert_cmpint (bench.report->not_wanted, ==, 3);
  g_assert_cmpint (bench.report->quarantined, ==, 3);
  g_assert_cmpuint (cs_test_reason (&bench, "conflict"), ==, 2);
  g_assert_nonnull (strstr (cs_test_said_of (&bench, "b.png"), "when it was looked at"));
  g_assert_cmpint (cs_test_count_blobs (&bench), ==, 4);
  cs_test_verify (&bench);
  cs_test_intake_clear (&bench);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/intake-plan/ways", test_plan);
  g_test_add_func ("/intake-plan/in-part", test_plan_in_part);
  g_test_add_func ("/intake-plan/leave-out", test_leave_out);
  return g_test_run ();
}
