/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-blame.h"

#include <string.h>

/* --- stretches: known by their ends --- */

typedef struct {
  gint64 ends[4];
  guint since;
} Stretch;

static guint
stretch_hash (gconstpointer data)
{
  const Stretch *stretch = data;
  guint64 hash = 0;
  for (guint i = 0; i < 4; i++)
    hash = (hash ^ (guint64)stretch->ends[i]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return (guint)(hash >> 32);
}

static gboolean
stretch_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (((const Stretch *)a)->ends, ((const Stretch *)b)->ends,
                 sizeof ((Stretch *)NULL)->ends) == 0;
}

/* What was of another kind has no piece in common. */
static const CsMark *
of_kind (const CsMark *mark, const CsMarkKind *kind)
{
  return mark != NULL && mark->kind == kind ? mark : NULL;
}

/* The smaller end first. */
static Stretch
new_stretch (const gint64 *from, const gint64 *to, guint since)
{
  gboolean turned = from[0] > to[0] || (from[0] == to[0] && from[1] > to[1]);
  const gint64 *first = turned ? to : from, *second = turned ? from : to;
  return (Stretch){ { first[0], first[1], second[0], second[1] }, since };
}

/* The point that ends the stretch which begins at point AT; -1 where none begins. */
static gint64
end_of (const CsMark *mark, guint at)
{
  if (mark->n_rings == 0)
    return at + 1 < mark->n_values / 2 ? (gint64)at + 1 : -1;
  for (guint i = 0; i < mark->n_rings; i++) {
    const CsMarkRing *ring = &mark->rings[i];
    if (at >= ring->first && at < ring->first + ring->count)
      return at + 1 < ring->first + ring->count ? (gint64)at + 1 : (gint64)ring->first;
  }
  return -1;
}

static void
add_piece (GArray *pieces, gint64 from, gint64 to, guint since, gboolean joined)
{
  CsMarkPiece *last =
      pieces->len > 0 ? &g_array_index (pieces, CsMarkPiece, pieces->len - 1) : NULL;
  const CsMarkPiece piece = { from, to, since };
  if (joined && last != NULL && last->to == from && last->since == since)
    last->to = to;
  else
    g_array_append_val (pieces, piece);
}

/* One ring, or a line when CLOSED is FALSE. */
static void
look_at_ring (const CsMark *mark, guint first, guint count, gboolean closed, guint state,
              GHashTable *before, GHashTable *now, GArray *pieces)
{
  for (guint i = 0; i + !closed < count; i++) {
    const gint64 *from = mark->values + 2 * (gsize)(first + i);
    const gint64 *to = mark->values + 2 * (gsize)(first + (i + 1) % count);
    Stretch stretch = new_stretch (from, to, state);
    const Stretch *there = before != NULL ? g_hash_table_lookup (before, &stretch) : NULL;
    if (there != NULL)
      stretch.since = there->since;
    g_hash_table_add (now, g_memdup2 (&stretch, sizeof stretch));
    add_piece (pieces, first + i, first + i + 1, stretch.since, i > 0);
  }
}

static GArray *
stretches_of (const CsMark *const *states, guint n)
{
  g_autoptr (GHashTable) before = NULL;
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (CsMarkPiece));
  for (guint state = 0; state < n; state++) {
    const CsMark *mark = of_kind (states[state], states[n - 1]->kind);
    g_autoptr (GHashTable) now = g_hash_table_new_full (stretch_hash, stretch_equal, g_free, NULL);
    g_array_set_size (pieces, 0);
    for (guint i = 0; mark != NULL && i < mark->n_rings; i++)
      look_at_ring (mark, mark->rings[i].first, mark->rings[i].count, TRUE, state, before, now,
                    pieces);
    if (mark != NULL && mark->n_rings == 0)
      look_at_ring (mark, 0, mark->n_values / 2, FALSE, state, before, now, pieces);
    g_clear_pointer (&before, g_hash_table_unref);
    before = g_steal_pointer (&now);
  }
  return g_steal_pointer (&pieces);
}

/* --- passages: known by where they lie --- */

/* What of FROM to TO was there BEFORE keeps its age. */
static void
look_at_passage (gint64 from, gint64 to, guint state, const GArray *before, GArray *pieces)
{
  gint64 at = from;
  for (guint i = 0; before != NULL && i < before->len; i++) {
    const CsMarkPiece *old = &g_array_index (before, CsMarkPiece, i);
    gint64 start = MAX (old->from, at), end = MIN (old->to, to);
    if (start >= end)
      continue;
    if (at < start)
      add_piece (pieces, at, start, state, at > from);
    add_piece (pieces, start, end, old->since, start > from);
    at = end;
  }
  if (at < to)
    add_piece (pieces, at, to, state, at > from);
}

static GArray *
passages_of (const CsMark *const *states, guint n)
{
  g_autoptr (GArray) before = NULL;
  for (guint state = 0; state < n; state++) {
    const CsMark *mark = of_kind (states[state], states[n - 1]->kind);
    g_autoptr (GArray) now = g_array_new (FALSE, FALSE, sizeof (CsMarkPiece));
    for (guint i = 0; mark != NULL && i < mark->n_values; i += 2)
      look_at_passage (mark->values[i], mark->values[i + 1], state, before, now);
    g_clear_pointer (&before, g_array_unref);
    before = g_steal_pointer (&now);
  }
  return g_steal_pointer (&before);
}

/* --- all of it --- */

static GArray *
whole_of (const CsMark *const *states, guint n)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (CsMarkPiece));
  guint since = n - 1;
  while (since > 0 && states[since - 1] != NULL &&
         cs_mark_same_geometry (states[since - 1], states[n - 1]))
    since--;
  add_piece (pieces, 0, 1, since, FALSE);
  return pieces;
}

CsMarkBlame *
cs_mark_blame (const CsMark *const *states, guint n)
{
  g_return_val_if_fail (n > 0 && states[n - 1] != NULL, NULL);
  const CsMark *last = states[n - 1];
  CsMarkBlame *blame = g_new0 (CsMarkBlame, 1);
  blame->label = blame->attributes = n - 1;
  while (blame->label > 0 && states[blame->label - 1] != NULL &&
         strcmp (states[blame->label - 1]->label, last->label) == 0)
    blame->label--;
  while (blame->attributes > 0 && states[blame->attributes - 1] != NULL &&
         cs_json_equal (states[blame->attributes - 1]->attributes, last->attributes))
    blame->attributes--;
  switch (last->kind->pieces) {
  case CS_MARK_PIECES_STRETCHES:
    blame->pieces = stretches_of (states, n);
    break;
  case CS_MARK_PIECES_PASSAGES:
    blame->pieces = passages_of (states, n);
    break;
  case CS_MARK_PIECES_WHOLE:
    blame->pieces = whole_of (states, n);
    break;
  }
  return blame;
}

void
cs_mark_blame_free (CsMarkBlame *blame)
{
  if (blame == NULL)
    return;
  g_array_unref (blame->pieces);
  g_free (blame);
}

const CsMarkPiece *
cs_mark_blame_at (const CsMarkBlame *blame, gint64 at)
{
  for (guint i = 0; i < blame->pieces->len; i++) {
    const CsMarkPiece *piece = &g_array_index (blame->pieces, CsMarkPiece, i);
    if (at >= piece->from && at < piece->to)
      return piece;
  }
  return NULL;
}

/* Squared, in 1/1000 pixel. */
static double
distance_to (const gint64 *from, const gint64 *to, double x, double y)
{
  double dx = (double)(to[0] - from[0]), dy = (double)(to[1] - from[1]);
  double px = x - (double)from[0], py = y - (double)from[1];
  double length = dx * dx + dy * dy;
  double t = length > 0 ? CLAMP ((px * dx + py * dy) / length, 0, 1) : 0;
  px -= t * dx;
  py -= t * dy;
  return px * px + py * py;
}

gint64
cs_mark_blame_nearest (const CsMark *mark, double x, double y)
{
  gint64 nearest = -1;
  double least = 0;
  if (mark->kind->pieces != CS_MARK_PIECES_STRETCHES)
    return -1;
  for (guint i = 0; i < mark->n_values / 2; i++) {
    gint64 end = end_of (mark, i);
    if (end < 0)
      continue;
    double distance =
        distance_to (mark->values + 2 * (gsize)i, mark->values + 2 * end, x * 1000, y * 1000);
    if (nearest < 0 || distance < least) {
      nearest = i;
      least = distance;
    }
  }
  return nearest;
}
