/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random presses, motions, releases, keys and changes of the scene. The canvas of the test checks
 * that whatever is committed or shown would be accepted; here it is checked that cancelling leaves
 * nothing behind. */
#include "cs-test-canvas.h"
#include "cs-test.h"

#include <math.h>

#define WIDTH 100
#define HEIGHT 80

/* Now and then exactly where something is. */
static double
coordinate (GRand *rand, guint size)
{
  switch (g_rand_int_range (rand, 0, 8)) {
  case 0:
    return 0;
  case 1:
    return size;
  case 2:
    return g_rand_double_range (rand, -1e6, 1e6);
  case 3:
    return g_rand_double_range (rand, -20, size + 20.0);
  default:
    return g_rand_int_range (rand, 0, (int)size / 5) * 5;
  }
}

static void
random_marks (CsTestCanvas *canvas, GRand *rand)
{
  const gint64 box[] = { 10000, 10000, 45000, 35000 }, line[] = { 5000, 5000, 70000, 60000 };
  const gint64 outline[] = { 20000, 20000, 60000, 20000, 65000, 50000, 15000, 55000 };
  const gint64 ellipse[] = { 60000, 40000, 20000, 10000, 30000 }, point[] = { 50000, 40000 };
  const gint64 mask[] = { 30, 30, 4, 4, 0, 6, 2, 8 }, link[] = { 1, 3 };
  const gint64 angle[] = { 10000, 50000, 40000, 60000, 70000, 30000 };
  const gint64 axes[] = { 10000, 40000, 70000, 40000, 30000, 20000, 30000, 65000 };
  const gint64 rbox[] = { 60000, 30000, 20000, 10000, 30000 };
  const struct {
    const CsMarkKind *kind;
    const gint64 *values;
    guint count;
  } marks[] = {
    { &cs_mark_kind_box, box, 4 },         { &cs_mark_kind_polyline, line, 4 },
    { &cs_mark_kind_polygon, outline, 8 }, { &cs_mark_kind_ellipse, ellipse, 5 },
    { &cs_mark_kind_point, point, 2 },     { &cs_mark_kind_mask, mask, 8 },
    { &cs_mark_kind_class, NULL, 0 },      { &cs_mark_kind_relation, link, 2 },
    { &cs_mark_kind_angle, angle, 6 },     { &cs_mark_kind_axes, axes, 8 },
    { &cs_mark_kind_rbox, rbox, 5 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++) {
    canvas->scene.frame = i % 3 == 2 ? 1 : 0;
    cs_test_canvas_put (canvas, cs_test_canvas_mark (canvas, i + 1, marks[i].kind, marks[i].values,
                                                     marks[i].count));
  }
  canvas->scene.frame = 0;
}

/* One, several, or none. */
static void
choose (CsTestCanvas *canvas, GRand *rand)
{
  guint n = canvas->set->n_marks, main = n > 0 ? (guint)g_rand_int_range (rand, 0, (int)n) : 0;
  g_array_set_size (canvas->others, 0);
  canvas->scene.selected = n > 0 ? canvas->set->marks[main]->id : 0;
  for (guint i = 0; i < n; i++)
    if (i != main && g_rand_int_range (rand, 0, 6) == 0)
      g_array_append_val (canvas->others, canvas->set->marks[i]->id);
}

/* Something else changes what is shown: another frame, another selection, a mark taken away. */
static void
disturb (CsTestCanvas *canvas, GRand *rand)
{
  guint n = canvas->set->n_marks;
  switch (g_rand_int_range (rand, 0, 6)) {
  case 0:
    canvas->scene.frame = (guint)g_rand_int_range (rand, 0, 2);
    break;
  case 1:
    choose (canvas, rand);
    break;
  case 2:
    canvas->scene.read_only = g_rand_int_range (rand, 0, 4) == 0;
    break;
  case 3:
    canvas->pointer.scale.x = exp (g_rand_double_range (rand, -4, 4));
    canvas->pointer.scale.y = canvas->pointer.scale.x * g_rand_double_range (rand, 0.4, 2.5);
    break;
  case 4:
    if (n > 0 && g_rand_int_range (rand, 0, 4) == 0) {
      const CsMark *mark = canvas->set->marks[g_rand_int_range (rand, 0, (int)n)];
      if (mark->kind->names != NULL || mark->id > 11)
        cs_test_canvas_remove (canvas, mark->id);
    }
    break;
  default:
    canvas->pointer.time += g_rand_int_range (rand, 0, 600000);
  }
}

static void
random_key (CsTestCanvas *canvas, GRand *rand)
{
  CsToolPointer at = canvas->pointer;
  at.dx = g_rand_int_range (rand, -1, 2);
  at.dy = at.dx == 0 ? 1 : 0;
  at.x = WIDTH / 2.0;
  at.y = HEIGHT / 2.0;
  CsToolKey key = (CsToolKey)g_rand_int_range (rand, 0, CS_TOOL_KEY_CROSSHAIR + 1);
  /* The arrow most of the time, else hardly anything would move. */
  cs_tool_key (canvas->tool, g_rand_boolean (rand) ? CS_TOOL_KEY_ARROW : key, &at);
}

static void
check_cancelled (CsTestCanvas *canvas)
{
  guint before = canvas->commits;
  cs_tool_cancel (canvas->tool);
  g_assert_cmpuint (canvas->commits, ==, before);
  g_assert_false (cs_tool_is_busy (canvas->tool));
  g_assert_null (canvas->preview);
  g_assert_null (canvas->preview_others);
  g_assert_false (canvas->band);
}

static void
random_event (CsTestCanvas *canvas, GRand *rand)
{
  double x = coordinate (rand, WIDTH), y = coordinate (rand, HEIGHT);
  canvas->pointer.modifiers = (CsToolModifiers)g_rand_int_range (rand, 0, 8);
  canvas->pointer.time += g_rand_int_range (rand, 0, 50000);
  switch (g_rand_int_range (rand, 0, 20)) {
  case 0:
    disturb (canvas, rand);
    break;
  case 1:
    cs_tool_escape (canvas->tool);
    break;
  case 2:
    if (g_rand_int_range (rand, 0, 5) == 0)
      check_cancelled (canvas);
    break;
  case 3:
    cs_tool_key_up (canvas->tool, &canvas->pointer);
    break;
  case 4:
  case 5:
  case 6:
    random_key (canvas, rand);
    break;
  case 7:
  case 8:
  case 9:
  case 10:
    cs_test_canvas_press (canvas, x, y);
    break;
  case 11:
  case 12:
  case 13:
  case 14:
    cs_test_canvas_release (canvas, x, y);
    break;
  default:
    cs_test_canvas_motion (canvas, x, y);
  }
}

static void
test_tool (gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);
  guint commits = 0;
  for (guint round = 0; round < 150; round++) {
    CsTestCanvas canvas = { 0 };
    cs_test_canvas_init (&canvas, WIDTH, HEIGHT);
    random_marks (&canvas, rand);
    cs_test_canvas_take_tool (&canvas, data);
    for (guint i = 0; i < 200; i++)
      random_event (&canvas, rand);
    check_cancelled (&canvas);
    commits += canvas.commits;
    cs_test_canvas_clear (&canvas);
  }
  g_assert_cmpuint (commits, >, 20);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  guint count = 0;
  const CsToolKind *const *kinds = cs_tool_kinds (&count);
  for (guint i = 0; i < count; i++) {
    g_autofree char *path = g_strconcat ("/tool-fuzz/", kinds[i]->tag, NULL);
    g_test_add_data_func (path, kinds[i], test_tool);
  }
  return g_test_run ();
}
