/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The marks at rest of a frame that is full of them: drawn once into squares, which move with the
 * picture; a mark that changes costs the squares that it lies in. Owned by the canvas; main thread.
 */
#pragma once

#include "cs-canvas-private.h"

CsCanvasCrowd *cs_canvas_crowd_new (void);
void cs_canvas_crowd_free (CsCanvasCrowd *crowd);
/* Colours or strokes are others. */
void cs_canvas_crowd_clear (CsCanvasCrowd *crowd);
/* The frame shown has so many marks that they are drawn like this. */
gboolean cs_canvas_crowd_is (CsCanvas *canvas);
/* All but the one that is being changed, also those that are selected. STRONG as for
 * cs_contour_draw(). */
void cs_canvas_crowd_append (CsCanvasCrowd *crowd, CsCanvas *canvas, GtkSnapshot *snapshot,
                             gboolean strong);
