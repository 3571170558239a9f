/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Earlier states of a mark and of a case, by the keys: one opens them, the arrows go through them,
 * Escape goes back, and nothing is changed. */
#include "cs-past-bar.h"
#include "cs-test-project.h"
#include "cs-test-window.h"

#include <string.h>

#define CASE "Slide 1"

static guint64 changed; /* the mark that is corrected */

/* A mark of many points, else any. */
static const CsMark *
choose (const CsMarkSet *set)
{
  for (guint i = 0; i < set->n_marks; i++)
    if (set->marks[i]->kind->pieces == CS_MARK_PIECES_STRETCHES)
      return set->marks[i];
  g_assert_not_reached ();
}

/* The reviewer pulls its first point. */
static void
correct (CsTestWindow *world)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project =
      cs_test_open (cs_application_env (world->application), world->path, "sample-ben");
  CsGid gid = cs_test_case (project, CASE);
  g_autoptr (CsMarkSet) set = cs_project_draft (project, &gid, &error);
  g_assert_no_error (error);
  CsMarkInit init = cs_mark_to_init (choose (set));
  g_autofree gint64 *values = g_memdup2 (init.values, init.n_values * sizeof *values);
  values[0] += 1000;
  init.values = values;
  changed = init.id;
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_ptr_array_add (put, cs_mark_new (&init, &error));
  g_assert_no_error (error);
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, NULL, &error);
  cs_project_edit_draft (project, &gid, edit, &error);
  g_assert_no_error (error);
  const CsDecision decision = {
    .decision = "correct", .category = "boundary", .reason = "too narrow", .clause = NULL
  };
  cs_project_decide (project, &gid, &decision, &error);
  g_assert_no_error (error);
}

static CsPastBar *
bar_of (CsTestWindow *world)
{
  return (CsPastBar *)cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_PAST_BAR, 0);
}

static gboolean
has_states (CsTestWindow *world, gpointer data)
{
  return bar_of (world) != NULL && cs_past_bar_n_states (bar_of (world)) == 2;
}

static gboolean
is_gone (CsTestWindow *world, gpointer data)
{
  return bar_of (world) == NULL;
}

/* What is drawn dashed is called "1 of 2, ...", and has N marks. */
static void
assert_state (CsTestWindow *world, const char *words, guint n)
{
  g_autoptr (CsMarkSet) set = NULL;
  g_autofree char *said = NULL;
  g_assert_true (cs_past_bar_state (bar_of (world), &set, &said));
  g_assert_true (g_str_has_prefix (said, words));
  g_assert_cmpuint (set->n_marks, ==, n);
}

static gboolean
says (CsTestWindow *world, GtkWidget *root, const char *words)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root) &&
      strstr (gtk_label_get_label (GTK_LABEL (root)), words) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (world, child, words))
      return TRUE;
  return FALSE;
}

static void
test_mark (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-chris", 1366, 768, correct);
  CsCaseModel *model = cs_test_window_open_case (&world, CASE);
  g_autoptr (CsMarkSet) before = cs_mark_set_ref (cs_case_model_marks (model));
  cs_case_model_select (model, changed, TRUE);
  cs_test_window_settle (&world);
  cs_test_window_keys (&world, "ctrl+shift+h");
  cs_test_window_wait (&world, has_states, NULL);
  GtkWidget *bar = GTK_WIDGET (bar_of (&world));
  assert_state (&world, "1 of 2", 1);
  g_assert_true (says (&world, bar, "1 of 2"));
  cs_test_window_keys (&world, "Right");
  cs_test_window_settle (&world);
  assert_state (&world, "2 of 2", 1);
  g_assert_true (says (&world, bar, "too narrow"));
  cs_past_bar_step_piece (bar_of (&world), 1);
  g_assert_true (says (&world, bar, "Piece "));
  cs_test_window_keys (&world, "Escape");
  cs_test_window_wait (&world, is_gone, NULL);
  g_assert_true (cs_mark_set_equal (before, cs_case_model_marks (model)));
  /* Without a mark: the versions of the case. */
  cs_case_model_select (model, 0, FALSE);
  cs_test_window_settle (&world);
  cs_test_window_keys (&world, "ctrl+shift+h");
  cs_test_window_wait (&world, has_states, NULL);
  assert_state (&world, "1 of 2", before->n_marks);
  cs_test_window_keys (&world, "Escape");
  cs_test_window_wait (&world, is_gone, NULL);
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/past/mark", test_mark);
  return g_test_run ();
}
