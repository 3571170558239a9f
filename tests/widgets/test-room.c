/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is open and said, the window takes no more room than the smallest screen has. */
#include "cs-changes-pane.h"
#include "cs-guideline-source.h"
#include "cs-test-project.h"
#include "cs-project-page.h"
#include "cs-test-window.h"
#include "cs-text-canvas-private.h"
#include "cs-tool-rail.h"
#include "cs-canvas.h"
#include "cs-case-pane.h"

#define SMALLEST 1024
/* The smallest screen on which letters may be as large as they go. */
#define LARGE 1366
#define LARGE_HEIGHT 768
#define LONG "Finding of the whole left lobe"

/* As many labels of texts as there are digits, with names as long as people give them. */
static const char long_schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"Long\",\"labels\":["
    "{\"key\":\"nodule\",\"name\":\"Nodule, solid, of the left lung\",\"kinds\":[\"box\"],"
    "\"attributes\":[{\"key\":\"margin\",\"name\":\"Margin as a whole\",\"type\":\"choice\","
    "\"required\":true,\"choices\":[{\"key\":\"smooth\",\"name\":\"Smooth on every side of it\"},"
    "{\"key\":\"spiculated\",\"name\":\"Spiculated on one side at least\"}]}]},"
    "{\"key\":\"gland\",\"name\":\"Gland\",\"kinds\":[\"polygon\"]},"
    "{\"key\":\"a\",\"name\":\"" LONG " A\",\"kinds\":[\"span\"]},"
    "{\"key\":\"b\",\"name\":\"" LONG " B\",\"kinds\":[\"span\"]},"
    "{\"key\":\"c\",\"name\":\"" LONG " C\",\"kinds\":[\"span\"]},"
    "{\"key\":\"d\",\"name\":\"" LONG " D\",\"kinds\":[\"span\"]},"
    "{\"key\":\"e\",\"name\":\"" LONG " E\",\"kinds\":[\"span\"]},"
    "{\"key\":\"f\",\"name\":\"" LONG " F\",\"kinds\":[\"span\"]},"
    "{\"key\":\"g\",\"name\":\"" LONG " G\",\"kinds\":[\"span\"]},"
    "{\"key\":\"h\",\"name\":\"" LONG " H\",\"kinds\":[\"span\"]},"
    "{\"key\":\"i\",\"name\":\"" LONG " I\",\"kinds\":[\"span\"]}],"
    "\"relations\":[{\"key\":\"one\",\"name\":\"is the cause of what is seen in\"},"
    "{\"key\":\"two\",\"name\":\"is the same as in the study before\"},"
    "{\"key\":\"three\",\"name\":\"is located in the neighbourhood of\"}]}";

static int
room_of (GtkWidget *widget)
{
  int min = 0;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
  return min;
}

/* The widest of the children that are seen, down to where it comes from. */
static void
blame (GtkWidget *widget, guint depth)
{
  g_test_message ("%*s%s (%s) %d", (int)depth, "", G_OBJECT_TYPE_NAME (widget),
                  gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), room_of (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && room_of (child) >= 60)
      blame (child, depth + 1);
}

static void
assert_within (CsTestWindow *world, int room, const char *what)
{
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (world->window));
  int high = 0;
  cs_test_window_settle (world);
  gtk_widget_measure (content, GTK_ORIENTATION_VERTICAL, room, &high, NULL, NULL, NULL);
  g_test_message ("%s: %d x %d", what, room_of (content), high);
  if (room_of (content) <= room && high <= LARGE_HEIGHT)
    return;
  blame (content, 0);
  g_test_fail_printf ("%s takes %d x %d", what, room_of (content), high);
}

static void
assert_fits (CsTestWindow *world, const char *what)
{
  assert_within (world, SMALLEST, what);
}

static guint
item_of (CsCaseModel *model, gboolean text)
{
  for (guint i = 0; i < cs_case_model_n_items (model); i++)
    if ((cs_case_model_item (model, i)->text != NULL) == text)
      return i;
  g_assert_not_reached ();
}

static guint64
put (CsCaseModel *model, gboolean text, const char *label, gint64 from, gint64 to)
{
  const CsCaseItem *item = cs_case_model_item (model, item_of (model, text));
  g_autofree char *quote =
      text ? cs_text_document_slice (item->text, (guint32)from, (guint32)to, NULL) : NULL;
  CsMarkInit init = { .id = cs_case_model_new_id (model),
                      .kind = text ? &cs_mark_kind_span : &cs_mark_kind_box,
                      .label = label,
                      .item = item->row->gid,
                      .values = (gint64[]){ from, text ? to : from, to, to },
                      .n_values = text ? 2 : 4,
                      .quote = quote,
                      .confidence = -1 };
  cs_test_window_put (model, &init);
  return init.id;
}

static void
test_reading (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, long_schema);
  CsCaseModel *model = cs_test_window_open_case (&world, "Patient 2");
  cs_case_model_go (model, item_of (model, FALSE), 0);
  assert_fits (&world, "a picture");
  guint64 region = put (model, FALSE, "nodule", 10000, 20000);
  cs_case_model_select (model, region, TRUE);
  assert_fits (&world, "a mark on it that lacks a value");
  cs_case_model_go (model, item_of (model, TRUE), 0);
  assert_fits (&world, "a text");
  guint64 first = put (model, TRUE, "a", 2, 70);
  guint64 second = put (model, TRUE, "b", 80, 150);
  cs_case_model_select (model, first, TRUE);
  assert_fits (&world, "a mark in it");
  GtkWidget *canvas = cs_test_window_find (GTK_WIDGET (world.window), CS_TYPE_TEXT_CANVAS, 0);
  cs_text_canvas_tie_begin (CS_TEXT_CANVAS (canvas));
  assert_fits (&world, "one that is to be tied");
  cs_case_model_select (model, second, FALSE);
  assert_fits (&world, "the ways to tie it to another");
  cs_test_window_end (&world);
}

static void
test_reviewing (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ben", 1366, 768, NULL);
  cs_test_window_open_case (&world, "Slide 1");
  assert_fits (&world, "a review");
  gtk_widget_activate_action (
      cs_test_window_find (GTK_WIDGET (world.window), CS_TYPE_CHANGES_PANE, 0), "mark.edit", NULL);
  assert_fits (&world, "a mark that is being corrected");
  cs_test_window_end (&world);
}

static void
test_signed (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1366, 768, NULL);
  cs_test_window_open_case (&world, "Patient 1");
  assert_fits (&world, "a case that is signed");
  cs_test_window_end (&world);
}

/* Of the first case, which says what is known of it. */
static void
select_case (CsTestWindow *world)
{
  GtkWidget *view = NULL;
  while (view == NULL || g_list_model_get_n_items (G_LIST_MODEL (
                             gtk_column_view_get_model (GTK_COLUMN_VIEW (view)))) == 0) {
    g_main_context_iteration (NULL, TRUE);
    view = cs_test_window_find (GTK_WIDGET (world->window), GTK_TYPE_COLUMN_VIEW, 0);
  }
  gtk_selection_model_select_item (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)), 0, TRUE);
  cs_test_window_settle (world);
}

static void
test_places (void)
{
  static const char *const places[] = { "today", "items", "guideline", "release" };
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", SMALLEST, 700, NULL);
  GtkWidget *page = cs_test_window_find (GTK_WIDGET (world.window), CS_TYPE_PROJECT_PAGE, 0);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    cs_project_page_go (CS_PROJECT_PAGE (page), places[i]);
    if (g_str_equal (places[i], "items"))
      select_case (&world);
    assert_fits (&world, places[i]);
  }
  cs_test_window_end (&world);
}

static gboolean
has_source (CsTestWindow *world, gpointer data)
{
  GtkWidget *source = cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_GUIDELINE_SOURCE, 0);
  return source != NULL &&
         gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (source))) > 0;
}

/* Also the first time, when the text is there before it has its room. */
static void
test_source (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1366, 768, NULL);
  CsProjectPage *page =
      CS_PROJECT_PAGE (cs_test_window_find (GTK_WIDGET (world.window), CS_TYPE_PROJECT_PAGE, 0));
  cs_project_page_edit_guideline (page);
  cs_test_window_wait (&world, has_source, NULL);
  cs_test_window_pass (500);
  cs_test_window_settle (&world);
  GtkScrollable *source =
      GTK_SCROLLABLE (cs_test_window_find (GTK_WIDGET (world.window), CS_TYPE_GUIDELINE_SOURCE, 0));
  g_assert_cmpfloat (gtk_adjustment_get_value (gtk_scrollable_get_hadjustment (source)), ==, 0);
  g_assert_cmpfloat (gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (source)), ==, 0);
  cs_test_window_end (&world);
}

/* --- large letters --- */

static GtkWidget *
child_with_class (GtkWidget *widget, const char *name)
{
  GtkWidget *found = gtk_widget_has_css_class (widget, name) ? widget : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = child_with_class (child, name);
  return found;
}

/* The key of a tool stands beside its icon and not on it. */
static void
assert_rail (CsTestWindow *world)
{
  GtkWidget *rail = cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_TOOL_RAIL, 0);
  graphene_rect_t icon, key, both;
  GtkWidget *drawn = child_with_class (rail, "cs-rail-icon");
  GtkWidget *button = gtk_widget_get_ancestor (drawn, GTK_TYPE_BUTTON);
  g_assert_true (gtk_widget_compute_bounds (drawn, button, &icon));
  g_assert_true (
      gtk_widget_compute_bounds (child_with_class (button, "cs-rail-key"), button, &key));
  if (graphene_rect_intersection (&icon, &key, &both))
    g_assert_cmpfloat (graphene_rect_get_area (&both), <, graphene_rect_get_area (&icon) / 12);
}

static void
assert_name_readable (CsTestWindow *world)
{
  GtkWidget *name = child_with_class (GTK_WIDGET (world->window), "cs-attribute-name");
  g_autofree char *text = g_strdup ("Margin");
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (name, text);
  int width = 0;
  pango_layout_get_pixel_size (layout, &width, NULL);
  g_assert_cmpint (gtk_widget_get_width (name), >=, width);
}

static void
check_letters (CsTestWindow *world, CsCaseModel *model, guint64 region, const char *percent)
{
  cs_test_window_use_letters (world, percent);
  g_test_message ("letters of %s", percent);
  cs_case_model_go (model, item_of (model, FALSE), 0);
  cs_case_model_select (model, region, TRUE);
  assert_within (world, LARGE, "a picture with a mark that lacks a value");
  assert_rail (world);
  assert_name_readable (world);
  /* Something is left of the picture. */
  GtkWidget *canvas = cs_test_window_find (GTK_WIDGET (world->window), CS_TYPE_CANVAS, 0);
  g_assert_cmpint (gtk_widget_get_width (canvas), >=, LARGE / 2);
  cs_case_model_go (model, item_of (model, TRUE), 0);
  assert_within (world, LARGE, "a text");
}

static void
test_letters (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", LARGE, LARGE_HEIGHT, long_schema);
  CsCaseModel *model = cs_test_window_open_case (&world, "Patient 2");
  cs_case_model_go (model, item_of (model, FALSE), 0);
  guint64 region = put (model, FALSE, "nodule", 10000, 20000);
  check_letters (&world, model, region, "150");
  check_letters (&world, model, region, "200");
  check_letters (&world, model, region, "100");
  cs_test_window_end (&world);
}

static void
test_letters_review (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ben", LARGE, LARGE_HEIGHT, NULL);
  cs_test_window_open_case (&world, "Slide 1");
  cs_test_window_use_letters (&world, "200");
  assert_within (&world, LARGE, "a review");
  gtk_widget_activate_action (
      cs_test_window_find (GTK_WIDGET (world.window), CS_TYPE_CHANGES_PANE, 0), "mark.edit", NULL);
  assert_within (&world, LARGE, "a mark that is being corrected");
  cs_test_window_use_letters (&world, "100");
  cs_test_window_end (&world);
}

static void
test_letters_places (void)
{
  static const char *const places[] = { "today", "items", "guideline", "release" };
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", LARGE, LARGE_HEIGHT, NULL);
  CsProjectPage *page =
      CS_PROJECT_PAGE (cs_test_window_find (GTK_WIDGET (world.window), CS_TYPE_PROJECT_PAGE, 0));
  cs_test_window_use_letters (&world, "200");
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    cs_project_page_go (page, places[i]);
    if (g_str_equal (places[i], "items"))
      select_case (&world);
    assert_within (&world, LARGE, places[i]);
  }
  cs_project_page_edit_guideline (page);
  cs_test_window_wait (&world, has_source, NULL);
  assert_within (&world, LARGE, "the source of the guideline");
  cs_test_window_use_letters (&world, "100");
  cs_test_window_end (&world);
}

/* A window that is higher than wide has the pane below the picture. */
static void
test_portrait (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 800, 1040, long_schema);
  CsCaseModel *model = cs_test_window_open_case (&world, "Patient 2");
  cs_case_model_go (model, item_of (model, FALSE), 0);
  cs_test_window_settle (&world);
  GtkWidget *window = GTK_WIDGET (world.window);
  GtkWidget *canvas = cs_test_window_find (window, CS_TYPE_CANVAS, 0);
  GtkWidget *pane = cs_test_window_find (window, CS_TYPE_CASE_PANE, 0);
  graphene_rect_t above, below;
  g_assert_true (gtk_widget_compute_bounds (canvas, window, &above));
  g_assert_true (gtk_widget_compute_bounds (pane, window, &below));
  g_assert_cmpfloat (below.origin.y, >=, above.origin.y + above.size.height);
  int height = gtk_widget_get_height (window);
  g_assert_cmpint (gtk_widget_get_width (window), <, height);
  g_assert_cmpfloat_with_epsilon (below.size.height, height / 4.0, 5);
  g_assert_cmpfloat (below.size.width, >, above.size.width);
  g_assert_cmpfloat (above.size.width, >, 650);
  /* It goes and comes as ever. */
  cs_test_window_keys (&world, "F9");
  cs_test_window_settle (&world);
  g_assert_false (gtk_widget_get_mapped (pane));
  cs_test_window_keys (&world, "F9");
  cs_test_window_settle (&world);
  g_assert_true (gtk_widget_get_mapped (pane));
  guint64 region = put (model, FALSE, "nodule", 10000, 20000);
  cs_case_model_select (model, region, TRUE);
  cs_test_window_settle (&world);
  g_assert_nonnull (child_with_class (pane, "cs-attribute-name"));
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/room/reading", test_reading);
  g_test_add_func ("/room/reviewing", test_reviewing);
  g_test_add_func ("/room/signed", test_signed);
  g_test_add_func ("/room/places", test_places);
  g_test_add_func ("/room/source", test_source);
  g_test_add_func ("/room/letters", test_letters);
  g_test_add_func ("/room/portrait", test_portrait);
  g_test_add_func ("/room/letters-review", test_letters_review);
  g_test_add_func ("/room/letters-places", test_letters_places);
  return g_test_run ();
}
