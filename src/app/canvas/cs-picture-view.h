/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture laid out as its file says and painted through a window: what the canvas and small
 * pictures share. Pure functions; any thread. */
#pragma once

#include "cs-frame-render.h"
#include "cs-viewport.h"

/* Fitted, turned as the file says; the size of the view is set afterwards. */
void cs_picture_view_init (CsViewport *viewport, const CsPicture *picture);
/* Fills OUT, which is as large as the view in device pixels. */
void cs_picture_view_render (const CsPicture *picture, const CsWindowTable *table,
                             const CsViewport *viewport, const CsPixelBuffer *out);
