/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suggestions of a model by key, pointer and menu: gone through, taken, dropped, and none that is
 * not on the screen. */
#include "cs-finding-row.h"
#include "cs-finding-words.h"
#include "cs-findings-pane.h"
#include "cs-test-picture.h"
#include "cs-test-project.h"

static const char schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"Suggestions\",\"labels\":["
    "{\"key\":\"bleed\",\"name\":\"Bleed\",\"kinds\":[\"box\"]},"
    "{\"key\":\"mass\",\"name\":\"Mass\",\"kinds\":[\"box\"]},"
    "{\"key\":\"words\",\"name\":\"Words\",\"kinds\":[\"span\"]}]}";

static CsMark *
suggested (const CsItemRow *item, guint64 id, gint64 at)
{
  g_autoptr (GError) error = NULL;
  gboolean text = g_str_equal (item->kind, "text");
  const gint64 box[] = { at, at, at + 20000, at + 20000 }, words[] = { 3, 20 };
  CsMarkInit init = { .id = id,
                      .kind = text ? &cs_mark_kind_span : &cs_mark_kind_box,
                      .label = text ? "words" : "bleed",
                      .item = item->gid,
                      .values = text ? words : box,
                      .n_values = text ? 2 : 4,
                      .quote = text ? "there" : NULL,
                      .confidence = text ? -1 : 904 };
  CsMark *mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  return mark;
}

static guint many; /* more boxes than those two */

/* Two boxes on the first slice of Patient 2, and words of its note. */
static void
suggest (CsTestWindow *window)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project =
      cs_test_open (cs_application_env (window->application), window->path, "sample-chris");
  g_autoptr (CsSchema) labels = cs_schema_read (schema, strlen (schema), &error);
  g_assert_no_error (error);
  cs_project_publish_schema (project, labels, NULL, &error);
  g_assert_no_error (error);
  CsGid gid = cs_test_case (project, "Patient 2");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &gid, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  for (guint i = 0; i < items->len; i++) {
    const CsItemRow *item = items->pdata[i];
    if (g_str_equal (item->kind, "text")) {
      g_ptr_array_add (marks, suggested (item, 13, 0));
    } else {
      g_ptr_array_add (marks, suggested (item, 11, 10000));
      g_ptr_array_add (marks, suggested (item, 12, 50000));
      for (guint n = 0; n < many; n++)
        g_ptr_array_add (marks, suggested (item, 100 + n, 1000 * n));
    }
  }
  g_autoptr (CsMarkSet) set = cs_mark_set_new (marks, NULL, &error);
  g_assert_no_error (error);
  const CsMarkSet *sets[] = { set };
  cs_project_suggest (project, &gid, sets, 1, "finder 2", &error);
  g_assert_no_error (error);
}

static guint64
suggestion (CsTestPicture *world)
{
  const CsSuggestionRow *row = cs_case_model_suggestion (world->model);
  return row != NULL ? row->mark->id : 0;
}

/* The row of what is selected is open, and no other; NULL: none is. */
static void
assert_row (CsTestPicture *world, const char *beginning)
{
  GtkWidget *pane = cs_test_window_find (cs_test_picture_root (world), CS_TYPE_FINDINGS_PANE, 0);
  GtkWidget *take = cs_test_window_find_words (pane, "Take");
  g_assert_true ((take != NULL) == (beginning != NULL));
  if (beginning == NULL)
    return;
  GtkWidget *row = gtk_widget_get_ancestor (take, CS_TYPE_FINDING_ROW);
  const CsMark *mark = cs_case_model_suggestion (world->model)->mark;
  g_autofree char *line = cs_finding_line (world->model, mark);
  g_autofree char *words = g_strconcat (beginning, line, NULL);
  g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (row)));
  g_assert_nonnull (cs_test_window_find_words (row, words));
  g_assert_nonnull (cs_test_window_find_words (row, "A"));
  g_assert_nonnull (cs_test_window_find_words (row, "Delete"));
}

static gboolean
is_settled (CsTestWindow *window, gpointer data)
{
  CsTestPicture *world = data;
  return cs_case_model_missing (world->model).suggestions == 2;
}

static gboolean
is_one_left (CsTestWindow *window, gpointer data)
{
  CsTestPicture *world = data;
  return cs_case_model_missing (world->model).suggestions == 1;
}

static gboolean
is_none_left (CsTestWindow *window, gpointer data)
{
  CsTestPicture *world = data;
  return cs_case_model_missing (world->model).suggestions == 0;
}

static gint64
unit (CsTestPicture *world)
{
  gint64 at = 0;
  cs_case_model_place (world->model, &at);
  return at;
}

static void
test_keys (void)
{
  CsTestPicture world = { 0 };
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world.window, "sample-ana", 1366, 768, suggest);
  cs_test_picture_open (&world, "Patient 2", 0);
  guint64 id = cs_test_picture_put_box (&world, "mass", 10000, 10000);
  cs_case_model_select (world.model, id, FALSE);
  cs_test_window_settle (&world.window);
  assert_row (&world, NULL);
  cs_test_picture_press (&world, "End");
  g_assert_cmpint (unit (&world), >, 0);
  cs_test_picture_press (&world, "Tab");
  g_assert_cmpuint (suggestion (&world), ==, 11);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, 0);
  g_assert_cmpint (unit (&world), ==, 0);
  assert_row (&world, "finder 2 · 0.90 · ");
  cs_test_picture_press (&world, "shift+Tab");
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, id);
  g_assert_cmpuint (suggestion (&world), ==, 0);
  assert_row (&world, NULL);
  cs_test_picture_press (&world, "Tab");
  cs_test_picture_press (&world, "Tab");
  g_assert_cmpuint (suggestion (&world), ==, 12);
  /* The next one takes the place of what is settled. */
  cs_test_picture_press (&world, "shift+Tab");
  cs_test_picture_wait_shown (&world);
  cs_test_picture_press (&world, "a");
  cs_test_window_wait (&world.window, is_settled, &world);
  g_assert_cmpuint (cs_case_model_marks (world.model)->n_marks, ==, 2);
  g_assert_cmpuint (suggestion (&world), ==, 12);
  cs_test_picture_press (&world, "Delete");
  cs_test_window_wait (&world.window, is_one_left, &world);
  g_assert_cmpuint (cs_case_model_marks (world.model)->n_marks, ==, 2);
  g_assert_cmpuint (suggestion (&world), ==, 13);
  cs_test_window_settle (&world.window);
  cs_test_picture_press (&world, "Escape");
  g_assert_cmpuint (suggestion (&world), ==, 0);
  cs_test_window_end (&world.window);
}

/* A key that is held down settles one, and a press none that is not on the screen. */
static void
test_nothing_unseen (void)
{
  CsTestPicture world = { 0 };
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world.window, "sample-ana", 1366, 768, suggest);
  cs_test_picture_open (&world, "Patient 2", 0);
  cs_test_picture_press (&world, "Tab");
  cs_test_picture_press (&world, "End");
  g_assert_cmpint (unit (&world), >, 0);
  cs_test_picture_press (&world, "a");
  g_assert_cmpint (unit (&world), ==, 0);
  g_assert_cmpuint (cs_case_model_missing (world.model).suggestions, ==, 3);
  cs_test_picture_wait_shown (&world);
  cs_test_window_key_down (&world.window, "a");
  cs_test_window_wait (&world.window, is_settled, &world);
  cs_test_window_pass (1500);
  cs_test_window_key_up (&world.window, "a");
  g_assert_cmpuint (cs_case_model_missing (world.model).suggestions, ==, 2);
  cs_test_window_key_down (&world.window, "Delete");
  cs_test_window_wait (&world.window, is_one_left, &world);
  cs_test_window_pass (1500);
  cs_test_window_key_up (&world.window, "Delete");
  g_assert_cmpuint (suggestion (&world), ==, 13);
  cs_test_picture_press (&world, "Return");
  cs_test_window_wait (&world.window, is_none_left, &world);
  cs_test_window_end (&world.window);
}

static gboolean
is_fewer (CsTestWindow *window, gpointer before)
{
  CsCaseModel *model = cs_main_window_case (window->window);
  return cs_case_model_missing (model).suggestions < GPOINTER_TO_UINT (before);
}

static guint
n_rows (CsTestPicture *world)
{
  GtkWidget *pane = cs_test_window_find (cs_test_picture_root (world), CS_TYPE_FINDINGS_PANE, 0);
  guint n = 0;
  while (cs_test_window_find (pane, CS_TYPE_FINDING_ROW, n) != NULL)
    n++;
  return n;
}

static gboolean
has_all_rows (CsTestWindow *window, gpointer world)
{
  return n_rows (world) == many + 3;
}

/* What is settled takes its row with it, and the others stay; the last of many has one as well. */
static void
test_rows_stay (void)
{
  CsTestPicture world = { 0 };
  if (!cs_test_window_can ())
    return;
  many = 150;
  cs_test_window_begin_after (&world.window, "sample-ana", 1366, 768, suggest);
  cs_test_picture_open (&world, "Patient 2", 0);
  cs_test_window_wait (&world.window, has_all_rows, &world);
  cs_test_picture_press (&world, "shift+Tab");
  GtkWidget *pane = cs_test_window_find (cs_test_picture_root (&world), CS_TYPE_FINDINGS_PANE, 0);
  g_assert_nonnull (cs_test_window_find_words (pane, "Take"));
  cs_test_picture_press (&world, "Escape");
  g_assert_null (cs_test_window_find_words (pane, "Take"));
  cs_test_picture_press (&world, "Tab");
  g_autoptr (GtkWidget) next = g_object_ref (cs_test_window_find (pane, CS_TYPE_FINDING_ROW, 1));
  guint before = cs_case_model_missing (world.model).suggestions;
  cs_test_picture_press (&world, "Delete");
  cs_test_window_wait (&world.window, is_fewer, GUINT_TO_POINTER (before));
  cs_test_window_settle (&world.window);
  g_assert_true (cs_test_window_find (pane, CS_TYPE_FINDING_ROW, 0) == next);
  g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (next)));
  assert_row (&world, "finder 2 · 0.90 · ");
  g_assert_cmpuint (n_rows (&world), ==, many + 2);
  cs_test_window_end (&world.window);
  many = 0;
}

/* From the list, with another slice on the screen. */
static void
test_zoom_to (void)
{
  CsTestPicture world = { 0 };
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world.window, "sample-ana", 1366, 768, suggest);
  cs_test_picture_open (&world, "Patient 2", 0);
  cs_test_picture_press (&world, "Tab");
  g_assert_cmpuint (suggestion (&world), ==, 11);
  cs_test_picture_press (&world, "End");
  g_assert_cmpint (unit (&world), >, 0);
  g_assert_cmpuint (suggestion (&world), ==, 11);
  GtkWidget *take = cs_test_window_find_words (cs_test_picture_root (&world), "Take");
  gtk_widget_grab_focus (gtk_widget_get_ancestor (take, CS_TYPE_FINDING_ROW));
  g_assert_cmpint (unit (&world), >, 0);
  cs_test_picture_press (&world, "z");
  g_assert_cmpint (unit (&world), ==, 0);
  g_assert_cmpuint (suggestion (&world), ==, 11);
  cs_test_window_end (&world.window);
}

static gboolean
are_three_left (CsTestWindow *window, gpointer data)
{
  CsTestPicture *world = data;
  return cs_case_model_missing (world->model).suggestions == 3;
}

/* As what the suggestion of the mark ID was dropped. */
static const char *
dropped_as (CsTestPicture *world, guint64 id)
{
  const GPtrArray *rows = cs_case_model_view (world->model)->suggestions;
  for (guint i = 0; i < rows->len; i++) {
    const CsSuggestionRow *row = rows->pdata[i];
    if (row->mark->id == id)
      return row->category;
  }
  return NULL;
}

/* One chord and a digit, on the picture, in the list and in a text; nothing by Escape. */
static void
test_drop_as (void)
{
  CsTestPicture world = { 0 };
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world.window, "sample-ana", 1366, 768, suggest);
  cs_test_picture_open (&world, "Patient 2", 0);
  cs_test_picture_press (&world, "r"); /* nothing is selected */
  g_assert_null (cs_test_window_menu (&world.window));
  cs_test_picture_press (&world, "Tab");
  cs_test_picture_press (&world, "r");
  cs_test_window_wait (&world.window, cs_test_window_has_menu, NULL);
  g_assert_nonnull (
      cs_test_window_find_words (cs_test_window_menu (&world.window), "Drop the suggestion as"));
  g_assert_null (cs_test_window_find_words (cs_test_window_menu (&world.window), "_1 Missed"));
  cs_test_picture_press (&world, "Escape");
  cs_test_window_wait (&world.window, cs_test_window_has_no_menu, NULL);
  g_assert_cmpuint (cs_case_model_missing (world.model).suggestions, ==, 3);
  g_assert_cmpuint (suggestion (&world), ==, 11);
  cs_test_picture_press (&world, "r");
  cs_test_window_wait (&world.window, cs_test_window_has_menu, NULL);
  cs_test_picture_press (&world, "4");
  cs_test_window_wait (&world.window, is_settled, &world);
  g_assert_cmpstr (dropped_as (&world, 11), ==, "boundary");
  g_assert_cmpuint (suggestion (&world), ==, 12);
  cs_test_window_wait (&world.window, cs_test_window_has_no_menu, NULL);
  cs_test_picture_press (&world, "ctrl+z");
  cs_test_window_wait (&world.window, are_three_left, &world);
  g_assert_cmpstr (dropped_as (&world, 11), ==, NULL);
  /* In the list, by its menu. */
  GtkWidget *pane = cs_test_window_find (cs_test_picture_root (&world), CS_TYPE_FINDINGS_PANE, 0);
  GtkWidget *row = cs_test_window_find (pane, CS_TYPE_FINDING_ROW, 0);
  cs_test_window_drag_right (&world.window, row, 0, 0, 0, 0);
  cs_test_window_wait (&world.window, cs_test_window_has_menu, NULL);
  g_assert_nonnull (cs_test_window_find_words (cs_test_window_menu (&world.window), "Drop as"));
  cs_test_picture_press (&world, "Escape");
  cs_test_window_wait (&world.window, cs_test_window_has_no_menu, NULL);
  gtk_widget_activate_action (row, "mark.drop-as", "s", "attribute");
  cs_test_window_wait (&world.window, is_settled, &world);
  g_assert_cmpstr (dropped_as (&world, 11), ==, "attribute");
  cs_test_picture_press (&world, "Delete");
  cs_test_window_wait (&world.window, is_one_left, &world);
  g_assert_cmpstr (dropped_as (&world, 12), ==, "extra");
  /* The words. */
  g_assert_cmpuint (suggestion (&world), ==, 13);
  cs_test_window_settle (&world.window);
  cs_test_picture_press (&world, "r");
  cs_test_window_wait (&world.window, cs_test_window_has_menu, NULL);
  cs_test_picture_press (&world, "7");
  cs_test_window_wait (&world.window, cs_test_window_is_asked, NULL);
  AdwMessageDialog *asked = cs_test_window_question ();
  GtkWidget *entry = cs_test_window_find (GTK_WIDGET (asked), GTK_TYPE_ENTRY, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "of the examination before");
  adw_message_dialog_response (asked, "accept");
  gtk_window_destroy (GTK_WINDOW (asked));
  cs_test_window_wait (&world.window, is_none_left, &world);
  g_assert_cmpstr (dropped_as (&world, 13), ==, "other");
  const GPtrArray *rows = cs_case_model_view (world.model)->suggestions;
  g_assert_cmpstr (((CsSuggestionRow *)rows->pdata[rows->len - 1])->text, ==,
                   "of the examination before");
  cs_test_window_end (&world.window);
}

static void
click (CsTestPicture *world, double x, double y)
{
  cs_test_picture_drag (world, NULL, x, y, x, y);
}

/* One with a mark drawn around it. */
static void
test_click (void)
{
  CsTestPicture world = { 0 };
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world.window, "sample-ana", 1366, 768, suggest);
  cs_test_picture_open (&world, "Patient 2", 0);
  guint64 id = cs_test_picture_put_box (&world, "mass", 40000, 40000);
  cs_case_model_select (world.model, id, FALSE);
  cs_test_picture_press (&world, "v");
  click (&world, 60, 60);
  g_assert_cmpuint (suggestion (&world), ==, 12);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, 0);
  click (&world, 60, 60);
  g_assert_cmpuint (suggestion (&world), ==, 0);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, id);
  /* What is selected is moved from where it is pressed. */
  cs_test_picture_drag (&world, NULL, 60, 60, 65, 65);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, id);
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (world.model), id);
  g_assert_cmpint (mark->values[0], >, 43000);
  /* Neither is selected before. */
  cs_case_model_select (world.model, 0, FALSE);
  click (&world, 60, 60);
  g_assert_cmpuint (suggestion (&world), ==, 12);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, 0);
  click (&world, 76, 60);
  g_assert_cmpuint (suggestion (&world), ==, 0);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, id);
  click (&world, 60, 60);
  click (&world, 200, 200);
  g_assert_cmpuint (suggestion (&world), ==, 0);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, 0);
  cs_test_window_end (&world.window);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/suggestions/keys", test_keys);
  g_test_add_func ("/suggestions/nothing-unseen", test_nothing_unseen);
  g_test_add_func ("/suggestions/rows-stay", test_rows_stay);
  g_test_add_func ("/suggestions/click", test_click);
  g_test_add_func ("/suggestions/zoom-to", test_zoom_to);
  g_test_add_func ("/suggestions/drop-as", test_drop_as);
  return g_test_run ();
}
