/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of the workflow on a copy of the sample: what everybody reads there, and what a lead
 * does. */
#include "cs-test-project.h"
#include "cs-test-window.h"
#include "cs-workflow-drawing.h"
#include "cs-workflow-window.h"

#include <string.h>

static GtkWidget *
the_window (void)
{
  GListModel *all = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);
    if (CS_IS_WORKFLOW_WINDOW (window))
      return window;
  }
  return NULL;
}

static gboolean
says (CsTestWindow *world, gpointer words)
{
  return the_window () != NULL && cs_test_window_find_words (the_window (), words) != NULL;
}

static gboolean
is_gone (CsTestWindow *world, gpointer unused)
{
  return the_window () == NULL;
}

static void
open_it (CsTestWindow *world)
{
  gtk_widget_activate_action (GTK_WIDGET (world->window), "win.workflow", NULL);
  cs_test_window_wait (world, says, (gpointer) "Slices not shown");
}

static void
close_it (CsTestWindow *world)
{
  cs_test_window_keys (world, "Escape");
  cs_test_window_wait (world, is_gone, NULL);
}

static void
prepare (CsTestWindow *world)
{
  g_autoptr (GError) error = NULL;
  CsEnv *env = cs_application_env (world->application);
  g_autoptr (CsProject) project = cs_test_open (env, world->path, "sample-chris");
  g_autoptr (CsWorkflow) lines = cs_workflow_from_template ("qc-qa", NULL);
  g_assert_true (cs_project_publish_workflow (project, lines, "more checks", &error));
  g_assert_no_error (error);
}

static AdwMessageDialog *
question (void)
{
  GListModel *all = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);
    if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (window))
      return ADW_MESSAGE_DIALOG (window);
  }
  return NULL;
}

static gboolean
is_asked (CsTestWindow *world, gpointer unused)
{
  return question () != NULL;
}

static void
answer (CsTestWindow *world, const char *response)
{
  AdwMessageDialog *dialog = question ();
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* A label below WIDGET that begins with WORDS. */
static const char *
sentence (GtkWidget *widget, const char *words)
{
  const char *found = NULL;
  if (GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_label (GTK_LABEL (widget)), words))
    return gtk_label_get_label (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = sentence (child, words);
  return found;
}

static gboolean
begins (CsTestWindow *world, gpointer words)
{
  return sentence (the_window (), words) != NULL;
}

static guint
n_stages_in_force (CsTestWindow *world)
{
  g_autoptr (GError) error = NULL;
  const CsWorkflow *workflow = NULL;
  CsEnv *env = cs_application_env (world->application);
  g_autoptr (CsProject) project = cs_project_open (env, world->path, CS_STORE_LOOK, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cs_project_workflow (project, &workflow, NULL, NULL));
  return workflow->n_stages;
}

/* A labeler reads it, sees no numbers of cases, and is offered nothing to change. */
static void
test_labeler (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ana", 1366, 768, prepare);
  open_it (&world);
  g_assert_nonnull (cs_test_window_find_words (the_window (), "QC and QA"));
  g_assert_nonnull (cs_test_window_find_words (the_window (), "Quality assurance"));
  g_assert_nonnull (cs_test_window_find (the_window (), CS_TYPE_WORKFLOW_DRAWING, 0));
  g_assert_null (cs_test_window_find_words (the_window (), "Use Again…"));
  close_it (&world);
  cs_test_window_end (&world);
}

/* A lead takes the version before up again, which is a version more. */
static void
test_again (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-chris", 1366, 768, prepare);
  open_it (&world);
  g_assert_nonnull (sentence (the_window (), "Version 2, in force since"));
  gtk_widget_activate_action (the_window (), "workflow.again", "x", (gint64)1);
  cs_test_window_wait (&world, is_asked, NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (question ()), ==, "Publish Workflow 3");
  answer (&world, "cancel");
  cs_test_window_settle (&world);
  g_assert_null (sentence (the_window (), "Version 3, in force since"));
  g_assert_nonnull (cs_test_window_find_words (the_window (), "Use Again…"));
  gtk_widget_activate_action (the_window (), "workflow.again", "x", (gint64)1);
  cs_test_window_wait (&world, is_asked, NULL);
  answer (&world, "publish");
  cs_test_window_wait (&world, begins, (gpointer) "Version 3, in force since");
  g_assert_cmpuint (n_stages_in_force (&world), ==, 3);
  close_it (&world);
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/workflow-window/labeler", test_labeler);
  g_test_add_func ("/workflow-window/again", test_again);
  return g_test_run ();
}
