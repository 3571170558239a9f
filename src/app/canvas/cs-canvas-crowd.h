/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The marks at rest, or selected, of a frame that is full of them: drawn once into squares, which
 * move with the picture or stay under the magnifier; a mark that changes costs the squares that it
 * lies in. Owned by the canvas; main thread.
 */
#pragma once

#include "cs-canvas-private.h"
#include "cs-contour.h"

/* MOST_MEGABYTES: of squares that are kept, on a screen of usual density. */
CsCanvasCrowd *cs_canvas_crowd_new (CsContourStyle style, guint most_megabytes);
void cs_canvas_crowd_free (CsCanvasCrowd *crowd);
/* Colours or strokes are others. */
void cs_canvas_crowd_clear (CsCanvasCrowd *crowd);
/* The frame shown has so many marks that they are drawn like this. */
gboolean cs_canvas_crowd_is (CsCanvas *canvas);
/* What VIEWPORT shows of SET, but not the mark that is being changed. STRONG as for
 * cs_contour_draw(). */
void cs_canvas_crowd_append (CsCanvasCrowd *crowd, CsCanvas *canvas, GtkSnapshot *snapshot,
                             const CsViewport *viewport, const CsMarkSet *set, gboolean strong);
