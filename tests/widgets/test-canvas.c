/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-canvas-private.h"
#include "cs-image-view.h"
#include "cs-test-reading.h"
#include "cs-test-session.h"
#include "cs-thumbnail.h"

#include <time.h>

typedef struct {
  CsTestReading reading;
  CsImageView *view;
  CsCanvas *canvas;
} World;

static gboolean
is_shown (gpointer data)
{
  World *world = data;
  return cs_canvas_state (world->canvas) == CS_CANVAS_SHOWN;
}

static void
begin (World *world, int width, int height)
{
  cs_test_reading_begin (&world->reading);
  world->view = g_object_new (CS_TYPE_IMAGE_VIEW, NULL);
  world->canvas = cs_image_view_canvas (world->view);
  cs_image_view_set_model (world->view, world->reading.model);
  cs_test_reading_show (&world->reading, GTK_WIDGET (world->view), width, height);
  cs_test_reading_wait (is_shown, world);
}

static void
end (World *world)
{
  cs_test_reading_wait (cs_test_reading_is_saved, &world->reading);
  GtkWidget *canvas = g_object_ref (GTK_WIDGET (world->canvas));
  cs_image_view_set_model (world->view, NULL);
  cs_test_reading_end (&world->reading, canvas);
}

/* --- acts --- */

static GtkEventController *
controller (World *world, GType type)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (GTK_WIDGET (world->canvas));
  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    g_autoptr (GtkEventController) each = g_list_model_get_item (all, i);
    if (G_TYPE_CHECK_INSTANCE_TYPE (each, type))
      return each;
  }
  g_assert_not_reached ();
}

static void
drag (World *world, double x, double y, double dx, double dy)
{
  GtkEventController *gesture = controller (world, GTK_TYPE_GESTURE_DRAG);
  g_signal_emit_by_name (gesture, "drag-begin", x, y);
  g_signal_emit_by_name (gesture, "drag-update", dx / 2, dy / 2);
  g_signal_emit_by_name (gesture, "drag-update", dx, dy);
  g_signal_emit_by_name (gesture, "drag-end", dx, dy);
}

static void
act (World *world, const char *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_assert_true (g_action_parse_detailed_name (detailed, &name, &target, NULL));
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (world->canvas), name, target));
}

static gint64
unit (World *world)
{
  gint64 at = 0;
  cs_case_model_place (world->reading.model, &at);
  return at;
}

static guint
n_marks (World *world)
{
  return cs_case_model_marks (world->reading.model)->n_marks;
}

/* --- tests --- */

static void
assert_says (World *world, const char *beginning)
{
  double height = gtk_widget_get_height (GTK_WIDGET (world->canvas));
  double width = gtk_widget_get_width (GTK_WIDGET (world->canvas));
  g_autofree char *words =
      g_strdup_printf ("%s, zoom %d %%", beginning, (int)(MIN (width, height) / 256 * 100 + 0.5));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (world->canvas),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words);
}

static void
test_says_what_it_shows (void)
{
  World world;
  begin (&world, 900, 700);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (world.canvas), GTK_ACCESSIBLE_ROLE_IMG);
  assert_says (&world, "slice 1 of 24, 0 marks");
  act (&world, "tool.choose::box");
  drag (&world, 300, 300, 60, 50);
  assert_says (&world, "slice 1 of 24, 1 mark, selected: Nodule 1");
  /* In another size it is fitted anew. */
  gtk_widget_size_allocate (GTK_WIDGET (world.canvas), &(GtkAllocation){ 0, 0, 600, 500 }, -1);
  assert_says (&world, "slice 1 of 24, 1 mark, selected: Nodule 1");
  end (&world);
}

static void
test_slices (void)
{
  World world;
  begin (&world, 900, 700);
  gboolean taken = FALSE;
  g_signal_emit_by_name (controller (&world, GTK_TYPE_EVENT_CONTROLLER_SCROLL), "scroll", 0.0, 2.0,
                         &taken);
  g_assert_true (taken);
  g_assert_cmpint (unit (&world), ==, 2);
  act (&world, "view.slice(-10)");
  g_assert_cmpint (unit (&world), ==, 0);
  act (&world, "view.slice(100000)");
  g_assert_cmpint (unit (&world), ==, 23);
  act (&world, "view.slice(1)");
  g_assert_cmpint (unit (&world), ==, 23);
  end (&world);
}

static gboolean
is_noted (gpointer data)
{
  World *world = data;
  return cs_case_model_was_shown (world->reading.model, (guint)cs_canvas_item (world->canvas), 0);
}

static gboolean
is_at_place (gpointer data)
{
  World *world = data;
  return world->canvas->unit == unit (world) && is_shown (world);
}

static void
go (World *world, const char *detailed)
{
  act (world, detailed);
  cs_test_reading_wait (is_at_place, world);
}

static gboolean
is_outline_painted (World *world)
{
  GskRenderNode *node = cs_canvas_live_node (world->canvas);
  gboolean painted = node != NULL;
  g_clear_pointer (&node, gsk_render_node_unref);
  return painted;
}

/* An open outline stays where it was begun, and what is said of it goes with the next act. */
static void
test_begun_elsewhere (void)
{
  World world;
  begin (&world, 900, 700);
  act (&world, "tool.choose::polygon");
  drag (&world, 300, 300, 0, 0);
  drag (&world, 400, 300, 0, 0);
  g_assert_true (is_outline_painted (&world));
  go (&world, "view.slice(3)");
  g_assert_false (is_outline_painted (&world));
  drag (&world, 400, 400, 0, 0);
  g_assert_cmpstr (world.canvas->status, ==,
                   "This outline was begun on slice 1: go back to it, or press {mark.cancel}.");
  go (&world, "view.slice(-3)");
  g_assert_null (world.canvas->status);
  g_assert_true (is_outline_painted (&world));
  act (&world, "mark.cancel");
  end (&world);
}

static gboolean
is_empty (gpointer world)
{
  return n_marks (world) == 0;
}

static void
draw_nothing (World *world)
{
  drag (world, 300, 300, 0, 0);
  g_assert_cmpstr (world->canvas->status, ==, "Nothing was drawn: drag from corner to corner.");
}

static void
test_hint_goes (void)
{
  World world;
  gboolean taken = FALSE;
  begin (&world, 900, 700);
  act (&world, "tool.choose::box");
  drag (&world, 200, 200, 40, 40);
  draw_nothing (&world);
  g_signal_emit_by_name (controller (&world, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed",
                         GDK_KEY_i, 0u, 0, &taken);
  g_assert_null (world.canvas->status);
  draw_nothing (&world);
  g_signal_emit_by_name (controller (&world, GTK_TYPE_EVENT_CONTROLLER_SCROLL), "scroll", 0.0, 2.0,
                         &taken);
  g_assert_null (world.canvas->status);
  cs_test_reading_wait (is_at_place, &world);
  draw_nothing (&world);
  cs_test_reading_wait (cs_test_reading_is_saved, &world.reading);
  cs_case_model_undo (world.reading.model);
  cs_test_reading_wait (is_empty, &world);
  g_assert_null (world.canvas->status);
  draw_nothing (&world);
  cs_image_view_set_model (world.view, NULL);
  g_assert_null (world.canvas->status);
  end (&world);
}

/* What was passed by quickly was not shown. */
static void
test_coverage (void)
{
  World world;
  begin (&world, 900, 700);
  guint item = (guint)cs_canvas_item (world.canvas);
  cs_test_reading_wait (is_noted, &world);
  act (&world, "view.slice(1)");
  act (&world, "view.slice(1)");
  g_assert_false (cs_case_model_was_shown (world.reading.model, item, 1));
  g_assert_false (cs_case_model_was_shown (world.reading.model, item, 2));
  act (&world, "view.next-not-shown");
  g_assert_cmpint (unit (&world), ==, 3);
  end (&world);
}

static void
test_draws_and_changes (void)
{
  World world;
  begin (&world, 900, 700);
  act (&world, "tool.choose::box");
  drag (&world, 300, 300, 80, 60);
  g_assert_cmpuint (n_marks (&world), ==, 1);
  const CsMark *mark = cs_case_model_marks (world.reading.model)->marks[0];
  gint64 x0 = mark->values[0], width = mark->values[2];
  act (&world, "tool.choose::select");
  drag (&world, 380, 360, 40, 0);
  mark = cs_case_model_marks (world.reading.model)->marks[0];
  g_assert_cmpint (mark->values[0], ==, x0);
  g_assert_cmpint (mark->values[2], >, width);
  cs_case_model_undo (world.reading.model);
  cs_test_reading_wait (cs_test_reading_is_saved, &world.reading);
  end (&world);
}

static void
test_escape_commits_nothing (void)
{
  World world;
  begin (&world, 900, 700);
  GtkEventController *gesture = controller (&world, GTK_TYPE_GESTURE_DRAG);
  act (&world, "tool.choose::box");
  g_signal_emit_by_name (gesture, "drag-begin", 300.0, 300.0);
  g_signal_emit_by_name (gesture, "drag-update", 80.0, 60.0);
  act (&world, "mark.cancel");
  g_signal_emit_by_name (gesture, "drag-end", 80.0, 60.0);
  g_assert_cmpuint (n_marks (&world), ==, 0);
  end (&world);
}

static void
test_by_keys_alone (void)
{
  World world;
  begin (&world, 900, 700);
  gboolean taken = FALSE;
  GtkEventController *keys = controller (&world, GTK_TYPE_EVENT_CONTROLLER_KEY);
  act (&world, "tool.choose::box");
  act (&world, "tool.crosshair");
  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_space, 0, 0, &taken);
  g_assert_true (taken);
  for (guint i = 0; i < 5; i++) {
    act (&world, "tool.arrow::right");
    act (&world, "view.slice(1)");
  }
  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_space, 0, 0, &taken);
  g_assert_cmpuint (n_marks (&world), ==, 1);
  g_assert_cmpint (unit (&world), ==, 0);
  act (&world, "mark.delete");
  g_assert_cmpuint (n_marks (&world), ==, 0);
  end (&world);
}

static void
test_held_keys (void)
{
  World world;
  begin (&world, 900, 700);
  GtkEventController *keys = controller (&world, GTK_TYPE_EVENT_CONTROLLER_KEY);
  static const guint held[] = { GDK_KEY_h, GDK_KEY_s, GDK_KEY_space };
  gboolean taken = FALSE;
  act (&world, "tool.choose::box");
  drag (&world, 300, 300, 80, 60);
  cs_canvas_set_before (world.canvas, cs_case_model_marks (world.reading.model), "before, Ana");
  for (guint i = 0; i < G_N_ELEMENTS (held); i++) {
    g_signal_emit_by_name (keys, "key-pressed", held[i], 0, 0, &taken);
    g_assert_true (taken);
    gtk_test_widget_wait_for_draw (GTK_WIDGET (world.reading.window));
    g_signal_emit_by_name (keys, "key-released", held[i], 0, 0);
  }
  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_j, 0, 0, &taken);
  g_assert_false (taken);
  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_h, 0, GDK_SHIFT_MASK, &taken);
  g_assert_false (taken);
  end (&world);
}

static GskRenderNode *
legend (World *world)
{
  gtk_widget_queue_draw (GTK_WIDGET (world->canvas));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (world->reading.window));
  return cs_canvas_plate_node (world->canvas, CS_PLATE_LEGEND);
}

/* What was before and what is now is told beside the marks, and only where there was something. */
static void
test_legend (void)
{
  World world;
  graphene_rect_t area;
  GdkRectangle mark = { 0 };
  begin (&world, 900, 700);
  act (&world, "tool.choose::box");
  drag (&world, 140, 60, 160, 110);
  cs_canvas_set_before (world.canvas, cs_case_model_marks (world.reading.model), "before, Ana");
  guint64 id = cs_case_model_selected (world.reading.model);
  GskRenderNode *node = legend (&world);
  g_assert_nonnull (node);
  gsk_render_node_get_bounds (node, &area);
  g_assert_true (cs_canvas_mark_area (world.canvas, id, &mark));
  graphene_rect_t place =
      GRAPHENE_RECT_INIT ((float)mark.x, (float)mark.y, (float)mark.width, (float)mark.height);
  g_assert_false (graphene_rect_intersection (&area, &place, NULL));
  gsk_render_node_unref (node);
  drag (&world, 400, 400, 80, 60);
  g_assert_cmpuint (cs_case_model_selected (world.reading.model), !=, id);
  g_assert_null (legend (&world));
  end (&world);
}

static void
test_thumbnail (void)
{
  World world;
  begin (&world, 900, 700);
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  CsThumbnailWish wish = { .width = 150, .height = 96 };
  cs_thumbnail_case_async (world.reading.session, &world.reading.patient, &wish, NULL,
                           cs_test_session_came_cb, &result);
  cs_test_session_wait (&result);
  g_autoptr (GdkTexture) small = cs_thumbnail_finish (result, &error);
  g_assert_no_error (error);
  g_clear_object (&result); /* it holds the session */
  g_assert_cmpint (gdk_texture_get_width (small), ==, 150);
  g_assert_cmpint (gdk_texture_get_height (small), ==, 96);
  guint32 pixels[96][150];
  gdk_texture_download (small, (guchar *)pixels, sizeof pixels[0]);
  g_assert_cmphex (pixels[10][10] >> 24, ==, 0xff);
  g_assert_cmphex (pixels[48][75], !=, pixels[2][2]);
  end (&world);
}

/* --- how long it takes: -m perf --- */

static double
cpu_ms (void)
{
  struct timespec time;
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1000 + (double)time.tv_nsec / 1e6;
}

/* What the toolkit asks of us for a frame. */
static void
paint (World *world)
{
  GtkWidget *widget = GTK_WIDGET (world->canvas);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  g_clear_pointer (&(GskRenderNode *){ gtk_snapshot_free_to_node (snapshot) },
                   gsk_render_node_unref);
}

#define ROUNDS 60

static void
say_figure (const char *what, double all_ms)
{
  g_test_minimized_result (all_ms / ROUNDS, "our part of a frame of %s: %.2f ms", what,
                           all_ms / ROUNDS);
}

static void
test_speed (void)
{
  World world;
  begin (&world, 1920, 1080);
  double start = cpu_ms ();
  for (int i = 0; i < ROUNDS; i++) {
    act (&world, i % 2 == 0 ? "view.window(1)" : "view.window(2)");
    paint (&world);
  }
  say_figure ("another window", cpu_ms () - start);
  act (&world, "tool.choose::box");
  drag (&world, 700, 500, 120, 100);
  act (&world, "tool.choose::select");
  paint (&world);
  GtkEventController *gesture = controller (&world, GTK_TYPE_GESTURE_DRAG);
  g_signal_emit_by_name (gesture, "drag-begin", 820.0, 600.0);
  start = cpu_ms ();
  for (int i = 0; i < ROUNDS; i++) {
    g_signal_emit_by_name (gesture, "drag-update", (double)i, (double)i);
    paint (&world);
  }
  say_figure ("a vertex drag", cpu_ms () - start);
  g_signal_emit_by_name (gesture, "drag-end", 0.0, 0.0);
  end (&world);
}

/* --- playing --- */

typedef struct {
  World *world;
  gint64 from;
  guint moved; /* how often another slice was there */
} Play;

static gboolean
has_moved (gpointer data)
{
  Play *play = data;
  gint64 at = unit (play->world);
  play->moved += at != play->from;
  play->from = at;
  return play->moved >= 4;
}

static void
play_on (World *world)
{
  Play play = { world, unit (world), 0 };
  g_assert_true (cs_canvas_is_playing (world->canvas));
  cs_test_reading_wait (has_moved, &play);
}

static void
test_plays (void)
{
  World world;
  begin (&world, 900, 700);
  act (&world, "view.slice(100000)");
  act (&world, "view.cine");
  play_on (&world); /* round the end */
  g_autofree char *words = cs_canvas_cine_words (world.canvas);
  g_assert_true (g_str_has_suffix (words, "the file names no rate"));
  /* What was painted counts at once, and nothing else: what was due but left out does not. */
  guint item = (guint)cs_canvas_item (world.canvas), shown = 0;
  for (gint64 i = 0; i < 24; i++)
    shown += cs_case_model_was_shown (world.reading.model, item, i);
  g_assert_cmpuint (shown, >=, 2);
  g_assert_cmpuint (shown, <, 12);
  act (&world, "view.cine");
  g_assert_false (cs_canvas_is_playing (world.canvas));
  g_assert_null (cs_canvas_cine_words (world.canvas));
  end (&world);
}

static gboolean
is_standing (gpointer data)
{
  World *world = data;
  return !cs_canvas_is_playing (world->canvas);
}

static void
test_stops (void)
{
  World world;
  begin (&world, 900, 700);
  act (&world, "view.cine");
  play_on (&world);
  act (&world, "view.slice(1)");
  g_assert_false (cs_canvas_is_playing (world.canvas));
  /* An outline that is begun holds the slice that it is drawn on, and C waits for its end. */
  act (&world, "view.cine");
  act (&world, "tool.choose::polygon");
  drag (&world, 300, 300, 0, 0);
  gint64 at = unit (&world);
  guint marks = n_marks (&world);
  cs_test_reading_wait (is_standing, &world);
  g_assert_cmpint (unit (&world), ==, at);
  g_assert_cmpuint (n_marks (&world), ==, marks);
  act (&world, "view.cine");
  g_assert_false (cs_canvas_is_playing (world.canvas));
  act (&world, "mark.cancel");
  act (&world, "view.cine");
  g_assert_true (cs_canvas_is_playing (world.canvas));
  cs_image_view_set_model (world.view, NULL);
  g_assert_false (cs_canvas_is_playing (world.canvas));
  end (&world);
}

static void
test_play_speed (void)
{
  World world;
  begin (&world, 900, 700);
  act (&world, "view.cine-speed(1)"); /* stands: nothing */
  g_assert_false (cs_canvas_is_playing (world.canvas));
  act (&world, "view.cine");
  act (&world, "view.cine-speed(1)");
  g_autofree char *words = cs_canvas_cine_words (world.canvas);
  g_assert_cmpstr (words, ==, "15/s, speed × 1.5");
  end (&world);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  cs_test_reading_make_sample ();
  g_test_add_func ("/canvas/says-what-it-shows", test_says_what_it_shows);
  g_test_add_func ("/canvas/slices", test_slices);
  g_test_add_func ("/canvas/begun-elsewhere", test_begun_elsewhere);
  g_test_add_func ("/canvas/hint-goes", test_hint_goes);
  g_test_add_func ("/canvas/coverage", test_coverage);
  g_test_add_func ("/canvas/draws-and-changes", test_draws_and_changes);
  g_test_add_func ("/canvas/escape-commits-nothing", test_escape_commits_nothing);
  g_test_add_func ("/canvas/by-keys-alone", test_by_keys_alone);
  g_test_add_func ("/canvas/held-keys", test_held_keys);
  g_test_add_func ("/canvas/legend", test_legend);
  g_test_add_func ("/canvas/thumbnail", test_thumbnail);
  g_test_add_func ("/canvas/plays", test_plays);
  g_test_add_func ("/canvas/stops", test_stops);
  g_test_add_func ("/canvas/play-speed", test_play_speed);
  if (g_test_perf ())
    g_test_add_func ("/canvas/speed", test_speed);
  return g_test_run ();
}
