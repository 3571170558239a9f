/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Both areas are cut into rows. Within a row that no corner lies in, each edge is straight, so its
 * place in the middle of the row stands for the row: what an area covers there is exact, what two
 * share is off only where their edges cross. */
#include "cs-mark-outline.h"
#include "cs-mark-draw.h"

#include <stdlib.h>
#include <string.h>

/* An outline is flattened in a square of so many units, within 0.1 of one. */
#define UNITS 1000.0
/* Rows end at all corners unless there are more heights than this; rows are no higher than the
 * whole over ROWS. */
#define MAX_HEIGHTS 512
#define ROWS 96

/* From (x, y0) down to y1 > y0. */
typedef struct {
  double y0, y1, x, slope;
} Edge;

struct _CsMarkOutline {
  Edge *edges; /* by y0 */
  guint n_edges;
  double *heights; /* of all corners, ascending, each once */
  guint n_heights;
  double area;
};

static int
by_top (gconstpointer a, gconstpointer b)
{
  const Edge *one = a, *two = b;
  return one->y0 < two->y0 ? -1 : one->y0 > two->y0;
}

static int
by_size (gconstpointer a, gconstpointer b)
{
  double one = *(const double *)a, two = *(const double *)b;
  return one < two ? -1 : one > two;
}

/* --- flattening --- */

static void
add_edge (GArray *edges, const double *from, const double *to)
{
  const double *top = from[1] < to[1] ? from : to, *bottom = top == from ? to : from;
  if (top[1] == bottom[1])
    return;
  const Edge edge = { top[1], bottom[1], top[0], (bottom[0] - top[0]) / (bottom[1] - top[1]) };
  g_array_append_val (edges, edge);
}

/* Open figures are closed, as they are when they are filled. */
static GArray *
edges_of (const cairo_path_t *path)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  double first[2] = { 0, 0 }, last[2] = { 0, 0 };
  for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
    const cairo_path_data_t *data = path->data + i;
    if (data->header.type == CAIRO_PATH_LINE_TO) {
      const double to[2] = { data[1].point.x, data[1].point.y };
      add_edge (edges, last, to);
      memcpy (last, to, sizeof last);
      continue;
    }
    add_edge (edges, last, first);
    if (data->header.type == CAIRO_PATH_MOVE_TO) {
      first[0] = data[1].point.x;
      first[1] = data[1].point.y;
    }
    memcpy (last, first, sizeof last);
  }
  add_edge (edges, last, first);
  return edges;
}

static cairo_path_t *
flatten (const CsMark *mark, const CsMarkBounds *bounds)
{
  double w = (double)MAX (bounds->x1 - bounds->x0, 1) / 1000.0;
  double h = (double)MAX (bounds->y1 - bounds->y0, 1) / 1000.0;
  const CsMarkScale scale = { UNITS / w, UNITS / h };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  cairo_scale (cr, scale.x, scale.y);
  cairo_translate (cr, -(double)bounds->x0 / 1000.0, -(double)bounds->y0 / 1000.0);
  cs_mark_path (mark, &scale, cr);
  cairo_path_t *path = cairo_copy_path_flat (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return path;
}

/* Sorts COUNT numbers and drops those that come twice; returns how many are left. */
static guint
sort_once (double *numbers, guint count)
{
  guint n = 0;
  qsort (numbers, count, sizeof *numbers, by_size);
  for (guint i = 0; i < count; i++)
    if (n == 0 || numbers[i] != numbers[n - 1])
      numbers[n++] = numbers[i];
  return n;
}

/* --- rows --- */

/* Where the edges of one outline cross a row, from left to right. */
typedef struct {
  const CsMarkOutline *outline;
  guint next;        /* first edge that lies below */
  const Edge **here; /* those that were reached and not left */
  double *x;
  guint n;
} Row;

static void
row_init (Row *row, const CsMarkOutline *outline)
{
  *row = (Row){ outline, 0, g_new (const Edge *, MAX (outline->n_edges, 1)),
                g_new (double, MAX (outline->n_edges, 1)), 0 };
}

static void
row_clear (Row *row)
{
  g_free (row->here);
  g_free (row->x);
}

/* Few edges, in nearly the order of the row above. */
static void
sort_row (Row *row)
{
  if (row->n > 64) {
    qsort (row->x, row->n, sizeof *row->x, by_size);
    return;
  }
  for (guint i = 1; i < row->n; i++) {
    double x = row->x[i];
    guint k = i;
    for (; k > 0 && row->x[k - 1] > x; k--)
      row->x[k] = row->x[k - 1];
    row->x[k] = x;
  }
}

/* Returns how much is covered at the height Y. */
static double
row_go (Row *row, double y)
{
  const CsMarkOutline *outline = row->outline;
  double sum = 0;
  while (row->next < outline->n_edges && outline->edges[row->next].y0 <= y)
    row->here[row->n++] = &outline->edges[row->next++];
  guint n = 0;
  for (guint i = 0; i < row->n; i++)
    if (row->here[i]->y1 > y)
      row->here[n++] = row->here[i];
  row->n = n;
  for (guint i = 0; i < n; i++)
    row->x[i] = row->here[i]->x + (y - row->here[i]->y0) * row->here[i]->slope;
  sort_row (row);
  for (guint i = 0; i + 1 < n; i += 2)
    sum += row->x[i + 1] - row->x[i];
  return sum;
}

static double
row_shared (const Row *a, const Row *b)
{
  double sum = 0;
  for (guint i = 0, k = 0; i + 1 < a->n && k + 1 < b->n;) {
    double from = MAX (a->x[i], b->x[k]), to = MIN (a->x[i + 1], b->x[k + 1]);
    sum += MAX (0, to - from);
    if (a->x[i + 1] < b->x[k + 1])
      i += 2;
    else
      k += 2;
  }
  return sum;
}

/* Where rows begin and end; caller frees. */
static double *
heights_of (const CsMarkOutline *a, const CsMarkOutline *b, guint *ret_count)
{
  guint n = a->n_heights + b->n_heights;
  double *all = g_new (double, MAX (n, 2));
  if (a->n_heights > 0)
    memcpy (all, a->heights, a->n_heights * sizeof *all);
  if (b->n_heights > 0)
    memcpy (all + a->n_heights, b->heights, b->n_heights * sizeof *all);
  n = sort_once (all, n);
  if (n > MAX_HEIGHTS) {
    double top = all[0], whole = all[n - 1] - all[0];
    n = MAX_HEIGHTS;
    for (guint i = 0; i < n; i++)
      all[i] = top + whole * i / (n - 1);
  }
  *ret_count = n;
  return all;
}

double
cs_mark_outline_overlap (const CsMarkOutline *a, const CsMarkOutline *b)
{
  Row in_a, in_b;
  guint n = 0;
  double shared = 0, covered = 0;
  g_autofree double *heights = heights_of (a, b, &n);
  row_init (&in_a, a);
  row_init (&in_b, b);
  for (guint i = 0; i + 1 < n; i++) {
    double height = heights[i + 1] - heights[i];
    guint parts = 1 + (guint)(height * ROWS / (heights[n - 1] - heights[0]));
    for (guint part = 0; part < parts; part++) {
      double y = heights[i] + height * (part + 0.5) / parts;
      double both = row_go (&in_a, y) + row_go (&in_b, y), here = row_shared (&in_a, &in_b);
      shared += here * height / parts;
      covered += (both - here) * height / parts;
    }
  }
  row_clear (&in_a);
  row_clear (&in_b);
  return covered > 0 ? shared / covered : -1;
}

double
cs_mark_outline_area (const CsMarkOutline *outline)
{
  return outline->area;
}

static double
measure (const CsMarkOutline *outline)
{
  const CsMarkOutline nothing = { 0 };
  Row row;
  guint n = 0;
  double sum = 0;
  g_autofree double *heights = heights_of (outline, &nothing, &n);
  row_init (&row, outline);
  for (guint i = 0; i + 1 < n; i++)
    sum += row_go (&row, (heights[i] + heights[i + 1]) / 2) * (heights[i + 1] - heights[i]);
  row_clear (&row);
  return sum;
}

CsMarkOutline *
cs_mark_outline_new (const CsMark *mark)
{
  CsMarkBounds bounds = { 0 };
  if (!cs_mark_has_area (mark) || mark->kind->target != CS_MARK_TARGET_IMAGE ||
      !cs_mark_bounds (mark, &bounds))
    return NULL;
  CsMarkOutline *outline = g_new0 (CsMarkOutline, 1);
  cairo_path_t *path = flatten (mark, &bounds);
  g_autoptr (GArray) edges = edges_of (path);
  cairo_path_destroy (path);
  g_array_sort (edges, by_top);
  outline->heights = g_new (double, MAX (2 * edges->len, 1));
  for (guint i = 0; i < edges->len; i++) {
    outline->heights[2 * i] = g_array_index (edges, Edge, i).y0;
    outline->heights[2 * i + 1] = g_array_index (edges, Edge, i).y1;
  }
  outline->n_heights = sort_once (outline->heights, 2 * edges->len);
  outline->n_edges = edges->len;
  outline->edges = (Edge *)(gpointer)g_array_steal (edges, NULL);
  outline->area = measure (outline);
  return outline;
}

void
cs_mark_outline_free (CsMarkOutline *outline)
{
  if (outline == NULL)
    return;
  g_free (outline->edges);
  g_free (outline->heights);
  g_free (outline);
}
