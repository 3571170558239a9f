/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-image-view.h"
#include "cs-sample.h"
#include "cs-test-project.h"
#include "cs-thumbnail.h"

#include "cs-decoder.h"

#include <time.h>

#define PATIENCE 60000 /* milliseconds */

typedef struct {
  char *dir, *path;
  CsGid patient;
  CsEnv *env;
  CsSession *session;
  CsCaseModel *model;
  GtkWindow *window;
  CsImageView *view;
  CsCanvas *canvas;
  GError *error;
  gboolean ready;
} World;

static gboolean
late_cb (gpointer late)
{
  *(gboolean *)late = TRUE;
  return G_SOURCE_CONTINUE;
}

/* Sleeps meanwhile: the worker and its helpers need the processor. */
static void
wait_until (gboolean (*is) (World *), World *world)
{
  gboolean late = FALSE;
  guint source = g_timeout_add (PATIENCE, late_cb, &late);
  while (!is (world) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_true (is (world));
}

static gboolean
is_ready (World *world)
{
  return world->ready;
}

static gboolean
is_shown (World *world)
{
  return cs_canvas_state (world->canvas) == CS_CANVAS_SHOWN;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  World *world = user_data;
  cs_session_open_finish (CS_SESSION (source), result, &world->error);
  world->ready = TRUE;
}

static void
case_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  World *world = user_data;
  world->model = cs_case_model_open_finish (result, &world->error);
  world->ready = TRUE;
}

/* Made once: a copy is quicker. */
static char *sample_dir;

static void
make_sample (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsDecoder) decoder = cs_decoder_new (NULL, &error);
  g_assert_no_error (error);
  sample_dir = cs_test_dir ();
  CsEnv *env = cs_test_env (sample_dir, 1);
  g_autofree char *folder = g_build_filename (sample_dir, "sample", NULL);
  cs_sample_create (env, folder, decoder, &error);
  g_assert_no_error (error);
  cs_env_free (env);
}

static void
copy_sample (World *world)
{
  static guint64 seed = 1;
  g_autofree char *made = g_build_filename (sample_dir, "sample", "sample.countersign", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (made);
  world->env = cs_test_env (sample_dir, ++seed);
  world->dir = cs_test_dir ();
  world->path = g_build_filename (world->dir, "copy.countersign", NULL);
  g_autoptr (GFile) to = g_file_new_for_path (world->path);
  g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &world->error);
  g_assert_no_error (world->error);
  g_autoptr (CsProject) project = cs_test_open (world->env, world->path, "sample-ana");
  world->patient = cs_test_case (project, "Patient 2");
}

static void
show (World *world, int width, int height)
{
  world->window = g_object_ref (GTK_WINDOW (gtk_window_new ()));
  world->view = g_object_new (CS_TYPE_IMAGE_VIEW, NULL);
  world->canvas = cs_image_view_canvas (world->view);
  gtk_window_set_decorated (world->window, FALSE);
  gtk_window_set_default_size (world->window, width, height);
  gtk_window_set_child (world->window, GTK_WIDGET (world->view));
  cs_image_view_set_model (world->view, world->model);
  gtk_window_present (world->window);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (world->window));
  wait_until (is_shown, world);
}

static void
begin (World *world, int width, int height)
{
  *world = (World){ 0 };
  copy_sample (world);
  world->session = cs_session_new (world->env);
  cs_session_open_async (world->session, world->path, "sample-ana", NULL, opened_cb, world);
  wait_until (is_ready, world);
  g_assert_no_error (world->error);
  world->ready = FALSE;
  cs_case_model_open_async (world->session, &world->patient, FALSE, NULL, case_cb, world);
  wait_until (is_ready, world);
  g_assert_no_error (world->error);
  show (world, width, height);
}

static gboolean
is_saved (World *world)
{
  return cs_case_model_save_state (world->model) != CS_SAVE_UNDER_WAY;
}

static void
end (World *world)
{
  wait_until (is_saved, world);
  CsCanvas *canvas = g_object_ref (world->canvas);
  cs_image_view_set_model (world->view, NULL);
  gtk_window_destroy (world->window);
  g_object_unref (world->window);
  g_assert_finalize_object (canvas);
  g_clear_object (&world->model);
  g_clear_object (&world->session);
  cs_session_drain ();
  cs_env_free (world->env);
  g_free (world->path);
  g_free (world->dir);
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
  cs_case_model_place (world->model, &at);
  return at;
}

static guint
n_marks (World *world)
{
  return cs_case_model_marks (world->model)->n_marks;
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
is_noted (World *world)
{
  return cs_case_model_was_shown (world->model, (guint)cs_canvas_item (world->canvas), 0);
}

/* What was passed by quickly was not shown. */
static void
test_coverage (void)
{
  World world;
  begin (&world, 900, 700);
  guint item = (guint)cs_canvas_item (world.canvas);
  wait_until (is_noted, &world);
  act (&world, "view.slice(1)");
  act (&world, "view.slice(1)");
  g_assert_false (cs_case_model_was_shown (world.model, item, 1));
  g_assert_false (cs_case_model_was_shown (world.model, item, 2));
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
  const CsMark *mark = cs_case_model_marks (world.model)->marks[0];
  gint64 x0 = mark->values[0], width = mark->values[2];
  act (&world, "tool.choose::select");
  drag (&world, 380, 360, 40, 0);
  mark = cs_case_model_marks (world.model)->marks[0];
  g_assert_cmpint (mark->values[0], ==, x0);
  g_assert_cmpint (mark->values[2], >, width);
  cs_case_model_undo (world.model);
  wait_until (is_saved, &world);
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
  cs_canvas_set_before (world.canvas, cs_case_model_marks (world.model), "before, Ana");
  for (guint i = 0; i < G_N_ELEMENTS (held); i++) {
    g_signal_emit_by_name (keys, "key-pressed", held[i], 0, 0, &taken);
    g_assert_true (taken);
    gtk_test_widget_wait_for_draw (GTK_WIDGET (world.window));
    g_signal_emit_by_name (keys, "key-released", held[i], 0, 0);
  }
  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_j, 0, 0, &taken);
  g_assert_false (taken);
  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_h, 0, GDK_SHIFT_MASK, &taken);
  g_assert_false (taken);
  end (&world);
}

typedef struct {
  World *world;
  GdkTexture *texture;
} Small;

static void
small_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Small *small = user_data;
  small->texture = cs_thumbnail_finish (result, &small->world->error);
  small->world->ready = TRUE;
}

static void
test_thumbnail (void)
{
  World world;
  begin (&world, 900, 700);
  Small small = { &world, NULL };
  CsThumbnailWish wish = { .width = 150, .height = 96 };
  world.ready = FALSE;
  cs_thumbnail_case_async (world.session, &world.patient, &wish, NULL, small_cb, &small);
  wait_until (is_ready, &world);
  g_assert_no_error (world.error);
  g_assert_cmpint (gdk_texture_get_width (small.texture), ==, 150);
  g_assert_cmpint (gdk_texture_get_height (small.texture), ==, 96);
  guint32 pixels[96][150];
  gdk_texture_download (small.texture, (guchar *)pixels, sizeof pixels[0]);
  g_assert_cmphex (pixels[10][10] >> 24, ==, 0xff);
  g_assert_cmphex (pixels[48][75], !=, pixels[2][2]);
  g_clear_object (&small.texture);
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

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  make_sample ();
  g_test_add_func ("/canvas/says-what-it-shows", test_says_what_it_shows);
  g_test_add_func ("/canvas/slices", test_slices);
  g_test_add_func ("/canvas/coverage", test_coverage);
  g_test_add_func ("/canvas/draws-and-changes", test_draws_and_changes);
  g_test_add_func ("/canvas/escape-commits-nothing", test_escape_commits_nothing);
  g_test_add_func ("/canvas/by-keys-alone", test_by_keys_alone);
  g_test_add_func ("/canvas/held-keys", test_held_keys);
  g_test_add_func ("/canvas/thumbnail", test_thumbnail);
  if (g_test_perf ())
    g_test_add_func ("/canvas/speed", test_speed);
  int failed = g_test_run ();
  g_free (sample_dir);
  return failed;
}
