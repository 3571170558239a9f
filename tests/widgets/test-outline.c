/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An outline that was not closed: nothing that was drawn is lost without Esc, and nobody hands in
 * a shape that was closed for them before they saw it. */
#include "cs-canvas.h"
#include "cs-changes-pane.h"
#include "cs-test-project.h"
#include "cs-test-picture.h"

/* In which a case that was just opened does not hear that it is finished, in milliseconds. */
#define FIRST_MOMENT 400

static const char schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"Outlines\",\"labels\":["
    "{\"key\":\"nodule\",\"name\":\"Nodule\",\"kinds\":[\"box\"]},"
    "{\"key\":\"gland\",\"name\":\"Gland\",\"kinds\":[\"polygon\"]},"
    "{\"key\":\"duct\",\"name\":\"Duct\",\"kinds\":[\"polygon\"]},"
    "{\"key\":\"finding\",\"name\":\"Finding\",\"kinds\":[\"span\"]}]}";

static GtkWidget *
root_of (CsTestWindow *world)
{
  return GTK_WIDGET (world->window);
}

static CsCaseModel *
open_at_picture (CsTestWindow *world, const char *title)
{
  CsCaseModel *model = cs_test_window_open_case (world, title);
  cs_test_picture_go (world, model, 0);
  return model;
}

/* POINTS of an outline, with the keys. */
static void
draw (CsTestWindow *world, CsCaseModel *model, guint points)
{
  static const char *const ways[] = { "Right", "Down", "Left" };
  cs_test_window_keys (world, "v");
  cs_test_window_keys (world, "p");
  g_assert_cmpstr (cs_case_model_tool (model), ==, "polygon");
  cs_test_window_keys (world, "x");
  for (guint i = 0; i < points; i++) {
    cs_test_window_keys (world, "space");
    cs_test_window_keys (world, ways[i]);
  }
}

static guint
outlines (CsCaseModel *model, const char *label)
{
  const CsMarkSet *set = cs_case_model_marks (model);
  guint n = 0;
  for (guint i = 0; i < set->n_marks; i++)
    n += set->marks[i]->kind == &cs_mark_kind_polygon &&
         (label == NULL || g_str_equal (set->marks[i]->label, label));
  return n;
}

typedef struct {
  CsCaseModel *model;
  const char *label; /* or NULL */
  guint n;
} Outlines;

static gboolean
are_there (CsTestWindow *world, gpointer data)
{
  const Outlines *wanted = data;
  return outlines (wanted->model, wanted->label) == wanted->n;
}

/* Soon. */
static void
wait_outlines (CsTestWindow *world, CsCaseModel *model, const char *label, guint n)
{
  Outlines wanted = { model, label, n };
  cs_test_window_wait (world, are_there, &wanted);
}

static gboolean
has_none (CsTestWindow *world, gpointer model)
{
  return outlines (model, NULL) == 0;
}

/* Another tool, label or item. */
static void
test_going_on (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, schema);
  CsCaseModel *model = open_at_picture (&world, "Patient 2");
  const CsSchema *labels = cs_case_model_schema (model);
  cs_case_model_arm (model, cs_schema_label (labels, "gland"), NULL);
  draw (&world, model, 3);
  g_assert_cmpuint (outlines (model, NULL), ==, 0);
  cs_test_window_keys (&world, "v");
  wait_outlines (&world, model, "gland", 1);
  g_assert_cmpstr (cs_case_model_tool (model), ==, "select");
  cs_test_window_wait (&world, cs_test_window_is_said,
                       (gpointer) "The open outline was closed. Ctrl+Z takes it back.");
  cs_test_window_settle (&world);
  cs_test_window_keys (&world, "ctrl+z");
  cs_test_window_wait (&world, has_none, model);

  /* Nothing to keep. */
  draw (&world, model, 2);
  cs_test_window_keys (&world, "b");
  draw (&world, model, 3);
  cs_test_window_keys (&world, "Escape");
  cs_test_window_keys (&world, "v");
  g_assert_cmpuint (outlines (model, NULL), ==, 0);

  /* It has the label that it was begun with. */
  draw (&world, model, 3);
  cs_case_model_arm (model, cs_schema_label (labels, "duct"), NULL);
  wait_outlines (&world, model, "gland", 1);
  g_assert_cmpuint (outlines (model, "duct"), ==, 0);

  /* Another slice of the picture leaves it open, the text beside it does not. */
  draw (&world, model, 3);
  cs_test_window_keys (&world, "F4");
  g_assert_cmpuint (outlines (model, "duct"), ==, 1);
  cs_test_window_end (&world);
}

/* What is begun goes first, point by point; then what was finished before. */
static void
test_undo (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, schema);
  CsCaseModel *model = open_at_picture (&world, "Patient 2");
  CsCanvas *canvas = CS_CANVAS (cs_test_window_find (root_of (&world), CS_TYPE_CANVAS, 0));
  cs_case_model_arm (model, cs_schema_label (cs_case_model_schema (model), "gland"), NULL);
  draw (&world, model, 2);
  g_assert_true (cs_canvas_is_drawing (canvas));
  cs_test_window_keys (&world, "ctrl+z");
  cs_test_window_keys (&world, "ctrl+z");
  g_assert_false (cs_canvas_is_drawing (canvas));
  draw (&world, model, 3);
  cs_test_window_keys (&world, "v");
  wait_outlines (&world, model, "gland", 1);
  cs_test_window_settle (&world);
  draw (&world, model, 3);
  cs_test_window_keys (&world, "ctrl+z");
  cs_test_window_keys (&world, "ctrl+z");
  cs_test_window_keys (&world, "ctrl+z");
  cs_test_window_settle (&world);
  g_assert_false (cs_canvas_is_drawing (canvas));
  g_assert_cmpuint (outlines (model, "gland"), ==, 1);
  cs_test_window_keys (&world, "ctrl+z");
  cs_test_window_wait (&world, has_none, model);
  cs_test_window_end (&world);
}

/* The key of a tool goes on with what was drawn with it last, not with the first of the schema. */
static void
test_label_again (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, schema);
  CsCaseModel *model = open_at_picture (&world, "Patient 2");
  const CsSchema *labels = cs_case_model_schema (model);
  cs_case_model_arm (model, cs_schema_label (labels, "duct"), NULL);
  draw (&world, model, 3);
  cs_test_window_keys (&world, "v");
  wait_outlines (&world, model, "duct", 1);
  cs_case_model_arm (model, cs_schema_label (labels, "nodule"), NULL);
  cs_test_window_keys (&world, "p");
  g_assert_cmpstr (cs_case_model_armed (model).label->key, ==, "duct");
  cs_test_window_end (&world);
}

static gboolean
is_left (CsTestWindow *world, gpointer model)
{
  return cs_main_window_case (world->window) != model;
}

static void
assert_kept_by (const char *key)
{
  CsTestWindow world;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, schema);
  CsCaseModel *model = open_at_picture (&world, "Patient 2");
  draw (&world, model, 3);
  cs_test_window_keys (&world, key);
  cs_test_window_wait (&world, is_left, model);
  cs_test_window_wait (&world, cs_test_window_is_said,
                       (gpointer) "The open outline was closed. It is in the draft of Patient 2.");
  cs_test_window_settle (&world);
  model = open_at_picture (&world, "Patient 2");
  wait_outlines (&world, model, "gland", 1);
  cs_test_window_end (&world);
}

static void
test_leaving (void)
{
  if (!cs_test_window_can ())
    return;
  assert_kept_by ("ctrl+BackSpace");
  assert_kept_by ("ctrl+Next");
}

static gboolean
is_closed (CsTestWindow *world, gpointer data)
{
  return cs_main_window_session (world->window) == NULL;
}

static gboolean
is_open (CsTestWindow *world, gpointer data)
{
  CsSession *session = cs_main_window_session (world->window);
  return session != NULL && cs_session_facts (session) != NULL &&
         cs_session_facts (session)->handle != NULL;
}

static const char closed_words[] =
    "The open outline was closed when the window was: mark 1. Ctrl+Z takes it back.";

/* Nobody is there any more to be told: it is said when the case is opened again, once. */
static void
test_closing (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, schema);
  CsCaseModel *model = open_at_picture (&world, "Patient 2");
  GtkWidget *root = GTK_WIDGET (world.window);
  draw (&world, model, 3);
  for (guint i = 0; i < 2; i++) {
    cs_test_window_keys (&world, "ctrl+w");
    cs_test_window_wait (&world, is_closed, NULL);
    cs_main_window_open (world.window, world.path, "sample-ana");
    cs_test_window_wait (&world, is_open, NULL);
    model = open_at_picture (&world, "Patient 2");
    wait_outlines (&world, model, "gland", 1);
    g_assert_true ((cs_test_window_find_words (root, closed_words) != NULL) == (i == 0));
  }
  cs_test_window_keys (&world, "ctrl+z");
  cs_test_window_wait (&world, has_none, model);
  cs_test_window_end (&world);
}

/* Where nothing can be taken back, nothing is said of it. */
static void
test_looked_at (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, schema);
  CsCaseModel *model = open_at_picture (&world, "Patient 2");
  draw (&world, model, 3);
  cs_test_window_keys (&world, "ctrl+w");
  cs_test_window_wait (&world, is_closed, NULL);
  cs_session_drain (); /* it is free for somebody else */
  CsProject *elsewhere =
      cs_test_open (cs_application_env (world.application), world.path, "sample-ben");
  cs_main_window_open (world.window, world.path, "sample-ana");
  cs_test_window_wait (&world, is_open, NULL);
  model = cs_test_window_open_case (&world, "Patient 2");
  g_assert_cmpuint (cs_case_model_kept (model), !=, 0);
  g_assert_false (cs_case_model_may_edit (model));
  g_assert_null (cs_test_window_find_words (GTK_WIDGET (world.window), closed_words));
  cs_test_window_end (&world);
  cs_project_close (elsewhere);
}

static void
test_submitting (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, schema);
  CsCaseModel *model = open_at_picture (&world, "Patient 2");
  for (guint i = 0; i < cs_case_model_n_items (model); i++)
    cs_case_model_answer (model, i, CS_ANSWER_NOTHING, NULL);
  draw (&world, model, 3);
  cs_test_window_pass (FIRST_MOMENT);
  cs_test_window_keys (&world, "ctrl+Return");
  g_assert_true (cs_main_window_case (world.window) == model);
  wait_outlines (&world, model, "gland", 1);
  cs_test_window_wait (&world, cs_test_window_is_said,
                       (gpointer) "The open outline was closed. Look at it, then submit again.");
  cs_test_window_keys (&world, "ctrl+Return");
  cs_test_window_wait (&world, is_left, model);
  cs_test_window_settle (&world);
  cs_test_window_end (&world);
}

/* The key that ended another act was let go of where this page does not hear it: in a reply that
 * went away, on the page of the project. That is no key that is held down. */
static void
test_first_chord (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, schema);
  CsCaseModel *model = open_at_picture (&world, "Patient 2");
  cs_test_window_key_down (&world, "ctrl");
  cs_test_window_key_down (&world, "Return");
  gtk_window_set_focus (GTK_WINDOW (world.window), NULL);
  cs_test_window_key_up (&world, "Return");
  cs_test_window_key_up (&world, "ctrl");
  for (guint i = 0; i < cs_case_model_n_items (model); i++)
    cs_case_model_answer (model, i, CS_ANSWER_NOT_ASSESSABLE, NULL);
  cs_test_window_settle (&world);
  cs_test_window_pass (FIRST_MOMENT);
  cs_test_picture_go (&world, model, 0);
  cs_test_window_keys (&world, "ctrl+Return");
  cs_test_window_wait (&world, is_left, model);
  cs_test_window_settle (&world);
  cs_test_window_end (&world);
}

static guint
n_windows (void)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ());
}

/* Without them the case would be left, refused and come back. */
static void
set_densities (CsCaseModel *model)
{
  guint n = 0;
  g_autoptr (GError) error = NULL;
  const guint64 *order = cs_case_model_order (model, &n);
  g_autofree guint64 *ids = g_memdup2 (order, n * sizeof *order);
  for (guint i = 0; i < n; i++) {
    const CsMark *mark = cs_mark_set_get (cs_case_model_marks (model), ids[i]);
    if (g_strcmp0 (mark->label, "nodule") != 0)
      continue;
    cs_case_model_set_attribute (model, ids[i], "density", cs_json_new_string ("solid"), &error);
    g_assert_no_error (error);
  }
}

static void
test_deciding (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  const char *words = "The open outline was closed. Look at it, then decide again.";
  cs_test_window_begin (&world, "sample-ben", 1366, 768, NULL);
  CsCaseModel *model = open_at_picture (&world, "Slide 1");
  guint before = outlines (model, NULL), windows = n_windows ();
  draw (&world, model, 3);
  cs_test_window_keys (&world, "ctrl+b");
  wait_outlines (&world, model, NULL, before + 1);
  g_assert_cmpuint (n_windows (), ==, windows);
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer)words);
  GtkWidget *list = cs_test_window_find (root_of (&world), CS_TYPE_CHANGES_PANE, 0);
  for (guint i = 0; i < 12; i++) {
    gtk_widget_activate_action (list, "mark.settle", NULL);
    cs_test_window_settle (&world);
  }
  set_densities (model);
  cs_test_window_settle (&world);
  draw (&world, model, 3);
  cs_test_window_pass (FIRST_MOMENT);
  cs_test_window_keys (&world, "ctrl+Return");
  g_assert_true (cs_main_window_case (world.window) == model);
  wait_outlines (&world, model, NULL, before + 2);
  set_densities (model);
  cs_test_window_settle (&world);
  cs_test_window_keys (&world, "ctrl+Return");
  cs_test_window_wait (&world, is_left, model);
  cs_test_window_settle (&world);
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/outline/going-on", test_going_on);
  g_test_add_func ("/outline/undo", test_undo);
  g_test_add_func ("/outline/label-again", test_label_again);
  g_test_add_func ("/outline/leaving", test_leaving);
  g_test_add_func ("/outline/looked-at", test_looked_at);
  g_test_add_func ("/outline/closing", test_closing);
  g_test_add_func ("/outline/submitting", test_submitting);
  g_test_add_func ("/outline/deciding", test_deciding);
  g_test_add_func ("/outline/first-chord", test_first_chord);
  return g_test_run ();
}
