/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-coco-metrics.h"
#include "cs-metric-read-masks.h"
#include "cs-metric-read-shapes.h"

#include <stdlib.h>

#define FINE 5               /* times as fine as pixels */
#define FARTHEST 1e8         /* on the fine grid */
#define MOST_STEPS 100000000 /* of all edges: each may leave a turn, eight bytes */

typedef struct {
  gint64 x, y;
} Step;

/* Where inside begins or ends, by columns. */
typedef struct {
  GArray *turns; /* of gint64 */
  gint64 height, width;
  Step last;
  gboolean begun;
} Raster;

/* A turn where the way from the last step crosses the middle of a column of pixels. */
static void
step_to (Raster *raster, gint64 x, gint64 y)
{
  gint64 left = MIN (x, raster->last.x), top = MIN (y, raster->last.y);
  if (raster->begun && x != raster->last.x && left >= 0 && left % FINE == FINE / 2 &&
      left / FINE < raster->width) {
    double row = ((double)top + 0.5) / FINE - 0.5;
    gint64 turn = left / FINE * raster->height + (gint64)ceil (CLAMP (row, 0, raster->height));
    g_array_append_val (raster->turns, turn);
  }
  raster->last = (Step){ x, y };
  raster->begun = TRUE;
}

/* The same steps from either end. */
static void
add_edge (Raster *raster, Step from, Step to)
{
  gint64 dx = ABS (to.x - from.x), dy = ABS (to.y - from.y), n = MAX (dx, dy);
  gboolean by_x = dx >= dy, back = by_x ? from.x > to.x : from.y > to.y;
  Step start = back ? to : from, end = back ? from : to;
  double rise = (double)(by_x ? end.y - start.y : end.x - start.x),
         slope = n > 0 ? rise / (double)n : 0;
  for (gint64 i = 0; i <= n; i++) {
    gint64 at = back ? n - i : i;
    double off = slope * (double)at;
    if (by_x)
      step_to (raster, start.x + at, (gint64)((double)start.y + off + 0.5));
    else
      step_to (raster, (gint64)((double)start.x + off + 0.5), start.y + at);
  }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const gint64 *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

/* Two turns at one place are none. */
static GArray *
runs_of (const GArray *turns, gint64 total)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 at = 0;
  for (guint i = 0; i < turns->len; i++) {
    gint64 turn = g_array_index (turns, gint64, i), run = turn - at;
    if (i + 1 < turns->len && g_array_index (turns, gint64, i + 1) == turn) {
      i++;
      continue;
    }
    if (turn >= total)
      break;
    g_array_append_val (runs, run);
    at = turn;
  }
  gint64 rest = total - at;
  g_array_append_val (runs, rest);
  return runs;
}

GArray *
cs_coco_polygon_runs (const double *points, guint n, guint height, guint width, GError **error)
{
  g_autoptr (GArray) turns = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree Step *corners = g_new (Step, MAX (n, 1));
  Raster raster = { turns, height, width, { 0, 0 }, FALSE };
  gint64 steps = 0;
  for (guint i = 0; i < n; i++) {
    double x = FINE * points[2 * (gsize)i] + 0.5, y = FINE * points[2 * (gsize)i + 1] + 0.5;
    if (!(fabs (x) <= FARTHEST && fabs (y) <= FARTHEST)) {
      cs_fail (error, CS_ERROR_LIMIT, "point %u is too far away", i);
      return NULL;
    }
    corners[i] = (Step){ (gint64)x, (gint64)y };
  }
  for (guint i = 0; i < n; i++) {
    Step from = corners[i], to = corners[(i + 1) % n];
    steps += MAX (ABS (to.x - from.x), ABS (to.y - from.y));
    if (steps > MOST_STEPS) {
      cs_fail (error, CS_ERROR_LIMIT, "the edges are longer than %d fine pixels", MOST_STEPS);
      return NULL;
    }
  }
  for (guint i = 0; i < n; i++)
    add_edge (&raster, corners[i], corners[(i + 1) % n]);
  if (turns->len > 1)
    qsort (turns->data, turns->len, sizeof (gint64), compare);
  return runs_of (turns, (gint64)height * width);
}

static gboolean
compute (const CsJson *input, const CsJson *params, CsJson *answer, GError **error)
{
  g_autofree double *points = NULL;
  guint n = 0, height = 0, width = 0;
  if (!cs_metric_read_points (input, "polygon", &points, &n, error) ||
      !cs_metric_read_size (params, "params", &height, &width, error))
    return FALSE;
  g_autoptr (GArray) runs = cs_coco_polygon_runs (points, n, height, width, error);
  if (runs == NULL) {
    g_prefix_error (error, "input.polygon: ");
    return FALSE;
  }
  cs_metric_put_rle (answer, "string", runs);
  cs_json_put_int (answer, "area", cs_runs_area (runs));
  return TRUE;
}

const CsMetric cs_metric_coco_polygon_raster = {
  .name = "coco_polygon_raster",
  .summary = "The pixels of a polygon by COCO's rule, as its string of runs",
  .input = "polygon: the points of a ring, each x, y",
  .params = "size: height and width of the picture",
  .fixed = "rule: COCO rasterisation",
  .compute = compute,
};
