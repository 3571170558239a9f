/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking a submission back with the key of undo: asked once, answered by a press of its own, and
 * nothing more is undone on the way. */
#include "cs-case-page.h"
#include "cs-test-window.h"

#include <string.h>

#define HANDED_IN "Patient 2"

static gboolean
has_last (CsTestWindow *world, gpointer data)
{
  return cs_case_flow_last (cs_main_window_flow (world->window)) != NULL;
}

static gboolean
is_case (CsTestWindow *world, gpointer title)
{
  CsCaseModel *model = cs_main_window_case (world->window);
  return model != NULL && cs_case_model_view (model)->mine &&
         g_str_equal (cs_case_model_view (model)->row->title, title);
}

static gboolean
is_other_case (CsTestWindow *world, gpointer title)
{
  CsCaseModel *model = cs_main_window_case (world->window);
  return model != NULL && cs_case_model_view (model)->mine && !is_case (world, title);
}

static guint
n_answers (CsCaseModel *model)
{
  return cs_case_model_marks (model)->n_answers;
}

static void
answer_all (CsCaseModel *model)
{
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < cs_case_model_n_items (model); i++)
    cs_case_model_answer (model, i, CS_ANSWER_NOT_ASSESSABLE, &error);
  g_assert_no_error (error);
}

/* One case was handed in, the next one stands there for a while. */
static void
begin (CsTestWindow *world)
{
  cs_test_window_begin (world, "sample-ana", 1366, 768, NULL);
  CsCaseModel *model = cs_test_window_open_case (world, HANDED_IN);
  const CsMarkSet *set;
  while ((set = cs_case_model_marks (model))->n_marks > 0)
    cs_case_model_remove (model, set->marks[0]->id, NULL);
  answer_all (model);
  CsJobSpec spec = cs_case_model_submit_job (model);
  cs_case_flow_decide (cs_main_window_flow (world->window), &spec, "Submitted %s");
  cs_test_window_wait (world, has_last, NULL);
  cs_test_window_wait (world, is_other_case, (gpointer)HANDED_IN);
  cs_test_window_settle (world);
  cs_test_window_pass (700);
}

static void
press (CsTestWindow *world)
{
  GtkWidget *page = cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_CASE_PAGE, 0);
  gtk_widget_activate_action (page, "case.undo", NULL);
}

static gboolean
is_asked (CsTestWindow *world, gpointer data)
{
  return cs_test_window_find_words (GTK_WIDGET (world->window), "Take back “Submitted " HANDED_IN
                                                                "”? Press Ctrl+Z again.") != NULL;
}

static gboolean
is_not_asked (CsTestWindow *world, gpointer data)
{
  return !is_asked (world, data);
}

static void
take_back (CsTestWindow *world)
{
  press (world);
  cs_test_window_pass (700);
  press (world);
  g_assert_false (has_last (world, NULL));
}

/* A burst asks, and is not the answer as well. */
static void
test_burst (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  begin (&world);
  for (guint i = 0; i < 4; i++)
    press (&world);
  cs_test_window_wait (&world, is_asked, NULL);
  g_assert_true (has_last (&world, NULL));
  cs_test_window_pass (700);
  press (&world);
  g_assert_false (has_last (&world, NULL));
  cs_test_window_wait (&world, is_case, (gpointer)HANDED_IN);
  cs_test_window_end (&world);
}

/* Nor is a key that is held down. */
static void
test_held (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  begin (&world);
  cs_test_window_key_down (&world, "ctrl+z");
  cs_test_window_wait (&world, is_asked, NULL);
  cs_test_window_pass (1500);
  cs_test_window_key_up (&world, "ctrl+z");
  g_assert_true (has_last (&world, NULL));
  cs_test_window_pass (700);
  cs_test_window_keys (&world, "ctrl+z");
  g_assert_false (has_last (&world, NULL));
  cs_test_window_wait (&world, is_case, (gpointer)HANDED_IN);
  cs_test_window_end (&world);
}

/* What came in between makes it another question. */
static void
test_forgotten (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  begin (&world);
  press (&world);
  cs_test_window_wait (&world, is_asked, NULL);
  CsCaseModel *model = cs_main_window_case (world.window);
  answer_all (model);
  cs_test_window_wait (&world, is_not_asked, NULL);
  cs_test_window_settle (&world);
  while (cs_case_model_can_undo (model)) {
    press (&world);
    cs_test_window_pass (50);
  }
  g_assert_cmpuint (n_answers (model), ==, 0);
  press (&world);
  g_assert_true (has_last (&world, NULL));
  cs_test_window_wait (&world, is_asked, NULL);
  /* Another case, and the question has gone with the one before. */
  cs_case_flow_step (cs_main_window_flow (world.window), 1);
  cs_test_window_wait (&world, is_not_asked, NULL);
  cs_test_window_pass (700);
  press (&world);
  g_assert_true (has_last (&world, NULL));
  cs_test_window_end (&world);
}

/* Presses that were on their way do nothing to the case that came back; then its steps are there,
 * one by one. */
static void
test_arrives (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  begin (&world);
  take_back (&world);
  cs_test_window_wait (&world, is_case, (gpointer)HANDED_IN);
  CsCaseModel *model = cs_main_window_case (world.window);
  guint n = n_answers (model);
  g_assert_cmpuint (n, >, 1);
  g_assert_true (cs_case_model_can_undo (model));
  for (guint i = 0; i < 4; i++)
    press (&world);
  cs_test_window_settle (&world);
  g_assert_cmpuint (n_answers (model), ==, n);
  cs_test_window_pass (700);
  press (&world);
  cs_test_window_pass (200);
  g_assert_cmpuint (n_answers (model), ==, n - 1);
  cs_test_window_end (&world);
}

/* Sentences that come one upon another while the ones before still slide. */
static void
test_sentences (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  begin (&world);
  for (guint i = 0; i < 4; i++) {
    cs_main_window_toast (world.window, "Not here.", NULL, NULL);
    cs_test_window_pass (80);
  }
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "Not here.");
  cs_test_window_end (&world);
}

/* Undo is about what is said beside it: words that are over have none, though they still stand. */
static void
test_undo_of_the_last (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  begin (&world);
  GtkWidget *window = GTK_WIDGET (world.window);
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "Submitted " HANDED_IN);
  cs_main_window_toast (world.window, "Submitted one", "Undo", "win.take-back");
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "Submitted one");
  cs_main_window_toast (world.window, "Submitted two", "Undo", "win.take-back");
  g_assert_null (cs_test_window_find_words (window, "Submitted two"));
  g_assert_nonnull (cs_test_window_find_words (window, "Submitted one"));
  g_assert_null (cs_test_window_find_words (window, "Undo"));
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "Submitted two");
  g_assert_nonnull (cs_test_window_find_words (window, "Undo"));
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/take-back/burst", test_burst);
  g_test_add_func ("/take-back/held", test_held);
  g_test_add_func ("/take-back/forgotten", test_forgotten);
  g_test_add_func ("/take-back/arrives", test_arrives);
  g_test_add_func ("/take-back/sentences", test_sentences);
  g_test_add_func ("/take-back/undo-of-the-last", test_undo_of_the_last);
  return g_test_run ();
}
