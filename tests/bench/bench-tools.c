/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a drag and a hover cost without drawing: a hit test on 10,000 outlines of 60 points, making
 * its index, and a step of a vertex drag through the tool. The floor of a hit test is looking at
 * the bounds of all. */
#include "cs-mark-hit.h"
#include "cs-test-canvas.h"

#include <math.h>
#include <stdio.h>

#define SHAPES 10000
#define POINTS 60
#define SIDE 6000 /* pixels */
#define HITS 2000
#define DRAGS 500

static CsMark *
outline (const CsTestCanvas *canvas, GRand *rand, guint n)
{
  gint64 values[2 * POINTS] = { 0 };
  double x = 60.0 * (n % 100) + 30, y = 60.0 * (n / 100) + 30;
  for (guint i = 0; i < POINTS; i++) {
    double angle = 2 * G_PI * i / POINTS, radius = g_rand_double_range (rand, 15, 29);
    values[2 * i] = llround (1000 * (x + radius * cos (angle)));
    values[2 * i + 1] = llround (1000 * (y + radius * sin (angle)));
  }
  return cs_test_canvas_mark (canvas, n + 1, &cs_mark_kind_polygon, values, 2 * POINTS);
}

static double
milliseconds (gint64 start, guint count)
{
  return (double)(g_get_monotonic_time () - start) / 1000.0 / count;
}

static double
bounds_floor (const CsMarkSet *set)
{
  g_autofree CsMarkBounds *bounds = g_new (CsMarkBounds, set->n_marks);
  guint found = 0;
  for (guint i = 0; i < set->n_marks; i++)
    cs_mark_bounds (set->marks[i], &bounds[i]);
  gint64 start = g_get_monotonic_time ();
  for (guint round = 0; round < HITS; round++) {
    gint64 x = 1000 * (gint64)(round % SIDE), y = x;
    guint count = 0;
    for (guint i = 0; i < set->n_marks; i++)
      count += x >= bounds[i].x0 && x <= bounds[i].x1 && y >= bounds[i].y0 && y <= bounds[i].y1;
    found += count;
  }
  g_assert (found > 0); /* so that it is not optimized away */
  return milliseconds (start, HITS);
}

int
main (void)
{
  CsTestCanvas canvas = { 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  cs_test_canvas_init (&canvas, SIDE, SIDE);
  for (guint i = 0; i < SHAPES; i++)
    g_ptr_array_add (marks, outline (&canvas, rand, i));
  cs_mark_set_unref (canvas.set);
  canvas.set = cs_mark_set_new (marks, NULL, NULL);
  double lowest = bounds_floor (canvas.set);

  gint64 start = g_get_monotonic_time ();
  g_autoptr (CsMarkIndex) index = cs_mark_index_new (canvas.set, &canvas.scene.item, 0, 0);
  double made = milliseconds (start, 1);
  guint found = 0;
  start = g_get_monotonic_time ();
  for (guint i = 0; i < HITS; i++) {
    g_autoptr (GArray) hits = cs_mark_index_hits (index, g_rand_double_range (rand, 0, SIDE),
                                                  g_rand_double_range (rand, 0, SIDE),
                                                  &canvas.pointer.scale, CS_TOOL_TOLERANCE, TRUE);
    found += hits->len;
  }
  double hit = milliseconds (start, HITS);

  canvas.scene.selected = 5050;
  cs_test_canvas_take_tool (&canvas, cs_tool_kind_find ("select"));
  const CsMark *mark = cs_mark_set_get (canvas.set, 5050);
  double x = (double)mark->values[0] / 1000, y = (double)mark->values[1] / 1000;
  cs_test_canvas_press (&canvas, x, y);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < DRAGS; i++)
    cs_test_canvas_motion (&canvas, x + 1 + 0.01 * i, y);
  double drag = milliseconds (start, DRAGS);
  if (canvas.preview == NULL || found < HITS / 10) {
    fprintf (stderr, "nothing was hit or dragged\n");
    return 1;
  }
  printf ("hit test among %d outlines %19.4f ms  goal 0.2      floor %10.4f "
          "(all bounds) ratio %.1f\n",
          SHAPES, hit, lowest, hit / lowest);
  printf ("index of %d outlines after an edit %11.3f ms  goal 5\n", SHAPES, made);
  printf ("vertex drag, a motion through the tool %11.4f ms  goal 0.5\n", drag);
  cs_test_canvas_clear (&canvas);
  return 0;
}
