/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far the surfaces of two masks lie apart. Pure function, any thread.
 *
 * A surface is the pixels of a mask with a neighbour across a face outside of it; outside of the
 * picture is outside. A distance is that from the centre of a pixel of one surface to the nearest
 * one of the other, Euclidean, in the unit of the spacing. hd (Hausdorff): the largest; hd95: the
 * larger one of both directed 95th percentiles, interpolated (type 7 of Hyndman & Fan 1996); assd:
 * the sum of all of both directions over their number. Other programs weigh surface elements, or
 * pool before the percentile. Undefined where a mask is empty. */
#pragma once

#include <glib.h>

typedef struct {
  double hd, hd95, assd, mean_ab, mean_ba;
  guint n_a, n_b;        /* pixels of the surfaces */
  const char *undefined; /* as in CsEstimate */
} CsSurfaceDistances;

/* A and B: runs (GArray of gint64, cs-mask-overlap.h) over a grid of SIZE, its slowest axis first;
 * SPACING alike, above 0, or 0 for an axis that the picture does not have. Time is linear in the
 * box round both masks; LIMIT where that is too large. */
gboolean cs_surface_distances (const GArray *a, const GArray *b, const guint *size,
                               const double *spacing, CsSurfaceDistances *ret_distances,
                               GError **error);

/* SQUARES[...]: 0 at the places one measures from, else INFINITY; each becomes the square of the
 * distance to the nearest of them, exact but for rounding (Felzenszwalb & Huttenlocher, Theory of
 * Computing 8, 2012). For those who have a dense grid. */
void cs_distance_transform (double *squares, const guint *size, const double *spacing);
