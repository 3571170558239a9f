/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels and tools by key on the picture, and words with the pointer: what is said, what is drawn
 * next. */
#include "cs-canvas-private.h"
#include "cs-finding-row.h"
#include "cs-label-popover.h"
#include "cs-test-picture.h"
#include "cs-text-canvas.h"

static const char schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"Marking\",\"labels\":["
    "{\"key\":\"bleed\",\"name\":\"Bleed\",\"kinds\":[\"box\"]},"
    "{\"key\":\"mass\",\"name\":\"Mass\",\"kinds\":[\"box\"]},"
    "{\"key\":\"mitosis\",\"name\":\"Tosis\",\"kinds\":[\"point\"]},"
    "{\"key\":\"gland\",\"name\":\"Gland\",\"kinds\":[\"polygon\"]},"
    "{\"key\":\"words\",\"name\":\"Words\",\"kinds\":[\"span\"]}]}";

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
  guint64 id = cs_test_picture_put_box (&world, "bleed", 10000, 10000);
  cs_case_model_select (world.model, id, FALSE);
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
  cs_case_model_select (world.model, cs_test_picture_put_box (&world, "nodule", 10000, 10000),
                        FALSE);
  cs_test_window_settle (&world.window);
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

/* --- words --- */

/* Where the character at OFFSET is seen, from the middle of VIEW. */
static void
place_of (GtkTextView *view, int offset, int *ret_dx, int *ret_dy)
{
  GtkTextIter iter;
  GdkRectangle cell;
  int x = 0, y = 0;
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (view), &iter, offset);
  gtk_text_view_get_iter_location (view, &iter, &cell);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, cell.x, cell.y, &x, &y);
  *ret_dx = x + 1 - gtk_widget_get_width (GTK_WIDGET (view)) / 2;
  *ret_dy = y + cell.height / 2 - gtk_widget_get_height (GTK_WIDGET (view)) / 2;
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
  int at = offset_of (view, "solid nodule"), dx = 0, dy = 0, x = 0, y = 0;
  place_of (view, at, &dx, &dy);
  place_of (view, at + 11, &x, &y);
  if (key != NULL)
    cs_test_window_key_down (&world->window, key);
  cs_test_window_drag (&world->window, GTK_WIDGET (view), dx, dy, x, y);
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
  g_test_add_func ("/marking/drag-words", test_drag_words);
  return g_test_run ();
}
