/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-reading.h"
#include "cs-text-canvas-private.h"
#include "cs-text-raw.h"
#include "cs-text-tie.h"
#include "cs-text-view.h"

#include <string.h>

typedef struct {
  CsTestReading reading;
  CsTextView *view;
  CsTextCanvas *canvas;
} World;

static void
begin (World *world)
{
  cs_test_reading_begin (&world->reading);
  world->view = g_object_new (CS_TYPE_TEXT_VIEW, NULL);
  world->canvas = cs_text_view_canvas (world->view);
  cs_text_view_set_model (world->view, world->reading.model);
  cs_test_reading_show (&world->reading, GTK_WIDGET (world->view), 900, 700);
  g_assert_cmpint (cs_text_view_item (world->view), >=, 0);
}

static void
end (World *world)
{
  cs_test_reading_wait (cs_test_reading_is_saved, &world->reading);
  GtkWidget *canvas = g_object_ref (GTK_WIDGET (world->canvas));
  cs_text_view_set_model (world->view, NULL);
  cs_test_reading_end (&world->reading, canvas);
}

/* --- acts --- */

static guint32
place_of (World *world, const char *words)
{
  const char *text = cs_text_document_text (world->canvas->document, NULL);
  const char *at = strstr (text, words);
  g_assert_nonnull (at);
  return (guint32)g_utf8_pointer_to_offset (text, at);
}

static void
select_words (World *world, const char *words)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (world->canvas));
  GtkTextIter start, end;
  guint32 at = place_of (world, words);
  gtk_text_buffer_get_iter_at_offset (buffer, &start,
                                      (int)cs_text_screen_offset (world->canvas->screen, at));
  end = start;
  gtk_text_iter_forward_chars (&end, (int)g_utf8_strlen (words, -1));
  gtk_text_buffer_select_range (buffer, &end, &start);
}

static void
act (World *world, const char *name)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (world->canvas), name, NULL));
}

static void
act_number (World *world, const char *name, int n)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (world->canvas), name, "i", n));
}

static const CsMark *
selected (World *world)
{
  guint64 id = cs_case_model_selected (world->reading.model);
  return id != 0 ? cs_mark_set_get (cs_case_model_marks (world->reading.model), id) : NULL;
}

static void
assert_selected (World *world, const char *label, const char *quote)
{
  const CsMark *mark = selected (world);
  g_assert_nonnull (mark);
  g_assert_cmpstr (mark->label, ==, label);
  g_assert_cmpstr (mark->quote, ==, quote);
}

static guint64
label (World *world, const char *words, int n)
{
  select_words (world, words);
  act_number (world, "mark.label-number", n);
  return cs_case_model_selected (world->reading.model);
}

/* The left or right border of a character, as coordinates of the widget. */
static void
point_at (World *world, guint32 position, gboolean right, double *ret_x, double *ret_y)
{
  GtkTextView *view = GTK_TEXT_VIEW (world->canvas);
  GtkTextIter iter;
  GdkRectangle cell;
  int x = 0, y = 0;
  /* Lines have their places once the view has laid them out, which it does when there is time. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (view), &iter,
                                      (int)cs_text_screen_offset (world->canvas->screen, position));
  gtk_text_view_get_iter_location (view, &iter, &cell);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET,
                                         cell.x + (right ? cell.width : 0),
                                         cell.y + cell.height / 2, &x, &y);
  *ret_x = x;
  *ret_y = y;
}

static void
click_at (World *world, guint32 position)
{
  double x = 0, y = 0;
  point_at (world, position, FALSE, &x, &y);
  cs_text_canvas_press (world->canvas, x + 2, y);
  cs_text_canvas_release (world->canvas, x + 2, y);
}

/* --- tests --- */

static void
test_label (void)
{
  World world;
  begin (&world);
  label (&world, " solid nodule ", 1);
  assert_selected (&world, "finding", "solid nodule");
  g_assert_cmpint (selected (&world)->values[0], ==, place_of (&world, "solid nodule"));
  g_assert_cmpuint (world.canvas->spans->marks, ==, 1);
  /* The words are no longer selected, so a digit is about the mark. */
  act_number (&world, "mark.label-number", 2);
  assert_selected (&world, "measurement", "solid nodule");
  label (&world, "16 mm", 2);
  assert_selected (&world, "measurement", "16 mm");
  g_assert_cmpuint (world.canvas->spans->marks, ==, 2);
  act (&world, "mark.delete");
  g_assert_null (selected (&world));
  g_assert_cmpuint (world.canvas->spans->marks, ==, 1);
  end (&world);
}

/* An armed label takes selected words, once. */
static void
test_arm (void)
{
  World world;
  begin (&world);
  const CsLabel *finding = cs_schema_label (cs_case_model_schema (world.reading.model), "finding");
  select_words (&world, "dense nodule");
  cs_case_model_arm (world.reading.model, finding, &cs_mark_kind_span);
  assert_selected (&world, "finding", "dense nodule");
  label (&world, "dense nodule", 1); /* they have it: nothing more comes */
  g_assert_cmpuint (world.canvas->spans->marks, ==, 1);
  select_words (&world, "11 mm");
  act (&world, "mark.settle");
  assert_selected (&world, "finding", "11 mm");
  end (&world);
}

static void
test_click (void)
{
  World world;
  begin (&world);
  guint64 outer = label (&world, "solid nodule of the left lung", 1);
  guint64 inner = label (&world, "left lung", 2);
  cs_case_model_select (world.reading.model, 0, FALSE);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (world.reading.window));
  guint32 at = place_of (&world, "left lung") + 1;
  click_at (&world, at);
  g_assert_cmpuint (cs_case_model_selected (world.reading.model), ==, inner);
  click_at (&world, at);
  g_assert_cmpuint (cs_case_model_selected (world.reading.model), ==, outer);
  click_at (&world, at);
  g_assert_cmpuint (cs_case_model_selected (world.reading.model), ==, inner);
  click_at (&world, place_of (&world, "nodule of the left"));
  g_assert_cmpuint (cs_case_model_selected (world.reading.model), ==, outer);
  click_at (&world, place_of (&world, "Impression"));
  g_assert_cmpuint (cs_case_model_selected (world.reading.model), ==, 0);
  g_assert_cmpuint (cs_text_spans_find (world.canvas->spans, inner)->lane, ==, 0);
  g_assert_cmpuint (cs_text_spans_find (world.canvas->spans, outer)->lane, ==, 1);
  end (&world);
}

static void
drag (World *world, guint32 from, gboolean from_right, guint32 to)
{
  double x = 0, y = 0;
  point_at (world, from, from_right, &x, &y);
  g_assert_true (cs_text_canvas_press (world->canvas, x, y));
  point_at (world, to, FALSE, &x, &y);
  g_assert_true (cs_text_canvas_motion (world->canvas, x + 1, y));
  g_assert_true (cs_text_canvas_release (world->canvas, x + 1, y));
}

static void
test_edges (void)
{
  World world;
  begin (&world);
  label (&world, "solid nodule", 1);
  guint32 at = place_of (&world, "solid nodule");
  drag (&world, at + 11, TRUE, place_of (&world, " of the left"));
  assert_selected (&world, "finding", "solid nodule"); /* back where it was */
  drag (&world, at + 11, TRUE, place_of (&world, " the left lung"));
  assert_selected (&world, "finding", "solid nodule of");
  /* To the nearer border of a word, with Alt to any letter. */
  world.canvas->freely = TRUE;
  drag (&world, at + 14, TRUE, place_of (&world, "e left lung"));
  assert_selected (&world, "finding", "solid nodule of th");
  world.canvas->freely = FALSE;
  drag (&world, at + 17, TRUE, place_of (&world, "eft lung"));
  assert_selected (&world, "finding", "solid nodule of the");
  drag (&world, at + 18, TRUE, place_of (&world, " the left lung"));
  assert_selected (&world, "finding", "solid nodule of");
  drag (&world, at, FALSE, at - 4);
  assert_selected (&world, "finding", "The solid nodule of");
  act_number (&world, "passage.end-word", -1);
  act_number (&world, "passage.start-word", 1);
  assert_selected (&world, "finding", "solid nodule");
  act_number (&world, "passage.end", -1);
  act_number (&world, "passage.start", 1);
  assert_selected (&world, "finding", "olid nodul");
  /* Nothing is left: it stays as it was. */
  double x = 0, y = 0;
  point_at (&world, at + 10, TRUE, &x, &y);
  g_assert_true (cs_text_canvas_press (world.canvas, x, y));
  cs_text_canvas_motion (world.canvas, x - 300, y);
  act (&world, "mark.cancel");
  g_assert_false (world.canvas->dragging);
  assert_selected (&world, "finding", "olid nodul");
  end (&world);
}

static void
test_tie (void)
{
  World world;
  begin (&world);
  guint64 size = label (&world, "16 mm", 2), finding = label (&world, "solid nodule", 1);
  act (&world, "passage.tie");
  g_assert_cmpuint (cs_text_canvas_tie_first (world.canvas), ==, finding);
  act (&world, "mark.settle"); /* to itself: not done, goes on */
  g_assert_cmpuint (cs_text_canvas_tie_first (world.canvas), ==, finding);
  cs_case_model_select (world.reading.model, size, FALSE);
  act (&world, "mark.settle"); /* turned round, as the schema has it */
  g_assert_cmpuint (cs_text_canvas_tie_first (world.canvas), ==, 0);
  g_assert_cmpuint (world.canvas->spans->arcs->len, ==, 1);
  const CsMark *tie = g_array_index (world.canvas->spans->arcs, CsTextArc, 0).mark;
  g_assert_cmpstr (tie->label, ==, "size-of");
  g_assert_cmpint (tie->values[0], ==, size);
  g_assert_cmpint (tie->values[1], ==, finding);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (world.reading.window));
  act (&world, "passage.tie");
  act (&world, "mark.cancel");
  g_assert_cmpuint (cs_text_canvas_tie_first (world.canvas), ==, 0);
  act (&world, "passage.untie");
  g_assert_cmpuint (world.canvas->spans->arcs->len, ==, 0);
  end (&world);
}

/* A tie goes between lines of 20 pixels that stand 35 apart, and along the edge. */
static void
test_route (void)
{
  static const struct {
    float from_y, to_y;
    guint n;
  } cases[] = {
    { 100, 100, 4 }, { 100, 135, 4 }, { 135, 100, 4 }, { 100, 275, 6 }, { 275, 100, 6 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    CsTextRoute route;
    cs_text_route (&GRAPHENE_RECT_INIT (100, cases[i].from_y, 60, 20),
                   &GRAPHENE_RECT_INIT (300, cases[i].to_y, 40, 20), 32, i, &route);
    g_assert_cmpuint (route.n, ==, cases[i].n);
    g_assert_cmpfloat (route.x[0], ==, 130);
    g_assert_cmpfloat (route.x[route.n - 1], ==, 320);
    for (guint k = 0; k + 1 < route.n; k++) {
      double low = MAX (route.y[k], route.y[k + 1]), high = MIN (route.y[k], route.y[k + 1]);
      g_assert_true (route.x[k] == route.x[k + 1] || low == high);
      g_assert_cmpfloat (cs_text_route_distance (&route, route.x[k], (low + high) / 2), ==, 0);
      if (route.x[k] < 32 && route.x[k + 1] < 32)
        continue;
      for (float line = 100; line < 300; line += 35)
        g_assert_true (low <= line || high >= line + 20);
    }
    g_assert_cmpfloat (cs_text_route_distance (&route, 130, 500), >, 100);
  }
}

static void
test_walk (void)
{
  World world;
  begin (&world);
  label (&world, "dense nodule", 1);
  label (&world, "solid nodule", 1);
  cs_case_model_select (world.reading.model, 0, FALSE);
  cs_text_canvas_go (world.canvas, 0);
  act (&world, "mark.next");
  assert_selected (&world, "finding", "solid nodule");
  act (&world, "mark.next");
  assert_selected (&world, "finding", "dense nodule");
  act (&world, "mark.next");
  assert_selected (&world, "finding", "solid nodule");
  act (&world, "mark.previous");
  assert_selected (&world, "finding", "dense nodule");
  cs_text_canvas_go (world.canvas, place_of (&world, "solid nodule") + 3);
  act (&world, "passage.select");
  assert_selected (&world, "finding", "solid nodule");
  end (&world);
}

static int
line_height (World *world, const char *words)
{
  GtkTextView *view = GTK_TEXT_VIEW (world->canvas);
  GtkTextIter iter;
  GdkRectangle cell;
  gtk_text_buffer_get_iter_at_offset (
      gtk_text_view_get_buffer (view), &iter,
      (int)cs_text_screen_offset (world->canvas->screen, place_of (world, words)));
  gtk_text_view_get_iter_location (view, &iter, &cell);
  return cell.height;
}

/* Empty lines are low, and no other line ever is. */
static void
test_blank_lines (void)
{
  World world;
  begin (&world);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (world.canvas));
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  int height = line_height (&world, "Chest CT");
  int length = gtk_text_buffer_get_char_count (buffer);
  g_assert_cmpint (line_height (&world, "\nIndication"), <, height);
  for (guint i = 0; i < 60; i++) {
    GtkTextIter a, b;
    gtk_text_buffer_get_iter_at_offset (buffer, &a, g_rand_int_range (rand, 0, length));
    gtk_text_buffer_get_iter_at_offset (buffer, &b, g_rand_int_range (rand, 0, length));
    gtk_text_buffer_select_range (buffer, &a, &b);
    if (i % 7 == 3)
      gtk_window_set_default_size (world.reading.window, 700 + (int)i * 5, 700);
    gtk_widget_queue_draw (GTK_WIDGET (world.canvas));
    gtk_test_widget_wait_for_draw (GTK_WIDGET (world.reading.window));
    g_assert_cmpint (line_height (&world, "Indication"), ==, height);
    g_assert_cmpint (line_height (&world, "Findings"), ==, height);
    g_assert_cmpint (line_height (&world, "dense nodule"), ==, height);
    g_assert_cmpint (line_height (&world, "Impression"), ==, height);
  }
  end (&world);
}

/* --- what was shown --- */

typedef struct {
  guint32 start, end;           /* on the screen */
  guint32 told_start, told_end; /* all that was told, which is in one piece */
  guint told;
} Screen;

static gboolean
ask (gpointer canvas, guint32 *ret_start, guint32 *ret_end)
{
  const Screen *screen = canvas;
  *ret_start = screen->start;
  *ret_end = screen->end;
  return screen->end > 0;
}

static void
tell (gpointer canvas, guint32 start, guint32 end)
{
  Screen *screen = canvas;
  screen->told_start = screen->told++ == 0 ? start : MIN (screen->told_start, start);
  screen->told_end = MAX (screen->told_end, end);
}

static void
test_coverage (void)
{
  Screen screen = { .start = 100, .end = 200 };
  CsTextCoverage *coverage = cs_text_coverage_new (ask, tell, &screen);
  for (guint i = 0; i < 5; i++)
    g_assert_true (cs_text_coverage_look (coverage));
  g_assert_cmpuint (screen.told, ==, 0);             /* 400 ms */
  g_assert_false (cs_text_coverage_look (coverage)); /* 500 ms, and it rests */
  g_assert_cmpuint (screen.told_start, ==, 100);
  g_assert_cmpuint (screen.told_end, ==, 200);
  /* Scrolled slowly: what stayed all the while counts, what came and went does not. */
  screen.told = 0;
  screen.told_end = 0;
  for (guint i = 0; i < 20; i++) {
    screen.start += 10;
    screen.end += 10;
    g_assert_true (cs_text_coverage_look (coverage));
  }
  g_assert_cmpuint (screen.told_end, ==, screen.end - 50);
  screen.told = 0;
  for (guint i = 0; i < 20; i++) {
    screen.start += 30;
    screen.end += 30;
    cs_text_coverage_look (coverage);
    if (i == 4)
      screen.told = 0;
  }
  g_assert_cmpuint (screen.told, ==, 0);
  screen.end = 0;
  g_assert_false (cs_text_coverage_look (coverage));
  cs_text_coverage_free (coverage);
}

/* Which ties the schema allows, from either end, and which it expects. */
static void
test_ties (void)
{
  static const char text[] =
      "{\"format\":\"countersign-schema-1\",\"name\":\"T\",\"labels\":["
      "{\"key\":\"heart\",\"kinds\":[\"box\"]},{\"key\":\"finding\",\"kinds\":[\"span\"]},"
      "{\"key\":\"size\",\"kinds\":[\"span\"]}],\"relations\":["
      "{\"key\":\"shown\",\"from\":[\"finding\"],\"to\":[\"heart\"]},"
      "{\"key\":\"size-of\",\"from\":[\"size\"],\"to\":[\"finding\"]}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSchema) schema = cs_schema_read (text, strlen (text), &error);
  g_assert_no_error (error);
  const gint64 box[] = { 0, 0, 1000, 1000 }, words[] = { 0, 4 }, ends[] = { 2, 1 };
  const CsMarkInit inits[] = {
    { .id = 1,
      .kind = &cs_mark_kind_box,
      .label = "heart",
      .values = box,
      .n_values = 4,
      .confidence = -1 },
    { .id = 2,
      .kind = &cs_mark_kind_span,
      .label = "finding",
      .values = words,
      .n_values = 2,
      .quote = "word",
      .confidence = -1 },
    { .id = 3,
      .kind = &cs_mark_kind_span,
      .label = "size",
      .values = words,
      .n_values = 2,
      .quote = "word",
      .confidence = -1 },
    { .id = 4,
      .kind = &cs_mark_kind_relation,
      .label = "shown",
      .values = ends,
      .n_values = 2,
      .confidence = -1 },
  };
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  for (guint i = 0; i < G_N_ELEMENTS (inits); i++) {
    g_ptr_array_add (marks, cs_mark_new (&inits[i], &error));
    g_assert_no_error (error);
  }
  g_autoptr (CsMarkSet) set = cs_mark_set_new (marks, NULL, &error);
  static const struct {
    guint first, second, count;
    const char *key;
    gboolean turned;
  } cases[] = {
    { 3, 2, 1, "size-of", FALSE },
    { 2, 3, 1, "size-of", TRUE },
    { 2, 1, 0 }, /* tied already */
    { 3, 1, 0 },
    { 2, 2, 0 },
    { 2, 4, 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GArray) choices = cs_tie_choices_new (
        schema, set, cs_mark_set_get (set, cases[i].first), cs_mark_set_get (set, cases[i].second));
    g_assert_cmpuint (choices->len, ==, cases[i].count);
    if (cases[i].count == 0)
      continue;
    g_assert_cmpstr (g_array_index (choices, CsTieChoice, 0).relation->key, ==, cases[i].key);
    g_assert_cmpint (g_array_index (choices, CsTieChoice, 0).turned, ==, cases[i].turned);
  }
  g_assert_true (cs_tie_wants_picture (schema, "finding"));
  g_assert_false (cs_tie_wants_picture (schema, "size"));
}

static void
test_raw (void)
{
  static const char bytes[] = "caf\xe9\r\nsecond\tline\nthird\x01\n";
  g_autofree char *all = cs_text_raw_escape (bytes, sizeof bytes - 1, 8);
  g_autofree char *two = cs_text_raw_escape (bytes, sizeof bytes - 1, 2);
  g_assert_cmpstr (all, ==, "caf\\xE9\nsecond\tline\nthird\\x01\n");
  g_assert_cmpstr (two, ==, "caf\\xE9\nsecond\tline");
}

/* However many headings a text has, the window needs no more room for them. */
static void
test_headings (void)
{
  World world;
  int least = 0;
  begin (&world);
  GtkWidget *outline = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (world.view), CS_TYPE_TEXT_VIEW, "outline"));
  for (guint i = 0; i < 200; i++)
    gtk_box_append (GTK_BOX (outline), gtk_button_new_with_label ("Heading"));
  gtk_widget_show (outline);
  gtk_widget_measure (GTK_WIDGET (world.view), GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL,
                      NULL);
  g_assert_cmpint (least, <, 300);
  end (&world);
}

static gboolean
is_moving (gpointer adjustment)
{
  return gtk_adjustment_get_value (adjustment) > 0;
}

/* As the view does when lines are laid out that it had only guessed the height of. */
static void
settle_cb (GtkAdjustment *adjustment, gpointer data)
{
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment));
}

/* A key scrolls, and the case is left before the text has arrived: nothing is said in the log. */
static void
test_left_while_scrolling (void)
{
  World world;
  begin (&world);
  GtkTextView *text = GTK_TEXT_VIEW (world.canvas);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (text);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (text));
  GtkTextIter end_iter;
  gtk_text_view_set_pixels_above_lines (text, 1000);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (text));
  gtk_adjustment_set_value (adjustment, 0);
  gtk_text_buffer_get_end_iter (buffer, &end_iter);
  gtk_text_buffer_place_cursor (buffer, &end_iter);
  gtk_text_view_scroll_mark_onscreen (text, gtk_text_buffer_get_insert (buffer));
  cs_test_reading_wait (is_moving, adjustment);
  double there = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), <, there);
  gulong settle = g_signal_connect (adjustment, "value-changed", G_CALLBACK (settle_cb), NULL);
  gtk_widget_hide (GTK_WIDGET (world.view));
  g_signal_handler_disconnect (adjustment, settle);
  gtk_widget_show (GTK_WIDGET (world.view));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (text));
  end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  cs_test_reading_make_sample ();
  g_test_add_func ("/text-canvas/label", test_label);
  g_test_add_func ("/text-canvas/arm", test_arm);
  g_test_add_func ("/text-canvas/click", test_click);
  g_test_add_func ("/text-canvas/edges", test_edges);
  g_test_add_func ("/text-canvas/tie", test_tie);
  g_test_add_func ("/text-canvas/route", test_route);
  g_test_add_func ("/text-canvas/walk", test_walk);
  g_test_add_func ("/text-canvas/blank-lines", test_blank_lines);
  g_test_add_func ("/text-canvas/coverage", test_coverage);
  g_test_add_func ("/text-canvas/ties", test_ties);
  g_test_add_func ("/text-canvas/raw", test_raw);
  g_test_add_func ("/text-canvas/headings", test_headings);
  g_test_add_func ("/text-canvas/left-while-scrolling", test_left_while_scrolling);
  int status = g_test_run ();
  return status;
}
