/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-shape.h"
#include "cs-mark-size.h"
#include "cs-mark-thin.h"
#include "cs-mark.h"
#include "cs-test.h"

#include <math.h>
#include <string.h>

#define WIDTH 100
#define HEIGHT 80

static CsMark *
parse (const char *geometry)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (
      "{\"id\":7,\"label\":\"a\",\"item\":\"00000000000000000000000000000000\",%s}", geometry);
  g_autoptr (CsJson) tree = cs_json_parse_text (text, strlen (text), 1 << 20, &error);
  g_assert_no_error (error);
  CsMark *mark = cs_mark_from_json (tree, &error);
  g_assert_no_error (error);
  return mark;
}

static void
check_inside (const CsMark *mark)
{
  g_autoptr (GError) error = NULL;
  const CsMarkExtent part = { WIDTH, HEIGHT, 1 };
  const CsMarkSpace space = { &part, 1, -1 };
  cs_mark_check_space (mark, &space, &error);
  g_assert_no_error (error);
}

static const char *const shapes[] = {
  "\"kind\":\"box\",\"box\":[10000,10000,40000,30000]",
  "\"kind\":\"box\",\"box\":[0,0,100000,80000]",
  "\"kind\":\"box\",\"box\":[5000,5000,5001,5001]",
  ("\"kind\":\"polygon\",\"parts\":[[[10000,10000,40000,10000,40000,40000,10000,40000],"
   "[20000,20000,20000,30000,30000,20000]],[[60000,60000,70000,60000,60000,70000]]]"),
  "\"kind\":\"polygon\",\"parts\":[[[1000,1000,2000,1000,2000,2000]]]",
  "\"kind\":\"polyline\",\"points\":[10000,10000,40000,10000,40000,60000]",
  "\"kind\":\"polyline\",\"points\":[10000,10000,40000,10000]",
  "\"kind\":\"ellipse\",\"ellipse\":[50000,40000,20000,10000,30000]",
  "\"kind\":\"ellipse\",\"ellipse\":[5000,5000,1000,1000,0]",
  "\"kind\":\"ellipse\",\"ellipse\":[5000,5000,1000,500,90000]",
  "\"kind\":\"point\",\"point\":[50000,40000]",
  "\"kind\":\"mask\",\"box\":[10,10,2,2],\"runs\":[1,2,1]",
  "\"kind\":\"angle\",\"angle\":[20000,10000,50000,40000,90000,40000]",
  "\"kind\":\"axes\",\"axes\":[10000,40000,70000,40000,30000,20000,30000,65000]",
  "\"kind\":\"rbox\",\"rbox\":[50000,40000,20000,10000,30000]",
  "\"kind\":\"rbox\",\"rbox\":[50000,40000,20000,10000,0]",
  "\"kind\":\"rbox\",\"rbox\":[50000,40000,1000,1000,0]",
};

/* Every kind that lies on a picture is among the shapes. */
static void
test_all_kinds (void)
{
  guint count = 0;
  const CsMarkKind *const *kinds = cs_mark_kinds (&count);
  for (guint i = 0; i < count; i++) {
    gboolean found = kinds[i]->target != CS_MARK_TARGET_IMAGE;
    for (guint n = 0; n < G_N_ELEMENTS (shapes) && !found; n++) {
      g_autoptr (CsMark) mark = parse (shapes[n]);
      found = mark->kind == kinds[i];
    }
    if (!found)
      g_error ("%s is not tried", kinds[i]->tag);
  }
}

/* Whatever is dragged wherever: the result lies in the picture, or there is none. */
static void
test_any_drag (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  guint made = 0, none = 0;
  for (guint round = 0; round < 30000; round++) {
    g_autoptr (CsMark) mark = parse (shapes[round % G_N_ELEMENTS (shapes)]);
    CsMarkDrag drag = {
      .x = g_rand_double_range (rand, -150, 250),
      .y = g_rand_double_range (rand, -150, 250),
      .constrain = g_rand_boolean (rand),
      .from_centre = g_rand_boolean (rand),
      .scale = { exp (g_rand_double_range (rand, -2, 4)), exp (g_rand_double_range (rand, -2, 4)) },
      .width = WIDTH,
      .height = HEIGHT,
    };
    g_autoptr (GArray) handles = cs_mark_handles (mark, &drag.scale);
    if (handles->len == 0)
      continue;
    guint n = (guint)g_rand_int_range (rand, 0, (int)handles->len);
    drag.handle = g_array_index (handles, CsMarkHandle, n).id;
    g_autoptr (CsMark) result = cs_mark_drag (mark, &drag);
    made += result != NULL;
    none += result == NULL;
    if (result == NULL)
      continue;
    check_inside (result);
    g_assert_true (result->kind == mark->kind && result->id == mark->id);
  }
  g_assert_cmpuint (none, <, made / 10);
}

/* A handle that is not moved changes nothing; it is where it says. */
static void
test_handles_stay (void)
{
  const CsMarkScale scale = { 20, 20 };
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++) {
    g_autoptr (CsMark) mark = parse (shapes[i]);
    g_autoptr (GArray) handles = cs_mark_handles (mark, &scale);
    for (guint n = 0; n < handles->len; n++) {
      const CsMarkHandle *handle = &g_array_index (handles, CsMarkHandle, n);
      if (handle->role == CS_MARK_HANDLE_MIDPOINT)
        continue;
      const CsMarkDrag drag = {
        handle->id, handle->x, handle->y, FALSE, FALSE, scale, WIDTH, HEIGHT
      };
      g_autoptr (CsMark) same = cs_mark_drag (mark, &drag);
      g_assert_true (same != NULL && cs_mark_same_geometry (mark, same));
    }
    const CsMarkDrag unknown = { 999999, 5, 5, FALSE, FALSE, scale, WIDTH, HEIGHT };
    g_assert_null (cs_mark_drag (mark, &unknown));
  }
}

static void
test_translate (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  for (guint round = 0; round < 5000; round++) {
    g_autoptr (CsMark) mark = parse (shapes[round % G_N_ELEMENTS (shapes)]);
    double dx = g_rand_double_range (rand, -150, 150), dy = g_rand_double_range (rand, -150, 150);
    g_autoptr (CsMark) moved = cs_mark_translate (mark, dx, dy, WIDTH, HEIGHT);
    CsMarkBounds before = { 0 }, after = { 0 };
    check_inside (moved);
    g_assert_cmpfloat (cs_mark_area (mark), ==, cs_mark_area (moved));
    cs_mark_bounds (mark, &before);
    cs_mark_bounds (moved, &after);
    g_assert_cmpint (before.x1 - before.x0, ==, after.x1 - after.x0);
    /* As far as asked, unless the edge came first. */
    double far = (double)(after.x0 - before.x0) / 1000;
    gboolean edge = after.x0 < 1000 || after.x1 > WIDTH * 1000 - 1000;
    g_assert_true (edge || fabs (far - dx) <= (mark->kind->unit > 1 ? 0.501 : 0.001));
  }
  g_autoptr (CsMark) whole = parse ("\"kind\":\"class\"");
  g_assert_null (cs_mark_translate (whole, 1, 1, WIDTH, HEIGHT));
}

/* Vertices of a later ring keep their numbers right. */
static void
test_vertices (void)
{
  const CsMarkScale scale = { 20, 20 };
  g_autoptr (CsMark) mark = parse (shapes[3]);
  const CsMarkDrag hole = { 10 + 5, 31, 26, FALSE, FALSE, scale, WIDTH, HEIGHT };
  g_autoptr (CsMark) more = cs_mark_drag (mark, &hole);
  g_assert_cmpuint (more->n_values, ==, 22);
  g_assert_cmpuint (more->rings[0].count, ==, 4);
  g_assert_cmpuint (more->rings[1].count, ==, 4);
  g_assert_cmpuint (more->rings[2].first, ==, 8);
  g_assert_cmpint (more->values[12], ==, 31000);
  g_autoptr (CsMark) less = cs_mark_remove_vertex (more, 6);
  g_assert_true (cs_mark_same_geometry (less, mark));
  g_assert_null (cs_mark_remove_vertex (mark, 4));
  g_assert_null (cs_mark_remove_vertex (mark, 10));
  g_autoptr (CsMark) box = parse (shapes[0]);
  g_assert_null (cs_mark_remove_vertex (box, 0));
}

static void
test_collinear (void)
{
  const gint64 line[] = { 0, 0, 1, 1, 5, 5, 3, 3 }, bent[] = { 0, 0, 1, 1, 5, 5, 3, 4 };
  const gint64 one[] = { 2, 2, 2, 2, 2, 2 }, late[] = { 2, 2, 2, 2, 3, 3, 3, 2 };
  const gint64 far[] = { 0, 0, 2000000000, 1999999999, 1999999999, 1999999998 };
  g_assert_true (cs_mark_collinear (line, 4));
  g_assert_false (cs_mark_collinear (bent, 4));
  g_assert_true (cs_mark_collinear (one, 3));
  g_assert_false (cs_mark_collinear (late, 4));
  g_assert_false (cs_mark_collinear (far, 3));
}

static void
check_thinned (const gint64 *values, guint count, guint from, CsMarkScale scale, const gint64 *want,
               guint n_want)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (points, values, 2 * count);
  cs_mark_thin (points, from, &scale, 1.0);
  g_assert_cmpmem (points->data, points->len * sizeof (gint64), want, 2 * n_want * sizeof *want);
}

/* What lies within a pixel of the screen goes; corners and both ends stay. */
static void
test_thin (void)
{
  const CsMarkScale whole = { 1, 1 }, tenfold = { 10, 10 }, high = { 1, 10 };
  const gint64 bent[] = { 0, 0, 5000, 500, 10000, 0, 10400, 5000, 10000, 10000 };
  const gint64 corner[] = { 0, 0, 10000, 0, 10000, 10000 };
  check_thinned (bent, 5, 0, whole, corner, 3);
  check_thinned (bent, 5, 0, tenfold, bent, 5);
  const gint64 tall[] = { 0, 0, 5000, 500, 10000, 0, 10000, 10000 };
  check_thinned (bent, 5, 0, high, tall, 4);
  const gint64 kept[] = { 0, 0, 5000, 500, 10000, 0, 10000, 10000 };
  check_thinned (bent, 5, 2, whole, kept, 4);
  const gint64 loop[] = { 0, 0, 9000, 0, 9000, 9000, 0, 0 };
  check_thinned (loop, 4, 0, whole, loop, 4);
  const gint64 beyond[] = { 0, 0, 20000, 0, 10000, 0 };
  check_thinned (beyond, 3, 0, whole, beyond, 3);
  check_thinned (bent, 2, 0, whole, bent, 2);
}

/* --- sizes --- */

static const struct {
  const char *geometry;
  double column, row;
  CsSpacingSource source;
  double length, longest, across, area;
  const char *brief, *full;
} sizes[] = {
  { "\"kind\":\"polyline\",\"points\":[0,0,3000,4000]", 1, 1, CS_SPACING_PATIENT, 5, 0, 0, 0,
    "5.0\xc2\xa0mm", "5.0\xc2\xa0mm long, measured in the patient" },
  /* 30 columns of 0.5 mm and 20 rows of 2 mm: hypot (15, 40). */
  { "\"kind\":\"polyline\",\"points\":[0,0,30000,20000]", 0.5, 2, CS_SPACING_DETECTOR, 42.72, 0, 0,
    0, "42.7\xc2\xa0mm", "42.7\xc2\xa0mm long, measured at the detector" },
  { "\"kind\":\"polyline\",\"points\":[0,0,30000,40000]", 0, 0, CS_SPACING_NONE, 50, 0, 0, 0,
    "50\xc2\xa0pixels", "50\xc2\xa0pixels long, no scale in this file" },
  { "\"kind\":\"polyline\",\"points\":[0,0,3000,4000]", 0, 0, CS_SPACING_REGION, 5, 0, 0, 0,
    "5.0\xc2\xa0pixels", "5.0\xc2\xa0pixels long, no scale in this file" },
  { "\"kind\":\"polyline\",\"points\":[0,0,3000,4000]", 0.1, 0.1, CS_SPACING_REGION, 0.5, 0, 0, 0,
    "0.5\xc2\xa0mm", "0.5\xc2\xa0mm long, measured in the ultrasound region" },
  { "\"kind\":\"box\",\"box\":[0,0,10000,30000]", 0.5, 0.25, CS_SPACING_NOMINAL, 0, 7.5, 5, 37.5,
    "7.5\xc2\xa0\xc3\x97\xc2\xa0"
    "5.0\xc2\xa0mm",
    "7.5\xc2\xa0\xc3\x97\xc2\xa0"
    "5.0\xc2\xa0mm, 37.5\xc2\xa0mm\xc2\xb2, measured as the scanner "
    "was set" },
  { "\"kind\":\"ellipse\",\"ellipse\":[50000,50000,10000,5000,30000]", 1, 1, CS_SPACING_PATIENT, 0,
    20, 10, 50 * G_PI, NULL, NULL },
  /* A circle of radius 10 under columns of 0.5 and rows of 2. */
  { "\"kind\":\"ellipse\",\"ellipse\":[50000,50000,10000,10000,77000]", 0.5, 2, CS_SPACING_PATIENT,
    0, 40, 10, 100 * G_PI, NULL, NULL },
  /* The diagonal of a square, and a right triangle of 3, 4, 5: height on the longest 12/5. */
  { "\"kind\":\"polygon\",\"parts\":[[[0,0,10000,0,10000,10000,0,10000]]]", 1, 1,
    CS_SPACING_FIDUCIAL, 0, 10 * G_SQRT2, 10 * G_SQRT2, 100, NULL, NULL },
  { "\"kind\":\"polygon\",\"parts\":[[[0,0,3000,0,0,4000]]]", 1, 1, CS_SPACING_GEOMETRY, 0, 5, 2.4,
    6, NULL, NULL },
  /* The same triangle from 6 columns of 0.5 mm and 2 rows of 2 mm. */
  { "\"kind\":\"polygon\",\"parts\":[[[0,0,6000,0,0,2000]]]", 0.5, 2, CS_SPACING_MAGNIFIED, 0, 5,
    2.4, 6, NULL, NULL },
  { "\"kind\":\"mask\",\"box\":[10,10,3,4],\"runs\":[0,12]", 1, 1, CS_SPACING_UNSPECIFIED, 0, 5,
    4.8, 12, NULL, NULL },
  /* Drawn short axis first: 10 columns of 0.5 mm, 6 rows of 2 mm. */
  { "\"kind\":\"axes\",\"axes\":[0,5000,10000,5000,5000,2000,5000,8000]", 0.5, 2,
    CS_SPACING_PATIENT, 0, 12, 5, 0,
    "12.0\xc2\xa0\xc3\x97\xc2\xa0"
    "5.0\xc2\xa0mm",
    "12.0\xc2\xa0\xc3\x97\xc2\xa0"
    "5.0\xc2\xa0mm, measured in the patient" },
  { "\"kind\":\"rbox\",\"rbox\":[50000,50000,10000,5000,90000]", 0.5, 2, CS_SPACING_PATIENT, 0, 40,
    5, 200, NULL, NULL },
  { "\"kind\":\"rbox\",\"rbox\":[50000,50000,10000,5000,45000]", 1, 1, CS_SPACING_PATIENT, 0, 20,
    10, 200, NULL, NULL },
};

static CsFrameGeometry
geometry_of (guint i)
{
  return (CsFrameGeometry){ .rows = HEIGHT,
                            .columns = WIDTH,
                            .source = sizes[i].source,
                            .row_spacing = sizes[i].row,
                            .column_spacing = sizes[i].column };
}

static void
test_sizes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    const CsFrameGeometry geometry = geometry_of (i);
    g_autoptr (CsMark) mark = parse (sizes[i].geometry);
    CsMarkSize size = { 0 };
    g_assert_true (cs_mark_size (mark, &geometry, &size));
    g_assert_cmpint (size.millimetres, ==, sizes[i].row > 0);
    g_assert_cmpint (size.source, ==, sizes[i].row > 0 ? sizes[i].source : CS_SPACING_NONE);
    g_assert_cmpfloat_with_epsilon (size.length, sizes[i].length, 1e-3);
    g_assert_cmpfloat_with_epsilon (size.longest, sizes[i].longest, 1e-3);
    g_assert_cmpfloat_with_epsilon (size.across, sizes[i].across, 1e-3);
    g_assert_cmpfloat_with_epsilon (size.area, sizes[i].area, 1e-3);
    g_autofree char *brief = cs_mark_size_short (mark, &geometry);
    g_autofree char *full = cs_mark_size_long (mark, &geometry);
    if (sizes[i].brief != NULL) {
      g_assert_cmpstr (brief, ==, sizes[i].brief);
      g_assert_cmpstr (full, ==, sizes[i].full);
    }
  }
  CsMarkSize size = { 0 };
  g_autoptr (CsMark) point = parse ("\"kind\":\"point\",\"point\":[1,1]");
  g_autoptr (CsMark) line = parse (sizes[0].geometry);
  g_autofree char *pixels = cs_mark_size_short (line, NULL);
  g_assert_false (cs_mark_size (point, NULL, &size));
  g_assert_null (cs_mark_size_long (point, NULL));
  g_assert_cmpstr (pixels, ==, "5.0\xc2\xa0pixels");
}

/* In millimetres where pixels have sides, else as if they were square. */
static void
test_angles (void)
{
  static const struct {
    const char *geometry;
    double column, row, angle;
    const char *brief, *full;
  } cases[] = {
    { "[5000,0,0,0,0,5000]", 1, 1, 90, "90.0\xc2\xb0", "90.0\xc2\xb0, measured in the patient" },
    { "[5000,0,0,0,5000,5000]", 1, 1, 45, NULL, NULL },
    { "[5000,0,0,0,5000,5000]", 0, 0, 45, "45.0\xc2\xb0", "45.0\xc2\xb0, no scale in this file" },
    /* Rows twice as far apart as columns: the tangent doubles. */
    { "[5000,0,0,0,5000,5000]", 0.5, 1, 63.4349, "63.4\xc2\xb0",
      "63.4\xc2\xb0, measured in the patient" },
    { "[0,0,5000,0,9000,0]", 0.5, 1, 180, NULL, NULL },
    { "[9000,0,5000,0,9000,0]", 0.5, 1, 0, "0.0\xc2\xb0", NULL },
    /* The other way round it is the same. */
    { "[5000,5000,0,0,5000,0]", 0.5, 1, 63.4349, NULL, NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const CsFrameGeometry geometry = { .source = CS_SPACING_PATIENT,
                                       .row_spacing = cases[i].row,
                                       .column_spacing = cases[i].column };
    g_autofree char *text = g_strdup_printf ("\"kind\":\"angle\",\"angle\":%s", cases[i].geometry);
    g_autoptr (CsMark) mark = parse (text);
    CsMarkSize size = { 0 };
    g_assert_true (cs_mark_size (mark, &geometry, &size));
    g_assert_cmpfloat_with_epsilon (size.angle, cases[i].angle, 1e-4);
    g_autofree char *brief = cs_mark_size_short (mark, &geometry);
    g_autofree char *full = cs_mark_size_long (mark, &geometry);
    if (cases[i].brief != NULL)
      g_assert_cmpstr (brief, ==, cases[i].brief);
    if (cases[i].full != NULL)
      g_assert_cmpstr (full, ==, cases[i].full);
  }
}

/* Whatever end is dragged wherever, the axes lie at right angles as the screen shows them. */
static void
test_axes_stay_square (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);
  guint made = 0;
  for (guint round = 0; round < 4000; round++) {
    const CsMarkScale scale = { 10, g_rand_double_range (rand, 2, 40) };
    g_autoptr (CsMark) mark =
        parse ("\"kind\":\"axes\",\"axes\":[20000,40000,80000,40000,40000,30000,40000,55000]");
    CsMarkDrag drag = { (guint)round % 4,
                        g_rand_double_range (rand, -10, 110),
                        g_rand_double_range (rand, -10, 90),
                        g_rand_boolean (rand),
                        g_rand_boolean (rand),
                        scale,
                        WIDTH,
                        HEIGHT };
    g_autoptr (CsMark) result = cs_mark_drag (mark, &drag);
    if (result == NULL)
      continue;
    const gint64 *v = result->values;
    double ax = (double)(v[2] - v[0]) * scale.x, ay = (double)(v[3] - v[1]) * scale.y;
    double bx = (double)(v[6] - v[4]) * scale.x, by = (double)(v[7] - v[5]) * scale.y;
    double slip = fabs (ax * bx + ay * by) / hypot (ax, ay);
    /* Within what is rounded at both ends of both. */
    if (hypot (ax, ay) > 20000)
      g_assert_cmpfloat (slip, <=, 2 * (scale.x + scale.y) * (1 + hypot (bx, by) / hypot (ax, ay)));
    made += hypot (ax, ay) > 20000;
  }
  g_assert_cmpuint (made, >, 3000);
}

/* Corners, and the handle above the box that turns it. */
static void
test_turning (void)
{
  const CsMarkScale scale = { 10, 10 };
  g_autoptr (CsMark) mark = parse ("\"kind\":\"rbox\",\"rbox\":[50000,40000,20000,10000,0]");
  static const struct {
    CsMarkDrag drag;
    gint64 wanted[5];
  } cases[] = {
    { { 8, 80, 40, FALSE, FALSE, { 10, 10 }, WIDTH, HEIGHT },
      { 50000, 40000, 20000, 10000, 90000 } },
    { { 8, 60, 30, FALSE, FALSE, { 10, 10 }, WIDTH, HEIGHT },
      { 50000, 40000, 20000, 10000, 45000 } },
    { { 8, 59, 30, TRUE, FALSE, { 10, 10 }, WIDTH, HEIGHT },
      { 50000, 40000, 20000, 10000, 45000 } },
    { { 8, 40, 30, FALSE, FALSE, { 10, 10 }, WIDTH, HEIGHT },
      { 50000, 40000, 20000, 10000, 135000 } },
    { { 4, 90, 60, FALSE, FALSE, { 10, 10 }, WIDTH, HEIGHT }, { 60000, 45000, 30000, 15000, 0 } },
    { { 4, 80, 60, FALSE, TRUE, { 10, 10 }, WIDTH, HEIGHT }, { 50000, 40000, 30000, 20000, 0 } },
    { { 6, 50, 35, TRUE, FALSE, { 10, 10 }, WIDTH, HEIGHT }, { 55000, 42500, 15000, 7500, 0 } },
    { { 0, 90, 60, FALSE, FALSE, { 10, 10 }, WIDTH, HEIGHT }, { 60000, 40000, 30000, 10000, 0 } },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CsMark) result = cs_mark_drag (mark, &cases[i].drag);
    g_assert_nonnull (result);
    g_assert_cmpmem (result->values, sizeof cases[i].wanted, cases[i].wanted,
                     sizeof cases[i].wanted);
  }
  g_autoptr (GArray) handles = cs_mark_handles (mark, &scale);
  g_assert_cmpuint (handles->len, ==, 9);
  g_assert_cmpfloat (g_array_index (handles, CsMarkHandle, 8).y, <, 30);
  /* It stays above the box when that is turned on. */
  const CsMarkDrag on = { 8, 48, 20, FALSE, FALSE, scale, WIDTH, HEIGHT };
  g_autoptr (CsMark) leaning = cs_mark_drag (mark, &on);
  g_autoptr (GArray) above = cs_mark_handles (leaning, &scale);
  g_assert_cmpint (leaning->values[4], >, 170000);
  g_assert_cmpfloat (g_array_index (above, CsMarkHandle, 8).y, <, 30);
  g_assert_cmpint (cs_mark_angle (-0.0004), ==, 0);
  g_assert_cmpint (cs_mark_angle (-0.001), ==, 179999);
  g_assert_cmpint (cs_mark_angle (540), ==, 0);
  g_assert_cmpint (cs_mark_angle (179.9999), ==, 0);
}

/* A kind that has two words says the right one. */
static void
test_nouns (void)
{
  g_autoptr (CsMark) line = parse (shapes[5]);
  g_autoptr (CsMark) length = parse (shapes[6]);
  g_autoptr (CsMark) box = parse (shapes[0]);
  g_assert_cmpstr (cs_mark_noun (line), ==, "line");
  g_assert_cmpstr (cs_mark_noun (length), ==, "length");
  g_assert_cmpstr (cs_mark_noun (box), ==, "box");
}

/* Calipers find what comparing all pairs finds, and what projecting on all directions finds. */
static void
test_longest (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (21);
  for (guint round = 0; round < 3000; round++) {
    guint count = (guint)g_rand_int_range (rand, 3, 30);
    int range = round % 3 ? 100000 : 5000; /* few places: ties and repeats */
    g_autofree gint64 *values = g_new (gint64, 2 * count);
    for (guint i = 0; i < 2 * count; i++)
      values[i] =
          g_rand_int_range (rand, 0, range) / (round % 3 ? 1 : 1000) * (round % 3 ? 1 : 1000);
    const CsMarkRing ring = { 0, count, FALSE };
    const CsMarkInit init = { .id = 1,
                              .kind = &cs_mark_kind_polygon,
                              .label = "a",
                              .values = values,
                              .n_values = 2 * count,
                              .rings = &ring,
                              .n_rings = 1,
                              .confidence = -1 };
    g_autoptr (CsMark) mark = cs_mark_new (&init, NULL);
    if (mark == NULL)
      continue;
    double longest = 0, found = 0, across = 0;
    for (guint i = 0; i < count; i++)
      for (guint j = 0; j < i; j++)
        longest = MAX (longest, hypot ((double)(values[2 * i] - values[2 * j]) * 0.7e-3,
                                       (double)(values[2 * i + 1] - values[2 * j + 1]) * 1.3e-3));
    mark->kind->extent (mark, 0.7, 1.3, &found, &across);
    g_assert_cmpfloat_with_epsilon (found, longest, 1e-9);
    g_assert_cmpfloat (across, <=, longest + 1e-9);
  }
}

static void
test_every_source_has_words (void)
{
  for (int source = CS_SPACING_NONE; source <= CS_SPACING_NOMINAL; source++)
    for (int other = CS_SPACING_NONE; other < source; other++)
      g_assert_cmpstr (cs_spacing_words ((CsSpacingSource)source), !=,
                       cs_spacing_words ((CsSpacingSource)other));
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/mark-shape/nouns", test_nouns);
  g_test_add_func ("/mark-shape/all-kinds", test_all_kinds);
  g_test_add_func ("/mark-shape/any-drag", test_any_drag);
  g_test_add_func ("/mark-shape/handles-stay", test_handles_stay);
  g_test_add_func ("/mark-shape/translate", test_translate);
  g_test_add_func ("/mark-shape/vertices", test_vertices);
  g_test_add_func ("/mark-shape/collinear", test_collinear);
  g_test_add_func ("/mark-shape/thin", test_thin);
  g_test_add_func ("/mark-shape/sizes", test_sizes);
  g_test_add_func ("/mark-shape/angles", test_angles);
  g_test_add_func ("/mark-shape/axes-stay-square", test_axes_stay_square);
  g_test_add_func ("/mark-shape/turning", test_turning);
  g_test_add_func ("/mark-shape/longest", test_longest);
  g_test_add_func ("/mark-shape/every-source-has-words", test_every_source_has_words);
  return g_test_run ();
}
