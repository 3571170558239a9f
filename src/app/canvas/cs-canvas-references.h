/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines in the pictures side by side that say where the slices of the others lie. Main thread. */
#pragma once

#include "cs-canvas.h"

/* In each of the N CANVASES, where the slice that each of the others shows cuts it, as far as they
 * are of one frame of reference, with the NAME of that one. With 0 there are none any more: the
 * canvases are to be given. */
void cs_canvas_references_show (CsCanvas *const *canvases, const char *const *names, guint n);
void cs_canvas_references_clear (CsCanvas *canvas);
