/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The magnifier shows what lies under the pointer, as the picture round it has it, and drawing goes
 * on under it. */
#include "cs-canvas-private.h"
#include "cs-test-picture.h"

#include <math.h>

static const char schema[] = "{\"format\":\"countersign-schema-1\",\"name\":\"Lens\",\"labels\":["
                             "{\"key\":\"bleed\",\"name\":\"Bleed\",\"kinds\":[\"box\"]}]}";

static void
point (CsTestPicture *world, double x, double y)
{
  int dx = 0, dy = 0;
  cs_test_picture_seen_at (world, x, y, &dx, &dy);
  cs_test_window_point (&world->window, GTK_WIDGET (world->canvas), dx, dy);
  cs_test_window_settle (&world->window);
}

/* The colour at X, Y of NODE, in pixels of the view. */
static guint32
colour_at (GskRenderNode *node, double x, double y)
{
  g_assert_nonnull (node);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1, 1);
  cairo_t *cr = cairo_create (surface);
  cairo_translate (cr, -floor (x), -floor (y));
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  guint32 pixel = *(guint32 *)(void *)cairo_image_surface_get_data (surface);
  cairo_surface_destroy (surface);
  return pixel;
}

/* At the pointer both show the same pixel of the picture; beside it the magnifier shows what lies
 * nearer, by its factor. */
static void
assert_magnifies (CsTestPicture *world, guint factor)
{
  CsCanvas *canvas = world->canvas;
  const CsViewport *view = &cs_canvas_look (canvas)->viewport;
  CsViewport lens;
  graphene_rect_t area;
  double x = 0, y = 0, lens_x = 0, lens_y = 0;
  g_assert_cmpuint (canvas->lens, ==, factor);
  cs_canvas_lens_viewport (canvas, &lens, &area);
  g_assert_cmpfloat_with_epsilon (lens.zoom, view->zoom * factor, 1e-9);
  g_assert_true (area.origin.x >= 0 && area.origin.y >= 0);
  g_assert_true (area.origin.x + area.size.width <= view->view_width &&
                 area.origin.y + area.size.height <= view->view_height);
  cs_viewport_to_item (view, canvas->pointer_x, canvas->pointer_y, &x, &y);
  cs_viewport_to_view (&lens, x, y, &lens_x, &lens_y);
  g_assert_cmpfloat_with_epsilon (lens_x + area.origin.x, canvas->pointer_x, 1e-6);
  g_assert_cmpfloat_with_epsilon (lens_y + area.origin.y, canvas->pointer_y, 1e-6);
  cs_viewport_to_view (&lens, x + 5, y - 3, &lens_x, &lens_y);
  g_assert_cmpfloat_with_epsilon (lens_x + area.origin.x - canvas->pointer_x,
                                  5 * view->zoom * factor, 1e-6);
  g_assert_cmpfloat_with_epsilon (lens_y + area.origin.y - canvas->pointer_y,
                                  -3 * view->zoom * factor, 1e-6);
  g_assert_cmphex (colour_at (canvas->lens_node, canvas->pointer_x, canvas->pointer_y), ==,
                   colour_at (canvas->picture_node, canvas->pointer_x, canvas->pointer_y));
}

static void
test_shows (void)
{
  CsTestPicture world;
  if (!cs_test_picture_begin (&world, schema))
    return;
  point (&world, 90.5, 120.5);
  g_assert_null (world.canvas->lens_node);
  cs_test_picture_press (&world, "m");
  assert_magnifies (&world, 2);
  /* With the window in force. */
  guint32 before =
      colour_at (world.canvas->lens_node, world.canvas->pointer_x, world.canvas->pointer_y);
  cs_test_picture_press (&world, "i");
  assert_magnifies (&world, 2);
  g_assert_cmphex (
      colour_at (world.canvas->lens_node, world.canvas->pointer_x, world.canvas->pointer_y), !=,
      before);
  cs_test_picture_press (&world, "m");
  assert_magnifies (&world, 4);
  point (&world, 2.5, 2.5); /* in the corner of the view it stays within */
  assert_magnifies (&world, 4);
  cs_test_picture_press (&world, "m");
  g_assert_cmpuint (world.canvas->lens, ==, 0);
  g_assert_null (world.canvas->lens_node);
  cs_test_window_end (&world.window);
}

/* Marks are seen in it, at their place. */
static void
test_marks (void)
{
  CsTestPicture world;
  if (!cs_test_picture_begin (&world, schema))
    return;
  cs_test_picture_put_box (&world, "bleed", 80000, 100000); /* 80, 100 to 120, 130 */
  cs_test_picture_press (&world, "v");
  cs_case_model_select (world.model, 0, FALSE);
  point (&world, 90, 115);
  cs_test_picture_press (&world, "m");
  CsViewport lens;
  graphene_rect_t area;
  double x = 0, y = 0;
  cs_canvas_lens_viewport (world.canvas, &lens, &area);
  cs_viewport_to_view (&lens, 80, 115, &x, &y); /* its left edge */
  x += area.origin.x;
  y += area.origin.y;
  guint32 with = colour_at (world.canvas->lens_node, x, y);
  cs_test_window_key_down (&world.window, "h");
  cs_test_window_settle (&world.window);
  g_assert_cmphex (colour_at (world.canvas->lens_node, x, y), !=, with);
  cs_test_window_key_up (&world.window, "h");
  cs_test_window_end (&world.window);
}

/* What is drawn lies where it would without; Esc ends the stroke first, then the magnifier, and
 * only then takes the selection away. */
static void
test_draws (void)
{
  CsTestPicture world;
  if (!cs_test_picture_begin (&world, schema))
    return;
  cs_test_picture_press (&world, "b");
  cs_test_picture_press (&world, "m");
  cs_test_picture_drag (&world, NULL, 60, 60, 80, 90);
  g_assert_cmpuint (cs_test_picture_n_marks (&world), ==, 1);
  const CsMark *mark = cs_test_picture_selected (&world);
  CsMarkBounds bounds = { 0 };
  g_assert_true (cs_mark_bounds (mark, &bounds));
  g_assert_cmpfloat_with_epsilon ((double)bounds.x0 / 1000, 60, 1);
  g_assert_cmpfloat_with_epsilon ((double)bounds.y1 / 1000, 90, 1);
  g_assert_cmpuint (world.canvas->lens, ==, 2);
  cs_test_picture_press (&world, "Escape");
  g_assert_cmpuint (world.canvas->lens, ==, 0);
  g_assert_nonnull (cs_test_picture_selected (&world));
  cs_test_picture_press (&world, "Escape");
  g_assert_null (cs_test_picture_selected (&world));
  cs_test_window_end (&world.window);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/lens/shows", test_shows);
  g_test_add_func ("/lens/marks", test_marks);
  g_test_add_func ("/lens/draws", test_draws);
  return g_test_run ();
}
