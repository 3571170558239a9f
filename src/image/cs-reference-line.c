/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-reference-line.h"

#include <math.h>

#define PARALLEL 0.999 /* cosine, as in one pile */

static double
dot (const double a[3], const double b[3])
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

static gboolean
is_placed (const CsFrameGeometry *g)
{
  return g->has_position && g->has_orientation && g->row_spacing > 0 && g->column_spacing > 0 &&
         g->source == CS_SPACING_PATIENT;
}

/* Place X, Y of the raster in the patient, mm; the position is that of the middle of a pixel. */
static void
to_patient (const CsFrameGeometry *g, double x, double y, double ret_point[3])
{
  for (guint i = 0; i < 3; i++)
    ret_point[i] = g->position[i] + (x - 0.5) * g->column_spacing * g->orientation[i] +
                   (y - 0.5) * g->row_spacing * g->orientation[3 + i];
}

static void
to_raster (const CsFrameGeometry *g, const double point[3], double ret_place[2])
{
  double way[3];
  for (guint i = 0; i < 3; i++)
    way[i] = point[i] - g->position[i];
  ret_place[0] = dot (way, g->orientation) / g->column_spacing + 0.5;
  ret_place[1] = dot (way, g->orientation + 3) / g->row_spacing + 0.5;
}

/* Where the edges of THERE go through the plane of HERE. */
static guint
find_ends (const CsFrameGeometry *here, const CsFrameGeometry *there, const double normal[3],
           double ret_ends[2][2])
{
  double corners[4][3], away[4];
  guint found = 0;
  for (guint i = 0; i < 4; i++) {
    to_patient (there, i == 1 || i == 2 ? there->columns : 0, i >= 2 ? there->rows : 0, corners[i]);
    const double way[3] = { corners[i][0] - here->position[0], corners[i][1] - here->position[1],
                            corners[i][2] - here->position[2] };
    away[i] = dot (way, normal);
  }
  for (guint i = 0; i < 4 && found < 2; i++) {
    guint next = (i + 1) % 4;
    double point[3];
    if ((away[i] < 0) == (away[next] < 0))
      continue;
    double part = away[i] / (away[i] - away[next]);
    for (guint k = 0; k < 3; k++)
      point[k] = corners[i][k] + part * (corners[next][k] - corners[i][k]);
    to_raster (here, point, ret_ends[found++]);
  }
  return found;
}

/* Keeps what of the way from *FROM to *TO lies between 0 and SIZE along one axis. */
static gboolean
clip (double start, double way, double size, double *from, double *to)
{
  if (fabs (way) < 1e-12)
    return start >= 0 && start <= size;
  double a = -start / way, b = (size - start) / way;
  *from = MAX (*from, MIN (a, b));
  *to = MIN (*to, MAX (a, b));
  return *from < *to;
}

gboolean
cs_reference_line (const CsFrameGeometry *here, const CsFrameGeometry *there, double ret_line[4])
{
  double normal[3], other[3], ends[2][2], from = 0, to = 1;
  if (!is_placed (here) || !is_placed (there) || !cs_frame_geometry_normal (here, normal) ||
      !cs_frame_geometry_normal (there, other) || fabs (dot (normal, other)) >= PARALLEL ||
      find_ends (here, there, normal, ends) < 2)
    return FALSE;
  double x = ends[1][0] - ends[0][0], y = ends[1][1] - ends[0][1];
  if (!clip (ends[0][0], x, here->columns, &from, &to) ||
      !clip (ends[0][1], y, here->rows, &from, &to))
    return FALSE;
  ret_line[0] = ends[0][0] + from * x;
  ret_line[1] = ends[0][1] + from * y;
  ret_line[2] = ends[0][0] + to * x;
  ret_line[3] = ends[0][1] + to * y;
  return TRUE;
}
