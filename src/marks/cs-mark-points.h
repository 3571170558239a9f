/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What kinds made of points share. Points are x, y in turn, 1/1000 pixel. Private to src/marks;
 * pure functions. */
#pragma once

#include "cs-mark.h"

#include <cairo.h>

void cs_points_path (const gint64 *points, guint count, gboolean closed, cairo_t *cr);
/* Screen pixels from (X, Y) to the line through the points. */
double cs_points_distance (const gint64 *points, guint count, gboolean closed, double x, double y,
                           const CsMarkScale *scale);
/* A ray to the right crosses the ring an odd number of times. */
gboolean cs_points_odd (const gint64 *points, guint count, double x, double y);
/* Vertices with ids from FIRST_ID, midpoints of long edges with ids from MIDDLE_ID. */
void cs_points_handles (const gint64 *points, guint count, gboolean closed, guint first_id,
                        guint middle_id, const CsMarkScale *scale, GArray *handles);
/* The vertices alone, with ids from 0. */
void cs_points_vertices (const gint64 *points, guint count, GArray *handles);
void cs_points_add_handle (GArray *handles, guint id, int role, double x, double y);
/* The `fit` of kinds whose values are all points. */
void cs_points_fit (const CsMark *mark, const double from[4], const double to[4], gint64 *values);
/* Greatest distance between two points, and how far the points reach across that line. */
void cs_points_extent (const gint64 *points, guint count, double column, double row,
                       double *ret_longest, double *ret_across);
