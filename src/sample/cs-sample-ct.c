/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sample-ct.h"
#include "cs-sample-random.h"

#include <math.h>

#define SIZE CS_SAMPLE_CT_SIZE
#define SPACING CS_SAMPLE_CT_SPACING
#define VESSELS 70

static const CsSampleLesion first_lesions[] = {
  { -78, -22, 22, 9, 35 },
  { 60, 18, -14, 6.5, 40 },
  { -52, 30, -30, 12, -480 },
};

static const CsSampleLesion second_lesions[] = {
  { 74, -30, 8, 8, 30 },
  { -60, -40, -22, 5.5, 60 },
};

/* The same patient's, now and eleven months before. */
static const CsSampleLesion now_lesions[] = {
  { 70, -24, 18, 8.5, 38 },
  { -62, 26, -12, 7, 45 },
  { -74, -30, 30, 5, 40 },
};

static const CsSampleLesion earlier_lesions[] = {
  { 70, -24, 18, 4.5, 38 },
  { -62, 26, -12, 7, 45 },
};

const CsSampleChest cs_sample_chests[2] = {
  { { "PHANTOM-1", "PHANTOM-1", "Phantom^One", "O", "19500101", "20260105" },
    11,
    11000,
    first_lesions,
    G_N_ELEMENTS (first_lesions),
    0,
    0 },
  { { "PHANTOM-2", "PHANTOM-2", "Phantom^Two", "O", "19610305", "20260105" },
    23,
    23000,
    second_lesions,
    G_N_ELEMENTS (second_lesions),
    0,
    0 },
};

const CsSampleChest cs_sample_chest_now = { { "PHANTOM-3 now", "PHANTOM-3", "Phantom^Three", "O",
                                              "19570712", "20260112" },
                                            37,
                                            37000,
                                            now_lesions,
                                            G_N_ELEMENTS (now_lesions),
                                            0,
                                            -112.5 };

const CsSampleChest cs_sample_chest_before = { { "PHANTOM-3 before", "PHANTOM-3", "Phantom^Three",
                                                 "O", "19570712", "20250210" },
                                               37,
                                               41000,
                                               earlier_lesions,
                                               G_N_ELEMENTS (earlier_lesions),
                                               2,
                                               640 };

double
cs_sample_ct_height (guint n)
{
  return ((CS_SAMPLE_CT_SLICES - 1) / 2.0 - n) * CS_SAMPLE_CT_STEP;
}

double
cs_sample_ct_pixel (double mm)
{
  return mm / SPACING + SIZE / 2.0;
}

/* --- painting --- */

typedef struct {
  double *values;
  double z;
} Slice;

static double
mm_of (int pixel)
{
  return (pixel + 0.5 - SIZE / 2.0) * SPACING;
}

/* Mixes VALUE in where DEPTH, mm below the surface, says that the pixel is covered. */
static void
mix (double *pixel, double depth, double value)
{
  double share = CLAMP (depth / SPACING + 0.5, 0, 1);
  *pixel += share * (value - *pixel);
}

static double
ellipse_depth (double x, double y, double a, double b)
{
  return (1 - hypot (x / a, y / b)) * MIN (a, b);
}

static void
paint_ellipse (Slice *slice, double x, double y, double a, double b, double value)
{
  int left = (int)CLAMP (cs_sample_ct_pixel (x - a) - 2, 0, SIZE - 1);
  int right = (int)CLAMP (cs_sample_ct_pixel (x + a) + 2, 0, SIZE - 1);
  int top = (int)CLAMP (cs_sample_ct_pixel (y - b) - 2, 0, SIZE - 1);
  int bottom = (int)CLAMP (cs_sample_ct_pixel (y + b) + 2, 0, SIZE - 1);
  if (a <= 0 || b <= 0)
    return;
  for (int row = top; row <= bottom; row++)
    for (int column = left; column <= right; column++)
      mix (&slice->values[row * SIZE + column],
           ellipse_depth (mm_of (column) - x, mm_of (row) - y, a, b), value);
}

/* The ribs run down towards the front, so a slice cuts each of them in a short arc. */
static void
paint_ribs (Slice *slice)
{
  for (int row = 0; row < SIZE; row++) {
    for (int column = 0; column < SIZE; column++) {
      double x = mm_of (column), y = mm_of (row);
      double outer = ellipse_depth (x, y, 143, 94), inner = ellipse_depth (x, y, 134, 85);
      if (outer < -SPACING || inner > SPACING)
        continue;
      double angle = atan2 (y, fabs (x));
      double phase = sin (angle * 7 + slice->z * 0.21);
      if (phase > 0.15)
        mix (&slice->values[row * SIZE + column], MIN (outer, -inner), 520);
    }
  }
}

static void
paint_ball (Slice *slice, const CsSampleLesion *ball)
{
  double away = slice->z - ball->z;
  double squared = ball->radius * ball->radius - away * away;
  if (squared > 0)
    paint_ellipse (slice, ball->x, ball->y, sqrt (squared), sqrt (squared), ball->value);
}

typedef struct {
  double side, x, y, z; /* of its end */
} Vessel;

/* Vessels fan out from the root of each lung and thin as they go. */
static Vessel
next_vessel (CsSampleRandom *random, guint n)
{
  double side = n % 2 == 0 ? -1 : 1;
  double x = side * cs_sample_random_range (random, 45, 105);
  double y = cs_sample_random_range (random, -60, 50);
  return (Vessel){ side, x, y, cs_sample_random_range (random, -75, 75) };
}

static CsSampleLesion
knot_of (const Vessel *vessel, double t)
{
  return (CsSampleLesion){ vessel->side * 26 + t * (vessel->x - vessel->side * 26),
                           4 + t * (vessel->y - 4), t * vessel->z, 3.6 - 2.7 * t, 20 };
}

static void
paint_vessels (Slice *slice, const CsSampleChest *chest)
{
  CsSampleRandom random = { chest->seed };
  for (guint i = 0; i < VESSELS; i++) {
    Vessel vessel = next_vessel (&random, i);
    for (double t = 0; t <= 1; t += 0.04) {
      CsSampleLesion knot = knot_of (&vessel, t);
      paint_ball (slice, &knot);
    }
  }
}

CsSampleLesion
cs_sample_ct_vessel (const CsSampleChest *chest, guint n, double t)
{
  CsSampleRandom random = { chest->seed };
  Vessel vessel = next_vessel (&random, 0);
  for (guint i = 1; i <= n; i++)
    vessel = next_vessel (&random, i);
  return knot_of (&vessel, t);
}

static void
paint_lungs (Slice *slice, const CsSampleChest *chest)
{
  double height = slice->z / 105;
  double scale = sqrt (MAX (1 - height * height, 0));
  paint_ellipse (slice, -66, -6, 57 * scale, 72 * scale, -860);
  paint_ellipse (slice, 66, -6, 54 * scale, 72 * scale, -865);
  paint_vessels (slice, chest);
}

static void
paint_middle (Slice *slice)
{
  double low = CLAMP ((20 - slice->z) / 50, 0, 1);
  paint_ellipse (slice, 0, -8, 24, 62, 42);
  paint_ellipse (slice, 22, -30, 52 * low, 40 * low, 48);
  paint_ellipse (slice, 16, 34, 12, 12, 55);
  if (slice->z > 0) {
    paint_ellipse (slice, 0, 12, 8, 8, -1000);
  } else {
    double apart = 8 - slice->z * 0.35;
    paint_ellipse (slice, -apart, 14, 6, 5, -1000);
    paint_ellipse (slice, apart, 14, 6, 5, -1000);
  }
}

static void
paint_bones (Slice *slice)
{
  gboolean disc = fabs (fmod (slice->z + 100, 25) - 12.5) < 3;
  paint_ribs (slice);
  paint_ellipse (slice, 0, -86, 19, 6, 380);
  paint_ellipse (slice, 0, 58, 20, 17, disc ? 95 : 420);
  paint_ellipse (slice, 0, 58, 17, 14, disc ? 90 : 210);
  paint_ellipse (slice, 0, 84, 16, 9, 330);
  paint_ellipse (slice, 0, 80, 9, 8, 25);
}

/* SIZE x SIZE values of the body without noise at SLICE, whose height is set. */
static void
paint_body (Slice *slice, const CsSampleChest *chest)
{
  for (guint i = 0; i < SIZE * SIZE; i++)
    slice->values[i] = -1000;
  paint_ellipse (slice, 0, 130, 170, 5, -150); /* the table */
  paint_ellipse (slice, 0, 0, 165, 114, -95);
  paint_ellipse (slice, 0, 0, 152, 102, 52);
  paint_lungs (slice, chest);
  paint_middle (slice);
  paint_bones (slice);
  for (guint i = 0; i < chest->n_lesions; i++)
    paint_ball (slice, &chest->lesions[i]);
}

static gint16
with_noise (double value, CsSampleRandom *random)
{
  double noise = cs_sample_random_range (random, -14, 14);
  noise += cs_sample_random_range (random, -14, 14);
  return (gint16)CLAMP (lround (value + noise), -1024, 3071);
}

gint16 *
cs_sample_ct_slice (const CsSampleChest *chest, guint n)
{
  g_autofree double *values = g_new (double, SIZE *SIZE);
  gint16 *units = g_new (gint16, SIZE * SIZE);
  Slice slice = { values, cs_sample_ct_height (n) + chest->level };
  CsSampleRandom random = { chest->grain + n };
  paint_body (&slice, chest);
  for (guint i = 0; i < SIZE * SIZE; i++)
    units[i] = with_noise (values[i], &random);
  return units;
}

gint16 *
cs_sample_ct_scout (const CsSampleChest *chest)
{
  g_autofree double *values = g_new (double, SIZE *SIZE);
  gint16 *units = g_new (gint16, CS_SAMPLE_SCOUT_ROWS * SIZE);
  CsSampleRandom random = { chest->grain + 500 };
  for (guint row = 0; row < CS_SAMPLE_SCOUT_ROWS; row++) {
    double height = ((CS_SAMPLE_SCOUT_ROWS - 1) / 2.0 - row) * SPACING;
    Slice slice = { values, height };
    paint_body (&slice, chest);
    for (guint column = 0; column < SIZE; column++) {
      double through = 0;
      for (guint depth = 0; depth < SIZE; depth++)
        through += values[depth * SIZE + column] + 1000;
      /* In mm of water, so that the middle of the body is about 250. */
      units[row * SIZE + column] = with_noise (through / 1000 * SPACING, &random);
    }
  }
  return units;
}
