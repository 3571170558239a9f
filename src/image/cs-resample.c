/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each loop is written once and made for each plane, which is constant wherever it is asked. Built
 * with all optimisation, so that the compiler uses vectors. */
#include "cs-resample-private.h"

#define LANES 0x00ff00ffu

#define FOR_EACH_PLANE(plane, call)                                                                \
  switch (plane) {                                                                                 \
  case CS_PLANE_U8:                                                                                \
    call (CS_PLANE_U8);                                                                            \
    break;                                                                                         \
  case CS_PLANE_I8:                                                                                \
    call (CS_PLANE_I8);                                                                            \
    break;                                                                                         \
  case CS_PLANE_U16:                                                                               \
    call (CS_PLANE_U16);                                                                           \
    break;                                                                                         \
  case CS_PLANE_I16:                                                                               \
    call (CS_PLANE_I16);                                                                           \
    break;                                                                                         \
  default:                                                                                         \
    call (CS_PLANE_COLOUR);                                                                        \
    break;                                                                                         \
  }

/* --- one pixel --- */

/* A colour, or the value counted from the least possible one. */
static G_ALWAYS_INLINE inline guint32
pixel_at (CsPlane plane, gconstpointer pixels, gsize i)
{
  switch (plane) {
  case CS_PLANE_U8:
    return ((const guint8 *)pixels)[i];
  case CS_PLANE_I8:
    return (guint8)(((const guint8 *)pixels)[i] ^ 0x80);
  case CS_PLANE_U16:
    return ((const guint16 *)pixels)[i];
  case CS_PLANE_I16:
    return (guint16)(((const guint16 *)pixels)[i] ^ 0x8000);
  default:
    return ((const guint32 *)pixels)[i];
  }
}

static G_ALWAYS_INLINE inline guint32
mix_colours (guint32 a, guint32 b, guint32 weight)
{
  guint32 other = 256 - weight;
  guint32 low = ((a & LANES) * other + (b & LANES) * weight + 0x00800080) >> 8 & LANES;
  guint32 high = (((a >> 8) & LANES) * other + ((b >> 8) & LANES) * weight + 0x00800080) & ~LANES;
  return low | high;
}

/* 256 times the mean of two values. */
static G_ALWAYS_INLINE inline guint32
mix_down (CsPlane plane, guint32 a, guint32 b, guint32 weight)
{
  if (plane == CS_PLANE_COLOUR)
    return mix_colours (a, b, weight);
  /* Both fit into 16 bits, for which there is a fast product. */
  return (guint32)(guint16)a * (guint16)(256 - weight) + (guint32)(guint16)b * (guint16)weight;
}

/* 65535 * 65536 + 32768 still fits. */
static G_ALWAYS_INLINE inline guint32
mix_across (CsPlane plane, guint32 a, guint32 b, guint32 weight, const guint32 *table)
{
  if (plane == CS_PLANE_COLOUR)
    return mix_colours (a, b, weight);
  return table[(a * 256 + (b - a) * weight + 32768) >> 16];
}

static G_ALWAYS_INLINE inline guint32
look_up (CsPlane plane, guint32 pixel, const guint32 *table)
{
  return plane == CS_PLANE_COLOUR ? pixel : table[pixel];
}

/* --- rows --- */

void
cs_resample_nearest (CsPlane plane, gconstpointer row, const guint32 *at, guint n,
                     const guint32 *table, guint32 *out)
{
#define NEAREST(p)                                                                                 \
  for (guint i = 0; i < n; i++)                                                                    \
  out[i] = look_up (p, pixel_at (p, row, at[i]), table)
  FOR_EACH_PLANE (plane, NEAREST)
}

void
cs_resample_copy (CsPlane plane, gconstpointer row, guint n, const guint32 *table, guint32 *out)
{
#define COPY(p)                                                                                    \
  for (guint i = 0; i < n; i++)                                                                    \
  out[i] = look_up (p, pixel_at (p, row, i), table)
  FOR_EACH_PLANE (plane, COPY)
}

void
cs_resample_blend (CsPlane plane, gconstpointer a, gconstpointer b, guint weight, guint n,
                   guint32 *restrict out)
{
#define BLEND(p)                                                                                   \
  for (guint i = 0; i < n; i++)                                                                    \
  out[i] = mix_down (p, pixel_at (p, a, i), pixel_at (p, b, i), weight)
  FOR_EACH_PLANE (plane, BLEND)
}

void
cs_resample_finish (CsPlane plane, const guint32 *row, const guint32 *at, guint n,
                    const guint32 *table, guint32 *out)
{
#define FINISH(p)                                                                                  \
  for (guint i = 0; i < n; i++)                                                                    \
  out[i] = mix_across (p, row[at[i] >> 8], row[(at[i] >> 8) + 1], at[i] & 255, table)
  if (plane == CS_PLANE_COLOUR)
    FINISH (CS_PLANE_COLOUR);
  else
    FINISH (CS_PLANE_U16);
}

/* --- in any direction --- */

static G_ALWAYS_INLINE inline guint32
pick (CsPlane plane, const CsPictureLevel *level, gint64 x, gint64 y, const guint32 *table)
{
  gint64 u = MIN (x >> 32, (gint64)level->columns - 1), v = MIN (y >> 32, (gint64)level->rows - 1);
  return look_up (plane, pixel_at (plane, level->pixels, (gsize)(v * level->columns + u)), table);
}

static G_ALWAYS_INLINE inline guint32
mix (CsPlane plane, const CsPictureLevel *level, gint64 x, gint64 y, const guint32 *table)
{
  gint64 right = (gint64)level->columns - 1, bottom = (gint64)level->rows - 1;
  /* From the centre of the first pixel, rounded to 1/256. */
  const gint64 shift = (G_GINT64_CONSTANT (1) << 23) - (G_GINT64_CONSTANT (1) << 31);
  gint64 u = (x + shift) >> 24, v = (y + shift) >> 24;
  gint64 x0 = CLAMP (u >> 8, 0, right), x1 = CLAMP ((u >> 8) + 1, 0, right);
  gint64 y0 = CLAMP (v >> 8, 0, bottom), y1 = CLAMP ((v >> 8) + 1, 0, bottom);
  gsize above = (gsize)(y0 * level->columns), below = (gsize)(y1 * level->columns);
  guint32 left = mix_down (plane, pixel_at (plane, level->pixels, above + (gsize)x0),
                           pixel_at (plane, level->pixels, below + (gsize)x0), v & 255);
  guint32 other = mix_down (plane, pixel_at (plane, level->pixels, above + (gsize)x1),
                            pixel_at (plane, level->pixels, below + (gsize)x1), v & 255);
  return mix_across (plane, left, other, u & 255, table);
}

static G_ALWAYS_INLINE inline void
follow (CsPlane plane, const CsResampleLine *line, gboolean smooth, guint n, guint32 *out)
{
  /* Copies, or every pixel written might change them. */
  const CsPictureLevel level = *line->level;
  const guint64 right = (guint64)line->right, bottom = (guint64)line->bottom;
  const gint64 dx = line->dx, dy = line->dy;
  const guint32 *table = line->table, outside = line->outside;
  gint64 x = line->x, y = line->y;
  for (guint i = 0; i < n; i++, x += dx, y += dy) {
    if ((guint64)x >= right || (guint64)y >= bottom)
      out[i] = outside;
    else if (smooth)
      out[i] = mix (plane, &level, x, y, table);
    else
      out[i] = pick (plane, &level, x, y, table);
  }
}

void
cs_resample_line (CsPlane plane, const CsResampleLine *line, gboolean smooth, guint n, guint32 *out)
{
#define PICK(p) follow (p, line, FALSE, n, out)
#define MIX(p) follow (p, line, TRUE, n, out)
  if (smooth)
    FOR_EACH_PLANE (plane, MIX)
  else
    FOR_EACH_PLANE (plane, PICK)
}
