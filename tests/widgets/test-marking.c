/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels, tools and suggestions by key on the picture: what is said, what is drawn next.
 * Long because all of them are met on one picture, in one window. */
#include "cs-canvas-private.h"
#include "cs-case-page.h"
#include "cs-finding-row.h"
#include "cs-finding-words.h"
#include "cs-findings-pane.h"
#include "cs-label-popover.h"
#include "cs-test-project.h"
#include "cs-test-picture.h"
#include "cs-text-canvas.h"

static const char schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"Marking\",\"labels\":["
    "{\"key\":\"bleed\",\"name\":\"Bleed\",\"kinds\":[\"box\"]},"
    "{\"key\":\"mass\",\"name\":\"Mass\",\"kinds\":[\"box\"]},"
    "{\"key\":\"mitosis\",\"name\":\"Tosis\",\"kinds\":[\"point\"]},"
    "{\"key\":\"gland\",\"name\":\"Gland\",\"kinds\":[\"polygon\"]},"
    "{\"key\":\"words\",\"name\":\"Words\",\"kinds\":[\"span\"]}]}";

static guint64
put_box_from (CsTestPicture *world, const char *label, gint64 from, gint64 to)
{
  const gint64 values[] = { from, from, to, to };
  CsMarkInit init = {
    .id = cs_case_model_new_id (world->model),
    .kind = &cs_mark_kind_box,
    .label = label,
    .item = cs_case_model_item (world->model, cs_test_picture_place (world->model))->row->gid,
    .values = values,
    .n_values = G_N_ELEMENTS (values),
    .confidence = -1
  };
  cs_test_window_put (world->model, &init);
  cs_case_model_select (world->model, init.id, FALSE);
  cs_test_window_settle (&world->window);
  return init.id;
}

static guint64
put_box (CsTestPicture *world, const char *label)
{
  return put_box_from (world, label, 10000, 20000);
}

static const char *
label_of (CsTestPicture *world, guint64 id)
{
  return cs_mark_set_get (cs_case_model_marks (world->model), id)->label;
}

static void
assert_armed (CsTestPicture *world, const char *label, const char *tool)
{
  g_assert_cmpstr (cs_case_model_armed (world->model).label->key, ==, label);
  g_assert_cmpstr (cs_case_model_tool (world->model), ==, tool);
}

/* The head of the list of labels. */
static void
assert_list (CsTestPicture *world, const char *head)
{
  GtkWidget *list = cs_test_window_find (cs_test_picture_root (world), CS_TYPE_LABEL_POPOVER, 0);
  g_assert_true ((list != NULL) == (head != NULL));
  if (head != NULL)
    g_assert_nonnull (cs_test_window_find_words (list, head));
}

/* What a screen reader says of the label that has the keys. */
static void
assert_heard (CsTestPicture *world, const char *words)
{
  GtkWidget *row = gtk_root_get_focus (GTK_ROOT (cs_test_picture_root (world)));
  g_assert_true (GTK_IS_LIST_BOX_ROW (row));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       words);
}

/* --- L --- */

static void
test_next_label (void)
{
  CsTestPicture world = { 0 };
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world.window, "sample-ana", 1366, 768, schema);
  cs_test_picture_open (&world, "Patient 2", 0);
  guint64 id = put_box (&world, "bleed");
  cs_case_model_set_tool (world.model, "box");
  cs_test_picture_press (&world, "l");
  assert_list (&world, "Draw next");
  cs_test_picture_press (&world, "p");
  assert_list (&world, "Draw next");
  assert_list (&world, "No label has the letter P.");
  assert_heard (&world, "No label has the letter P.");
  cs_test_picture_press (&world, "Down");
  cs_test_picture_press (&world, "Up");
  assert_heard (&world, "");
  cs_test_picture_press (&world, "m");
  assert_list (&world, NULL);
  g_assert_cmpstr (label_of (&world, id), ==, "bleed");
  assert_armed (&world, "mass", "box");
  cs_test_picture_press (&world, "l");
  cs_test_picture_press (&world, "g");
  assert_armed (&world, "gland", "polygon");
  /* In its row it is about the row. */
  cs_case_model_select (world.model, id, FALSE);
  gtk_widget_grab_focus (
      cs_test_window_find (cs_test_picture_root (&world), CS_TYPE_FINDING_ROW, 0));
  cs_test_picture_press (&world, "l");
  assert_list (&world, "Label of mark 1");
  cs_test_picture_press (&world, "m");
  g_assert_cmpstr (label_of (&world, id), ==, "mass");
  assert_armed (&world, "gland", "polygon");
  gtk_widget_grab_focus (GTK_WIDGET (world.canvas));
  cs_test_picture_press (&world, "v");
  cs_test_picture_press (&world, "l");
  assert_list (&world, "Label of mark 1");
  cs_test_picture_press (&world, "b");
  g_assert_cmpstr (label_of (&world, id), ==, "bleed");
  g_assert_cmpstr (cs_case_model_tool (world.model), ==, "select");
  cs_test_window_end (&world.window);
}

static void
test_tool_says_why (void)
{
  CsTestPicture world = { 0 };
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world.window, "sample-ana", 1366, 768, schema);
  cs_test_picture_open (&world, "Patient 2", 0);
  cs_test_picture_press (&world, "b");
  g_assert_null (world.canvas->status);
  cs_test_picture_press (&world, "p");
  g_assert_cmpstr (world.canvas->status, ==, "“Bleed” is not drawn as polygon: “Gland” is chosen.");
  assert_armed (&world, "gland", "polygon");
  cs_test_picture_press (&world, "d");
  g_assert_cmpstr (world.canvas->status, ==, "No label is drawn as length here.");
  assert_armed (&world, "gland", "polygon");
  cs_test_window_end (&world.window);
}

/* --- ties --- */

static guint64
put_words (CsTestPicture *world, const char *label, const gint64 values[2])
{
  guint at = cs_case_model_place (world->model, NULL);
  const CsCaseItem *item = cs_case_model_item (world->model, at);
  g_autofree char *quote =
      cs_text_document_slice (item->text, (guint32)values[0], (guint32)values[1], NULL);
  CsMarkInit init = { .id = cs_case_model_new_id (world->model),
                      .kind = &cs_mark_kind_span,
                      .label = label,
                      .item = item->row->gid,
                      .values = values,
                      .n_values = 2,
                      .quote = quote,
                      .confidence = -1 };
  cs_test_window_put (world->model, &init);
  return init.id;
}

/* The row of a passage says that it can be tied, and begins it; that of a region does not. */
static void
test_tie_offered (void)
{
  CsTestPicture world = { 0 };
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world.window, "sample-ana", 1366, 768, NULL);
  cs_test_picture_open (&world, "Patient 2", 0);
  put_box (&world, "nodule");
  g_assert_null (cs_test_window_find_words (cs_test_picture_root (&world), "Tie…"));
  cs_case_model_go (world.model, 1 - cs_test_picture_place (world.model), 0);
  cs_test_window_settle (&world.window);
  put_words (&world, "finding", (gint64[]){ 12, 18 });
  guint64 id = put_words (&world, "measurement", (gint64[]){ 0, 5 });
  cs_case_model_select (world.model, id, FALSE);
  cs_test_window_settle (&world.window);
  GtkWidget *words = cs_test_window_find_words (cs_test_picture_root (&world), "Tie…");
  g_assert_nonnull (words);
  g_signal_emit_by_name (gtk_widget_get_ancestor (words, GTK_TYPE_BUTTON), "clicked");
  cs_test_window_settle (&world.window);
  GtkWidget *text = cs_test_window_find (cs_test_picture_root (&world), CS_TYPE_TEXT_CANVAS, 0);
  g_assert_cmpuint (cs_text_canvas_tie_first (CS_TEXT_CANVAS (text)), ==, id);
  /* What is begun is taken back before what is done. */
  gtk_widget_activate_action (text, "case.undo", NULL);
  g_assert_cmpuint (cs_text_canvas_tie_first (CS_TEXT_CANVAS (text)), ==, 0);
  g_assert_nonnull (cs_mark_set_get (cs_case_model_marks (world.model), id));
  cs_test_window_end (&world.window);
}

/* --- suggestions --- */

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
test_suggestions (void)
{
  CsTestPicture world = { 0 };
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world.window, "sample-ana", 1366, 768, suggest);
  cs_test_picture_open (&world, "Patient 2", 0);
  guint64 id = put_box (&world, "mass");
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
test_zoom_to_suggestion (void)
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

static GtkWidget *
menu_of (CsTestPicture *world)
{
  return cs_test_window_find (cs_test_picture_root (world), GTK_TYPE_POPOVER_MENU, 0);
}

static gboolean
is_menu_open (CsTestWindow *window, gpointer world)
{
  GtkWidget *menu = menu_of (world);
  return menu != NULL && gtk_widget_get_mapped (menu);
}

static gboolean
is_menu_gone (CsTestWindow *window, gpointer world)
{
  return menu_of (world) == NULL;
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

static AdwMessageDialog *
dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  for (GList *at = windows; at != NULL; at = at->next)
    if (ADW_IS_MESSAGE_DIALOG (at->data) && gtk_widget_get_mapped (at->data))
      return at->data;
  return NULL;
}

static gboolean
is_asked (CsTestWindow *window, gpointer data)
{
  return dialog () != NULL;
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
  g_assert_null (menu_of (&world));
  cs_test_picture_press (&world, "Tab");
  cs_test_picture_press (&world, "r");
  cs_test_window_wait (&world.window, is_menu_open, &world);
  g_assert_nonnull (cs_test_window_find_words (menu_of (&world), "Drop the suggestion as"));
  g_assert_null (cs_test_window_find_words (menu_of (&world), "_1 Missed"));
  cs_test_picture_press (&world, "Escape");
  cs_test_window_wait (&world.window, is_menu_gone, &world);
  g_assert_cmpuint (cs_case_model_missing (world.model).suggestions, ==, 3);
  g_assert_cmpuint (suggestion (&world), ==, 11);
  cs_test_picture_press (&world, "r");
  cs_test_window_wait (&world.window, is_menu_open, &world);
  cs_test_picture_press (&world, "4");
  cs_test_window_wait (&world.window, is_settled, &world);
  g_assert_cmpstr (dropped_as (&world, 11), ==, "boundary");
  g_assert_cmpuint (suggestion (&world), ==, 12);
  cs_test_window_wait (&world.window, is_menu_gone, &world);
  cs_test_picture_press (&world, "ctrl+z");
  cs_test_window_wait (&world.window, are_three_left, &world);
  g_assert_cmpstr (dropped_as (&world, 11), ==, NULL);
  /* In the list, by its menu. */
  GtkWidget *pane = cs_test_window_find (cs_test_picture_root (&world), CS_TYPE_FINDINGS_PANE, 0);
  GtkWidget *row = cs_test_window_find (pane, CS_TYPE_FINDING_ROW, 0);
  cs_test_window_drag_right (&world.window, row, 0, 0, 0, 0);
  cs_test_window_wait (&world.window, is_menu_open, &world);
  g_assert_nonnull (cs_test_window_find_words (menu_of (&world), "Drop as"));
  cs_test_picture_press (&world, "Escape");
  cs_test_window_wait (&world.window, is_menu_gone, &world);
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
  cs_test_window_wait (&world.window, is_menu_open, &world);
  cs_test_picture_press (&world, "7");
  cs_test_window_wait (&world.window, is_asked, NULL);
  AdwMessageDialog *asked = dialog ();
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

/* --- words --- */

static void
button (CsTestPicture *world, const char *act)
{
  g_autoptr (GError) error = NULL;
  const char *const command[] = { "xdotool", act, "1", NULL };
  g_spawn_sync (NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                &error);
  g_assert_no_error (error);
  cs_test_window_settle (&world->window);
}

/* The pointer to a place of the picture. */
static void
point_pixel (CsTestPicture *world, double x, double y)
{
  double across = 0, down = 0;
  GtkWidget *widget = GTK_WIDGET (world->canvas);
  cs_viewport_to_view (&cs_canvas_look (world->canvas)->viewport, x, y, &across, &down);
  cs_test_window_point (&world->window, widget, (int)across - gtk_widget_get_width (widget) / 2,
                        (int)down - gtk_widget_get_height (widget) / 2);
  cs_test_window_settle (&world->window);
}

static void
click_pixel (CsTestPicture *world, double x, double y)
{
  point_pixel (world, x, y);
  button (world, "click");
}

/* One with a mark drawn around it. */
static void
test_click_suggestion (void)
{
  CsTestPicture world = { 0 };
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world.window, "sample-ana", 1366, 768, suggest);
  cs_test_picture_open (&world, "Patient 2", 0);
  guint64 id = put_box_from (&world, "mass", 40000, 100000);
  cs_test_picture_press (&world, "v");
  click_pixel (&world, 60, 60);
  g_assert_cmpuint (suggestion (&world), ==, 12);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, 0);
  click_pixel (&world, 60, 60);
  g_assert_cmpuint (suggestion (&world), ==, 0);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, id);
  /* What is selected is moved from where it is pressed. */
  point_pixel (&world, 60, 60);
  button (&world, "mousedown");
  point_pixel (&world, 62, 62);
  point_pixel (&world, 65, 65);
  button (&world, "mouseup");
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, id);
  const CsMark *mark = cs_mark_set_get (cs_case_model_marks (world.model), id);
  g_assert_cmpint (mark->values[0], >, 43000);
  /* Neither is selected before. */
  cs_case_model_select (world.model, 0, FALSE);
  click_pixel (&world, 60, 60);
  g_assert_cmpuint (suggestion (&world), ==, 12);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, 0);
  click_pixel (&world, 90, 90);
  g_assert_cmpuint (suggestion (&world), ==, 0);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, id);
  click_pixel (&world, 60, 60);
  click_pixel (&world, 200, 200);
  g_assert_cmpuint (suggestion (&world), ==, 0);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, 0);
  cs_test_window_end (&world.window);
}

/* The pointer to the middle of the character at OFFSET of the view. */
static void
point_letter (CsTestPicture *world, GtkTextView *view, int offset)
{
  GtkTextIter iter;
  GdkRectangle cell;
  int x = 0, y = 0;
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (view), &iter, offset);
  gtk_text_view_get_iter_location (view, &iter, &cell);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, cell.x, cell.y, &x, &y);
  cs_test_window_point (&world->window, GTK_WIDGET (view),
                        x + 1 - gtk_widget_get_width (GTK_WIDGET (view)) / 2,
                        y + cell.height / 2 - gtk_widget_get_height (GTK_WIDGET (view)) / 2);
  cs_test_window_settle (&world->window);
}

static char *
selected_words (GtkTextView *view)
{
  GtkTextIter from, to;
  gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (view), &from, &to);
  return gtk_text_iter_get_slice (&from, &to);
}

static int
offset_of (GtkTextView *view, const char *words)
{
  GtkTextIter start, at;
  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (view), &start);
  g_assert_true (gtk_text_iter_forward_search (&start, words, 0, &at, NULL, NULL));
  return gtk_text_iter_get_offset (&at);
}

static void
assert_dragged (CsTestPicture *world, const char *key, const char *expected)
{
  GtkTextView *view =
      GTK_TEXT_VIEW (cs_test_window_find (cs_test_picture_root (world), CS_TYPE_TEXT_CANVAS, 0));
  int at = offset_of (view, "solid nodule");
  point_letter (world, view, at);
  if (key != NULL)
    cs_test_window_key_down (&world->window, key);
  button (world, "mousedown");
  point_letter (world, view, at + 5);
  point_letter (world, view, at + 11);
  button (world, "mouseup");
  if (key != NULL)
    cs_test_window_key_up (&world->window, key);
  g_autofree char *words = selected_words (view);
  g_assert_cmpstr (words, ==, expected);
  cs_test_picture_press (world, "Escape");
}

/* One letter short of the word. */
static void
test_drag_words (void)
{
  CsTestPicture world = { 0 };
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world.window, "sample-ana", 1366, 768, schema);
  cs_test_picture_open (&world, "Patient 2", 0);
  cs_test_picture_press (&world, "F4");
  assert_dragged (&world, NULL, "solid nodule");
  assert_dragged (&world, "alt", "solid nodul");
  cs_test_window_end (&world.window);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/marking/next-label", test_next_label);
  g_test_add_func ("/marking/tool-says-why", test_tool_says_why);
  g_test_add_func ("/marking/tie-offered", test_tie_offered);
  g_test_add_func ("/marking/suggestions", test_suggestions);
  g_test_add_func ("/marking/nothing-unseen", test_nothing_unseen);
  g_test_add_func ("/marking/rows-stay", test_rows_stay);
  g_test_add_func ("/marking/click-suggestion", test_click_suggestion);
  g_test_add_func ("/marking/zoom-to-suggestion", test_zoom_to_suggestion);
  g_test_add_func ("/marking/drop-as", test_drop_as);
  g_test_add_func ("/marking/drag-words", test_drag_words);
  return g_test_run ();
}
