/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas in a window of its own: keys, coming back, the next case, and the end. */
#include "cs-canvas-window.h"
#include "cs-case-page.h"
#include "cs-test-series.h"
#include "cs-view-grid.h"

typedef struct {
  CsTestWindow window;
  CsCaseModel *model;
} World;

static GtkWidget *
main_window (World *world)
{
  return GTK_WIDGET (world->window.window);
}

/* The window of the canvas, or NULL. */
static GtkWidget *
apart (World *world)
{
  GtkApplication *application = GTK_APPLICATION (world->window.application);
  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (CS_IS_CANVAS_WINDOW (l->data))
      return l->data;
  return NULL;
}

static gboolean
is_there (CsTestWindow *window, gpointer data)
{
  GtkWidget *there = apart (data);
  return there != NULL && gtk_window_is_active (GTK_WINDOW (there)) &&
         cs_test_window_find (there, CS_TYPE_CANVAS, 0) != NULL;
}

static gboolean
is_back (CsTestWindow *window, gpointer data)
{
  World *world = data;
  return apart (world) == NULL &&
         cs_test_window_find (main_window (world), CS_TYPE_CANVAS, 0) != NULL;
}

static void
press (World *world, const char *keys)
{
  cs_test_window_keys (&world->window, keys);
  cs_test_window_settle (&world->window);
}

static void
open_apart (World *world)
{
  press (world, "ctrl+shift+n");
  cs_test_window_wait (&world->window, is_there, world);
  cs_test_window_settle (&world->window);
}

static gboolean
begin (World *world, const char *title)
{
  if (!cs_test_window_can ())
    return FALSE;
  cs_test_window_begin_after (&world->window, "sample-ana", 1366, 768, cs_test_series_bring_in);
  /* Remembered, and the program is that of the test before. */
  cs_preferences_set_int (cs_main_window_preferences (world->window.window),
                          "canvas-apart-sample-ana", FALSE);
  world->model = cs_test_window_open_case (&world->window, title);
  cs_test_window_point (&world->window, main_window (world), 0, 0);
  return TRUE;
}

static CsCanvas *
canvas_of (World *world)
{
  GtkWidget *grid = cs_test_window_find (apart (world), CS_TYPE_VIEW_GRID, 0);
  return cs_view_grid_canvas (CS_VIEW_GRID (grid));
}

static gboolean
shows_unit (CsTestWindow *window, gpointer data)
{
  World *world = data;
  CsCanvas *canvas = canvas_of (world);
  return cs_canvas_state (canvas) == CS_CANVAS_SHOWN && cs_canvas_unit (canvas) == 2;
}

/* --- tests --- */

/* The pane and the bar stay; keys of the canvas, of the case and of the window work there. */
static void
test_keys (void)
{
  World world;
  if (!begin (&world, "P1"))
    return;
  open_apart (&world);
  g_assert_null (cs_test_window_find (main_window (&world), CS_TYPE_CANVAS, 0));
  g_assert_nonnull (cs_test_window_find (main_window (&world), CS_TYPE_CASE_PANE, 0));
  g_assert_nonnull (cs_test_window_find (main_window (&world), CS_TYPE_CASE_BAR, 0));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (apart (&world))) == GTK_WIDGET (canvas_of (&world)));

  press (&world, "Down");
  press (&world, "Down");
  cs_test_window_wait (&world.window, shows_unit, &world);
  press (&world, "Escape");
  press (&world, "b");
  cs_test_window_drag (&world.window, GTK_WIDGET (canvas_of (&world)), -30, -30, 30, 30);
  cs_test_window_settle (&world.window);
  g_assert_cmpuint (cs_case_model_marks (world.model)->n_marks, ==, 1);
  press (&world, "ctrl+z");
  g_assert_cmpuint (cs_case_model_marks (world.model)->n_marks, ==, 0);
  press (&world, "ctrl+1");
  g_assert_null (cs_test_window_find (apart (&world), CS_TYPE_CANVAS, 1));
  press (&world, "ctrl+2");
  g_assert_nonnull (cs_test_window_find (apart (&world), CS_TYPE_CANVAS, 1));
  press (&world, "F9");
  g_assert_null (cs_test_window_find (main_window (&world), CS_TYPE_CASE_PANE, 0));
  press (&world, "F9");
  cs_test_window_end (&world.window);
}

/* It comes into the same window. */
static void
test_next_case (void)
{
  World world;
  if (!begin (&world, "P1"))
    return;
  open_apart (&world);
  g_autofree char *title = g_strdup (cs_case_model_view (world.model)->row->title);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (apart (&world))), ==, title);
  GtkWidget *before = apart (&world);
  cs_test_window_open_case (&world.window, "P2");
  cs_test_window_wait (&world.window, is_there, &world);
  g_assert_true (apart (&world) == before);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (before)), ==, "P2");
  cs_test_window_end (&world.window);
}

static void
test_comes_back (void)
{
  World world;
  if (!begin (&world, "P1"))
    return;
  open_apart (&world);
  press (&world, "Down");
  press (&world, "ctrl+shift+n");
  cs_test_window_wait (&world.window, is_back, &world);
  g_assert_cmpint (
      (int)cs_case_model_unit_at (world.model, cs_case_model_place (world.model, NULL)), ==, 1);
  open_apart (&world);
  gtk_window_close (GTK_WINDOW (apart (&world)));
  cs_test_window_wait (&world.window, is_back, &world);
  press (&world, "Down");
  g_assert_cmpint (
      (int)cs_case_model_unit_at (world.model, cs_case_model_place (world.model, NULL)), ==, 2);
  /* Where it was brought back, the next case does not open apart. */
  cs_test_window_open_case (&world.window, "P2");
  cs_test_window_settle (&world.window);
  g_assert_null (apart (&world));
  cs_test_window_end (&world.window);
}

static gboolean
is_left (CsTestWindow *window, gpointer data)
{
  World *world = data;
  return apart (world) == NULL && cs_main_window_case (world->window.window) == NULL;
}

static void
test_leaving_closes (void)
{
  World world;
  if (!begin (&world, "P1"))
    return;
  open_apart (&world);
  press (&world, "ctrl+BackSpace");
  cs_test_window_wait (&world.window, is_left, &world);
  cs_test_window_open_case (&world.window, "P1");
  cs_test_window_wait (&world.window, is_there, &world);
  gtk_window_close (GTK_WINDOW (apart (&world)));
  cs_test_window_wait (&world.window, is_back, &world);
  cs_test_window_end (&world.window);
}

/* What is held in one window and let go of in the other, and a window that ends with it there. */
static void
test_held_and_ended (void)
{
  World world;
  if (!begin (&world, "P1"))
    return;
  open_apart (&world);
  cs_test_window_key_down (&world.window, "h");
  gtk_window_close (GTK_WINDOW (apart (&world)));
  cs_test_window_wait (&world.window, is_back, &world);
  cs_test_window_key_up (&world.window, "h");
  open_apart (&world);
  gpointer there = apart (&world);
  g_object_add_weak_pointer (G_OBJECT (there), &there);
  cs_test_window_end (&world.window);
  g_assert_null (there);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/canvas-window/keys", test_keys);
  g_test_add_func ("/canvas-window/comes-back", test_comes_back);
  g_test_add_func ("/canvas-window/next-case", test_next_case);
  g_test_add_func ("/canvas-window/leaving-closes", test_leaving_closes);
  g_test_add_func ("/canvas-window/held-and-ended", test_held_and_ended);
  return g_test_run ();
}
