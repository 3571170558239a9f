/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-series-link.h"

#include <math.h>

#define PARALLEL 0.999 /* cosine, as in one pile */

static double
dot (const double a[3], const double b[3])
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

static gboolean
same_frame (const CsSeriesView *a, const CsSeriesView *b)
{
  const char *one = cs_probe_id (a->slices[0].probe, "frame_of_reference_uid");
  return one != NULL &&
         g_strcmp0 (one, cs_probe_id (b->slices[0].probe, "frame_of_reference_uid")) == 0;
}

/* All slices, or nobody knows which one is next. */
static gboolean
has_positions (const CsSeriesView *view)
{
  for (guint i = 0; i < view->n_slices; i++)
    if (!view->slices[i].has_position)
      return FALSE;
  return TRUE;
}

CsSeriesLink
cs_series_link (const CsSeriesView *a, const CsSeriesView *b)
{
  double normal_a[3], normal_b[3];
  if (a->n_slices < 2 || b->n_slices < 2)
    return CS_SERIES_APART;
  gboolean known = cs_frame_geometry_normal (&a->slices[0].facts->geometry, normal_a) &&
                   cs_frame_geometry_normal (&b->slices[0].facts->geometry, normal_b);
  if (known && fabs (dot (normal_a, normal_b)) < PARALLEL)
    return CS_SERIES_APART;
  if (!known || !has_positions (a) || !has_positions (b))
    return CS_SERIES_BY_NUMBER;
  return same_frame (a, b) ? CS_SERIES_BY_POSITION : CS_SERIES_BY_OFFSET;
}

/* The middle of a slice, mm in the patient. */
static void
middle_of (const CsSliceView *slice, double ret_point[3])
{
  const CsFrameGeometry *g = &slice->facts->geometry;
  double x = (g->columns - 1.0) / 2 * g->column_spacing, y = (g->rows - 1.0) / 2 * g->row_spacing;
  for (guint i = 0; i < 3; i++)
    ret_point[i] = g->position[i] + x * g->orientation[i] + y * g->orientation[3 + i];
}

/* Of the slices of VIEW the one whose plane is nearest to POINT. */
static guint
nearest_plane (const CsSeriesView *view, const double point[3])
{
  double normal[3], least = INFINITY;
  guint found = 0;
  cs_frame_geometry_normal (&view->slices[0].facts->geometry, normal);
  double at = dot (point, normal);
  for (guint i = 0; i < view->n_slices; i++) {
    double away = fabs (at - dot (view->slices[i].facts->geometry.position, normal));
    if (away < least) {
      least = away;
      found = i;
    }
  }
  return found;
}

static guint
nearest_position (const CsSeriesView *view, double position)
{
  guint found = 0;
  for (guint i = 1; i < view->n_slices; i++)
    if (fabs (view->slices[i].position - position) < fabs (view->slices[found].position - position))
      found = i;
  return found;
}

guint
cs_series_link_find (const CsSeriesView *a, guint slice, guint from_a, const CsSeriesView *b,
                     guint from_b)
{
  double point[3];
  g_return_val_if_fail (slice < a->n_slices && from_a < a->n_slices && from_b < b->n_slices, 0);
  switch (cs_series_link (a, b)) {
  case CS_SERIES_BY_POSITION:
    middle_of (&a->slices[slice], point);
    return nearest_plane (b, point);
  case CS_SERIES_BY_OFFSET:
    return nearest_position (b, b->slices[from_b].position + a->slices[slice].position -
                                    a->slices[from_a].position);
  default:
    return (guint)CLAMP ((gint64)from_b + slice - from_a, 0, (gint64)b->n_slices - 1);
  }
}

static guint
lowest (const CsSeriesView *view)
{
  guint found = 0;
  for (guint i = 1; i < view->n_slices; i++)
    if (view->slices[i].position < view->slices[found].position)
      found = i;
  return found;
}

guint
cs_series_link_first (const CsSeriesView *view)
{
  return has_positions (view) ? lowest (view) : 0;
}
