/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks as cairo paths, in pixels of the raster with fractions (origin at the corner of the first
 * pixel). Nothing is kept; the thread of the cairo context. */
#pragma once

#include "cs-mark.h"

#include <cairo.h>

#define CS_MARK_CROSS 9.0 /* screen pixels from a point to the end of its cross */

/* Appends the outline of MARK to the path of CR; SCALE sizes what has no size of its own (the cross
 * of a point). Where cs_mark_has_area, the path is closed and is filled by
 * CAIRO_FILL_RULE_EVEN_ODD: holes stay open. FALSE when the kind is not drawn. */
gboolean cs_mark_path (const CsMark *mark, const CsMarkScale *scale, cairo_t *cr);
gboolean cs_mark_has_area (const CsMark *mark);
