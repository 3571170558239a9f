/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sweep over the lines. Where the pixels of a line and of the one above differ lies a horizontal
 * edge; its two ends are joined to other ends by the vertical edges that begin or end there. */
#include "cs-mask-outline.h"

/* End 2n is the left one of edge n, end 2n + 1 the right one. */
typedef struct {
  guint x[2], y;
  guint joined[2]; /* the end at the other side of the vertical edge */
  gboolean drawn;
} Edge;

/* Where a line changes between outside and inside, and the end that its vertical edge hangs from.
 */
typedef struct {
  guint x, end;
} Change;

typedef struct {
  GArray *edges;
  GArray *above, *here; /* of Change */
  gboolean open;        /* the last edge has no right end yet */
} Sweep;

static Edge *
edge_at (const Sweep *sweep, guint end)
{
  return &g_array_index (sweep->edges, Edge, end / 2);
}

/* The next end along the line Y. */
static guint
add_end (Sweep *sweep, guint x, guint y)
{
  if (!sweep->open) {
    Edge edge = { .x = { x, x }, .y = y };
    g_array_append_val (sweep->edges, edge);
  }
  guint end = 2 * (sweep->edges->len - 1) + sweep->open;
  edge_at (sweep, end)->x[end % 2] = x;
  sweep->open = !sweep->open;
  return end;
}

static void
close_vertical (Sweep *sweep, const Change *above, guint y)
{
  guint end = add_end (sweep, above->x, y);
  edge_at (sweep, end)->joined[end % 2] = above->end;
  edge_at (sweep, above->end)->joined[above->end % 2] = end;
}

static void
open_vertical (Sweep *sweep, Change *here, guint y)
{
  here->end = add_end (sweep, here->x, y);
}

/* Compares the changes of two lines from left to right, then goes down by one line. */
static void
sweep_line (Sweep *sweep, guint y)
{
  guint i = 0, j = 0;
  while (i < sweep->above->len || j < sweep->here->len) {
    Change *above = i < sweep->above->len ? &g_array_index (sweep->above, Change, i) : NULL;
    Change *here = j < sweep->here->len ? &g_array_index (sweep->here, Change, j) : NULL;
    if (above != NULL && here != NULL && above->x == here->x && i % 2 == j % 2) {
      here->end = above->end;
      i++;
      j++;
    } else if (above != NULL && (here == NULL || above->x <= here->x)) {
      close_vertical (sweep, above, y);
      i++;
    } else {
      open_vertical (sweep, here, y);
      j++;
    }
  }
  GArray *line = sweep->above;
  sweep->above = sweep->here;
  sweep->here = line;
  g_array_set_size (sweep->here, 0);
}

static void
draw_ring (const Sweep *sweep, guint first, double x, double y, cairo_t *cr)
{
  guint end = first;
  Edge *edge = edge_at (sweep, end);
  cairo_move_to (cr, x + edge->x[end % 2], y + edge->y);
  while (!edge->drawn) {
    edge->drawn = TRUE;
    guint other = end ^ 1;
    cairo_line_to (cr, x + edge->x[other % 2], y + edge->y);
    end = edge->joined[other % 2];
    edge = edge_at (sweep, end);
    if (!edge->drawn)
      cairo_line_to (cr, x + edge->x[end % 2], y + edge->y);
  }
  cairo_close_path (cr);
}

void
cs_mask_outline (const CsMaskSegment *segments, guint count, double x, double y, cairo_t *cr)
{
  Sweep sweep = {
    .edges = g_array_new (FALSE, FALSE, sizeof (Edge)),
    .above = g_array_new (FALSE, FALSE, sizeof (Change)),
    .here = g_array_new (FALSE, FALSE, sizeof (Change)),
  };
  guint at = 0, line = 0;
  while (at < count || sweep.above->len > 0) {
    /* Empty lines cost nothing. */
    if (sweep.above->len == 0)
      line = segments[at].line;
    for (; at < count && segments[at].line == line; at++) {
      Change changes[] = { { segments[at].start, 0 }, { segments[at].end, 0 } };
      g_array_append_vals (sweep.here, changes, 2);
    }
    sweep_line (&sweep, line++);
  }
  for (guint i = 0; i < sweep.edges->len; i++)
    if (!g_array_index (sweep.edges, Edge, i).drawn)
      draw_ring (&sweep, 2 * i, x, y, cr);
  g_array_unref (sweep.edges);
  g_array_unref (sweep.above);
  g_array_unref (sweep.here);
}
