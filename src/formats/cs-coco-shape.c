/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-coco-shape.h"

#include "cs-coco-rle.h"
#include "cs-mark-shape.h"
#include "cs-mask.h"
#include "cs-milli.h"
#include "cs-polygon-columns.h"

#include <math.h>

#define ELLIPSE_POINTS 64

/* One annotation's geometry in COCO's terms; every member may be computed from it. */
typedef struct {
  gint64 bbox[4];    /* x, y, width, height in 1/1000 pixel */
  __int128 area;     /* in 1/10^7 square pixel */
  gint64 *points;    /* of rings, or NULL */
  CsMarkRing *rings; /* or NULL */
  guint n_rings;
  GArray *runs; /* by columns, or NULL */
} Shape;

typedef struct {
  const CsMarkKind *kind;
  gboolean (*fill) (const CsMark *mark, guint width, guint height, Shape *shape, GError **error);
  const char *(*change) (const CsMark *mark);
  gboolean (*needs_picture) (const CsMark *mark);
} Row;

static void
shape_clear (Shape *shape)
{
  g_free (shape->points);
  g_free (shape->rings);
  g_clear_pointer (&shape->runs, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shape, shape_clear)

/* --- box --- */

static void
set_bbox (Shape *shape, const CsMarkBounds *b)
{
  shape->bbox[0] = b->x0;
  shape->bbox[1] = b->y0;
  shape->bbox[2] = b->x1 - b->x0;
  shape->bbox[3] = b->y1 - b->y0;
}

static gboolean
fill_box (const CsMark *mark, guint width, guint height, Shape *shape, GError **error)
{
  const gint64 *v = mark->values;
  set_bbox (shape, &(CsMarkBounds){ v[0], v[1], v[2], v[3] });
  shape->area = (__int128)shape->bbox[2] * shape->bbox[3] * 10;
  return TRUE;
}

/* --- polygons --- */

/* Twice the area of a ring in 1/10^6 square pixel: shoelace formula. */
static __int128
twice_area (const gint64 *points, guint count)
{
  __int128 sum = 0;
  for (guint i = 0; i < count; i++) {
    const gint64 *a = points + 2 * i, *b = points + 2 * ((i + 1) % count);
    sum += (__int128)a[0] * b[1] - (__int128)b[0] * a[1];
  }
  return sum < 0 ? -sum : sum;
}

static gboolean
has_holes (const CsMark *mark)
{
  for (guint i = 0; i < mark->n_rings; i++)
    if (mark->rings[i].hole)
      return TRUE;
  return FALSE;
}

static void
measure_rings (Shape *shape, guint n_values)
{
  for (guint i = 0; i < shape->n_rings; i++)
    shape->area +=
        5 * twice_area (shape->points + 2 * shape->rings[i].first, shape->rings[i].count);
  CsMarkBounds b = { G_MAXINT64, G_MAXINT64, G_MININT64, G_MININT64 };
  for (guint i = 0; i + 1 < n_values; i += 2) {
    b.x0 = MIN (b.x0, shape->points[i]);
    b.x1 = MAX (b.x1, shape->points[i]);
    b.y0 = MIN (b.y0, shape->points[i + 1]);
    b.y1 = MAX (b.y1, shape->points[i + 1]);
  }
  set_bbox (shape, &b);
}

/* Area and box of pixels. */
static void
measure_runs (Shape *shape, guint height)
{
  CsMarkBounds b = { G_MAXINT64, G_MAXINT64, 0, 0 };
  const GArray *runs = shape->runs;
  gint64 at = 0, count = 0;
  for (guint i = 0; i < runs->len; i++) {
    gint64 run = g_array_index (runs, gint64, i), end = at + run;
    if (i % 2 == 1) {
      gboolean whole = (end - 1) / height > at / height; /* it reaches into another column */
      count += run;
      b.x0 = MIN (b.x0, at / height);
      b.x1 = MAX (b.x1, (end - 1) / height + 1);
      b.y0 = MIN (b.y0, whole ? 0 : at % height);
      b.y1 = MAX (b.y1, whole ? height : (end - 1) % height + 1);
    }
    at = end;
  }
  shape->area = (__int128)count * 10000000;
  if (count == 0)
    b.x0 = b.y0 = 0;
  set_bbox (shape, &(CsMarkBounds){ b.x0 * 1000, b.y0 * 1000, b.x1 * 1000, b.y1 * 1000 });
}

static gboolean
fill_polygon (const CsMark *mark, guint width, guint height, Shape *shape, GError **error)
{
  if (has_holes (mark)) {
    shape->runs = cs_polygon_columns (mark, width, height, error);
    if (shape->runs != NULL)
      measure_runs (shape, height);
    return shape->runs != NULL;
  }
  shape->points = g_memdup2 (mark->values, mark->n_values * sizeof (gint64));
  shape->rings = g_memdup2 (mark->rings, mark->n_rings * sizeof (CsMarkRing));
  shape->n_rings = mark->n_rings;
  measure_rings (shape, mark->n_values);
  return TRUE;
}

static const char *
polygon_change (const CsMark *mark)
{
  return has_holes (mark)
             ? "{polygon with holes written as a mask|polygons with holes written as masks} of the "
               "pixels whose centre is in it"
             : NULL;
}

/* --- mask --- */

static gboolean
fill_mask (const CsMark *mark, guint width, guint height, Shape *shape, GError **error)
{
  g_autoptr (CsMask) mask = cs_mask_new_from_mark (mark, error);
  shape->runs = mask != NULL ? cs_mask_to_columns (mask, width, height, error) : NULL;
  if (shape->runs == NULL)
    return FALSE;
  measure_runs (shape, height);
  return TRUE;
}

static gboolean
always (const CsMark *mark)
{
  return TRUE;
}

/* --- ellipse --- */

static gboolean
fill_ellipse (const CsMark *mark, guint width, guint height, Shape *shape, GError **error)
{
  const gint64 *v = mark->values;
  double turn = (double)v[4] / 1000.0 * G_PI / 180.0;
  shape->points = g_new (gint64, 2 * ELLIPSE_POINTS);
  for (guint i = 0; i < ELLIPSE_POINTS; i++) {
    double t = 2.0 * G_PI * i / ELLIPSE_POINTS;
    double a = (double)v[2] * cos (t), b = (double)v[3] * sin (t);
    shape->points[2 * i] = v[0] + (gint64)llround (a * cos (turn) - b * sin (turn));
    shape->points[2 * i + 1] = v[1] + (gint64)llround (a * sin (turn) + b * cos (turn));
  }
  shape->rings = g_new0 (CsMarkRing, 1);
  shape->rings[0].count = ELLIPSE_POINTS;
  shape->n_rings = 1;
  measure_rings (shape, 2 * ELLIPSE_POINTS);
  return TRUE;
}

static const char *
ellipse_change (const CsMark *mark)
{
  return "{ellipse written as a polygon|ellipses written as polygons} of 64 points, rounded to "
         "1/1000 pixel";
}

/* --- rotated box --- */

static gboolean
fill_rbox (const CsMark *mark, guint width, guint height, Shape *shape, GError **error)
{
  shape->points = g_new (gint64, 8);
  cs_mark_rbox_corners (mark, shape->points);
  shape->rings = g_new0 (CsMarkRing, 1);
  shape->rings[0].count = 4;
  shape->n_rings = 1;
  measure_rings (shape, 8);
  return TRUE;
}

static const char *
rbox_change (const CsMark *mark)
{
  return "{rotated box written as a polygon|rotated boxes written as polygons} of its four "
         "corners, rounded to 1/1000 pixel";
}

/* --- the table; a kind that is not in it cannot be carried --- */

static const Row rows[] = {
  { &cs_mark_kind_box, fill_box, NULL, NULL },
  { &cs_mark_kind_polygon, fill_polygon, polygon_change, has_holes },
  { &cs_mark_kind_mask, fill_mask, NULL, always },
  { &cs_mark_kind_ellipse, fill_ellipse, ellipse_change, NULL },
  { &cs_mark_kind_rbox, fill_rbox, rbox_change, NULL },
};

static const Row *
row_of (const CsMark *mark)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].kind == mark->kind)
      return &rows[i];
  return NULL;
}

const char *
cs_coco_refusal (const CsMark *mark, guint width, guint height)
{
  const Row *row = row_of (mark);
  CsMarkBounds b;
  if (row == NULL)
    return "COCO has no such kind";
  if (row->needs_picture == NULL || !row->needs_picture (mark))
    return NULL;
  if (width == 0 || height == 0)
    return "the size of its picture is not known";
  if (cs_mark_bounds (mark, &b) && row->fill == fill_mask &&
      (b.x0 < 0 || b.y0 < 0 || b.x1 > (gint64)width * 1000 || b.y1 > (gint64)height * 1000))
    return "it reaches beyond its picture";
  return NULL;
}

const char *
cs_coco_change (const CsMark *mark)
{
  const Row *row = row_of (mark);
  return row != NULL && row->change != NULL ? row->change (mark) : NULL;
}

/* --- text --- */

static void
append_rings (GString *out, const Shape *shape)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < shape->n_rings; i++) {
    const gint64 *points = shape->points + 2 * shape->rings[i].first;
    g_string_append (out, i > 0 ? ",[" : "[");
    for (guint j = 0; j < 2 * shape->rings[i].count; j++) {
      if (j > 0)
        g_string_append_c (out, ',');
      cs_milli_append (out, points[j], 3);
    }
    g_string_append_c (out, ']');
  }
  g_string_append_c (out, ']');
}

gboolean
cs_coco_append_shape (GString *out, const CsMark *mark, guint width, guint height, GError **error)
{
  const Row *row = row_of (mark);
  g_auto (Shape) shape = { 0 };
  g_return_val_if_fail (row != NULL, FALSE);
  if (!row->fill (mark, width, height, &shape, error)) {
    g_prefix_error (error, "mark %" G_GUINT64_FORMAT ": ", mark->id);
    return FALSE;
  }
  g_string_append (out, "\"area\":");
  cs_milli_append (out, shape.area, 7);
  g_string_append (out, ",\"bbox\":[");
  for (guint i = 0; i < 4; i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    cs_milli_append (out, shape.bbox[i], 3);
  }
  g_string_append (out, "],\"segmentation\":");
  if (shape.runs == NULL) {
    append_rings (out, &shape);
    return TRUE;
  }
  g_autoptr (GString) counts = g_string_new (NULL);
  cs_coco_rle_append (counts, (const gint64 *)(gpointer)shape.runs->data, shape.runs->len);
  g_string_append (out, "{\"counts\":");
  cs_json_append_string (out, counts->str);
  g_string_append_printf (out, ",\"size\":[%u,%u]}", height, width);
  return TRUE;
}
