/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-frame-render.h"
#include "cs-resample-private.h"

#include <math.h>
#include <string.h>

#define BLACK 0xff000000

/* One call's worth of what everybody needs. */
typedef struct {
  CsPlane plane;
  const CsPictureLevel *level;
  CsMatrix matrix;      /* to pixels of the level */
  double columns, rows; /* of the frame in pixels of the level, fractions included */
  gboolean smooth;
  const guint32 *table;
  guint32 outside;
  const CsPixelBuffer *out;
} Render;

static guint32 *
row_of (const CsPixelBuffer *out, guint y)
{
  return (guint32 *)((guint8 *)out->pixels + y * out->stride);
}

static void
fill (guint32 *pixels, guint n, guint32 colour)
{
  for (guint i = 0; i < n; i++)
    pixels[i] = colour;
}

/* --- along one direction --- */

/* Where the pixels of a line of the view lie in the raster. */
typedef struct {
  guint begin, end; /* the part of the view that lies inside */
  guint32 first, n; /* the pixels of the raster that are looked at */
  guint32 *at;  /* the pixel counted from FIRST; smooth: as for cs_resample_finish, in a row with
                   one more pixel at either end */
  gint64 *fine; /* smooth: 256 times the place from the centre of the first pixel */
} Axis;

static void
axis_clear (Axis *axis)
{
  g_free (axis->at);
  g_free (axis->fine);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Axis, axis_clear)

/* N pixels of the view at STEP * (i + 1/2) + ORIGIN; the raster ends at SIZE and has PIXELS. */
static void
axis_init (Axis *axis, guint n, double step, double origin, double size, guint32 pixels)
{
  gint64 least = G_MAXINT64, most = G_MININT64;
  *axis = (Axis){ .at = g_new (guint32, n), .fine = g_new (gint64, n) };
  for (guint i = 0; i < n; i++) {
    double place = step * (i + 0.5) + origin;
    if (!(place >= 0 && place < size)) {
      if (axis->end > axis->begin)
        break;
      continue;
    }
    if (axis->end == axis->begin)
      axis->begin = i;
    axis->end = i + 1;
    axis->at[i] = MIN ((guint32)place, pixels - 1);
    axis->fine[i] = (gint64)floor ((place - 0.5) * 256 + 0.5);
    least = MIN (least, MIN (axis->at[i], axis->fine[i] >> 8));
    most = MAX (most, MAX (axis->at[i], (axis->fine[i] >> 8) + 1));
  }
  if (axis->end == axis->begin)
    return;
  axis->first = (guint32)CLAMP (least, 0, (gint64)pixels - 1);
  axis->n = (guint32)CLAMP (most, 0, (gint64)pixels - 1) - axis->first + 1;
}

static void
axis_count_from_first (Axis *axis, gboolean smooth)
{
  for (guint i = axis->begin; i < axis->end; i++) {
    if (smooth)
      axis->at[i] = (guint32)(axis->fine[i] + 256 - 256 * (gint64)axis->first);
    else
      axis->at[i] -= axis->first;
  }
}

/* Whether the pixels of AXIS lie beside each other in order. */
static gboolean
is_contiguous (const Axis *axis)
{
  for (guint i = axis->begin; i < axis->end; i++) {
    if (axis->at[i] != i - axis->begin)
      return FALSE;
  }
  return TRUE;
}

/* --- upright and in quarter turns --- */

/* A line of the view runs along a row of the raster; ALONG says where, DOWN which row. */
typedef struct {
  const Render *render;
  Axis along, down;
  gboolean contiguous;
  guint32 *mixed; /* a row with one more pixel at either end */
} Grid;

static gconstpointer
raster_row (const Grid *grid, gint64 y)
{
  static const gsize sizes[] = { 1, 1, 2, 2, 4 };
  const CsPictureLevel *level = grid->render->level;
  gsize row = (gsize)CLAMP (y, 0, (gint64)level->rows - 1);
  gsize place = row * level->columns + grid->along.first;
  return (const guint8 *)level->pixels + place * sizes[grid->render->plane];
}

/* Line I of those inside, as far as it is inside. */
static void
draw_line (const Grid *grid, guint i, guint32 *out)
{
  const Render *self = grid->render;
  const Axis *along = &grid->along;
  guint n = along->end - along->begin;
  if (self->smooth) {
    gint64 fine = grid->down.fine[i];
    cs_resample_blend (self->plane, raster_row (grid, fine >> 8),
                       raster_row (grid, (fine >> 8) + 1), fine & 255, along->n, grid->mixed + 1);
    grid->mixed[0] = grid->mixed[1];
    grid->mixed[along->n + 1] = grid->mixed[along->n];
    cs_resample_finish (self->plane, grid->mixed, along->at + along->begin, n, self->table, out);
    return;
  }
  gconstpointer row = raster_row (grid, grid->down.at[i]);
  if (grid->contiguous)
    cs_resample_copy (self->plane, row, n, self->table, out);
  else
    cs_resample_nearest (self->plane, row, along->at + along->begin, n, self->table, out);
}

static void
draw_upright (const Grid *grid)
{
  const CsPixelBuffer *out = grid->render->out;
  const Axis *along = &grid->along, *down = &grid->down;
  for (guint y = down->begin; y < down->end; y++) {
    guint32 *row = row_of (out, y) + along->begin;
    if (!grid->render->smooth && y > down->begin && down->at[y] == down->at[y - 1])
      memcpy (row, row_of (out, y - 1) + along->begin, (along->end - along->begin) * sizeof *row);
    else
      draw_line (grid, y, row);
  }
}

/* Lines of the raster are columns of the view: a few of them are drawn aside and then laid down
 * together, so that memory is read and written in its order. */
static void
draw_turned (const Grid *grid)
{
  enum { TOGETHER = 16 };
  const CsPixelBuffer *out = grid->render->out;
  const Axis *along = &grid->along, *down = &grid->down;
  guint n = along->end - along->begin;
  g_autofree guint32 *aside = g_new (guint32, (gsize)TOGETHER * MAX (n, 1));
  for (guint x = down->begin; x < down->end; x += TOGETHER) {
    guint lines = MIN (TOGETHER, down->end - x);
    for (guint i = 0; i < lines; i++)
      draw_line (grid, x + i, aside + (gsize)i * n);
    for (guint y = 0; y < n; y++) {
      guint32 *row = row_of (out, along->begin + y) + x;
      for (guint i = 0; i < lines; i++)
        row[i] = aside[(gsize)i * n + y];
    }
  }
}

static void
draw_outside (const Render *self, const Axis *across, const Axis *down)
{
  const CsPixelBuffer *out = self->out;
  for (guint y = 0; y < out->height; y++) {
    gboolean inside = y >= down->begin && y < down->end;
    fill (row_of (out, y), inside ? across->begin : out->width, self->outside);
    if (inside)
      fill (row_of (out, y) + across->end, out->width - across->end, self->outside);
  }
}

static void
draw_grid (const Render *self, gboolean turned)
{
  const CsPixelBuffer *out = self->out;
  const CsPictureLevel *level = self->level;
  const CsMatrix *m = &self->matrix;
  g_auto (Axis) along = { 0 }, down = { 0 };
  axis_init (&along, turned ? out->height : out->width, turned ? m->xy : m->xx, m->x0,
             self->columns, level->columns);
  axis_init (&down, turned ? out->width : out->height, turned ? m->yx : m->yy, m->y0, self->rows,
             level->rows);
  axis_count_from_first (&along, self->smooth);
  g_autofree guint32 *mixed = g_new (guint32, (gsize)along.n + 2);
  Grid grid = { self, along, down, !self->smooth && is_contiguous (&along), mixed };
  draw_outside (self, turned ? &down : &along, turned ? &along : &down);
  if (along.begin == along.end)
    return;
  if (turned)
    draw_turned (&grid);
  else
    draw_upright (&grid);
}

/* --- in any direction --- */

static gint64
fixed (double value)
{
  return llround (value * 4294967296.0);
}

static void
draw_slanted (const Render *self)
{
  const CsMatrix *m = &self->matrix;
  CsResampleLine line = {
    .dx = fixed (m->xx),
    .dy = fixed (m->yx),
    .right = fixed (self->columns),
    .bottom = fixed (self->rows),
    .level = self->level,
    .table = self->table,
    .outside = self->outside,
  };
  for (guint j = 0; j < self->out->height; j++) {
    line.x = fixed (m->xx * 0.5 + m->xy * (j + 0.5) + m->x0);
    line.y = fixed (m->yx * 0.5 + m->yy * (j + 0.5) + m->y0);
    cs_resample_line (self->plane, &line, self->smooth, self->out->width, row_of (self->out, j));
  }
}

/* --- public --- */

/* Brightness and contrast of colours, channel by channel; what has no opacity lies outside. */
static void
adjust_colours (const CsWindowTable *table, const CsPixelBuffer *out)
{
  guint8 channel[256];
  for (guint i = 0; i < 256; i++)
    channel[i] = table->entries[i] & 255;
  for (guint y = 0; y < out->height; y++) {
    guint32 *row = row_of (out, y);
    for (guint x = 0; x < out->width; x++) {
      guint32 p = row[x];
      row[x] = p == 0 ? BLACK
                      : BLACK | (guint32)channel[p >> 16 & 255] << 16 |
                            (guint32)channel[p >> 8 & 255] << 8 | channel[p & 255];
    }
  }
}

/* Frame pixels from one pixel of the view to the next, in the direction in which they are more. */
static double
reduction (const CsMatrix *m)
{
  return MAX (hypot (m->xx, m->yx), hypot (m->xy, m->yy));
}

/* FALSE when nothing of a picture can be seen through it: too small, or too far away. */
static gboolean
is_near (const CsMatrix *m)
{
  return reduction (m) <= 65536 && fabs (m->x0) <= 1e8 && fabs (m->y0) <= 1e8;
}

void
cs_frame_render (const CsPicture *picture, const CsWindowTable *table, const CsMatrix *matrix,
                 CsResample resample, const CsPixelBuffer *out)
{
  g_return_if_fail (table->plane == picture->plane);
  gboolean adjust = picture->plane == CS_PLANE_COLOUR && !table->unchanged;
  double step = reduction (matrix);
  guint n = 0;
  while (n + 1 < picture->n_levels && step >= 2 << n)
    n++;
  double part = 1.0 / (1 << n);
  Render self = {
    .plane = picture->plane,
    .level = &picture->levels[n],
    .matrix = { matrix->xx * part, matrix->xy * part, matrix->x0 * part, matrix->yx * part,
                matrix->yy * part, matrix->y0 * part },
    .columns = picture->frame->columns * part,
    .rows = picture->frame->rows * part,
    .smooth = resample == CS_RESAMPLE_SMOOTH || (resample == CS_RESAMPLE_AUTO && step > 1 + 1e-9),
    .table = table->entries,
    .outside = adjust ? 0 : BLACK,
    .out = out,
  };
  if (!is_near (matrix)) {
    for (guint y = 0; y < out->height; y++)
      fill (row_of (out, y), out->width, BLACK);
    return;
  }
  if (matrix->xy == 0 && matrix->yx == 0)
    draw_grid (&self, FALSE);
  else if (matrix->xx == 0 && matrix->yy == 0)
    draw_grid (&self, TRUE);
  else
    draw_slanted (&self);
  if (adjust)
    adjust_colours (table, out);
}
