/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test.h"
#include "cs-viewport.h"

#include <math.h>

static void
check_round_trip (const CsViewport *view, GRand *rand)
{
  double x = g_rand_double_range (rand, 0, view->view_width), item_x = 0;
  double y = g_rand_double_range (rand, 0, view->view_height), item_y = 0, back_x = 0, back_y = 0;
  cs_viewport_to_item (view, x, y, &item_x, &item_y);
  cs_viewport_to_view (view, item_x, item_y, &back_x, &back_y);
  g_assert_cmpfloat_with_epsilon (back_x, x, 1e-6);
  g_assert_cmpfloat_with_epsilon (back_y, y, 1e-6);
}

/* Some of the picture covers the middle of the view, always. */
static void
check_not_lost (const CsViewport *view)
{
  double x = 0, y = 0;
  cs_viewport_to_item (view, view->view_width / 2, view->view_height / 2, &x, &y);
  g_assert_true (x >= -1e-6 && x <= view->width + 1e-6);
  g_assert_true (y >= -1e-6 && y <= view->height + 1e-6);
  g_assert_true (isfinite (view->zoom) && view->zoom > 0);
}

static void
random_act (CsViewport *view, GRand *rand)
{
  double x = g_rand_double_range (rand, -50, 1500), y = g_rand_double_range (rand, -50, 900);
  const CsMarkBounds bounds = { 1000, 2000, g_rand_int_range (rand, 1000, 90000), 60000 };
  switch (g_rand_int_range (rand, 0, 12)) {
  case 0:
    cs_viewport_fit (view);
    break;
  case 1:
    cs_viewport_actual (view, x, y);
    break;
  case 2:
    cs_viewport_zoom_step (view, g_rand_int_range (rand, -3, 4), x, y);
    break;
  case 3:
    cs_viewport_turn (view, g_rand_int_range (rand, -3, 4));
    break;
  case 4:
    cs_viewport_flip (view);
    break;
  case 5:
    cs_viewport_set_view (view, x, y, g_rand_int_range (rand, 1, 3));
    break;
  case 6:
    cs_viewport_show (view, &bounds, g_rand_boolean (rand));
    break;
  case 7:
    cs_viewport_centre_on (view, x, y);
    break;
  case 8:
  case 9:
    cs_viewport_zoom_by (view, exp (g_rand_double_range (rand, -3, 3)), x, y);
    break;
  default:
    cs_viewport_pan (view, x * 3, y * 3);
  }
}

static void
test_never_lost (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  for (guint round = 0; round < 200; round++) {
    const CsFrameGeometry geometry = { .row_spacing = 0.5 * (1 + round % 3),
                                       .column_spacing = 1.0 };
    CsViewport view = { 0 };
    cs_viewport_init (&view, (guint)g_rand_int_range (rand, 1, 3000),
                      (guint)g_rand_int_range (rand, 1, 3000), &geometry);
    for (guint i = 0; i < 200; i++) {
      random_act (&view, rand);
      check_round_trip (&view, rand);
      check_not_lost (&view);
    }
  }
}

static void
test_fit (void)
{
  CsViewport view = { 0 };
  cs_viewport_init (&view, 512, 256, NULL);
  cs_viewport_set_view (&view, 1024, 1024, 1);
  double x = 0, y = 0;
  g_assert_cmpfloat_with_epsilon (view.zoom, 2, 1e-9);
  cs_viewport_to_view (&view, 0, 0, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (y, 256, 1e-9);
  g_assert_cmpfloat_with_epsilon (cs_viewport_percent (&view), 200, 1e-9);
  cs_viewport_turn (&view, 1);
  cs_viewport_to_view (&view, 0, 0, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 768, 1e-9);
  g_assert_cmpfloat_with_epsilon (y, 0, 1e-9);
  g_assert_false (cs_viewport_is_true (&view));
  /* It goes on fitting, until somebody zooms. */
  cs_viewport_set_view (&view, 512, 512, 2);
  g_assert_cmpfloat_with_epsilon (view.zoom, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (cs_viewport_percent (&view), 200, 1e-9);
  cs_viewport_zoom_by (&view, 2, 0, 0);
  cs_viewport_set_view (&view, 600, 600, 2);
  g_assert_cmpfloat_with_epsilon (view.zoom, 2, 1e-9);
}

/* Pixels twice as high as wide look so, and 100 % counts the shorter side. */
static void
test_aspect (void)
{
  const CsFrameGeometry geometry = { .row_spacing = 1.0, .column_spacing = 0.5 };
  CsViewport view = { 0 };
  cs_viewport_init (&view, 400, 100, &geometry);
  cs_viewport_set_view (&view, 400, 400, 1);
  CsMarkScale scale = cs_viewport_scale (&view);
  g_assert_cmpfloat_with_epsilon (view.zoom, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (scale.x, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (scale.y, 2, 1e-9);
  double x = 0, y = 0;
  cs_viewport_to_view (&view, 400, 100, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 400, 1e-9);
  g_assert_cmpfloat_with_epsilon (y, 300, 1e-9);
  g_assert_false (cs_viewport_is_true (&view));
}

static void
test_zoom_at_a_place (void)
{
  CsViewport view = { 0 };
  double x = 0, y = 0, after_x = 0, after_y = 0;
  cs_viewport_init (&view, 1000, 1000, NULL);
  cs_viewport_set_view (&view, 500, 500, 1);
  cs_viewport_actual (&view, 250, 250);
  cs_viewport_to_item (&view, 300, 200, &x, &y);
  cs_viewport_zoom_by (&view, 3.7, 300, 200);
  cs_viewport_to_item (&view, 300, 200, &after_x, &after_y);
  g_assert_cmpfloat_with_epsilon (x, after_x, 1e-9);
  g_assert_cmpfloat_with_epsilon (y, after_y, 1e-9);
}

static void
test_steps (void)
{
  CsViewport view = { 0 };
  cs_viewport_init (&view, 1000, 1000, NULL);
  cs_viewport_set_view (&view, 730, 730, 1);
  const double up[] = { 100, 100 * G_SQRT2, 200, 200 * G_SQRT2 };
  for (guint i = 0; i < G_N_ELEMENTS (up); i++) {
    cs_viewport_zoom_step (&view, 1, 0, 0);
    g_assert_cmpfloat_with_epsilon (cs_viewport_percent (&view), up[i], 1e-6);
  }
  for (guint i = 3; i-- > 0;) {
    cs_viewport_zoom_step (&view, -1, 700, 100);
    g_assert_cmpfloat_with_epsilon (cs_viewport_percent (&view), up[i], 1e-6);
  }
  cs_viewport_zoom_step (&view, 100, 0, 0);
  g_assert_cmpfloat_with_epsilon (view.zoom, 64, 1e-6);
  cs_viewport_zoom_step (&view, -100, 0, 0);
  g_assert_cmpfloat_with_epsilon (view.zoom, 0.365, 1e-6);
}

/* The edge of a larger picture comes in by a quarter of the view, no more. */
static void
test_pan (void)
{
  CsViewport view = { 0 };
  double x = 0, y = 0, before_x = 0, before_y = 0;
  cs_viewport_init (&view, 1000, 1000, NULL);
  cs_viewport_set_view (&view, 400, 400, 1);
  cs_viewport_actual (&view, 200, 200);
  cs_viewport_to_item (&view, 100, 100, &before_x, &before_y);
  cs_viewport_pan (&view, 30, -20);
  cs_viewport_to_item (&view, 130, 80, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, before_x, 1e-9);
  g_assert_cmpfloat_with_epsilon (y, before_y, 1e-9);
  cs_viewport_pan (&view, 1e6, -1e6);
  cs_viewport_to_view (&view, 0, 1000, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 100, 1e-9);
  g_assert_cmpfloat_with_epsilon (y, 300, 1e-9);
}

/* Arrow keys move on the screen as they say, however the picture is turned. */
static void
test_directions (void)
{
  static const int arrows[][2] = { { 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 } };
  for (guint state = 0; state < 8; state++) {
    CsViewport view = { 0 };
    cs_viewport_init (&view, 100, 60, NULL);
    cs_viewport_set_view (&view, 400, 400, 1);
    if (state >= 4)
      cs_viewport_flip (&view);
    cs_viewport_turn (&view, (int)(state % 4));
    for (guint i = 0; i < G_N_ELEMENTS (arrows); i++) {
      int dx = 0, dy = 0;
      double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
      cs_viewport_direction (&view, arrows[i][0], arrows[i][1], &dx, &dy);
      cs_viewport_to_view (&view, 50, 30, &x0, &y0);
      cs_viewport_to_view (&view, 50 + dx, 30 + dy, &x1, &y1);
      g_assert_cmpfloat_with_epsilon ((x1 - x0) / view.zoom, arrows[i][0], 1e-9);
      g_assert_cmpfloat_with_epsilon ((y1 - y0) / view.zoom, arrows[i][1], 1e-9);
    }
  }
}

/* Four turns, or two flips, are none; a turn is clockwise on the screen also when mirrored. */
static void
test_turns (void)
{
  CsViewport view = { 0 };
  double x = 0, y = 0;
  cs_viewport_init (&view, 100, 100, NULL);
  cs_viewport_set_view (&view, 100, 100, 1);
  cs_viewport_flip (&view);
  cs_viewport_to_view (&view, 0, 0, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 100, 1e-9);
  cs_viewport_turn (&view, 1);
  cs_viewport_to_view (&view, 0, 0, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 100, 1e-9);
  g_assert_cmpfloat_with_epsilon (y, 100, 1e-9);
  cs_viewport_turn (&view, -1);
  cs_viewport_flip (&view);
  cs_viewport_turn (&view, 4);
  g_assert_true (cs_viewport_is_true (&view));
}

static void
test_show (void)
{
  const CsMarkBounds bounds = { 100000, 100000, 110000, 120000 };
  CsViewport view = { 0 };
  double x = 0, y = 0;
  cs_viewport_init (&view, 1000, 1000, NULL);
  cs_viewport_set_view (&view, 500, 500, 1);
  cs_viewport_show (&view, &bounds, TRUE);
  g_assert_cmpfloat_with_epsilon (cs_viewport_percent (&view), 400, 1e-6);
  cs_viewport_to_view (&view, 105, 110, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 250, 1e-6);
  g_assert_cmpfloat_with_epsilon (y, 250, 1e-6);
  cs_viewport_zoom_to (&view, 64, 250, 250);
  cs_viewport_show (&view, &bounds, FALSE);
  g_assert_cmpfloat_with_epsilon (view.zoom, 500.0 / 3 / 20, 1e-6);
}

/* Where the edges of the picture are seen. */
static void
assert_edges (const CsViewport *view, double left, double right)
{
  double x0 = 0, x1 = 0, y = 0;
  cs_viewport_to_view (view, 0, 0, &x0, &y);
  cs_viewport_to_view (view, view->width, view->height, &x1, &y);
  g_assert_cmpfloat_with_epsilon (MIN (x0, x1), left, 1e-9);
  g_assert_cmpfloat_with_epsilon (MAX (x0, x1), right, 1e-9);
}

/* 100 x 200 pixels in 400 x 400: 200 wide, and 200 are left. */
static void
test_lean (void)
{
  CsViewport view;
  cs_viewport_init (&view, 100, 200, NULL);
  cs_viewport_set_view (&view, 400, 400, 1);
  assert_edges (&view, 100, 300);
  cs_viewport_lean (&view, 1);
  assert_edges (&view, 200, 400);
  cs_viewport_flip (&view);
  cs_viewport_fit (&view);
  assert_edges (&view, 200, 400);
  cs_viewport_flip (&view);
  cs_viewport_lean (&view, -1);
  assert_edges (&view, 0, 200);
  cs_viewport_set_view (&view, 500, 400, 1);
  assert_edges (&view, 0, 200);
  cs_viewport_turn (&view, 1); /* 500 wide, 250 high: nothing is left */
  assert_edges (&view, 0, 500);
  cs_viewport_set_view (&view, 500, 200, 1); /* 400 wide */
  assert_edges (&view, 0, 400);
  cs_viewport_lean (&view, 1);
  assert_edges (&view, 100, 500);
  cs_viewport_turn (&view, 2);
  assert_edges (&view, 100, 500);
  cs_viewport_lean (&view, 0);
  assert_edges (&view, 50, 450);
  cs_viewport_zoom_to (&view, 10, 250, 100); /* larger than the view: it is moved as ever */
  cs_viewport_lean (&view, 1);
  check_not_lost (&view);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/viewport/never-lost", test_never_lost);
  g_test_add_func ("/viewport/fit", test_fit);
  g_test_add_func ("/viewport/aspect", test_aspect);
  g_test_add_func ("/viewport/zoom-at-a-place", test_zoom_at_a_place);
  g_test_add_func ("/viewport/steps", test_steps);
  g_test_add_func ("/viewport/pan", test_pan);
  g_test_add_func ("/viewport/directions", test_directions);
  g_test_add_func ("/viewport/turns", test_turns);
  g_test_add_func ("/viewport/show", test_show);
  g_test_add_func ("/viewport/lean", test_lean);
  return g_test_run ();
}
