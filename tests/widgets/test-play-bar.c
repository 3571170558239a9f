/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands below a loop: it plays and stops it, says the frame and how fast it goes, by pointer
 * and by keys, and is not there below slices and single pictures. */
#include "cs-canvas-private.h"
#include "cs-finding-words.h"
#include "cs-play-bar.h"
#include "cs-test-series.h"
#include "cs-view-grid.h"

#include <string.h>

typedef struct {
  CsTestWindow window;
  CsCaseModel *model;
  GtkWidget *root;
} World;

static CsCanvas *
canvas_of (World *world)
{
  return (CsCanvas *)cs_test_window_find (world->root, CS_TYPE_CANVAS, 0);
}

/* What the case is at, which until it is decoded is not what is shown. */
static gboolean
is_there (CsTestWindow *window, gpointer data)
{
  World *world = data;
  CsCanvas *canvas = canvas_of (world);
  return canvas != NULL && cs_canvas_state (canvas) == CS_CANVAS_SHOWN &&
         cs_canvas_item (canvas) == (int)cs_case_model_place (world->model, NULL);
}

static void
open_case (World *world, const char *title)
{
  world->model = cs_test_window_open_case (&world->window, title);
  world->root = GTK_WIDGET (world->window.window);
  cs_test_window_wait (&world->window, is_there, world);
  cs_test_window_settle (&world->window);
}

/* To the loop, or to the still. */
static void
go (World *world, gboolean loop)
{
  for (guint i = 0; i < cs_case_model_n_items (world->model); i++)
    if (cs_case_model_item (world->model, i)->units == (loop ? 12 : 1))
      cs_case_model_go_item (world->model, i);
  cs_test_window_wait (&world->window, is_there, world);
  cs_test_window_settle (&world->window);
}

static gboolean
begin (World *world)
{
  if (!cs_test_window_can ())
    return FALSE;
  cs_test_window_begin_after (&world->window, "sample-ana", 1366, 768, cs_test_series_bring_in);
  open_case (world, "P3");
  cs_test_window_keys (&world->window, "ctrl+1");
  cs_test_window_settle (&world->window);
  go (world, TRUE);
  return TRUE;
}

static GtkWidget *
bar_of (World *world)
{
  return cs_test_window_find (world->root, CS_TYPE_PLAY_BAR, 0);
}

/* The Nth of play, slower and faster. */
static GtkWidget *
button (World *world, guint n)
{
  return cs_test_window_find (bar_of (world), GTK_TYPE_BUTTON, n);
}

/* The Nth of the place and the speed. */
static const char *
words (World *world, guint n)
{
  return gtk_inscription_get_text (
      GTK_INSCRIPTION (cs_test_window_find (bar_of (world), GTK_TYPE_INSCRIPTION, n)));
}

static gboolean
has_moved (CsTestWindow *window, gpointer data)
{
  return !g_str_equal (words (data, 0), "frame 1 of 12");
}

static gboolean
says_its_frame (CsTestWindow *window, gpointer data)
{
  World *world = data;
  g_autofree char *frame =
      g_strdup_printf ("frame %d of 12", (int)cs_canvas_unit (canvas_of (world)) + 1);
  return g_str_equal (words (world, 0), frame);
}

static void
assert_plays (World *world, gboolean plays)
{
  g_assert_cmpint (cs_canvas_is_playing (canvas_of (world)), ==, plays);
  gtk_test_accessible_assert_property (button (world, 0), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       plays ? "Stop" : "Play");
  const char *tip = gtk_widget_get_tooltip_text (button (world, 0));
  g_assert_cmpstr (tip, ==, plays ? "Stop at this frame (C)" : "Play the loop over and over (C)");
}

static void
test_plays (void)
{
  World world;
  if (!begin (&world))
    return;
  g_assert_nonnull (bar_of (&world));
  g_assert_cmpstr (words (&world, 0), ==, "frame 1 of 12");
  g_assert_cmpstr (words (&world, 1), ==, "20 frames/s");
  assert_plays (&world, FALSE);
  cs_test_window_click (&world.window, button (&world, 0));
  assert_plays (&world, TRUE);
  cs_test_window_wait (&world.window, has_moved, &world);
  /* The keys go on in the picture. */
  g_assert_true (cs_test_window_has_focus (&world.window, GTK_WIDGET (canvas_of (&world))));
  cs_test_window_keys (&world.window, "c");
  assert_plays (&world, FALSE);
  g_assert_true (says_its_frame (&world.window, &world));
  cs_test_window_keys (&world.window, "c");
  assert_plays (&world, TRUE);
  cs_test_window_click (&world.window, button (&world, 0));
  assert_plays (&world, FALSE);
  cs_test_window_end (&world.window);
}

static void
test_speed (void)
{
  World world;
  if (!begin (&world))
    return;
  /* Also before it plays. */
  cs_test_window_click (&world.window, button (&world, 1));
  cs_test_window_click (&world.window, button (&world, 1));
  g_assert_cmpstr (words (&world, 1), ==, "10 frames/s");
  assert_plays (&world, FALSE);
  cs_test_window_keys (&world.window, "bracketright");
  g_assert_cmpstr (words (&world, 1), ==, "15 frames/s");
  cs_test_window_keys (&world.window, "c");
  cs_test_window_click (&world.window, button (&world, 2));
  g_assert_true (g_str_has_suffix (words (&world, 1), "20 frames/s"));
  gtk_test_accessible_assert_property (button (&world, 1), GTK_ACCESSIBLE_PROPERTY_LABEL, "Slower");
  gtk_test_accessible_assert_property (button (&world, 2), GTK_ACCESSIBLE_PROPERTY_LABEL, "Faster");
  cs_test_window_end (&world.window);
}

/* Without the pointer: the buttons are on the way from the pane back to the picture. */
static void
test_keyboard (void)
{
  World world;
  if (!begin (&world))
    return;
  gtk_widget_child_focus (GTK_WIDGET (cs_test_window_find (world.root, CS_TYPE_VIEW_GRID, 0)),
                          GTK_DIR_TAB_BACKWARD);
  gtk_widget_grab_focus (button (&world, 0));
  cs_test_window_keys (&world.window, "space");
  assert_plays (&world, TRUE);
  cs_test_window_keys (&world.window, "Tab");
  g_assert_true (cs_test_window_has_focus (&world.window, button (&world, 1)));
  cs_test_window_keys (&world.window, "Return");
  g_assert_true (g_str_has_suffix (words (&world, 1), "15 frames/s"));
  cs_test_window_end (&world.window);
}

static void
test_not_a_loop (void)
{
  World world;
  if (!begin (&world))
    return;
  g_assert_nonnull (bar_of (&world));
  go (&world, FALSE);
  g_assert_null (bar_of (&world));
  go (&world, TRUE);
  g_assert_nonnull (bar_of (&world));
  cs_test_window_keys (&world.window, "ctrl+BackSpace");
  cs_test_window_settle (&world.window);
  open_case (&world, "P1"); /* stacks */
  g_assert_null (bar_of (&world));
  cs_test_window_end (&world.window);
}

/* A file that says nothing of the sides of the patient: one sentence in place of four letters. */
static void
test_no_sides (void)
{
  World world;
  if (!begin (&world))
    return;
  CsCanvas *canvas = canvas_of (&world);
  graphene_rect_t area;
  const char *tip = NULL;
  for (CsPlateId id = CS_PLATE_TOP; id <= CS_PLATE_LEFT; id++)
    g_assert_null (cs_canvas_plate_node (canvas, id));
  g_assert_nonnull (canvas->plates[CS_PLATE_WINDOW]);
  gsk_render_node_get_bounds (canvas->plates[CS_PLATE_WINDOW], &area);
  g_assert_true (cs_canvas_tip_at (canvas, area.origin.x + 1, area.origin.y + 1, &tip));
  g_assert_nonnull (strstr (tip, "does not say"));
  g_assert_false (cs_canvas_tip_at (canvas, 5, 5, &tip));
  cs_test_window_end (&world.window);
}

static gboolean
was_shown (CsTestWindow *window, gpointer data)
{
  World *world = data;
  return cs_case_model_was_shown (world->model, cs_case_model_place (world->model, NULL), 0);
}

/* A mark of it is said to be in a frame. */
static void
test_frame (void)
{
  World world;
  if (!begin (&world))
    return;
  g_autoptr (GError) error = NULL;
  const gint64 values[] = { 2000, 2000, 9000, 9000 };
  guint item = cs_case_model_place (world.model, NULL);
  CsMarkInit init = { .id = cs_case_model_new_id (world.model),
                      .kind = &cs_mark_kind_box,
                      .label = "nodule",
                      .item = cs_case_model_item (world.model, item)->row->gid,
                      .values = values,
                      .n_values = 4,
                      .confidence = -1 };
  cs_case_model_frame_at (world.model, item, 4, &init.part, &init.frame);
  g_autoptr (CsMark) mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  g_autofree char *line = cs_finding_line (world.model, mark);
  g_assert_nonnull (strstr (line, "frame 5"));
  g_assert_null (strstr (line, "slice"));
  /* Of a case of which nothing else is left. */
  go (&world, FALSE);
  cs_test_window_wait (&world.window, was_shown, &world);
  go (&world, TRUE);
  cs_test_window_wait (&world.window, cs_test_window_is_said, (gpointer) "11 frames not shown");
  cs_test_window_end (&world.window);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/play-bar/plays", test_plays);
  g_test_add_func ("/play-bar/speed", test_speed);
  g_test_add_func ("/play-bar/keyboard", test_keyboard);
  g_test_add_func ("/play-bar/not-a-loop", test_not_a_loop);
  g_test_add_func ("/play-bar/frame", test_frame);
  g_test_add_func ("/play-bar/no-sides", test_no_sides);
  return g_test_run ();
}
