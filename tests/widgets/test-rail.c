/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tools that are too many, or for which the window is too low, are in a menu, and work as before.
 */
#include "cs-test-picture.h"
#include "cs-tool-rail.h"

#include <string.h>

static const char schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"Rail\",\"labels\":["
    "{\"key\":\"all\",\"name\":\"All\",\"kinds\":[\"box\",\"polygon\",\"ellipse\",\"point\","
    "\"polyline\",\"angle\",\"axes\",\"rbox\"]}]}";

static void
find (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find (child, type, found);
}

static GtkWidget *
rail_of (CsTestPicture *world)
{
  return cs_test_window_find (cs_test_picture_root (world), CS_TYPE_TOOL_RAIL, 0);
}

static GtkWidget *
menu_of (CsTestPicture *world)
{
  return cs_test_window_find (rail_of (world), GTK_TYPE_MENU_BUTTON, 0);
}

/* Those beside the picture, the toggle of the menu not among them. */
static guint
n_shown (CsTestPicture *world)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  guint n = 0;
  find (rail_of (world), GTK_TYPE_TOGGLE_BUTTON, found);
  for (guint i = 0; i < found->len; i++)
    n += g_object_get_data (found->pdata[i], "tool") != NULL;
  return n;
}

static guint
n_in_menu (CsTestPicture *world)
{
  return (guint)g_menu_model_get_n_items (
      gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (menu_of (world))));
}

static void
test_many (void)
{
  CsTestPicture world;
  if (!cs_test_picture_begin (&world, schema))
    return;
  g_assert_cmpuint (n_shown (&world), ==, 7);
  g_assert_true (gtk_widget_get_mapped (menu_of (&world)));
  guint n = n_in_menu (&world);
  g_assert_cmpuint (n, ==, 3); /* ten tools: a length is a line, too */
  for (guint i = 0; i < n; i++) {
    GMenuModel *menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (menu_of (&world)));
    g_autofree char *label = NULL, *key = NULL;
    g_assert_true (g_menu_model_get_item_attribute (menu, (int)i, "label", "s", &label));
    g_assert_true (g_menu_model_get_item_attribute (menu, (int)i, "accel", "s", &key));
    g_assert_cmpuint (strlen (key), ==, 1);
    cs_test_picture_press (&world, key);
    g_assert_true (gtk_widget_has_css_class (menu_of (&world), "cs-chosen"));
    g_autofree char *spoken = g_strdup_printf ("More tools, now %s", label);
    gtk_test_accessible_assert_property (menu_of (&world), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken);
  }
  cs_test_picture_press (&world, "v");
  g_assert_false (gtk_widget_has_css_class (menu_of (&world), "cs-chosen"));
  gtk_test_accessible_assert_property (menu_of (&world), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "More tools");
  /* The menu chooses. */
  g_assert_true (gtk_widget_activate_action (menu_of (&world), "tool.choose", "s", "rbox"));
  g_assert_cmpstr (cs_case_model_tool (world.model), ==, "rbox");
  cs_test_window_end (&world.window);
}

/* As low as a window can be, with letters as large as they can be. */
static void
test_low (void)
{
  CsTestPicture world = { 0 };
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world.window, "sample-ana", 1366, 330, schema);
  world.model = cs_test_window_open_case (&world.window, "Patient 2");
  world.canvas = cs_test_picture_go (&world.window, world.model, 0);
  cs_test_window_settle (&world.window);
  g_assert_cmpuint (n_shown (&world), ==, 7);
  cs_test_window_use_letters (&world.window, "200");
  guint shown = n_shown (&world);
  g_test_message ("%u tools at %d of %d", shown, gtk_widget_get_height (rail_of (&world)),
                  gtk_widget_get_height (cs_test_picture_root (&world)));
  g_assert_cmpuint (shown, >=, 1);
  g_assert_cmpuint (shown, <, 7);
  g_assert_cmpuint (shown + n_in_menu (&world), ==, 10);
  /* Nothing of it is cut. */
  graphene_rect_t menu;
  g_assert_true (gtk_widget_compute_bounds (menu_of (&world), rail_of (&world), &menu));
  g_assert_cmpfloat (menu.origin.y + menu.size.height, <=,
                     gtk_widget_get_height (rail_of (&world)));
  cs_test_picture_press (&world, "q");
  g_assert_cmpstr (cs_case_model_tool (world.model), ==, "rbox");
  cs_test_window_use_letters (&world.window, "100");
  g_assert_cmpuint (n_shown (&world), ==, 7);
  cs_test_window_end (&world.window);
}

static const char few_schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"Few\",\"labels\":["
    "{\"key\":\"one\",\"name\":\"One\",\"kinds\":[\"box\",\"point\"]}]}";

static void
test_few (void)
{
  CsTestPicture world;
  if (!cs_test_picture_begin (&world, few_schema))
    return;
  g_assert_cmpuint (n_shown (&world), ==, 3);
  g_assert_null (menu_of (&world));
  cs_test_window_end (&world.window);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/rail/many", test_many);
  g_test_add_func ("/rail/low", test_low);
  g_test_add_func ("/rail/few", test_few);
  return g_test_run ();
}
