/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a mark is drawn over a picture, so that it is seen on bone, on air and on grey: three strokes
 * of one path, dark, light, colour. Nothing is kept; the thread of the cairo context. */
#pragma once

#include "cs-mark-draw.h"
#include "cs-viewport.h"

#include <gtk/gtk.h>

typedef enum {
  CS_CONTOUR_REST,
  CS_CONTOUR_HOVERED,
  CS_CONTOUR_SELECTED,
  CS_CONTOUR_SUGGESTED, /* dotted */
  CS_CONTOUR_CHOSEN,    /* the same, thicker: it is the one that is selected */
  CS_CONTOUR_BEFORE,    /* thin, dashed; without the colour of the label */
} CsContourStyle;

/* MATRIX and SCALE lead from the raster to the pixels of CR. STRONG: thicker, and darker round it.
 * Draws nothing for a kind that is not
 * drawn. */
void cs_contour_draw (cairo_t *cr, const CsMark *mark, const CsViewportMatrix *matrix,
                      const CsMarkScale *scale, const GdkRGBA *colour, CsContourStyle style,
                      gboolean strong);
/* Handles of MARK, and the frame round a small one. ACTIVE is the handle that keys act on, 0 none.
 */
void cs_contour_draw_handles (cairo_t *cr, const CsMark *mark, const CsViewportMatrix *matrix,
                              const CsMarkScale *scale, guint active);
/* Where MARK lies in the view, with room for its strokes and handles. FALSE when it has no place on
 * a picture. */
gboolean cs_contour_extent (const CsMark *mark, const CsViewportMatrix *matrix,
                            graphene_rect_t *ret_extent);
/* "#e69f00" to a colour. */
GdkRGBA cs_contour_colour (const char *colour);
