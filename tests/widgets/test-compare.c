/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two versions of a case, by the keys: they are shown instead of what is there now, in each of the
 * ways; nothing can be changed meanwhile, and Escape goes back. */
#include "cs-canvas-private.h"
#include "cs-compare-bar.h"
#include "cs-test-project.h"
#include "cs-test-window.h"
#include "cs-text-canvas-private.h"

#include <string.h>

#define CASE "Slide 1"

static guint n_first; /* marks of the first version */

/* The reviewer deletes one mark, draws another anew a little beside, and moves a third. */
static void
correct (CsTestWindow *world)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project =
      cs_test_open (cs_application_env (world->application), world->path, "sample-ben");
  CsGid gid = cs_test_case (project, CASE);
  g_autoptr (CsMarkSet) set = cs_project_draft (project, &gid, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_autoptr (GArray) remove = g_array_new (FALSE, FALSE, sizeof (guint64));
  n_first = set->n_marks;
  g_assert_cmpuint (n_first, >=, 3);
  for (guint i = 0; i < 3; i++) {
    CsMarkInit init = cs_mark_to_init (set->marks[i]);
    g_autofree gint64 *values = g_memdup2 (init.values, init.n_values * sizeof *values);
    values[0] += 1000;
    init.values = values;
    if (i < 2)
      g_array_append_val (remove, init.id);
    if (i == 1)
      init.id = 77;
    if (i > 0)
      g_ptr_array_add (put, cs_mark_new (&init, &error));
    g_assert_no_error (error);
  }
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, remove, NULL, &error);
  cs_project_edit_draft (project, &gid, edit, &error);
  g_assert_no_error (error);
  const CsDecision decision = {
    .decision = "correct", .category = "boundary", .reason = "too narrow", .clause = NULL
  };
  cs_project_decide (project, &gid, &decision, &error);
  g_assert_no_error (error);
}

static CsCompareBar *
bar_of (CsTestWindow *world)
{
  return (CsCompareBar *)cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_COMPARE_BAR, 0);
}

static gboolean
is_read (CsTestWindow *world, gpointer data)
{
  return bar_of (world) != NULL && cs_compare_bar_changes (bar_of (world)) != NULL;
}

static gboolean
is_gone (CsTestWindow *world, gpointer data)
{
  return bar_of (world) == NULL;
}

static gboolean
is_from_nothing (CsTestWindow *world, gpointer data)
{
  return cs_compare_bar_changes (bar_of (world))->from == CS_CHANGES_FROM_NOTHING;
}

static CsCanvas *
canvas_of (CsTestWindow *world)
{
  return (CsCanvas *)cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_CANVAS, 0);
}

static gboolean
has_picture (CsTestWindow *world, gpointer data)
{
  return canvas_of (world) != NULL && cs_canvas_state (canvas_of (world)) == CS_CANVAS_SHOWN;
}

/* Which nodes are painted: what was before has one of its own only where the view is split. */
static void
assert_painted (CsTestWindow *world, CsCaseModel *model, CsCompareWay way)
{
  gboolean split = way == CS_COMPARE_BESIDE || way == CS_COMPARE_SWIPE;
  cs_case_compare_set_way (model, way);
  cs_test_window_settle (world);
  g_assert_cmpint (cs_canvas_is_split (canvas_of (world)), ==, split);
  g_assert_cmpint (canvas_of (world)->before_node != NULL, ==, split);
  g_assert_nonnull (canvas_of (world)->marks_node);
}

static void
test_compare (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-chris", 1366, 768, correct);
  CsCaseModel *model = cs_test_window_open_case (&world, CASE);
  g_autoptr (CsMarkSet) before = cs_mark_set_ref (cs_case_model_marks (model));
  g_autoptr (GError) error = NULL;
  g_assert_true (cs_case_model_may_edit (model));
  cs_test_window_wait (&world, has_picture, NULL);
  cs_test_window_keys (&world, "ctrl+d");
  cs_test_window_wait (&world, is_read, NULL);
  const CsChanges *changes = cs_compare_bar_changes (bar_of (&world));
  g_assert_cmpuint (changes->before_marks->n_marks, ==, n_first);
  g_assert_cmpuint (changes->after_marks->n_marks, ==, n_first - 1);
  g_assert_cmpuint (changes->diff->marks->len, ==, 3);
  g_assert_true (cs_case_model_visible (model) == changes->after_marks);
  /* Nothing is changed meanwhile, and it is said why. */
  g_assert_false (cs_case_model_may_edit (model));
  g_assert_false (cs_case_model_check_edit (model, &error));
  g_assert_nonnull (strstr (error->message, "compared"));
  for (CsCompareWay way = CS_COMPARE_OVERLAY; way <= CS_COMPARE_FLICKER; way++)
    assert_painted (&world, model, way);
  /* The first choice has the keys: one up is nothing at all. */
  cs_test_window_keys (&world, "Return");
  cs_test_window_settle (&world);
  cs_test_window_keys (&world, "Up");
  cs_test_window_keys (&world, "Return");
  cs_test_window_wait (&world, is_from_nothing, NULL);
  g_assert_cmpuint (cs_compare_bar_changes (bar_of (&world))->diff->marks->len, ==, n_first - 1);
  cs_test_window_keys (&world, "Escape");
  cs_test_window_wait (&world, is_gone, NULL);
  g_assert_false (cs_case_compare_is_on (model));
  g_assert_true (cs_mark_set_equal (before, cs_case_model_visible (model)));
  g_assert_true (cs_mark_set_equal (before, cs_case_model_marks (model)));
  g_assert_true (cs_case_model_may_edit (model));
  cs_test_window_end (&world);
}

/* The line goes with the pointer, and no mark is taken hold of. */
static void
test_line (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-chris", 1366, 768, correct);
  CsCaseModel *model = cs_test_window_open_case (&world, CASE);
  cs_test_window_wait (&world, has_picture, NULL);
  cs_test_window_keys (&world, "ctrl+d");
  cs_test_window_wait (&world, is_read, NULL);
  cs_case_compare_set_way (model, CS_COMPARE_SWIPE);
  cs_test_window_settle (&world);
  GtkWidget *canvas = GTK_WIDGET (canvas_of (&world));
  int width = gtk_widget_get_width (canvas);
  cs_test_window_drag (&world, canvas, 0, 100, -width / 4, 110);
  g_assert_cmpfloat_with_epsilon (cs_case_compare_line (model), 0.25, 0.02);
  g_assert_cmpuint (cs_case_model_selected (model), ==, 0);
  cs_test_window_keys (&world, "Escape");
  cs_test_window_wait (&world, is_gone, NULL);
  cs_test_window_end (&world);
}

static gboolean
is_left (CsTestWindow *world, gpointer data)
{
  return canvas_of (world) == NULL;
}

/* A case under review is left, and another one comes, while its versions are compared. */
static void
test_left (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-chris", 1366, 768, correct);
  cs_test_window_open_case (&world, CASE);
  cs_test_window_wait (&world, has_picture, NULL);
  cs_test_window_keys (&world, "ctrl+d");
  cs_test_window_wait (&world, is_read, NULL);
  cs_test_window_keys (&world, "ctrl+BackSpace");
  cs_test_window_wait (&world, is_left, NULL);
  CsCaseModel *model = cs_test_window_open_case (&world, CASE);
  g_assert_false (cs_case_compare_is_on (model));
  g_assert_true (cs_case_model_may_edit (model));
  cs_test_window_end (&world);
}

static void
change_nothing (CsTestWindow *world)
{
}

/* The first passage of MODEL's marks, alone. */
static CsMarkSet *
first_passage (CsCaseModel *model)
{
  const CsMarkSet *set = cs_case_model_marks (model);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  for (guint i = 0; i < set->n_marks && marks->len == 0; i++)
    if (set->marks[i]->kind == &cs_mark_kind_span)
      g_ptr_array_add (marks, cs_mark_ref (set->marks[i]));
  return cs_mark_set_new (marks, NULL, NULL);
}

static CsTextCanvas *
text_of (CsTestWindow *world, guint n)
{
  return (CsTextCanvas *)cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_TEXT_CANVAS, n);
}

/* A text stands twice, as wide as each other, or shows what was before while a key is held. */
static void
test_text (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-chris", 1366, 768, change_nothing);
  CsCaseModel *model = cs_test_window_open_case (&world, "Patient 1");
  for (guint i = 0; i < cs_case_model_n_items (model); i++)
    if (cs_case_model_item (model, i)->text != NULL)
      cs_case_model_go_item (model, i);
  cs_test_window_settle (&world);
  g_autoptr (CsMarkSet) before = first_passage (model);
  g_autoptr (CsMarkSet) now = cs_mark_set_ref (cs_case_model_marks (model));
  guint all = text_of (&world, 0)->spans->marks;
  g_assert_cmpuint (all, >, 1);
  cs_case_compare_begin (model, before, now, "now");
  cs_case_compare_set_way (model, CS_COMPARE_BESIDE);
  cs_test_window_settle (&world);
  CsTextCanvas *earlier = text_of (&world, 0), *canvas = text_of (&world, 1);
  g_assert_cmpuint (earlier->spans->marks, ==, 1);
  g_assert_cmpuint (canvas->spans->marks, ==, all);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (earlier)), ==,
                   gtk_widget_get_width (GTK_WIDGET (canvas)));
  cs_case_compare_set_way (model, CS_COMPARE_FLICKER);
  cs_test_window_settle (&world);
  g_assert_null (text_of (&world, 1));
  cs_text_canvas_set_before (canvas, before);
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
  cs_test_window_key_down (&world, "s");
  cs_test_window_settle (&world);
  g_assert_cmpuint (canvas->spans->marks, ==, 1);
  cs_test_window_key_up (&world, "s");
  cs_test_window_settle (&world);
  g_assert_cmpuint (canvas->spans->marks, ==, all);
  cs_case_compare_end (model);
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/compare/ways", test_compare);
  g_test_add_func ("/compare/line", test_line);
  g_test_add_func ("/compare/left", test_left);
  g_test_add_func ("/compare/text", test_text);
  return g_test_run ();
}
