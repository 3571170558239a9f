/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-contour.h"

#include "cs-mark-shape.h"

#include <math.h>

#define ROOM 16.0 /* round the outline: strokes, handles, the cross of a point */
#define POINT_RING (CS_MARK_CROSS + 3.0) /* radius of the handle of a point, round its cross */
#define STRONGER 2.0                     /* times as thick */
#define BLACK 0, 0, 0
#define WHITE 1, 1, 1

typedef struct {
  double width;
  double dash[2]; /* 0: whole */
} Stroke;

static const Stroke strokes[] = {
  [CS_CONTOUR_REST] = { 1.5, { 0, 0 } },     [CS_CONTOUR_HOVERED] = { 2.0, { 0, 0 } },
  [CS_CONTOUR_SELECTED] = { 2.5, { 0, 0 } }, [CS_CONTOUR_SUGGESTED] = { 1.5, { 2, 3 } },
  [CS_CONTOUR_CHOSEN] = { 3.0, { 3, 4 } },   [CS_CONTOUR_BEFORE] = { 1.2, { 6, 4 } },
};

static void
apply (const CsViewportMatrix *m, double x, double y, double *ret_x, double *ret_y)
{
  *ret_x = m->xx * x + m->xy * y + m->x0;
  *ret_y = m->yx * x + m->yy * y + m->y0;
}

static gboolean
append_path (cairo_t *cr, const CsMark *mark, const CsViewportMatrix *matrix,
             const CsMarkScale *scale)
{
  cairo_matrix_t to_view = {
    matrix->xx, matrix->yx, matrix->xy, matrix->yy, matrix->x0, matrix->y0
  };
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_transform (cr, &to_view);
  gboolean drawn = cs_mark_path (mark, scale, cr);
  cairo_restore (cr);
  return drawn;
}

void
cs_contour_draw (cairo_t *cr, const CsMark *mark, const CsViewportMatrix *matrix,
                 const CsMarkScale *scale, const GdkRGBA *colour, CsContourStyle style,
                 gboolean strong)
{
  const Stroke *stroke = &strokes[style];
  double width = strong ? stroke->width * STRONGER : stroke->width;
  if (!append_path (cr, mark, matrix, scale))
    return;
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_source_rgba (cr, BLACK, strong ? 1 : 0.8);
  cairo_set_line_width (cr, width + (strong ? 4 : 3));
  cairo_stroke_preserve (cr);
  if (stroke->dash[0] > 0)
    cairo_set_dash (cr, stroke->dash, 2, 0);
  if (style == CS_CONTOUR_BEFORE) {
    cairo_set_source_rgb (cr, 0.922, 0.922, 0.922);
  } else {
    cairo_set_source_rgba (cr, WHITE, strong ? 0.9 : 0.55);
    cairo_set_line_width (cr, width + (strong ? 1.5 : 1));
    cairo_stroke_preserve (cr);
    gdk_cairo_set_source_rgba (cr, colour);
  }
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* --- handles --- */

static void
draw_handle (cairo_t *cr, double x, double y, double size, gboolean active)
{
  double left = round (x - size / 2), top = round (y - size / 2), edge = (size - 5) / 2;
  cairo_set_source_rgb (cr, BLACK);
  cairo_rectangle (cr, left - 1, top - 1, size + 2, size + 2);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.941, 0.941, 0.941);
  cairo_rectangle (cr, left, top, size, size);
  cairo_fill (cr);
  if (active || edge < 1)
    return;
  cairo_set_source_rgb (cr, 0.118, 0.118, 0.118);
  cairo_rectangle (cr, left + edge, top + edge, size - 2 * edge, size - 2 * edge);
  cairo_fill (cr);
}

/* What a point means is the pixels under it: they stay free. */
static void
draw_ring (cairo_t *cr, double x, double y, gboolean active)
{
  cairo_new_path (cr);
  cairo_arc (cr, x, y, POINT_RING, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, BLACK);
  cairo_set_line_width (cr, active ? 5 : 3.5);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 0.941, 0.941, 0.941);
  cairo_set_line_width (cr, active ? 3 : 1.5);
  cairo_stroke (cr);
}

static void
draw_frame (cairo_t *cr, const double corners[4], const CsViewportMatrix *matrix)
{
  static const int at[][2] = { { 0, 1 }, { 2, 1 }, { 2, 3 }, { 0, 3 } };
  cairo_new_path (cr);
  for (guint i = 0; i < G_N_ELEMENTS (at); i++) {
    double x = 0, y = 0;
    apply (matrix, corners[at[i][0]], corners[at[i][1]], &x, &y);
    cairo_line_to (cr, round (x) + 0.5, round (y) + 0.5);
  }
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, BLACK, 0.7);
  cairo_set_line_width (cr, 2.5);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgba (cr, WHITE, 0.75);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

void
cs_contour_draw_handles (cairo_t *cr, const CsMark *mark, const CsViewportMatrix *matrix,
                         const CsMarkScale *scale, guint active)
{
  double corners[4] = { 0 };
  if (cs_mark_frame (mark, scale, corners))
    draw_frame (cr, corners, matrix);
  g_autoptr (GArray) handles = cs_mark_handles (mark, scale);
  for (guint i = 0; i < handles->len; i++) {
    const CsMarkHandle *handle = &g_array_index (handles, CsMarkHandle, i);
    double x = 0, y = 0;
    apply (matrix, handle->x, handle->y, &x, &y);
    gboolean is_active = active != 0 && handle->id == active;
    if (handle->role == CS_MARK_HANDLE_PLACE || handle->role == CS_MARK_HANDLE_TURN) {
      draw_ring (cr, x, y, is_active);
      continue;
    }
    double size = handle->role == CS_MARK_HANDLE_MIDPOINT ? 4 : 8;
    draw_handle (cr, x, y, size, is_active);
  }
}

/* --- places --- */

gboolean
cs_contour_extent (const CsMark *mark, const CsViewportMatrix *matrix, graphene_rect_t *ret_extent)
{
  CsMarkBounds bounds = { 0 };
  if (mark->kind->target != CS_MARK_TARGET_IMAGE || !cs_mark_bounds (mark, &bounds))
    return FALSE;
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  apply (matrix, (double)bounds.x0 / 1000, (double)bounds.y0 / 1000, &x0, &y0);
  apply (matrix, (double)bounds.x1 / 1000, (double)bounds.y1 / 1000, &x1, &y1);
  double left = floor (MIN (x0, x1) - ROOM), top = floor (MIN (y0, y1) - ROOM);
  graphene_rect_init (ret_extent, (float)left, (float)top,
                      (float)(ceil (MAX (x0, x1) + ROOM) - left),
                      (float)(ceil (MAX (y0, y1) + ROOM) - top));
  return TRUE;
}

GdkRGBA
cs_contour_colour (const char *colour)
{
  GdkRGBA rgba = { 0.6f, 0.6f, 0.6f, 1 };
  gdk_rgba_parse (&rgba, colour);
  return rgba;
}
