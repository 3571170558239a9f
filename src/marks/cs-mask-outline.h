/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outline of a mask along the edges of its pixels, as closed rings. Private to src/marks; the
 * thread of the cairo context. */
#pragma once

#include "cs-mask-runs.h"

#include <cairo.h>

/* Appends to the path of CR the outline of sorted segments, moved by X and Y. Takes as long as
 * there are segments, however long they are. */
void cs_mask_outline (const CsMaskSegment *segments, guint count, double x, double y, cairo_t *cr);
