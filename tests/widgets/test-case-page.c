/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a case in its window: what list, rail, bar and canvases say and do together.
 * Long because each of them is met with the others. */
#include "cs-canvas.h"
#include "cs-case-page.h"
#include "cs-case-pane.h"
#include "cs-case-words.h"
#include "cs-coverage-strip.h"
#include "cs-findings-pane.h"
#include "cs-decoder.h"
#include "cs-finding-row.h"
#include "cs-intake.h"
#include "cs-label-popover.h"
#include "cs-remarks-pane.h"
#include "cs-shortcuts.h"
#include "cs-test-project.h"
#include "cs-test-picture.h"
#include "cs-text-canvas.h"
#include "cs-tool-rail.h"

#include <glib/gstdio.h>
#include <string.h>

/* Findings of the note are to be shown on the picture. */
static const char tied_schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"Tied\",\"labels\":["
    "{\"key\":\"nodule\",\"name\":\"Nodule\",\"colour\":\"#e69f00\",\"kinds\":[\"box\",\"mask\"]},"
    "{\"key\":\"gland\",\"name\":\"Gland\",\"kinds\":[\"polygon\"]},"
    "{\"key\":\"finding\",\"name\":\"Finding\",\"colour\":\"#009e73\",\"kinds\":[\"span\"]},"
    "{\"key\":\"measurement\",\"name\":\"Measurement\",\"kinds\":[\"span\"]}],"
    "\"relations\":[{\"key\":\"shown-as\",\"name\":\"Shown as\",\"from\":[\"finding\"],"
    "\"to\":[\"nodule\"]},{\"key\":\"size-of\",\"name\":\"Size of\",\"from\":[\"measurement\"],"
    "\"to\":[\"finding\"]}]}";

/* Every region needs a value. */
static const char valued_schema[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"Valued\",\"labels\":["
    "{\"key\":\"nodule\",\"name\":\"Nodule\",\"kinds\":[\"box\"],\"attributes\":["
    "{\"key\":\"margin\",\"name\":\"Margin\",\"type\":\"choice\",\"required\":true,"
    "\"choices\":[{\"key\":\"smooth\",\"name\":\"Smooth\"},"
    "{\"key\":\"spiculated\",\"name\":\"Spiculated\"}]}]},"
    "{\"key\":\"gland\",\"name\":\"Gland\",\"kinds\":[\"point\"]}]}";

static int
item_of (CsCaseModel *model, gboolean text)
{
  for (guint i = 0; i < cs_case_model_n_items (model); i++)
    if ((cs_case_model_item (model, i)->text != NULL) == text)
      return (int)i;
  g_assert_not_reached ();
}

static guint64
put (CsCaseModel *model, const CsMarkKind *kind, const char *label, const gint64 *values)
{
  gboolean text = kind == &cs_mark_kind_span;
  CsMarkInit init = { .id = cs_case_model_new_id (model),
                      .kind = kind,
                      .label = label,
                      .item = cs_case_model_item (model, (guint)item_of (model, text))->row->gid,
                      .values = values,
                      .n_values = kind == &cs_mark_kind_box ? 4 : 2,
                      .confidence = -1 };
  g_autofree char *quote =
      text ? cs_text_document_slice (cs_case_model_item (model, (guint)item_of (model, text))->text,
                                     (guint32)values[0], (guint32)values[1], NULL)
           : NULL;
  init.quote = quote;
  cs_test_window_put (model, &init);
  return init.id;
}

static guint64
put_region (CsCaseModel *model)
{
  return put (model, &cs_mark_kind_box, "nodule", (gint64[]){ 10000, 10000, 20000, 20000 });
}

static guint64
put_words (CsCaseModel *model, const char *label, gint64 start, gint64 end)
{
  return put (model, &cs_mark_kind_span, label, (gint64[]){ start, end });
}

static guint64
tie (CsCaseModel *model, const char *label, guint64 from, guint64 to)
{
  return put (model, &cs_mark_kind_relation, label, (gint64[]){ (gint64)from, (gint64)to });
}

/* Where one was last is remembered on this machine: begins at the picture all the same. */
static CsCaseModel *
open_at_picture (CsTestWindow *world, const char *title)
{
  CsCaseModel *model = cs_test_window_open_case (world, title);
  cs_test_picture_go (world, model, 0);
  return model;
}

static GtkWidget *
root_of (CsTestWindow *world)
{
  return GTK_WIDGET (world->window);
}

static GtkWidget *
list_of (CsTestWindow *world)
{
  return cs_test_window_find (root_of (world), CS_TYPE_FINDINGS_PANE, 0);
}

/* --- ties --- */

static guint
n_rows (CsTestWindow *world)
{
  guint n = 0;
  while (cs_test_window_find (list_of (world), CS_TYPE_FINDING_ROW, n) != NULL)
    n++;
  return n;
}

static void
test_tied_is_one_finding (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, tied_schema);
  CsCaseModel *model = open_at_picture (&world, "Patient 2");
  guint64 region = put_region (model), words = put_words (model, "finding", 3, 20);
  cs_test_window_settle (&world);
  g_assert_nonnull (cs_test_window_find_words (list_of (&world), "no region yet"));
  guint before = cs_case_model_findings (model);
  guint64 relation = tie (model, "shown-as", words, region);
  cs_test_window_settle (&world);
  g_assert_cmpuint (n_rows (&world), ==, 2);
  g_assert_cmpuint (cs_case_model_findings (model), ==, before - 1);
  g_assert_nonnull (cs_test_window_find_words (list_of (&world), "tied to image mark 1"));
  g_assert_null (cs_test_window_find_words (list_of (&world), "no region yet"));
  g_assert_null (cs_test_window_find_words (list_of (&world), "Untie"));
  /* Only the selected row opens. */
  cs_case_model_select (model, words, FALSE);
  cs_test_window_settle (&world);
  g_assert_nonnull (cs_test_window_find_words (list_of (&world), "Nodule, in the image"));
  GtkWidget *untie = cs_test_window_find_words (list_of (&world), "Untie");
  g_assert_nonnull (untie);
  cs_test_window_click (&world, untie);
  g_assert_null (cs_mark_set_get (cs_case_model_marks (model), relation));
  g_assert_nonnull (cs_mark_set_get (cs_case_model_marks (model), words));
  g_assert_nonnull (cs_test_window_find_words (list_of (&world), "no region yet"));
  g_assert_true (cs_test_window_has_focus (&world, list_of (&world)));
  cs_test_window_end (&world);
}

/* --- labels and tools --- */

static void
assert_armed (CsCaseModel *model, const char *label, const char *tool)
{
  const CsLabel *armed = cs_case_model_armed (model).label;
  g_assert_nonnull (armed);
  g_assert_cmpstr (armed->key, ==, label);
  g_assert_cmpstr (cs_case_model_tool (model), ==, tool);
}

/* Picture and text of a case each keep their label and tool. */
static void
test_tool_for_each (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, tied_schema);
  CsCaseModel *model = open_at_picture (&world, "Patient 2");
  GtkWidget *rail = cs_test_window_find (root_of (&world), CS_TYPE_TOOL_RAIL, 0);
  assert_armed (model, "nodule", "box");
  cs_test_window_keys (&world, "p");
  assert_armed (model, "gland", "polygon");
  g_assert_true (gtk_widget_is_sensitive (rail));
  cs_test_window_keys (&world, "F4");
  assert_armed (model, "finding", "select");
  g_assert_false (gtk_widget_is_sensitive (rail));
  cs_test_window_keys (&world, "2");
  assert_armed (model, "measurement", "select");
  cs_test_window_keys (&world, "F4");
  assert_armed (model, "gland", "polygon");
  g_assert_true (gtk_widget_is_sensitive (rail));
  cs_test_window_keys (&world, "F4");
  assert_armed (model, "measurement", "select");
  cs_test_window_end (&world);
}

/* On a wide screen both are seen, and what has the focus is looked at. */
static void
test_click_beside (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1920, 1080, tied_schema);
  CsCaseModel *model = open_at_picture (&world, "Patient 2");
  GtkWidget *text = cs_test_window_find (root_of (&world), CS_TYPE_TEXT_CANVAS, 0);
  GtkWidget *image = cs_test_window_find (root_of (&world), CS_TYPE_CANVAS, 0);
  cs_test_window_keys (&world, "v");
  assert_armed (model, "nodule", "select");
  cs_test_window_click (&world, text);
  assert_armed (model, "finding", "select");
  cs_test_window_click (&world, image);
  g_assert_cmpint ((int)cs_case_model_place (model, NULL), ==, item_of (model, FALSE));
  assert_armed (model, "nodule", "select");
  cs_test_window_end (&world);
}

/* A slide with glands on it is not begun with the label of another picture. */
static void
test_label_in_use (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, NULL);
  CsCaseModel *model = open_at_picture (&world, "Slide 3");
  guint n = 0;
  const guint64 *ids = cs_case_model_order (model, &n);
  const char *first = cs_mark_set_get (cs_case_model_marks (model), ids[0])->label;
  g_assert_cmpstr (first, !=, cs_case_model_schema (model)->labels[0].key);
  g_assert_cmpstr (cs_case_model_armed (model).label->key, ==, first);
  cs_test_window_end (&world);
}

/* --- the label list --- */

/* What is seen of a popover, in coordinates of the window's surface. */
static GdkRectangle
place_of (GtkWidget *popover)
{
  graphene_rect_t bounds;
  double left = 0, top = 0;
  GdkPopup *popup = GDK_POPUP (gtk_native_get_surface (GTK_NATIVE (popover)));
  gtk_native_get_surface_transform (GTK_NATIVE (popover), &left, &top);
  g_assert_true (
      gtk_widget_compute_bounds (gtk_popover_get_child (GTK_POPOVER (popover)), popover, &bounds));
  return (GdkRectangle){ gdk_popup_get_position_x (popup) + (int)(left + bounds.origin.x),
                         gdk_popup_get_position_y (popup) + (int)(top + bounds.origin.y),
                         (int)bounds.size.width, (int)bounds.size.height };
}

static GdkRectangle
in_window (CsTestWindow *world, GtkWidget *widget, const GdkRectangle *area)
{
  double x = 0, y = 0, left = 0, top = 0;
  gtk_native_get_surface_transform (GTK_NATIVE (world->window), &left, &top);
  gtk_widget_translate_coordinates (widget, GTK_WIDGET (world->window), area->x, area->y, &x, &y);
  return (GdkRectangle){ (int)(x + left), (int)(y + top), area->width, area->height };
}

static void
test_label_list_beside (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, tied_schema);
  CsCaseModel *model = open_at_picture (&world, "Patient 2");
  GtkWidget *image = cs_test_window_find (root_of (&world), CS_TYPE_CANVAS, 0);
  guint64 region = put_region (model);
  cs_case_model_select (model, region, TRUE);
  GdkRectangle area;
  g_assert_true (cs_canvas_mark_area (CS_CANVAS (image), region, &area));
  int dx = area.x + area.width / 2 - gtk_widget_get_width (image) / 2;
  int dy = area.y + area.height / 2 - gtk_widget_get_height (image) / 2;
  cs_test_window_point (&world, image, dx, dy);
  cs_test_window_keys (&world, "l");
  GtkWidget *list = cs_test_window_find (root_of (&world), CS_TYPE_LABEL_POPOVER, 0);
  g_assert_nonnull (list);
  GdkRectangle mark = in_window (&world, image, &area), there = place_of (list);
  g_assert_false (gdk_rectangle_intersect (&mark, &there, NULL));
  cs_test_window_keys (&world, "Escape");
  /* With nothing selected it is about the mark that is pointed at. */
  cs_case_model_select (model, 0, FALSE);
  cs_test_window_point (&world, image, dx + 1, dy);
  cs_test_window_keys (&world, "l");
  list = cs_test_window_find (root_of (&world), CS_TYPE_LABEL_POPOVER, 0);
  there = place_of (list);
  g_assert_false (gdk_rectangle_intersect (&mark, &there, NULL));
  cs_test_window_keys (&world, "Escape");
  cs_test_window_end (&world);
}

/* --- the links of the bar --- */

static void
press_link (CsTestWindow *world, const char *words)
{
  GtkWidget *link = cs_test_window_find_words (root_of (world), words);
  g_assert_nonnull (link);
  link = gtk_widget_get_ancestor (link, GTK_TYPE_BUTTON);
  gtk_widget_grab_focus (link);
  cs_test_window_keys (world, "Return");
}

/* The view of the item looked at has it. */
static void
assert_focus_at_place (CsTestWindow *world, CsCaseModel *model)
{
  gboolean text = cs_case_model_item (model, cs_case_model_place (model, NULL))->text != NULL;
  GtkWidget *view =
      cs_test_window_find (root_of (world), text ? CS_TYPE_TEXT_CANVAS : CS_TYPE_CANVAS, 0);
  g_assert_nonnull (view);
  g_assert_true (cs_test_window_has_focus (world, view));
}

static void
test_links_lead_there (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, tied_schema);
  CsCaseModel *model = open_at_picture (&world, "Patient 2");
  press_link (&world, "2 items without marks or answer");
  assert_focus_at_place (&world, model);
  if (cs_case_model_item (model, cs_case_model_place (model, NULL))->text != NULL)
    put_words (model, "finding", 3, 20);
  else
    put_region (model);
  cs_test_window_settle (&world);
  press_link (&world, "1 item without marks or answer");
  assert_focus_at_place (&world, model);
  guint text = (guint)item_of (model, TRUE);
  cs_case_model_note_shown (model, text, 0, cs_case_model_item (model, text)->units);
  cs_test_window_settle (&world);
  g_autofree char *words = cs_not_shown_words (cs_case_model_not_shown (model).slices, 0);
  press_link (&world, words);
  g_assert_null (cs_case_model_item (model, cs_case_model_place (model, NULL))->text);
  assert_focus_at_place (&world, model);
  cs_test_window_end (&world);
}

static void
write_picture (const char *dir, const char *name, int size)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, size, size);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

/* The case "mixed": two pictures and a text. */
static void
bring_in_mixed (CsTestWindow *world)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *sources = g_build_filename (dir, "mixed", NULL);
  g_autofree char *text = g_build_filename (sources, "note.txt", NULL);
  g_assert_cmpint (g_mkdir (sources, 0755), ==, 0);
  write_picture (sources, "a.png", 60);
  write_picture (sources, "b.png", 70);
  g_assert_true (g_file_set_contents (text, "What was seen.\n", -1, NULL));
  g_autoptr (CsProject) project =
      cs_test_open (cs_application_env (world->application), world->path, "sample-chris");
  g_autoptr (CsDecoder) decoder = cs_decoder_new (NULL, &error);
  g_assert_no_error (error);
  const char *const paths[] = { sources, NULL };
  CsIntakeOptions options = { .paths = paths, .case_by = CS_CASE_BY_FOLDER };
  g_autoptr (CsIntakeReport) report = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  cs_intake_run (project, &options, decoder, NULL, NULL, NULL, &report, problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->quarantined, ==, 0);
}

/* The picture that is gone to is not there yet when the keys come to it. */
static void
test_goes_where_it_was_sent (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin_after (&world, "sample-ana", 1366, 768, bring_in_mixed);
  CsCaseModel *model = open_at_picture (&world, "mixed");
  guint first = cs_case_model_place (model, NULL), text = (guint)item_of (model, TRUE);
  guint second = 3 - first - text;
  cs_case_model_go_item (model, text);
  GtkWidget *page = cs_test_window_find (root_of (&world), CS_TYPE_CASE_PAGE, 0);
  cs_case_page_focus (CS_CASE_PAGE (page));
  cs_test_window_settle (&world);
  assert_focus_at_place (&world, model);
  cs_case_model_go_item (model, second);
  g_assert_cmpuint (cs_case_model_place (model, NULL), ==, second);
  cs_test_window_settle (&world);
  g_assert_cmpuint (cs_case_model_place (model, NULL), ==, second);
  assert_focus_at_place (&world, model);
  cs_test_window_end (&world);
}

/* The switch of the pane that begins with WORD. */
static GtkWidget *
switch_of (CsTestWindow *world, const char *word)
{
  GtkWidget *button;
  for (guint i = 0;
       (button = cs_test_window_find (root_of (world), GTK_TYPE_TOGGLE_BUTTON, i)) != NULL; i++) {
    const char *label = gtk_button_get_label (GTK_BUTTON (button));
    if (label != NULL && g_str_has_prefix (label, word))
      return button;
  }
  g_error ("no switch says %s", word);
}

static gboolean
is_on (CsTestWindow *world, const char *word)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (switch_of (world, word)));
}

static gboolean
is_off (CsTestWindow *world, gpointer name)
{
  return !is_on (world, name);
}

/* What waits in a case is what its pane shows, whatever was looked at in the one before. */
static void
test_pane_begins (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, NULL);
  CsCaseModel *model = cs_test_window_open_case (&world, "Slide 3");
  g_assert_cmpuint (cs_remarks_to_answer (model), ==, 1);
  g_assert_true (is_on (&world, "Sent Back"));
  cs_test_window_open_case (&world, "Patient 2");
  g_assert_true (is_on (&world, "Findings"));
  cs_test_window_end (&world);
  cs_test_window_begin (&world, "sample-ben", 1366, 768, NULL);
  cs_test_window_open_case (&world, "Slide 1");
  g_assert_true (is_on (&world, "Changes"));
  cs_test_window_click (&world, switch_of (&world, "Remarks"));
  cs_test_window_wait (&world, is_off, (gpointer) "Changes");
  cs_test_window_open_case (&world, "Patient 1");
  cs_test_window_open_case (&world, "Slide 1");
  g_assert_true (is_on (&world, "Changes"));
  cs_test_window_end (&world);
}

/* By the pointer, too, the place where one goes on is seen. */
static void
test_missing_value_is_found (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, valued_schema);
  CsCaseModel *model = open_at_picture (&world, "Patient 2");
  guint64 region = put_region (model);
  for (guint i = 0; i < 20; i++)
    put (model, &cs_mark_kind_point, "gland", (gint64[]){ 1000, 1000 + i });
  cs_test_window_settle (&world);
  cs_case_model_select (model, region, FALSE);
  cs_test_window_settle (&world);
  GtkAdjustment *scrolled = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (cs_test_window_find (list_of (&world), GTK_TYPE_SCROLLED_WINDOW, 0)));
  gtk_adjustment_set_value (scrolled, gtk_adjustment_get_upper (scrolled));
  cs_test_window_settle (&world);
  GtkWidget *link = cs_test_window_find_words (root_of (&world), "1 attribute missing");
  cs_test_window_click (&world, link);
  cs_test_window_settle (&world);
  GtkWidget *editor = cs_test_window_find (list_of (&world), GTK_TYPE_DROP_DOWN, 0);
  g_assert_nonnull (editor);
  g_assert_true (cs_test_window_has_focus (&world, editor));
  g_assert_true (gtk_window_get_focus_visible (GTK_WINDOW (world.window)));
  g_assert_cmpfloat (gtk_adjustment_get_value (scrolled), <, 60);
  cs_test_window_end (&world);
}

static double
left_edge (CsTestWindow *world, const char *words)
{
  double x = 0, y = 0;
  GtkWidget *said = cs_test_window_find_words (root_of (world), words);
  g_assert_nonnull (said);
  gtk_widget_translate_coordinates (said, root_of (world), 0, 0, &x, &y);
  return x;
}

/* The number of slices changes with every turn of the wheel, the armed label with every key. */
static void
test_bar_stays (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, tied_schema);
  CsCaseModel *model = open_at_picture (&world, "Patient 2");
  const CsSchema *schema = cs_case_model_schema (model);
  cs_case_model_arm (model, cs_schema_label (schema, "nodule"), NULL);
  cs_test_window_settle (&world);
  double items = left_edge (&world, "2 items without marks or answer");
  double answer = left_edge (&world, "Nothing to Mark");
  guint picture = (guint)item_of (model, FALSE);
  cs_case_model_note_shown (model, picture, 0, cs_case_model_item (model, picture)->units - 1);
  cs_case_model_arm (model, cs_schema_label (schema, "gland"), NULL);
  cs_test_window_settle (&world);
  g_assert_nonnull (cs_test_window_find_words (root_of (&world), "1 slice not shown"));
  g_assert_cmpfloat (left_edge (&world, "2 items without marks or answer"), ==, items);
  g_assert_cmpfloat (left_edge (&world, "Nothing to Mark"), ==, answer);
  cs_test_window_end (&world);
}

/* Letters of 125 % take as much of a small screen as these do of a smaller one. */
static void
test_room_for_large_letters (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, valued_schema);
  CsCaseModel *model = open_at_picture (&world, "Patient 2");
  put_region (model);
  cs_test_window_settle (&world);
  g_assert_nonnull (cs_test_window_find_words (root_of (&world), "1 attribute missing"));
  g_assert_nonnull (cs_test_window_find_words (root_of (&world), "1 item without marks or answer"));
  int least;
  gtk_widget_measure (root_of (&world), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 1366 * 100 / 125);
  cs_test_window_end (&world);
}

static gboolean
strip_is_at (CsTestWindow *world, double slice)
{
  GtkWidget *strip = cs_test_window_find (root_of (world), CS_TYPE_COVERAGE_STRIP, 0);
  g_autofree char *other = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (strip), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, slice);
  return other == NULL;
}

static void
test_slice_stays (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1920, 1080, tied_schema);
  CsCaseModel *model = open_at_picture (&world, "Patient 2");
  GtkWidget *canvas = cs_test_window_find (root_of (&world), CS_TYPE_CANVAS, 0);
  cs_case_model_go (model, (guint)item_of (model, FALSE), 11);
  cs_test_window_settle (&world);
  g_assert_true (strip_is_at (&world, 12));
  cs_test_window_click (&world, cs_test_window_find (root_of (&world), CS_TYPE_TEXT_CANVAS, 0));
  cs_test_window_settle (&world);
  g_assert_nonnull (cs_case_model_item (model, cs_case_model_place (model, NULL))->text);
  g_assert_true (strip_is_at (&world, 12));
  g_assert_cmpint (cs_canvas_unit (CS_CANVAS (canvas)), ==, 11);
  cs_test_window_end (&world);
}

/* --- full screen --- */

static gboolean
has_no_pane (CsTestWindow *world, gpointer data)
{
  return gtk_window_is_fullscreen (GTK_WINDOW (world->window)) &&
         cs_test_window_find (root_of (world), CS_TYPE_CASE_PANE, 0) == NULL;
}

/* All but the action bar is gone, and what a key asks for comes all the same. A window that is not
 * on the screen takes its new size without somebody who manages windows. */
static void
test_full_screen (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, NULL);
  open_at_picture (&world, "Patient 2");
  GtkWidget *page = gtk_widget_get_ancestor (
      cs_test_window_find (root_of (&world), CS_TYPE_CASE_PANE, 0), CS_TYPE_CASE_PAGE);
  gtk_widget_set_visible (GTK_WIDGET (world.window), FALSE);
  gtk_window_fullscreen (GTK_WINDOW (world.window));
  gtk_window_present (GTK_WINDOW (world.window));
  cs_test_window_wait (&world, has_no_pane, NULL);
  gtk_widget_activate_action (page, "case.pane", NULL);
  g_assert_nonnull (cs_test_window_find (root_of (&world), CS_TYPE_CASE_PANE, 0));
  gtk_widget_activate_action (page, "case.pane", NULL);
  g_assert_null (cs_test_window_find (root_of (&world), CS_TYPE_CASE_PANE, 0));
  gtk_widget_activate_action (page, "mark.rule", NULL);
  g_assert_nonnull (cs_test_window_find (root_of (&world), CS_TYPE_CASE_PANE, 0));
  cs_test_window_end (&world);
}

/* --- what is said --- */

static gboolean
is_not_said (CsTestWindow *world, gpointer words)
{
  return !cs_test_window_is_said (world, words);
}

/* The decision that can be taken back stays, and nothing else waits behind it. */
static void
test_said_over_what_stays (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1366, 768, NULL);
  open_at_picture (&world, "Slide 2");
  cs_main_window_toast (world.window, "Accepted that", "Undo", "win.take-back");
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "Accepted that");
  cs_main_window_toast (world.window, "Press again", NULL, NULL);
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "Press again");
  cs_test_window_wait (&world, is_not_said, (gpointer) "Accepted that");
  cs_test_window_end (&world);
}

static graphene_rect_t
where_is (CsTestWindow *world, const char *words)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  GtkWidget *widget = cs_test_window_find_words (root_of (world), words);
  g_assert_nonnull (widget);
  g_assert_true (gtk_widget_compute_bounds (widget, root_of (world), &rect));
  return rect;
}

static gboolean
is_above_bar (CsTestWindow *world, gpointer data)
{
  graphene_rect_t said = where_is (world, "Undo"), button = where_is (world, "Export…");
  return said.origin.y + said.size.height <= button.origin.y;
}

/* What stays lies over no button: above the bar of the project, beside the answers of a case. */
static void
test_said_beside_buttons (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-chris", 1366, 768, NULL);
  gtk_widget_activate_action (root_of (&world), "win.place", "s", "release");
  cs_main_window_toast (world.window, "Accepted Slide 3", "Undo", "win.take-back");
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "Accepted Slide 3");
  cs_test_window_settle (&world);
  cs_test_window_wait (&world, is_above_bar, NULL); /* it slides in */
  cs_test_window_end (&world);
  cs_test_window_begin (&world, "sample-ana", 1366, 768, NULL);
  open_at_picture (&world, "Patient 2");
  cs_main_window_toast (world.window, "Submitted Slide 3", "Undo", "win.take-back");
  cs_test_window_wait (&world, cs_test_window_is_said, (gpointer) "Submitted Slide 3");
  cs_test_window_settle (&world);
  graphene_rect_t said = where_is (&world, "Submitted Slide 3");
  graphene_rect_t button = where_is (&world, "More");
  g_assert_cmpfloat (button.origin.x + button.size.width, <=, said.origin.x);
  said = where_is (&world, "Undo");
  button = where_is (&world, "Submit and Next");
  g_assert_cmpfloat (said.origin.x + said.size.width, <=, button.origin.x);
  cs_test_window_end (&world);
}

/* Key 1 chooses another window on every picture: the list of keys says which. */
static void
test_windows_are_named (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, tied_schema);
  open_at_picture (&world, "Patient 2");
  GtkWidget *page = cs_test_window_find (root_of (&world), CS_TYPE_CASE_PAGE, 0);
  g_auto (GStrv) names = cs_case_page_windows (CS_CASE_PAGE (page));
  g_assert_nonnull (names);
  g_assert_true (g_strv_contains ((const char *const *)names, "Mediastinum"));
  g_assert_cmpstr (names[0], ==, "Lung");
  for (guint i = 0; names[i] != NULL; i++)
    g_assert_false (g_strv_contains ((const char *const *)&names[i + 1], names[i]));
  g_autoptr (GtkWindow) list = cs_shortcuts_new ((const char *const *)names, NULL);
  gtk_window_present (list);
  GtkWidget *pages = cs_test_window_find (GTK_WIDGET (list), GTK_TYPE_STACK, 0);
  gtk_stack_set_visible_child_name (GTK_STACK (pages), "Picture");
  cs_test_window_settle (&world);
  g_assert_nonnull (cs_test_window_find_words (GTK_WIDGET (list), "Mediastinum (on a picture)"));
  g_assert_null (cs_test_window_find_words (GTK_WIDGET (list), "Window 1 (on a picture)"));
  gtk_window_destroy (list);
  cs_test_window_end (&world);
}

static gboolean
says_who_signed (CsTestWindow *world, gpointer data)
{
  for (guint i = 0;; i++) {
    GtkWidget *label = cs_test_window_find (root_of (world), GTK_TYPE_LABEL, i);
    if (label == NULL)
      return FALSE;
    if (g_str_has_prefix (gtk_label_get_label (GTK_LABEL (label)), "Signed by "))
      return g_str_has_suffix (gtk_label_get_label (GTK_LABEL (label)), data);
  }
}

/* To a lead it is said, and offered, how that changes; to others it is not. */
static void
test_signed_says_so (gconstpointer data)
{
  CsTestWindow world;
  gboolean lead = GPOINTER_TO_INT (data);
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, lead ? "sample-chris" : "sample-ben", 1366, 768, NULL);
  cs_test_window_open_case (&world, "Patient 1");
  cs_test_window_wait (&world, says_who_signed,
                       (gpointer)(lead ? ". Reopen it to change something."
                                       : ". It can be looked at, not changed."));
  g_assert_true ((cs_test_window_find_words (root_of (&world), "Reopen…") != NULL) == lead);
  g_assert_null (cs_test_window_find_words (root_of (&world), "Submit and Next"));
  g_assert_null (cs_test_window_find_words (root_of (&world), "Show What"));
  cs_test_window_end (&world);
}

static gpointer
wait_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  while (!g_cancellable_set_error_if_cancelled (cs_job_cancellable (job), error))
    g_usleep (1000);
  return NULL;
}

static gboolean
long_job_is (CsTestWindow *world, gpointer runs)
{
  const char *title = cs_session_long_job (cs_main_window_session (world->window));
  return (title != NULL) == GPOINTER_TO_INT (runs);
}

/* Closing asks while a long job runs, and what was being drawn is in the draft. */
static void
test_close_loses_nothing (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, tied_schema);
  CsCaseModel *model = open_at_picture (&world, "Patient 2");
  CsSession *session = cs_main_window_session (world.window);
  GtkWidget *canvas = cs_test_window_find (root_of (&world), CS_TYPE_CANVAS, 0);
  cs_case_model_arm (model, cs_schema_label (cs_case_model_schema (model), "gland"), NULL);
  cs_test_window_keys (&world, "x");
  cs_test_window_keys (&world, "space");
  cs_test_window_keys (&world, "Right");
  cs_test_window_keys (&world, "space");
  cs_test_window_keys (&world, "Down");
  cs_test_window_keys (&world, "space");
  g_assert_cmpuint (cs_case_model_marks (model)->n_marks, ==, 0);
  CsJobSpec spec = { .title = "Waiting", .run = wait_job };
  cs_session_run_async (session, &spec, NULL, NULL, NULL);
  gtk_window_close (GTK_WINDOW (world.window));
  gtk_test_widget_wait_for_draw (canvas);
  g_assert_cmpuint (cs_case_model_marks (model)->n_marks, ==, 1);
  g_assert_true (gtk_widget_get_mapped (canvas));
  g_assert_true (long_job_is (&world, GINT_TO_POINTER (TRUE)));
  AdwMessageDialog *question = cs_test_window_question ();
  adw_message_dialog_response (question, "cancel");
  gtk_window_destroy (GTK_WINDOW (question));
  g_assert_true (gtk_widget_get_mapped (canvas));
  g_assert_true (long_job_is (&world, GINT_TO_POINTER (TRUE)));
  cs_session_stop (session);
  cs_test_window_wait (&world, long_job_is, GINT_TO_POINTER (FALSE));
  cs_test_window_end (&world);
}

static gboolean
is_another (CsTestWindow *world, gpointer model)
{
  return cs_main_window_case (world->window) != model;
}

static gboolean
has_place (CsTestWindow *world, gpointer data)
{
  return cs_test_window_has_focus (world, cs_test_window_find (root_of (world), CS_TYPE_CANVAS, 0));
}

/* A button that goes away with its answer leaves the keys on the picture. */
static void
test_answered_remark (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, NULL);
  CsCaseModel *model = open_at_picture (&world, "Slide 3");
  g_usleep (300 * 1000); /* in which a chord is about the case before */
  GtkWidget *remarks = cs_test_window_find (root_of (&world), CS_TYPE_REMARKS_PANE, 0);
  cs_test_window_click (&world, cs_test_window_find_words (remarks, "Agree"));
  cs_test_window_wait (&world, has_place, NULL);
  cs_test_window_keys (&world, "ctrl+Return");
  cs_test_window_wait (&world, is_another, model);
  cs_test_window_end (&world);
}

/* An unanswered remark does not hold a case, but nobody overlooks it by habit. */
static void
test_unanswered_remark (void)
{
  CsTestWindow world;
  if (!cs_test_window_can ())
    return;
  cs_test_window_begin (&world, "sample-ana", 1366, 768, NULL);
  CsCaseModel *model = open_at_picture (&world, "Slide 3");
  g_usleep (300 * 1000); /* in which a chord is about the case before */
  cs_test_window_keys (&world, "ctrl+Return");
  cs_test_window_wait (&world, cs_test_window_is_asked, NULL);
  cs_test_window_keys (&world, "Escape");
  cs_test_window_settle (&world);
  g_assert_true (cs_main_window_case (world.window) == model);
  g_assert_true (cs_test_window_has_focus (
      &world, cs_test_window_find (root_of (&world), CS_TYPE_REMARKS_PANE, 0)));
  GtkWidget *page = cs_test_window_find (root_of (&world), CS_TYPE_CASE_PAGE, 0);
  gtk_widget_activate_action (page, "case.finish", NULL);
  g_assert_true (cs_test_window_is_asked (&world, NULL));
  adw_message_dialog_response (cs_test_window_question (), "accept");
  cs_test_window_wait (&world, is_another, model);
  cs_test_window_end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/case-page/tied-is-one-finding", test_tied_is_one_finding);
  g_test_add_func ("/case-page/tool-for-each", test_tool_for_each);
  g_test_add_func ("/case-page/click-beside", test_click_beside);
  g_test_add_func ("/case-page/label-in-use", test_label_in_use);
  g_test_add_func ("/case-page/label-list-beside", test_label_list_beside);
  g_test_add_func ("/case-page/unanswered-remark", test_unanswered_remark);
  g_test_add_func ("/case-page/answered-remark", test_answered_remark);
  g_test_add_func ("/case-page/pane-begins", test_pane_begins);
  g_test_add_func ("/case-page/links-lead-there", test_links_lead_there);
  g_test_add_func ("/case-page/goes-where-it-was-sent", test_goes_where_it_was_sent);
  g_test_add_func ("/case-page/missing-value-is-found", test_missing_value_is_found);
  g_test_add_func ("/case-page/bar-stays", test_bar_stays);
  g_test_add_func ("/case-page/room-for-large-letters", test_room_for_large_letters);
  g_test_add_func ("/case-page/slice-stays", test_slice_stays);
  g_test_add_func ("/case-page/full-screen", test_full_screen);
  g_test_add_func ("/case-page/said-over-what-stays", test_said_over_what_stays);
  g_test_add_func ("/case-page/said-beside-buttons", test_said_beside_buttons);
  g_test_add_func ("/case-page/windows-are-named", test_windows_are_named);
  g_test_add_data_func ("/case-page/signed-says-so", GINT_TO_POINTER (FALSE), test_signed_says_so);
  g_test_add_data_func ("/case-page/signed-says-so-to-a-lead", GINT_TO_POINTER (TRUE),
                        test_signed_says_so);
  g_test_add_func ("/case-page/close-loses-nothing", test_close_loses_nothing);
  return g_test_run ();
}
