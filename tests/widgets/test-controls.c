/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Control cases in the window: made of a signed case in Items, read, told of in Quality to who
 * leads, and whom the workflow paused let go on from Today. */
#include "cs-case-preview.h"
#include "cs-control-box.h"
#include "cs-test-project.h"
#include "cs-test-window.h"

#include "cs-project-control.h"
#include "cs-project-pause.h"
#include "cs-project-private.h"

#include <string.h>

#define SIGNED "Patient 1"

static CsEnv *
env_of (CsTestWindow *world)
{
  return cs_application_env (world->application);
}

/* Dora labels here, where one control case that was failed pauses. */
static void
add_dora (CsTestWindow *world)
{
  static const char rules[] =
      "{\"format\":\"countersign-workflow-1\",\"name\":\"strict\",\"coverage\":\"off\","
      "\"control\":{\"fails\":1,\"pause\":true},\"stages\":[{\"key\":\"label\",\"roles\":"
      "[\"labeler\"]},{\"key\":\"review\",\"roles\":[\"reviewer\"],\"exclude\":[\"author\"]},"
      "{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSigner) dora = cs_test_signer (env_of (world), "dora");
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (rules, strlen (rules), &error);
  g_assert_no_error (error);
  g_autoptr (CsProject) project = cs_test_open (env_of (world), world->path, "sample-chris");
  cs_project_add_person (project, cs_signer_identity (dora), CS_ROLE_LABELER, &error);
  g_assert_no_error (error);
  cs_project_publish_workflow (project, workflow, NULL, &error);
  g_assert_no_error (error);
}

/* The same, and she found nothing in hers. */
static void
fail_dora (CsTestWindow *world)
{
  g_autoptr (GError) error = NULL;
  add_dora (world);
  CsProject *project = cs_test_open (env_of (world), world->path, "sample-chris");
  CsGid gid = cs_test_case (project, SIGNED);
  cs_project_make_control (project, &gid, NULL, "Patient 7", NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  project = cs_test_open (env_of (world), world->path, "dora");
  gid = cs_test_case (project, "Patient 7");
  cs_test_window_hand_in (project, &gid);
  cs_project_close (project);
}

/* The same where what is right cannot be read any more. */
static void
fail_unknown (CsTestWindow *world)
{
  g_autoptr (GError) error = NULL;
  fail_dora (world);
  g_autoptr (CsProject) project = cs_test_open (env_of (world), world->path, "sample-chris");
  cs_db_run (cs_index_db (project->index), &error, "UPDATE control SET percent = -1", "");
  g_assert_no_error (error);
}

static guint
n_controls (CsTestWindow *world)
{
  g_autoptr (GError) error = NULL;
  const CsReader lead = { .roles = CS_ROLE_LEAD };
  g_autoptr (CsProject) project =
      cs_project_open (env_of (world), world->path, CS_STORE_LOOK, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) rows = cs_project_controls (project, &lead, NULL, &error);
  g_assert_no_error (error);
  return rows->len;
}

static gboolean
is_made (CsTestWindow *world, gpointer data)
{
  return n_controls (world) == 1;
}

static void
test_make (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-chris", 1366, 768, add_dora);
  gtk_widget_activate_action (GTK_WIDGET (world.window), "win.place", "s", "items");
  cs_test_window_wait (&world, cs_test_window_has_cases, NULL);
  CsCaseList *list = cs_test_window_cases (&world);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    if (strcmp (cs_case_list_line (list, i)->row->title, SIGNED) == 0)
      gtk_selection_model_select_item (GTK_SELECTION_MODEL (list), i, TRUE);
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "Use as Control Case…");
  GtkWidget *preview = cs_test_window_find (GTK_WIDGET (world.window), CS_TYPE_CASE_PREVIEW, 0);
  gtk_widget_activate_action (preview, "preview.control", NULL);
  cs_test_window_wait (&world, cs_test_window_is_asked, NULL);
  AdwMessageDialog *asked = cs_test_window_question ();
  GtkWidget *whom = cs_test_window_find (GTK_WIDGET (asked), GTK_TYPE_DROP_DOWN, 0);
  GListModel *names = gtk_drop_down_get_model (GTK_DROP_DOWN (whom));
  g_assert_cmpuint (g_list_model_get_n_items (names), ==, 1);
  adw_message_dialog_response (asked, "use");
  gtk_window_destroy (GTK_WINDOW (asked));
  cs_test_window_wait (&world, is_made, NULL);
  cs_test_window_settle (&world);
  cs_test_window_end (&world);
}

static void
test_results (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-chris", 1366, 768, fail_dora);
  gtk_widget_activate_action (GTK_WIDGET (world.window), "win.place", "s", "today");
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "dora is paused");
  gtk_widget_activate_action (GTK_WIDGET (world.window), "win.place", "s", "quality");
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "dora: Patient 1");
  g_assert_true (cs_test_window_is_said (&world, (gpointer) "dora (paused)"));
  g_assert_true (cs_test_window_is_said (&world, (gpointer) "1 of the last 1"));
  gtk_widget_activate_action (GTK_WIDGET (world.window), "win.place", "s", "today");
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "Resume…");
  GtkWidget *words = cs_test_window_find_words (GTK_WIDGET (world.window), "Resume…");
  gtk_widget_activate (gtk_widget_get_ancestor (words, GTK_TYPE_BUTTON));
  cs_test_window_wait (&world, cs_test_window_is_asked, NULL);
  AdwMessageDialog *asked = cs_test_window_question ();
  GtkWidget *entry = cs_test_window_find (GTK_WIDGET (asked), GTK_TYPE_ENTRY, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Ten cases together");
  adw_message_dialog_response (asked, "accept");
  gtk_window_destroy (GTK_WINDOW (asked));
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "dora can go on.");
  cs_test_window_settle (&world);
  g_assert_false (cs_test_window_is_said (&world, (gpointer) "dora is paused"));
  cs_test_window_end (&world);
}

static void
assert_cell (GtkWidget *box, int column, const char *words)
{
  GtkWidget *grid = cs_test_window_find (box, GTK_TYPE_GRID, 0);
  GtkWidget *cell = gtk_grid_get_child_at (GTK_GRID (grid), column, 1);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (cell)), ==, words);
}

/* What cannot be compared is neither passed nor failed. */
static void
test_unknown (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-chris", 1366, 768, fail_unknown);
  gtk_widget_activate_action (GTK_WIDGET (world.window), "win.place", "s", "quality");
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "dora: Patient 1");
  GtkWidget *box = cs_test_window_find (GTK_WIDGET (world.window), CS_TYPE_CONTROL_BOX, 0);
  assert_cell (box, 3, "0");
  assert_cell (box, 4, "0");
  assert_cell (box, 5, "1");
  GtkWidget *icon = cs_test_window_find (box, GTK_TYPE_IMAGE, 0);
  g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (icon)), ==, "cs-borderline-symbolic");
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  adw_init ();
  g_test_add_func ("/controls/make", test_make);
  g_test_add_func ("/controls/results", test_results);
  g_test_add_func ("/controls/unknown", test_unknown);
  return g_test_run ();
}
