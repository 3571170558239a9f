/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paths of marks, filled and compared with what the mark says of its pixels. */
#include "cs-mark-draw.h"
#include "cs-mark-hit.h"
#include "cs-mask.h"
#include "cs-test.h"

#include <math.h>
#include <string.h>

static CsMark *
make (const CsMarkKind *kind, const gint64 *values, guint n, const CsMarkRing *rings, guint n_rings)
{
  g_autoptr (GError) error = NULL;
  const CsMarkInit init = {
    .id = 1,
    .kind = kind,
    .label = "a",
    .values = values,
    .n_values = n,
    .rings = rings,
    .n_rings = n_rings,
    .quote = kind == &cs_mark_kind_span ? "a" : NULL,
    .confidence = -1,
  };
  CsMark *mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  return mark;
}

/* One byte a pixel, 255 where the path of MARK covers it, at ZOOM. */
static guint8 *
fill (const CsMark *mark, guint width, guint height, double zoom)
{
  const CsMarkScale scale = { zoom, zoom };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, (int)width, (int)height);
  cairo_t *cr = cairo_create (surface);
  cairo_scale (cr, zoom, zoom);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  g_assert_true (cs_mark_path (mark, &scale, cr));
  cairo_fill (cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  guint8 *rows = g_malloc ((gsize)width * height);
  for (guint y = 0; y < height; y++)
    memcpy (rows + (gsize)y * width,
            cairo_image_surface_get_data (surface) +
                (gsize)y * (gsize)cairo_image_surface_get_stride (surface),
            width);
  cairo_surface_destroy (surface);
  return rows;
}

/* The outline of any mask, filled, is the mask; its edges lie between pixels. */
static void
test_mask_outline (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  for (guint round = 0; round < 1500; round++) {
    guint width = (guint)g_rand_int_range (rand, 1, 14);
    guint height = (guint)g_rand_int_range (rand, 1, 14);
    guint density = (guint)g_rand_int_range (rand, 1, 5);
    g_autofree guint8 *rows = g_malloc0 (width * height);
    for (guint i = 0; i < width * height; i++)
      rows[i] = (guint)g_rand_int_range (rand, 0, 4) < density ? 255 : 0;
    g_autoptr (CsMask) mask = cs_mask_new_from_rows (rows, width, width, height, NULL);
    if (cs_mask_is_empty (mask))
      continue;
    guint count = 0;
    g_autofree gint64 *values = cs_mask_to_values (mask, &count);
    g_autoptr (CsMark) mark = make (&cs_mark_kind_mask, values, count, NULL, 0);
    g_autofree guint8 *filled = fill (mark, width, height, 1);
    g_assert_cmpmem (filled, width * height, rows, width * height);
    for (guint i = 0; i < width * height; i++)
      g_assert_cmpint (mark->kind->contains (mark, i % width + 0.5, (double)(i / width) + 0.5), ==,
                       rows[i] != 0);
  }
}

static guint
pieces (const CsMark *mark, cairo_path_data_type_t type)
{
  const CsMarkScale scale = { 1, 1 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  cs_mark_path (mark, &scale, cr);
  cairo_path_t *path = cairo_copy_path (cr);
  guint count = 0;
  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    count += path->data[i].header.type == type;
  cairo_path_destroy (path);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return count;
}

/* A ring goes round with as few lines as it has corners; a large plain mask costs nothing. */
static void
test_mask_rings (void)
{
  const gint64 plain[] = { 0, 0, 60000, 30000, 0, 1800000000 };
  const gint64 ring[] = { 0, 0, 3, 3, 0, 4, 1, 4 }, crossing[] = { 0, 0, 2, 2, 0, 1, 2, 1 };
  g_autoptr (CsMark) large = make (&cs_mark_kind_mask, plain, G_N_ELEMENTS (plain), NULL, 0);
  g_autoptr (CsMark) holed = make (&cs_mark_kind_mask, ring, G_N_ELEMENTS (ring), NULL, 0);
  g_autoptr (CsMark) corner = make (&cs_mark_kind_mask, crossing, G_N_ELEMENTS (crossing), NULL, 0);
  g_assert_cmpuint (pieces (large, CAIRO_PATH_LINE_TO), ==, 3);
  g_assert_cmpuint (pieces (large, CAIRO_PATH_CLOSE_PATH), ==, 1);
  g_assert_cmpuint (pieces (holed, CAIRO_PATH_LINE_TO), ==, 6);
  g_assert_cmpuint (pieces (holed, CAIRO_PATH_CLOSE_PATH), ==, 2);
  g_assert_cmpuint (pieces (corner, CAIRO_PATH_CLOSE_PATH), <=, 2);
}

/* What is filled is what `contains` says, but for the pixels that the outline crosses. */
static void
check_area (const CsMark *mark)
{
  const guint side = 100;
  const double zoom = 4;
  const CsMarkScale scale = { zoom, zoom };
  g_autofree guint8 *rows = fill (mark, side, side, zoom);
  guint filled = 0;
  for (guint i = 0; i < side * side; i++) {
    double x = (i % side + 0.5) / zoom, y = ((double)(i / side) + 0.5) / zoom;
    filled += rows[i] != 0;
    if (mark->kind->distance (mark, x, y, &scale) > 1.0)
      g_assert_cmpint (rows[i] != 0, ==, mark->kind->contains (mark, x, y));
  }
  g_assert_cmpfloat_with_epsilon (filled / zoom / zoom, cs_mark_area (mark),
                                  0.03 * cs_mark_area (mark));
}

static void
test_areas (void)
{
  const gint64 box[] = { 2000, 3000, 20000, 17500 };
  const gint64 polygon[] = { 1000, 1000, 23000, 1000, 23000, 23000, 1000,  23000,
                             5000, 5000, 5000,  9000, 15000, 9000,  15000, 5000 };
  const CsMarkRing rings[] = { { 0, 4, FALSE }, { 4, 4, TRUE } };
  const gint64 ellipse[] = { 12000, 12000, 10000, 4000, 30000 };
  const gint64 rbox[] = { 12000, 12000, 9000, 4000, 120000 };
  g_autoptr (CsMark) a = make (&cs_mark_kind_box, box, 4, NULL, 0);
  g_autoptr (CsMark) b = make (&cs_mark_kind_polygon, polygon, 16, rings, 2);
  g_autoptr (CsMark) c = make (&cs_mark_kind_ellipse, ellipse, 5, NULL, 0);
  g_autoptr (CsMark) d = make (&cs_mark_kind_rbox, rbox, 5, NULL, 0);
  check_area (a);
  check_area (b);
  check_area (c);
  check_area (d);
}

static void
test_lines_and_crosses (void)
{
  const gint64 line[] = { 0, 0, 5000, 5000, 9000, 1000 }, point[] = { 5000, 5000 };
  const CsMarkScale fine = { 10, 10 };
  g_autoptr (CsMark) polyline = make (&cs_mark_kind_polyline, line, 6, NULL, 0);
  g_autoptr (CsMark) cross = make (&cs_mark_kind_point, point, 2, NULL, 0);
  g_assert_cmpuint (pieces (polyline, CAIRO_PATH_LINE_TO), ==, 2);
  g_assert_cmpuint (pieces (polyline, CAIRO_PATH_CLOSE_PATH), ==, 0);
  g_assert_false (cs_mark_has_area (polyline));
  /* A point is as large on the screen at every zoom. */
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  cs_mark_path (cross, &fine, cr);
  cairo_path_extents (cr, &x0, &y0, &x1, &y1);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_assert_cmpfloat_with_epsilon (x1 - x0, 2 * CS_MARK_CROSS / 10, 1e-2);
  g_assert_cmpfloat_with_epsilon ((x0 + x1) / 2, 5, 1e-2);
  g_assert_cmpfloat_with_epsilon ((y0 + y1) / 2, 5, 1e-2);
}

/* Every kind that lies on a picture can be drawn, hit and moved; the others cannot. */
static void
test_kinds (void)
{
  guint count = 0;
  const CsMarkKind *const *kinds = cs_mark_kinds (&count);
  for (guint i = 0; i < count; i++) {
    gboolean image = kinds[i]->target == CS_MARK_TARGET_IMAGE;
    g_assert_cmpint (kinds[i]->path != NULL, ==, image);
    g_assert_cmpint (kinds[i]->distance != NULL, ==, image);
    g_assert_cmpint (kinds[i]->unit != 0, ==, image);
    g_assert_cmpint (kinds[i]->handles != NULL, ==, kinds[i]->drag != NULL);
    g_assert_cmpint (kinds[i]->contains != NULL, ==, kinds[i]->area != NULL);
  }
}

/* --- hit --- */

static void
test_distances (void)
{
  const gint64 box[] = { 10000, 10000, 30000, 20000 },
               ellipse[] = { 50000, 50000, 20000, 10000, 0 };
  const gint64 mask[] = { 10, 10, 2, 2, 0, 4 };
  const CsMarkScale scale = { 2, 1 };
  g_autoptr (CsMark) a = make (&cs_mark_kind_box, box, 4, NULL, 0);
  g_autoptr (CsMark) b = make (&cs_mark_kind_ellipse, ellipse, 5, NULL, 0);
  g_autoptr (CsMark) c = make (&cs_mark_kind_mask, mask, 6, NULL, 0);
  const struct {
    const CsMark *mark;
    double x, y, distance;
  } cases[] = {
    { a, 5, 15, 10 },  { a, 20, 5, 5 },   { a, 7, 6, hypot (6, 4) },
    { a, 12, 15, 4 },  { b, 80, 50, 20 }, { b, 50, 70, 10 },
    { c, 20, 11, 16 }, { c, 11, 5, 5 },   { c, 13, 13, hypot (2, 1) },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (
        cases[i].mark->kind->distance (cases[i].mark, cases[i].x, cases[i].y, &scale),
        cases[i].distance, 0.02);
  CsMarkHit hit = { 0 };
  g_assert_true (cs_mark_hit (a, 5.5, 15, &scale, 9, FALSE, &hit));
  g_assert_false (hit.inside);
  g_assert_false (cs_mark_hit (a, 5.4, 15, &scale, 9, FALSE, &hit));
  g_assert_false (cs_mark_hit (a, 20, 15, &scale, 4, FALSE, &hit));
  g_assert_true (cs_mark_hit (a, 20, 15, &scale, 4, TRUE, &hit));
  g_assert_true (hit.inside);
  g_assert_cmpfloat_with_epsilon (hit.size, 200, 1e-9);
}

/* The index finds what asking each mark finds, in an order that does not depend on luck. */
static void
test_index (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  const CsMarkScale scale = { 2, 3 };
  const CsGid item = { 0 }, other = { { 1 } };
  for (guint i = 0; i < 400; i++) {
    gint64 x = g_rand_int_range (rand, 0, 80000), y = g_rand_int_range (rand, 0, 80000);
    const gint64 values[] = { x, y, x + g_rand_int_range (rand, 100, 20000),
                              y + g_rand_int_range (rand, 100, 20000) };
    CsMarkInit init = { .id = i + 1,
                        .kind = i % 3 ? &cs_mark_kind_box : &cs_mark_kind_polyline,
                        .label = "a",
                        .frame = i % 2,
                        .values = values,
                        .n_values = 4,
                        .confidence = -1 };
    g_ptr_array_add (marks, cs_mark_new (&init, NULL));
  }
  g_autoptr (CsMarkSet) set = cs_mark_set_new (marks, NULL, NULL);
  g_autoptr (CsMarkIndex) index = cs_mark_index_new (set, &item, 0, 1);
  g_assert_cmpuint (cs_mark_index_count (index), ==, 200);
  g_assert_true (cs_mark_index_is (index, set, &item, 0, 1));
  g_assert_false (cs_mark_index_is (index, set, &item, 0, 0));
  g_assert_false (cs_mark_index_is (index, set, &other, 0, 1));
  for (guint round = 0; round < 300; round++) {
    double x = g_rand_double_range (rand, -5, 105), y = g_rand_double_range (rand, -5, 105);
    gboolean inside = round % 2;
    guint expected = 0;
    g_autoptr (GArray) hits = cs_mark_index_hits (index, x, y, &scale, 6, inside);
    for (guint i = 0; i < set->n_marks; i++) {
      CsMarkHit hit = { 0 };
      expected +=
          set->marks[i]->frame == 1 && cs_mark_hit (set->marks[i], x, y, &scale, 6, inside, &hit);
    }
    g_assert_cmpuint (hits->len, ==, expected);
    for (guint i = 1; i < hits->len; i++)
      g_assert_cmpint (cs_mark_hit_compare (&g_array_index (hits, CsMarkHit, i - 1),
                                            &g_array_index (hits, CsMarkHit, i)),
                       <, 0);
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/mark-draw/mask-outline", test_mask_outline);
  g_test_add_func ("/mark-draw/mask-rings", test_mask_rings);
  g_test_add_func ("/mark-draw/areas", test_areas);
  g_test_add_func ("/mark-draw/lines-and-crosses", test_lines_and_crosses);
  g_test_add_func ("/mark-draw/kinds", test_kinds);
  g_test_add_func ("/mark-draw/distances", test_distances);
  g_test_add_func ("/mark-draw/index", test_index);
  return g_test_run ();
}
