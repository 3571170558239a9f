/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fewer points for a line that was drawn by hand. Any thread. */
#pragma once

#include "cs-mark.h"

/* Takes out of POINTS (gint64 x, y in turn, 1/1000 pixel), from point FROM on, those that lie
 * within TOLERANCE pixels of the screen of the line through the points that stay; the first and the
 * last stay. Ramer 1972; Douglas and Peucker 1973. */
void cs_mark_thin (GArray *points, guint from, const CsMarkScale *scale, double tolerance);
