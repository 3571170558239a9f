/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What kinds share that are a centre x, y, two half sizes, and the angle of the first in 1/1000
 * degree, from the x axis towards the y axis (clockwise on the screen). Private to src/marks; pure
 * functions. */
#pragma once

#include "cs-mark.h"

/* HALF names one of the half sizes in a refusal. */
gboolean cs_turned_check (const CsMark *mark, const char *half, GError **error);
/* Half axis N, clockwise from the first, 0..3: its direction and how long it is, pixels. */
void cs_turned_axis (const CsMark *mark, guint n, double *ret_x, double *ret_y, double *ret_size);
/* At the ends of the half axes, with their numbers as ids. */
void cs_turned_handles (const CsMark *mark, GArray *handles);
/* One half axis follows the pointer along its own direction; the opposite end stays, or the centre.
 */
gboolean cs_turned_drag (const CsMark *mark, const CsMarkDrag *drag, GArray *values);
/* The `fit` of such a kind. */
void cs_turned_fit (const CsMark *mark, const double from[4], const double to[4], gint64 *values);
