/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-frame-render.h"
#include "cs-test-view.h"
#include "cs-test.h"

#include <math.h>
#include <string.h>

#define BLACK 0xff000000

/* A buffer with a guard behind every row, drawn into with the grey window as it is. */
typedef struct {
  guint32 *pixels;
  guint width, height;
} Drawn;

static void
drawn_clear (Drawn *drawn)
{
  g_free (drawn->pixels);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drawn, drawn_clear)

static Drawn
draw (const CsPicture *picture, const CsWindowLevel *window, CsMatrix matrix, CsResample resample,
      guint width, guint height)
{
  g_autoptr (CsWindowTable) table = cs_window_table_new ();
  cs_window_table_fill (table, picture, window);
  Drawn drawn = { g_new (guint32, (width + 1) * height), width, height };
  memset (drawn.pixels, 0x5a, (width + 1) * height * 4);
  CsPixelBuffer out = { drawn.pixels, (width + 1) * 4, width, height };
  cs_frame_render (picture, table, &matrix, resample, &out);
  for (guint y = 0; y < height; y++)
    g_assert_cmphex (drawn.pixels[y * (width + 1) + width], ==, 0x5a5a5a5a);
  return drawn;
}

static guint32
at (const Drawn *drawn, guint x, guint y)
{
  return drawn->pixels[y * (drawn->width + 1) + x];
}

static guint32
grey (guint value)
{
  return BLACK | value * 0x010101;
}

static const CsWindowLevel as_is = { 127.5, 255, CS_VOI_LINEAR_EXACT };

/* 7 columns and 5 rows, no two pixels alike. */
#define COLUMNS 7
#define ROWS 5

static guint
value_at (guint x, guint y)
{
  return 10 + y * 40 + x * 5;
}

static CsPicture *
small_picture (CsPixelType type)
{
  gint16 wide[ROWS * COLUMNS];
  guint8 narrow[ROWS * COLUMNS];
  guint32 n = 0;
  for (guint y = 0; y < ROWS; y++)
    for (guint x = 0; x < COLUMNS; x++) {
      int value = (int)value_at (x, y);
      /* Signed ones lie around 0 and are brought back by the intercept. */
      wide[n] = (gint16)(type == CS_PIXEL_I16 ? value - 100 : value);
      narrow[n++] = (guint8)(type == CS_PIXEL_I8 ? value - 100 : value);
    }
  gboolean is_signed = type == CS_PIXEL_I8 || type == CS_PIXEL_I16;
  CsTestProbe probe = {
    .rows = ROWS, .columns = COLUMNS, .pixel = type, .intercept = is_signed ? "100" : NULL
  };
  return cs_test_picture (&probe, cs_pixel_size (type) == 1 ? (gpointer)narrow : (gpointer)wide);
}

static void
test_same_size (void)
{
  for (guint type = CS_PIXEL_U8; type <= CS_PIXEL_I16; type++) {
    g_autoptr (CsPicture) picture = small_picture ((CsPixelType)type);
    for (guint mode = 0; mode <= CS_RESAMPLE_AUTO; mode++) {
      g_auto (Drawn) drawn =
          draw (picture, &as_is, CS_MATRIX_IDENTITY, (CsResample)mode, COLUMNS, ROWS);
      for (guint y = 0; y < ROWS; y++)
        for (guint x = 0; x < COLUMNS; x++)
          g_assert_cmphex (at (&drawn, x, y), ==, grey (value_at (x, y)));
    }
  }
}

static void
test_magnified (void)
{
  g_autoptr (CsPicture) picture = small_picture (CS_PIXEL_I16);
  CsMatrix half = { .xx = 0.5, .yy = 0.5 };
  g_auto (Drawn) drawn = draw (picture, &as_is, half, CS_RESAMPLE_AUTO, 2 * COLUMNS, 2 * ROWS);
  for (guint y = 0; y < 2 * ROWS; y++)
    for (guint x = 0; x < 2 * COLUMNS; x++)
      g_assert_cmphex (at (&drawn, x, y), ==, grey (value_at (x / 2, y / 2)));
}

/* The picture stands in the middle of a larger view, or only a corner of it is in the view. */
static void
test_outside (void)
{
  static const CsMatrix places[] = {
    { .xx = 1, .yy = 1, .x0 = -3, .y0 = -2 },   { .xx = 1, .yy = 1, .x0 = 4, .y0 = 3 },
    { .xx = 1, .yy = 1, .x0 = -500, .y0 = 0 },  { .xx = 1, .yy = 1, .x0 = 0, .y0 = 7000 },
    { .xx = -1, .yy = -1, .x0 = 9, .y0 = 6 },   { .xx = 1, .yy = 1, .x0 = 2e9, .y0 = 1 },
    { .xx = 1e7, .yy = 1e7, .x0 = 1, .y0 = 1 },
  };
  g_autoptr (CsPicture) picture = small_picture (CS_PIXEL_U16);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    for (guint mode = 0; mode <= CS_RESAMPLE_SMOOTH; mode++) {
      g_auto (Drawn) drawn = draw (picture, &as_is, places[i], (CsResample)mode, 12, 11);
      for (guint y = 0; y < 11; y++)
        for (guint x = 0; x < 12; x++) {
          double u, v;
          cs_matrix_apply (&places[i], x + 0.5, y + 0.5, &u, &v);
          gboolean inside = u >= 0 && u < COLUMNS && v >= 0 && v < ROWS;
          g_assert_cmphex (at (&drawn, x, y), ==,
                           inside ? grey (value_at ((guint)u, (guint)v)) : BLACK);
        }
    }
  }
}

/* All eight ways to lay a picture, against where a pixel must come from. */
static void
test_turns (void)
{
  g_autoptr (CsPicture) picture = small_picture (CS_PIXEL_U8);
  for (guint exif = 1; exif <= 8; exif++) {
    CsTurn turn = cs_turn_from_exif (exif);
    guint width = turn.quarters % 2 == 0 ? COLUMNS : ROWS, height = COLUMNS + ROWS - width;
    CsMatrix matrix = cs_turn_matrix (turn, COLUMNS, ROWS);
    for (guint mode = 0; mode <= CS_RESAMPLE_SMOOTH; mode++) {
      g_auto (Drawn) drawn = draw (picture, &as_is, matrix, (CsResample)mode, width, height);
      for (guint y = 0; y < ROWS; y++)
        for (guint x = 0; x < COLUMNS; x++) {
          /* EXIF: row 0 and column 0 are at the ... of the picture. */
          guint right = COLUMNS - 1 - x, low = ROWS - 1 - y;
          const guint places[9][2] = { { 0, 0 },       { x, y },       { right, y },
                                       { right, low }, { x, low },     { y, x },
                                       { low, x },     { low, right }, { y, right } };
          g_assert_cmphex (at (&drawn, places[exif][0], places[exif][1]), ==,
                           grey (value_at (x, y)));
        }
    }
  }
}

static void
test_turns_add_up (void)
{
  for (guint a = 1; a <= 8; a++)
    for (guint b = 1; b <= 8; b++) {
      CsTurn first = cs_turn_from_exif (a), second = cs_turn_from_exif (b);
      gboolean odd = first.quarters % 2 != 0;
      CsMatrix inner = cs_turn_matrix (first, COLUMNS, ROWS);
      CsMatrix outer = cs_turn_matrix (second, odd ? ROWS : COLUMNS, odd ? COLUMNS : ROWS);
      CsMatrix both = cs_matrix_then (&outer, &inner);
      CsMatrix sum = cs_turn_matrix (cs_turn_then (first, second), COLUMNS, ROWS);
      const double found[] = { both.xx, both.xy, both.x0, both.yx, both.yy, both.y0 };
      const double expected[] = { sum.xx, sum.xy, sum.x0, sum.yx, sum.yy, sum.y0 };
      for (guint i = 0; i < 6; i++)
        g_assert_cmpfloat (found[i], ==, expected[i]);
    }
}

/* --- mixing --- */

#define SIDE 40

static double
slope_value (double x, double y)
{
  return 100 * x + 300 * y + 1000;
}

/* A plane of values is its own interpolation, wherever it is looked at. */
static void
check_plane (CsMatrix matrix, double tolerance)
{
  g_autofree gint16 *samples = g_new (gint16, SIDE * SIDE);
  for (guint y = 0; y < SIDE; y++)
    for (guint x = 0; x < SIDE; x++)
      samples[y * SIDE + x] = (gint16)(slope_value (x + 0.5, y + 0.5) - 20000);
  CsTestProbe probe = {
    .rows = SIDE, .columns = SIDE, .pixel = CS_PIXEL_I16, .intercept = "20000"
  };
  g_autoptr (CsPicture) picture = cs_test_picture (&probe, samples);
  CsWindowLevel window = cs_window_level_range (1000, 17000);
  g_auto (Drawn) drawn = draw (picture, &window, matrix, CS_RESAMPLE_SMOOTH, 50, 45);
  guint inside = 0;
  for (guint j = 0; j < 45; j++)
    for (guint i = 0; i < 50; i++) {
      double x, y;
      cs_matrix_apply (&matrix, i + 0.5, j + 0.5, &x, &y);
      if (x < -0.001 || y < -0.001 || x > SIDE + 0.001 || y > SIDE + 0.001) {
        g_assert_cmphex (at (&drawn, i, j), ==, BLACK);
      } else if (x > 1 && y > 1 && x < SIDE - 1 && y < SIDE - 1) {
        double expected = cs_window_level_at (&window, slope_value (x, y));
        g_assert_cmpfloat (fabs ((at (&drawn, i, j) & 255) - expected), <=, tolerance);
        inside++;
      }
    }
  g_assert_cmpuint (inside, >, 200);
}

static void
test_bilinear (void)
{
  double c = cos (0.3), s = sin (0.3);
  /* Half a step of brightness, and a place known to half of 1/256 pixel both ways. */
  const double tolerance = 0.5 + (100 + 300) / 512.0 * 255 / 16000 + 0.02;
  check_plane ((CsMatrix){ .xx = 0.37, .yy = 0.61, .x0 = 3.3, .y0 = 5.1 }, tolerance);
  check_plane ((CsMatrix){ .xx = 1.4, .yy = 1.7, .x0 = -9.2, .y0 = -7.5 }, tolerance);
  check_plane ((CsMatrix){ .xx = -0.9, .yy = 0.8, .x0 = 41, .y0 = 2 }, tolerance);
  check_plane ((CsMatrix){ .xy = 0.83, .yx = -0.77, .x0 = 1.9, .y0 = 39.6 }, tolerance);
  check_plane ((CsMatrix){ c, -s, 2.5, s, c, -3.25 }, tolerance);
  check_plane ((CsMatrix){ 0.4 * c, 0.4 * s, 6, -0.4 * s, 0.4 * c, 20 }, tolerance);
}

/* A chequered floor seen from far above is grey everywhere, whatever the direction. */
static void
test_no_aliasing (void)
{
  enum { WIDE = 301, HIGH = 203 };
  g_autofree guint8 *samples = g_new (guint8, WIDE * HIGH);
  for (guint y = 0; y < HIGH; y++)
    for (guint x = 0; x < WIDE; x++)
      samples[y * WIDE + x] = (x + y) % 2 != 0 ? 200 : 0;
  CsTestProbe probe = { .rows = HIGH, .columns = WIDE };
  g_autoptr (CsPicture) picture = cs_test_picture (&probe, samples);
  static const double steps[] = { 2, 2.3, 3, 3.99, 4, 5.7, 11, 40 };
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    for (guint turned = 0; turned < 3; turned++) {
      double c = turned == 2 ? cos (0.7) : turned == 0, s = turned == 2 ? sin (0.7) : turned == 1;
      CsMatrix matrix = { steps[i] * c, -steps[i] * s, WIDE / 2.0,
                          steps[i] * s, steps[i] * c,  HIGH / 2.0 };
      for (guint mode = 0; mode <= CS_RESAMPLE_SMOOTH; mode++) {
        g_auto (Drawn) drawn = draw (picture, &as_is, matrix, (CsResample)mode, 2, 2);
        guint32 pixel = at (&drawn, 0, 0);
        g_assert_cmpuint (pixel & 255, >=, 98);
        g_assert_cmpuint (pixel & 255, <=, 102);
      }
    }
  }
}

/* Halves are means of what there is, with odd edges, in every plane. */
static void
test_levels (void)
{
  enum { WIDE = 67, HIGH = 3 };
  for (guint type = CS_PIXEL_U8; type <= CS_PIXEL_I16; type++) {
    gint16 wide[WIDE * HIGH];
    guint8 narrow[WIDE * HIGH];
    for (guint i = 0; i < WIDE * HIGH; i++) {
      wide[i] = (gint16)(i * (type == CS_PIXEL_U16 ? 300 : 101));
      narrow[i] = (guint8)(i * 37);
    }
    gboolean small = type <= CS_PIXEL_I8;
    CsTestProbe probe = { .rows = HIGH, .columns = WIDE, .pixel = (CsPixelType)type };
    g_autoptr (CsPicture) picture =
        cs_test_picture (&probe, small ? (gpointer)narrow : (gpointer)wide);
    g_assert_cmpuint (picture->n_levels, ==, 2);
    g_assert_cmpuint (picture->levels[1].columns, ==, 34);
    g_assert_cmpuint (picture->levels[1].rows, ==, 2);
    for (guint y = 0; y < 2; y++)
      for (guint x = 0; x < 34; x++) {
        double sum = 0;
        guint n = 0;
        for (guint v = 2 * y; v < MIN (2 * y + 2, HIGH); v++)
          for (guint u = 2 * x; u < MIN (2 * x + 2, WIDE); u++, n++) {
            guint place = v * WIDE + u;
            sum += type == CS_PIXEL_U8    ? narrow[place]
                   : type == CS_PIXEL_I8  ? (gint8)narrow[place]
                   : type == CS_PIXEL_U16 ? (guint16)wide[place]
                                          : wide[place];
          }
        gconstpointer pixels = picture->levels[1].pixels;
        guint place = y * 34 + x;
        double got = type == CS_PIXEL_U8    ? ((const guint8 *)pixels)[place]
                     : type == CS_PIXEL_I8  ? ((const gint8 *)pixels)[place]
                     : type == CS_PIXEL_U16 ? ((const guint16 *)pixels)[place]
                                            : ((const gint16 *)pixels)[place];
        g_assert_cmpfloat (fabs (got - sum / n), <=, 0.5);
      }
  }
}

/* --- colour --- */

static void
test_colour (void)
{
  static const guint8 samples[] = {
    10, 20, 30, 255, 200, 100, 50, 128, 9, 9, 9, 0, 255, 0, 255, 1
  };
  static const guint32 opaque[] = { 0xff0a141e, 0xffc86432, 0xff090909, 0xffff00ff };
  static const guint32 blended[] = { 0xff0a141e, 0xff643219, 0xff000000, 0xff010001 };
  static const guint8 grey_alpha[] = { 100, 255, 100, 128, 100, 0, 255, 51 };
  static const guint32 greys[] = { 0xff646464, 0xff323232, 0xff000000, 0xff333333 };
  static const guint16 deep[] = { 257 * 10, 257 * 20, 257 * 30, 65535, 0, 128 };
  guint8 rgb[12];
  for (guint i = 0; i < 12; i++)
    rgb[i] = samples[i / 3 * 4 + i % 3];
  const struct {
    CsTestProbe probe;
    gconstpointer samples;
    const guint32 *expected;
    guint n;
  } cases[] = {
    { { .columns = 4, .samples = 3, .photometric = "RGB" }, rgb, opaque, 4 },
    { { .columns = 4, .samples = 4, .photometric = "RGB" }, samples, blended, 4 },
    { { .columns = 4, .samples = 2 }, grey_alpha, greys, 4 },
    { { .columns = 2, .samples = 3, .pixel = CS_PIXEL_U16, .photometric = "RGB" },
      deep,
      (const guint32[]){ 0xff0a141e, 0xffff0000 },
      2 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CsPicture) picture = cs_test_picture (&cases[i].probe, cases[i].samples);
    CsWindowLevel window = cs_window_level_default (picture, NULL);
    for (guint mode = 0; mode <= CS_RESAMPLE_SMOOTH; mode++) {
      g_auto (Drawn) drawn =
          draw (picture, &window, CS_MATRIX_IDENTITY, (CsResample)mode, cases[i].n, 1);
      g_assert_cmpmem (drawn.pixels, cases[i].n * 4, cases[i].expected, cases[i].n * 4);
    }
  }
}

/* Brightness changes every channel and leaves what is outside black. */
static void
test_brightness (void)
{
  static const guint8 samples[] = { 10, 20, 30, 0, 0, 0 };
  CsTestProbe probe = { .columns = 2, .samples = 3, .photometric = "RGB" };
  g_autoptr (CsPicture) picture = cs_test_picture (&probe, samples);
  CsWindowLevel window = cs_window_level_range (0, 255);
  window.invert = TRUE;
  CsMatrix slanted = { .xx = 1, .xy = 0.01, .yy = 1 };
  g_auto (Drawn) drawn = draw (picture, &window, CS_MATRIX_IDENTITY, CS_RESAMPLE_NEAREST, 3, 2);
  g_auto (Drawn) other = draw (picture, &window, slanted, CS_RESAMPLE_SMOOTH, 3, 2);
  g_assert_cmphex (at (&drawn, 0, 0), ==, 0xfff5ebe1);
  g_assert_cmphex (at (&drawn, 1, 0), ==, 0xffffffff);
  g_assert_cmphex (at (&drawn, 2, 0), ==, BLACK);
  g_assert_cmphex (at (&drawn, 0, 1), ==, BLACK);
  g_assert_cmphex (at (&other, 1, 0), ==, 0xffffffff);
  g_assert_cmphex (at (&other, 2, 1), ==, BLACK);
}

static void
test_mixed_colours (void)
{
  static const guint8 samples[] = { 0, 100, 255, 200, 50, 255 };
  CsTestProbe probe = { .columns = 2, .samples = 3, .photometric = "RGB" };
  g_autoptr (CsPicture) picture = cs_test_picture (&probe, samples);
  CsMatrix middle = { .xx = 0.5, .yy = 1, .x0 = 0.25 };
  CsMatrix slanted = { .xx = 0.5, .xy = 1e-7, .yy = 1, .x0 = 0.25 };
  g_auto (Drawn) drawn = draw (picture, &as_is, middle, CS_RESAMPLE_SMOOTH, 3, 1);
  g_auto (Drawn) other = draw (picture, &as_is, slanted, CS_RESAMPLE_SMOOTH, 3, 1);
  static const guint32 expected[] = { 0xff0064ff, 0xff644bff, 0xffc832ff };
  g_assert_cmpmem (drawn.pixels, 12, expected, 12);
  g_assert_cmpmem (other.pixels, 12, expected, 12);
}

static void
test_invert (void)
{
  CsMatrix matrix = { 2, 0.5, -7, -0.25, 3, 11 }, back;
  double x, y;
  g_assert_true (cs_matrix_invert (&matrix, &back));
  cs_matrix_apply (&matrix, 5, 6, &x, &y);
  cs_matrix_apply (&back, x, y, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 5, 1e-12);
  g_assert_cmpfloat_with_epsilon (y, 6, 1e-12);
  g_assert_false (cs_matrix_invert (&(CsMatrix){ .xx = 1, .xy = 2, .yx = 2, .yy = 4 }, &back));
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/frame-render/same-size", test_same_size);
  g_test_add_func ("/frame-render/magnified", test_magnified);
  g_test_add_func ("/frame-render/outside", test_outside);
  g_test_add_func ("/frame-render/turns", test_turns);
  g_test_add_func ("/frame-render/turns-add-up", test_turns_add_up);
  g_test_add_func ("/frame-render/bilinear", test_bilinear);
  g_test_add_func ("/frame-render/no-aliasing", test_no_aliasing);
  g_test_add_func ("/frame-render/levels", test_levels);
  g_test_add_func ("/frame-render/colour", test_colour);
  g_test_add_func ("/frame-render/brightness", test_brightness);
  g_test_add_func ("/frame-render/mixed-colours", test_mixed_colours);
  g_test_add_func ("/frame-render/invert", test_invert);
  return g_test_run ();
}
