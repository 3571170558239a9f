/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sample-loop.h"
#include "cs-sample-random.h"

#include <math.h>
#include <string.h>

#define ROWS CS_SAMPLE_LOOP_ROWS
#define COLUMNS CS_SAMPLE_LOOP_COLUMNS
#define PIXELS (ROWS * COLUMNS)
#define US_MULTI_FRAME "1.2.840.10008.5.1.4.1.1.3.1"
#define APEX_X 320
#define APEX_Y 16
#define NEAR 12 /* pixels from the apex */
#define FAR 416
#define HALF_ANGLE 0.7 /* radians */
#define LINES 150
#define BOX_LEFT 262
#define BOX_TOP 210
#define BOX_RIGHT 398
#define BOX_BOTTOM 388
#define TRACE_Y 462

struct _CsSampleLoop {
  guint8 speckle[FAR + 1][LINES]; /* by depth and angle */
  gint16 depth[PIXELS];           /* -1 outside of the sector */
  guint8 line[PIXELS];
  guint8 planes[3 * PIXELS];
};

/* One moment of the beat. */
typedef struct {
  double squeeze;       /* 0 wide, 1 tight */
  double flow;          /* 1 towards the probe into the chamber, -1 back through the valve */
  double a, b, wall;    /* half axes of the ventricle, and its wall */
  double atrium, valve; /* half height of the atrium; how far the leaflets hang open, radians */
} Moment;

#define CHAMBER_X 330.0
#define CHAMBER_Y 190.0
#define VALVE_Y 292.0
#define ATRIUM_Y 338.0

static Moment
moment_of (guint frame)
{
  double phase = 2 * G_PI * (frame % CS_SAMPLE_LOOP_BEAT) / CS_SAMPLE_LOOP_BEAT;
  Moment at = { .squeeze = 0.5 - 0.5 * cos (phase), .flow = -sin (phase) };
  at.a = 60 - 20 * at.squeeze;
  at.b = 104 - 14 * at.squeeze;
  at.wall = 15 + 9 * at.squeeze;
  at.atrium = 40 + 9 * at.squeeze;
  at.valve = at.flow > 0 ? 0.9 * at.flow : 0;
  return at;
}

CsSampleLoop *
cs_sample_loop_new (void)
{
  CsSampleLoop *loop = g_new0 (CsSampleLoop, 1);
  CsSampleRandom random = { 83 };
  for (guint depth = 0; depth <= FAR; depth++)
    for (guint line = 0; line < LINES; line++) {
      double one = cs_sample_random_range (&random, 0, 1);
      loop->speckle[depth][line] = (guint8)(255 * one * cs_sample_random_range (&random, 0.3, 1));
    }
  for (int row = 0; row < ROWS; row++) {
    for (int column = 0; column < COLUMNS; column++) {
      double x = column + 0.5 - APEX_X, y = row + 0.5 - APEX_Y;
      double depth = hypot (x, y), angle = atan2 (x, y);
      int at = row * COLUMNS + column;
      gboolean seen = depth >= NEAR && depth < FAR && fabs (angle) < HALF_ANGLE;
      loop->depth[at] = seen ? (gint16)depth : -1;
      loop->line[at] = seen ? (guint8)((angle / HALF_ANGLE + 1) / 2 * (LINES - 1)) : 0;
    }
  }
  return loop;
}

void
cs_sample_loop_free (CsSampleLoop *loop)
{
  g_free (loop);
}

/* --- what echoes --- */

static gboolean
on_leaflet (double x, double y, const Moment *at)
{
  for (int side = -1; side <= 1; side += 2) {
    double hinge = CHAMBER_X + side * 34, along = -side * (x - hinge), up = VALVE_Y - y;
    double far = along * cos (at->valve) + up * sin (at->valve);
    double off = up * cos (at->valve) - along * sin (at->valve);
    if (far > 0 && far < 36 && fabs (off) < 2.5)
      return TRUE;
  }
  return FALSE;
}

/* How bright the tissue at X, Y is. */
static double
echo_of (double x, double y, const Moment *at)
{
  double inner = hypot ((x - CHAMBER_X) / at->a, (y - CHAMBER_Y) / at->b);
  double outer = hypot ((x - CHAMBER_X) / (at->a + at->wall), (y - CHAMBER_Y) / (at->b + at->wall));
  double atrium = hypot ((x - CHAMBER_X) / 62, (y - ATRIUM_Y) / at->atrium);
  double around = hypot ((x - CHAMBER_X) / 74, (y - ATRIUM_Y) / (at->atrium + 12));
  if (on_leaflet (x, y, at))
    return 1.6;
  if (inner < 1 && y < VALVE_Y)
    return 0.1;
  if (atrium < 1)
    return 0.12;
  if (outer < 1)
    return 1.05;
  if (around < 1)
    return 0.9;
  if (outer < 1.12)
    return 1.5; /* pericardium */
  return 0.55;
}

/* Of the blood at X, Y in the box, -1 to 1, towards the probe; 0 is not coloured. */
static double
speed_of (double x, double y, const Moment *at)
{
  if (x < BOX_LEFT || x >= BOX_RIGHT || y < BOX_TOP || y >= BOX_BOTTOM)
    return 0;
  gboolean blood = echo_of (x, y, at) < 0.2;
  double aside = (x - CHAMBER_X) / (at->flow > 0 ? 30 : 16);
  double speed = at->flow * exp (-aside * aside);
  if (at->flow < 0 && y < VALVE_Y)
    speed = 0; /* the valve is shut but for its leak */
  return blood && fabs (speed) > 0.15 ? speed : 0;
}

/* --- painting --- */

static guint8
even (double value)
{
  return (guint8)((guint)CLAMP (value, 0, 247) & ~7u);
}

/* Full-range YCbCr of ITU-R BT.601, as YBR_FULL has it (PS3.3 C.7.6.3.1.2). */
static void
put_colour (CsSampleLoop *loop, int at, double red, double green, double blue)
{
  loop->planes[at] = (guint8)lround (0.299 * red + 0.587 * green + 0.114 * blue);
  loop->planes[PIXELS + at] = (guint8)lround (128 - 0.168736 * red - 0.331264 * green + 0.5 * blue);
  loop->planes[2 * PIXELS + at] =
      (guint8)lround (128 + 0.5 * red - 0.418688 * green - 0.081312 * blue);
}

static void
paint_sector (CsSampleLoop *loop, const Moment *at)
{
  for (int i = 0; i < PIXELS; i++) {
    double x = i % COLUMNS + 0.5, y = i / COLUMNS + 0.5;
    int depth = loop->depth[i];
    if (depth < 0)
      continue;
    double speed = speed_of (x, y, at);
    if (speed != 0) {
      double bright = even (90 + 160 * fabs (speed)), tint = even (150 * fabs (speed));
      put_colour (loop, i, speed > 0 ? bright : 0, tint / 2, speed > 0 ? 0 : bright);
      continue;
    }
    /* The tissue moves with the beat, and its speckle with it. */
    int moved = CLAMP (depth + (int)lround (10 * at->squeeze), 0, FAR);
    double fade = 1.1 - 0.4 * depth / FAR;
    loop->planes[i] =
        even (echo_of (x, y, at) * fade * (30 + 0.75 * loop->speckle[moved][loop->line[i]]));
  }
}

static void
paint_box (CsSampleLoop *loop)
{
  for (int x = BOX_LEFT; x < BOX_RIGHT; x++) {
    put_colour (loop, BOX_TOP * COLUMNS + x, 200, 200, 200);
    put_colour (loop, (BOX_BOTTOM - 1) * COLUMNS + x, 200, 200, 200);
  }
  for (int y = BOX_TOP; y < BOX_BOTTOM; y++) {
    put_colour (loop, y * COLUMNS + BOX_LEFT, 200, 200, 200);
    put_colour (loop, y * COLUMNS + BOX_RIGHT - 1, 200, 200, 200);
  }
}

/* Height of the heart's current above its line, pixels, at T of a beat. */
static double
trace_at (double t)
{
  double peak = exp (-pow ((t - 0.08) / 0.012, 2)), dip = exp (-pow ((t - 0.11) / 0.012, 2));
  double wave = exp (-pow ((t - 0.38) / 0.05, 2)), before = exp (-pow ((t - 0.92) / 0.03, 2));
  return 30 * peak - 8 * dip + 7 * wave + 4 * before;
}

static void
paint_trace (CsSampleLoop *loop, guint frame)
{
  int now = (int)((frame + 1) * COLUMNS / CS_SAMPLE_LOOP_FRAMES);
  double beats = (double)CS_SAMPLE_LOOP_FRAMES / CS_SAMPLE_LOOP_BEAT, before = 0;
  for (int x = 0; x < COLUMNS; x++) {
    double height = trace_at (fmod (x * beats / COLUMNS, 1));
    int from = (int)lround (TRACE_Y - MAX (height, before));
    int to = (int)lround (TRACE_Y - MIN (height, before));
    before = height;
    for (int y = from; y <= to; y++)
      put_colour (loop, y * COLUMNS + x, 0, x < now ? 220 : 70, 0);
  }
  for (int y = TRACE_Y - 32; y < TRACE_Y + 12; y++)
    put_colour (loop, y * COLUMNS + MIN (now, COLUMNS - 1), 220, 220, 0);
}

const guint8 *
cs_sample_loop_frame (CsSampleLoop *loop, guint n)
{
  Moment at = moment_of (n);
  memset (loop->planes, 0, PIXELS);
  memset (loop->planes + PIXELS, 128, 2 * PIXELS);
  paint_sector (loop, &at);
  paint_box (loop);
  paint_trace (loop, n);
  return loop->planes;
}

/* --- the file --- */

static void
put_region (GByteArray *out, guint16 type, guint32 left, guint32 top, guint32 right, guint32 bottom)
{
  cs_sample_dicom_u16 (out, 0x00186012, 1); /* spatial format: 2D */
  cs_sample_dicom_u16 (out, 0x00186014, type);
  cs_sample_dicom_u32 (out, 0x00186016, 0);
  cs_sample_dicom_u32 (out, 0x00186018, left);
  cs_sample_dicom_u32 (out, 0x0018601a, top);
  cs_sample_dicom_u32 (out, 0x0018601c, right);
  cs_sample_dicom_u32 (out, 0x0018601e, bottom);
  cs_sample_dicom_u16 (out, 0x00186024, 3); /* cm */
  cs_sample_dicom_u16 (out, 0x00186026, 3);
  cs_sample_dicom_f64 (out, 0x0018602c, CS_SAMPLE_LOOP_SPACING / 10);
  cs_sample_dicom_f64 (out, 0x0018602e, CS_SAMPLE_LOOP_SPACING / 10);
}

static void
put_regions (GByteArray *out)
{
  cs_sample_dicom_sequence (out, 0x00186011);
  put_region (out, 1, 50, APEX_Y, 590, APEX_Y + FAR); /* tissue */
  cs_sample_dicom_item_end (out);
  cs_sample_dicom_item (out);
  put_region (out, 2, BOX_LEFT, BOX_TOP, BOX_RIGHT - 1, BOX_BOTTOM - 1); /* colour flow */
  cs_sample_dicom_sequence_end (out);
}

static void
put_picture (GByteArray *out)
{
  static const guint8 frame_time[] = { 0x18, 0x00, 0x63, 0x10 };
  cs_sample_dicom_u16 (out, 0x00280002, 3);
  cs_sample_dicom_text (out, 0x00280004, "CS", "YBR_FULL");
  cs_sample_dicom_u16 (out, 0x00280006, 1);
  cs_sample_dicom_format (out, 0x00280008, "IS", "%u", CS_SAMPLE_LOOP_FRAMES);
  cs_sample_dicom_bytes (out, 0x00280009, "AT", frame_time, sizeof frame_time);
  cs_sample_dicom_u16 (out, 0x00280010, ROWS);
  cs_sample_dicom_u16 (out, 0x00280011, COLUMNS);
  cs_sample_dicom_u16 (out, 0x00280014, 1); /* some pixels are flow in colour */
  cs_sample_dicom_u16 (out, 0x00280100, 8);
  cs_sample_dicom_u16 (out, 0x00280101, 8);
  cs_sample_dicom_u16 (out, 0x00280102, 7);
  cs_sample_dicom_u16 (out, 0x00280103, 0);
  cs_sample_dicom_text (out, 0x00280301, "CS", "NO");
  cs_sample_dicom_text (out, 0x00282110, "CS", "00");
}

GBytes *
cs_sample_loop_dicom (void)
{
  static const CsSampleStudy study = {
    "PHANTOM-5", "PHANTOM-5", "Phantom^Five", "O", "19720930", "20260126",
  };
  static const CsSampleImage image = {
    &study, US_MULTI_FRAME, CS_SAMPLE_RLE, "US", "ORIGINAL\\PRIMARY", "Apical, colour flow",
    "loop", "25",
  };
  g_autoptr (CsSampleLoop) loop = cs_sample_loop_new ();
  g_autoptr (GPtrArray) frames = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  for (guint i = 0; i < CS_SAMPLE_LOOP_FRAMES; i++)
    g_ptr_array_add (frames,
                     cs_sample_dicom_rle (cs_sample_loop_frame (loop, i), 3, ROWS, COLUMNS));
  GByteArray *out = cs_sample_dicom_new (&image);
  cs_sample_dicom_text (out, 0x00180015, "CS", "HEART");
  cs_sample_dicom_text (out, 0x00180040, "IS", "25");
  cs_sample_dicom_text (out, 0x00181063, "DS", "40");
  cs_sample_dicom_text (out, 0x00181088, "IS", "50");
  put_regions (out);
  cs_sample_dicom_numbers (out, &image, 1, 1);
  put_picture (out);
  cs_sample_dicom_frames (out, frames);
  return g_byte_array_free_to_bytes (out);
}
