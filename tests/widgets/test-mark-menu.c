/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The menu of what is selected: the right button on a mark, on a passage and on a row, and the key;
 * a right drag is what it was. */
#include "cs-canvas-private.h"
#include "cs-finding-row.h"
#include "cs-mark-menu.h"
#include "cs-test-picture.h"
#include "cs-text-canvas-private.h"

static const char schema[] = "{\"format\":\"countersign-schema-1\",\"name\":\"Menu\",\"labels\":["
                             "{\"key\":\"bleed\",\"name\":\"Bleed\",\"kinds\":[\"box\"]},"
                             "{\"key\":\"mass\",\"name\":\"Mass\",\"kinds\":[\"box\"]},"
                             "{\"key\":\"words\",\"name\":\"Words\",\"kinds\":[\"span\"]}]}";

/* Which of its items has ACTION; NULL when none has. Caller frees. */
static char *
item_of (GMenuModel *menu, const char *action)
{
  for (int s = 0; s < g_menu_model_get_n_items (menu); s++) {
    g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, s, G_MENU_LINK_SECTION);
    for (int i = 0; i < g_menu_model_get_n_items (section); i++) {
      g_autofree char *name = NULL;
      char *label = NULL;
      g_menu_model_get_item_attribute (section, i, "action", "s", &name);
      if (g_strcmp0 (name, action) == 0 &&
          g_menu_model_get_item_attribute (section, i, "label", "s", &label))
        return label;
    }
  }
  return NULL;
}

/* LABEL NULL: it is not in it. */
static void
assert_item (CsCaseModel *model, const char *action, const char *label)
{
  g_autoptr (GMenuModel) menu = cs_mark_menu_new (model, NULL);
  g_autofree char *found = item_of (menu, action);
  g_assert_cmpstr (found, ==, label);
}

static void
click_right (CsTestPicture *world, double x, double y)
{
  int dx = 0, dy = 0;
  cs_test_picture_seen_at (world, x, y, &dx, &dy);
  cs_test_window_drag_right (&world->window, GTK_WIDGET (world->canvas), dx, dy, dx, dy);
}

/* The toolkit asks what the pointer rests on for its tooltip half a second later, and complains of
 * a window that is gone by then. */
static void
finish (CsTestPicture *world)
{
  cs_test_window_pass (700);
  cs_test_window_end (&world->window);
}

/* Selects what is under it, whatever tool is in the hand, and does to it what is chosen. */
static void
test_picture (void)
{
  CsTestPicture world = { 0 };
  if (!cs_test_picture_begin (&world, schema))
    return;
  guint64 a = cs_test_picture_put_box (&world, "bleed", 60000, 60000);
  guint64 b = cs_test_picture_put_box (&world, "bleed", 140000, 120000);
  cs_case_model_set_tool (world.model, "box");
  cs_case_model_select (world.model, b, FALSE);
  cs_test_window_settle (&world.window);
  click_right (&world, 60, 75);
  cs_test_window_wait (&world.window, cs_test_window_has_menu, NULL);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, a);
  g_assert_nonnull (cs_test_window_find_words (cs_test_window_menu (&world.window), "1 Bleed"));
  cs_test_window_choose (&world.window, "Lock");
  g_assert_true (cs_mark_hold_is (cs_case_model_hold (world.model), a, CS_MARK_LOCKED));
  g_assert_true (cs_test_window_has_focus (&world.window, GTK_WIDGET (world.canvas)));
  /* Of several each stays selected. */
  cs_case_model_select_many (world.model, (const guint64[]){ a, b }, 2, a);
  click_right (&world, 140, 135);
  cs_test_window_wait (&world.window, cs_test_window_has_menu, NULL);
  g_assert_cmpuint (cs_case_model_n_selected (world.model), ==, 2);
  g_assert_nonnull (
      cs_test_window_find_words (cs_test_window_menu (&world.window), "2 marks selected"));
  cs_test_window_keys (&world.window, "Escape");
  cs_test_window_wait (&world.window, cs_test_window_has_no_menu, NULL);
  g_assert_cmpuint (cs_case_model_n_selected (world.model), ==, 2);
  cs_case_model_select (world.model, b, FALSE);
  click_right (&world, 140, 135);
  cs_test_window_wait (&world.window, cs_test_window_has_menu, NULL);
  cs_test_window_choose (&world.window, "Delete");
  g_assert_null (cs_mark_set_get (cs_case_model_marks (world.model), b));
  finish (&world);
}

/* A drag is about the picture, over a mark as well; and where nothing is, nothing opens. */
static void
test_drag (void)
{
  CsTestPicture world = { 0 };
  if (!cs_test_picture_begin (&world, schema))
    return;
  cs_test_picture_put_box (&world, "bleed", 60000, 60000);
  cs_test_window_settle (&world.window);
  cs_case_model_select (world.model, 0, FALSE);
  int dx = 0, dy = 0;
  CsWindowLevel before = cs_canvas_look (world.canvas)->window;
  cs_test_picture_seen_at (&world, 60, 75, &dx, &dy);
  cs_test_window_drag_right (&world.window, GTK_WIDGET (world.canvas), dx, dy, dx + 60, dy + 40);
  g_assert_true (cs_test_window_has_no_menu (&world.window, NULL));
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, 0);
  g_assert_cmpfloat (cs_canvas_look (world.canvas)->window.width, !=, before.width);
  before = cs_canvas_look (world.canvas)->window;
  click_right (&world, 180, 180);
  g_assert_true (cs_test_window_has_no_menu (&world.window, NULL));
  g_assert_cmpfloat (cs_canvas_look (world.canvas)->window.width, ==, before.width);
  finish (&world);
}

/* By the key on the picture and in the list; by the right button on a row. */
static void
test_list (void)
{
  CsTestPicture world = { 0 };
  if (!cs_test_picture_begin (&world, schema))
    return;
  guint64 a = cs_test_picture_put_box (&world, "bleed", 60000, 60000);
  cs_test_picture_put_box (&world, "mass", 140000, 120000);
  cs_case_model_select (world.model, a, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (world.canvas));
  cs_test_window_keys (&world.window, "shift+F10");
  cs_test_window_wait (&world.window, cs_test_window_has_menu, NULL);
  cs_test_window_keys (&world.window, "Escape");
  cs_test_window_wait (&world.window, cs_test_window_has_no_menu, NULL);
  g_assert_true (cs_test_window_has_focus (&world.window, GTK_WIDGET (world.canvas)));
  GtkWidget *second = cs_test_window_find (cs_test_picture_root (&world), CS_TYPE_FINDING_ROW, 1);
  cs_test_window_drag_right (&world.window, second, 0, 0, 0, 0);
  cs_test_window_wait (&world.window, cs_test_window_has_menu, NULL);
  g_assert_cmpuint (cs_case_model_n_selected (world.model), ==, 1);
  g_assert_nonnull (cs_test_window_find_words (cs_test_window_menu (&world.window), "2 Mass"));
  cs_test_window_choose (&world.window, "Hide");
  g_assert_cmpuint (cs_case_model_n_hidden (world.model), ==, 1);
  cs_test_window_keys (&world.window, "Menu");
  cs_test_window_wait (&world.window, cs_test_window_has_menu, NULL);
  cs_test_window_choose (&world.window, "Show");
  g_assert_cmpuint (cs_case_model_n_hidden (world.model), ==, 0);
  /* The window goes while it is open. */
  cs_test_window_keys (&world.window, "Menu");
  cs_test_window_wait (&world.window, cs_test_window_has_menu, NULL);
  finish (&world);
}

/* What cannot be done is not offered, and the reason stands there. */
static void
test_items (void)
{
  CsTestPicture world = { 0 };
  if (!cs_test_picture_begin (&world, schema))
    return;
  guint64 a = cs_test_picture_put_box (&world, "bleed", 60000, 60000);
  guint64 b = cs_test_picture_put_box (&world, "mass", 140000, 120000);
  GMenuModel *none = NULL;
  cs_case_model_select (world.model, 0, FALSE);
  none = cs_mark_menu_new (world.model, NULL);
  g_assert_null (none);
  cs_case_model_select (world.model, a, FALSE);
  assert_item (world.model, "mark.delete", "Delete");
  assert_item (world.model, "mark.relabel", "Label…");
  assert_item (world.model, "mark.same", "Same as…");
  assert_item (world.model, "mark.none", NULL);
  assert_item (world.model, "case.past", NULL); /* no version has it yet */
  cs_case_model_hold_selected (world.model, CS_MARK_LOCKED);
  assert_item (world.model, "mark.lock", "Unlock");
  assert_item (world.model, "mark.delete", NULL);
  assert_item (world.model, "mark.relabel", NULL);
  assert_item (world.model, "mark.copy", "Copy");
  assert_item (world.model, "mark.none",
               "What is locked is not changed: Ctrl+L unlocks what is selected.");
  cs_case_model_select_many (world.model, (const guint64[]){ a, b }, 2, a);
  assert_item (world.model, "mark.delete", "Delete 2 Marks"); /* the other one can be */
  assert_item (world.model, "mark.lock", "Lock");
  finish (&world);
}

/* --- on a text --- */

static guint64
put_words (CsTestPicture *world, const CsGid *item)
{
  g_autoptr (GError) error = NULL;
  const gint64 values[] = { 3, 12 };
  const CsMarkInit init = { .id = cs_case_model_new_id (world->model),
                            .kind = &cs_mark_kind_span,
                            .label = "words",
                            .quote = "words",
                            .item = *item,
                            .values = values,
                            .n_values = 2,
                            .confidence = -1 };
  g_autoptr (CsMark) mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  cs_case_model_put (world->model, mark, &error);
  g_assert_no_error (error);
  return init.id;
}

static gboolean
is_seen (CsTestWindow *window, gpointer text)
{
  GdkRectangle area;
  CsTextCanvas *canvas = text;
  return cs_text_canvas_area (canvas, cs_case_model_selected (canvas->model), &area);
}

static void
test_text (void)
{
  CsTestPicture world = { 0 };
  if (!cs_test_picture_begin (&world, schema))
    return;
  for (guint i = 0; i < cs_case_model_n_items (world.model); i++)
    if (g_str_equal (cs_case_model_item (world.model, i)->row->kind, "text"))
      cs_case_model_go_item (world.model, i);
  guint at = cs_case_model_place (world.model, NULL);
  guint64 id = put_words (&world, &cs_case_model_item (world.model, at)->row->gid);
  cs_case_model_select (world.model, id, TRUE);
  cs_test_window_settle (&world.window);
  GtkWidget *text = cs_test_window_find (cs_test_picture_root (&world), CS_TYPE_TEXT_CANVAS, 0);
  cs_test_window_wait (&world.window, is_seen, text);
  cs_case_model_select (world.model, 0, FALSE);
  cs_test_window_settle (&world.window); /* without its row the text lies elsewhere */
  GdkRectangle area;
  g_assert_true (cs_text_canvas_area (CS_TEXT_CANVAS (text), id, &area));
  int dx = area.x + area.width / 2 - gtk_widget_get_width (text) / 2;
  int dy = area.y + area.height / 2 - gtk_widget_get_height (text) / 2;
  cs_test_window_drag_right (&world.window, text, dx, dy, dx, dy);
  cs_test_window_wait (&world.window, cs_test_window_has_menu, NULL);
  g_assert_cmpuint (cs_case_model_selected (world.model), ==, id);
  g_assert_nonnull (cs_test_window_find_words (cs_test_window_menu (&world.window), "1 Words"));
  g_assert_null (cs_test_window_find_words (cs_test_window_menu (&world.window), "Copy"));
  cs_test_window_choose (&world.window, "Delete");
  g_assert_null (cs_mark_set_get (cs_case_model_marks (world.model), id));
  finish (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/mark-menu/picture", test_picture);
  g_test_add_func ("/mark-menu/drag", test_drag);
  g_test_add_func ("/mark-menu/list", test_list);
  g_test_add_func ("/mark-menu/items", test_items);
  g_test_add_func ("/mark-menu/text", test_text);
  return g_test_run ();
}
