/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-read-masks.h"
#include "cs-metric-read-shapes.h"
#include "cs-surface-distance.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* Of the box: ten bytes for each, and up to 32 more for each that is on a surface. */
#define MOST_PIXELS (G_GUINT64_CONSTANT (128) * 1024 * 1024)

/* --- the box round both --- */

typedef struct {
  guint low[3], high[3]; /* [low, high) of each axis */
} Box;

static void
widen (Box *box, guint axis, gint64 low, gint64 high)
{
  box->low[axis] = MIN (box->low[axis], (guint)low);
  box->high[axis] = MAX (box->high[axis], (guint)high);
}

/* An axis goes all along where the run crosses an end of it. */
static void
add_runs (Box *box, const GArray *runs, const guint *size)
{
  gint64 at = 0;
  for (guint i = 0; i < runs->len; i++) {
    gint64 length = g_array_index (runs, gint64, i), first = at, last = at + length - 1;
    at += length;
    if (i % 2 == 0 || length == 0)
      continue;
    for (guint axis = 3; axis-- > 0;) {
      gboolean one = first / size[axis] == last / size[axis];
      widen (box, axis, one ? first % size[axis] : 0, one ? last % size[axis] + 1 : size[axis]);
      first /= size[axis];
      last /= size[axis];
    }
  }
}

/* 1 for the pixels of the mask, in the box alone. Caller frees. */
static guint8 *
fill (const Box *box, const GArray *runs, const guint *size, const guint *inner)
{
  guint8 *pixels = g_malloc0 ((gsize)inner[0] * inner[1] * inner[2]);
  gint64 at = 0;
  for (guint i = 0; i < runs->len; i++) {
    gint64 end = at + g_array_index (runs, gint64, i);
    while (i % 2 == 1 && at < end) {
      gint64 line = at / size[2], start = at % size[2];
      gint64 stop = MIN ((gint64)size[2], start + (end - at));
      gsize row = ((gsize)(line / size[1]) - box->low[0]) * inner[1] +
                  ((gsize)(line % size[1]) - box->low[1]);
      memset (pixels + row * inner[2] + (start - box->low[2]), 1, (gsize)(stop - start));
      at += stop - start;
    }
    at = end;
  }
  return pixels;
}

/* --- surfaces --- */

static gboolean
is_surface (const guint8 *pixels, const gsize *at, const guint *size, const double *spacing,
            gsize place)
{
  gsize stride = 1;
  for (guint axis = 3; axis-- > 0; stride *= size[axis]) {
    if (spacing[axis] > 0 && (at[axis] == 0 || at[axis] + 1 == size[axis] ||
                              pixels[place - stride] == 0 || pixels[place + stride] == 0))
      return TRUE;
  }
  return FALSE;
}

/* Places of the surface, ascending. */
static GArray *
surface_of (const guint8 *pixels, const guint *size, const double *spacing)
{
  GArray *surface = g_array_new (FALSE, FALSE, sizeof (guint));
  gsize at[3], place = 0;
  for (at[0] = 0; at[0] < size[0]; at[0]++)
    for (at[1] = 0; at[1] < size[1]; at[1]++)
      for (at[2] = 0; at[2] < size[2]; at[2]++, place++)
        if (pixels[place] != 0 && is_surface (pixels, at, size, spacing, place)) {
          guint small = (guint)place;
          g_array_append_val (surface, small);
        }
  return surface;
}

/* --- distances --- */

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

/* Distances of the places FROM to the nearest of TO, ascending. RET_SUM: of all in the order of the
 * places. */
static double *
measure (const GArray *from, const GArray *to, double *squares, const guint *size,
         const double *spacing, double *ret_sum)
{
  gsize n = (gsize)size[0] * size[1] * size[2];
  double *distances = g_new (double, from->len);
  for (gsize i = 0; i < n; i++)
    squares[i] = INFINITY;
  for (guint i = 0; i < to->len; i++)
    squares[g_array_index (to, guint, i)] = 0;
  cs_distance_transform (squares, size, spacing);
  *ret_sum = 0;
  for (guint i = 0; i < from->len; i++) {
    distances[i] = sqrt (squares[g_array_index (from, guint, i)]);
    *ret_sum += distances[i];
  }
  qsort (distances, from->len, sizeof *distances, compare);
  return distances;
}

static double
percentile (const double *sorted, guint n, double share)
{
  double place = (n - 1) * share;
  guint below = (guint)place;
  double above = sorted[MIN (below + 1, n - 1)];
  return sorted[below] + (place - below) * (above - sorted[below]);
}

static CsSurfaceDistances
compare_surfaces (const GArray *a, const GArray *b, double *squares, const guint *size,
                  const double *spacing)
{
  double sum_ab = 0, sum_ba = 0;
  g_autofree double *ab = measure (a, b, squares, size, spacing, &sum_ab);
  g_autofree double *ba = measure (b, a, squares, size, spacing, &sum_ba);
  return (CsSurfaceDistances){
    .hd = MAX (ab[a->len - 1], ba[b->len - 1]),
    .hd95 = MAX (percentile (ab, a->len, 0.95), percentile (ba, b->len, 0.95)),
    .assd = (sum_ab + sum_ba) / ((double)a->len + b->len),
    .mean_ab = sum_ab / a->len,
    .mean_ba = sum_ba / b->len,
    .n_a = a->len,
    .n_b = b->len,
  };
}

gboolean
cs_surface_distances (const GArray *a, const GArray *b, const guint *size, const double *spacing,
                      CsSurfaceDistances *ret_distances, GError **error)
{
  Box box = { { G_MAXUINT, G_MAXUINT, G_MAXUINT }, { 0, 0, 0 } };
  if (cs_runs_area (a) == 0 || cs_runs_area (b) == 0) {
    *ret_distances = (CsSurfaceDistances){ .undefined = N_ ("a mask is empty") };
    return TRUE;
  }
  add_runs (&box, a, size);
  add_runs (&box, b, size);
  guint64 n = 1;
  guint inner[3];
  for (guint i = 0; i < 3; i++) {
    inner[i] = box.high[i] - box.low[i];
    n = n > MOST_PIXELS ? n : n * inner[i];
  }
  g_autofree double *squares = n <= MOST_PIXELS ? g_try_new (double, n) : NULL;
  if (squares == NULL)
    return cs_fail (error, CS_ERROR_LIMIT,
                    "the masks fill a box of %u x %u x %u pixels, more than %u", inner[0], inner[1],
                    inner[2], (guint)MOST_PIXELS);
  g_autofree guint8 *pixels_a = fill (&box, a, size, inner);
  g_autofree guint8 *pixels_b = fill (&box, b, size, inner);
  g_autoptr (GArray) surface_a = surface_of (pixels_a, inner, spacing);
  g_autoptr (GArray) surface_b = surface_of (pixels_b, inner, spacing);
  *ret_distances = compare_surfaces (surface_a, surface_b, squares, inner, spacing);
  return TRUE;
}

/* --- the metric --- */

/* By the axes of the runs: slices, columns, rows. */
static gboolean
read_spacing (const CsJson *params, gboolean is_volume, double *ret_spacing, GError **error)
{
  static const guint flat[] = { 2, 1 }, deep[] = { 0, 2, 1 };
  const CsJson *list = cs_json_get (params, "spacing");
  const guint *axes = is_volume ? deep : flat;
  guint n = is_volume ? 3 : 2;
  ret_spacing[0] = 0;
  if (list != NULL && (cs_json_type (list) != CS_JSON_ARRAY || cs_json_length (list) != n))
    return cs_fail (error, CS_ERROR_INVALID, "params.spacing: not %s",
                    is_volume ? "slice, row and column" : "row and column");
  for (guint i = 0; i < n; i++) {
    g_autofree char *place = g_strdup_printf ("params.spacing[%u]", i);
    double *spacing = &ret_spacing[axes[i]];
    *spacing = 1;
    if (list != NULL && !cs_metric_read_real (cs_json_at (list, i), place, spacing, error))
      return FALSE;
    if (*spacing < 1e-9 || *spacing > 1e9)
      return cs_fail (error, CS_ERROR_INVALID, "%s: not above 0", place);
  }
  return TRUE;
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_auto (CsMetricMasks) masks = { 0 };
  CsSurfaceDistances found = { 0 };
  double spacing[3];
  if (!cs_metric_read_masks (input, &masks, error) ||
      !read_spacing (params, masks.is_volume, spacing, error))
    return FALSE;
  const guint size[3] = { masks.slices, masks.width, masks.height };
  if (!cs_surface_distances (masks.a, masks.b, size, spacing, &found, error)) {
    g_prefix_error (error, "input: ");
    return FALSE;
  }
  if (found.undefined != NULL) {
    cs_metric_put_undefined (answer, found.undefined);
    return TRUE;
  }
  cs_metric_put_real (answer, "hd", found.hd);
  cs_metric_put_real (answer, "hd95", found.hd95);
  cs_metric_put_real (answer, "assd", found.assd);
  cs_metric_put_real (answer, "mean_ab", found.mean_ab);
  cs_metric_put_real (answer, "mean_ba", found.mean_ba);
  cs_json_put_int (answer, "n_surface_a", found.n_a);
  cs_json_put_int (answer, "n_surface_b", found.n_b);
  cs_json_put_string (answer, "unit",
                      cs_json_get (params, "spacing") != NULL ? "that of the spacing" : "pixels");
  return TRUE;
}

const CsMetric cs_metric_surface_distance = {
  .name = "surface_distance",
  .summary = "Hausdorff distance, its 95th percentile and the mean distance of two surfaces",
  .input = "a: a mask, rows of 0 and 1 or COCO's size and counts; a list of them is a volume|b: "
           "that of the other",
  .params = "spacing: row and column, of a volume slice, row and column; 1 where it is absent",
  .fixed = "assd: sum of both directed distances|hd95: max of the two directed 95th "
           "percentiles|surface: pixels of the mask",
  .compute = compute,
};
