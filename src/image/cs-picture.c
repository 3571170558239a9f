/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-picture.h"

#include <math.h>
#include <string.h>

#define SMALLEST 64 /* no smaller level is made */
#define STEPS 65536

/* --- halving --- */

#define HALVE_ROW(name, type)                                                                      \
  static void name (const type *a, const type *b, guint columns, type *out)                        \
  {                                                                                                \
    guint whole = columns / 2;                                                                     \
    for (guint x = 0; x < whole; x++)                                                              \
      out[x] = (type)((a[2 * x] + a[2 * x + 1] + b[2 * x] + b[2 * x + 1] + 2) >> 2);               \
    if (columns % 2 != 0)                                                                          \
      out[whole] = (type)((a[2 * whole] + b[2 * whole] + 1) >> 1);                                 \
  }

HALVE_ROW (halve_u8, guint8)
HALVE_ROW (halve_i8, gint8)
HALVE_ROW (halve_u16, guint16)
HALVE_ROW (halve_i16, gint16)

static void
halve_colour (const guint32 *a, const guint32 *b, guint columns, guint32 *out)
{
  const guint32 even = 0x00ff00ff;
  for (guint x = 0; x < (columns + 1) / 2; x++) {
    guint p = 2 * x, q = MIN (p + 1, columns - 1);
    guint32 low = (a[p] & even) + (a[q] & even) + (b[p] & even) + (b[q] & even) + 0x00020002;
    guint32 high = ((a[p] >> 8) & even) + ((a[q] >> 8) & even) + ((b[p] >> 8) & even) +
                   ((b[q] >> 8) & even) + 0x00020002;
    out[x] = ((low >> 2) & even) | (((high >> 2) & even) << 8);
  }
}

static const gsize plane_sizes[] = { 1, 1, 2, 2, 4 };

static void
halve_row (CsPlane plane, gconstpointer a, gconstpointer b, guint columns, gpointer out)
{
  switch (plane) {
  case CS_PLANE_U8:
    halve_u8 (a, b, columns, out);
    break;
  case CS_PLANE_I8:
    halve_i8 (a, b, columns, out);
    break;
  case CS_PLANE_U16:
    halve_u16 (a, b, columns, out);
    break;
  case CS_PLANE_I16:
    halve_i16 (a, b, columns, out);
    break;
  default:
    halve_colour (a, b, columns, out);
    break;
  }
}

static void
make_levels (CsPicture *picture)
{
  gsize size = plane_sizes[picture->plane];
  while (picture->n_levels < CS_PICTURE_LEVELS) {
    const CsPictureLevel *last = &picture->levels[picture->n_levels - 1];
    if (MAX (last->rows, last->columns) <= SMALLEST)
      return;
    CsPictureLevel next = { (last->rows + 1) / 2, (last->columns + 1) / 2, NULL };
    gsize row = last->columns * size, next_row = next.columns * size;
    guint8 *pixels = g_malloc (next.rows * next_row);
    for (guint y = 0; y < next.rows; y++) {
      const guint8 *a = (const guint8 *)last->pixels + 2 * y * row;
      const guint8 *b = 2 * y + 1 < last->rows ? a + row : a;
      halve_row (picture->plane, a, b, last->columns, pixels + y * next_row);
    }
    next.pixels = pixels;
    picture->made[picture->n_levels] = pixels;
    picture->levels[picture->n_levels++] = next;
    picture->bytes += next.rows * next_row;
  }
}

/* --- the first level --- */

static void
set_made (CsPicture *picture, CsPlane plane, gpointer pixels, gsize size)
{
  picture->plane = plane;
  picture->levels[0].pixels = picture->made[0] = pixels;
  picture->bytes += size;
}

/* Brings what has more than 16 bits to as many. */
static void
squeeze (CsPicture *picture)
{
  const CsFrame *frame = picture->frame;
  gsize n = (gsize)frame->rows * frame->columns;
  double least = HUGE_VAL, most = -HUGE_VAL;
  for (gsize i = 0; i < n; i++) {
    double value = cs_frame_sample (frame, i);
    if (isfinite (value)) {
      least = MIN (least, value);
      most = MAX (most, value);
    }
  }
  if (least > most)
    least = most = 0;
  gboolean whole = frame->type != CS_PIXEL_F32 && frame->type != CS_PIXEL_F64;
  /* Halved first: the difference of two large doubles need not be one. */
  double step = most / (STEPS - 1) - least / (STEPS - 1);
  if ((whole && step < 1) || step <= 0)
    step = 1;
  guint16 *pixels = g_new (guint16, n);
  for (gsize i = 0; i < n; i++) {
    double value = cs_frame_sample (frame, i);
    double place = isnan (value) ? 0 : value / step - least / step;
    pixels[i] = (guint16)(CLAMP (place, 0, STEPS - 1) + 0.5);
  }
  picture->scale = step;
  picture->offset = least;
  set_made (picture, CS_PLANE_U16, pixels, n * sizeof *pixels);
}

/* The sample as 0 to 255. */
static guint
eight_bits (const CsFrame *frame, gsize i)
{
  CsPixelType type = frame->type;
  double value = cs_frame_sample (frame, i);
  if (type == CS_PIXEL_U16)
    value /= 257;
  else if (type == CS_PIXEL_U32)
    value /= 16843009;
  else if (type == CS_PIXEL_F32 || type == CS_PIXEL_F64)
    value *= 255;
  return isnan (value) ? 0 : (guint)(CLAMP (value, 0, 255) + 0.5);
}

/* The usual kind, ten times as fast. */
static void
paint_rgb8 (CsPicture *picture)
{
  const guint8 *in = g_bytes_get_data (picture->frame->bytes, NULL);
  gsize n = (gsize)picture->frame->rows * picture->frame->columns;
  guint32 *pixels = g_new (guint32, n);
  for (gsize i = 0; i < n; i++, in += 3)
    pixels[i] = 0xff000000 | (guint32)in[0] << 16 | (guint32)in[1] << 8 | in[2];
  set_made (picture, CS_PLANE_COLOUR, pixels, n * sizeof *pixels);
}

static void
paint_colour (CsPicture *picture)
{
  const CsFrame *frame = picture->frame;
  guint samples = frame->samples;
  gboolean alpha = samples == 2 || samples == 4;
  gsize n = (gsize)frame->rows * frame->columns;
  guint32 *pixels = g_new (guint32, n);
  for (gsize i = 0; i < n; i++) {
    guint colour[3];
    for (guint c = 0; c < 3; c++)
      colour[c] = eight_bits (frame, i * samples + (samples < 3 ? 0 : c));
    guint opacity = alpha ? eight_bits (frame, i * samples + samples - 1) : 255;
    for (guint c = 0; c < 3 && opacity < 255; c++)
      colour[c] = (colour[c] * opacity + 127) / 255;
    pixels[i] = 0xff000000 | colour[0] << 16 | colour[1] << 8 | colour[2];
  }
  set_made (picture, CS_PLANE_COLOUR, pixels, n * sizeof *pixels);
}

/* --- what values there are --- */

/* How often each pixel occurs, from the least possible one on. */
static guint32 *
count_pixels (const CsPicture *picture, int *ret_first)
{
  guint32 *counts = g_new0 (guint32, STEPS);
  gsize n = (gsize)picture->levels[0].rows * picture->levels[0].columns;
  const void *pixels = picture->levels[0].pixels;
  *ret_first = 0;
  switch (picture->plane) {
  case CS_PLANE_U8:
    for (gsize i = 0; i < n; i++)
      counts[((const guint8 *)pixels)[i]]++;
    break;
  case CS_PLANE_I8:
    *ret_first = G_MININT8;
    for (gsize i = 0; i < n; i++)
      counts[((const gint8 *)pixels)[i] - G_MININT8]++;
    break;
  case CS_PLANE_U16:
    for (gsize i = 0; i < n; i++)
      counts[((const guint16 *)pixels)[i]]++;
    break;
  default:
    *ret_first = G_MININT16;
    for (gsize i = 0; i < n; i++)
      counts[((const gint16 *)pixels)[i] - G_MININT16]++;
    break;
  }
  return counts;
}

/* The place where the running sum first exceeds PASSED pixels. */
static int
walk_counts (const guint32 *counts, guint64 passed)
{
  guint64 sum = 0;
  for (int i = 0; i < STEPS; i++) {
    sum += counts[i];
    if (sum > passed)
      return i;
  }
  return STEPS - 1;
}

/* Takes padding out of COUNTS, unless there is nothing else; gives how many pixels are left. */
static guint64
drop_padding (const CsPicture *picture, guint32 *counts, int first)
{
  const CsProbeFacts *facts = cs_probe_facts (picture->probe);
  guint64 n = (guint64)picture->levels[0].rows * picture->levels[0].columns, dropped = 0;
  if (!facts->has_padding)
    return n;
  /* In pixels of the level, of which a wide one may stand for several values. */
  double low = ((double)facts->padding_first - picture->offset) / picture->scale - first;
  double high = ((double)facts->padding_last - picture->offset) / picture->scale - first;
  int begin = (int)ceil (CLAMP (low, 0, STEPS)), end = (int)floor (CLAMP (high, -1, STEPS - 1));
  for (int i = begin; i <= end; i++)
    dropped += counts[i];
  if (dropped == n)
    return n;
  for (int i = begin; i <= end; i++)
    counts[i] = 0;
  return n - dropped;
}

/* In stored values; the rescale comes after. */
static void
take_statistics (CsPicture *picture)
{
  int first;
  g_autofree guint32 *counts = count_pixels (picture, &first);
  guint64 n = drop_padding (picture, counts, first);
  const guint64 passed[] = { 0, n / 100, n - 1 - n / 100, n - 1 };
  double values[4];
  for (guint i = 0; i < 4; i++)
    values[i] = (walk_counts (counts, passed[i]) + first) * picture->scale + picture->offset;
  picture->least = values[0];
  picture->percentile_1 = values[1];
  picture->percentile_99 = values[2];
  picture->most = values[3];
}

static void
swap (double *a, double *b)
{
  double kept = *a;
  *a = *b;
  *b = kept;
}

/* From stored values to those of the modality. */
static void
rescale (CsPicture *picture)
{
  double slope, intercept;
  cs_picture_rescale (picture->facts, &slope, &intercept);
  double *const values[] = { &picture->offset, &picture->least, &picture->percentile_1,
                             &picture->percentile_99, &picture->most };
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    *values[i] = *values[i] * slope + intercept;
  picture->scale *= slope;
  if (slope < 0) {
    swap (&picture->least, &picture->most);
    swap (&picture->percentile_1, &picture->percentile_99);
  }
}

/* --- public --- */

void
cs_picture_rescale (const CsFrameFacts *facts, double *ret_slope, double *ret_intercept)
{
  if (!cs_decimal_parse (facts->slope, ret_slope) || *ret_slope == 0)
    *ret_slope = 1;
  if (!cs_decimal_parse (facts->intercept, ret_intercept))
    *ret_intercept = 0;
}

CsPicture *
cs_picture_new (CsFrame *frame, CsProbe *probe, guint n)
{
  static const CsPlane planes[] = { CS_PLANE_U8, CS_PLANE_I8, CS_PLANE_U16, CS_PLANE_I16 };
  g_return_val_if_fail (frame->rows > 0 && frame->columns > 0, NULL);
  CsPicture *picture = g_new0 (CsPicture, 1);
  picture->refs = 1;
  picture->frame = cs_frame_ref (frame);
  picture->probe = cs_probe_ref (probe);
  picture->facts = cs_probe_frame_facts (probe, n);
  picture->scale = 1;
  picture->n_levels = 1;
  picture->levels[0] = (CsPictureLevel){ frame->rows, frame->columns, NULL };
  picture->bytes = g_bytes_get_size (frame->bytes);
  picture->inverse = g_strcmp0 (cs_probe_facts (probe)->photometric, "MONOCHROME1") == 0;
  if (frame->samples != 1) {
    if (frame->samples == 3 && frame->type == CS_PIXEL_U8)
      paint_rgb8 (picture);
    else
      paint_colour (picture);
    make_levels (picture);
    return picture;
  }
  if (frame->type < G_N_ELEMENTS (planes)) {
    picture->plane = planes[frame->type];
    picture->levels[0].pixels = g_bytes_get_data (frame->bytes, NULL);
  } else {
    squeeze (picture);
  }
  take_statistics (picture);
  rescale (picture);
  make_levels (picture);
  return picture;
}

CsPicture *
cs_picture_ref (CsPicture *picture)
{
  __atomic_add_fetch (&picture->refs, 1, __ATOMIC_RELAXED);
  return picture;
}

void
cs_picture_unref (CsPicture *picture)
{
  if (picture == NULL || __atomic_sub_fetch (&picture->refs, 1, __ATOMIC_ACQ_REL) > 0)
    return;
  for (guint i = 0; i < picture->n_levels; i++)
    g_free (picture->made[i]);
  cs_frame_unref (picture->frame);
  cs_probe_unref (picture->probe);
  g_free (picture);
}
