/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several pictures of a case side by side: how they hang, which one the keys are about, and what
 * counts as seen. */
#include "cs-canvas-private.h"
#include "cs-case-hanging.h"
#include "cs-test-series.h"

typedef struct {
  CsTestWindow window;
  CsCaseModel *model;
  CsViewGrid *grid;
} World;

static CsCanvas *
view (World *world, guint n)
{
  return cs_test_series_view (world->grid, n);
}

static void
open_case (World *world, const char *title)
{
  world->model = cs_test_window_open_case (&world->window, title);
  world->grid =
      CS_VIEW_GRID (cs_test_window_find (GTK_WIDGET (world->window.window), CS_TYPE_VIEW_GRID, 0));
  cs_test_window_wait (&world->window, cs_test_series_is_shown, world->grid);
  cs_test_window_settle (&world->window);
}

static gboolean
begin (World *world, const char *title)
{
  if (!cs_test_window_can ())
    return FALSE;
  cs_test_window_begin_after (&world->window, "sample-ana", 1366, 768, cs_test_series_bring_in);
  open_case (world, title);
  return TRUE;
}

static guint
n_views (World *world)
{
  guint n = 0;
  while (view (world, n) != NULL)
    n++;
  return n;
}

/* "Chest 2024-03-04"; as long as the case is open. */
static const char *
name_of (World *world, int item)
{
  return cs_case_hanging_of (world->model)->names[item];
}

static void
assert_shows (World *world, guint n, const char *name, const char *caption)
{
  int item = cs_canvas_item (view (world, n));
  g_assert_cmpstr (name_of (world, item), ==, name);
  g_assert_cmpstr (cs_case_hanging_of (world->model)->captions[item], ==, caption);
}

static void
assert_active (World *world, guint n)
{
  CsCanvas *canvas = view (world, n);
  g_assert_true (cs_view_grid_canvas (world->grid) == canvas);
  g_assert_cmpint ((int)cs_case_model_place (world->model, NULL), ==, cs_canvas_item (canvas));
  g_assert_true (cs_test_window_has_focus (&world->window, GTK_WIDGET (canvas)));
}

static void
press (World *world, const char *key)
{
  cs_test_window_keys (&world->window, key);
  cs_test_window_settle (&world->window);
  cs_test_window_wait (&world->window, cs_test_series_is_shown, world->grid);
}

static gint64
unit (World *world, guint n)
{
  return cs_canvas_unit (view (world, n));
}

/* --- tests --- */

static void
test_breasts_hang (void)
{
  static const char *const names[] = { "R CC", "L CC", "R MLO", "L MLO" };
  World world;
  if (!begin (&world, "P2"))
    return;
  g_assert_cmpuint (n_views (&world), ==, 4);
  for (guint i = 0; i < 4; i++) {
    g_autofree char *words = g_strdup_printf ("Picture %u of 4", i + 1);
    CsCanvas *canvas =
        cs_view_grid_find (world.grid, (int)cs_case_hanging_of (world.model)->items[i]);
    g_assert_cmpstr (name_of (&world, cs_canvas_item (canvas)), ==, names[i]);
    gtk_test_accessible_assert_property (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                         words);
  }
  cs_test_window_end (&world.window);
}

/* The chest walls are at the edge that two views share, as far as the headers say where they are.
 */
static void
test_chest_walls (void)
{
  static const int walls[] = { 1, -1, 1, 0 };
  World world;
  if (!begin (&world, "P2"))
    return;
  for (guint i = 0; i < 4; i++) {
    CsCanvas *canvas =
        cs_view_grid_find (world.grid, (int)cs_case_hanging_of (world.model)->items[i]);
    const CsViewport *viewport = &cs_canvas_look (canvas)->viewport;
    double left = 0, right = 0, y = 0;
    cs_viewport_to_view (viewport, 0, 0, &left, &y);
    cs_viewport_to_view (viewport, viewport->width, 0, &right, &y);
    g_assert_cmpint (viewport->lean, ==, walls[i]);
    g_assert_cmpfloat (right - left, <, viewport->view_width - 20);
    double middle = (viewport->view_width - (right - left)) / 2;
    g_assert_cmpfloat_with_epsilon (left, middle * (1 + walls[i]), 1);
  }
  /* One alone is in the middle. */
  press (&world, "ctrl+1");
  g_assert_cmpint (cs_canvas_look (view (&world, 0))->viewport.lean, ==, 0);
  press (&world, "ctrl+4"); /* as it hangs by itself: that is remembered */
  cs_test_window_end (&world.window);
}

static CsCanvas *
view_of (World *world, const char *name)
{
  for (guint i = 0; i < n_views (world); i++)
    if (g_str_equal (name_of (world, cs_canvas_item (view (world, i))), name))
      return view (world, i);
  g_assert_not_reached ();
}

static void
assert_line (CsCanvas *canvas, const char *name, double x0, double y0, double x1, double y1)
{
  const double wanted[] = { x0, y0, x1, y1 };
  g_assert_nonnull (canvas->references);
  g_assert_cmpuint (canvas->references->len, ==, 1);
  const CsCanvasReference *line = &g_array_index (canvas->references, CsCanvasReference, 0);
  g_assert_cmpstr (line->name, ==, name);
  gboolean turned = ABS (line->ends[0] - x0) + ABS (line->ends[1] - y0) > 1e-6;
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat_with_epsilon (line->ends[(i + (turned ? 2 : 0)) % 4], wanted[i], 1e-6);
}

/* Of the sagittal series and the axial one of its day; not of those that lie alike, nor of the
 * older one, which is of another frame of reference. */
static void
test_reference_lines (void)
{
  World world;
  if (!begin (&world, "P1"))
    return;
  press (&world, "ctrl+4");
  press (&world, "shift+l"); /* each by itself */
  CsCanvas *chest = view (&world, 0), *side = view_of (&world, "Side");
  g_assert_null (chest->references); /* z 0: below the sagittal one, which begins at 2.5 */
  for (guint i = 0; i < 5; i++)
    press (&world, "Down");                       /* z 10 */
  assert_line (chest, "Side", 13.5, 0, 13.5, 16); /* its first slice is at x 5; from -8.5 on */
  assert_line (side, "Chest", 0, 8.5, 16, 8.5);   /* from z 18.5 down */
  /* It goes along with the slice of the other. */
  cs_case_model_scroll (world.model, (guint)cs_canvas_item (side), 2);
  cs_test_window_settle (&world.window);
  cs_test_window_wait (&world.window, cs_test_series_is_shown, world.grid);
  assert_line (chest, "Side", 9.5, 0, 9.5, 16);
  press (&world, "shift+r");
  g_assert_null (chest->references);
  g_assert_null (side->references);
  press (&world, "shift+r");
  assert_line (chest, "Side", 9.5, 0, 9.5, 16);
  press (&world, "ctrl+1");
  g_assert_null (chest->references);
  press (&world, "ctrl+2"); /* as it hangs by itself: that is remembered */
  cs_test_window_end (&world.window);
}

static void
test_prior_hangs (void)
{
  World world;
  if (!begin (&world, "P1"))
    return;
  g_assert_cmpuint (n_views (&world), ==, 2);
  assert_shows (&world, 0, "Chest", "2024-03-04");
  assert_shows (&world, 1, "Chest", "2023-01-02 · prior, 14 months before");
  assert_active (&world, 0);
  cs_test_window_end (&world.window);
}

static void
test_keys_are_about_the_active_view (void)
{
  World world;
  if (!begin (&world, "P1"))
    return;

  press (&world, "shift+l"); /* each by itself */
  press (&world, "Down");
  g_assert_cmpint (unit (&world, 0), ==, 1);
  g_assert_cmpint (unit (&world, 1), ==, 0);
  press (&world, "ctrl+F6");
  assert_active (&world, 1);
  press (&world, "Down");
  press (&world, "Down");
  g_assert_cmpint (unit (&world, 0), ==, 1);
  g_assert_cmpint (unit (&world, 1), ==, 2);
  /* The end of one is not the beginning of another. */
  press (&world, "End");
  press (&world, "Down");
  assert_active (&world, 1);
  g_assert_cmpint (unit (&world, 1), ==, 7);
  press (&world, "ctrl+F6");
  assert_active (&world, 0);
  cs_test_window_click (&world.window, GTK_WIDGET (view (&world, 1)));
  cs_test_window_settle (&world.window);
  assert_active (&world, 1);
  cs_test_window_end (&world.window);
}

static gboolean
is_seen (CsTestWindow *window, gpointer data)
{
  World *world = data;
  guint item = (guint)cs_canvas_item (view (world, 1));
  return cs_case_model_was_shown (world->model, item, 0);
}

/* Both views count, and nothing that is in none. */
static void
test_what_was_seen (void)
{
  World world;
  if (!begin (&world, "P1"))
    return;
  cs_test_window_wait (&world.window, is_seen, &world);
  guint other = cs_case_hanging_of (world.model)->items[2];
  g_assert_false (cs_case_model_was_shown (world.model, other, 0));
  cs_test_window_end (&world.window);
}

static void
test_draws_in_each (void)
{
  World world;
  if (!begin (&world, "P1"))
    return;
  for (guint i = 0; i < 2; i++) {
    GtkWidget *canvas = GTK_WIDGET (view (&world, i));
    cs_test_window_click (&world.window, canvas);
    press (&world, "Escape");
    press (&world, "b");
    cs_test_window_drag (&world.window, canvas, -40, -40, 40, 40);
    cs_test_window_settle (&world.window);
    const CsMarkSet *set = cs_case_model_marks (world.model);
    g_assert_cmpuint (set->n_marks, ==, i + 1);
    g_assert_cmpint (cs_case_model_find_item (world.model, &set->marks[i]->item), ==,
                     cs_canvas_item (CS_CANVAS (canvas)));
  }
  /* What is selected is looked at, wherever it is. */
  cs_case_model_select (world.model, cs_case_model_marks (world.model)->marks[0]->id, TRUE);
  cs_test_window_settle (&world.window);
  assert_active (&world, 0);
  cs_test_window_end (&world.window);
}

static void
test_layouts (void)
{
  World world;
  if (!begin (&world, "P1"))
    return;
  press (&world, "ctrl+F6");
  press (&world, "ctrl+1"); /* the active one stays */
  g_assert_cmpuint (n_views (&world), ==, 1);
  assert_shows (&world, 0, "Chest", "2023-01-02 · prior, 14 months before");
  press (&world, "ctrl+4");
  g_assert_cmpuint (n_views (&world), ==, 4);
  press (&world, "ctrl+2");
  g_assert_cmpuint (n_views (&world), ==, 2);
  /* What is shown beside comes here, in exchange. */
  int left = cs_canvas_item (view (&world, 0)), right = cs_canvas_item (view (&world, 1));
  press (&world, "ctrl+Up");
  g_assert_cmpint (cs_canvas_item (view (&world, 0)), ==, right);
  g_assert_cmpint (cs_canvas_item (view (&world, 1)), ==, left);
  assert_active (&world, 1);
  /* The next one after that is in no view yet. */
  press (&world, "ctrl+Up");
  const CsCaseHanging *hanging = cs_case_hanging_of (world.model);
  g_assert_cmpint (cs_canvas_item (view (&world, 1)), ==, (int)hanging->items[hanging->n - 1]);
  g_assert_cmpint (cs_canvas_item (view (&world, 0)), ==, right);
  press (&world, "ctrl+Down");
  g_assert_cmpint (cs_canvas_item (view (&world, 1)), ==, left);
  cs_test_window_end (&world.window);
}

/* The third of four was looked at last, and is again. */
static void
test_place_is_remembered (void)
{
  World world;
  if (!begin (&world, "P2"))
    return;
  for (guint i = 0; i < 3; i++)
    press (&world, "ctrl+F6");
  press (&world, "ctrl+shift+F6");
  open_case (&world, "Patient 2");
  open_case (&world, "P2");
  g_assert_cmpuint (n_views (&world), ==, 4);
  int active = cs_canvas_item (cs_view_grid_canvas (world.grid));
  g_assert_cmpstr (name_of (&world, active), ==, "R MLO");
  cs_test_window_end (&world.window);
}

/* Remembered where pictures hang alike, and nowhere else. */
static void
test_layout_is_remembered (void)
{
  World world;
  if (!begin (&world, "P1"))
    return;
  press (&world, "ctrl+4");
  open_case (&world, "Patient 2");
  g_assert_cmpuint (n_views (&world), ==, 1);
  open_case (&world, "P1");
  g_assert_cmpuint (n_views (&world), ==, 4);
  cs_test_window_end (&world.window);
}

/* 2 mm beside 3 mm, in a frame of reference of its own: by distance. */
static void
test_scrolls_together (void)
{
  World world;
  if (!begin (&world, "P1"))
    return;
  for (guint i = 0; i < 3; i++)
    press (&world, "Down");
  g_assert_cmpint (unit (&world, 0), ==, 3);
  g_assert_cmpint (unit (&world, 1), ==, 2);
  assert_active (&world, 0);
  /* Let go, moved and linked again: two more slices of 3 mm away. */
  press (&world, "shift+l");
  press (&world, "ctrl+F6");
  press (&world, "Down");
  press (&world, "Down");
  g_assert_cmpint (unit (&world, 0), ==, 3);
  press (&world, "shift+l");
  press (&world, "Up");
  g_assert_cmpint (unit (&world, 1), ==, 3);
  g_assert_cmpint (unit (&world, 0), ==, 1); /* 1.5 slices back, from 3 */
  cs_test_window_end (&world.window);
}

/* The same frame of reference: by position, though one begins at the other end. */
static void
test_goes_by_position (void)
{
  World world;
  if (!begin (&world, "P1"))
    return;
  int thin = -1;
  for (guint i = 0; i < cs_case_model_n_items (world.model); i++)
    if (g_str_equal (name_of (&world, (int)i), "Thin"))
      thin = (int)i;
  press (&world, "ctrl+4");
  press (&world, "Down");
  press (&world, "Down");
  CsCanvas *other = cs_view_grid_find (world.grid, thin);
  g_assert_nonnull (other);
  g_assert_cmpint (cs_canvas_unit (other), ==, 19 - 4);
  cs_test_window_end (&world.window);
}

/* Larger in one is as much larger in the other; so are grey values. */
static void
test_zooms_together (void)
{
  World world;
  if (!begin (&world, "P1"))
    return;
  press (&world, "plus");
  press (&world, "i");
  for (guint i = 0; i < 2; i++) {
    g_assert_false (cs_canvas_look (view (&world, i))->viewport.fitted);
    g_assert_true (cs_canvas_look (view (&world, i))->window.invert);
  }
  g_assert_cmpfloat_with_epsilon (cs_canvas_look (view (&world, 0))->viewport.zoom,
                                  cs_canvas_look (view (&world, 1))->viewport.zoom, 1e-6);
  press (&world, "equal");
  g_assert_true (cs_canvas_look (view (&world, 1))->viewport.fitted);
  cs_test_window_end (&world.window);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  gtk_init ();
  g_test_add_func ("/views/breasts-hang", test_breasts_hang);
  g_test_add_func ("/views/chest-walls", test_chest_walls);
  g_test_add_func ("/views/reference-lines", test_reference_lines);
  g_test_add_func ("/views/prior-hangs", test_prior_hangs);
  g_test_add_func ("/views/keys-are-about-the-active-view", test_keys_are_about_the_active_view);
  g_test_add_func ("/views/what-was-seen", test_what_was_seen);
  g_test_add_func ("/views/draws-in-each", test_draws_in_each);
  g_test_add_func ("/views/layouts", test_layouts);
  g_test_add_func ("/views/place-is-remembered", test_place_is_remembered);
  g_test_add_func ("/views/layout-is-remembered", test_layout_is_remembered);
  g_test_add_func ("/views/scrolls-together", test_scrolls_together);
  g_test_add_func ("/views/goes-by-position", test_goes_by_position);
  g_test_add_func ("/views/zooms-together", test_zooms_together);
  return g_test_run ();
}
