/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our part of a frame of the canvas: resampling and lookup into 1920x1080 pixels on one thread. The
 * floor is copying as many bytes of surface. Figures are medians of processor time. */
#include "cs-frame-render.h"
#include "cs-test-view.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define WIDTH 1920
#define HEIGHT 1080
#define ROUNDS 25

static CsPixelBuffer out = { NULL, WIDTH * 4, WIDTH, HEIGHT };

/* Of this thread alone: other programs on the machine do not count. Microseconds. */
static gint64
now (void)
{
  struct timespec time;
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
  return x < y ? -1 : x > y;
}

static double
median_ms (gint64 *times)
{
  qsort (times, ROUNDS, sizeof *times, compare);
  return (double)times[ROUNDS / 2] / 1000;
}

static double
floor_ms (void)
{
  static guint32 source[WIDTH * HEIGHT];
  gint64 times[ROUNDS];
  for (guint i = 0; i < ROUNDS; i++) {
    gint64 start = now ();
    memset (source, (int)i, 4);
    memcpy (out.pixels, source, sizeof source);
    times[i] = now () - start;
  }
  return median_ms (times);
}

typedef struct {
  const char *name;
  CsResample resample;
  guint quarters;
  double angle;
} Way;

/* The picture fits into the view, turned as asked. */
static CsMatrix
fit (guint side, const Way *way)
{
  double step = (double)side / HEIGHT, c = cos (way->angle), s = sin (way->angle);
  CsMatrix view = { step * c, -step * s, 0, step * s, step * c, 0 };
  view.x0 = side / 2.0 - (view.xx * WIDTH + view.xy * HEIGHT) / 2;
  view.y0 = side / 2.0 - (view.yx * WIDTH + view.yy * HEIGHT) / 2;
  CsMatrix turn = cs_turn_matrix ((CsTurn){ FALSE, way->quarters }, side, side);
  return cs_matrix_then (&view, &turn);
}

/* The picture covers all of the view. */
static CsMatrix
cover (guint side, const Way *way)
{
  CsMatrix m = fit (side, way);
  double part = 9.0 / 16, middle = side / 2.0;
  return (CsMatrix){ m.xx * part, m.xy * part, middle + (m.x0 - middle) * part,
                     m.yx * part, m.yy * part, middle + (m.y0 - middle) * part };
}

static void
bench (const CsPicture *picture, guint side, const Way *way, gboolean whole)
{
  g_autoptr (CsWindowTable) table = cs_window_table_new ();
  CsMatrix matrix = whole ? fit (side, way) : cover (side, way);
  gint64 times[ROUNDS];
  for (guint i = 0; i < ROUNDS; i++) {
    CsWindowLevel window = { 40 + i, 400, CS_VOI_LINEAR };
    gint64 start = now ();
    cs_window_table_fill (table, picture, &window);
    cs_frame_render (picture, table, &matrix, way->resample, &out);
    times[i] = now () - start;
  }
  double lowest = floor_ms (), ms = median_ms (times);
  printf ("window and resample %4u x %-4u %s %-18s %7.2f ms  goal 8  floor %5.2f (copying) ratio "
          "%.1f\n",
          side, side, whole ? "fit  " : "cover", way->name, ms, lowest, ms / lowest);
}

int
main (void)
{
  static const guint sides[] = { 512, 2048, 4096 };
  static const Way ways[] = { { "nearest", CS_RESAMPLE_NEAREST },
                              { "smooth", CS_RESAMPLE_SMOOTH },
                              { "smooth, turned 90", CS_RESAMPLE_SMOOTH, 1 },
                              { "nearest, 20 degrees", CS_RESAMPLE_NEAREST, 0, 0.349 } };
  out.pixels = g_new0 (guint32, WIDTH * HEIGHT);
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++) {
    guint side = sides[i];
    g_autofree gint16 *samples = g_new (gint16, side * side);
    for (guint n = 0; n < side * side; n++)
      samples[n] = (gint16)(n * 2654435761u >> 20);
    CsTestProbe probe = {
      .rows = side, .columns = side, .pixel = CS_PIXEL_I16, .intercept = "-1024"
    };
    gint64 start = now ();
    g_autoptr (CsPicture) picture = cs_test_picture (&probe, samples);
    printf ("picture made ready %4u x %-4u %31.2f ms\n", side, side,
            (double)(now () - start) / 1000);
    for (guint w = 0; w < G_N_ELEMENTS (ways); w++) {
      bench (picture, side, &ways[w], TRUE);
      bench (picture, side, &ways[w], FALSE);
    }
  }
  g_free (out.pixels);
  return 0;
}
