/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Disputes between readers settled by keys alone, in the whole window: a digit that is tapped
 * chooses, one that is held shows, and the line that asks why leads on. */
#include "cs-disputes-pane.h"
#include "cs-test-picture.h"
#include "cs-test-project.h"
#include "cs-text-canvas-private.h"
#include "cs-workflow.h"

#include <math.h>
#include <string.h>

static const char two[] =
    "{\"format\":\"countersign-workflow-1\",\"name\":\"two\",\"coverage\":\"off\",\"stages\":["
    "{\"key\":\"label\",\"roles\":[\"labeler\",\"sme\"],\"reads\":2},"
    "{\"key\":\"adjudicate\",\"roles\":[\"reviewer\"],\"exclude\":[\"author\"]},"
    "{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}";

static CsMark *
new_mark (const CsItemRow *item, gboolean text, guint64 id, guint frame)
{
  const gint64 box[] = { 60000, 60000, 90000, 90000 }, span[] = { 2, 8 };
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) attributes = text ? NULL : cs_json_new_object ();
  if (!text)
    cs_json_put_string (attributes, "density", "solid");
  CsMarkInit init = { .id = id,
                      .kind = text ? &cs_mark_kind_span : &cs_mark_kind_box,
                      .label = !text      ? "nodule"
                               : id == 11 ? "finding"
                                          : "measurement",
                      .item = item->gid,
                      .part = frame,
                      .values = text ? span : box,
                      .n_values = text ? 2 : 4,
                      .quote = text ? "est CT" : NULL,
                      .attributes = attributes,
                      .confidence = -1 };
  CsMark *mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  return mark;
}

/* Each reader has a region on a slice of their own, and another word for a passage. */
static void
read_it (CsTestWindow *world, const char *handle, guint64 id, guint frame)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project =
      cs_test_open (cs_application_env (world->application), world->path, handle);
  CsReader reader = cs_project_reader (project);
  CsGid gid = cs_test_case (project, "Patient 2");
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &gid, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  for (guint k = 0; k < items->len; k++) {
    const CsItemRow *item = items->pdata[k];
    gboolean text = g_str_equal (item->kind, "text");
    g_ptr_array_add (put, new_mark (item, text, text ? 10 + id : id, text ? 0 : frame));
  }
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, NULL, &error);
  cs_project_edit_draft (project, &gid, edit, &error);
  g_assert_no_error (error);
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
prepare (CsTestWindow *world)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (two, strlen (two), &error);
  g_assert_no_error (error);
  CsProject *project =
      cs_test_open (cs_application_env (world->application), world->path, "sample-chris");
  cs_project_publish_workflow (project, workflow, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  read_it (world, "sample-ana", 1, 3);
  read_it (world, "sample-chris", 2, 9);
}

static GtkWidget *
pane_of (CsTestWindow *world)
{
  return cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_DISPUTES_PANE, 0);
}

static gboolean
shows_slice (CsTestWindow *world, gpointer unit)
{
  GtkWidget *canvas = cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_CANVAS, 0);
  return canvas != NULL && cs_canvas_unit (CS_CANVAS (canvas)) == GPOINTER_TO_INT (unit);
}

static gboolean
asks_why (CsTestWindow *world, gpointer data)
{
  GtkWidget *entry = cs_test_window_find (pane_of (world), GTK_TYPE_ENTRY, 0);
  return cs_test_window_has_focus (world, entry);
}

/* The words of the row N, of its state. */
static gboolean
row_says (CsTestWindow *world, guint n, const char *state)
{
  GtkWidget *row = cs_test_window_find (pane_of (world), GTK_TYPE_LIST_BOX_ROW, n);
  return row != NULL && cs_test_window_find_words (row, state) != NULL;
}

static gboolean
first_is (CsTestWindow *world, gpointer state)
{
  return row_says (world, 0, state);
}

static gboolean
second_is (CsTestWindow *world, gpointer state)
{
  return row_says (world, 1, state);
}

static gboolean
is_gone (CsTestWindow *world, gpointer data)
{
  return pane_of (world) == NULL;
}

static void
say_why (CsTestWindow *world)
{
  cs_test_window_wait (world, asks_why, NULL);
  cs_test_window_keys (world, "w");
  cs_test_window_keys (world, "h");
  cs_test_window_keys (world, "y");
  cs_test_window_keys (world, "Return");
}

static void
test_keys (void)
{
  CsTestWindow world = { 0 };
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ben", 1366, 768, prepare);
  CsCaseModel *model = cs_test_window_open_case (&world, "Patient 2");
  g_assert_cmpint (cs_case_model_view (model)->mode, ==, CS_MODE_ADJUDICATION);
  cs_test_window_wait (&world, cs_test_picture_has_keys, NULL);
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "3 disputes to settle");
  cs_test_window_wait (&world, shows_slice, GINT_TO_POINTER (3));
  /* Held it only shows. */
  cs_test_window_key_down (&world, "shift");
  cs_test_window_key_down (&world, "1");
  cs_test_window_pass (600);
  cs_test_window_key_up (&world, "1");
  cs_test_window_key_up (&world, "shift");
  cs_test_window_settle (&world);
  g_assert_true (first_is (&world, (gpointer) "open"));
  /* Tapped it chooses; who leaves the line without a word owes it. */
  cs_test_window_keys (&world, "shift+1");
  cs_test_window_wait (&world, first_is, (gpointer) "A, why?");
  cs_test_window_wait (&world, asks_why, NULL);
  cs_test_window_keys (&world, "Escape");
  cs_test_window_wait (&world, cs_test_picture_has_keys, NULL);
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "1 reason missing");
  cs_test_window_keys (&world, "ctrl+z");
  cs_test_window_wait (&world, first_is, (gpointer) "open");
  cs_test_window_keys (&world, "ctrl+y");
  cs_test_window_wait (&world, first_is, (gpointer) "A, why?");
  cs_test_window_keys (&world, "a");
  say_why (&world);
  cs_test_window_wait (&world, first_is, (gpointer) "A");
  /* The next is there with its slice. */
  cs_test_window_wait (&world, shows_slice, GINT_TO_POINTER (9));
  cs_test_window_wait (&world, cs_test_picture_has_keys, NULL);
  cs_test_window_keys (&world, "shift+0");
  cs_test_window_wait (&world, second_is, (gpointer) "nobody, why?");
  cs_test_window_keys (&world, "Escape");
  cs_test_window_wait (&world, cs_test_picture_has_keys, NULL);
  /* Drawn anew instead: the key after the last position, and never before the fourth. */
  cs_test_window_keys (&world, "shift+4");
  cs_test_window_wait (&world, cs_test_window_is_said,
                       (gpointer) "What you draw now is the ruling (Esc)");
  GtkWidget *canvas = cs_test_window_find (GTK_WIDGET (world.window), CS_TYPE_CANVAS, 0);
  cs_test_window_drag (&world, canvas, -60, -60, 10, 10);
  cs_test_window_wait (&world, second_is, (gpointer) "your own, why?");
  cs_test_window_keys (&world, "ctrl+Return"); /* to what is missing, and no further */
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "1 dispute to settle");
  g_assert_false (is_gone (&world, NULL));
  cs_test_window_end (&world);
}

/* The same place of the picture is seen in each half of the view. */
static gboolean
stands_twice (CsTestWindow *world, gpointer data)
{
  CsCanvas *canvas =
      CS_CANVAS (cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_CANVAS, 0));
  double width = gtk_widget_get_width (GTK_WIDGET (canvas)), one = 0, other = 0, y = 0;
  return cs_canvas_to_picture (canvas, 100, 50, &one, &y) &&
         cs_canvas_to_picture (canvas, 100 + floor (width / 2), 50, &other, &y) && one == other;
}

static gboolean
stands_once (CsTestWindow *world, gpointer data)
{
  return !stands_twice (world, data);
}

/* Where there is room each position has a picture of its own, in which it is drawn, too. */
static void
test_columns (void)
{
  CsTestWindow world = { 0 };
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ben", 1900, 1000, prepare);
  CsCaseModel *model = cs_test_window_open_case (&world, "Patient 2");
  cs_test_window_wait (&world, cs_test_picture_has_keys, NULL);
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "3 disputes to settle");
  cs_test_window_keys (&world, "F9");
  cs_test_window_wait (&world, stands_twice, NULL);
  cs_test_window_keys (&world, "shift+s");
  cs_test_window_wait (&world, stands_once, NULL);
  cs_test_window_keys (&world, "shift+s");
  cs_test_window_wait (&world, stands_twice, NULL);
  cs_test_window_keys (&world, "shift+4");
  cs_test_window_wait (&world, cs_test_window_is_said,
                       (gpointer) "What you draw now is the ruling (Esc)");
  GtkWidget *canvas = cs_test_window_find (GTK_WIDGET (world.window), CS_TYPE_CANVAS, 0);
  int quarter = gtk_widget_get_width (canvas) / 4, half = gtk_widget_get_height (canvas) / 2;
  double left = 0, top = 0, right = 0, bottom = 0;
  g_assert_true (
      cs_canvas_to_picture (CS_CANVAS (canvas), 3 * quarter - 30, half - 30, &left, &top) &&
      cs_canvas_to_picture (CS_CANVAS (canvas), 3 * quarter + 30, half + 30, &right, &bottom));
  cs_test_window_drag (&world, canvas, quarter - 30, -30, quarter + 30, 30);
  cs_test_window_keys (&world, "F9");
  cs_test_window_wait (&world, first_is, (gpointer) "your own, why?");
  const CsMarkSet *set = cs_case_model_marks (model);
  CsMarkBounds bounds = { 0 };
  for (guint i = 0; i < set->n_marks; i++)
    if (set->marks[i]->kind == &cs_mark_kind_box)
      g_assert_true (cs_mark_bounds (set->marks[i], &bounds));
  g_assert_cmpfloat_with_epsilon ((double)bounds.x0 / 1000, left, 2);
  g_assert_cmpfloat_with_epsilon ((double)bounds.y0 / 1000, top, 2);
  g_assert_cmpfloat_with_epsilon ((double)bounds.x1 / 1000, right, 2);
  g_assert_cmpfloat_with_epsilon ((double)bounds.y1 / 1000, bottom, 2);
  cs_test_window_end (&world);
}

static CsTextCanvas *
text_of (CsTestWindow *world, guint n)
{
  return (CsTextCanvas *)cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_TEXT_CANVAS, n);
}

static gboolean
has_two_texts (CsTestWindow *world, gpointer data)
{
  return text_of (world, 1) != NULL;
}

static gboolean
has_one_text (CsTestWindow *world, gpointer data)
{
  return text_of (world, 0) != NULL && text_of (world, 1) == NULL;
}

static gboolean
are_of_one_width (CsTestWindow *world, gpointer data)
{
  int width = gtk_widget_get_width (GTK_WIDGET (text_of (world, 0)));
  return width > 0 && width == gtk_widget_get_width (GTK_WIDGET (text_of (world, 1)));
}

/* So has a text: the last is the one that is worked on, and all have one width. */
static void
test_text_columns (void)
{
  CsTestWindow world = { 0 };
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ben", 1900, 1000, prepare);
  CsCaseModel *model = cs_test_window_open_case (&world, "Patient 2");
  cs_test_window_wait (&world, cs_test_picture_has_keys, NULL);
  for (guint i = 0; i < cs_case_model_n_items (model); i++)
    if (cs_case_model_item (model, i)->text != NULL)
      cs_case_model_go_item (model, i);
  cs_test_window_keys (&world, "F9"); /* in a half of the window there is no room beside the pane */
  cs_test_window_wait (&world, has_two_texts, NULL);
  g_assert_cmpint (text_of (&world, 0)->only_position, ==, 0);
  g_assert_cmpint (text_of (&world, 1)->only_position, ==, 1);
  cs_test_window_wait (&world, are_of_one_width, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (text_of (&world, 1)));
  cs_test_window_keys (&world, "shift+s");
  cs_test_window_wait (&world, has_one_text, NULL);
  g_assert_cmpint (text_of (&world, 0)->only_position, ==, -1);
  cs_test_window_keys (&world, "shift+s");
  cs_test_window_wait (&world, has_two_texts, NULL);
  cs_test_window_keys (&world, "F9");
  cs_test_window_wait (&world, has_one_text, NULL);
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/adjudicate-keys/keys", test_keys);
  g_test_add_func ("/adjudicate-keys/columns", test_columns);
  g_test_add_func ("/adjudicate-keys/text-columns", test_text_columns);
  return g_test_run ();
}
