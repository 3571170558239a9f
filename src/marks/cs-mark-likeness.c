/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-likeness.h"
#include "cs-mark-draw.h"

#include <math.h>
#include <string.h>

/* Of lines with more corners that many are looked at, evenly: the square of it is what a comparison
 * of two lines may cost. */
#define MAX_CORNERS 512

gboolean
cs_mark_comparable (const CsMark *a, const CsMark *b)
{
  if (a->kind->target != b->kind->target || a->part != b->part || a->frame != b->frame ||
      memcmp (&a->item, &b->item, sizeof a->item) != 0)
    return FALSE;
  return a->kind == b->kind || (cs_mark_has_area (a) && cs_mark_has_area (b));
}

/* --- lines and points --- */

static double
apart (const CsMark *a, guint i, const CsMark *b, guint k)
{
  return hypot ((double)(a->values[2 * i] - b->values[2 * k]),
                (double)(a->values[2 * i + 1] - b->values[2 * k + 1]));
}

/* Corners FIRST to FIRST + COUNT of both, in order or, TURNED, from the other end. */
static double
paired (const CsMark *a, const CsMark *b, guint first, guint count, gboolean turned)
{
  double most = 0;
  for (guint i = 0; i < count; i++)
    most = MAX (most, apart (a, first + i, b, first + (turned ? count - 1 - i : i)));
  return most;
}

static double
paired_strokes (const CsMark *a, const CsMark *b)
{
  guint n = a->n_values / 2, stroke = a->kind->stroke != 0 ? a->kind->stroke : n;
  double most = 0;
  for (guint first = 0; first < n; first += stroke)
    most = MAX (most, MIN (paired (a, b, first, MIN (stroke, n - first), FALSE),
                           paired (a, b, first, MIN (stroke, n - first), TRUE)));
  return most;
}

/* How far the corner of FROM that is furthest from TO lies from it; first and last are looked at.
 */
static double
farthest (const CsMark *from, const CsMark *to)
{
  guint n = from->n_values / 2, m = to->n_values / 2;
  guint many = MIN (n, MAX_CORNERS), others = MIN (m, MAX_CORNERS);
  double most = 0;
  for (guint i = 0; i < many; i++) {
    guint corner = many > 1 ? (guint)((guint64)i * (n - 1) / (many - 1)) : 0;
    double nearest = INFINITY;
    for (guint k = 0; k < others && nearest > most; k++) {
      guint other = others > 1 ? (guint)((guint64)k * (m - 1) / (others - 1)) : 0;
      nearest = MIN (nearest, apart (from, corner, to, other));
    }
    most = MAX (most, nearest);
  }
  return most;
}

static guint
by_distance (const CsMark *a, const CsMark *b, gint64 reach)
{
  double distance =
      a->n_values == b->n_values ? paired_strokes (a, b) : MAX (farthest (a, b), farthest (b, a));
  if (distance == 0)
    return CS_MARK_LIKENESS_MOST;
  if (reach <= 0 || distance >= (double)reach)
    return 0;
  return (guint)lround (CS_MARK_LIKENESS_MOST * (1 - distance / (double)reach));
}

/* --- areas and passages --- */

static guint
by_overlap (const CsMarkOutline *a, const CsMarkOutline *b)
{
  double overlap = cs_mark_outline_overlap (a, b);
  return overlap > 0 ? (guint)lround (CS_MARK_LIKENESS_MOST * MIN (overlap, 1)) : 0;
}

static gint64
covered (const CsMark *mark)
{
  gint64 sum = 0;
  for (guint i = 0; i + 1 < mark->n_values; i += 2)
    sum += mark->values[i + 1] - mark->values[i];
  return sum;
}

static guint
by_passages (const CsMark *a, const CsMark *b)
{
  gint64 shared = 0;
  for (guint i = 0, k = 0; i + 1 < a->n_values && k + 1 < b->n_values;) {
    gint64 from = MAX (a->values[i], b->values[k]);
    gint64 to = MIN (a->values[i + 1], b->values[k + 1]);
    shared += MAX (0, to - from);
    if (a->values[i + 1] < b->values[k + 1])
      i += 2;
    else
      k += 2;
  }
  double either = (double)(covered (a) + covered (b) - shared);
  return (guint)lround (CS_MARK_LIKENESS_MOST * (double)shared / either);
}

guint
cs_mark_likeness_of (const CsMark *a, const CsMarkOutline *outline_a, const CsMark *b,
                     const CsMarkOutline *outline_b, gint64 reach)
{
  if (!cs_mark_comparable (a, b))
    return 0;
  if (cs_mark_same_geometry (a, b))
    return CS_MARK_LIKENESS_MOST;
  switch (a->kind->target) {
  case CS_MARK_TARGET_ITEM:
    return CS_MARK_LIKENESS_MOST;
  case CS_MARK_TARGET_MARKS:
    return 0;
  case CS_MARK_TARGET_TEXT:
    return by_passages (a, b);
  case CS_MARK_TARGET_IMAGE:
    break;
  }
  if (outline_a != NULL && outline_b != NULL)
    return by_overlap (outline_a, outline_b);
  return by_distance (a, b, reach);
}

guint
cs_mark_likeness (const CsMark *a, const CsMark *b, gint64 reach)
{
  if (!cs_mark_comparable (a, b) || cs_mark_same_geometry (a, b))
    return cs_mark_likeness_of (a, NULL, b, NULL, reach);
  g_autoptr (CsMarkOutline) one = cs_mark_outline_new (a);
  g_autoptr (CsMarkOutline) two = cs_mark_outline_new (b);
  return cs_mark_likeness_of (a, one, b, two, reach);
}
