/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-resample-private.h"

#define LANES 0x00ff00ffu

/* --- for each plane: the loops are alike and the types are not --- */

#define GREY_LOOPS(suffix, type, least)                                                            \
  static void gather_##suffix (const type *pixels, const guint32 *offsets, guint n,                \
                               const guint32 *table, guint32 *out)                                 \
  {                                                                                                \
    const guint32 *middle = table - (least);                                                       \
    for (guint i = 0; i < n; i++)                                                                  \
      out[i] = middle[pixels[offsets[i]]];                                                         \
  }                                                                                                \
  static void copy_##suffix (const type *pixels, guint n, const guint32 *table, guint32 *out)      \
  {                                                                                                \
    const guint32 *middle = table - (least);                                                       \
    for (guint i = 0; i < n; i++)                                                                  \
      out[i] = middle[pixels[i]];                                                                  \
  }                                                                                                \
  static void blend_##suffix (const type *a, const type *b, guint weight, guint n, guint32 *out)   \
  {                                                                                                \
    guint other = 256 - weight;                                                                    \
    for (guint i = 0; i < n; i++)                                                                  \
      out[i] = (guint32)(a[i] - (least)) * other + (guint32)(b[i] - (least)) * weight;             \
  }                                                                                                \
  static void skip_##suffix (const type *a, const type *b, gsize step, guint weight, guint n,      \
                             guint32 *out)                                                         \
  {                                                                                                \
    guint other = 256 - weight;                                                                    \
    for (gsize i = 0; i < n; i++)                                                                  \
      out[i] =                                                                                     \
          (guint32)(a[i * step] - (least)) * other + (guint32)(b[i * step] - (least)) * weight;    \
  }

GREY_LOOPS (u8, guint8, 0)
GREY_LOOPS (i8, gint8, G_MININT8)
GREY_LOOPS (u16, guint16, 0)
GREY_LOOPS (i16, gint16, G_MININT16)

/* --- colours --- */

static guint32
mix_colours (guint32 a, guint32 b, guint weight)
{
  guint other = 256 - weight;
  guint32 low = ((a & LANES) * other + (b & LANES) * weight + 0x00800080) >> 8 & LANES;
  guint32 high = (((a >> 8) & LANES) * other + ((b >> 8) & LANES) * weight + 0x00800080) & ~LANES;
  return low | high;
}

static void
blend_colour (const guint32 *a, const guint32 *b, gsize step, guint weight, guint n, guint32 *out)
{
  for (gsize i = 0; i < n; i++)
    out[i] = mix_colours (a[i * step], b[i * step], weight);
}

/* --- rows --- */

void
cs_resample_gather (CsPlane plane, gconstpointer pixels, gsize base, const guint32 *offsets,
                    guint n, const guint32 *table, guint32 *out)
{
  switch (plane) {
  case CS_PLANE_U8:
    gather_u8 ((const guint8 *)pixels + base, offsets, n, table, out);
    break;
  case CS_PLANE_I8:
    gather_i8 ((const gint8 *)pixels + base, offsets, n, table, out);
    break;
  case CS_PLANE_U16:
    gather_u16 ((const guint16 *)pixels + base, offsets, n, table, out);
    break;
  case CS_PLANE_I16:
    gather_i16 ((const gint16 *)pixels + base, offsets, n, table, out);
    break;
  default:
    for (guint i = 0; i < n; i++)
      out[i] = ((const guint32 *)pixels)[base + offsets[i]];
    break;
  }
}

void
cs_resample_copy (CsPlane plane, gconstpointer pixels, gsize base, guint n, const guint32 *table,
                  guint32 *out)
{
  switch (plane) {
  case CS_PLANE_U8:
    copy_u8 ((const guint8 *)pixels + base, n, table, out);
    break;
  case CS_PLANE_I8:
    copy_i8 ((const gint8 *)pixels + base, n, table, out);
    break;
  case CS_PLANE_U16:
    copy_u16 ((const guint16 *)pixels + base, n, table, out);
    break;
  case CS_PLANE_I16:
    copy_i16 ((const gint16 *)pixels + base, n, table, out);
    break;
  default:
    for (guint i = 0; i < n; i++)
      out[i] = ((const guint32 *)pixels)[base + i];
    break;
  }
}

#define BLEND(suffix, type)                                                                        \
  do {                                                                                             \
    const type *from = pixels;                                                                     \
    if (step == 1)                                                                                 \
      blend_##suffix (from + a, from + b, weight, n, out);                                         \
    else                                                                                           \
      skip_##suffix (from + a, from + b, step, weight, n, out);                                    \
  } while (FALSE)

void
cs_resample_blend (CsPlane plane, gconstpointer pixels, gsize a, gsize b, gsize step, guint weight,
                   guint n, guint32 *out)
{
  switch (plane) {
  case CS_PLANE_U8:
    BLEND (u8, guint8);
    break;
  case CS_PLANE_I8:
    BLEND (i8, gint8);
    break;
  case CS_PLANE_U16:
    BLEND (u16, guint16);
    break;
  case CS_PLANE_I16:
    BLEND (i16, gint16);
    break;
  default:
    blend_colour ((const guint32 *)pixels + a, (const guint32 *)pixels + b, step, weight, n, out);
    break;
  }
}

void
cs_resample_finish (CsPlane plane, const guint32 *row, guint32 first, const CsAxis *axis,
                    const guint32 *table, guint32 *out)
{
  for (guint i = axis->begin; i < axis->end; i++) {
    guint32 a = row[axis->at[i] - first], b = row[axis->next[i] - first];
    guint weight = axis->weight[i];
    if (plane == CS_PLANE_COLOUR)
      out[i] = mix_colours (a, b, weight);
    else /* 65535 * 65536 + 32768 still fits */
      out[i] = table[(a * (256 - weight) + b * weight + 32768) >> 16];
  }
}

/* --- one pixel --- */

static guint32
pixel_at (CsPlane plane, gconstpointer pixels, gsize i)
{
  switch (plane) {
  case CS_PLANE_U8:
    return ((const guint8 *)pixels)[i];
  case CS_PLANE_I8:
    return (guint32)(((const gint8 *)pixels)[i] - G_MININT8);
  case CS_PLANE_U16:
    return ((const guint16 *)pixels)[i];
  case CS_PLANE_I16:
    return (guint32)(((const gint16 *)pixels)[i] - G_MININT16);
  default:
    return ((const guint32 *)pixels)[i];
  }
}

guint32
cs_resample_one (CsPlane plane, const CsPictureLevel *level, gint64 x, gint64 y, gboolean smooth,
                 const guint32 *table)
{
  gint64 right = level->columns - 1, bottom = level->rows - 1;
  gboolean colour = plane == CS_PLANE_COLOUR;
  if (!smooth) {
    gsize place = (gsize)(MIN (y >> 16, bottom) * level->columns + MIN (x >> 16, right));
    guint32 pixel = pixel_at (plane, level->pixels, place);
    return colour ? pixel : table[pixel];
  }
  /* To the centre of the pixel left above, rounded to 1/256. */
  gint64 u = (x - 32768 + 128) >> 8, v = (y - 32768 + 128) >> 8;
  gint64 x0 = CLAMP (u >> 8, 0, right), x1 = CLAMP ((u >> 8) + 1, 0, right);
  gsize y0 = (gsize)(CLAMP (v >> 8, 0, bottom) * level->columns);
  gsize y1 = (gsize)(CLAMP ((v >> 8) + 1, 0, bottom) * level->columns);
  guint wu = u & 255, wv = v & 255;
  guint32 a = pixel_at (plane, level->pixels, y0 + (gsize)x0);
  guint32 b = pixel_at (plane, level->pixels, y0 + (gsize)x1);
  guint32 c = pixel_at (plane, level->pixels, y1 + (gsize)x0);
  guint32 d = pixel_at (plane, level->pixels, y1 + (gsize)x1);
  if (colour)
    return mix_colours (mix_colours (a, c, wv), mix_colours (b, d, wv), wu);
  guint32 left = a * (256 - wv) + c * wv, other = b * (256 - wv) + d * wv;
  return table[(left * (256 - wu) + other * wu + 32768) >> 16];
}
