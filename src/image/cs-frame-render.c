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

static void
axis_clear (CsAxis *axis)
{
  g_free (axis->at);
  g_free (axis->next);
  g_free (axis->weight);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsAxis, axis_clear)

/* N pixels of the view at STEP * (i + 1/2) + ORIGIN; the raster ends at SIZE and has PIXELS. */
static void
axis_init (CsAxis *axis, guint n, double step, double origin, double size, guint32 pixels,
           gboolean smooth)
{
  axis->at = g_new (guint32, n);
  axis->next = smooth ? g_new (guint32, n) : NULL;
  axis->weight = smooth ? g_new (guint32, n) : NULL;
  axis->begin = axis->end = 0;
  for (guint i = 0; i < n; i++) {
    double place = step * (i + 0.5) + origin;
    if (!(place >= 0 && place < size)) {
      if (axis->end > axis->begin)
        return;
      continue;
    }
    if (axis->end == axis->begin)
      axis->begin = i;
    axis->end = i + 1;
    if (!smooth) {
      axis->at[i] = MIN ((guint32)place, pixels - 1);
      continue;
    }
    /* In 1/256 pixel from the centre of the first one. */
    gint64 fine = (gint64)floor ((place - 0.5) * 256 + 0.5);
    gint64 whole = fine >> 8;
    axis->at[i] = (guint32)CLAMP (whole, 0, (gint64)pixels - 1);
    axis->next[i] = (guint32)CLAMP (whole + 1, 0, (gint64)pixels - 1);
    axis->weight[i] = fine & 255;
  }
}

/* Whether the pixels of AXIS lie beside each other in order. */
static gboolean
is_contiguous (const CsAxis *axis, gsize step)
{
  guint n = axis->end - axis->begin;
  if (n == 0 || step != 1 || axis->at[axis->end - 1] - axis->at[axis->begin] != n - 1)
    return FALSE;
  for (guint i = axis->begin + 1; i < axis->end; i++) {
    if (axis->at[i] != axis->at[i - 1] + 1)
      return FALSE;
  }
  return TRUE;
}

/* --- upright and in quarter turns --- */

typedef struct {
  CsAxis across, down;          /* for the columns and for the rows of the view */
  gsize across_step, down_step; /* pixels in memory from one to the next */
} Grid;

static void
draw_nearest (const Render *self, const Grid *grid)
{
  const CsAxis *across = &grid->across;
  guint n = across->end - across->begin;
  gboolean contiguous = is_contiguous (across, grid->across_step);
  g_autofree guint32 *offsets = g_new (guint32, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    offsets[i] = (guint32)(across->at[across->begin + i] * grid->across_step);
  for (guint y = grid->down.begin; y < grid->down.end; y++) {
    guint32 *out = row_of (self->out, y) + across->begin;
    if (y > grid->down.begin && grid->down.at[y] == grid->down.at[y - 1]) {
      memcpy (out, row_of (self->out, y - 1) + across->begin, n * sizeof *out);
      continue;
    }
    gsize base = grid->down.at[y] * grid->down_step;
    if (contiguous)
      cs_resample_copy (self->plane, self->level->pixels, base + offsets[0], n, self->table, out);
    else
      cs_resample_gather (self->plane, self->level->pixels, base, offsets, n, self->table, out);
  }
}

static void
draw_smooth (const Render *self, const Grid *grid)
{
  const CsAxis *across = &grid->across, *down = &grid->down;
  if (across->begin == across->end)
    return;
  guint32 one = across->at[across->begin], other = across->at[across->end - 1];
  guint32 first = MIN (one, other);
  guint32 last =
      MAX (MAX (one, other), MAX (across->next[across->begin], across->next[across->end - 1]));
  guint n = last - first + 1;
  g_autofree guint32 *mixed = g_new (guint32, n);
  for (guint y = down->begin; y < down->end; y++) {
    gsize a = down->at[y] * grid->down_step + first * grid->across_step;
    gsize b = down->next[y] * grid->down_step + first * grid->across_step;
    cs_resample_blend (self->plane, self->level->pixels, a, b, grid->across_step, down->weight[y],
                       n, mixed);
    cs_resample_finish (self->plane, mixed, first, across, self->table, row_of (self->out, y));
  }
}

static void
draw_outside (const Render *self, const Grid *grid)
{
  const CsPixelBuffer *out = self->out;
  for (guint y = 0; y < out->height; y++) {
    gboolean inside = y >= grid->down.begin && y < grid->down.end;
    guint begin = inside ? grid->across.begin : out->width;
    fill (row_of (out, y), begin, self->outside);
    if (inside)
      fill (row_of (out, y) + grid->across.end, out->width - grid->across.end, self->outside);
  }
}

static void
draw_grid (const Render *self, gboolean turned)
{
  const CsPixelBuffer *out = self->out;
  const CsPictureLevel *level = self->level;
  const CsMatrix *m = &self->matrix;
  g_auto (CsAxis) across = { 0 }, down = { 0 };
  if (turned) {
    axis_init (&across, out->width, m->yx, m->y0, self->rows, level->rows, self->smooth);
    axis_init (&down, out->height, m->xy, m->x0, self->columns, level->columns, self->smooth);
  } else {
    axis_init (&across, out->width, m->xx, m->x0, self->columns, level->columns, self->smooth);
    axis_init (&down, out->height, m->yy, m->y0, self->rows, level->rows, self->smooth);
  }
  Grid grid = { across, down, turned ? level->columns : 1, turned ? 1 : level->columns };
  draw_outside (self, &grid);
  if (self->smooth)
    draw_smooth (self, &grid);
  else
    draw_nearest (self, &grid);
}

/* --- in any direction --- */

static void
draw_slanted (const Render *self)
{
  const CsPixelBuffer *out = self->out;
  const CsMatrix *m = &self->matrix;
  gint64 right = (gint64)(self->columns * 65536), bottom = (gint64)(self->rows * 65536);
  gint64 dx = llround (m->xx * 65536 * 65536), dy = llround (m->yx * 65536 * 65536);
  for (guint j = 0; j < out->height; j++) {
    guint32 *row = row_of (out, j);
    double x0 = m->xx * 0.5 + m->xy * (j + 0.5) + m->x0;
    double y0 = m->yx * 0.5 + m->yy * (j + 0.5) + m->y0;
    /* 32 bits behind the point, so that the sum of a row's steps stays true. */
    gint64 x = llround (x0 * 65536 * 65536), y = llround (y0 * 65536 * 65536);
    for (guint i = 0; i < out->width; i++, x += dx, y += dy) {
      gint64 u = x >> 16, v = y >> 16;
      row[i] = u >= 0 && v >= 0 && u < right && v < bottom
                   ? cs_resample_one (self->plane, self->level, u, v, self->smooth, self->table)
                   : self->outside;
    }
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
