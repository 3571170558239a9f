/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-masks.h"
#include "cs-metric-read-shapes.h"
#include "cs-statistics.h"

#include <geos_c.h>

typedef struct {
  GEOSContextHandle_t geos;
  GEOSGeometry *a, *b, *both;
  char *trouble;
} Clip;

static void
clip_clear (Clip *clip)
{
  GEOSGeom_destroy_r (clip->geos, clip->a);
  GEOSGeom_destroy_r (clip->geos, clip->b);
  GEOSGeom_destroy_r (clip->geos, clip->both);
  GEOS_finish_r (clip->geos);
  g_free (clip->trouble);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Clip, clip_clear)

static void
hear (const char *message, void *data)
{
  Clip *clip = data;
  g_free (clip->trouble);
  clip->trouble = g_strdup (message);
}

static GEOSGeometry *
ring_of (Clip *clip, const double *points, guint n)
{
  GEOSCoordSequence *sequence = GEOSCoordSeq_create_r (clip->geos, n + 1, 2);
  for (guint i = 0; sequence != NULL && i <= n; i++)
    GEOSCoordSeq_setXY_r (clip->geos, sequence, i, points[2 * (gsize)(i % n)],
                          points[2 * (gsize)(i % n) + 1]);
  return sequence != NULL ? GEOSGeom_createLinearRing_r (clip->geos, sequence) : NULL;
}

/* What is crossed an odd number of times; lines that are left of it enclose nothing, and a buffer
 * of no width takes them away. */
static GEOSGeometry *
mended (Clip *clip, GEOSGeometry *polygon)
{
  GEOSGeometry *valid = GEOSMakeValid_r (clip->geos, polygon);
  GEOSGeometry *areas = valid != NULL ? GEOSBuffer_r (clip->geos, valid, 0, 8) : NULL;
  GEOSGeom_destroy_r (clip->geos, valid);
  GEOSGeom_destroy_r (clip->geos, polygon);
  return areas;
}

static GEOSGeometry *
polygon_of (Clip *clip, const double *points, guint n)
{
  GEOSGeometry *ring = ring_of (clip, points, n);
  GEOSGeometry *polygon =
      ring != NULL ? GEOSGeom_createPolygon_r (clip->geos, ring, NULL, 0) : NULL;
  if (polygon == NULL || GEOSisValid_r (clip->geos, polygon) == 1)
    return polygon;
  return mended (clip, polygon);
}

static double
perimeter_of (const double *points, guint n)
{
  double sum = 0;
  for (guint i = 0; i < n; i++) {
    const double *from = points + 2 * (gsize)i, *to = points + 2 * (gsize)((i + 1) % n);
    sum += hypot (to[0] - from[0], to[1] - from[1]);
  }
  return sum;
}

gboolean
cs_polygon_overlap (const double *a, guint n_a, const double *b, guint n_b,
                    CsPolygonOverlap *ret_overlap, GError **error)
{
  if (cs_why_not_finite (a, 2 * (gsize)n_a) != NULL ||
      cs_why_not_finite (b, 2 * (gsize)n_b) != NULL)
    return cs_fail (error, CS_ERROR_INVALID, "a point is infinite or no number");
  g_auto (Clip) clip = { .geos = GEOS_init_r () };
  CsPolygonOverlap found = { { 0, 0, 0 }, perimeter_of (a, n_a), perimeter_of (b, n_b) };
  GEOSContext_setErrorMessageHandler_r (clip.geos, hear, &clip);
  clip.a = polygon_of (&clip, a, n_a);
  clip.b = polygon_of (&clip, b, n_b);
  if (clip.a != NULL && clip.b != NULL)
    clip.both = GEOSIntersection_r (clip.geos, clip.a, clip.b);
  if (clip.both == NULL || !GEOSArea_r (clip.geos, clip.a, &found.overlap.area_a) ||
      !GEOSArea_r (clip.geos, clip.b, &found.overlap.area_b) ||
      !GEOSArea_r (clip.geos, clip.both, &found.overlap.both))
    return cs_fail (error, CS_ERROR_FAILED, "the polygons were not clipped: %s",
                    clip.trouble != NULL ? clip.trouble : "no reason given");
  const double sizes[] = { found.overlap.area_a, found.overlap.area_b, found.overlap.both,
                           found.perimeter_a, found.perimeter_b };
  if (cs_why_not_finite (sizes, G_N_ELEMENTS (sizes)) != NULL)
    return cs_fail (error, CS_ERROR_LIMIT, "the points are too far apart");
  *ret_overlap = found;
  return TRUE;
}

static gboolean
read_polygon (const CsJson *input, const char *key, double **ret_points, guint *ret_n,
              GError **error)
{
  if (!cs_metric_read_points (input, key, ret_points, ret_n, error))
    return FALSE;
  return *ret_n >= 3 || cs_fail (error, CS_ERROR_INVALID, "input.%s: fewer than three points", key);
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  (void)params;
  g_autofree double *a = NULL, *b = NULL;
  guint n_a = 0, n_b = 0;
  CsPolygonOverlap found = { 0 };
  if (!read_polygon (input, "a", &a, &n_a, error) || !read_polygon (input, "b", &b, &n_b, error))
    return FALSE;
  if (!cs_polygon_overlap (a, n_a, b, n_b, &found, error)) {
    g_prefix_error (error, "input: ");
    return FALSE;
  }
  CsEstimate iou = cs_overlap_iou (&found.overlap);
  cs_metric_put_overlap (answer, &found.overlap, &iou);
  if (iou.undefined != NULL)
    return TRUE;
  cs_metric_put_real (answer, "perimeter_a", found.perimeter_a);
  cs_metric_put_real (answer, "perimeter_b", found.perimeter_b);
  return TRUE;
}

const CsMetric cs_metric_polygon_iou = {
  .name = "polygon_iou",
  .summary = "Intersection over union of two polygons, exact",
  .input = "a: the points of a ring, each x, y|b: those of the other",
  .params = "",
  .fixed = "method: exact vector area",
  .compute = compute,
};
