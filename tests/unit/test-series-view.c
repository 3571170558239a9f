/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-orientation-letters.h"
#include "cs-pixel-reading.h"
#include "cs-series-view.h"
#include "cs-test-view.h"
#include "cs-test.h"

#include <math.h>
#include <string.h>

static const double axial[] = { 1, 0, 0, 0, 1, 0 };
static const double coronal[] = { 1, 0, 0, 0, 0, -1 };
static const double sagittal[] = { 0, 1, 0, 0, 0, -1 };

static CsFrameGeometry
lying (const double orientation[6])
{
  CsFrameGeometry geometry = { 0 };
  g_assert_true (cs_frame_geometry_set_orientation (&geometry, orientation));
  return geometry;
}

/* --- slices --- */

static CsSeriesView *
view_of (const double *z, guint n, gboolean one_file)
{
  CsTestProbe probe = { .geometry = lying (axial), .frames = one_file ? n : 1 };
  probe.geometry.thickness = 1.25;
  g_autoptr (GPtrArray) probes = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_probe_unref);
  for (guint i = 0; i < (one_file ? 1 : n); i++) {
    probe.positions = &z[i];
    g_ptr_array_add (probes, cs_test_probe (&probe));
  }
  return cs_series_view_new ((CsProbe *const *)probes->pdata, probes->len);
}

static void
test_slices (void)
{
  static const double z[] = { -10, -7.5, -5, 2.5, 5, 7.5 };
  for (guint one_file = 0; one_file < 2; one_file++) {
    g_autoptr (CsSeriesView) view = view_of (z, G_N_ELEMENTS (z), one_file == 1);
    g_assert_cmpuint (view->n_slices, ==, 6);
    g_assert_cmpfloat (view->spacing, ==, 2.5);
    g_assert_cmpuint (view->n_gaps, ==, 1);
    g_assert_cmpint (view->plane, ==, CS_PLANE_NAME_AXIAL);
    for (guint i = 0; i < 6; i++) {
      guint found = 99;
      const CsSliceView *slice = &view->slices[i];
      g_assert_cmpuint (slice->part, ==, one_file == 1 ? 0 : i);
      g_assert_cmpuint (slice->frame, ==, one_file == 1 ? i : 0);
      g_assert_cmpfloat (slice->position, ==, z[i]);
      g_assert_cmpfloat (slice->step, ==, i == 0 ? 0 : z[i] - z[i - 1]);
      g_assert_cmpuint (slice->missing, ==, i == 3 ? 2 : 0);
      g_assert_true (cs_series_view_find (view, slice->part, slice->frame, &found));
      g_assert_cmpuint (found, ==, i);
    }
    guint ignored;
    g_assert_false (cs_series_view_find (view, 6, 0, &ignored));
    g_assert_false (cs_series_view_find (view, 0, 6, &ignored));
    g_autofree char *position = cs_series_view_position_text (view, 1);
    g_autofree char *thickness = cs_series_view_thickness_text (view, 1);
    g_assert_cmpstr (position, ==, "z -7.5 mm");
    g_assert_cmpstr (thickness, ==, "1.25 mm");
  }
}

/* The first slice with a window that can be used speaks for all. */
static void
test_windows (void)
{
  CsTestProbe probe = { .rows = 1 };
  g_autoptr (GPtrArray) probes = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_probe_unref);
  static const char *const widths[] = { NULL, "0", "122", "406" };
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++) {
    probe.windows[0] = (CsWindow){ widths[i] != NULL ? "16" : NULL, widths[i] };
    g_ptr_array_add (probes, cs_test_probe (&probe));
  }
  g_autoptr (CsSeriesView) view = cs_series_view_new ((CsProbe *const *)probes->pdata, 4);
  g_assert_true (cs_series_view_windows (view) == view->slices[2].facts);
  g_autoptr (CsSeriesView) none = cs_series_view_new ((CsProbe *const *)probes->pdata, 2);
  g_assert_null (cs_series_view_windows (none));
}

/* A pile that is stored from the head down has the same distances and stays in its order. */
static void
test_falling (void)
{
  static const double z[] = { 30, 20, 10, 0.001 };
  g_autoptr (CsSeriesView) view = view_of (z, G_N_ELEMENTS (z), FALSE);
  g_assert_cmpfloat (view->slices[0].position, ==, 30);
  g_assert_cmpfloat (view->spacing, ==, 10);
  g_assert_cmpuint (view->n_gaps, ==, 0);
  g_autofree char *text = cs_series_view_position_text (view, 3);
  g_assert_cmpstr (text, ==, "z 0.0 mm");
}

static void
test_unplaced (void)
{
  CsTestProbe probe = { .frames = 3 };
  g_autoptr (CsProbe) made = cs_test_probe (&probe);
  CsProbe *const probes[] = { made, made };
  g_autoptr (CsSeriesView) view = cs_series_view_new (probes, 2);
  g_assert_cmpuint (view->n_slices, ==, 6);
  g_assert_cmpuint (view->slices[4].part, ==, 1);
  g_assert_cmpuint (view->slices[4].frame, ==, 1);
  g_assert_false (view->slices[0].has_position);
  g_assert_cmpfloat (view->spacing, ==, 0);
  g_assert_cmpint (view->plane, ==, CS_PLANE_NAME_UNKNOWN);
  g_assert_null (cs_plane_name_word (view->plane));
  g_assert_null (cs_series_view_position_text (view, 0));
  g_assert_null (cs_series_view_thickness_text (view, 0));
  g_autoptr (CsSeriesView) empty = cs_series_view_new (NULL, 0);
  g_assert_cmpuint (empty->n_slices, ==, 0);
}

/* A scout among the slices has no place in the pile. */
static void
test_crossing (void)
{
  const double *const orientations[] = { axial, sagittal, axial };
  CsProbe *probes[3];
  for (guint i = 0; i < 3; i++) {
    CsTestProbe probe = { .geometry = lying (orientations[i]) };
    probe.geometry.has_position = TRUE;
    probe.geometry.position[2] = i;
    probes[i] = cs_test_probe (&probe);
  }
  g_autoptr (CsSeriesView) view = cs_series_view_new (probes, 3);
  g_assert_true (view->slices[0].has_position);
  g_assert_false (view->slices[1].has_position);
  g_assert_true (view->slices[2].has_position);
  g_assert_cmpfloat (view->slices[2].step, ==, 0);
  for (guint i = 0; i < 3; i++)
    cs_probe_unref (probes[i]);
}

static void
test_planes (void)
{
  double c = cos (35 * G_PI / 180), s = sin (35 * G_PI / 180);
  double c40 = cos (40 * G_PI / 180), s40 = sin (40 * G_PI / 180);
  const double tilted[] = { 1, 0, 0, 0, c, s }, slanting[] = { 1, 0, 0, 0, c40, s40 };
  const double upside[] = { 1, 0, 0, 0, -1, 0 };
  const struct {
    const double *orientation;
    const char *plane, *text;
  } cases[] = {
    { axial, "axial", "z 30.0 mm" },       { coronal, "coronal", "y 20.0 mm" },
    { sagittal, "sagittal", "x 10.0 mm" }, { upside, "axial", "z 30.0 mm" },
    { tilted, "axial", "z 13.1 mm" },      { slanting, "oblique", "10.1 mm" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    CsTestProbe probe = { .geometry = lying (cases[i].orientation) };
    const double position[] = { 10, 20, 30 };
    memcpy (probe.geometry.position, position, sizeof position);
    probe.geometry.has_position = TRUE;
    g_autoptr (CsProbe) made = cs_test_probe (&probe);
    g_autoptr (CsSeriesView) view = cs_series_view_new (&made, 1);
    g_autofree char *text = cs_series_view_position_text (view, 0);
    g_assert_cmpstr (cs_plane_name_word (view->plane), ==, cases[i].plane);
    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

/* --- letters --- */

static void
check_letters (const CsFrameGeometry *geometry, CsMatrix matrix, const char *expected)
{
  CsOrientationLetters letters = cs_orientation_letters (geometry, &matrix);
  g_autofree char *text = g_strjoin (" ", letters.at[CS_EDGE_TOP], letters.at[CS_EDGE_RIGHT],
                                     letters.at[CS_EDGE_BOTTOM], letters.at[CS_EDGE_LEFT], NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_letters (void)
{
  CsFrameGeometry geometry = lying (axial), unknown = { 0 };
  check_letters (&geometry, CS_MATRIX_IDENTITY, "A L P R");
  check_letters (&unknown, CS_MATRIX_IDENTITY, "? ? ? ?");
  static const char *const turned[9] = {
    NULL,      "A L P R", /* upright */
    "A R P L",            /* mirrored */
    "P R A L",            /* half a turn */
    "P L A R",            /* upside down */
    "R P L A",            /* transposed */
    "R A L P",            /* a quarter: what was on the left is on top */
    "L A R P",            /* transposed the other way */
    "L P R A",            /* three quarters */
  };
  for (guint exif = 1; exif <= 8; exif++)
    check_letters (&geometry, cs_turn_matrix (cs_turn_from_exif (exif), 40, 30), turned[exif]);
  geometry = lying (coronal);
  check_letters (&geometry, CS_MATRIX_IDENTITY, "H L F R");
  geometry = lying (sagittal);
  check_letters (&geometry, CS_MATRIX_IDENTITY, "H P F A");
}

static void
test_oblique_letters (void)
{
  const double degrees[] = { 9, 11, 44, 46, 81 };
  static const char *const expected[] = { "A L P R", "AR LA PL RP", "AR LA PL RP", "RA AL LP PR",
                                          "R A L P" };
  for (guint i = 0; i < G_N_ELEMENTS (degrees); i++) {
    double c = cos (degrees[i] * G_PI / 180), s = sin (degrees[i] * G_PI / 180);
    const double orientation[] = { c, -s, 0, s, c, 0 };
    CsFrameGeometry geometry = lying (orientation);
    check_letters (&geometry, CS_MATRIX_IDENTITY, expected[i]);
    /* The same by turning the view of an upright picture. */
    geometry = lying (axial);
    check_letters (&geometry, (CsMatrix){ 3 * c, 3 * s, 7, -3 * s, 3 * c, 9 }, expected[i]);
  }
  /* Two letters at the most. */
  double a = sqrt (1.0 / 3), b = sqrt (0.5);
  const double diagonal[] = { a, a, a, b, -b, 0 };
  CsFrameGeometry geometry = lying (diagonal);
  CsOrientationLetters letters = cs_orientation_letters (&geometry, &CS_MATRIX_IDENTITY);
  g_assert_cmpuint (strlen (letters.at[CS_EDGE_RIGHT]), ==, 2);
}

/* A projection names the directions of its rows and columns. */
static void
test_named_directions (void)
{
  static const struct {
    const char *words;
    CsMatrix matrix;
    const char *expected;
  } cases[] = {
    { "P\\FL", { .xx = 1, .yy = 1 }, "HR P FL A" }, { "A\\R", { .xx = 1, .yy = 1 }, "L A R P" },
    { "A\\R", { .xx = -1, .yy = 1 }, "L P R A" },   { "A\\R", { .xy = 1, .yx = -1 }, "P L A R" },
    { "LE\\CR", { .xx = 1, .yy = 1 }, "? ? ? ?" },  { "A", { .xx = 1, .yy = 1 }, "? ? ? ?" },
    { NULL, { .xx = 1, .yy = 1 }, "? ? ? ?" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    CsOrientationLetters letters =
        cs_orientation_letters_of_words (cases[i].words, &cases[i].matrix);
    g_autofree char *text = g_strjoin (" ", letters.at[CS_EDGE_TOP], letters.at[CS_EDGE_RIGHT],
                                       letters.at[CS_EDGE_BOTTOM], letters.at[CS_EDGE_LEFT], NULL);
    g_assert_cmpstr (text, ==, cases[i].expected);
  }
}

/* With pixels three times as high as wide, a diagonal of the raster is no diagonal of the body. */
static void
test_flat_pixels (void)
{
  CsFrameGeometry geometry = lying (axial);
  cs_frame_geometry_set_spacing (&geometry, CS_SPACING_PATIENT, 3, 1);
  check_letters (&geometry, (CsMatrix){ .xx = 1, .xy = -1, .yx = 1, .yy = 1 }, "AL PL PR AR");
}

/* --- values --- */

static char *
read_text (const CsTestProbe *probe, gconstpointer samples, gint64 x, gint64 y)
{
  CsPixelReading reading;
  g_autoptr (CsProbe) made = cs_test_probe (probe);
  g_autoptr (CsFrame) frame = cs_test_frame (probe, samples);
  if (!cs_pixel_reading_at (frame, made, cs_probe_frame_facts (made, 0), x, y, &reading))
    return NULL;
  g_autofree char *text = cs_pixel_reading_text (&reading);
  return g_strconcat (text, reading.padding ? " padding" : NULL, NULL);
}

static void
test_values (void)
{
  static const gint64 padding[] = { -2000, -2000 };
  static const gint16 samples[] = { 612, -2000, 0, 24, 1024, 5 };
  static const guint8 colours[] = { 12, 40, 200, 1, 2, 3 };
  static const double reals[] = { 0.000123456789, 1e20 };
  const CsTestProbe ct = { .rows = 2,
                           .columns = 3,
                           .pixel = CS_PIXEL_I16,
                           .slope = "1",
                           .intercept = "-1024",
                           .unit = "HU",
                           .padding = padding };
  const CsTestProbe plain = { .rows = 2, .columns = 3, .pixel = CS_PIXEL_I16 };
  const CsTestProbe pet = {
    .rows = 2, .columns = 3, .pixel = CS_PIXEL_I16, .slope = "0.25", .unit = "BQML"
  };
  const CsTestProbe rgb = { .columns = 2, .samples = 3, .photometric = "RGB", .unit = "HU" };
  const CsTestProbe rgba = { .samples = 4, .photometric = "RGB" };
  const CsTestProbe real = { .columns = 2, .pixel = CS_PIXEL_F64 };
  const struct {
    const CsTestProbe *probe;
    gconstpointer samples;
    gint64 x, y;
    const char *expected;
  } cases[] = {
    { &ct, samples, 0, 0, "-412 HU" },
    { &ct, samples, 1, 0, "-3024 HU padding" },
    { &ct, samples, 1, 1, "0 HU" },
    { &plain, samples, 2, 1, "5" },
    { &pet, samples, 2, 1, "1.25 BQML" },
    { &rgb, colours, 0, 0, "R 12 G 40 B 200" },
    { &rgba, colours, 0, 0, "R 12 G 40 B 200 A 1" },
    { &real, reals, 0, 0, "0.000123457" },
    { &real, reals, 1, 0, "1e+20" },
    { &ct, samples, 3, 0, NULL },
    { &ct, samples, 0, 2, NULL },
    { &ct, samples, -1, 0, NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = read_text (cases[i].probe, cases[i].samples, cases[i].x, cases[i].y);
    const char *expected = cases[i].expected;
    g_assert_cmpstr (text, ==, expected);
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/series-view/slices", test_slices);
  g_test_add_func ("/series-view/windows", test_windows);
  g_test_add_func ("/series-view/falling", test_falling);
  g_test_add_func ("/series-view/unplaced", test_unplaced);
  g_test_add_func ("/series-view/crossing", test_crossing);
  g_test_add_func ("/series-view/planes", test_planes);
  g_test_add_func ("/series-view/letters", test_letters);
  g_test_add_func ("/series-view/oblique-letters", test_oblique_letters);
  g_test_add_func ("/series-view/named-directions", test_named_directions);
  g_test_add_func ("/series-view/flat-pixels", test_flat_pixels);
  g_test_add_func ("/series-view/values", test_values);
  return g_test_run ();
}
