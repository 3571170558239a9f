/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said before an import is what the import does: items, cases, what is left out. */
#include "cs-intake-tree.h"
#include "cs-project-context.h"
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
      cs_intake_plan_new (all->files, leave, CS_CASE_BY_ITEM, CS_CONTEXT_BY_NONE, NULL, told);
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

/* What stands beside the cases of PLAN: "case<file file|..." in their order. */
static char *
beside (const CsIntakePlan *plan)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < plan->context->len; i++) {
    const CsPlanContext *context = plan->context->pdata[i];
    g_string_append_printf (text, "%s%s<", text->len > 0 ? "|" : "", context->case_title);
    for (guint k = 0; k < context->files->len; k++)
      g_string_append_printf (text, "%s%s", k > 0 ? " " : "",
                              ((const CsIntakeFile *)context->files->pdata[k])->name);
  }
  g_string_replace (text, "sources/", "", 0);
  return g_string_free (text, FALSE);
}

static void
assert_beside (const CsIntakePlan *plan, const char *expected)
{
  g_autofree char *text = beside (plan);
  g_assert_cmpstr (text, ==, expected);
}

static void
put_reports (const CsTestIntake *bench)
{
  g_autofree char *much = g_strnfill (CS_CONTEXT_TEXT_MAX + 1, 'x');
  cs_test_put_bytes (bench, "ct/one/1.dcm", cs_test_slice ("1.5", 1, 0, 4));
  cs_test_put_bytes (bench, "ct/one/2.dcm", cs_test_slice ("1.5", 2, 5, 4));
  cs_test_put_text (bench, "ct/report.txt", "above its slices");
  cs_test_put_text (bench, "ct/one/2.txt", "as a slice is called");
  cs_test_put_bytes (bench, "x/a.png", cs_test_shade (1));
  cs_test_put_bytes (bench, "x/b.png", cs_test_shade (2));
  cs_test_put_text (bench, "x/a.txt", "normal");
  cs_test_put_text (bench, "x/b.md", "normal");
  cs_test_put_text (bench, "x/of-which.txt", "of a or b");
  cs_test_put_text (bench, "y/normal.txt", "normal");
  cs_test_put_bytes (bench, "z/c.png", cs_test_shade (3));
  cs_test_put_text (bench, "z/c.txt", much);
  cs_test_put_text (bench, "z/c.md", "\x1b[31mred");
}

/* What lies beside pictures is theirs when it is asked for, and never one of several. */
static void
test_reports (void)
{
  static const struct {
    CsContextBy by;
    guint items;
    const char *beside;
  } ways[] = {
    { CS_CONTEXT_BY_NONE, 10, "" },
    { CS_CONTEXT_BY_TABLE, 10, "" },
    { CS_CONTEXT_BY_STEM, 9, "ct/one<ct/one/2.txt|x/a.png<x/a.txt|x/b.png<x/b.md" },
    { CS_CONTEXT_BY_FOLDER, 8, "ct/one<ct/one/2.txt ct/report.txt|x/a.png<x/a.txt|x/b.png<x/b.md" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    CsTestIntake bench = cs_test_intake ();
    put_reports (&bench);
    g_autoptr (CsIntakePlan) plan =
        look_then_run (&bench, (CsIntakeOptions){ .context_by = ways[i].by });
    assert_beside (plan, ways[i].beside);
    g_assert_cmpuint (plan->items->len, ==, ways[i].items);
    g_assert_cmpuint (plan->n_reports[CS_CONTEXT_BY_STEM], ==, 3);
    g_assert_cmpuint (plan->n_reports[CS_CONTEXT_BY_FOLDER], ==, 4);
    /* What is no item is in no blob either. */
    g_assert_cmpint (cs_test_count_blobs (&bench), ==, plan->n_parts);
    g_assert_cmpint (bench.report->duplicates, ==, i < 2 ? 2 : 0);
    if (ways[i].by >= CS_CONTEXT_BY_STEM)
      g_assert_nonnull (strstr (cs_test_said_of (&bench, "z/c.txt"), "a case of its own"));
    cs_test_verify (&bench);
    cs_test_intake_clear (&bench);
  }
}

/* Several are put one below the other as long as they fit; the rest are no reports. */
static void
test_many_reports (void)
{
  CsTestIntake bench = cs_test_intake ();
  cs_test_put_bytes (&bench, "x/a.png", cs_test_shade (1));
  for (guint i = 0; i < 5; i++) {
    g_autofree char *name = g_strdup_printf ("x/r%u.txt", i), *text = g_strnfill (20000, 'a');
    text[0] = (char)('a' + i);
    cs_test_put_text (&bench, name, text);
  }
  g_autoptr (CsIntakePlan) plan =
      look_then_run (&bench, (CsIntakeOptions){ .context_by = CS_CONTEXT_BY_FOLDER });
  assert_beside (plan, "x/a.png<x/r0.txt x/r1.txt x/r2.txt");
  g_assert_cmpuint (plan->items->len, ==, 3);
  cs_test_verify (&bench);
  cs_test_intake_clear (&bench);
}

/* What the table says goes before what the folders say, and a case keeps its last item. */
static void
test_table_reports (void)
{
  static const char table[] = "path,case,report\n"
                              "sources/a.png,A,sources/r.txt\n"
                              "sources/b.txt,B,sources/r.txt\n"
                              "sources/c.txt,C,sources/c.txt\n"
                              "sources/d.txt,D,sources/e.txt\n"
                              "sources/e.txt,E,sources/d.txt\n";
  CsTestIntake bench = cs_test_intake ();
  g_autofree char *csv = g_build_filename (bench.dir, "table.csv", NULL);
  g_assert_true (g_file_set_contents (csv, table, -1, NULL));
  cs_test_put_bytes (&bench, "a.png", cs_test_shade (1));
  for (guint i = 0; i < 5; i++) {
    const char *name[] = { "b.txt", "c.txt", "d.txt", "e.txt", "r.txt" };
    cs_test_put_text (&bench, name[i], name[i]);
  }
  g_autoptr (CsIntakePlan) plan = look_then_run (
      &bench, (CsIntakeOptions){
                  .case_by = CS_CASE_BY_CSV, .csv = csv, .context_by = CS_CONTEXT_BY_FOLDER });
  assert_beside (plan, "A<r.txt|B<r.txt");
  g_assert_cmpuint (plan->items->len, ==, 5);
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
  g_test_add_func ("/intake-plan/reports", test_reports);
  g_test_add_func ("/intake-plan/many-reports", test_many_reports);
  g_test_add_func ("/intake-plan/table-reports", test_table_reports);
  return g_test_run ();
}
