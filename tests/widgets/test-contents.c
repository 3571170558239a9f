/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of what comes in: what has no tick is left out, by its bytes. */
#include "cs-contents-list.h"
#include "cs-intake-job.h"
#include "cs-test.h"

#include <string.h>

/* Texts of other bytes, in items of their own. */
static GPtrArray *
files_new (guint n)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_intake_file_free);
  for (guint i = 0; i < n; i++) {
    CsIntakeFile *file = cs_intake_file_new (g_strdup_printf ("in/%u.txt", i), NULL, -1, 7);
    file->kind = CS_INTAKE_TEXT;
    file->text = cs_json_new_object ();
    cs_hash_data (&i, sizeof i, &file->blob.hash);
    g_ptr_array_add (files, file);
  }
  return files;
}

static GtkWidget *
find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  GtkWidget *found = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static void
count_cb (CsContentsList *list, guint *changes)
{
  (*changes)++;
}

static void
test_leave_out (void)
{
  if (!gtk_init_check ()) {
    g_test_skip ("no display");
    return;
  }
  adw_init ();
  guint changes = 0;
  g_autoptr (GPtrArray) files = files_new (3), problems = cs_problems_new ();
  g_autoptr (CsIntakePlan) plan =
      cs_intake_plan_new (files, NULL, CS_CASE_BY_ITEM, CS_CONTEXT_BY_NONE, NULL, problems);
  GtkWidget *widget = g_object_ref_sink (g_object_new (CS_TYPE_CONTENTS_LIST, NULL));
  CsContentsList *list = CS_CONTENTS_LIST (widget);
  g_signal_connect (list, "changed", G_CALLBACK (count_cb), &changes);
  cs_contents_list_set_plan (list, plan);
  GHashTable *out = cs_contents_list_left_out (list);
  GtkWidget *view = find (widget, GTK_TYPE_LIST_VIEW);
  /* The one group is open: it, and three texts. */
  g_assert_cmpuint (
      g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view)))), ==,
      4);
  g_signal_emit_by_name (view, "activate", 2);
  g_assert_cmpuint (changes, ==, 1);
  g_assert_cmpuint (g_hash_table_size (out), ==, 1);
  const CsIntakeFile *second = files->pdata[1];
  g_assert_true (g_hash_table_contains (out, &second->blob.hash));
  /* A group that is taken in part is taken whole, then left out. */
  g_signal_emit_by_name (view, "activate", 0);
  g_assert_cmpuint (g_hash_table_size (out), ==, 0);
  g_signal_emit_by_name (view, "activate", 0);
  g_assert_cmpuint (g_hash_table_size (out), ==, 3);
  /* Other files: nothing is left out. */
  cs_contents_list_set_plan (list, plan);
  g_assert_cmpuint (g_hash_table_size (out), ==, 0);
  cs_contents_list_set_plan (list, NULL);
  g_assert_finalize_object (list);
}

/* Cases as a table says, and what is said of a table that is none. */
static void
test_by_table (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = cs_test_dir (), *path = g_build_filename (dir, "cases.csv", NULL);
  g_autoptr (GPtrArray) files = files_new (3);
  g_autoptr (GHashTable) none = cs_hash_set_new ();
  CsRegroupOrder order = {
    .files = files, .left_out = none, .case_by = CS_CASE_BY_CSV, .csv = path
  };
  const char *table = "path,case\nin/0.txt,Anna\nin/2.txt,Anna\nin/1.txt,Berta\n";
  g_assert_true (g_file_set_contents (path, table, -1, NULL));
  g_autoptr (CsIntakePlan) plan = cs_regroup_job (NULL, NULL, &order, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plan->n_cases, ==, 2);
  g_assert_true (g_file_set_contents (path, "name;where\n", -1, NULL));
  g_assert_null (cs_regroup_job (NULL, NULL, &order, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "cases.csv"));
}

static gboolean
has_line (GtkWidget *root, const char *part)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_label (GTK_LABEL (root)), part) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_line (child, part))
      return TRUE;
  return FALSE;
}

/* What becomes the report of a case stays in the list, and says so. */
static void
test_reports (void)
{
  if (!gtk_init_check ()) {
    g_test_skip ("no display");
    return;
  }
  adw_init ();
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = cs_test_dir (), *path = g_build_filename (dir, "cases.csv", NULL);
  g_autoptr (GPtrArray) files = files_new (3), problems = cs_problems_new ();
  g_autoptr (GHashTable) none = cs_hash_set_new ();
  CsRegroupOrder order = { .files = files,
                           .left_out = none,
                           .case_by = CS_CASE_BY_CSV,
                           .context_by = CS_CONTEXT_BY_TABLE,
                           .csv = path };
  g_assert_true (
      g_file_set_contents (path, "path,case,report\nin/0.txt,Anna,in/1.txt\n", -1, NULL));
  for (guint i = 0; i < files->len; i++)
    ((CsIntakeFile *)files->pdata[i])->words = 7;
  g_autoptr (CsIntakePlan) plan =
      cs_intake_plan_new (files, NULL, CS_CASE_BY_ITEM, CS_CONTEXT_BY_NONE, NULL, problems);
  g_autoptr (CsIntakePlan) chosen = cs_regroup_job (NULL, NULL, &order, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (chosen->items->len, ==, 2);
  GtkWidget *widget = g_object_ref_sink (g_object_new (CS_TYPE_CONTENTS_LIST, NULL));
  GtkWidget *window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (window), widget);
  cs_contents_list_set_plan (CS_CONTENTS_LIST (widget), plan);
  gtk_window_present (GTK_WINDOW (window));
  for (guint i = 0; i < 100 && !has_line (widget, "in/1.txt"); i++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (has_line (widget, "case in/1.txt"));
  cs_contents_list_set_chosen (CS_CONTENTS_LIST (widget), chosen);
  g_assert_true (has_line (widget, "report of case Anna"));
  g_assert_false (has_line (widget, "left out"));
  cs_contents_list_set_plan (CS_CONTENTS_LIST (widget), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (widget);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/contents/leave-out", test_leave_out);
  g_test_add_func ("/contents/by-table", test_by_table);
  g_test_add_func ("/contents/reports", test_reports);
  return g_test_run ();
}
