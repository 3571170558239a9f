/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-polygon-columns.h"

#define MAX_CROSSINGS (16u * 1024 * 1024)

/* An edge passes between the centres of rows ROW - 1 and ROW of a column. */
typedef struct {
  guint column, row;
} Crossing;

/* Rows [start, end) of a column. */
typedef struct {
  guint column, start, end;
} Stretch;

typedef struct {
  guint width, height;
  GArray *crossings; /* of one part */
  GArray *stretches; /* of all parts */
} Scan;

/* Smallest whole number not below N / D; D > 0. */
static gint64
divide_up (__int128 n, __int128 d)
{
  __int128 quotient = n / d;
  return (gint64)(quotient + (n % d > 0));
}

/* First column whose centre is at X or right of it. */
static gint64
column_from (gint64 x)
{
  return divide_up (x - 500, 1000);
}

static gboolean
add_edge (Scan *scan, const gint64 *a, const gint64 *b, GError **error)
{
  if (a[0] > b[0])
    return add_edge (scan, b, a, error);
  gint64 first = MAX (column_from (a[0]), 0), last = MIN (column_from (b[0]), scan->width);
  gint64 dx = b[0] - a[0], dy = b[1] - a[1];
  if (last > first && scan->crossings->len + (last - first) > MAX_CROSSINGS)
    return cs_fail (error, CS_ERROR_LIMIT, "a polygon with more than %u crossings", MAX_CROSSINGS);
  for (gint64 column = first; column < last; column++) {
    gint64 x = column * 1000 + 500 - a[0];
    gint64 row = divide_up ((__int128)(a[1] - 500) * dx + (__int128)x * dy, (__int128)dx * 1000);
    Crossing crossing = { (guint)column, (guint)CLAMP (row, 0, scan->height) };
    g_array_append_val (scan->crossings, crossing);
  }
  return TRUE;
}

static gboolean
add_ring (Scan *scan, const gint64 *points, guint count, GError **error)
{
  for (guint i = 0; i < count; i++)
    if (!add_edge (scan, points + 2 * i, points + 2 * ((i + 1) % count), error))
      return FALSE;
  return TRUE;
}

static int
compare_crossings (gconstpointer a, gconstpointer b)
{
  const Crossing *one = a, *two = b;
  if (one->column != two->column)
    return one->column < two->column ? -1 : 1;
  return (one->row > two->row) - (one->row < two->row);
}

static int
compare_stretches (gconstpointer a, gconstpointer b)
{
  const Stretch *one = a, *two = b;
  if (one->column != two->column)
    return one->column < two->column ? -1 : 1;
  return (one->start > two->start) - (one->start < two->start);
}

/* Crossings of closed rings come in pairs in every column. */
static void
close_part (Scan *scan)
{
  g_array_sort (scan->crossings, compare_crossings);
  for (guint i = 0; i + 1 < scan->crossings->len; i += 2) {
    const Crossing *from = &g_array_index (scan->crossings, Crossing, i), *to = from + 1;
    Stretch stretch = { from->column, from->row, to->row };
    if (stretch.end > stretch.start)
      g_array_append_val (scan->stretches, stretch);
  }
  g_array_set_size (scan->crossings, 0);
}

static GArray *
runs_of (Scan *scan)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 at = 0, total = (gint64)scan->width * scan->height;
  g_array_sort (scan->stretches, compare_stretches);
  for (guint i = 0; i < scan->stretches->len; i++) {
    const Stretch *stretch = &g_array_index (scan->stretches, Stretch, i);
    gint64 column = (gint64)stretch->column * scan->height;
    gint64 start = MAX (column + stretch->start, at), end = column + stretch->end;
    if (end <= at)
      continue;
    if (start == at && runs->len > 0) {
      g_array_index (runs, gint64, runs->len - 1) += end - start;
    } else {
      gint64 gap = start - at, size = end - start;
      g_array_append_val (runs, gap);
      g_array_append_val (runs, size);
    }
    at = end;
  }
  gint64 rest = total - at;
  if (rest > 0 || runs->len == 0)
    g_array_append_val (runs, rest);
  return runs;
}

GArray *
cs_polygon_columns (const CsMark *mark, guint width, guint height, GError **error)
{
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (Crossing));
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  Scan scan = { width, height, crossings, stretches };
  for (guint i = 0; i < mark->n_rings; i++) {
    const CsMarkRing *ring = &mark->rings[i];
    if (!ring->hole)
      close_part (&scan);
    if (!add_ring (&scan, mark->values + 2 * ring->first, ring->count, error))
      return NULL;
  }
  close_part (&scan);
  return runs_of (&scan);
}
