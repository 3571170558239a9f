/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sample-slide.h"
#include "cs-sample-random.h"

#include <cairo.h>
#include <math.h>

#define SIZE CS_SAMPLE_SLIDE_SIZE
#define GRID 3            /* glands stand in the fields of a grid, so that they never touch */
#define LESION_FRAME 48.0 /* mm across the picture of a lesion */
#define VESSEL 3          /* that the guideline shows */

/* --- PNG --- */

static cairo_status_t
append (gpointer closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Frees CAIRO and gives its picture. */
static GBytes *
finish_png (cairo_t *cairo, GError **error)
{
  GByteArray *out = g_byte_array_new ();
  cairo_status_t status = cairo_status (cairo);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (cairo_get_target (cairo), append, out);
  cairo_destroy (cairo);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (out);
  g_byte_array_unref (out);
  cs_fail (error, CS_ERROR_FAILED, "drawing a picture: %s", cairo_status_to_string (status));
  return NULL;
}

static cairo_t *
canvas (int size)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, size, size);
  cairo_t *cairo = cairo_create (surface);
  cairo_surface_destroy (surface);
  return cairo;
}

/* --- tissue --- */

static void
draw_stroma (cairo_t *cairo, CsSampleRandom *random)
{
  cairo_set_source_rgb (cairo, 0.93, 0.76, 0.84);
  cairo_paint (cairo);
  for (guint i = 0; i < 900; i++) {
    double x = cs_sample_random_range (random, -20, SIZE);
    double y = cs_sample_random_range (random, -20, SIZE);
    double bend = cs_sample_random_range (random, -12, 12);
    double shade = cs_sample_random_range (random, -0.06, 0.05);
    cairo_set_source_rgba (cairo, 0.86 + shade, 0.58 + shade, 0.72 + shade, 0.55);
    cairo_set_line_width (cairo, cs_sample_random_range (random, 0.8, 2.6));
    cairo_move_to (cairo, x, y);
    cairo_curve_to (cairo, x + 12, y + bend, x + 26, y - bend, x + 44, y + bend / 2);
    cairo_stroke (cairo);
  }
}

static void
draw_nucleus (cairo_t *cairo, CsSampleRandom *random, double x, double y, double angle, double size)
{
  double shade = cs_sample_random_range (random, -0.06, 0.06);
  cairo_save (cairo);
  cairo_translate (cairo, x, y);
  cairo_rotate (cairo, angle);
  cairo_scale (cairo, size, size * cs_sample_random_range (random, 0.5, 0.75));
  cairo_arc (cairo, 0, 0, 1, 0, 2 * G_PI);
  cairo_restore (cairo);
  cairo_set_source_rgba (cairo, 0.36 + shade, 0.22 + shade, 0.52 + shade, 0.9);
  cairo_fill (cairo);
}

static void
draw_scattered (cairo_t *cairo, CsSampleRandom *random)
{
  for (guint i = 0; i < 260; i++) {
    double x = cs_sample_random_range (random, 0, SIZE),
           y = cs_sample_random_range (random, 0, SIZE);
    double angle = cs_sample_random_range (random, 0, G_PI);
    draw_nucleus (cairo, random, x, y, angle, cs_sample_random_range (random, 3.2, 5));
  }
}

static CsSampleGland
gland_at (CsSampleRandom *random, double x, double y, double radius)
{
  CsSampleGland gland;
  double first = cs_sample_random_range (random, 0, 2 * G_PI);
  double second = cs_sample_random_range (random, 0, 2 * G_PI);
  for (guint i = 0; i < CS_SAMPLE_GLAND_POINTS; i++) {
    double angle = 2 * G_PI * i / CS_SAMPLE_GLAND_POINTS;
    double r = radius * (1 + 0.12 * sin (3 * angle + first) + 0.06 * sin (5 * angle + second));
    gland.x[i] = x + r * cos (angle);
    gland.y[i] = y + r * sin (angle);
  }
  return gland;
}

/* The outline drawn together to SHARE of its size around its middle. */
static void
trace_gland (cairo_t *cairo, const CsSampleGland *gland, double share)
{
  double x = 0, y = 0;
  for (guint i = 0; i < CS_SAMPLE_GLAND_POINTS; i++) {
    x += gland->x[i] / CS_SAMPLE_GLAND_POINTS;
    y += gland->y[i] / CS_SAMPLE_GLAND_POINTS;
  }
  cairo_new_path (cairo);
  for (guint i = 0; i < CS_SAMPLE_GLAND_POINTS; i++)
    cairo_line_to (cairo, x + share * (gland->x[i] - x), y + share * (gland->y[i] - y));
  cairo_close_path (cairo);
}

static void
draw_gland (cairo_t *cairo, CsSampleRandom *random, const CsSampleGland *gland)
{
  trace_gland (cairo, gland, 1);
  cairo_set_source_rgb (cairo, 0.80, 0.58, 0.78);
  cairo_fill (cairo);
  trace_gland (cairo, gland, 0.45);
  cairo_set_source_rgb (cairo, 0.98, 0.95, 0.97);
  cairo_fill (cairo);
  for (guint i = 0; i < CS_SAMPLE_GLAND_POINTS; i++) {
    guint next = (i + 1) % CS_SAMPLE_GLAND_POINTS,
          across = (i + CS_SAMPLE_GLAND_POINTS / 2) % CS_SAMPLE_GLAND_POINTS;
    double inward = cs_sample_random_range (random, 0.05, 0.11);
    double x = gland->x[i] + inward * (gland->x[across] - gland->x[i]);
    double y = gland->y[i] + inward * (gland->y[across] - gland->y[i]);
    double along = atan2 (gland->y[next] - gland->y[i], gland->x[next] - gland->x[i]);
    draw_nucleus (cairo, random, x, y, along + G_PI / 2, cs_sample_random_range (random, 4.5, 6));
  }
}

static void
draw_mitosis (cairo_t *cairo, CsSampleRandom *random, const CsSampleMitosis *mitosis)
{
  cairo_set_source_rgb (cairo, 0.96, 0.88, 0.93);
  cairo_arc (cairo, mitosis->x, mitosis->y, 9, 0, 2 * G_PI);
  cairo_fill (cairo);
  cairo_set_source_rgb (cairo, 0.12, 0.06, 0.24);
  cairo_set_line_width (cairo, 4);
  double angle = cs_sample_random_range (random, 0, G_PI);
  double x = 5 * cos (angle), y = 5 * sin (angle);
  cairo_move_to (cairo, mitosis->x - x, mitosis->y - y);
  cairo_curve_to (cairo, mitosis->x - y / 2, mitosis->y + x / 2, mitosis->x + y / 2,
                  mitosis->y - x / 2, mitosis->x + x, mitosis->y + y);
  cairo_stroke (cairo);
}

static void
plan_slide (CsSampleSlide *slide, CsSampleRandom *random)
{
  const double field = (double)SIZE / GRID;
  slide->glands = g_new0 (CsSampleGland, GRID * GRID);
  slide->mitoses = g_new0 (CsSampleMitosis, GRID * GRID);
  for (guint i = 0; i < GRID * GRID; i++) {
    double x = field * (i % GRID + 0.5) + cs_sample_random_range (random, -12, 12);
    double y = field * (i / GRID + 0.5) + cs_sample_random_range (random, -12, 12);
    double kind = cs_sample_random_range (random, 0, 1);
    if (kind < 0.6)
      slide->glands[slide->n_glands++] =
          gland_at (random, x, y, cs_sample_random_range (random, 42, 58));
    else if (kind < 0.9)
      slide->mitoses[slide->n_mitoses++] = (CsSampleMitosis){ x, y };
  }
}

CsSampleSlide *
cs_sample_slide_new (guint64 seed, GError **error)
{
  CsSampleRandom random = { seed };
  g_autoptr (CsSampleSlide) slide = g_new0 (CsSampleSlide, 1);
  cairo_t *cairo = canvas (SIZE);
  plan_slide (slide, &random);
  draw_stroma (cairo, &random);
  draw_scattered (cairo, &random);
  for (guint i = 0; i < slide->n_glands; i++)
    draw_gland (cairo, &random, &slide->glands[i]);
  for (guint i = 0; i < slide->n_mitoses; i++)
    draw_mitosis (cairo, &random, &slide->mitoses[i]);
  slide->png = finish_png (cairo, error);
  return slide->png != NULL ? g_steal_pointer (&slide) : NULL;
}

void
cs_sample_slide_free (CsSampleSlide *slide)
{
  if (slide == NULL)
    return;
  g_free (slide->glands);
  g_free (slide->mitoses);
  g_clear_pointer (&slide->png, g_bytes_unref);
  g_free (slide);
}

/* --- pictures of the guideline --- */

static void
paint_slice (cairo_t *cairo, const gint16 *units)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, CS_SAMPLE_CT_SIZE, CS_SAMPLE_CT_SIZE);
  guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  for (int row = 0; data != NULL && row < CS_SAMPLE_CT_SIZE; row++) {
    guint32 *line = (guint32 *)(gpointer)(data + (gsize)row * (gsize)stride);
    for (int column = 0; column < CS_SAMPLE_CT_SIZE; column++) {
      /* The lung window: 1500 units around -600. */
      double value = (units[row * CS_SAMPLE_CT_SIZE + column] + 1350) / 1500.0;
      guint32 grey = (guint32)(CLAMP (value, 0, 1) * 255);
      line[column] = grey << 16 | grey << 8 | grey;
    }
  }
  cairo_surface_mark_dirty (surface);
  cairo_set_source_surface (cairo, surface, 0, 0);
  cairo_paint (cairo);
  cairo_surface_destroy (surface);
}

/* A ring in the label's colour; broken where it is not certain that there is one to be marked, and
 * in another colour where there is none. */
static void
stroke_ring (cairo_t *cairo, CsSampleVerdict verdict, const double *colour, double width)
{
  const double dashes[] = { 3 * width, 2 * width };
  if (verdict == CS_SAMPLE_DO_NOT_MARK)
    cairo_set_source_rgb (cairo, 0.95, 0.45, 0.35);
  else
    cairo_set_source_rgb (cairo, colour[0], colour[1], colour[2]);
  if (verdict != CS_SAMPLE_MARK)
    cairo_set_dash (cairo, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (cairo, width);
  cairo_stroke (cairo);
}

static guint
nearest_slice (double z)
{
  guint n = 0;
  for (guint i = 1; i < CS_SAMPLE_CT_SLICES; i++)
    if (fabs (cs_sample_ct_height (i) - z) < fabs (cs_sample_ct_height (n) - z))
      n = i;
  return n;
}

/* The one farthest from its middle that still shows some of BALL. */
static guint
last_slice (const CsSampleLesion *ball)
{
  guint last = nearest_slice (ball->z);
  for (guint i = 0; i < CS_SAMPLE_CT_SLICES; i++) {
    double away = fabs (cs_sample_ct_height (i) - ball->z);
    if (away < 0.95 * ball->radius && away > fabs (cs_sample_ct_height (last) - ball->z))
      last = i;
  }
  return last;
}

/* Slice N around AT with a ring of RADIUS mm. */
static GBytes *
chest_example (const CsSampleChest *chest, guint n, const CsSampleLesion *at, double radius,
               CsSampleVerdict verdict, GError **error)
{
  static const double orange[] = { 0.90, 0.62, 0 };
  g_autofree gint16 *units = cs_sample_ct_slice (chest, n);
  cairo_t *cairo = canvas (256);
  double zoom = 256 * CS_SAMPLE_CT_SPACING / LESION_FRAME;
  double x = cs_sample_ct_pixel (at->x), y = cs_sample_ct_pixel (at->y);
  cairo_translate (cairo, 128, 128);
  cairo_scale (cairo, zoom, zoom);
  cairo_translate (cairo, -x, -y);
  paint_slice (cairo, units);
  cairo_arc (cairo, x, y, radius / CS_SAMPLE_CT_SPACING, 0, 2 * G_PI);
  stroke_ring (cairo, verdict, orange, 2 / zoom);
  return finish_png (cairo, error);
}

GBytes *
cs_sample_nodule_example (const CsSampleChest *chest, guint lesion, CsSampleVerdict verdict,
                          GError **error)
{
  const CsSampleLesion *ball = &chest->lesions[lesion];
  /* One that is doubtful is seen where it ends. */
  guint n = verdict == CS_SAMPLE_BORDERLINE ? last_slice (ball) : nearest_slice (ball->z);
  double away = cs_sample_ct_height (n) - ball->z;
  return chest_example (chest, n, ball, sqrt (ball->radius * ball->radius - away * away), verdict,
                        error);
}

GBytes *
cs_sample_vessel_example (const CsSampleChest *chest, GError **error)
{
  CsSampleLesion knot = cs_sample_ct_vessel (chest, VESSEL, 0.55);
  return chest_example (chest, nearest_slice (knot.z), &knot, 3 * knot.radius,
                        CS_SAMPLE_DO_NOT_MARK, error);
}

GBytes *
cs_sample_gland_example (gboolean cut, GError **error)
{
  static const double blue[] = { 0, 0.45, 0.70 };
  CsSampleRandom random = { 5 };
  cairo_t *cairo = canvas (256);
  CsSampleGland gland = gland_at (&random, cut ? 226 : 128, 128, 80);
  draw_stroma (cairo, &random);
  draw_gland (cairo, &random, &gland);
  trace_gland (cairo, &gland, 1);
  stroke_ring (cairo, CS_SAMPLE_MARK, blue, 3);
  return finish_png (cairo, error);
}

/* Cells that lie around in no ring. */
GBytes *
cs_sample_loose_example (GError **error)
{
  CsSampleRandom random = { 5 };
  cairo_t *cairo = canvas (256);
  draw_stroma (cairo, &random);
  draw_scattered (cairo, &random);
  cairo_arc (cairo, 128, 128, 72, 0, 2 * G_PI);
  stroke_ring (cairo, CS_SAMPLE_DO_NOT_MARK, NULL, 3);
  return finish_png (cairo, error);
}

GBytes *
cs_sample_mitosis_example (CsSampleVerdict verdict, GError **error)
{
  static const double vermilion[] = { 0.84, 0.37, 0 };
  const CsSampleMitosis cell = { 32, 32 };
  CsSampleRandom random = { 9 };
  cairo_t *cairo = canvas (256);
  cairo_scale (cairo, 4, 4);
  draw_stroma (cairo, &random);
  if (verdict == CS_SAMPLE_MARK) {
    draw_mitosis (cairo, &random, &cell);
    cairo_arc (cairo, cell.x, cell.y, 1.2, 0, 2 * G_PI);
  } else {
    draw_nucleus (cairo, &random, cell.x, cell.y, 0.6, 5);
    cairo_arc (cairo, cell.x, cell.y, 10, 0, 2 * G_PI);
  }
  stroke_ring (cairo, verdict, vermilion, 0.75);
  return finish_png (cairo, error);
}
