/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters reach the picture whatever was closed or pressed before, and never while something is
 * written; what undo and redo did is brought before the eyes and said. */
#include "cs-canvas-private.h"
#include "cs-case-bar.h"
#include "cs-label-popover.h"
#include "cs-step-words.h"
#include "cs-test-picture.h"

static const char schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"Letters\",\"labels\":["
    "{\"key\":\"all\",\"name\":\"All\",\"kinds\":[\"box\",\"polygon\",\"ellipse\",\"point\"]},"
    "{\"key\":\"other\",\"name\":\"Other\",\"kinds\":[\"box\",\"polygon\",\"ellipse\"]}]}";

static void
assert_tool (CsTestPicture *world, const char *key, const char *tool)
{
  cs_test_picture_press (world, key);
  g_assert_cmpstr (cs_case_model_tool (world->model), ==, tool);
}

static GtkWidget *
labels_of (CsTestPicture *world)
{
  return cs_test_window_find (cs_test_picture_root (world), CS_TYPE_LABEL_POPOVER, 0);
}

static void
test_popover_of_labels (void)
{
  CsTestPicture world;
  if (!cs_test_picture_begin (&world, schema))
    return;
  cs_test_picture_press (&world, "l");
  g_assert_nonnull (labels_of (&world));
  cs_test_picture_press (&world, "Escape");
  g_assert_null (labels_of (&world));
  assert_tool (&world, "p", "polygon");
  cs_test_picture_press (&world, "l");
  cs_test_picture_press (&world, "Down");
  cs_test_picture_press (&world, "Return");
  g_assert_null (labels_of (&world));
  assert_tool (&world, "o", "ellipse");
  cs_test_picture_press (&world, "l");
  cs_test_window_click (&world.window,
                        cs_test_window_find (labels_of (&world), GTK_TYPE_LIST_BOX_ROW, 0));
  cs_test_window_settle (&world.window);
  assert_tool (&world, "b", "box");
  cs_test_window_end (&world.window);
}

/* The menu of the window and that of the bar; each by Escape, and by a click beside it. */
static void
test_menus (void)
{
  CsTestPicture world;
  if (!cs_test_picture_begin (&world, schema))
    return;
  GtkWidget *root = cs_test_picture_root (&world), *menu;
  for (guint i = 0; (menu = cs_test_window_find (root, GTK_TYPE_MENU_BUTTON, i)) != NULL; i++) {
    cs_test_window_click (&world.window, menu);
    cs_test_window_settle (&world.window);
    cs_test_picture_press (&world, "Escape");
    assert_tool (&world, i % 2 == 0 ? "p" : "b", i % 2 == 0 ? "polygon" : "box");
  }
  g_assert_cmpuint (menu == NULL, ==, TRUE);
  cs_test_window_end (&world.window);
}

/* The key that the row of ACTION says, also below a section; NULL without. Caller frees. */
static char *
key_in (GMenuModel *menu, const char *action)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++) {
    g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
    g_autofree char *name = NULL;
    char *key = section != NULL ? key_in (section, action) : NULL;
    if (key != NULL)
      return key;
    g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &name);
    if (g_strcmp0 (name, action) == 0)
      g_menu_model_get_item_attribute (menu, i, "accel", "s", &key);
    if (key != NULL)
      return key;
  }
  return NULL;
}

/* Also those that only the picture hears. */
static void
test_keys_in_menu (void)
{
  CsTestPicture world;
  if (!cs_test_picture_begin (&world, schema))
    return;
  GtkWidget *root = cs_test_picture_root (&world), *menu;
  g_autofree char *key = NULL;
  for (guint i = 0;
       key == NULL && (menu = cs_test_window_find (root, GTK_TYPE_MENU_BUTTON, i)) != NULL; i++) {
    cs_test_window_click (&world.window, menu);
    cs_test_window_settle (&world.window);
    cs_test_picture_press (&world, "Escape");
    GMenuModel *model = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (menu));
    key = model != NULL ? key_in (model, "mark.same") : NULL;
  }
  g_assert_cmpstr (key, ==, "t");
  cs_test_window_end (&world.window);
}

/* A button that was pressed, one that the keys came to, nothing at all. */
static void
test_buttons (void)
{
  CsTestPicture world;
  if (!cs_test_picture_begin (&world, schema))
    return;
  GtkWidget *root = cs_test_picture_root (&world);
  GtkWidget *bar = cs_test_window_find (root, CS_TYPE_CASE_BAR, 0);
  GtkWidget *nothing = cs_test_window_find_words (bar, "Nothing to Mark");
  gboolean was = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (nothing));
  gtk_widget_grab_focus (nothing);
  assert_tool (&world, "p", "polygon");
  g_assert_true (cs_test_window_has_focus (&world.window, nothing));
  cs_test_picture_press (&world, "space");
  g_assert_cmpint (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (nothing)), ==, !was);
  assert_tool (&world, "b", "box");
  gtk_root_set_focus (GTK_ROOT (root), NULL);
  assert_tool (&world, "o", "ellipse");
  g_assert_true (cs_test_window_has_focus (&world.window, GTK_WIDGET (world.canvas)));
  /* Keys of the case, too. */
  gtk_root_set_focus (GTK_ROOT (root), NULL);
  cs_test_picture_press (&world, "ctrl+z");
  g_assert_false (cs_case_model_can_undo (world.model));
  cs_test_window_end (&world.window);
}

static void
test_writing (void)
{
  CsTestPicture world;
  if (!cs_test_picture_begin (&world, schema))
    return;
  GtkWidget *page = gtk_widget_get_parent (gtk_widget_get_parent (
      cs_test_window_find (cs_test_picture_root (&world), CS_TYPE_CASE_BAR, 0)));
  GtkWidget *entry = gtk_entry_new ();
  gtk_box_append (GTK_BOX (page), entry);
  assert_tool (&world, "p", "polygon");
  gtk_widget_grab_focus (entry);
  cs_test_picture_press (&world, "b");
  cs_test_picture_press (&world, "F8"); /* nothing of an entry either */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "b");
  g_assert_cmpstr (cs_case_model_tool (world.model), ==, "polygon");
  gtk_box_remove (GTK_BOX (page), entry);
  cs_test_window_end (&world.window);
}

/* --- undo elsewhere --- */

static gint64
unit (CsTestPicture *world)
{
  gint64 ret = 0;
  cs_case_model_place (world->model, &ret);
  return ret;
}

static void
go (CsTestPicture *world, gint64 to)
{
  cs_case_model_go (world->model, cs_case_model_place (world->model, NULL), to);
  cs_test_window_settle (&world->window);
  cs_test_picture_wait_shown (world);
}

static void
test_undo_elsewhere (void)
{
  CsTestPicture world;
  if (!cs_test_picture_begin (&world, schema))
    return;
  gint64 here = unit (&world);
  gint64 there = here + 5;
  cs_test_picture_put_box (&world, "all", 20000, 20000);
  cs_test_window_settle (&world.window);
  go (&world, there);
  cs_test_picture_press (&world, "ctrl+z");
  cs_test_picture_wait_shown (&world);
  g_assert_cmpint (unit (&world), ==, here);
  g_assert_cmpuint (cs_test_picture_n_marks (&world), ==, 0);
  g_autofree char *undone = g_strdup_printf ("Taken back: adding All, slice %d", (int)here + 1);
  g_assert_cmpstr (world.canvas->status, ==, undone);
  gtk_test_accessible_assert_property (world.canvas, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, undone);
  go (&world, there);
  g_assert_null (world.canvas->status);
  cs_test_picture_press (&world, "ctrl+shift+z");
  cs_test_picture_wait_shown (&world);
  g_assert_cmpint (unit (&world), ==, here);
  g_autofree char *redone = g_strdup_printf ("Done again: adding All 1, slice %d", (int)here + 1);
  g_assert_cmpstr (world.canvas->status, ==, redone);
  /* What is before the eyes stays there. */
  cs_test_picture_press (&world, "ctrl+z");
  g_assert_cmpint (unit (&world), ==, here);
  cs_test_window_end (&world.window);
}

/* Of two places neither is the one to go to. */
static void
test_undo_of_several (void)
{
  CsTestPicture world;
  if (!cs_test_picture_begin (&world, schema))
    return;
  g_autoptr (GError) error = NULL;
  gint64 here = unit (&world);
  guint64 first = cs_test_picture_put_box (&world, "all", 20000, 20000);
  go (&world, here + 2);
  guint64 second = cs_test_picture_put_box (&world, "all", 30000, 30000);
  const guint64 both[] = { first, second };
  cs_case_model_select_many (world.model, both, 2, first);
  g_assert_true (cs_case_model_remove_selected (world.model, &error));
  cs_test_window_settle (&world.window);
  go (&world, here + 6);
  cs_test_picture_press (&world, "ctrl+z");
  g_assert_cmpuint (cs_case_model_marks (world.model)->n_marks, ==, 2);
  g_assert_cmpint (unit (&world), ==, here + 6);
  g_assert_cmpstr (world.canvas->status, ==, "Taken back: deleting 2 marks");
  cs_test_window_end (&world.window);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/letters/popover-of-labels", test_popover_of_labels);
  g_test_add_func ("/letters/menus", test_menus);
  g_test_add_func ("/letters/keys-in-menu", test_keys_in_menu);
  g_test_add_func ("/letters/buttons", test_buttons);
  g_test_add_func ("/letters/writing", test_writing);
  g_test_add_func ("/letters/undo-elsewhere", test_undo_elsewhere);
  g_test_add_func ("/letters/undo-of-several", test_undo_of_several);
  return g_test_run ();
}
