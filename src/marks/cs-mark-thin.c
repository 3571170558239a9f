/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-thin.h"

#include <math.h>

typedef struct {
  guint first, last;
} Piece;

typedef struct {
  double x, y;
} Place;

static Place
place_of (const GArray *points, guint n, const CsMarkScale *scale)
{
  return (Place){ (double)g_array_index (points, gint64, 2 * n) / 1000 * scale->x,
                  (double)g_array_index (points, gint64, 2 * n + 1) / 1000 * scale->y };
}

/* From P to the piece of a line between A and B. */
static double
distance (Place p, Place a, Place b)
{
  double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
  double along = square > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / square : 0;
  along = CLAMP (along, 0.0, 1.0);
  return hypot (p.x - a.x - along * dx, p.y - a.y - along * dy);
}

/* The point of PIECE that lies furthest from its line, when that is more than TOLERANCE; else 0. */
static guint
furthest (const GArray *points, Piece piece, const CsMarkScale *scale, double tolerance)
{
  Place a = place_of (points, piece.first, scale), b = place_of (points, piece.last, scale);
  double most = tolerance;
  guint at = 0;
  for (guint i = piece.first + 1; i < piece.last; i++) {
    double far = distance (place_of (points, i, scale), a, b);
    if (far > most) {
      most = far;
      at = i;
    }
  }
  return at;
}

void
cs_mark_thin (GArray *points, guint from, const CsMarkScale *scale, double tolerance)
{
  guint count = points->len / 2, kept = from;
  if (count < from + 3)
    return;
  g_autofree gboolean *stays = g_new0 (gboolean, count);
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  Piece piece = { from, count - 1 };
  g_array_append_val (pieces, piece);
  stays[from] = stays[count - 1] = TRUE;
  while (pieces->len > 0) {
    piece = g_array_index (pieces, Piece, pieces->len - 1);
    g_array_set_size (pieces, pieces->len - 1);
    guint at = furthest (points, piece, scale, tolerance);
    if (at == 0)
      continue;
    const Piece halves[2] = { { piece.first, at }, { at, piece.last } };
    g_array_append_vals (pieces, halves, 2);
    stays[at] = TRUE;
  }
  for (guint i = from; i < count; i++) {
    if (!stays[i])
      continue;
    g_array_index (points, gint64, 2 * kept) = g_array_index (points, gint64, 2 * i);
    g_array_index (points, gint64, 2 * kept + 1) = g_array_index (points, gint64, 2 * i + 1);
    kept++;
  }
  g_array_set_size (points, 2 * kept);
}
