/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-masks.h"
#include "cs-metric-read-shapes.h"
#include "cs-statistics.h"

#include <geos_c.h>
#include <stdlib.h>

#define MOST_CROSSINGS 4000  /* of edges: mending and clipping take the square of them */
#define MOST_LOOKS 500000000 /* at pairs of edges */

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

/* --- how much there is to clip --- */

typedef struct {
  double from[2], to[2]; /* the axis along which edges are sorted comes first */
} Edge;

static int
compare (gconstpointer a, gconstpointer b)
{
  const Edge *x = a, *y = b;
  double low = MIN (x->from[0], x->to[0]), other = MIN (y->from[0], y->to[0]);
  return (low > other) - (low < other);
}

/* Above 0 where P is on one side of EDGE, below on the other. */
static double
side (const Edge *edge, const double *p)
{
  return (edge->to[0] - edge->from[0]) * (p[1] - edge->from[1]) -
         (edge->to[1] - edge->from[1]) * (p[0] - edge->from[0]);
}

static gboolean
on_both_sides (const Edge *edge, const Edge *other)
{
  double from = side (edge, other->from), to = side (edge, other->to);
  return (from > 0 && to < 0) || (from < 0 && to > 0);
}

/* Not where an end of one is on the other: neighbours, and edges that both rings have. */
static gboolean
cross (const Edge *a, const Edge *b)
{
  return MAX (a->from[1], a->to[1]) >= MIN (b->from[1], b->to[1]) &&
         MAX (b->from[1], b->to[1]) >= MIN (a->from[1], a->to[1]) && on_both_sides (a, b) &&
         on_both_sides (b, a);
}

static void
add_edges (GArray *edges, const double *points, guint n, guint axis)
{
  for (guint i = 0; i < n; i++) {
    const double *from = points + 2 * (gsize)i, *to = points + 2 * (gsize)((i + 1) % n);
    Edge edge = { { from[axis], from[1 - axis] }, { to[axis], to[1 - axis] } };
    g_array_append_val (edges, edge);
  }
}

/* The axis along which edges are the shorter, so that few are side by side. */
static guint
shorter_axis (const double *a, guint n_a, const double *b, guint n_b)
{
  double lengths[2] = { 0, 0 };
  for (guint axis = 0; axis < 2; axis++) {
    for (guint i = 0; i < n_a; i++)
      lengths[axis] += fabs (a[2 * (gsize)i + axis] - a[2 * (gsize)((i + 1) % n_a) + axis]);
    for (guint i = 0; i < n_b; i++)
      lengths[axis] += fabs (b[2 * (gsize)i + axis] - b[2 * (gsize)((i + 1) % n_b) + axis]);
  }
  return lengths[1] < lengths[0];
}

static gboolean
check_crossings (const double *a, guint n_a, const double *b, guint n_b, GError **error)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  guint axis = shorter_axis (a, n_a, b, n_b), crossings = 0;
  guint64 looks = 0;
  add_edges (edges, a, n_a, axis);
  add_edges (edges, b, n_b, axis);
  qsort (edges->data, edges->len, sizeof (Edge), compare);
  for (guint i = 0; i < edges->len; i++) {
    const Edge *edge = &g_array_index (edges, Edge, i);
    double end = MAX (edge->from[0], edge->to[0]);
    for (guint k = i + 1; k < edges->len; k++) {
      const Edge *other = &g_array_index (edges, Edge, k);
      if (MIN (other->from[0], other->to[0]) > end)
        break;
      crossings += cross (edge, other);
      if (++looks > MOST_LOOKS || crossings > MOST_CROSSINGS)
        return cs_fail (error, CS_ERROR_LIMIT,
                        looks > MOST_LOOKS ? "more than %d pairs of edges are side by side"
                                           : "the edges cross more than %d times",
                        looks > MOST_LOOKS ? MOST_LOOKS : MOST_CROSSINGS);
    }
  }
  return TRUE;
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
  if (!check_crossings (a, n_a, b, n_b, error))
    return FALSE;
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
