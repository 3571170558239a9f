/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of the workflow on a copy of the sample: what everybody reads there, and what a lead
 * does. Long because each kind of row is written in once. */
#include "cs-test-project.h"
#include "cs-test-window.h"
#include "cs-workflow-drawing.h"
#include "cs-workflow-form.h"
#include "cs-workflow-rows.h"
#include "cs-workflow-window.h"

#include <string.h>

static GtkWidget *
the_window (void)
{
  return cs_test_window_above (CS_TYPE_WORKFLOW_WINDOW);
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

/* It was read, and the keys go there. */
static gboolean
is_open (CsTestWindow *world, gpointer unused)
{
  return says (world, (gpointer) "Slices not shown") &&
         gtk_window_is_active (GTK_WINDOW (the_window ()));
}

static void
open_it (CsTestWindow *world)
{
  gtk_widget_activate_action (GTK_WIDGET (world->window), "win.workflow", NULL);
  cs_test_window_wait (world, is_open, NULL);
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

static void
answer (CsTestWindow *world, const char *response)
{
  AdwMessageDialog *dialog = cs_test_window_question ();
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
  g_assert_null (cs_test_window_find_words (the_window (), "Edit"));
  gtk_widget_activate_action (the_window (), "workflow.edit", NULL);
  cs_test_window_settle (&world);
  g_assert_null (cs_test_window_find (the_window (), CS_TYPE_WORKFLOW_FORM, 0));
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
  cs_test_window_wait (&world, cs_test_window_is_asked, NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (cs_test_window_question ()), ==,
                   "Publish Workflow 3");
  answer (&world, "cancel");
  cs_test_window_settle (&world);
  g_assert_null (sentence (the_window (), "Version 3, in force since"));
  g_assert_nonnull (cs_test_window_find_words (the_window (), "Use Again…"));
  gtk_widget_activate_action (the_window (), "workflow.again", "x", (gint64)1);
  cs_test_window_wait (&world, cs_test_window_is_asked, NULL);
  answer (&world, "publish");
  cs_test_window_wait (&world, begins, (gpointer) "Version 3, in force since");
  g_assert_cmpuint (n_stages_in_force (&world), ==, 3);
  close_it (&world);
  cs_test_window_end (&world);
}

/* --- a rule that relaxes --- */

static const char strict_text[] =
    "{\"format\":\"countersign-workflow-1\",\"name\":\"Strict\",\"coverage\":\"off\",\"stages\":["
    "{\"key\":\"label\",\"roles\":[\"labeler\"]},{\"key\":\"review\",\"roles\":[\"reviewer\"],"
    "\"exclude\":[\"author\"],\"relax\":[{\"accepted\":1,\"of\":1,\"share\":25}]},"
    "{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}";

static void
prepare_strict (CsTestWindow *world)
{
  g_autoptr (GError) error = NULL;
  CsEnv *env = cs_application_env (world->application);
  g_autoptr (CsProject) project = cs_test_open (env, world->path, "sample-chris");
  g_autoptr (CsWorkflow) strict = cs_workflow_parse (strict_text, strlen (strict_text), &error);
  g_assert_no_error (error);
  g_assert_true (cs_project_publish_workflow (project, strict, NULL, &error));
}

/* Ana finds nothing in a case that nobody began, and Ben accepts that. */
static void
prepare_met (CsTestWindow *world)
{
  CsEnv *env = cs_application_env (world->application);
  prepare_strict (world);
  g_autoptr (CsProject) ana = cs_test_open (env, world->path, "sample-ana");
  CsGid gid = cs_test_case (ana, "Patient 2");
  cs_test_window_hand_in (ana, &gid);
  g_clear_pointer (&ana, cs_project_close);
  g_autoptr (CsProject) ben = cs_test_open (env, world->path, "sample-ben");
  cs_test_decide (ben, &gid, "accept");
}

static guint
share_in_force (CsTestWindow *world)
{
  const CsWorkflow *workflow = NULL;
  CsEnv *env = cs_application_env (world->application);
  g_autoptr (CsProject) project = cs_project_open (env, world->path, CS_STORE_LOOK, NULL, NULL);
  g_assert_true (cs_project_workflow (project, &workflow, NULL, NULL));
  return workflow->stages[1].shares[0];
}

/* Today says it to who leads, and only where the cases allow it. */
static void
test_relax (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-chris", 1366, 768, prepare_met);
  cs_test_window_wait (&world, cs_test_window_is_said,
                       (gpointer) "Review: the last case was accepted as it was");
  g_assert_true (cs_test_window_is_said (
      &world, (gpointer) "The rule of the workflow allows 25 % of the cases "
                         "from now on."));
  open_it (&world);
  g_assert_nonnull (cs_test_window_find_words (the_window (), "Relax…"));
  gtk_widget_activate_action (the_window (), "workflow.relax", "s", "review");
  cs_test_window_wait (&world, cs_test_window_is_asked, NULL);
  g_assert_nonnull (cs_test_window_find_words (GTK_WIDGET (cs_test_window_question ()), "_Relax"));
  answer (&world, "cancel");
  cs_test_window_settle (&world);
  g_assert_cmpuint (share_in_force (&world), ==, 100);
  gtk_widget_activate_action (the_window (), "workflow.relax", "s", "review");
  cs_test_window_wait (&world, cs_test_window_is_asked, NULL);
  answer (&world, "publish");
  cs_test_window_wait (&world, begins, (gpointer) "Version 3, in force since");
  g_assert_cmpuint (share_in_force (&world), ==, 25);
  g_assert_null (cs_test_window_find_words (the_window (), "Relax…"));
  gtk_widget_activate_action (the_window (), "workflow.again", "x", (gint64)2);
  cs_test_window_wait (&world, cs_test_window_is_asked, NULL);
  answer (&world, "publish");
  cs_test_window_wait (&world, begins, (gpointer) "Version 4, in force since");
  g_assert_cmpuint (share_in_force (&world), ==, 100);
  g_assert_null (cs_test_window_find_words (the_window (), "Relax…"));
  close_it (&world);
  cs_test_window_end (&world);
}

/* Who does not lead reads the rule, and is offered nothing; no more is who leads before the cases
 * allow it. */
static void
test_not_relaxed (gconstpointer handle)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  gboolean lead = g_str_equal (handle, "sample-chris");
  cs_test_window_begin_after (&world, handle, 1366, 768, lead ? prepare_strict : prepare_met);
  open_it (&world);
  g_assert_nonnull (cs_test_window_find (the_window (), GTK_TYPE_LIST_BOX, 0));
  g_assert_null (cs_test_window_find_words (the_window (), "Relax…"));
  gtk_widget_activate_action (the_window (), "workflow.relax", "s", "review");
  cs_test_window_settle (&world);
  g_assert_null (cs_test_window_question ());
  close_it (&world);
  cs_test_window_end (&world);
}

/* --- the form --- */

/* The line below the header, where what failed is said. */
static gboolean
is_told (CsTestWindow *world, gpointer unused)
{
  for (guint n = 0;; n++) {
    GtkWidget *label = cs_test_window_find (the_window (), GTK_TYPE_LABEL, n);
    if (label == NULL)
      return FALSE;
    if (gtk_widget_has_css_class (label, "cs-banner"))
      return strstr (gtk_label_get_label (GTK_LABEL (label)), "nobody") != NULL;
  }
}

static GtkWidget *
the_form (void)
{
  return cs_test_window_find (the_window (), CS_TYPE_WORKFLOW_FORM, 0);
}

static gboolean
is_begun (CsTestWindow *world, gpointer unused)
{
  return the_form () != NULL && cs_workflow_form_sketch (CS_WORKFLOW_FORM (the_form ())) != NULL;
}

static void
edit_it (CsTestWindow *world)
{
  gtk_widget_activate_action (the_window (), "workflow.edit", NULL);
  cs_test_window_wait (world, is_begun, NULL);
}

static const CsJson *
stages_now (void)
{
  return cs_json_get (cs_workflow_form_sketch (CS_WORKFLOW_FORM (the_form ())), "stages");
}

static GtkWidget *
field (int stage, const char *member)
{
  GtkWidget *found = cs_workflow_rows_find (the_form (), stage, member);
  g_assert_nonnull (found);
  return found;
}

static gboolean
is_ready (const char *button)
{
  return gtk_widget_is_sensitive (cs_test_window_find_words (the_form (), button));
}

/* A check button of the roles of STAGE. */
static GtkCheckButton *
role (int stage, const char *words)
{
  GtkWidget *box = gtk_widget_get_parent (field (stage, "roles"));
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (child)), words) == 0)
      return GTK_CHECK_BUTTON (child);
  g_assert_not_reached ();
}

/* As it lies on the disk, whatever becomes of the program. */
static gboolean
is_kept (CsTestWindow *world, gpointer stages)
{
  const char *state = cs_application_env (world->application)->state_dir;
  g_autofree char *folder = g_build_filename (state, "workflows", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;
  g_autofree char *path = name != NULL ? g_build_filename (folder, name, NULL) : NULL;
  g_autofree char *text = NULL;
  gsize size = 0;
  if (path == NULL || !g_file_get_contents (path, &text, &size, NULL))
    return FALSE;
  g_autoptr (CsJson) json = cs_json_parse_canonical (text, size, NULL);
  return cs_json_length (cs_json_get (cs_json_get (json, "sketch"), "stages")) ==
         GPOINTER_TO_UINT (stages);
}

/* A mistake is said at its row and nothing is published until it is mended; what is done is taken
 * back step by step, a word that is typed as one of them. */
static void
test_form (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1366, 768, NULL);
  open_it (&world);
  edit_it (&world);
  g_assert_false (is_ready ("Publish Version 2…"));
  gtk_widget_activate_action (the_form (), "form.add", NULL);
  g_assert_cmpuint (cs_json_length (stages_now ()), ==, 4);
  g_assert_true (is_ready ("Publish Version 2…"));
  cs_test_window_settle (&world);
  cs_test_window_keys (&world, "ctrl+a");
  for (const char *p = "second"; *p != '\0'; p++)
    cs_test_window_keys (&world, (char[]){ *p, '\0' });
  cs_test_window_settle (&world);
  g_assert_cmpstr (cs_json_get_string (cs_json_at (stages_now (), 2), "key"), ==, "second");
  gtk_check_button_set_active (role (2, "Reviewer"), FALSE);
  gtk_check_button_set_active (role (2, "Expert"), FALSE);
  g_assert_nonnull (sentence (the_form (), "3. Second: Choose who acts here."));
  g_assert_nonnull (cs_test_window_find_words (the_form (), "Choose who acts here."));
  g_assert_false (is_ready ("Publish Version 2…"));
  cs_test_window_keys (&world, "ctrl+z");
  cs_test_window_settle (&world);
  g_assert_null (cs_test_window_find_words (the_form (), "Choose who acts here."));
  g_assert_true (gtk_check_button_get_active (role (2, "Expert")));
  g_assert_false (gtk_check_button_get_active (role (2, "Reviewer")));
  cs_test_window_keys (&world, "ctrl+z");
  cs_test_window_keys (&world, "ctrl+z");
  cs_test_window_settle (&world);
  g_assert_cmpstr (cs_json_get_string (cs_json_at (stages_now (), 2), "key"), ==, "review-2");
  cs_test_window_keys (&world, "ctrl+shift+z");
  cs_test_window_settle (&world);
  g_assert_cmpstr (cs_json_get_string (cs_json_at (stages_now (), 2), "key"), ==, "second");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (field (2, "share")), 20);
  g_assert_cmpint (cs_json_get_int (cs_json_at (stages_now (), 2), "share", 0), ==, 20);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (field (-1, "claim_hours")), 8);
  const CsJson *whole = cs_workflow_form_sketch (CS_WORKFLOW_FORM (the_form ()));
  g_assert_cmpint (cs_json_get_int (whole, "claim_hours", 0), ==, 8);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (field (-1, "claim_hours")), 0);
  whole = cs_workflow_form_sketch (CS_WORKFLOW_FORM (the_form ()));
  g_assert_null (cs_json_get (whole, "claim_hours"));
  GtkWidget *autonomy = field (-1, "autonomy");
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (autonomy)), ==, 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (autonomy), 1);
  whole = cs_workflow_form_sketch (CS_WORKFLOW_FORM (the_form ()));
  g_assert_cmpstr (cs_json_get_string (whole, "autonomy"), ==, "order");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (autonomy), 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (field (2, "exclude")), TRUE);
  const CsJson *excluded = cs_json_get (cs_json_at (stages_now (), 2), "exclude");
  g_assert_cmpuint (cs_json_length (excluded), ==, 2);
  g_assert_cmpstr (cs_json_string (cs_json_at (excluded, 1)), ==, "decider");
  gtk_switch_set_active (GTK_SWITCH (field (2, "look_first")), TRUE);
  g_assert_true (cs_json_get_bool (cs_json_at (stages_now (), 2), "look_first"));
  gtk_switch_set_active (GTK_SWITCH (field (2, "look_first")), FALSE);
  g_assert_null (cs_json_get (cs_json_at (stages_now (), 2), "look_first"));
  GtkWidget *tier = field (2, "tiers");
  GtkWidget *third = gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (tier));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (third)), ==, "–"); /* the share above */
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (tier), 100);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (third), 5);
  const CsJson *tiers = cs_json_get (cs_json_at (stages_now (), 2), "tiers");
  g_assert_cmpint (cs_json_get_int (tiers, "1", 0), ==, 100);
  g_assert_cmpint (cs_json_get_int (tiers, "3", 0), ==, 5);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (third), 0);
  tiers = cs_json_get (cs_json_at (stages_now (), 2), "tiers");
  g_assert_cmpuint (cs_json_length (tiers), ==, 1);
  GtkWidget *readers = field (0, "reads_by_tier");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (gtk_widget_get_next_sibling (readers)), 2);
  tiers = cs_json_get (cs_json_at (stages_now (), 0), "reads_by_tier");
  g_assert_cmpint (cs_json_get_int (tiers, "2", 0), ==, 2);
  g_assert_nonnull (cs_test_window_find_words (
      the_form (), "1 read tier 1, and 2 before that is known or a laxer one; a stricter tier is "
                   "read by no fewer"));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (gtk_widget_get_next_sibling (readers)), 0);
  g_assert_null (cs_json_get (cs_json_at (stages_now (), 0), "reads_by_tier"));
  gtk_editable_set_text (GTK_EDITABLE (field (2, "key")), "Review");
  g_assert_nonnull (
      cs_test_window_find_words (the_form (), "Another stage has this name already."));
  gtk_editable_set_text (GTK_EDITABLE (field (2, "key")), "");
  g_assert_nonnull (
      cs_test_window_find_words (the_form (), "Give the stage a name, with letters."));
  gtk_widget_activate_action (the_form (), "form.earlier", "u", 2);
  g_assert_cmpstr (cs_json_get_string (cs_json_at (stages_now (), 1), "key"), ==, "");
  gtk_widget_activate_action (the_form (), "form.remove", "u", 1);
  g_assert_cmpuint (cs_json_length (stages_now ()), ==, 3);
  g_assert_false (is_ready ("Publish Version 2…"));
  close_it (&world);
  cs_test_window_end (&world);
}

static const CsJson *
steps_now (void)
{
  return cs_json_get (cs_json_at (stages_now (), 1), "relax");
}

/* A step is a line of three numbers; each can be taken out again, and taken back. */
static void
test_form_relax (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1366, 768, NULL);
  open_it (&world);
  edit_it (&world);
  g_assert_null (steps_now ());
  g_signal_emit_by_name (field (1, "relax"), "clicked");
  g_signal_emit_by_name (field (1, "relax"), "clicked");
  g_assert_cmpuint (cs_json_length (steps_now ()), ==, 2);
  g_assert_cmpint (cs_json_get_int (cs_json_at (steps_now (), 0), "of", 0), ==, 50);
  g_assert_cmpint (cs_json_get_int (cs_json_at (steps_now (), 1), "share", 0), ==, 12);
  g_assert_true (is_ready ("Publish Version 2…"));
  GtkWidget *spins = gtk_widget_get_parent (field (1, "relax"));
  GtkSpinButton *accepted = GTK_SPIN_BUTTON (cs_test_window_find (spins, GTK_TYPE_SPIN_BUTTON, 0));
  gtk_spin_button_set_value (accepted, 51);
  g_assert_nonnull (cs_test_window_find_words (the_form (), "51 of the last 50 cases cannot be"));
  g_assert_false (is_ready ("Publish Version 2…"));
  gtk_spin_button_set_value (accepted, 45);
  g_assert_true (is_ready ("Publish Version 2…"));
  g_assert_cmpint (cs_json_get_int (cs_json_at (steps_now (), 0), "accepted", 0), ==, 45);
  GtkWidget *out = gtk_widget_get_last_child (gtk_widget_get_parent (GTK_WIDGET (accepted)));
  GtkSpinButton *tier = GTK_SPIN_BUTTON (cs_test_window_find (spins, GTK_TYPE_SPIN_BUTTON, 3));
  gtk_spin_button_set_value (tier, 80);
  const CsJson *tiers = cs_json_get (cs_json_at (steps_now (), 0), "tiers");
  g_assert_cmpint (cs_json_get_int (tiers, "1", 0), ==, 80);
  g_assert_true (is_ready ("Publish Version 2…"));
  g_signal_emit_by_name (out, "clicked");
  g_assert_cmpuint (cs_json_length (steps_now ()), ==, 1);
  g_assert_cmpint (cs_json_get_int (cs_json_at (steps_now (), 0), "share", 0), ==, 12);
  cs_test_window_keys (&world, "ctrl+z");
  cs_test_window_settle (&world);
  g_assert_cmpuint (cs_json_length (steps_now ()), ==, 2);
  close_it (&world);
  cs_test_window_end (&world);
}

static const CsJson *
control_now (void)
{
  return cs_json_get (cs_workflow_form_sketch (CS_WORKFLOW_FORM (the_form ())), "control");
}

/* What becomes of who fails control cases is written once the workflow speaks of them. */
static void
test_form_control (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1366, 768, NULL);
  open_it (&world);
  edit_it (&world);
  g_assert_null (control_now ());
  gtk_check_button_set_active (GTK_CHECK_BUTTON (field (-1, "control")), TRUE);
  g_assert_cmpint (cs_json_get_int (control_now (), "at_least", 0), ==, 80);
  g_assert_cmpint (cs_json_get_int (control_now (), "fails", 0), ==, 2);
  g_assert_false (cs_json_get_bool (control_now (), "pause"));
  GtkWidget *row = gtk_widget_get_parent (field (-1, "control"));
  GtkDropDown *then = GTK_DROP_DOWN (cs_test_window_find (row, GTK_TYPE_DROP_DOWN, 0));
  gtk_drop_down_set_selected (then, 2);
  g_assert_true (cs_json_get_bool (control_now (), "pause"));
  g_assert_true (is_ready ("Publish Version 2…"));
  GtkSpinButton *fails = GTK_SPIN_BUTTON (cs_test_window_find (row, GTK_TYPE_SPIN_BUTTON, 1));
  gtk_spin_button_set_value (fails, 6);
  g_assert_nonnull (cs_test_window_find_words (the_form (), "6 of the last 5 can never be"));
  g_assert_false (is_ready ("Publish Version 2…"));
  gtk_drop_down_set_selected (then, 0);
  g_assert_cmpint (cs_json_get_int (control_now (), "fails", 1), ==, 0);
  g_assert_true (is_ready ("Publish Version 2…"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (field (-1, "control")), FALSE);
  g_assert_null (control_now ());
  close_it (&world);
  cs_test_window_end (&world);
}

/* What was written outlives the window, and is there without the window having been closed; then it
 * is published. */
static void
test_kept (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1366, 768, NULL);
  open_it (&world);
  edit_it (&world);
  gtk_widget_activate_action (the_form (), "form.start", "s", "qc-qa");
  cs_test_window_wait (&world, is_kept, GUINT_TO_POINTER (4));
  gtk_widget_activate_action (the_form (), "form.add", NULL);
  close_it (&world);
  open_it (&world);
  g_assert_nonnull (cs_test_window_find_words (the_window (), "Go On Editing"));
  edit_it (&world);
  g_assert_cmpuint (cs_json_length (stages_now ()), ==, 5);
  cs_test_window_settle (&world);
  cs_test_window_keys (&world, "ctrl+Return");
  cs_test_window_wait (&world, cs_test_window_is_asked, NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (cs_test_window_question ()), ==,
                   "Publish Workflow 2");
  answer (&world, "cancel");
  cs_test_window_settle (&world);
  g_assert_true (is_ready ("Publish Version 2…"));
  cs_workflow_form_publish (CS_WORKFLOW_FORM (the_form ()));
  cs_test_window_wait (&world, cs_test_window_is_asked, NULL);
  answer (&world, "publish");
  cs_test_window_wait (&world, begins, (gpointer) "Version 2, in force since");
  g_assert_cmpuint (n_stages_in_force (&world), ==, 5);
  g_assert_nonnull (cs_test_window_find_words (the_window (), "Edit"));
  close_it (&world);
  cs_test_window_end (&world);
}

/* What the project refuses is said in the window, and what was written stays. */
static void
test_refused (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1366, 768, NULL);
  open_it (&world);
  edit_it (&world);
  gtk_check_button_set_active (role (1, "Adjudicator"), TRUE);
  gtk_check_button_set_active (role (1, "Reviewer"), FALSE);
  gtk_check_button_set_active (role (1, "Expert"), FALSE);
  g_assert_nonnull (sentence (the_form (), "Every case stops at"));
  cs_workflow_form_publish (CS_WORKFLOW_FORM (the_form ()));
  cs_test_window_wait (&world, cs_test_window_is_asked, NULL);
  answer (&world, "publish");
  cs_test_window_wait (&world, is_told, NULL);
  g_assert_true (is_ready ("Publish Version 2…"));
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
  g_test_add_func ("/workflow-window/relax", test_relax);
  g_test_add_data_func ("/workflow-window/not-relaxed/lead", "sample-chris", test_not_relaxed);
  g_test_add_data_func ("/workflow-window/not-relaxed/labeler", "sample-ana", test_not_relaxed);
  g_test_add_func ("/workflow-window/form", test_form);
  g_test_add_func ("/workflow-window/kept", test_kept);
  g_test_add_func ("/workflow-window/refused", test_refused);
  g_test_add_func ("/workflow-window/written-relax", test_form_relax);
  g_test_add_func ("/workflow-window/written-control", test_form_control);
  return g_test_run ();
}
